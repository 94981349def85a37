"""Numbers and days that cannot be true: refused in words, or asked about where they hardly are."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from objectives.models import Area
from targets.entry.bounds import Bounds, Negative, bounds_of
from targets.entry.forms import EntryForm
from targets.models import ActualValue
from targets.results import default_method, load_indicators
from targets.services.measures import refresh_plan
from targets.services.reporting import save_value
from tests import factories
from tests.entry.entering import NOW, entered, indicator, numbers_of
from tests.entry.posting import box, post

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan
    from targets.models import ReportingPeriod

KINDS = {
    "% di completamento": ("100%", Bounds(is_completion=True)),
    "n. imprese coinvolte": ("> 50", Bounds(Negative.IMPOSSIBLE)),
    "Tempo medio di rilascio": ("<= 10 gg", Bounds(Negative.IMPOSSIBLE)),
    "% di imprese soddisfatte": (">= 80%", Bounds(Negative.IMPOSSIBLE)),
    "Tempo medio di ritardo dei pagamenti": ("<= 0 gg", Bounds(Negative.POSSIBLE)),
    "Scostamento rispetto al budget": ("<= 5%", Bounds(Negative.POSSIBLE)),
    "Valore dei proventi": (">= 1000 euro", Bounds(Negative.ASKED)),
    "n. giorni di anticipo": (">= 2", Bounds(Negative.ASKED)),
}
AIMED_AT_ZERO = [
    ("ITP", "< 0", Negative.POSSIBLE),
    ("ITP", "<= 0 gg", Negative.POSSIBLE),
    ("ITP", "<= 5 gg", Negative.POSSIBLE),
    ("Indicatore di tempestività dei pagamenti", "<= 0", Negative.POSSIBLE),
    ("Tempo medio di pagamento", "<= 0 gg", Negative.POSSIBLE),
    ("Giorni medi di pagamento", "< 0 gg", Negative.POSSIBLE),
    ("n. giorni medi di pagamento", "< 0 gg", Negative.ASKED),
    ("n. giorni medi di pagamento", "<= 0 gg", Negative.ASKED),
    ("n. reclami", "<= 0", Negative.IMPOSSIBLE),
    ("% di reclami", "<= 0%", Negative.IMPOSSIBLE),
]


def only_indicator(plan: Plan, period: ReportingPeriod, formula: str, target: str) -> EntryForm:
    row = factories.target(plan.sections.get(), "77", area=Area.objects.get(name="Registro Imprese"))
    factories.measure(row, formula, target, plan.year)
    refresh_plan(plan, user=None)
    (measured,) = [
        each for each in load_indicators(plan, period) if each.indicator.measure.target_id == row.pk
    ]
    return EntryForm(measured, period, default_method())


@pytest.mark.parametrize("formula", KINDS)
def test_what_a_number_can_be_is_known_by_its_words(
    formula: str, plan: Plan, period: ReportingPeriod
) -> None:
    target, bounds = KINDS[formula]
    measured = only_indicator(plan, period, formula, target).measured
    assert bounds_of(measured, measured.operands[0]) == bounds


@pytest.mark.parametrize(("formula", "target", "negative"), AIMED_AT_ZERO)
def test_a_target_that_only_less_than_nothing_meets_is_no_dead_end(
    formula: str, target: str, negative: Negative, plan: Plan, period: ReportingPeriod
) -> None:
    measured = only_indicator(plan, period, formula, target).measured
    assert bounds_of(measured, measured.operands[0]) == Bounds(negative)


def test_days_between_falling_due_and_being_paid_may_be_less_than_none(
    plan: Plan, period: ReportingPeriod
) -> None:
    formula = "giorni tra la scadenza e il pagamento per importo pagato / importo totale pagato"
    measured = only_indicator(plan, period, formula, "< 0").measured
    due, paid = measured.operands
    assert bounds_of(measured, due) == Bounds(Negative.POSSIBLE)
    assert bounds_of(measured, paid) == Bounds(Negative.ASKED)


@pytest.mark.parametrize("target", ["< 0", "<= 0 gg"])
def test_payments_before_they_fall_due_are_taken_as_typed(
    target: str, plan: Plan, period: ReportingPeriod, at_desk: Client
) -> None:
    mine = only_indicator(plan, period, "ITP", target).measured.indicator
    post(at_desk, period, "save", mine.pk, **{box(mine): "-12,5"})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal("-12.5")


@pytest.mark.parametrize("number", ["-5", "150", "100,01"])
def test_a_completion_is_from_0_to_100(number: str, period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator("% di")
    html = post(at_desk, period, "save", mine.pk, **{box(mine): number})
    assert not ActualValue.objects.exists()
    assert "0" in html
    assert 'aria-invalid="true"' in html


@pytest.mark.parametrize("number", ["0", "100"])
def test_the_ends_of_a_completion_are_completions(
    number: str, period: ReportingPeriod, at_desk: Client
) -> None:
    post(at_desk, period, "save", indicator("% di").pk, **{box(indicator("% di")): number})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal(number)


def test_a_reading_that_the_box_would_refuse_is_not_asked_about(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("% di")
    post(at_desk, period, "save", mine.pk, **{box(mine): "89,996"})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal("89.996")


@pytest.mark.parametrize("meant", ["0.875", "87.5"])
def test_a_share_of_one_in_a_box_of_per_cent_is_asked_about(
    meant: str, period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("% di")
    html = post(at_desk, period, "save", mine.pk, **{box(mine): "0,875"})
    assert "values-question" in html
    assert not ActualValue.objects.exists()
    post(at_desk, period, "save", mine.pk, **{box(mine): "0,875", f"{box(mine)}-means": meant})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal(meant)


def test_less_than_one_per_cent_with_its_sign_is_not_asked_about(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("% di")
    post(at_desk, period, "save", mine.pk, **{box(mine): "0,875 %"})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal("0.875")


def test_a_count_of_things_is_not_below_zero(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator("n. imp")
    assert 'aria-invalid="true"' in post(at_desk, period, "save", mine.pk, **{box(mine): "-3"})
    assert not ActualValue.objects.exists()


@pytest.mark.parametrize("meant", ["-3", "3"])
def test_what_is_hardly_below_zero_is_asked_about(
    meant: str, period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    html = post(at_desk, period, "save", mine.pk, **{box(mine): "-3"})
    assert "values-question" in html
    assert not ActualValue.objects.exists()
    post(at_desk, period, "save", mine.pk, **{box(mine): "-3", f"{box(mine)}-means": meant})
    assert numbers_of(ActualValue.objects.get())["a"] == Decimal(meant)


def test_what_was_answered_is_not_asked_again(period: ReportingPeriod, owner: User, at_desk: Client) -> None:
    mine = indicator()
    save_value(mine, period, entered(a=-3), version=None, user=owner, now=NOW)
    post(at_desk, period, "save", mine.pk, **{box(mine, "b"): "490"})
    assert numbers_of(ActualValue.objects.get()) == {"a": Decimal(-3), "b": Decimal(490)}


@pytest.mark.parametrize(
    ("day", "is_taken"), [("1900-01-01", False), ("2016-12-31", False), ("2017-01-01", True)]
)
def test_nothing_was_done_long_before_the_plan(
    day: str, is_taken: bool, period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("% di")
    post(at_desk, period, "save", mine.pk, **{box(mine): 100, f"v{mine.pk}-w-on": day})
    assert ActualValue.objects.exists() is is_taken
