"""Where there is no figure: the outcome says why, and no zero and no guess stands in its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from targets.domain.counting.achievement import achievement_of_indicator, conditions_of, needs_own_values
from targets.domain.counting.actual import Actual, ActualError, Partial
from targets.domain.counting.numbers import ZERO
from targets.domain.counting.proof import StepCode
from targets.domain.counting.rules import HigherRule, LowerRule
from targets.domain.counting.states import Reason, State
from targets.domain.counting.value import value_of
from targets.domain.reading import Basis, Condition, IndicatorReading, Kind, Status, TargetReading
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    codes,
    count,
    days,
    in_words,
    judged,
    method,
    number,
    ratio,
    reported,
    target,
    yes_no,
)


def test_a_reported_zero_is_not_missing() -> None:
    """Known failure: a true 0 stored as "no data"."""
    zero, missing = judged(target(">=", 5), 0), judged(target(">=", 5), None)
    assert (zero.state, zero.value, zero.achievement, zero.met) == (State.COMPUTED, ZERO, ZERO, False)
    assert (missing.state, missing.value, missing.achievement, missing.met) == (
        State.NOT_REPORTED,
        None,
        None,
        None,
    )
    assert missing.reason is Reason.OPERAND_MISSING


@pytest.mark.parametrize("operands", [(412, None), (None, 490), (None, None)])
def test_a_missing_operand_is_not_a_zero(operands: tuple[int | None, int | None]) -> None:
    outcome = achievement_of_indicator(ratio(), [target(">=", 80, "%")], reported(*operands), DEFAULT)
    assert (outcome.state, outcome.value, outcome.achievement) == (State.NOT_REPORTED, None, None)


def test_the_missing_operand_is_named_by_its_words() -> None:
    missing = value_of(ratio(), {"a": number(412)})
    assert (missing.value, missing.state, missing.reason) == (
        None,
        State.NOT_REPORTED,
        Reason.OPERAND_MISSING,
    )
    assert missing.step.words == {"operand": "ricevute", "indicator": "evase/ricevute"}


def test_a_divisor_of_zero_cannot_be_computed() -> None:
    for operands in ((5, 0), (0, 0)):
        outcome = achievement_of_indicator(ratio(), [target(">=", 80, "%")], reported(*operands), DEFAULT)
        assert (outcome.state, outcome.reason) == (State.NOT_COMPUTABLE, Reason.DIVISION_BY_ZERO)
        assert outcome.met is None


@pytest.mark.parametrize("kind", [Kind.UNCLEAR, Kind.SEVERAL, Kind.TARGET, Kind.EMPTY])
def test_an_unclear_indicator_has_no_achievement(kind: Kind) -> None:
    unclear = IndicatorReading("≥ 3", kind, None, (), None)
    outcome = achievement_of_indicator(unclear, [in_words()], reported(3, done=True), DEFAULT)
    assert (outcome.state, outcome.reason) == (State.NOT_COMPUTABLE, Reason.INDICATOR_UNCLEAR)


@pytest.mark.parametrize("expression", [None, "", "a +", "import os", "a ** 2"])
def test_what_is_no_expression_is_not_run(expression: str | None) -> None:
    indicator = IndicatorReading("a", Kind.RATIO, expression, (), None)
    assert value_of(indicator, {"a": number(1)}).reason is Reason.INDICATOR_UNCLEAR


def test_a_number_of_an_impossible_size_is_refused() -> None:
    assert judged(target(">=", 5), "1E+30").reason is Reason.OUT_OF_RANGE
    assert judged(target(">=", 5), "NaN").reason is Reason.OUT_OF_RANGE
    assert judged(target(">=", "1E-30"), 5).reason is Reason.OUT_OF_RANGE
    squared = IndicatorReading("a", Kind.COUNT, "a * a", (), None)
    assert value_of(squared, {"a": number("1E+20")}).reason is Reason.OUT_OF_RANGE
    assert judged(target(">=", "1E-20"), "1E+20", method(cap=None)).reason is Reason.OUT_OF_RANGE


def test_an_expression_that_exceeds_every_number_is_refused() -> None:
    power = IndicatorReading("a", Kind.COUNT, " * ".join(["1" + "0" * 450] + ["a"] * 3), (), None)
    assert value_of(power, {"a": number("1E+24")}).reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        (target(">=", 80, status=Status.UNCLEAR), Reason.CONDITION_UNCLEAR),
        (target(None, 80), Reason.CONDITION_UNCLEAR),
        (target(">=", None), Reason.CONDITION_UNCLEAR),
        (target("between", 80), Reason.CONDITION_UNCLEAR),
        (target("between", 80, upper=number(70)), Reason.CONDITION_UNCLEAR),
        (target(">=", 80, indicator=None), Reason.CONDITION_WITHOUT_INDICATOR),
    ],
)
def test_an_unclear_condition_gives_no_figure(condition: Condition, reason: Reason) -> None:
    outcome = judged(condition, 90)
    assert (outcome.state, outcome.reason, outcome.achievement) == (State.NOT_COMPUTABLE, reason, None)
    assert outcome.value == 90


def test_an_indicator_without_a_target_has_a_value_and_no_achievement() -> None:
    outcome = achievement_of_indicator(count(), [], reported(7), DEFAULT)
    assert (outcome.value, outcome.reason) == (number(7), Reason.TARGET_MISSING)
    assert achievement_of_indicator(yes_no(), [], reported(done=True), DEFAULT).value is None


def test_what_does_not_apply_has_its_reason_in_the_proof() -> None:
    actual = reported(5, not_applicable="Il bando non è uscito")
    outcome = achievement_of_indicator(count(), [target(">=", 5)], actual, DEFAULT)
    assert (outcome.state, outcome.achievement, outcome.met) == (State.NOT_APPLICABLE, None, None)
    assert outcome.proof.steps[0].words == {"reason": "Il bando non è uscito"}


@pytest.mark.parametrize("sign", [">=", "<="])
def test_a_rule_relative_to_the_baseline_needs_one(sign: str) -> None:
    rules = method(higher=HigherRule.RELATIVE_TO_BASELINE, lower=LowerRule.RELATIVE_TO_BASELINE)
    assert judged(target(sign, 80), 70, rules).reason is Reason.BASELINE_MISSING


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Partial(number(101), "oltre"),
        lambda: Partial(number(-1), "sotto"),
        lambda: Partial(number("NaN"), "niente"),
        lambda: Partial(number(50), "  "),
        lambda: Actual(not_applicable=" "),
        lambda: Actual(done=True, partial=Partial(number(50), "metà")),
    ],
)
def test_a_report_that_contradicts_itself_is_refused(wrong: Any) -> None:
    with pytest.raises(ActualError):
        wrong()


# -- conditions about cases apart -------------------------------------------------------------------

OIL_AND_WINE = [
    target("<=", 13, "days", label="certificazione olio"),
    target("<=", 18, "days", label="certificazione vino"),
]


@pytest.mark.parametrize(
    ("conditions", "apart"),
    [
        (OIL_AND_WINE, True),
        ([target(">=", 100, reference_year=2014), target(">=", 20, reference_year=2015)], True),
        (
            [target(">=", 50, deadline=date(2018, 6, 30)), target(">=", 100, deadline=date(2018, 12, 31))],
            True,
        ),
        ([target(">=", 16), target("<=", 20)], False),
        ([target(">=", 16), target(">=", 16)], False),
        ([target(">=", 80, label="pratiche evase"), target("<=", 5, label="errori")], True),
        ([target(">=", 80), target(">=", 5, basis=Basis.VARIATION)], False),
        ([target(">=", 80), in_words()], False),
        ([target("=", 5), target("between", 5, upper=number(7))], True),
        ([target(">=", 5)], False),
        ([target(">=", "sNaN"), target(">=", 5)], False),
        ([target(">=", 4, status=Status.UNCLEAR), target(">=", 5)], False),
    ],
)
def test_conditions_about_different_cases_are_told_from_a_range(
    conditions: list[Condition], apart: bool
) -> None:
    assert needs_own_values(count(), conditions) is apart


def test_two_conditions_in_words_of_a_state_of_work_share_its_value() -> None:
    assert needs_own_values(count("%", Kind.COMPLETION), [in_words(), in_words()]) is False


def test_one_value_is_not_judged_against_two_cases() -> None:
    outcome = achievement_of_indicator(days(), OIL_AND_WINE, reported(15), DEFAULT)
    assert (outcome.state, outcome.reason) == (State.NOT_COMPUTABLE, Reason.VALUES_PER_CONDITION)
    nothing = achievement_of_indicator(days(), OIL_AND_WINE, reported(), DEFAULT)
    assert (nothing.state, nothing.reason) == (State.NOT_REPORTED, Reason.OPERAND_MISSING)


def test_each_case_is_judged_by_its_own_value() -> None:
    actual = Actual(by_condition={0: reported(13), 1: reported(20)})
    outcome = achievement_of_indicator(days(), OIL_AND_WINE, actual, DEFAULT)
    assert (outcome.met, outcome.shown) == (False, number(90))


def test_a_case_that_is_missing_leaves_the_whole_without_a_figure_but_a_missed_one_is_missed() -> None:
    late_oil = Actual(by_condition={0: reported(14), 1: reported()})
    outcome = achievement_of_indicator(days(), OIL_AND_WINE, late_oil, DEFAULT)
    assert (outcome.state, outcome.met, outcome.achievement) == (State.NOT_REPORTED, False, None)
    good_oil = Actual(by_condition={0: reported(12)})
    assert achievement_of_indicator(days(), OIL_AND_WINE, good_oil, DEFAULT).met is None


def test_what_cannot_be_computed_goes_before_what_is_not_reported() -> None:
    unclear = [target("<=", 13, label="olio"), target("<=", 18, label="vino", status=Status.UNCLEAR)]
    outcome = achievement_of_indicator(count(), unclear, Actual(by_condition={1: reported(5)}), DEFAULT)
    assert outcome.state is State.NOT_COMPUTABLE


def test_a_case_that_does_not_apply_is_left_out() -> None:
    no_wine = Actual(by_condition={0: reported(13), 1: reported(not_applicable="Nessuna domanda")})
    outcome = achievement_of_indicator(days(), OIL_AND_WINE, no_wine, DEFAULT)
    assert (outcome.met, outcome.shown) == (True, number(100))
    assert StepCode.LEFT_OUT in codes(outcome.proof)
    none = Actual(by_condition={0: reported(not_applicable="No"), 1: reported(not_applicable="No")})
    assert achievement_of_indicator(days(), OIL_AND_WINE, none, DEFAULT).state is State.NOT_APPLICABLE


def test_a_case_has_its_own_date_and_the_period_of_the_report() -> None:
    milestones = [
        target(">=", 50, deadline=date(2018, 6, 30)),
        target(">=", 100, deadline=date(2018, 12, 31)),
    ]
    actual = Actual(
        by_condition={0: reported(50, done_on=date(2018, 6, 1)), 1: reported(100)}, as_of=date(2018, 12, 31)
    )
    outcome = achievement_of_indicator(count(), milestones, actual, DEFAULT)
    assert (outcome.met, outcome.shown) == (True, number(100))


def test_conditions_of_an_indicator_are_its_own_and_those_that_may_be() -> None:
    own, other, either = target(">=", 1), target(">=", 2, indicator=1), target(">=", 3, indicator=None)
    assert conditions_of(TargetReading((own, other, either)), 0) == (own, either)
