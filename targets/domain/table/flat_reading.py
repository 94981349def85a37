"""A flat table back into a plan: what ``flat`` wrote, also where a person edited it since."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from targets.domain.table.build import build_row, finish, guess_last_column, with_measure
from targets.domain.table.checks import (
    LONGEST_CODE,
    LONGEST_HEADING,
    LONGEST_PLAN_TITLE,
    LONGEST_SECTION_NAME,
)
from targets.domain.table.columns import HeadingRows, columns_without_heading
from targets.domain.table.flat import (
    FURTHER,
    HEADING_LABEL,
    HEADINGS,
    LAST_COLUMNS,
    LEVEL_WORDS,
    SECTION_WORDS,
    TITLE_LABEL,
    FlatRow,
)
from targets.domain.table.flat_extras import indicator_cells, read_extras, read_heading
from targets.domain.table.heading_words import Role
from targets.domain.table.lines import read_header
from targets.domain.table.plan_table import (
    IndicatorCells,
    LastColumn,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.domain.table.problems import Column, ProblemCode, RowProblem, TableProblem
from targets.domain.table.rows import RowCells
from targets.domain.table.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from targets.domain.table.flat_extras import Extra

_FIELD_OF = {fold(heading): name for name, heading in HEADINGS.items()}
_NEEDED = frozenset({"section", "name", "level", "title"})
"""The headings by which a table is known as one of ours."""
_REWORDED = (Role.CODE, Role.FORMULA, Role.TARGET, Role.AREA, Role.NOTE, Role.WEIGHT)
"""Columns that are found by any heading of theirs too; the others tell whether the table is one of ours."""
_SECTION_OF = {fold(word): kind for kind, word in SECTION_WORDS.items()}
_LEVEL_OF = {fold(word): kind for kind, word in LEVEL_WORDS.items()}


def read_flat_grid(grid: Sequence[Sequence[str]], *, year: int | None = None) -> PlanTable | None:
    """Read the lines of a sheet that ``flat_grid`` wrote; None where it is another kind of table.

    ``year`` tells which of several target columns is of the plan's year (the first one without it).
    """
    for index, cells in enumerate(grid):
        columns, extras = _columns(cells, year)
        if set(columns.values()) >= _NEEDED:
            headings = _heading_rows(index + 1, cells, columns, extras, year)
            rows = list(_read_rows(grid, index, columns, extras))
            for row in rows:
                headings.add_unheaded(row.line_no, _roles(columns.values()), row.others)
            labels = {fold(line[0]): line[1] for line in grid[:index] if len(line) > 1}
            return flat_table(
                labels.get(fold(TITLE_LABEL), ""),
                labels.get(fold(HEADING_LABEL), ""),
                rows,
                problems=tuple(headings.problems()),
            )
    return None


def _columns(cells: Sequence[str], year: int | None) -> tuple[dict[int, str], dict[int, Extra]]:
    """Say which column is which, by a heading row; a year may follow a heading."""
    extras = {i: extra for i, cell in enumerate(cells) if (extra := read_heading(cell)) is not None}
    found = {
        i: _FIELD_OF.get(fold(cell[:60]).rstrip("0123456789 "))
        for i, cell in enumerate(cells)
        if i not in extras
    }
    columns = {i: name for i, name in found.items() if name}
    targets = [i for i, (name, _number) in extras.items() if name == "target"]
    if targets and "target" not in columns.values():
        of_year = next((i for i in targets if year is None or extras[i] == ("target", year)), None)
        if of_year is not None:
            columns[of_year] = "target"
        # Where none is of the plan's year, none of them is believed, and the table is refused.
        for index in targets if of_year is None else [of_year]:
            del extras[index]
    header = read_header(cells, year)
    reworded = {
        i: role.value
        for role, i in header.columns.items()
        if role in _REWORDED and i not in columns and i not in extras and role.value not in columns.values()
    }
    return columns | reworded, extras


def _heading_rows(
    line_no: int, cells: Sequence[str], columns: dict[int, str], extras: dict[int, Extra], year: int | None
) -> HeadingRows:
    """Note which columns the table has, and the headings that were not understood."""
    unknown = (i for i in read_header(cells, year).unknown if i not in columns and i not in extras)
    headings = HeadingRows()
    headings.add(line_no, _roles(columns.values()), (cells[i] for i in unknown))
    return headings


def _roles(names: Iterable[str]) -> set[Role]:
    """Return what the columns of these ``names`` hold, by the words used for all tables."""
    roles = {"kind" if name == "kind_text" else name for name in names}
    return {role for role in Role if role.value in roles}


def missing_columns(names: Iterable[str]) -> frozenset[Column]:
    """Return the columns that a flat table, or a line of one, lacks if it has those of ``names``."""
    return columns_without_heading(_roles(names))


def _read_rows(
    grid: Sequence[Sequence[str]], header: int, columns: dict[int, str], extras: dict[int, Extra]
) -> Iterator[FlatRow]:
    headings = grid[header]
    absent = missing_columns(columns.values())
    for index, cells in enumerate(grid[header + 1 :], start=header + 1):
        if not any(cell.strip() for cell in cells):
            continue
        others = tuple(
            (headings[i] if i < len(headings) else "", cell)
            for i, cell in enumerate(cells)
            if i not in columns and i not in extras and cell.strip()
        )
        found = {name: cells[i] for i, name in columns.items() if i < len(cells)}
        more, indicators = read_extras({extra: cells[i] for i, extra in extras.items() if i < len(cells)})
        yield FlatRow(
            **found,
            line_no=index + 1,
            others=others,
            targets=tuple(sorted(more.items())),
            indicators=indicators,
            absent=absent,
        )


def flat_table(
    title: str, heading: str, rows: Iterable[FlatRow], *, problems: tuple[TableProblem, ...] = ()
) -> PlanTable:
    """Build the plan that the lines of a flat table say; what they cannot say is a problem.

    ``problems``: those of its heading row.
    """
    reader = _FlatReader(problems)
    for row in rows:
        reader.read(row)
    return reader.table(title, heading)


@dataclass(slots=True)
class _Section:
    kind: SectionKind
    heading: str
    last_column: LastColumn | None
    line_no: int
    code: str
    rows: list[TableRow] = field(default_factory=list)


class _FlatReader:
    def __init__(self, problems: tuple[TableProblem, ...]) -> None:
        self._sections: dict[tuple[bool, str], _Section] = {}
        self._problems: list[TableProblem] = list(problems)

    def read(self, row: FlatRow) -> None:
        section = self._section(row)
        if section is None or (
            not row.level.strip() and not row.title and not row.formula and not row.target
        ):
            return
        indicators, cells = _indicators(row), _cells(row)
        if fold(row.level) == FURTHER:
            if section.rows:
                section.rows[-1] = _with_measure(section.rows[-1], row, cells, indicators)
            else:
                self._refuse(row, ProblemCode.UNPLACED_ROW, row.level)
            return
        kind = _LEVEL_OF.get(fold(row.level))
        if kind is None or (kind is RowKind.TARGET) is (section.kind is SectionKind.STRATEGIC_LINE):
            self._refuse(row, ProblemCode.UNKNOWN_KIND, row.level)
            return
        problems: list[RowProblem] = []
        parent = None
        if kind is RowKind.OPERATIONAL_OBJECTIVE:
            strategic = (r for r in reversed(section.rows) if r.kind is RowKind.STRATEGIC_OBJECTIVE)
            parent = next(strategic, None)
            if parent is None:
                problems.append(RowProblem(ProblemCode.MISSING_PARENT, column=Column.ROW))
        built = build_row(row.line_no, kind, cells, parent, problems)
        section.rows.append(replace(built, other_targets=row.targets, indicators=indicators))

    def _section(self, row: FlatRow) -> _Section | None:
        words, last_column = row.section.strip(), None
        for column, suffix in LAST_COLUMNS.items():
            if words.endswith(suffix):
                words, last_column = words.removesuffix(suffix), column
        kind = _SECTION_OF.get(fold(words))
        if kind is None or not row.name.strip():
            self._refuse(row, ProblemCode.UNKNOWN_SECTION_KIND, row.section or row.name)
            return None
        key = (kind is SectionKind.STRATEGIC_LINE, row.name)
        if key not in self._sections:
            self._sections[key] = _Section(kind, row.heading, last_column, row.line_no, row.line_code)
            if (
                len(row.name) > LONGEST_SECTION_NAME
                or len(row.heading) > LONGEST_HEADING
                or len(row.line_code) > LONGEST_CODE
            ):
                self._refuse(row, ProblemCode.CELL_TOO_LONG, row.name)
        return self._sections[key]

    def _refuse(self, row: FlatRow, code: ProblemCode, detail: str) -> None:
        self._problems.append(TableProblem(row.line_no, code, detail[:200]))

    def table(self, title: str, heading: str) -> PlanTable:
        if not any(section.rows for section in self._sections.values()):
            self._problems.append(TableProblem(None, ProblemCode.NO_ROWS))
        for text, longest in ((title, LONGEST_PLAN_TITLE), (heading, LONGEST_HEADING)):
            if len(text) > longest:
                self._problems.append(TableProblem(None, ProblemCode.CELL_TOO_LONG, text[:200]))
        sections = tuple(
            TableSection(
                section.kind,
                section.heading,
                name,
                section.line_no,
                section.last_column or guess_last_column(section.kind, section.rows),
                tuple(section.rows),
                section.code,
            )
            for (_is_line, name), section in self._sections.items()
        )
        return finish(PlanTable(title, heading, sections, tuple(self._problems)))


def _with_measure(
    above: TableRow, row: FlatRow, cells: RowCells, indicators: tuple[IndicatorCells, ...]
) -> TableRow:
    added = with_measure(above, row.line_no, cells, is_told=True)
    last = replace(added.further[-1], other_targets=row.targets, indicators=indicators)
    return replace(added, further=(*added.further[:-1], last))


def _indicators(row: FlatRow) -> tuple[IndicatorCells, ...]:
    return tuple(indicator_cells(flat, n)[0] for n, flat in enumerate(row.indicators, start=1))


def _cells(row: FlatRow) -> RowCells:
    unread = (cell for n, flat in enumerate(row.indicators, start=1) for cell in indicator_cells(flat, n)[1])
    return RowCells(
        line=row.name,
        code=row.code,
        kind=None,
        kind_text=row.kind_text,
        text=row.title,
        formula=row.formula,
        target=row.target,
        area=row.area,
        note=row.note,
        weight=row.weight.strip(),
        others=(*row.others, *unread),
        is_shifted=False,
        absent=row.absent,
    )
