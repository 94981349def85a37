"""What a file is read into before anything is understood of it: rows of cells of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MAX_BYTES = 10 * 1024 * 1024
"""Of a file; the seed has 38 kB, a plan of a thousand rows in XLSX under 1 MB."""
MAX_ROWS = 10_000
MAX_COLUMNS = 100
MAX_CELLS = 100_000
"""Filled cells. The largest plan known has under 10,000."""


class GridProblemCode(StrEnum):
    """What the reading of the file itself could not keep as it was shown."""

    FORMULA_CELL = "formula_cell"
    """A live formula: the value it last had was read. Detail: cell, formula, value."""
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    """A live formula without a last value: nothing could be read. Detail: cell and formula."""
    TEXT_STORED_AS_FORMULA = "text_stored_as_formula"
    """A text that begins with "=" and that a program stored as a formula: it was read as written. Detail:
    cell and text."""
    ERROR_CELL = "error_cell"
    """A cell that shows an error (``#REF!``). Detail: cell and error."""
    OTHER_SHEETS = "other_sheets"
    """Sheets that were not read. Detail: their names."""
    HIDDEN_ROWS = "hidden_rows"
    """Rows that the sheet hides (by hand or by a filter) and that were read. Detail: their numbers."""
    HIDDEN_COLUMNS = "hidden_columns"
    """The same of columns. Detail: their letters."""
    GARBLED_TEXT = "garbled_text"
    """Letters that look like text saved in one encoding and opened in another. Detail: the word."""

    @property
    def is_error(self) -> bool:
        """Whether a file with this problem must not be imported."""
        return self is GridProblemCode.FORMULA_WITHOUT_VALUE


@dataclass(frozen=True, slots=True)
class GridProblem:
    """Something to look at in the file itself."""

    code: GridProblemCode
    line_no: int | None
    """Row, from 1; None = the whole file."""
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the import is refused for it."""
        return self.code.is_error


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a file. A row has as many cells as the file gives it; the first row is row 1."""

    rows: tuple[tuple[str, ...], ...]
    problems: tuple[GridProblem, ...] = ()
