"""Every printed line of a working holds: a calculator gives what stands beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.domain.counting.rollup import roll_up
from targets.domain.counting.rules import (
    DeadlineRule,
    HigherRule,
    LowerRule,
    RangeRule,
    RoundingMode,
    RoundingMoment,
    TargetZeroRule,
    VariationRule,
)
from targets.domain.counting.tree import Leaf, Node
from targets.wording.proof import proof_lines
from tests.calculator import assert_holds
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    count,
    judged,
    method,
    number,
    outcome,
    ratio,
    reported,
    target,
)
from tests.proof_examples import BASED, DECEMBER, JUNE, of, outcomes, results

if TYPE_CHECKING:
    from targets.domain.counting.method import EvaluationMethod


def test_every_line_of_every_example_holds() -> None:
    proofs = [*(each.proof for each in outcomes()), *(each.proof for each in results())]
    assert sum(map(assert_holds, proofs)) > 2 * 40


_REVIEWED = [
    (ratio("a / b", None), target("<=", 3), (742, 318)),
    (ratio("a / b * 100", "%"), target(">=", 10, "%"), ("9.2537", "100.0037")),
    (ratio("a / b", None), target("<=", 12), (615, 57)),
    (ratio("a / b", None), target(">=", 20), ("2423.04", 7)),
    (ratio("a / b", None), target(">=", 1), (4, "3.9012")),
    (ratio("a / b", None), target(">=", 80, "%"), (2, 3)),
    (ratio("a / b", None), target(">=", 80, "%"), (7999999, 10000000)),
    (ratio("a / b * 100", "%", (2018, 2015)), target("<=", "-20", "%", **BASED), (7, 9)),
    (ratio("(a - 0.5) / b", None), target(">=", 3), (7, 9)),
]


@pytest.mark.parametrize("case", _REVIEWED)
def test_the_lines_that_a_reviewer_could_not_work_out_again_hold(case: tuple[Any, Any, Any]) -> None:
    indicator, condition, operands = case
    rules = method(cap=None)
    assert assert_holds(of(indicator, condition, reported(*operands), rules).proof) >= 4


def test_arithmetic_stands_in_the_place_of_a_value_that_would_be_too_short() -> None:
    found = of(ratio("a / b", None), target("<=", 3), reported(742, 318))
    with translation.override("it"):
        lines = proof_lines(found.proof)
    assert lines[0] == "742 / 318 ≈ 2,33"
    assert "3 / (742 / 318) × 100 ≈ 128,57\u00a0%" in lines[3]


def test_a_number_written_in_the_formula_is_in_the_readers_language() -> None:
    found = of(ratio("a * 0.5", None), target(">=", 3), reported(7))
    with translation.override("it"):
        assert proof_lines(found.proof)[0] == "7 × 0,5 = 3,5"


def test_a_score_that_is_cut_off_is_not_printed_rounded() -> None:
    rules = method(rounding=RoundingMode.TRUNCATE)
    found = of(ratio("a / b", None), target(">=", 70), reported(65, 1), rules)
    with translation.override("en"):
        lines = proof_lines(found.proof)
    assert lines[3].endswith("65 / 70 × 100 ≈ 92.857\u00a0%")
    assert lines[4].startswith("achievement 92.85\u00a0%")


_NUMBERS = st.decimals("0", "99999", places=4) | st.decimals("0", "10", places=4) | st.integers(0, 2000)
_ABOVE_ZERO = st.decimals("0.0001", "9999", places=4) | st.integers(1, 2000)


@st.composite
def methods(draw: st.DrawFn) -> EvaluationMethod:
    """Return a method of any rules."""
    return method(
        higher=draw(st.sampled_from(HigherRule)),
        lower=draw(st.sampled_from(LowerRule)),
        in_range=draw(st.sampled_from(RangeRule)),
        target_zero=draw(st.sampled_from(TargetZeroRule)),
        variation=draw(st.sampled_from(VariationRule)),
        rounding=draw(st.sampled_from(RoundingMode)),
        rounding_moment=draw(st.sampled_from(RoundingMoment)),
        deadline=draw(st.sampled_from(DeadlineRule)),
        decimals=draw(st.integers(0, 6)),
        cap=draw(st.sampled_from([None, number(100), number(130)])),
    )


_FORMULAS = st.sampled_from(
    [
        ratio("a / b", None),
        ratio("a / b"),
        ratio("a / b * 100", "%"),
        ratio("(a - b) / b * 100", "%"),
        ratio("a / b * 100", "%", (2018, 2015)),
        ratio("a / (a + b) * 1000 * 12 / (365 + b) * 10 / 3 / (b + a + a + a) * 10000", "%"),
        ratio("a * 0.5 / b", None),
    ]
)
_TARGETS = st.sampled_from([">=", "<=", ">", "<", "=", "between"])


@settings(max_examples=400, deadline=None)
@given(_FORMULAS, _TARGETS, _NUMBERS, _NUMBERS, _ABOVE_ZERO, _ABOVE_ZERO, methods())
def test_every_line_of_a_ratio_holds(
    formula: Any, sign: str, wanted: Any, a: Any, b: Any, baseline: Any, rules: EvaluationMethod
) -> None:
    wide = {"upper": Decimal(wanted) + 3} if sign == "between" else {}
    unit = "%" if formula.unit == "%" or sign == ">" else None
    condition = target(sign, str(wanted), unit, deadline=JUNE, **wide)
    actual = reported(str(a), str(b), done_on=DECEMBER)
    assert_holds(of(formula, condition, actual, rules, baseline=str(baseline)).proof)


@settings(max_examples=200, deadline=None)
@given(
    _FORMULAS, st.sampled_from([">=", "<="]), st.decimals(-99, 99, places=2), _NUMBERS, _ABOVE_ZERO, methods()
)
def test_every_line_of_a_change_holds(
    formula: Any, sign: str, wanted: Decimal, a: Any, b: Any, rules: EvaluationMethod
) -> None:
    unit = "percentage points" if formula.unit == "%" and wanted > 0 else "%"
    condition = target(sign, str(wanted), unit, **BASED)
    assert_holds(of(formula, condition, reported(str(a), str(b)), rules, baseline="37.3").proof)
    assert_holds(judged(condition, str(a), rules, indicator=count("%"), baseline=str(b)).proof)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_NUMBERS, _ABOVE_ZERO, _ABOVE_ZERO), min_size=1, max_size=24), st.booleans())
def test_every_line_of_a_mean_holds(drawn: list[tuple[Any, Any, Any]], is_weighted: bool) -> None:
    leaves = tuple(
        Leaf(
            f"n{place}",
            outcome(Decimal(a) / Decimal(b)),
            weight=Decimal(weight) if is_weighted else None,
        )
        for place, (a, b, weight) in enumerate(drawn)
    )
    assert_holds(roll_up(Node("riga", leaves), DEFAULT).proof)
