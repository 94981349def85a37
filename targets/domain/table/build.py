"""From the sorted cells of a line to a row of the plan, and the checks that need all rows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import parse_decimal
from targets.domain.table.budget import read_budget
from targets.domain.table.change_notes import code_key, split_change_note
from targets.domain.table.checks import (
    cell_problems,
    code_problems,
    is_outside,
    near_duplicates,
    parent_problem,
)
from targets.domain.table.columns import settle_absent
from targets.domain.table.plan_table import (
    Change,
    LastColumn,
    MeasureCells,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.domain.table.problems import Column, ProblemCode, RowProblem
from targets.domain.table.words import PERIOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.table.lines import Header
    from targets.domain.table.rows import RowCells

_NOTE_SECTIONS = frozenset(
    {SectionKind.FINANCIAL_HEALTH, SectionKind.USER_SATISFACTION, SectionKind.EQUAL_OPPORTUNITIES}
)
"""Sections whose last column is NOTE in the plan: the whole body answers for them, not an area."""

_MOST_WEIGHT = Decimal(100_000)
_OF_OBJECTIVE = re.compile(r"[\w\s-]*\d[\w\s-]*\.\S+")


def find_kind(
    row: RowCells, header: Header | None, *, in_line: bool
) -> tuple[RowKind | None, list[RowProblem]]:
    """Say what a row is; where its own words do not, the heading, the section or the code does.

    ``in_line``: it stands under a strategic line. None: it cannot be said.
    """
    if row.kind is not None:
        assumed = (
            [RowProblem(ProblemCode.KIND_ASSUMED, row.kind_text, Column.KIND)] if row.kind.is_assumed else []
        )
        return row.kind.kind, assumed
    if not row.text or (in_line and row.kind_text):
        return None, []
    if not in_line:
        return RowKind.TARGET, []
    if header is not None and header.rows_are is not None:
        return header.rows_are, []
    return _kind_by_code(row.code)


def _kind_by_code(code: str) -> tuple[RowKind | None, list[RowProblem]]:
    """Judge by the form of the code alone: "1.2" stands below "1"."""
    if not code:
        return None, []
    is_child = bool(_OF_OBJECTIVE.fullmatch(code.rstrip(".")))
    kind = RowKind.OPERATIONAL_OBJECTIVE if is_child else RowKind.STRATEGIC_OBJECTIVE
    return kind, [RowProblem(ProblemCode.KIND_ASSUMED, code, Column.KIND)]


def build_row(
    line_no: int, kind: RowKind, cells: RowCells, parent: TableRow | None, problems: list[RowProblem]
) -> TableRow:
    """Make a row of the plan out of its cells."""
    note = split_change_note(cells.text)
    first_year, last_year = _period(cells.kind_text, problems)
    total, own = read_budget(note.text)
    weight = _weight(cells.weight)
    others = cells.others if weight is not None or not cells.weight else (*cells.others, ("", cells.weight))
    of_other_row = bool(note.own_code) and code_key(note.own_code) != code_key(cells.code)
    if of_other_row:
        problems.append(RowProblem(ProblemCode.CHANGE_NOTE_OF_OTHER_ROW, note.own_code, Column.TEXT))
    if note.is_inside:
        problems.append(RowProblem(ProblemCode.CHANGE_NOTE_INSIDE, column=Column.TEXT))
    if cells.is_shifted:
        problems.append(RowProblem(ProblemCode.SHIFTED_COLUMN, column=Column.ROW))
    if parent and cells.code and (problem := parent_problem(cells.code, parent.code)):
        problems.append(problem)
    return TableRow(
        line_no=line_no,
        kind=kind,
        code=cells.code,
        kind_text=cells.kind_text,
        period_first=first_year,
        period_last=last_year,
        text=note.text,
        change_note=note.note,
        change=Change.NONE if of_other_row else note.change,
        replaces="" if of_other_row else note.replaces,
        act=None if of_other_row else note.act,
        formula=cells.formula,
        target=cells.target,
        further=(),
        area=cells.area,
        note=cells.note,
        weight=weight,
        budget_total=total,
        budget_own=own,
        parent_line_no=parent.line_no if parent else None,
        others=others,
        problems=tuple(problems),
        absent=cells.absent,
    )


def _period(kind_text: str, problems: list[RowProblem]) -> tuple[int | None, int | None]:
    """Read the years in the kind; a period that ends before it begins is none, and is listed."""
    period = PERIOD.search(kind_text)
    if period is None:
        return None, None
    first, last = int(period[1]), int(period[2] or period[1])
    if last < first:
        problems.append(RowProblem(ProblemCode.PERIOD_REVERSED, period[0], Column.KIND))
        return None, None
    return first, last


def _weight(text: str) -> Decimal | None:
    """Read a weight ("30%", "0,5"); None for no number or one the plan has no room for."""
    weight = parse_decimal(text.rstrip(" %"))
    return weight if weight is not None and weight < _MOST_WEIGHT and weight == round(weight, 4) else None


def is_further_measure(row: TableRow, kind: RowKind | None, cells: RowCells) -> bool:
    """Whether a line gives one more formula or target of the row above it.

    Bodies write several indicators of one objective on several lines: title and code are
    repeated (merged cells, sorted sheets) or left empty. A line with only one of the two cells
    may as well be the rest of a cell cut by the end of a page: nobody can tell.
    """
    if kind is None:
        rest = cells.kind_text or cells.code or cells.text or cells.line
        return bool(cells.formula and cells.target and not rest)
    if not cells.formula and not cells.target:
        return False
    return (kind, code_key(cells.code), cells.text) == (row.kind, code_key(row.code), row.title)


def with_measure(row: TableRow, line_no: int, cells: RowCells, *, is_told: bool = False) -> TableRow:
    """Add the formula and target of a further line to a row; what else the line says is listed.

    ``is_told``: the line itself says that it is one.
    """
    extra = [cell for cell, own in ((cells.area, row.area), (cells.note, row.note)) if cell and cell != own]
    problems = [] if is_told else [RowProblem(ProblemCode.FURTHER_MEASURE, str(line_no), Column.FORMULA)]
    problems += [RowProblem(ProblemCode.EXTRA_CELL, cell) for cell in extra]
    return replace(
        row,
        further=(*row.further, MeasureCells(line_no, cells.formula, cells.target)),
        others=(*row.others, *cells.others),
        problems=(*row.problems, *problems),
    )


def finish(table: PlanTable) -> PlanTable:
    """Add to each row its problems, those included that only the rows beside it show."""
    numberings: dict[tuple[RowKind, int], list[TableRow]] = defaultdict(list)
    for index, section in enumerate(table.sections):
        for row in section.rows:
            # Targets are numbered from 1 in each section, objectives through the plan.
            numberings[row.kind, index if row.kind is RowKind.TARGET else -1].append(row)
    found = [code_problems(rows) for rows in numberings.values()]
    found += [near_duplicates(section.rows) for section in table.sections]
    beside: dict[int, list[RowProblem]] = defaultdict(list)
    for problems in found:
        for line_no, of_row in problems.items():
            beside[line_no] += of_row
    return replace(table, sections=settle_absent(_with_problems(s, beside) for s in table.sections))


def guess_last_column(kind: SectionKind, rows: Sequence[TableRow]) -> LastColumn:
    """Say what the last column of a section is where the table heads an area and a note for all."""
    has_area = any(row.area for row in rows)
    has_note = any(row.note for row in rows)
    if has_area == has_note:
        return LastColumn.NOTE if kind in _NOTE_SECTIONS and not has_area else LastColumn.AREA
    return LastColumn.AREA if has_area else LastColumn.NOTE


def check_periods(table: PlanTable, first_year: int, last_year: int) -> PlanTable:
    """Name the strategic objectives whose years have none in common with those of the plan."""

    def checked(row: TableRow) -> TableRow:
        if not is_outside(row, first_year, last_year):
            return row
        period = f"{row.period_first}-{row.period_last}"
        return replace(
            row, problems=(*row.problems, RowProblem(ProblemCode.PERIOD_OUTSIDE_PLAN, period, Column.KIND))
        )

    return replace(
        table, sections=tuple(replace(s, rows=tuple(map(checked, s.rows))) for s in table.sections)
    )


def _with_problems(section: TableSection, beside: dict[int, list[RowProblem]]) -> TableSection:
    expects_area = section.last_column is LastColumn.AREA
    return replace(
        section,
        rows=tuple(
            replace(
                row,
                problems=(
                    *row.problems,
                    *cell_problems(row, expects_area=expects_area),
                    *beside.get(row.line_no, ()),
                ),
            )
            for row in section.rows
        ),
    )
