"""The cells of one worksheet, as the sheet shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from targets.files.errors import TooManyRowsError
from targets.files.grid import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, GridProblem, GridProblemCode
from targets.files.merged import Cells, Merged, fill_down, to_rows
from targets.files.number_format import GENERAL, shown_date, shown_number
from targets.files.xlsx_parts import unescape

if TYPE_CHECKING:
    from targets.files.package import Package
    from targets.files.xlsx_parts import Workbook

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_WORDS = re.compile(r"[+-]?\s*\d+(?:[.,]\d+)?\s*%?(?:\s+[^\W\d_]{3,}[^()\[\]!$]*)?")
"""What people write after "=" as a text: a number, then perhaps words. A calculation has other signs."""
_MAX_MERGED = 5_000
_LONGEST_DETAIL = 120
_MOST_NAMED = 20
"""Hidden rows or columns named one by one."""
_YES = frozenset({"1", "true"})
_TRUTH = {"1": "VERO", "0": "FALSO"}


@dataclass(slots=True)
class _Cell:
    row: int
    column: int
    type: str
    style: str
    value: list[str] = field(default_factory=list)
    formula: list[str] | None = None
    """None where there is no formula; [] for one that is written in another cell."""


@dataclass(slots=True)
class SheetReader:
    """Collects the cells of a sheet, event by event."""

    workbook: Workbook
    cells: Cells = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    problems: list[GridProblem] = field(default_factory=list)
    _hidden_rows: set[int] = field(default_factory=set)
    _hidden_columns: set[int] = field(default_factory=set)
    _row: int = -1
    _column: int = -1
    _cell: _Cell | None = None
    _into: list[str] | None = None
    _is_reading: bool = False
    """Inside the note on how Japanese text is pronounced, which is not part of it."""

    def read(self, package: Package, part: str) -> tuple[tuple[str, ...], ...]:
        """Return the rows of the sheet. Raises a ``SourceError``."""
        for kind, name, attrs in package.xml(part):
            self._take(kind, name, attrs)
        self._report_hidden()
        fill_down(self.cells, self.merged, max((row for row, _ in self.cells), default=-1))
        return to_rows(self.cells)

    def _take(self, kind: str, name: str, attrs: dict[str, str]) -> None:
        if kind == "text":
            if self._into is not None:
                self._into.append(name)
        elif kind == "start":
            self._open(name, attrs)
        elif name == "c":
            self._close_cell()
        elif name in {"v", "t", "f"}:
            self._into = None
        elif name == "rPh":
            self._is_reading = False

    def _open(self, name: str, attrs: dict[str, str]) -> None:
        if name == "row":
            self._row = int(attrs["r"]) - 1 if attrs.get("r", "").isdecimal() else self._row + 1
            self._column = -1
            if attrs.get("hidden") in _YES:
                self._hidden_rows.add(self._row)
        elif name == "col" and attrs.get("hidden") in _YES:
            bounds = [int(attrs[key]) for key in ("min", "max") if attrs.get(key, "").isdecimal()]
            if len(bounds) == 2:
                self._hidden_columns.update(range(bounds[0] - 1, min(bounds[1], MAX_COLUMNS)))
        elif name == "c":
            place = _PLACE.fullmatch(attrs.get("r", ""))
            self._column = _column(place[1]) if place else self._column + 1
            self._cell = _Cell(self._row, self._column, attrs.get("t", "n"), attrs.get("s", ""))
        elif name in {"v", "t"} and self._cell is not None and not self._is_reading:
            self._into = self._cell.value
        elif name == "f" and self._cell is not None:
            self._cell.formula = self._into = []
        elif name == "rPh":
            self._is_reading = True
        elif name == "mergeCell":
            self._merge(attrs.get("ref", ""))

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        top, bottom = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if top and bottom:
            self.merged.append(
                Merged(int(top[2]) - 1, _column(top[1]), int(bottom[2]) - 1, _column(bottom[1]))
            )
        if len(self.merged) > _MAX_MERGED:
            raise TooManyRowsError(limit=_MAX_MERGED)

    def _close_cell(self) -> None:
        cell, self._cell, self._into = self._cell, None, None
        if cell is None or (not cell.value and cell.formula is None):
            return
        text = self._shown(cell)
        if cell.formula is not None and not text and _WORDS.fullmatch("".join(cell.formula)):
            text = f"={''.join(cell.formula)}"
            detail = f"{_place(cell)}: {text}"[:_LONGEST_DETAIL]
            self.problems.append(GridProblem(GridProblemCode.TEXT_STORED_AS_FORMULA, cell.row + 1, detail))
        elif cell.formula is not None or cell.type == "e":
            self._report(cell, text)
        if not text:
            return
        if cell.row >= MAX_ROWS:
            raise TooManyRowsError(limit=MAX_ROWS)
        if cell.column >= MAX_COLUMNS:
            raise TooManyRowsError(limit=MAX_COLUMNS)
        if len(self.cells) >= MAX_CELLS:
            raise TooManyRowsError(limit=MAX_CELLS)
        self.cells[cell.row, cell.column] = text

    def _shown(self, cell: _Cell) -> str:
        raw = "".join(cell.value)
        if cell.type == "s":
            known = raw.isdecimal() and int(raw) < len(self.workbook.texts)
            return self.workbook.texts[int(raw)] if known else ""
        if cell.type == "b":
            return _TRUTH.get(raw, raw)
        if cell.type == "d":
            return _iso_date(raw)
        if cell.type in {"str", "inlineStr", "e"}:
            return unescape(raw)
        formats = self.workbook.formats
        known = cell.style.isdecimal() and int(cell.style) < len(formats)
        code = formats[int(cell.style)] if known else GENERAL
        return shown_number(raw, code, is_1904=self.workbook.is_1904)

    def _report(self, cell: _Cell, text: str) -> None:
        place = _place(cell)
        if cell.formula is None:
            code, detail = GridProblemCode.ERROR_CELL, f"{place}: {text}"
        else:
            formula = f"{place}: ={''.join(cell.formula)}"
            code = GridProblemCode.FORMULA_CELL if text else GridProblemCode.FORMULA_WITHOUT_VALUE
            detail = f"{formula} → {text}" if text else formula
        self.problems.append(GridProblem(code, cell.row + 1, detail[:_LONGEST_DETAIL]))

    def _report_hidden(self) -> None:
        """Name the hidden rows and columns that hold something: a person who reads the sheet misses them."""
        rows = sorted({row for row, _column in self.cells} & self._hidden_rows)
        columns = sorted({column for _row, column in self.cells} & self._hidden_columns)
        for code, names in (
            (GridProblemCode.HIDDEN_ROWS, [str(row + 1) for row in rows]),
            (GridProblemCode.HIDDEN_COLUMNS, [_letters(column) for column in columns]),
        ):
            if names:
                more = ", …" * (len(names) > _MOST_NAMED)
                self.problems.append(GridProblem(code, None, ", ".join(names[:_MOST_NAMED]) + more))


def _place(cell: _Cell) -> str:
    return f"{_letters(cell.column)}{cell.row + 1}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _iso_date(text: str) -> str:
    try:
        return shown_date(date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text))
    except ValueError:
        return text
