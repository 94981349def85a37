"""What the import says to a person: why a file is refused, what to look at in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from targets.domain.table.plan_table import RowKind
from targets.domain.table.problems import Column
from targets.files.reading import WrongKind
from targets.services.importing import Refusal
from targets.services.importing.outcome import Action
from targets.wording.problems import UNDERSTOOD

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from targets.domain.table.problems import RowProblem, TableProblem
    from targets.files.errors import SourceError
    from targets.imports.sources import SourceWords

SOURCE_ERRORS: dict[str, _StrPromise] = {
    "empty": _("There is nothing in it."),
    "too_large": _(
        "It is larger than {limit_mb} MB: a plan is far smaller. Check that it is the right file."
    ),
    "too_many_cells": _(
        "It has more than {limit} rows, columns or cells: a plan has far fewer. Delete what does not "
        "belong to the table."
    ),
    "unsafe_archive": _(
        "It unpacks to far more than a table, or declares things that a table never needs: it was not opened."
    ),
    "damaged": _(
        "It is damaged, or not all of it arrived. Open it in a spreadsheet and save it again as XLSX. "
        "(In it cannot be read: {part}.)"
    ),
    "incomplete": _(
        "It is no complete Excel workbook: it is damaged, or not all of it arrived. Open it in a spreadsheet "
        "and save it again as XLSX."
    ),
    "json_syntax": _(
        "It begins like an exported plan (JSON), but from line {line} on it is not complete or not correct. "
        "Export the plan again."
    ),
    "json_value": _(
        "It is an exported plan (JSON) in which “{name}” holds something else than the program writes "
        "there. Export the plan again and change only texts between quotation marks."
    ),
    "encoding": _(
        "Line {line} holds bytes that are no text. Save the file as UTF-8 text, or as XLSX, and try again."
    ),
    "quotes": _("In row {line} a quotation mark is opened and not closed. Correct it, or save as XLSX."),
}
WRONG_KINDS: dict[str, _StrPromise] = {
    WrongKind.PDF: _(
        "It is a PDF. Copy the table from it and paste it below, or ask for the original as XLSX."
    ),
    WrongKind.IMAGE: _("It is an image. The table is needed as text: XLSX, CSV or tab-separated text."),
    WrongKind.WORD: _("It is a Word document. Copy the table in Word and paste it below."),
    WrongKind.POWERPOINT: _("It is a presentation. Copy the table from it and paste it below."),
    WrongKind.OLD_OFFICE: _(
        "It is an old Excel or Word file, or one with a password. Open it and save it as XLSX without "
        "a password."
    ),
    WrongKind.BINARY_EXCEL: _("It is a binary Excel workbook (XLSB). Open it and save it as XLSX."),
    WrongKind.OPEN_DOCUMENT: _("It is an OpenDocument file. Open it and save it as XLSX."),
    WrongKind.RTF: _("It is an RTF document. Copy the table from it and paste it below."),
    WrongKind.ARCHIVE: _("It is an archive. Unpack it and choose the file with the table."),
    WrongKind.XML: _("It is an XML or HTML file without a table. Save the table as XLSX."),
    WrongKind.BINARY: _("It is a program, not a table."),
    "json": _("It is JSON, but not a plan that this program exported."),
}
REFUSALS: dict[Refusal, _StrPromise] = {
    Refusal.TABLE_HAS_ERRORS: _("The table has errors: correct the rows named below. Nothing was changed."),
    Refusal.PLAN_NOT_DRAFT: _("The plan of this year is approved: it can no longer be imported into."),
    Refusal.YEAR_OUTSIDE_PERIOD: _(
        "The year of the plan must lie between its first and its last year, all between 1900 and 2100."
    ),
    Refusal.VALUES_REPORTED: _(
        "Values have been reported of what the table changes or deletes: these formulas and targets stay as "
        "they are. Nothing was changed."
    ),
}
WORDS_REPORTED = _("Values have been reported of it: its formula and target value can no longer change.")
DELETION_REPORTED = _("Values have been reported of “{name}”: it cannot be deleted.")
CONFIRMATION_LOST = _(
    "A person confirmed how the text before was read. This text is another: it is read anew, and the "
    "confirmation is lost."
)
ACTIONS: dict[Action, _StrPromise] = {
    Action.CREATED: _("new"),
    Action.UPDATED: _("changed"),
    Action.UNCHANGED: _("unchanged"),
}
KINDS: dict[RowKind, _StrPromise] = {
    RowKind.STRATEGIC_OBJECTIVE: _("strategic objective"),
    RowKind.OPERATIONAL_OBJECTIVE: _("operational objective"),
    RowKind.TARGET: _("target"),
}
COLUMNS: dict[Column, _StrPromise] = {
    Column.ROW: _("place in the document"),
    Column.LINE: _("strategic line"),
    Column.KIND: _("kind"),
    Column.CODE: _("code"),
    Column.TEXT: _("text"),
    Column.FORMULA: _("formula"),
    Column.TARGET: _("target value"),
    Column.AREA: _("area"),
    Column.NOTE: _("note"),
    Column.WEIGHT: _("weight"),
    Column.INDICATOR: _("data of an indicator"),
}


def rows_emptied(count: int) -> str:
    """Say of how many rows the import empties a cell that holds text."""
    return ngettext(
        "{count} row has a cell with text that the import empties.",
        "{count} rows have cells with text that the import empties.",
        count,
    ).format(count=count)


def source_error_message(error: SourceError, words: SourceWords | None = None) -> str:
    """Say why a table cannot be read, and what to do; ``words`` of where it came from, else of a file."""
    if error.code == "wrong_kind":
        kinds = WRONG_KINDS if words is None else words.wrong_kinds
        return str(kinds[str(error.params["kind"])])
    errors = SOURCE_ERRORS if words is None else words.errors
    return str(errors[error.code]).format(**error.params)


def problem_message(problem: RowProblem | TableProblem, words: SourceWords) -> str:
    """Say what to look at in a row or a line of the table."""
    understood = ", ".join(f"“{word}”" for word in UNDERSTOOD.get(problem.code, ()))
    # The detail last: it is a person's text, and may hold the name of a place to fill.
    sentence = str(words.problems[problem.code]).replace("{words}", understood)
    return sentence.replace("{detail}", problem.detail)


def line_message(problem: TableProblem, words: SourceWords) -> str:
    """Say the same with the line in front, where there is one."""
    message = problem_message(problem, words)
    if problem.line_no is None:
        return message
    return gettext("Line {line}: {message}").format(line=problem.line_no, message=message)
