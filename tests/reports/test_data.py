"""From the database to the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from objectives.models import Act, OperationalObjective, Plan, StrategicObjective
from reports.documents.plan import ActKind, Cells, FormalAct, RowChange
from reports.plan.data import build_plan_document
from reports.plan.readings import load_readings
from targets.domain.reading.row import read_row
from targets.domain.table.plan_table import Change, RowKind, SectionKind
from targets.models import Doubt, Indicator, TargetValue
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures, settle_doubt
from tests import factories

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    factories.organization(name="Camera di Commercio di Prova")
    return factories.small_plan()


def test_the_document_holds_every_row_in_order_with_its_cells(plan: Plan) -> None:
    document = build_plan_document(plan)
    assert document.organization == "Camera di Commercio di Prova"
    assert [section.kind for section in document.sections] == [
        SectionKind.STRATEGIC_LINE,
        SectionKind.ACTIVITY,
    ]
    assert [(row.kind, row.cells) for row in document.rows()] == [
        (RowKind.STRATEGIC_OBJECTIVE, (Cells("Procedimenti avviati/procedimenti fattibili*100", "80%"),)),
        (RowKind.OPERATIONAL_OBJECTIVE, (Cells("SI/NO", "Realizzazione delle attività previste"),)),
        (RowKind.TARGET, (Cells("Tempo medio", "≤ 5 gg"),)),
    ]


def test_each_operational_objective_follows_its_own_strategic_one(plan: Plan) -> None:
    line = plan.lines.get()
    second = factories.strategic_objective(line, "2")
    factories.operational_objective(second, "2.1")
    factories.operational_objective(StrategicObjective.objects.get(code="1"), "1.2")
    codes = [row.code for row in build_plan_document(plan).sections[0].rows]
    assert codes == ["1", "1.1", "1.2", "2", "2.1"]


def test_only_the_target_of_the_plan_s_year_is_printed(plan: Plan) -> None:
    measure = StrategicObjective.objects.get().measures.get()
    TargetValue.objects.create(measure=measure, year=2019, text="90%")
    assert next(build_plan_document(plan).rows()).cells[0].target == "80%"
    TargetValue.objects.filter(year=2018).delete()
    assert next(build_plan_document(plan).rows()).cells == (
        Cells("Procedimenti avviati/procedimenti fattibili*100", ""),
    )


def test_a_row_without_any_measure_still_has_its_two_cells(plan: Plan) -> None:
    StrategicObjective.objects.get().measures.all().delete()
    assert next(build_plan_document(plan).rows()).cells == (Cells("", ""),)


def test_the_area_prints_as_written_and_else_by_its_name(plan: Plan) -> None:
    StrategicObjective.objects.update(area_text="REGISTRO IMPRESE  e REGOLAZIONE")
    rows = list(build_plan_document(plan).rows())
    assert [row.area for row in rows[:2]] == ["REGISTRO IMPRESE  e REGOLAZIONE", "Registro Imprese"]


def test_a_change_carries_its_act_and_a_draft_has_no_approval(plan: Plan) -> None:
    act = Act.objects.create(type=Act.Type.RESOLUTION, number="122", date=date(2017, 11, 9))
    OperationalObjective.objects.update(change="replaced", replaces="1", change_act=act)
    plan.approval_act = act
    document = build_plan_document(plan)
    expected = FormalAct(ActKind.RESOLUTION, "122", date(2017, 11, 9))
    assert list(document.rows())[1].change == RowChange(Change.REPLACED, "1", expected)
    assert document.approval is None
    plan.state = Plan.State.APPROVED
    assert build_plan_document(plan).approval == expected


def test_rows_of_another_plan_stay_out(plan: Plan) -> None:
    before = build_plan_document(plan).digest
    other = factories.plan(2019)
    target = factories.target(factories.section(other))
    factories.measure(target, "SI/NO", "x", year=2018)
    assert build_plan_document(plan).digest == before


def grow(plan: Plan) -> None:
    for number in range(3):
        objective = factories.strategic_objective(factories.line(plan, f"Linea {number}"), f"{number + 5}")
        factories.measure(objective, "SI/NO", "100%")
        target = factories.target(factories.section(plan, f"Sezione {number}"))
        Indicator.objects.create(measure=factories.measure(target, "n. imprese", "> 50"))


def test_the_document_costs_six_queries_at_any_size(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        build_plan_document(plan)
    grow(plan)
    with django_assert_num_queries(6):
        build_plan_document(plan)


def test_readings_cost_three_queries_at_any_size(
    plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grow(plan)
    read_measures(measures_for_reading(plan), plan, user=None)
    with django_assert_num_queries(3):
        readings = load_readings(plan)
    assert len(readings) == 9


def test_a_stored_reading_comes_back_as_it_was_read(plan: Plan) -> None:
    read_measures(measures_for_reading(plan), plan, user=None)
    read = load_readings(plan)[StrategicObjective.objects.get().measures.get().pk]
    expected = read_row(
        "Procedimenti avviati/procedimenti fattibili*100",
        "80%",
        title="Avviare l'80% dei procedimenti",
        year=2018,
        first_year=2018,
        last_year=2020,
    )
    assert tuple(read.indicators) == expected.formula.indicators
    assert [replace(condition, indicator=None) for condition in expected.target.conditions] == read.conditions


def test_a_settled_doubt_is_not_shown_again(plan: Plan, planning_officer: User) -> None:
    StrategicObjective.objects.update(area=None)
    read_measures(measures_for_reading(plan), plan, user=None)
    doubt = Doubt.objects.get(code="missing_area")
    assert any(read.doubts for read in load_readings(plan).values())
    settle_doubt(doubt, user=planning_officer, now=timezone.now())
    assert doubt.code not in {d.code for read in load_readings(plan).values() for d in read.doubts}
