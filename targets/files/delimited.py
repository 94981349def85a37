"""Text with tabs, commas or semicolons into rows of cells.

Tabs: quotation marks are taken off only where a spreadsheet must have put them; the plan's own
titles begin with quotation marks ("Scrivania unica" per le funzioni …) and keep them.
Commas and semicolons: the marks follow the usual rule, and one that is not closed is an error.
"""

from __future__ import annotations

import csv
import io
import re

from targets.files.errors import QuotesError, TooManyRowsError
from targets.files.grid import MAX_COLUMNS, MAX_ROWS

_QUOTED_FIELD = re.compile(r'"((?:[^"\t]|"")*)"(?=[\t\r\n]|\Z)')
_PLAIN_FIELD = re.compile(r"[^\t\r\n]*")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_LONGEST_QUOTED = 20_000
_NEEDS_QUOTES = re.compile(r'""|[\r\n]')
_MAY_HAVE_QUOTES = re.compile(r"[,;]")

GUARD = "'"
_LIVE = r"\s*[=+\-@\t\r＝＋－＠]"
_GUARDED = re.compile(rf"{GUARD}+{_LIVE}")
_NEEDS_GUARD = re.compile(rf"{GUARD}*{_LIVE}")


def is_live(cell: str) -> bool:
    """Whether a spreadsheet might run the text as a formula."""
    return bool(_NEEDS_GUARD.match(cell))


def guard(cell: str) -> str:
    """Put an apostrophe before a CSV cell that a spreadsheet would run as a formula (``=70%``, ``- n.``).

    A cell that already begins with apostrophes before such a sign gets one more, so that
    ``unguard(guard(cell)) == cell`` for every cell.
    """
    return GUARD + cell if is_live(cell) else cell


def unguard(cell: str) -> str:
    """Take off the apostrophe that ``guard``, or a person in a spreadsheet, put there."""
    return cell[1:] if _GUARDED.match(cell) else cell


def read_delimited(text: str) -> tuple[tuple[str, ...], ...]:
    """Split text into rows of cells; the separator is told from the text."""
    separator = find_separator(text)
    if separator == "\t":
        return _read_tabs(text)
    if separator is None:
        return tuple((line,) for line in re.split(r"\r\n|\r|\n", text))
    return _read_csv(text, separator)


def find_separator(text: str) -> str | None:
    """Tell tab, semicolon or comma by what parts the lines evenly; None for lines of prose.

    A tab outside quotation marks settles it; of two that part the lines equally well, the
    semicolon is meant: prose is full of commas.
    """
    if "\t" in text and "\t" in _QUOTED.sub("", text):
        return "\t"
    evenness = {separator: _evenness(text, separator) for separator in (";", ",")}
    parting = [separator for separator, (_is_sound, share) in evenness.items() if share > 0]
    return max(parting, key=lambda separator: evenness[separator], default=None)


def _evenness(text: str, separator: str) -> tuple[bool, float]:
    """Say whether the text is sound CSV with this separator, and how evenly it parts the lines.

    The second is the share of filled lines with the commonest number of cells; 0 if most have
    only one.
    """
    try:
        widths = [len(row) for row in _read_csv(text, separator) if any(row)]
        is_sound = True
    except QuotesError:
        widths = [len(line.split(separator)) for line in text.splitlines()[:50] if line.strip()]
        is_sound = False
    wide = [width for width in widths if width > 1]
    if 2 * len(wide) < len(widths) or not wide:
        return is_sound, 0.0
    return is_sound, max(map(wide.count, set(wide))) / len(widths)


def _read_csv(text: str, separator: str) -> tuple[tuple[str, ...], ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[str, ...]] = []
    try:
        for row in reader:
            _check_size(len(rows), len(row))
            rows.append(tuple(unguard(cell) for cell in row))
    except csv.Error:
        raise QuotesError(line=len(rows) + 1) from None
    return tuple(rows)


def _read_tabs(text: str) -> tuple[tuple[str, ...], ...]:
    strips_all = _is_quoted_throughout(text)
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    place, end = 0, len(text)
    while place <= end:
        cell, place = _tab_field(text, place, strips_all=strips_all)
        row.append(cell)
        if place < end and text[place] == "\t":
            place += 1
            continue
        _check_size(len(rows), len(row))
        rows.append(tuple(row))
        row = []
        place += 2 if text.startswith("\r\n", place) else 1
    return tuple(rows)


def _tab_field(text: str, place: int, *, strips_all: bool) -> tuple[str, int]:
    if text.startswith('"', place):
        quoted = _QUOTED_FIELD.match(text, place, place + _LONGEST_QUOTED)
        if quoted and (strips_all or _NEEDS_QUOTES.search(quoted[1])):
            return quoted[1].replace('""', '"'), quoted.end()
    plain = _PLAIN_FIELD.match(text, place)
    return (plain[0], plain.end()) if plain else ("", place)


def _is_quoted_throughout(text: str) -> bool:
    """Whether whoever wrote the text puts marks around cells: every mark in it is such a pair.

    A pair around a cell that needs none ("Scrivania unica") is the office's own.
    """
    fields = [field for field in re.split(r"[\t\r\n]", text) if '"' in field]
    if not fields or not all(_QUOTED_FIELD.fullmatch(field) for field in fields):
        return False
    filled = [field for field in re.split(r"[\t\r\n]", text) if field]
    return len(fields) == len(filled) or all(_MAY_HAVE_QUOTES.search(field) for field in fields)


def _check_size(rows: int, columns: int) -> None:
    if rows >= MAX_ROWS or columns > MAX_COLUMNS:
        raise TooManyRowsError(limit=MAX_ROWS if rows >= MAX_ROWS else MAX_COLUMNS)
