"""What each problem that the import finds in a table says to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from targets.domain.table.heading_words import TOLD, Role
from targets.domain.table.problems import ProblemCode

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

PROBLEMS: dict[str, _StrPromise] = {
    ProblemCode.MISSING_CODE: _("The row has no code."),
    ProblemCode.MISSING_FORMULA: _("No formula is written."),
    ProblemCode.MISSING_TARGET: _("No target is written."),
    ProblemCode.MISSING_AREA: _("No area is written."),
    ProblemCode.CUT_SHORT: _("The text seems to be cut off: “…{detail}”."),
    ProblemCode.TITLE_CUT_SHORT: _("The title seems to be cut off: “…{detail}”."),
    ProblemCode.SHIFTED_COLUMN: _("A stray empty cell: the cells after it were read one column further."),
    ProblemCode.TARGET_IN_FORMULA: _("“{detail}” stands in the formula column but is a value to reach."),
    ProblemCode.CODE_OUT_OF_ORDER: _("The code comes after {detail}, which is higher."),
    ProblemCode.CODE_NOT_UNDER_PARENT: _("It stands under {detail}, but its code is of another objective."),
    ProblemCode.NEAR_DUPLICATE: _("It says almost the same as the row before: “{detail}…”."),
    ProblemCode.PERIOD_REVERSED: _("The period {detail} ends before it begins."),
    ProblemCode.PERIOD_OUTSIDE_PLAN: _("The period {detail} has no year in common with the plan."),
    ProblemCode.KIND_ASSUMED: _("What kind of row it is was judged by “{detail}”."),
    ProblemCode.CHANGE_NOTE_OF_OTHER_ROW: _("The note on a change speaks of {detail}, not of this row."),
    ProblemCode.CHANGE_NOTE_INSIDE: _(
        "A note on a change stands inside the text, not at its end: it stays there."
    ),
    ProblemCode.FURTHER_MEASURE: _("Line {detail} was read as one more formula and target of this row."),
    ProblemCode.EXTRA_CELL: _("This cell has no place in the plan and is not imported: “{detail}”."),
    ProblemCode.UNKNOWN_SECTION: _("“{detail}” is none of the sections of a plan: its kind is “other”."),
    ProblemCode.MISSING_SECTION_TITLE: _("There is no section title above: a section “{detail}” is made."),
    ProblemCode.TEXT_STORED_AS_FORMULA: _(
        "The file holds this text as a formula, which calculates nothing; it was read as written. {detail}"
    ),
    ProblemCode.FORMULA_CELL: _("The cell holds a live formula; the value it last had was read. {detail}"),
    ProblemCode.ERROR_CELL: _("The cell shows an error. {detail}"),
    ProblemCode.OTHER_SHEETS: _("Only one sheet is read. Not read: {detail}."),
    ProblemCode.HIDDEN_ROWS: _(
        "Rows that the sheet hides are read like the others: {detail}. Delete in the file what does not "
        "belong to the plan."
    ),
    ProblemCode.HIDDEN_COLUMNS: _(
        "Columns that the sheet hides are read like the others: {detail}. Delete in the file what does not "
        "belong to the plan."
    ),
    ProblemCode.GARBLED_TEXT: _(
        "The letters look garbled (“{detail}”): the file was saved in the wrong encoding."
    ),
    ProblemCode.PREAMBLE: _("Text above the table, not imported: “{detail}”."),
    ProblemCode.TOTAL_ROW: _("A row of totals, not imported: “{detail}”."),
    ProblemCode.PAGE_MARK: _("A page number, not imported: “{detail}”."),
    ProblemCode.FOOTNOTE: _("A footnote, not imported: “{detail}”."),
    ProblemCode.GROUP_HEADING: _("A heading between the rows, not imported: “{detail}”."),
    ProblemCode.UNKNOWN_COLUMN: _("The column “{detail}” was not understood: it is not imported."),
    ProblemCode.NO_TARGET_COLUMN: _(
        "No column was understood as the target value. Not understood: {detail}. Understood are headings "
        "such as {words}, alone or with the year of the plan. Rename the column of the target value, "
        "or delete the columns that do not belong to the plan."
    ),
    ProblemCode.NO_FORMULA_COLUMN: _(
        "No column was understood as the formula. Not understood: {detail}. Understood are headings such as "
        "{words}. Rename the column of the formula, or delete the columns that do not belong to the plan."
    ),
    ProblemCode.NO_ROWS: _("No row of a plan was found in it."),
    ProblemCode.UNPLACED_ROW: _("It cannot be told what this line is: “{detail}”."),
    ProblemCode.MISSING_TEXT: _("The row has no title."),
    ProblemCode.MISSING_LINE: _(
        "The objective stands under no strategic line: above it a title is needed that begins with “linea "
        "strategica”."
    ),
    ProblemCode.MISSING_PARENT: _("No strategic objective stands above it in its line."),
    ProblemCode.UNKNOWN_KIND: _("It cannot be told what kind of row this is: “{detail}”."),
    ProblemCode.UNKNOWN_SECTION_KIND: _("“{detail}” is no kind of section."),
    ProblemCode.FORMULA_WITHOUT_VALUE: _(
        "The cell holds a live formula that was never calculated: write the text itself. {detail}"
    ),
    ProblemCode.CELL_TOO_LONG: _("A cell is longer than the plan has room for."),
    ProblemCode.DUPLICATE_CODE: _("Row {detail} has the same code."),
}
UNDERSTOOD: dict[str, tuple[str, ...]] = {
    ProblemCode.NO_TARGET_COLUMN: TOLD[Role.TARGET],
    ProblemCode.NO_FORMULA_COLUMN: TOLD[Role.FORMULA],
}
"""The headings named in place of ``{words}``: in the language of the documents."""
