"""From the bytes or the text of a plan to its table, with everything to look at in one list."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from objectives.models import Plan
from targets.domain.table.build import check_periods
from targets.domain.table.layout import read_layout
from targets.domain.table.problems import ProblemCode, TableProblem
from targets.domain.table.titles import title_years
from targets.files.plan_json import read_json
from targets.files.reading import is_json, read_source, read_text
from targets.services.importing import PlanYears

if TYPE_CHECKING:
    from targets.domain.table.plan_table import PlanTable
    from targets.files.grid import Grid

SPAN = 2
"""Years that a plan goes on after its own, where nothing says otherwise: plans are for three."""


def read_plan(data: bytes, filename: str, *, year: int) -> PlanTable:
    """Read the table of a file: XLSX, CSV, tab-separated text, HTML or exported JSON.

    Raises ``targets.files.errors.SourceError`` for a file that holds no readable rows.
    """
    if is_json(data):
        return read_json(data, year=year)
    return _understood(read_source(data, filename), year)


def read_pasted_plan(text: str, *, year: int) -> PlanTable:
    """Read the table of a pasted text or HTML. Raises ``targets.files.errors.SourceError``."""
    return _understood(read_text(text), year)


def plan_years(
    table: PlanTable, year: int, first_year: int | None = None, last_year: int | None = None
) -> PlanYears:
    """Settle the years of an import: as asked, else as stored, else as the title says, else three."""
    stored = Plan.objects.filter(year=year).values_list("first_year", "last_year").first()
    said = title_years(table.title)
    found = stored or (said.first_year, said.last_year)
    first = first_year or found[0] or year
    return PlanYears(year=year, first_year=first, last_year=last_year or found[1] or year + SPAN)


def checked_against(table: PlanTable, years: PlanYears) -> PlanTable:
    """Add to the rows what only the years of the plan show."""
    return check_periods(table, years.first_year, years.last_year)


def _understood(grid: Grid, year: int) -> PlanTable:
    table = read_layout(grid.rows, year=year)
    of_file = (TableProblem(p.line_no, ProblemCode(p.code.value), p.detail) for p in grid.problems)
    return replace(table, problems=(*of_file, *table.problems))
