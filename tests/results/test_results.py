"""From stored values to figures: the bridge to the counting, and the one roll-up of a plan."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.domain.counting.rules import MissingRule
from targets.domain.counting.states import Reason, State
from targets.models import ActualValue, Indicator, Target
from targets.results import default_method, load_indicators, method_of, results_of
from targets.results.method import as_method
from targets.results.outcome import own_conditions
from targets.services.measures import refresh_plan
from tests import factories, factories_values

if TYPE_CHECKING:
    from objectives.models import Plan
    from targets.models import ReportingPeriod


@pytest.fixture
def plan(db: None) -> Plan:
    made = factories.small_plan()
    refresh_plan(made, user=None)
    return made


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return factories_values.period(plan)


def indicator(formula: str) -> Indicator:
    return Indicator.objects.get(measure__formula_text__startswith=formula)


def test_a_ratio_is_computed_from_its_operands(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 412, "b": 490})
    found = results_of(period).indicators()[0]
    assert found.outcome.met is True
    assert found.outcome.value is not None
    assert round(found.outcome.value, 4) == Decimal("84.0816")
    assert found.result.shown == 100
    assert found.area is not None


def test_a_reported_zero_is_not_missing(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 0, "b": 490})
    found = results_of(period).indicators()[0]
    assert (found.result.state, found.result.shown) == (State.COMPUTED, Decimal(0))


def test_a_number_that_was_not_reported_is_missing_and_not_zero(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"b": 490})
    found = results_of(period).indicators()[0]
    assert (found.result.state, found.outcome.reason) == (State.NOT_REPORTED, Reason.OPERAND_MISSING)
    assert found.result.shown is None


@pytest.mark.parametrize(
    ("state", "reason"),
    [("draft", Reason.NOT_SUBMITTED), ("returned", Reason.RETURNED), (None, Reason.OPERAND_MISSING)],
)
def test_what_was_entered_and_does_not_count_is_not_said_to_be_missing(
    plan: Plan, period: ReportingPeriod, state: str | None, reason: Reason
) -> None:
    if state is not None:
        factories_values.actual_value(indicator("Procedimenti"), period, {"a": 412, "b": 490}, state=state)
    found = results_of(period).indicators()[0]
    assert (found.outcome.reason, found.result.reason) == (reason, reason)
    assert found.result.proof.steps[-1].rule == reason.value


def test_a_draft_that_was_emptied_again_misses_its_number(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, state="draft")
    assert results_of(period).indicators()[0].outcome.reason is Reason.OPERAND_MISSING


@pytest.mark.parametrize("state", [ActualValue.State.DRAFT, ActualValue.State.RETURNED])
def test_what_is_not_submitted_or_was_returned_does_not_count(
    plan: Plan, period: ReportingPeriod, state: str
) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 412, "b": 490}, state=state)
    results = results_of(period)
    assert results.indicators()[0].result.state is State.NOT_REPORTED
    assert results.indicators()[0].measured.value is not None
    assert results.result.achievement is None


def test_the_plan_counts_its_lines_and_sections(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 40, "b": 100})
    factories_values.actual_value(indicator("SI/NO"), period, done=True)
    factories_values.actual_value(indicator("Tempo medio"), period, {"a": 10})
    results = results_of(period)
    line, section = results.sections
    assert line.rows[0].result.shown == 50  # its own indicator first: 40 of 80
    assert line.rows[0].children[0].result.shown == 100
    assert (line.result.shown, section.result.shown) == (Decimal(50), Decimal(50))
    assert results.result.shown == 50
    assert results.result.tally.total == 3


def test_an_area_counts_its_rows_and_no_row_twice(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 40, "b": 100})
    factories_values.actual_value(indicator("SI/NO"), period, done=True)
    results = results_of(period)
    (office,) = results.areas
    assert office.result.tally.total == 3
    assert office.result.tally.not_reported == 1
    assert office.result.shown == 75


def test_the_own_area_of_an_indicator_outweighs_that_of_its_row(plan: Plan, period: ReportingPeriod) -> None:
    other = factories.area("Internazionalizzazione")
    Indicator.objects.filter(measure__formula_text="SI/NO").update(area=other)
    names = [each.area.name if each.area else None for each in results_of(period).areas]
    assert names == ["Internazionalizzazione", "Registro Imprese"]


def test_what_belongs_to_no_area_is_counted_on_its_own(plan: Plan, period: ReportingPeriod) -> None:
    Target.objects.update(area=None)
    assert [each.area is None for each in results_of(period).areas] == [False, True]


def test_what_does_not_apply_is_left_out_with_its_reason(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.actual_value(indicator("Procedimenti"), period, not_applicable="Ufficio chiuso")
    results = results_of(period)
    found = results.indicators()[0]
    assert found.result.state is State.NOT_APPLICABLE
    assert found.result.proof.steps[0].words["reason"] == "Ufficio chiuso"


def test_an_achievement_set_by_hand_stands_beside_the_computed_one(
    plan: Plan, period: ReportingPeriod
) -> None:
    factories_values.actual_value(
        indicator("Procedimenti"),
        period,
        {"a": 40, "b": 100},
        override=Decimal(90),
        override_reason="Dato del gestore errato",
        override_by=factories_values.reporter(),
        override_on=datetime.date(2019, 2, 1),
    )
    results = results_of(period)
    found = results.indicators()[0].result
    assert found.shown == 50
    assert found.override is not None
    assert (found.override.achievement, found.override.author) == (Decimal(90), "reporter")
    assert found.counted == 50
    assert results.result.tally.overridden == 1


def test_one_answer_is_asked_for_each_condition_about_cases_of_its_own(
    plan: Plan, period: ReportingPeriod
) -> None:
    row = factories.target(plan.sections.get(), code="2")
    factories.measure(
        row, "Tempo medio di rilascio", "≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino"
    )
    refresh_plan(plan, user=None)
    measured = load_indicators(plan, period)[-1]
    assert own_conditions(measured) == (0, 1)
    value = factories_values.actual_value(measured.indicator, period)
    oil, wine = measured.conditions
    factories_values.reported_case(value, {"a": 12}, condition=oil)
    factories_values.reported_case(value, {"a": 20}, condition=wine)
    found = results_of(period).indicators()[-1]
    assert found.outcome.met is False
    assert found.result.shown == 90  # the worst: 18 of 20 days


def test_a_part_beside_what_is_done_does_not_count(plan: Plan, period: ReportingPeriod) -> None:
    value = factories_values.actual_value(indicator("SI/NO"), period, done=True)
    value.cases.update(partial_percent=40, partial_reason="In ritardo")
    assert results_of(period).indicators()[1].result.shown == 100


def test_without_a_stored_method_the_commonest_one_counts(plan: Plan) -> None:
    assert method_of(plan) == default_method()


def test_the_stored_method_is_the_one_that_counts(plan: Plan, period: ReportingPeriod) -> None:
    factories_values.method(plan, missing=MissingRule.COUNTS_ZERO.value)
    factories_values.actual_value(indicator("Procedimenti"), period, {"a": 80, "b": 100})
    results = results_of(factories_values.reloaded(period))
    assert results.sections[1].result.shown == 0
    assert results.result.shown == 50


def test_the_default_row_is_the_default_method_of_the_domain(plan: Plan) -> None:
    stored = factories_values.method(plan)
    assert as_method(stored, []) == type(default_method())()
