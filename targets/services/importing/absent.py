"""Cells that a table has no column for stay as they are: absent is not empty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.table.plan_table import MeasureCells
from targets.domain.table.problems import Column, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from objectives.models import PlanRow
    from targets.domain.table.plan_table import TableRow, TableSection
    from targets.models import Measure

_MISSING = {
    ProblemCode.MISSING_CODE: Column.CODE,
    ProblemCode.MISSING_FORMULA: Column.FORMULA,
    ProblemCode.MISSING_TARGET: Column.TARGET,
    ProblemCode.MISSING_AREA: Column.AREA,
}


def completed(row: TableRow, found: PlanRow, measures: Sequence[Measure], year: int) -> TableRow:
    """Return ``row`` with the stored cells in the place of those its table has no column for.

    ``measures`` of the stored row, in order; ``year`` of the plan, whose target value is meant.
    """
    if not row.absent:
        return row
    absent = row.absent
    first, *further = _completed_measures(row, measures, year)
    whole = replace(
        row,
        formula=first.formula,
        target=first.target,
        other_targets=first.other_targets,
        indicators=first.indicators,
        further=tuple(further),
        code=found.code if Column.CODE in absent else row.code,
        kind_text=found.kind_text if Column.KIND in absent else row.kind_text,
        area=found.area_as_written if Column.AREA in absent else row.area,
        note=found.note if Column.NOTE in absent else row.note,
    )
    problems = (p for p in row.problems if not (p.code in _MISSING and has_cell(whole, _MISSING[p.code])))
    return replace(whole, problems=tuple(problems))


def _completed_measures(row: TableRow, measures: Sequence[Measure], year: int) -> list[MeasureCells]:
    left = list(measures)
    has_formula, has_target = Column.FORMULA not in row.absent, Column.TARGET not in row.absent
    cells = []
    for told in row.measures:
        found = take_measure(left, told.formula) if has_formula else next(iter(left), None)
        if found is None:
            cells.append(told)
            continue
        if not has_formula:
            left.remove(found)
        formula = told.formula if has_formula else found.formula_text
        cells.append(
            replace(told, formula=formula, target=told.target if has_target else _target(found, year))
        )
    if not has_formula:
        # Of these the table could not have spoken.
        cells += [MeasureCells(row.line_no, found.formula_text, _target(found, year)) for found in left]
    return cells


def _target(measure: Measure, year: int) -> str:
    return next((value.text for value in measure.target_values.all() if value.year == year), "")


def has_cell(row: TableRow, column: Column) -> bool:
    """Whether the cell holds text: of formulas and targets, all of the row's."""
    if column is Column.FORMULA:
        return all(cells.formula for cells in row.measures)
    if column is Column.TARGET:
        return all(cells.target for cells in row.measures)
    texts = {
        Column.CODE: row.code,
        Column.KIND: row.kind_text,
        Column.AREA: row.area,
        Column.NOTE: row.note,
    }
    return bool(texts.get(column))


def tells_last_column(section: TableSection) -> bool:
    """Whether the table heads an area or a note for any row of the section, or the section has no row."""
    last = {Column.AREA, Column.NOTE}
    return not section.rows or not all(last <= row.absent for row in section.rows)


def emptied_cells(found: PlanRow, row: TableRow) -> tuple[Column, ...]:
    """Name the cells that hold text and that ``row``, with its absent cells completed, has empty."""
    cells = (
        (Column.CODE, found.code, row.code),
        (Column.KIND, found.kind_text, row.kind_text),
        (Column.AREA, found.area_as_written, row.area),
        (Column.NOTE, found.note, row.note),
    )
    return tuple(column for column, stored, told in cells if stored.strip() and not told)


def take_measure(left: list[Measure], formula: str) -> Measure | None:
    """Take from what is left the measure of this formula, or else the first."""
    if not left:
        return None
    same = next((measure for measure in left if measure.formula_text == formula), left[0])
    left.remove(same)
    return same
