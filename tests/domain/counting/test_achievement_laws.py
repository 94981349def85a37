"""Laws that hold for every method, every target and every value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.actual import Actual
from targets.domain.counting.proof import Proof
from targets.domain.counting.rules import DeadlineRule
from targets.domain.counting.states import State
from targets.domain.reading import Basis, Kind, Operator
from tests.domain.counting.achievement_examples import (
    count,
    in_words,
    judged,
    method,
    reported,
    target,
    yes_no,
)
from tests.domain.counting.achievement_strategies import (
    DATES,
    FIGURES,
    INDICATORS,
    POSITIVE,
    actuals,
    conditions,
    methods,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import Condition, IndicatorReading

HIGHER = st.sampled_from([Operator.AT_LEAST, Operator.MORE_THAN])
LOWER = st.sampled_from([Operator.AT_MOST, Operator.LESS_THAN])


def outcome_of(
    condition: Condition,
    value: Decimal,
    rules: EvaluationMethod,
    baseline: Decimal | None = None,
    **dates: Any,
) -> Outcome:
    actual = Actual(operands={"a": value}, **dates)
    return achievement_of_indicator(count(), [condition], actual, rules, baseline=baseline)


@settings(max_examples=300, deadline=None)
@given(INDICATORS, st.lists(conditions(), max_size=3), actuals(), methods(), st.one_of(st.none(), FIGURES))
def test_whatever_is_planned_and_reported_has_an_outcome_and_a_proof(
    indicator: IndicatorReading,
    asked: list[Condition],
    actual: Actual,
    rules: EvaluationMethod,
    baseline: Decimal | None,
) -> None:
    outcome = achievement_of_indicator(indicator, asked, actual, rules, baseline=baseline)
    has_figure = outcome.state is State.COMPUTED
    assert (outcome.achievement is not None) is has_figure
    assert (outcome.shown is not None) is has_figure
    assert (outcome.reason is None) is (outcome.state in (State.COMPUTED, State.NOT_APPLICABLE))
    assert outcome.proof.steps
    if outcome.achievement is not None:
        assert outcome.met is not None
        assert outcome.achievement >= rules.floor
        assert rules.cap is None or outcome.achievement <= rules.cap
        assert outcome.achievement.is_finite()
    assert Proof.from_data(json.loads(json.dumps(outcome.proof.as_data()))) == outcome.proof


@settings(max_examples=200, deadline=None)
@given(HIGHER, FIGURES, FIGURES, FIGURES, methods(), st.one_of(st.none(), FIGURES), DATES, DATES)
def test_more_never_scores_less_where_more_is_better(
    sign: Operator,
    wanted: Decimal,
    one: Decimal,
    other: Decimal,
    rules: EvaluationMethod,
    baseline: Decimal | None,
    deadline: date | None,
    done_on: date | None,
) -> None:
    condition = target(sign, wanted, deadline=deadline)
    worse = outcome_of(condition, min(one, other), rules, baseline, done_on=done_on)
    better = outcome_of(condition, max(one, other), rules, baseline, done_on=done_on)
    never_less(worse, better)


@settings(max_examples=200, deadline=None)
@given(LOWER, FIGURES, FIGURES, FIGURES, methods(), st.one_of(st.none(), FIGURES), DATES, DATES)
def test_less_never_scores_less_where_less_is_better(
    sign: Operator,
    wanted: Decimal,
    one: Decimal,
    other: Decimal,
    rules: EvaluationMethod,
    baseline: Decimal | None,
    deadline: date | None,
    done_on: date | None,
) -> None:
    condition = target(sign, wanted, deadline=deadline)
    worse = outcome_of(condition, max(one, other), rules, baseline, done_on=done_on)
    better = outcome_of(condition, min(one, other), rules, baseline, done_on=done_on)
    never_less(worse, better)


@settings(max_examples=150, deadline=None)
@given(FIGURES, POSITIVE, FIGURES, FIGURES, methods())
def test_nearer_to_a_range_never_scores_less(
    lower: Decimal, width: Decimal, one: Decimal, other: Decimal, rules: EvaluationMethod
) -> None:
    between = target("between", lower, upper=lower + width)
    middle = lower + width / 2
    # On one side, so that "nearer" is a question of the value alone and not of two edges.
    one, other = sorted((middle + abs(one), middle + abs(other)))
    never_less(outcome_of(between, other, rules), outcome_of(between, one, rules))
    mirrored = (middle - (other - middle), middle - (one - middle))
    never_less(outcome_of(between, mirrored[0], rules), outcome_of(between, mirrored[1], rules))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(Operator), FIGURES, FIGURES, FIGURES, POSITIVE, methods(), st.sampled_from(["%", None])
)
def test_a_change_in_the_wanted_direction_never_scores_less(
    sign: Operator,
    wanted: Decimal,
    one: Decimal,
    other: Decimal,
    baseline: Decimal,
    rules: EvaluationMethod,
    unit: str | None,
) -> None:
    assume(sign not in (Operator.EQUAL, Operator.BETWEEN))
    condition = target(sign, wanted, unit, basis=Basis.VARIATION)
    low, high = sorted((one, other))
    worse, better = (low, high) if sign in (Operator.AT_LEAST, Operator.MORE_THAN) else (high, low)
    never_less(outcome_of(condition, worse, rules, baseline), outcome_of(condition, better, rules, baseline))


def never_less(worse: Outcome, better: Outcome) -> None:
    """Compare two outcomes; a figure that is missing (no date, no baseline) is not compared."""
    if worse.met and better.met is not None:
        assert better.met
    if worse.achievement is not None and better.achievement is not None:
        assert better.achievement >= worse.achievement


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([">=", "<=", "="]), FIGURES, FIGURES, methods(deadline=DeadlineRule.IGNORED))
def test_what_is_met_scores_in_full(
    sign: str, wanted: Decimal, value: Decimal, rules: EvaluationMethod
) -> None:
    outcome = outcome_of(target(sign, wanted), value, rules, baseline=None)
    if outcome.met and outcome.achievement is not None:
        assert outcome.achievement >= 100


@settings(max_examples=150, deadline=None)
@given(POSITIVE, POSITIVE, POSITIVE)
def test_the_unit_in_which_people_count_changes_nothing(
    wanted: Decimal, value: Decimal, factor: Decimal
) -> None:
    """Euro or thousands of euro, days or hours: the achievement is a share."""
    for sign in (">=", "<="):
        one = judged(target(sign, wanted), value).achievement
        other = judged(target(sign, wanted * factor), value * factor).achievement
        assert one is not None
        assert other is not None
        assert abs(one - other) < method().cap / 10**15  # type: ignore[operator]  # the default has a cap


@settings(max_examples=200, deadline=None)
@given(methods(), DATES, DATES)
def test_yes_never_scores_less_than_no(
    rules: EvaluationMethod, deadline: date | None, done_on: date | None
) -> None:
    condition = in_words(deadline)
    no, yes = (
        achievement_of_indicator(yes_no(), [condition], reported(done=done, done_on=done_on), rules)
        for done in (False, True)
    )
    never_less(no, yes)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from([">=", "<=", ">", "<", "="]), FIGURES, methods())
def test_zero_is_never_taken_for_missing(sign: str, wanted: Decimal, rules: EvaluationMethod) -> None:
    zero = judged(target(sign, wanted), 0, rules)
    assert zero.value == 0
    assert zero.met is not None or zero.reason is not None
    assert zero.state is not State.NOT_REPORTED
    completion = judged(target(">=", 100, "%"), 0, rules, indicator=count("%", Kind.COMPLETION), baseline=10)
    assert completion.state is State.COMPUTED
