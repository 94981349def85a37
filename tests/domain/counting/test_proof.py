"""The proof: ordered, plain data, true arithmetic, and whole in its JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from perfplan.lib.numbers import format_decimal
from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.numbers import EXACT
from targets.domain.counting.proof import Proof, StepCode, plain_number, step
from targets.domain.counting.rollup import roll_up
from targets.domain.counting.rules import DeadlineRule, LowerRule, TargetZeroRule, VariationRule
from targets.domain.counting.tree import Leaf, Node
from targets.domain.reading import Basis, Kind
from tests.domain.counting.achievement_examples import (
    codes,
    count,
    judged,
    method,
    number,
    outcome,
    ratio,
    reported,
    target,
)

if TYPE_CHECKING:
    from targets.domain.reading import Condition


def example() -> Proof:
    condition = target(">=", 80, "%", label="pratiche", deadline=date(2018, 9, 30))
    actual = reported(412, 490, done_on=date(2018, 9, 1))
    return achievement_of_indicator(ratio(), [condition], actual, method()).proof


def test_the_proof_tells_every_step_in_order() -> None:
    assert codes(example()) == [
        StepCode.VALUE,
        StepCode.CONDITION,
        StepCode.MET,
        StepCode.SCORE,
        StepCode.CAP,
        StepCode.ON_TIME,
        StepCode.BAND,
    ]


def test_the_proof_names_the_rule_and_the_numbers_of_each_step() -> None:
    value, condition, met, score, cap, on_time, band = example().steps
    assert value.arithmetic() == "412 / 490 × 100 = 84.081633"
    assert value.words["unit"] == "%"
    assert (condition.words["operator"], condition.numbers["target"]) == (">=", number(80))
    assert (met.rule, score.rule) == ("met", "proportional")
    assert score.arithmetic() == "84.081633 / 80 × 100 = 105.102041"
    assert cap.numbers["result"] == 100
    assert on_time.dates == {"deadline": date(2018, 9, 30), "done_on": date(2018, 9, 1)}
    assert (band.words["name"], band.words["word"], band.words["colour"]) == ("reached", "reached", "green")


def test_the_numbers_of_the_arithmetic_are_written_in_the_readers_language() -> None:
    value = example().steps[0]
    assert value.arithmetic(lambda figure: format_decimal(figure, "it", None if figure == 412 else 2)) == (
        "412 / 490,00 × 100 = 84,08"
    )


def test_a_proof_comes_back_from_its_json_as_it_was() -> None:
    proof = example()
    text = json.dumps(proof.as_data(), sort_keys=True, ensure_ascii=False)
    assert Proof.from_data(json.loads(text)) == proof
    assert '"arithmetic": "412 / 490 × 100 ≈ 84.081633"' in text


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ((1, 4, "0.25"), "1 / 4 = 0.25"),
        ((1, 3, EXACT.divide(Decimal(1), Decimal(3))), "1 / 3 ≈ 0.333333"),
        (("1.0000001", 1, "1.0000001"), "1 / 1 ≈ 1"),
        ((2, "0.0000001", 20000000), "2 / 0 ≈ 20000000"),
        ((1, 1000000, "0.000001"), "1 / 1000000 = 0.000001"),
    ],
)
def test_the_data_of_a_step_state_no_equality_of_rounded_numbers(
    numbers: tuple[object, ...], written: str
) -> None:
    a, b, result = (Decimal(each) for each in numbers)  # type: ignore[arg-type]  # whatever makes a Decimal
    made = step(StepCode.VALUE, pattern="{a} / {b} = {result}", numbers={"a": a, "b": b, "result": result})
    assert made.as_data()["arithmetic"] == written


def test_the_same_figures_give_the_same_json() -> None:
    assert json.dumps(example().as_data(), sort_keys=True) == json.dumps(example().as_data(), sort_keys=True)


@pytest.mark.parametrize(
    ("figure", "written"),
    [("84.0816326530", "84.081633"), ("0.25", "0.25"), ("1E+3", "1000"), ("100.00", "100"), ("-5", "-5")],
)
def test_numbers_in_plain_arithmetic_are_short_and_without_exponent(figure: str, written: str) -> None:
    assert plain_number(Decimal(figure)) == written


def test_a_negative_number_behind_a_sign_stands_in_brackets() -> None:
    subtraction = step(
        StepCode.CHANGE,
        pattern="{value} - {baseline} = {result}",
        numbers={"value": number(-3), "baseline": number(-5), "result": number(2)},
    )
    assert subtraction.arithmetic() == "-3 - (-5) = 2"


def test_a_step_says_only_what_there_is() -> None:
    bare = step(StepCode.CAP, numbers={"a": None}, words={"b": None}, dates={"c": None})
    assert (bare.numbers, bare.words, bare.dates, bare.arithmetic()) == ({}, {}, {}, "")


def check(arithmetic: str) -> None:
    """Work the printed line out again: what stands right of the last sign must be true."""
    left, _, right = arithmetic.rpartition(" = ")
    plain = left.replace("×", "*")
    while "|" in plain:
        plain = plain.replace("|", "abs(", 1).replace("|", ")", 1)
    worked_out = eval(plain, {"__builtins__": {}, "abs": abs, "max": max, "min": min})  # noqa: S307 - our own test data
    assert worked_out == pytest.approx(float(right), abs=1e-4)


@pytest.mark.parametrize(
    ("condition", "actual", "rule"),
    [
        (target("<=", 0), 0, "target_zero_all_or_nothing"),
        (target("<=", -5), -10, "target_below_zero_all_or_nothing"),
        (target(">=", -50000), -60000, "target_below_zero_all_or_nothing"),
        (target("<=", 5), 0, "zero_counts_as_cap"),
        (target("<=", 5), -3, "below_zero_counts_as_cap"),
        (target("between", -20, upper=number(0)), 3, "target_zero_all_or_nothing"),
    ],
)
def test_the_rule_of_a_number_below_zero_is_not_that_of_zero(
    condition: Condition, actual: int, rule: str
) -> None:
    (score,) = (step for step in judged(condition, actual).proof.steps if step.code is StepCode.SCORE)
    assert score.rule == rule


def test_points_are_taken_off_beyond_a_target_below_zero_by_its_own_name() -> None:
    points_off = method(target_zero=TargetZeroRule.MINUS_PER_UNIT)
    (score,) = (
        step for step in judged(target("<=", -5), -3, points_off).proof.steps if step.code is StepCode.SCORE
    )
    assert score.rule == "target_below_zero_minus_per_unit"
    assert score.numbers["result"] == number(80)


def test_every_printed_line_of_arithmetic_is_true() -> None:
    by_day = method(deadline=DeadlineRule.MINUS_PER_DAY)
    varied = target(">=", 10, "%", basis=Basis.VARIATION)
    completion = count("%", Kind.COMPLETION)
    late = achievement_of_indicator(
        completion,
        [target(">=", 90, deadline=date(2018, 9, 30))],
        reported(60, done_on=date(2018, 10, 7)),
        by_day,
    )
    proofs = [
        example(),
        late.proof,
        judged(target("<=", 5), 6).proof,
        judged(target("<=", 5), 6, method(lower=LowerRule.ONE_MINUS_EXCESS)).proof,
        judged(target("<=", 5), 6, method(lower=LowerRule.RELATIVE_TO_BASELINE), baseline=10).proof,
        judged(target("<=", 5), 16, method(lower=LowerRule.RELATIVE_TO_BASELINE), baseline=10).proof,
        judged(target("between", -20, upper=number(-10)), -5).proof,
        judged(target("<=", 0), 3, method(target_zero=TargetZeroRule.MINUS_PER_UNIT)).proof,
        judged(varied, 106, baseline=102).proof,
        judged(varied, 106, method(variation=VariationRule.BY_LEVEL), baseline=102).proof,
        judged(target(">=", 20, basis=Basis.VARIATION), 106, baseline=90).proof,
        judged(
            target(">=", 20, basis=Basis.VARIATION),
            106,
            method(variation=VariationRule.BY_LEVEL),
            baseline=90,
        ).proof,
        achievement_of_indicator(
            ratio("a / b", None), [target(">=", 82, "%")], reported(4, 5), method()
        ).proof,
        roll_up(Node("row", (Leaf("a", outcome(80)), Leaf("b", outcome("33.3")))), method()).proof,
        roll_up(
            Node("row", (Leaf("a", outcome(80), number(40)), Leaf("b", outcome(100), number(60)))), method()
        ).proof,
    ]
    lines = [line for proof in proofs for each in proof.steps if " = " in (line := each.arithmetic())]
    assert len(lines) > 20
    for line in lines:
        check(line)
