"""Readings in the database: in step with the text, updated in place, left alone once confirmed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objectives.models import OperationalObjective, StrategicObjective
from targets.models import Condition, Doubt, Indicator, Measure, Target, TargetValue
from targets.selectors import measures_for_reading, open_doubts
from targets.services.measures import refresh_rows
from targets.services.reading import confirm_reading, read_measures, reopen_doubt, settle_doubt
from tests import factories

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Plan

RATIO = "Procedimenti avviati/procedimenti fattibili*100"


@pytest.fixture
def plan(db: None) -> Plan:
    return factories.small_plan()


@pytest.fixture
def measure(plan: Plan) -> Measure:
    """Read once: a ratio of two operands, at least 80 % (assumed)."""
    read(plan)
    return StrategicObjective.objects.get().measures.get()


def read(plan: Plan) -> None:
    read_measures(measures_for_reading(plan), plan, user=None)


def rewrite(measure: Measure, formula: str | None = None, target: str | None = None) -> None:
    if formula is not None:
        Measure.objects.filter(pk=measure.pk).update(formula_text=formula)
    if target is not None:
        TargetValue.objects.filter(measure=measure, year=2018).update(text=target)


@pytest.mark.parametrize("model", [StrategicObjective, OperationalObjective, Target])
def test_the_indicators_of_a_row_are_reached_in_one_way_whatever_its_kind(
    plan: Plan, model: type[StrategicObjective]
) -> None:
    row = model.objects.get()
    second = factories.measure(row, "n. imprese; n. giovani", ">= 3; >= 5")
    Measure.objects.filter(pk=second.pk).update(position=5)
    read(plan)
    found = list(Indicator.objects.of(row))
    assert len(found) == 3
    assert [indicator.measure.row for indicator in found] == [row] * 3
    assert [indicator.position for indicator in found[1:]] == [0, 1]
    assert set(found) <= set(Indicator.objects.of_plan(plan))


def test_a_reading_is_stored_with_operands_and_conditions(measure: Measure) -> None:
    indicator = measure.indicators.get()
    condition = Condition.objects.get(target_value__measure=measure)
    assert (indicator.kind, indicator.expression) == ("ratio", "a / b * 100")
    assert list(indicator.operands.values_list("key", "label")) == [
        ("a", "Procedimenti avviati"),
        ("b", "procedimenti fattibili"),
    ]
    assert (condition.operator, condition.value) == (">=", Decimal(80))
    assert (condition.unit, condition.status) == ("%", "assumed")
    assert condition.indicator == indicator


def test_reading_twice_changes_nothing(plan: Plan, measure: Measure) -> None:
    before = [model.history.count() for model in (Measure, Indicator, Condition, TargetValue, Doubt)]
    read(plan)
    after = [model.history.count() for model in (Measure, Indicator, Condition, TargetValue, Doubt)]
    assert after == before


def test_a_new_text_is_read_in_place_and_what_hangs_on_the_indicator_stays(
    plan: Plan, measure: Measure
) -> None:
    indicator = measure.indicators.get()
    indicator.baseline, indicator.weight, indicator.source = Decimal(70), Decimal(2), "Infocamere"
    indicator.direction = Indicator.Direction.AT_LEAST
    indicator.save()
    rewrite(measure, formula="n. imprese coinvolte", target="> 50")
    read(plan)
    same = Indicator.objects.get(pk=indicator.pk)
    assert (same.kind, same.baseline, same.weight, same.source) == (
        "count",
        Decimal(70),
        Decimal(2),
        "Infocamere",
    )
    assert same.direction == Indicator.Direction.AT_LEAST
    assert Condition.objects.get(target_value__measure=measure).operator == ">"


def test_what_the_new_text_no_longer_says_is_deleted_with_its_history(plan: Plan, measure: Measure) -> None:
    rewrite(measure, formula="n. imprese; n. giovani", target="≥ 3; ≥ 5")
    read(plan)
    assert measure.indicators.count() == 2
    rewrite(measure, formula="SI/NO", target="fatto")
    read(plan)
    assert measure.indicators.count() == 1
    assert Indicator.history.filter(history_type="-").exists()


def test_a_confirmed_reading_is_left_alone_while_the_text_stays(
    plan: Plan, measure: Measure, planning_officer: User
) -> None:
    indicator = measure.indicators.get()
    indicator.expression = "b / a * 100"
    indicator.save()
    Condition.objects.filter(target_value__measure=measure).update(operator="<=")
    confirm_reading(measure, user=planning_officer, now=timezone.now())
    read(plan)
    indicator.refresh_from_db()
    assert indicator.expression == "b / a * 100"
    assert Condition.objects.get(target_value__measure=measure).operator == "<="


def test_a_confirmed_reading_of_another_text_is_read_again_and_no_longer_confirmed(
    plan: Plan, measure: Measure, planning_officer: User
) -> None:
    confirm_reading(measure, user=planning_officer, now=timezone.now())
    rewrite(measure, target="≤ 3 gg")
    read(plan)
    condition = Condition.objects.get(target_value__measure=measure)
    assert (condition.operator, condition.value, condition.confirmed_at) == ("<=", Decimal(3), None)
    assert measure.indicators.get().confirmed_at is not None, "the formula stayed the same"


def test_confirming_settles_the_doubts_of_the_measure_only(plan: Plan, planning_officer: User) -> None:
    for row in (StrategicObjective.objects.get(), Target.objects.get()):
        TargetValue.objects.filter(measure__in=row.measures.all()).update(text="=70%")
    read(plan)
    measure = StrategicObjective.objects.get().measures.get()
    confirm_reading(measure, user=planning_officer, now=timezone.now(), settlement="visto")
    assert {doubt.settlement for doubt in measure.doubts.all()} == {"visto"}
    assert open_doubts(plan).exists()
    assert not open_doubts(plan).filter(measure=measure).exists()


def test_a_settled_doubt_stays_settled_and_is_not_made_again(
    plan: Plan, measure: Measure, planning_officer: User
) -> None:
    rewrite(measure, target="=70%")
    read(plan)
    doubt = measure.doubts.get(code="sign_lost")
    settle_doubt(doubt, user=planning_officer, now=timezone.now(), settlement="è ≥")
    read(plan)
    assert measure.doubts.get(code="sign_lost").settlement == "è ≥"
    reopen_doubt(doubt)
    assert open_doubts(plan).filter(pk=doubt.pk).exists()


def test_a_doubt_that_the_new_text_no_longer_raises_goes(plan: Plan, measure: Measure) -> None:
    rewrite(measure, target="=70%")
    read(plan)
    rewrite(measure, target="≥ 70%")
    read(plan)
    assert not measure.doubts.filter(code="sign_lost").exists()


def test_a_doubt_about_the_file_outlives_a_later_reading(plan: Plan, measure: Measure) -> None:
    Doubt.objects.create(measure=measure, code="shifted_column", detail="≥ 3")
    rewrite(measure, target="≥ 70%")
    read(plan)
    assert measure.doubts.filter(code="shifted_column").exists()


def test_an_area_as_written_that_nobody_knows_is_asked_for_by_name(plan: Plan) -> None:
    row = Target.objects.get()
    row.area, row.area_text = None, "UFFICIO X"
    row.save()
    refresh_rows([row], plan, user=None)
    assert Doubt.objects.get(measure__target=row, code="unknown_area").detail == "UFFICIO X"
    row.area = factories.area("Ufficio X")
    row.save()
    refresh_rows([row], plan, user=None)
    assert not Doubt.objects.filter(measure__target=row, code="unknown_area").exists()


def test_a_deadline_of_a_later_year_is_in_order_only_where_the_row_runs_so_long(plan: Plan) -> None:
    for row in (StrategicObjective.objects.get(), Target.objects.get()):
        TargetValue.objects.filter(measure__in=row.measures.all()).update(text="100% entro 31/12/2019")
    StrategicObjective.objects.update(period_first=2017, period_last=2019)
    read(plan)
    outside = Doubt.objects.filter(code="deadline_outside_plan")
    assert [doubt.measure.row for doubt in outside] == [Target.objects.get()]


def test_a_number_too_long_to_be_kept_is_unclear_and_not_rounded(plan: Plan, measure: Measure) -> None:
    rewrite(measure, target="≥ 123456789012345,6789")
    read(plan)
    condition = Condition.objects.get(target_value__measure=measure)
    assert (condition.value, condition.status) == (None, "unclear")


def test_reading_many_measures_does_not_take_a_query_for_each(plan: Plan) -> None:
    parent = StrategicObjective.objects.get()
    for number in range(40):
        factories.measure(factories.operational_objective(parent, f"9.{number}"), RATIO, "80%")
    read(plan)
    TargetValue.objects.update(text="≥ 8")
    measures = measures_for_reading(plan)
    with CaptureQueriesContext(connection) as queries:
        read_measures(measures, plan, user=None)
    assert len(measures) == 43
    assert len(queries) < 30
