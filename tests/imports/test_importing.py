"""A table into the database: all or nothing, found again, never overwriting what people added."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import Act, Area, OperationalObjective, Plan, StrategicLine, StrategicObjective
from targets.domain.table.layout import read_layout
from targets.domain.table.problems import Column
from targets.imports.page import build_import_page
from targets.models import ActualValue, Condition, Doubt, Indicator, Measure, Target, TargetValue
from targets.services.importing import (
    ImportRefusedError,
    PlanYears,
    Refusal,
    import_plan,
    preview_import,
)
from targets.services.importing.outcome import Action
from targets.services.reading import confirm_reading, settle_doubt
from tests import factories_values
from tests.imports.plans import YEARS, imported, seed_table, small_grid, stored

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 15, tzinfo=UTC)


def objective(code: str) -> StrategicObjective:
    return StrategicObjective.objects.get(code=code)


def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(db: None) -> None:
    grid = small_grid()
    imported(grid)
    with CaptureQueriesContext(
        connection,
    ) as few:
        imported(grid)
    more = [
        ["OBIETTIVO OPERATIVO", f"Progetto {'abcdefgh'[n % 8] * (n + 5)}", "SI/NO", "fatto", "AREA SERVIZI"]
        for n in range(40)
    ]
    grid[9:9] = more
    imported(grid)
    with CaptureQueriesContext(connection) as many:
        imported(grid)
    assert len(many) == len(few)


def test_a_preview_says_what_would_happen_and_changes_nothing(db: None) -> None:
    outcome = preview_import(seed_table(), YEARS, user=None)
    assert outcome.is_new_plan
    assert outcome.count(Action.CREATED) == 103
    assert not Plan.objects.exists()
    assert not Area.objects.exists()
    assert not Plan.history.exists()


def test_a_plan_without_a_title_gets_the_usual_one(db: None) -> None:
    imported([["linea strategica Imprese"], *small_grid()[3:9]])
    assert Plan.objects.get().title == "Piano della performance 2018–2020"


def test_a_table_with_one_error_changes_nothing(db: None) -> None:
    grid = small_grid()
    grid.append(["", "", "qualcosa", "", ""])
    with pytest.raises(ImportRefusedError) as caught:
        imported(grid)
    assert caught.value.reason is Refusal.TABLE_HAS_ERRORS
    assert not Plan.objects.exists()


def test_an_approved_plan_is_not_imported_into(db: None) -> None:
    plan = imported(small_grid()).plan
    plan.approval_act = Act.objects.create(type=Act.Type.RESOLUTION, number="1", date=date(2018, 1, 31))
    plan.state = Plan.State.APPROVED
    plan.save()
    before = stored(plan)
    with pytest.raises(ImportRefusedError) as caught:
        imported(small_grid()[:6])
    assert caught.value.reason is Refusal.PLAN_NOT_DRAFT
    assert stored(plan) == before


@pytest.mark.parametrize(
    "years", [(2018, 2019, 2020), (2018, 2016, 2017), (1800, 1800, 1802), (2018, 2018, 2101)]
)
def test_years_that_do_not_fit_are_refused(years: tuple[int, int, int]) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        import_plan(read_layout(small_grid()), PlanYears(*years), user=None)
    assert caught.value.reason is Refusal.YEAR_OUTSIDE_PERIOD


def test_a_changed_cell_updates_its_row_and_says_which(db: None) -> None:
    grid = small_grid()
    first = imported(grid)
    grid[4][3], grid[5][1] = "> 60", "Aprire due sportelli"
    grid[7][1] = "Realizzare il progetto RETIC 2"
    second = imported(grid)
    changed = {found.row.line_no: found.changed for found in second.rows if found.action is Action.UPDATED}
    assert changed == {5: (Column.TARGET,), 6: (Column.TEXT,), 8: (Column.TEXT,)}
    assert {found.stored.pk for found in first.rows} == {found.stored.pk for found in second.rows}
    assert second.absent == ()


def test_a_row_that_is_missing_is_listed_and_kept_unless_its_removal_is_asked_for(db: None) -> None:
    grid = small_grid()
    imported(grid)
    del grid[7]
    outcome = imported(grid)
    assert [row.text for row in outcome.absent] == ["Realizzare il progetto RETIC"]
    assert OperationalObjective.objects.count() == 3
    imported(grid, remove_absent=True)
    assert sorted(row.text for row in OperationalObjective.objects.all()) == [
        "Aprire lo sportello",
        "Avviare il bando per le fiere",
    ]
    assert OperationalObjective.history.filter(history_type="-").count() == 1


def test_a_line_that_was_renamed_keeps_its_objectives_even_when_the_old_one_is_removed(db: None) -> None:
    grid = small_grid()
    before = {row.code: row.pk for row in imported(grid).plan.lines.get().strategic_objectives.all()}
    grid[2] = ["linea strategica Imprese e territorio"]
    assert [str(part) for part in imported(grid).absent_parts] == ["Imprese"]
    imported(grid, remove_absent=True)
    line = StrategicLine.objects.get()
    assert line.name == "Imprese e territorio"
    assert {row.code: row.pk for row in line.strategic_objectives.all()} == before
    assert OperationalObjective.objects.count() == 3


def test_an_equal_row_without_a_code_is_found_before_a_similar_one(db: None) -> None:
    grid = small_grid()
    imported(grid)
    pk = OperationalObjective.objects.get(text__contains="RETIC").pk
    grid.insert(7, ["OBIETTIVO OPERATIVO", "Realizzare il progetto RETIX", "SI/NO", "fatto", "AREA SERVIZI"])
    imported(grid)
    assert OperationalObjective.objects.get(pk=pk).text == "Realizzare il progetto RETIC"
    assert OperationalObjective.objects.count() == 4


def test_a_row_that_got_a_code_is_the_same_row(db: None) -> None:
    grid = small_grid()
    imported(grid)
    pk = OperationalObjective.objects.get(text__contains="RETIC").pk
    grid[7][0] = "2.1 OBIETTIVO OPERATIVO"
    outcome = imported(grid)
    assert OperationalObjective.objects.get(code="2.1").pk == pk
    assert outcome.absent == ()


def test_what_a_person_added_to_a_row_stays_while_its_cells_stay(db: None) -> None:
    grid = small_grid()
    imported(grid)
    act = Act.objects.create(type=Act.Type.RESOLUTION, number="5", date=date(2018, 2, 1))
    StrategicObjective.objects.filter(code="2").update(
        change="added", change_act=act, period_first=2018, period_last=2020, weight=Decimal(30)
    )
    other = Area.objects.create(name="AREA SCELTA")
    Target.objects.update(area=other)
    OperationalObjective.objects.filter(text__contains="RETIC").update(budget_own=Decimal(1000))
    outcome = imported(grid)
    assert outcome.count(Action.UNCHANGED) == 6
    kept = objective("2")
    assert (kept.change, kept.change_act, kept.period_first, kept.weight) == ("added", act, 2018, Decimal(30))
    assert Target.objects.get().area == other
    assert OperationalObjective.objects.get(text__contains="RETIC").budget_own == Decimal(1000)


def test_a_confirmed_reading_stays_while_the_text_stays(db: None, planning_officer: User) -> None:
    grid = small_grid()
    imported(grid)
    measure = objective("1").measures.get()
    Condition.objects.filter(target_value__measure=measure).update(value=Decimal(55))
    confirm_reading(measure, user=planning_officer, now=NOW)
    imported(grid)
    assert Condition.objects.get(target_value__measure=measure).value == Decimal(55)
    grid[4][3] = "> 60"
    imported(grid)
    condition = Condition.objects.get(target_value__measure=measure)
    assert (condition.value, condition.confirmed_by) == (Decimal(60), None)


def test_an_indicator_keeps_its_baseline_when_the_row_is_reworded(db: None) -> None:
    grid = small_grid()
    imported(grid)
    Indicator.objects.filter(measure__strategic_objective__code="1").update(baseline=Decimal(40))
    grid[4][1] = "Crescere di più"
    imported(grid)
    assert Indicator.objects.get(measure__strategic_objective__code="1").baseline == Decimal(40)


def test_a_settled_doubt_of_the_table_is_not_asked_again(db: None, planning_officer: User) -> None:
    grid = small_grid()
    grid[5][0] = "9.1 OBIETTIVO OPERATIVO"
    imported(grid)
    doubt = Doubt.objects.get(code="code_not_under_parent")
    settle_doubt(doubt, user=planning_officer, now=NOW, settlement="è giusto così")
    imported(grid)
    assert Doubt.objects.get(code="code_not_under_parent").settled_by == planning_officer


def test_several_formulas_of_a_row_are_several_measures_in_order(db: None) -> None:
    grid = small_grid()
    grid.insert(5, ["", "", "n. sportelli", "> 2", ""])
    imported(grid)
    measures = objective("1").measures.order_by("position")
    assert [(m.formula_text, m.target_values.get().text) for m in measures] == [
        ("n. imprese", "> 50"),
        ("n. sportelli", "> 2"),
    ]
    del grid[5]
    outcome = imported(grid)
    assert [measure.formula_text for measure in outcome.absent_measures] == ["n. sportelli"]
    assert objective("1").measures.count() == 2
    imported(grid, remove_absent=True)
    assert objective("1").measures.get().formula_text == "n. imprese"


def test_measures_are_found_again_by_their_formula(db: None) -> None:
    grid = small_grid()
    grid.insert(5, ["", "", "n. sportelli", "> 2", ""])
    imported(grid)
    keys = {m.formula_text: m.pk for m in objective("1").measures.all()}
    grid[4][2:4], grid[5][2:4] = grid[5][2:4], grid[4][2:4]
    imported(grid)
    assert {m.formula_text: m.pk for m in objective("1").measures.all()} == keys
    assert [m.formula_text for m in objective("1").measures.order_by("position")] == [
        "n. sportelli",
        "n. imprese",
    ]


def test_a_shortened_area_is_taken_for_the_one_area_it_begins(db: None) -> None:
    grid = small_grid()
    grid[7][4] = "AREA DELLE IMPRESE E DEL TERRITORIO"
    imported(grid)
    area = Area.objects.get(name="AREA DELLE IMPRESE E DEL TERRITORIO")
    assert objective("1").area == area
    assert objective("1").area_as_written == "AREA DELLE IMPRESE"
    assert [spelling.spelling for spelling in area.spellings.all()] == ["AREA DELLE IMPRESE"]


def test_every_kind_of_doubtful_table_can_be_stored(db: None) -> None:
    grid = small_grid()
    grid[4] = ["1 OBIETTIVO STRATEGICO 2020-2018", "Crescere,", "≥ 3", "in delega o", ""]
    grid.insert(6, ["OBIETTIVO OPERATIVO", "", "Spostato", "SI/NO", "fatto", "AREA SERVIZI"])
    outcome = imported(grid)
    row = objective("1")
    assert (row.period_first, row.period_last, row.kind_text) == (
        None,
        None,
        "OBIETTIVO STRATEGICO 2020-2018",
    )
    codes = set(Doubt.objects.filter(measure__strategic_objective=row).values_list("code", flat=True))
    assert {"period_reversed", "title_cut_short", "target_in_formula", "cut_short", "missing_area"} <= codes
    assert outcome.count(Action.CREATED) == 7
    assert Measure.objects.count() == 7


def test_what_an_import_makes_is_in_the_history_once() -> None:
    plan = imported(small_grid()).plan
    for model in (StrategicObjective, Measure, TargetValue, Indicator, Condition, Doubt):
        assert model.history.count() == model.objects.count() > 0, model
    grid = small_grid()
    grid[4][2] = "n. imprese nuove"
    imported(grid)
    measure = Measure.objects.of_plan(plan).get(formula_text="n. imprese nuove")
    assert [entry.history_type for entry in measure.history.all()] == ["~", "+"]
    assert measure.read_text == "n. imprese nuove"


@pytest.fixture
def reported(db: None) -> Plan:
    """A plan with a value of its first row, and of each condition of its last."""
    grid = small_grid()
    grid[-1][3] = "≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino"
    plan = imported(grid).plan
    period = factories_values.period(plan)
    for formula in ("n. imprese", "giorni"):
        for indicator in Indicator.objects.filter(measure__formula_text=formula):
            value = factories_values.actual_value(indicator, period)
            for condition in indicator.conditions.all():
                factories_values.reported_case(value, condition=condition)
    return plan


def test_words_that_values_were_reported_of_are_not_imported_over(reported: Plan) -> None:
    grid = small_grid()
    grid[4][2] = "n. imprese nuove"
    before = stored(reported)
    with pytest.raises(ImportRefusedError) as refused:
        imported(grid)
    assert (refused.value.reason, refused.value.line_nos) == (Refusal.VALUES_REPORTED, (5, 12))
    assert stored(reported) == before
    table = read_layout(grid)
    page = build_import_page(table, YEARS, None, only_doubtful=True, refused=refused.value)
    assert [error.line_no for error in page.row_errors] == [5, 12]


def test_what_values_were_reported_of_is_not_deleted_by_an_import(reported: Plan) -> None:
    grid = small_grid()
    grid[-1][3] = "≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino"
    del grid[4:6]
    before = stored(reported)
    with pytest.raises(ImportRefusedError) as refused:
        imported(grid, remove_absent=True)
    assert refused.value.names == ("1 Crescere",)
    assert stored(reported) == before
    page = build_import_page(read_layout(grid), YEARS, None, only_doubtful=True, refused=refused.value)
    assert any("1 Crescere" in error for error in page.errors)
    assert imported(grid).absent != ()


def test_another_target_under_submitted_values_is_not_imported(db: None) -> None:
    """It takes a reason, which a table does not give; under a draft value it takes none."""
    grid = small_grid()
    plan = imported(grid).plan
    indicator = Indicator.objects.get(measure__formula_text="n. imprese")
    factories_values.actual_value(indicator, factories_values.period(plan), {"a": 44})
    grid[4][3] = "> 10"
    before = stored(plan)
    with pytest.raises(ImportRefusedError) as refused:
        imported(grid)
    assert (refused.value.reason, refused.value.line_nos) == (Refusal.VALUES_REPORTED, (5,))
    assert stored(plan) == before
    ActualValue.objects.update(state=ActualValue.State.DRAFT)
    imported(grid)
    assert Condition.objects.get(target_value__measure__formula_text="n. imprese").value == 10
