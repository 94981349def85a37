"""What a person should look at in a plan table: named, with the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """The column a problem is about; ``ROW`` where it is about the whole row."""

    ROW = ""
    LINE = "line"
    KIND = "kind"
    CODE = "code"
    TEXT = "text"
    FORMULA = "formula"
    TARGET = "target"
    AREA = "area"
    NOTE = "note"
    WEIGHT = "weight"
    INDICATOR = "indicator"
    """What is told of an indicator: baseline, source, weight, area, external code."""


class ProblemCode(StrEnum):
    """Why a person should look at a row. The sentence is made outside the domain."""

    # Kept as written and imported.
    MISSING_CODE = "missing_code"
    MISSING_FORMULA = "missing_formula"
    MISSING_TARGET = "missing_target"
    MISSING_AREA = "missing_area"
    CUT_SHORT = "cut_short"
    """A formula or target that ends in the middle of a sentence; detail: its last words."""
    TITLE_CUT_SHORT = "title_cut_short"
    SHIFTED_COLUMN = "shifted_column"
    """A stray empty cell moved the others to the right: they were read one column further."""
    TARGET_IN_FORMULA = "target_in_formula"
    """A value to reach stands in the formula column; detail: its text."""
    CODE_OUT_OF_ORDER = "code_out_of_order"
    """A code lower than the one before it; detail: the code before."""
    CODE_NOT_UNDER_PARENT = "code_not_under_parent"
    """The code of an operational objective is another parent's; detail: the parent's."""
    NEAR_DUPLICATE = "near_duplicate"
    """Says almost the same as the row before it; detail: the beginning of that row."""
    PERIOD_REVERSED = "period_reversed"
    PERIOD_OUTSIDE_PLAN = "period_outside_plan"
    """The years of the objective and of the plan have none in common; detail: the period."""
    KIND_ASSUMED = "kind_assumed"
    """The table does not say what the row is; detail: the words it was judged by."""
    CHANGE_NOTE_OF_OTHER_ROW = "change_note_of_other_row"
    """The note speaks of another code than the row's; detail: the code in the note."""
    CHANGE_NOTE_INSIDE = "change_note_inside"
    """A note on change stands inside the text, not at its end, and was left there."""
    FURTHER_MEASURE = "further_measure"
    """A line that repeats the row above, or names none, was read as one more formula and target of
    it; detail: the number of the line."""
    EXTRA_CELL = "extra_cell"
    """A cell under no known column; detail: its heading, if any, and its text."""
    UNKNOWN_SECTION = "unknown_section"
    """A section title that is none of those the plan knows; detail: the title."""
    MISSING_SECTION_TITLE = "missing_section_title"
    """The rows change kind without a title between; detail: the words of the kind."""

    # What the file itself could not keep as it was shown (``targets.files.grid``).
    FORMULA_CELL = "formula_cell"
    TEXT_STORED_AS_FORMULA = "text_stored_as_formula"
    ERROR_CELL = "error_cell"
    OTHER_SHEETS = "other_sheets"
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_COLUMNS = "hidden_columns"
    GARBLED_TEXT = "garbled_text"

    # Lines of the file that are no rows of the plan: left out, and listed.
    PREAMBLE = "preamble"
    TOTAL_ROW = "total_row"
    PAGE_MARK = "page_mark"
    FOOTNOTE = "footnote"
    GROUP_HEADING = "group_heading"
    UNKNOWN_COLUMN = "unknown_column"
    """A heading that was not understood: nothing under it is imported; detail: the heading."""

    # The import is refused.
    NO_ROWS = "no_rows"
    NO_TARGET_COLUMN = "no_target_column"
    """No heading was understood as the target value, and others not at all; detail: these."""
    NO_FORMULA_COLUMN = "no_formula_column"
    """The same of the formula."""
    UNPLACED_ROW = "unplaced_row"
    """A line that is no row, title or heading the program knows; detail: its text."""
    MISSING_TEXT = "missing_text"
    MISSING_LINE = "missing_line"
    """An objective that stands under no strategic line."""
    MISSING_PARENT = "missing_parent"
    """An operational objective before any strategic objective of its line."""
    UNKNOWN_KIND = "unknown_kind"
    """Detail: the words where the kind should be."""
    UNKNOWN_SECTION_KIND = "unknown_section_kind"
    """A line of an exported table whose section is none of those the program writes."""
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    CELL_TOO_LONG = "cell_too_long"
    DUPLICATE_CODE = "duplicate_code"
    """Two rows of one numbering share a code: nobody could say which is meant. Detail: the number
    of the first one's row."""

    @property
    def is_error(self) -> bool:
        """Whether a table with this problem must not be imported."""
        return self in _ERRORS


_ERRORS = frozenset(
    {
        ProblemCode.NO_ROWS,
        ProblemCode.NO_TARGET_COLUMN,
        ProblemCode.NO_FORMULA_COLUMN,
        ProblemCode.UNPLACED_ROW,
        ProblemCode.MISSING_TEXT,
        ProblemCode.MISSING_LINE,
        ProblemCode.MISSING_PARENT,
        ProblemCode.UNKNOWN_KIND,
        ProblemCode.UNKNOWN_SECTION_KIND,
        ProblemCode.FORMULA_WITHOUT_VALUE,
        ProblemCode.CELL_TOO_LONG,
        ProblemCode.DUPLICATE_CODE,
    }
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something to look at in one row that was read."""

    code: ProblemCode
    detail: str = ""
    """The words it is about, as written."""
    column: Column = Column.ROW

    @property
    def is_error(self) -> bool:
        """Whether the import is refused for it."""
        return self.code.is_error


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something to look at in a line of the file that is not a row of the plan."""

    line_no: int | None
    """Row of the file, from 1; None = the file as a whole."""
    code: ProblemCode
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the import is refused for it."""
        return self.code.is_error
