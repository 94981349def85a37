"""Export, then import: the same plan, into the same database and into a new one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.models import OperationalObjective, Plan, StrategicObjective
from targets.models import Section, Target
from targets.services.exporting import Format, export_plan, plan_table
from targets.services.importing import import_plan
from targets.services.importing_outcome import Action
from targets.services.importing_source import read_plan
from tests import factories
from tests.imports.plans import YEARS, imported, small_grid

pytestmark = pytest.mark.django_db


def cells(plan: Plan) -> object:
    """What the document of a plan says, cell by cell."""
    table = plan_table(plan)
    return replace(table, sections=tuple(replace(section, line_no=0) for section in table.sections))


@pytest.mark.parametrize("kind", Format)
def test_rows_that_people_made_survive_a_round_trip(kind: Format, db: None) -> None:
    plan = factories.plan(lines_heading="=1+1")
    area = factories.area("Area scelta")
    line = factories.line(plan, name="soddisfazione dell'utenza", heading="")
    factories.line(plan, name="Vuota", heading="asse")
    first = factories.strategic_objective(line, kind_text="", code="", area=area, weight=Decimal("12.5"))
    factories.measure(first, "-a/b", "=70%")
    factories.measure(first, "@x", None)
    factories.operational_objective(first, text="Totale", note="+10%", code="A/7")
    factories.target(
        factories.section(plan, "Varie", kind=Section.Kind.OTHER, has_notes=True), kind_text="Indice"
    )
    before, content = cells(plan), export_plan(plan, kind)
    outcome = import_plan(read_plan(content, "", year=2018), YEARS, user=None)
    assert (cells(plan), outcome.absent, outcome.absent_parts) == (before, (), ())
    assert StrategicObjective.objects.get().area == area
    plan.delete()
    made = import_plan(read_plan(content, "", year=2018), YEARS, user=None).plan
    assert cells(made) == before


def test_a_plan_that_was_sorted_in_the_sheet_is_only_moved(db: None) -> None:
    imported(small_grid())
    grid = small_grid()
    grid[7], grid[8] = grid[8], grid[7]
    outcome = imported(grid)
    assert outcome.count(Action.UPDATED) == 2
    assert Target.objects.count() == 1
    assert [row.position for row in OperationalObjective.objects.filter(code="").order_by("text")] == [1, 2]
