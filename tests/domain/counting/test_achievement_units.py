"""Units, pure ratios and changes: made comparable in the open, or not compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.proof import StepCode
from targets.domain.counting.rules import HigherRule, LowerRule, VariationRule
from targets.domain.counting.states import Reason
from targets.domain.reading import Basis, Condition, IndicatorReading, Kind, Operand
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    codes,
    count,
    judged,
    method,
    number,
    ratio,
    reported,
    target,
)

if TYPE_CHECKING:
    from targets.domain.counting.method import EvaluationMethod

BY_LEVEL = method(variation=VariationRule.BY_LEVEL)


def index(
    expression: str = "a * 100 / b",
    unit: str | None = "%",
    years: tuple[int | None, int | None] = (2018, 2015),
) -> IndicatorReading:
    return ratio(expression, unit, years)


def change(sign: str, value: str | int, unit: str | None = "%", **fields: object) -> Condition:
    return target(sign, value, unit, basis=Basis.VARIATION, **fields)


# -- units ----------------------------------------------------------------------------------------


def test_a_pure_ratio_against_per_cent_is_scaled_in_the_open() -> None:
    pure = ratio("a / b", unit=None)
    outcome = achievement_of_indicator(pure, [target(">=", 82, "%")], reported(420, 500), DEFAULT)
    assert (outcome.value, outcome.met) == (number("0.84"), True)
    scaled = next(each for each in outcome.proof.steps if each.code is StepCode.SCALED)
    assert scaled.arithmetic() == "0.84 × 100 = 84"


def test_the_baseline_of_a_pure_ratio_is_scaled_with_it() -> None:
    pure = ratio("a / b", unit=None)
    rules = method(higher=HigherRule.RELATIVE_TO_BASELINE)
    outcome = achievement_of_indicator(
        pure, [target(">=", 80, "%")], reported(60, 100), rules, baseline=number("0.4")
    )
    assert outcome.shown == 50


def test_a_pure_ratio_against_a_bare_number_is_not_scaled() -> None:
    pure = ratio("a / b", unit=None)
    outcome = achievement_of_indicator(pure, [target("<", 1)], reported(9, 10), DEFAULT)
    assert outcome.met is True
    assert StepCode.SCALED not in codes(outcome.proof)


@pytest.mark.parametrize("expression", ["a / b * 100", "a - b", "a"])
def test_what_is_no_pure_ratio_is_not_scaled_against_per_cent(expression: str) -> None:
    """× 100 twice would turn 84 into 8400 and pass any target."""
    outcome = achievement_of_indicator(
        ratio(expression, unit=None), [target(">=", 82, "%")], reported(4, 5), DEFAULT
    )
    assert outcome.reason is Reason.UNIT_MISMATCH


@pytest.mark.parametrize(
    ("of_value", "of_target", "fits"),
    [
        ("%", "%", True),
        ("%", None, True),
        ("days", None, True),
        ("imprese", "aziende", True),
        (None, "nuove azioni", True),
        ("days", "%", False),
        ("days", "hours", False),
        ("imprese", "%", False),
        ("%", "alloggi", False),
        (None, "days", False),
        (None, "EUR", False),
    ],
)
def test_measured_units_must_agree_and_nouns_need_not(
    of_value: str | None, of_target: str | None, fits: bool
) -> None:
    outcome = judged(target(">=", 5, of_target), 5, indicator=count(of_value))
    assert (outcome.reason is None) is fits


def test_a_share_is_not_judged_against_days() -> None:
    """«0 giorni per le det.» stands beside a share of acts published in time: 0.98 is not days."""
    outcome = achievement_of_indicator(
        ratio("a / b", unit=None), [target("<=", 15, "days")], reported(98, 100), DEFAULT
    )
    assert outcome.reason is Reason.UNIT_MISMATCH


@pytest.mark.parametrize("kind", [Kind.COMPLETION, Kind.PERCENTAGE])
def test_a_percentage_is_in_per_cent_even_where_it_is_not_said(kind: Kind) -> None:
    assert judged(target(">=", 80, "%"), 80, indicator=count(None, kind)).met is True


# -- changes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "met", "by_change", "by_level"),
    [
        (80, True, "100.00", "100.00"),
        (75, True, "100.00", "100.00"),
        (90, False, "50.00", "88.89"),
        (100, False, "0.00", "80.00"),
        (120, False, "0.00", "66.67"),
    ],
)
def test_twenty_per_cent_less_is_an_index_of_80(value: int, met: bool, by_change: str, by_level: str) -> None:
    wanted = change("<=", -20, reference_year=2015)
    for rules, shown in ((DEFAULT, by_change), (BY_LEVEL, by_level)):
        outcome = achievement_of_indicator(index(), [wanted], reported(value, 100), rules)
        assert (outcome.met, str(outcome.shown)) == (met, shown)


def test_an_index_without_times_100_is_one_too() -> None:
    outcome = achievement_of_indicator(index("a / b", None), [change("<=", -20)], reported(90, 100), DEFAULT)
    assert outcome.shown == 50


def test_a_growth_of_an_index_is_measured_from_100() -> None:
    outcome = achievement_of_indicator(index(), [change(">=", 10)], reported(105, 100), DEFAULT)
    assert outcome.shown == 50


@pytest.mark.parametrize(
    "indicator",
    [
        index(years=(None, 2015)),
        index(years=(2018, None)),
        index(years=(2015, 2018)),
        index("b * 100 / a"),
        index("a / b * 10"),
        index("a + b"),
        index("a - b"),
        index("a / (a - b)"),
        index("a / b * 100 +"),
        IndicatorReading("x", Kind.RATIO, None, (), None),
        IndicatorReading("x", Kind.RATIO, "a", (Operand("a", "a", 2018),), None),
    ],
)
def test_what_is_no_index_of_two_years_needs_a_baseline(indicator: IndicatorReading) -> None:
    outcome = achievement_of_indicator(indicator, [change("<=", -20)], reported(80, 100), DEFAULT)
    assert outcome.reason in (Reason.BASELINE_MISSING, Reason.INDICATOR_UNCLEAR)


def test_an_index_on_another_year_than_the_target_names_needs_a_baseline() -> None:
    wanted = change("<=", -20, reference_year=2016)
    outcome = achievement_of_indicator(index(), [wanted], reported(80, 100), DEFAULT)
    assert outcome.reason is Reason.BASELINE_MISSING


@pytest.mark.parametrize(
    ("rules", "shown"),
    [(DEFAULT, "75.00"), (BY_LEVEL, "82.14"), (method(higher=HigherRule.RELATIVE_TO_BASELINE), "75.00")],
)
def test_a_further_200_is_counted_from_the_baseline(rules: EvaluationMethod, shown: str) -> None:
    """«Ulteriori 200 PA rispetto alla baseline»: 230 where there were 80."""
    outcome = judged(change(">=", 200, "PA"), 230, rules, baseline=80)
    assert (outcome.met, str(outcome.shown)) == (False, shown)


def test_a_change_in_per_cent_is_relative_to_the_baseline() -> None:
    assert judged(change(">=", 5), 105, baseline=100).met is True
    assert judged(change(">=", 5), 104, baseline=100).shown == 80
    assert judged(change(">=", 5), 104, BY_LEVEL, baseline=100).met is False
    assert judged(change("<=", -20), 90, BY_LEVEL, baseline=100).met is False


@pytest.mark.parametrize("baseline", [0, -10])
def test_a_change_in_per_cent_of_nothing_means_nothing(baseline: int) -> None:
    assert judged(change(">=", 5), 4, baseline=baseline).reason is Reason.BASELINE_NOT_POSITIVE


def test_a_change_in_percentage_points_is_a_difference() -> None:
    points = change(">=", 5, "percentage points")
    assert judged(points, 84, indicator=count("%", Kind.PERCENTAGE), baseline=80).shown == 80
    pure = ratio("a / b", unit=None)
    outcome = achievement_of_indicator(pure, [points], reported(84, 100), DEFAULT, baseline=number("0.8"))
    assert outcome.shown == 80
    assert judged(points, 84, indicator=count("imprese"), baseline=80).reason is Reason.UNIT_MISMATCH


def test_a_growth_that_must_not_exceed_ten_per_cent_is_lower_is_better() -> None:
    limit = change("<=", 10)
    assert judged(limit, 95, baseline=100).met is True
    assert judged(limit, 120, baseline=100).shown == 50
    relative = method(lower=LowerRule.RELATIVE_TO_BASELINE)
    assert judged(limit, 120, relative, baseline=100).shown == 0


def test_a_change_between_two_bounds() -> None:
    between = change("between", -20, upper=number(-10))
    for rules in (DEFAULT, BY_LEVEL):
        assert judged(between, 85, rules, baseline=100).met is True
        assert judged(between, 95, rules, baseline=100).met is False


def test_a_change_of_an_impossible_size_is_refused() -> None:
    assert judged(change(">=", 5), "1E+20", baseline="1E-20").reason is Reason.OUT_OF_RANGE
    assert judged(change(">=", "1E+20"), 5, BY_LEVEL, baseline="1E+20").reason is Reason.OUT_OF_RANGE
    assert judged(change(">=", 5), 5, baseline="1E-30").reason is Reason.OUT_OF_RANGE
    pure = ratio("a / b", unit=None)
    huge = achievement_of_indicator(pure, [target(">=", 5, "%")], reported("9E+24", 1), DEFAULT)
    assert huge.reason is Reason.OUT_OF_RANGE
