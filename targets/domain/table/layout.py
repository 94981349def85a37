"""Read the rows of a sheet, a text file or a pasted table into a plan table.

Every layout of the real plan is read (``fixtures/piano-performance-2018-2020.txt``: section titles in
lines of their own, repeated, nested and missing heading rows, codes beside or inside the kind,
shifted columns), and flat tables with the strategic line and the kind as columns.

The parent of an operational objective is the strategic objective above it, whatever its code
says. Every cell is kept to the character. A line that cannot be placed is an error with its
number; what only looks wrong is a warning and is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.domain.table.build import (
    build_row,
    find_kind,
    finish,
    guess_last_column,
    is_further_measure,
    with_measure,
)
from targets.domain.table.checks import LONGEST_HEADING, LONGEST_PLAN_TITLE, LONGEST_SECTION_NAME
from targets.domain.table.columns import HeadingRows
from targets.domain.table.flat_reading import read_flat_grid
from targets.domain.table.heading_words import Role
from targets.domain.table.lines import (
    DEFAULT_HEADER,
    Header,
    LineKind,
    line_kind,
    read_header,
    read_section_title,
)
from targets.domain.table.plan_table import (
    LastColumn,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.domain.table.problems import Column, ProblemCode, RowProblem, TableProblem
from targets.domain.table.rows import RowCells, read_cells
from targets.domain.table.titles import likeness_to_title
from targets.domain.table.words import bare, fold, section_kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUP_WORDS = re.compile(r"azion|strategi|obiettiv|line[ae]\b")
_LONGEST_DETAIL = 200
_LONGEST_LABEL = 60

_LEFT_OUT = {
    LineKind.TOTAL: ProblemCode.TOTAL_ROW,
    LineKind.PAGE_MARK: ProblemCode.PAGE_MARK,
    LineKind.FOOTNOTE: ProblemCode.FOOTNOTE,
    LineKind.GROUP_HEADING: ProblemCode.GROUP_HEADING,
}


def read_layout(grid: Sequence[Sequence[str]], *, year: int | None = None) -> PlanTable:
    """Read the rows of a file into a plan table; never raises, whatever the rows.

    A table that the program wrote itself is known by its headings and read as it says.

    ``year`` tells which of several target columns counts (the first one without it).
    """
    flat = read_flat_grid(grid, year=year)
    if flat is not None:
        return flat
    reader = _Reader(year)
    for line_no, cells in enumerate(grid, start=1):
        reader.read(line_no, list(cells))
    return reader.table()


@dataclass(slots=True)
class _Section:
    kind: SectionKind
    heading: str
    name: str
    line_no: int
    last_column: LastColumn | None = None
    rows: list[TableRow] = field(default_factory=list)


class _Reader:
    """Goes down the lines of a file; what a line means depends on those above it."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._header: Header | None = None
        self._sections: list[_Section] = []
        self._by_key: dict[tuple[bool, str], _Section] = {}
        self._section: _Section | None = None
        self._preamble: list[tuple[int, str]] = []
        self._above: list[tuple[int, list[str]]] = []
        """Lines of several cells above the first heading row."""
        self._pending: tuple[int, str] | None = None
        """A title of no known section: a section of its own if rows follow, else out of place."""
        self._headings = HeadingRows()
        self._problems: list[TableProblem] = []

    def read(self, line_no: int, cells: list[str]) -> None:
        kind = line_kind(cells)
        if kind is LineKind.HEADER:
            self._open_pending()
            self._header = read_header(cells, self._year)
            unknown = (bare(cells[i]) for i in self._header.unknown)
            self._headings.add(line_no, self._header.columns, unknown)
            if self._section and self._section.last_column is None:
                self._section.last_column = self._last_column()
        elif kind is LineKind.TITLE:
            self._read_title(line_no, next(cell for cell in cells if cell.strip()))
        elif kind is LineKind.ROW:
            self._read_row(line_no, cells)
        elif kind in _LEFT_OUT:
            self._left_out(line_no, _LEFT_OUT[kind], cells)

    def table(self) -> PlanTable:
        self._drop_pending()
        title, heading = self._settle_preamble()
        if not any(section.rows for section in self._sections):
            self._problems.append(TableProblem(None, ProblemCode.NO_ROWS))
        self._problems += self._headings.problems()
        sections = tuple(
            TableSection(
                s.kind,
                s.heading,
                s.name,
                s.line_no,
                s.last_column or guess_last_column(s.kind, s.rows),
                tuple(s.rows),
            )
            for s in self._sections
        )
        self._problems.sort(key=lambda p: p.line_no or 0)
        return finish(PlanTable(title, heading, sections, tuple(self._problems)))

    def _read_title(self, line_no: int, cell: str) -> None:
        kind, heading, name = read_section_title(cell)
        if kind is not None:
            self._drop_pending()
            self._enter(kind, heading, name, line_no)
        elif self._header is None and not self._sections:
            self._preamble.append((line_no, name))
        else:
            self._drop_pending()
            self._pending = (line_no, name)

    def _enter(self, kind: SectionKind, heading: str, name: str, line_no: int) -> _Section:
        """Go on in the section of that name (a title repeated after a page break) or open it."""
        key = (kind is SectionKind.STRATEGIC_LINE, fold(name))
        if key in self._by_key:
            self._section = self._by_key[key]
            return self._section
        if len(name) > LONGEST_SECTION_NAME or len(heading) > LONGEST_HEADING:
            self._problems.append(TableProblem(line_no, ProblemCode.CELL_TOO_LONG, name[:_LONGEST_DETAIL]))
        self._section = self._by_key[key] = _Section(kind, heading, name, line_no)
        self._sections.append(self._section)
        return self._section

    def _open_pending(self) -> None:
        if self._pending:
            line_no, name = self._pending
            self._pending = None
            self._problems.append(TableProblem(line_no, ProblemCode.UNKNOWN_SECTION, name[:_LONGEST_DETAIL]))
            self._enter(SectionKind.OTHER, "", name, line_no)

    def _drop_pending(self) -> None:
        if self._pending:
            line_no, name = self._pending
            self._pending = None
            self._problems.append(TableProblem(line_no, ProblemCode.UNPLACED_ROW, name[:_LONGEST_DETAIL]))

    def _last_column(self) -> LastColumn | None:
        """What the heading row says; None where it heads both columns or there is none."""
        if self._header is None or {Role.AREA, Role.NOTE} <= self._header.columns.keys():
            return None
        return LastColumn.NOTE if self._header.last_column_is_note else LastColumn.AREA

    # Rows

    def _read_row(self, line_no: int, cells: list[str]) -> None:
        self._open_pending()
        row = read_cells(cells, self._header or DEFAULT_HEADER)
        if row.kind is None and self._header is None:
            if self._sections:
                self._left_out(line_no, ProblemCode.UNPLACED_ROW, cells)
            else:
                self._above.append((line_no, cells))
            return
        if self._header is not None:
            self._headings.add_unheaded(line_no, self._header.columns, row.others)
        in_line = self._section is not None and self._section.kind is SectionKind.STRATEGIC_LINE
        kind, problems = find_kind(row, self._header, in_line=in_line or bool(row.line))
        above = self._section.rows if self._section else []
        if above and is_further_measure(above[-1], kind, row):
            above[-1] = with_measure(above[-1], line_no, row)
            return
        if kind is None:
            self._left_out(
                line_no, ProblemCode.UNKNOWN_KIND if row.kind_text else ProblemCode.UNPLACED_ROW, cells
            )
            return
        section = self._section_for(line_no, row, kind, problems)
        if section.last_column is None:
            section.last_column = self._last_column()
        parent = self._parent(section, kind, problems)
        section.rows.append(build_row(line_no, kind, row, parent, problems))

    def _section_for(
        self, line_no: int, row: RowCells, kind: RowKind, problems: list[RowProblem]
    ) -> _Section:
        is_target = kind is RowKind.TARGET
        implied = section_kind_of(row.kind_text) if is_target else None
        if row.line:
            named, heading, name = read_section_title(row.line)
            fallback = (implied or SectionKind.OTHER) if is_target else SectionKind.STRATEGIC_LINE
            if named is None and fallback is SectionKind.OTHER:
                problems.append(RowProblem(ProblemCode.UNKNOWN_SECTION, name[:_LONGEST_DETAIL], Column.LINE))
            return self._enter(named or fallback, heading, name, line_no)
        section = self._section
        if is_target:
            fits = section is not None and section.kind is not SectionKind.STRATEGIC_LINE
            if section and fits and (implied in (None, section.kind) or section.kind is SectionKind.OTHER):
                return section
            problems.append(RowProblem(ProblemCode.MISSING_SECTION_TITLE, row.kind_text, Column.KIND))
            return self._enter(implied or SectionKind.OTHER, "", row.kind_text, line_no)
        if section and section.kind is SectionKind.STRATEGIC_LINE and section.name:
            return section
        problems.append(RowProblem(ProblemCode.MISSING_LINE, column=Column.LINE))
        return self._enter(SectionKind.STRATEGIC_LINE, "", "", line_no)

    @staticmethod
    def _parent(section: _Section, kind: RowKind, problems: list[RowProblem]) -> TableRow | None:
        if kind is not RowKind.OPERATIONAL_OBJECTIVE:
            return None
        for row in reversed(section.rows):
            if row.kind is RowKind.STRATEGIC_OBJECTIVE:
                return row
        problems.append(RowProblem(ProblemCode.MISSING_PARENT))
        return None

    # What is no row of the plan

    def _left_out(self, line_no: int, code: ProblemCode, cells: list[str]) -> None:
        self._problems.append(TableProblem(line_no, code, _joined(cells)))

    def _settle_preamble(self) -> tuple[str, str]:
        """Choose title and heading among the lines before the first section; list the others."""
        title = max(self._preamble, key=lambda p: likeness_to_title(p[1]), default=None)
        last = self._preamble[-1] if self._preamble else None
        heading = last if last and last != title and _GROUP_WORDS.search(fold(last[1])) else None
        for line in self._preamble:
            if line not in (title, heading):
                self._problems.append(TableProblem(line[0], ProblemCode.PREAMBLE, line[1][:_LONGEST_DETAIL]))
        for line_no, cells in self._above:
            # Labels and headings are short; a line as wide as a table with prose in it is a row.
            is_row = sum(bool(cell.strip()) for cell in cells) > 2 and max(map(len, cells)) > _LONGEST_LABEL
            self._left_out(line_no, ProblemCode.UNPLACED_ROW if is_row else ProblemCode.PREAMBLE, cells)
        for chosen, longest in ((title, LONGEST_PLAN_TITLE), (heading, LONGEST_HEADING)):
            if chosen and len(chosen[1]) > longest:
                self._problems.append(
                    TableProblem(chosen[0], ProblemCode.CELL_TOO_LONG, chosen[1][:_LONGEST_DETAIL])
                )
        return (title[1] if title else "", heading[1] if heading else "")


def _joined(cells: Sequence[str]) -> str:
    return " | ".join(bare(cell) for cell in cells if cell.strip())[:_LONGEST_DETAIL]
