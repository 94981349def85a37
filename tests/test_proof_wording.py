"""Every step and reason of a working has a sentence, made from real outcomes, in both languages."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from targets.domain.counting.proof import Proof, StepCode
from targets.domain.counting.rollup import roll_up
from targets.domain.counting.rules import HigherRule, VariationRule
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node, Override
from targets.domain.reading import Kind, Status
from targets.wording.figures import edges_of, number_in_words
from targets.wording.proof import percent, proof_lines, reason_line, state_line, value_in_words
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    count,
    days,
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
    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.rollup import Result


def proofs() -> list[Proof]:
    return [*(each.proof for each in outcomes()), *(each.proof for each in results())]


def lines_of(outcome: Outcome | Result, language: str = "en") -> list[str]:
    with translation.override(language):
        return proof_lines(outcome.proof)


def test_the_examples_hold_every_step() -> None:
    assert {step.code for proof in proofs() for step in proof.steps} == set(StepCode)


def test_the_examples_stop_for_every_reason_that_a_figure_can_lack() -> None:
    stopped = {step.rule for proof in proofs() for step in proof.steps if step.code is StepCode.STOPPED}
    assert stopped == {reason.value for reason in Reason} - {Reason.EXPRESSION_FAILED.value}


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_step_of_every_example_is_one_line_without_gaps_or_names_of_the_program(language: str) -> None:
    with translation.override(language):
        for proof in proofs():
            lines = proof_lines(proof)
            assert len(lines) == len(proof.steps)
            for line in lines:
                assert line.strip() == line != ""
                assert not re.search(r"[{}]|None|_|\\|Decimal", line), line
                assert "\n" not in line


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_reason_has_a_full_sentence_and_no_two_the_same(language: str) -> None:
    with translation.override(language):
        sentences = [reason_line(reason) for reason in Reason]
    assert all(each[0].isupper() and each.endswith(".") for each in sentences)
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_proof_rebuilt_from_its_json_reads_the_same(language: str) -> None:
    with translation.override(language):
        for proof in proofs():
            rebuilt = Proof.from_data(json.loads(json.dumps(proof.as_data())))
            assert proof_lines(rebuilt) == proof_lines(proof)


def test_a_ratio_in_italian_numbers() -> None:
    done = of(ratio(), target(">=", 80, "%"), reported("1412.5", "1490"))
    first = lines_of(done, "it")[0]
    assert first == "1.412,5 / 1.490 × 100 ≈ 94,8\u00a0%"


def test_the_working_of_a_ratio() -> None:
    condition = target(">=", 80, "%", deadline=JUNE, status=Status.ASSUMED)
    assert lines_of(of(ratio(), condition, reported(412, 490, done_on=JUNE))) == [
        "412 / 490 × 100 ≈ 84.08\u00a0%",
        "target: at least 80\u00a0%, by 30 June 2018 (assumed)",
        "at least 80\u00a0%: met (84.08\u00a0%)",
        "actual / target: 84.08 / 80 × 100 ≈ 105.1\u00a0%",
        "more than the cap counts as the cap: 100\u00a0%",
        "deadline 30 June 2018, result as of 30 June 2018: on time",
        "achievement 100\u00a0%; band “reached”",
    ]


def test_the_working_of_days_that_were_too_many() -> None:
    assert lines_of(judged(target("<=", 5, "days", label="olio"), 6, indicator=days())) == [
        "6 days",
        "target for “olio”: at most 5 days",
        "at most 5 days: not met (6 days)",
        "target / actual: 5 / 6 × 100 ≈ 83.33\u00a0%",
        "achievement 83.33\u00a0%; band “partly reached”",
    ]


def test_what_lies_below_zero_is_not_called_zero() -> None:
    below = lines_of(judged(target("<=", -5), -10))
    assert "target below zero, all or nothing: 100\u00a0%" in below
    less = lines_of(judged(target("<=", 5), -3))
    assert "less than zero, where less is better, counts as the cap: 100\u00a0%" in less


def test_the_working_of_a_decrease_names_the_decrease() -> None:
    assert lines_of(judged(target("<=", -20, "%", **BASED), 90, baseline=100))[1:5] == [
        "change: (90 - 100) / 100 × 100 = -10\u00a0%",
        "a decrease of 10\u00a0%, where 20\u00a0% is asked for",
        "target: a change of at most -20\u00a0%",
        "at least 20\u00a0%: not met (10\u00a0%)",
    ]


def test_a_level_is_in_the_unit_of_the_value() -> None:
    rules = method(variation=VariationRule.BY_LEVEL)
    found = judged(target("<=", -20, "%", **BASED), 90, rules, indicator=count("EUR"), baseline=100)
    lines = lines_of(found)
    assert lines[1] == "target as a level: 100 × (100 + (-20)) / 100 = 80\u00a0€"
    assert lines[3] == "at most 80\u00a0€: not met (90\u00a0€)"


def test_points_are_points_and_not_per_cent() -> None:
    found = judged(
        target(">=", 5, "percentage points", **BASED), 45, indicator=count("%", Kind.PERCENTAGE), baseline=42
    )
    lines = lines_of(found)
    assert lines[1] == "change: 45 - 42 = 3 percentage points"
    assert lines[3] == "at least 5 percentage points: not met (3 percentage points)"


def test_a_value_just_short_of_its_target_is_not_written_as_the_target() -> None:
    just_short = of(ratio(), target(">=", 80, "%"), reported("7999999.9999", "10000000"))
    assert lines_of(just_short)[2] == "at least 80\u00a0%: not met (79.999999999\u00a0%)"


def test_the_way_from_a_baseline_says_that_it_is_held_between_0_and_100() -> None:
    rules = method(higher=HigherRule.RELATIVE_TO_BASELINE)
    line = lines_of(judged(target(">=", 50), 70, rules, baseline=30))[3]
    expected = "(70 - 30) / (50 - 30) × 100, counted from 0 to 100: 100\u00a0%"
    assert line == f"share of the way from the baseline to the target: {expected}"


def test_what_is_missing_is_named_as_people_wrote_it() -> None:
    missing = of(ratio(), target(">=", 80, "%"), reported(412))
    expected = "no figure: a number of the formula has not been entered (“ricevute”)"
    assert lines_of(missing) == [expected]


def test_units_that_do_not_agree_are_named_in_words() -> None:
    line = lines_of(of(days(), target(">=", 50, "%"), reported(1)), "it")[-1]
    assert line.endswith("(giorni; %)")


def test_a_mean_by_weight_and_a_gap_in_it() -> None:
    leaves = (
        Leaf("tempi", outcome(80), weight=number(40)),
        Leaf("costi", outcome(100), weight=number(60)),
        Leaf("fiere", outcome(None, State.NOT_REPORTED), weight=number(10)),
    )
    assert lines_of(roll_up(Node("riga", leaves), DEFAULT))[:2] == [
        "“fiere” (not reported): left out, the others share its weight",
        "mean of 2 figures: (40 × 80 + 60 × 100) / 100 = 92\u00a0%",
    ]


def test_an_override_stands_beside_the_computed_figure_with_who_when_and_why() -> None:
    changed = Override(number("95.5"), "errore nei dati", "Anna Rossi", DECEMBER)
    leaf = Leaf("tempi", outcome(80), override=changed)
    last = lines_of(roll_up(Node("riga", (leaf,)), DEFAULT).indicators[0])[-1]
    assert last == (
        "achievement set by hand: 95.5\u00a0%; the computed one counts (80\u00a0%). "
        "Anna Rossi, 31 December 2018: errore nei dati"
    )


@pytest.mark.parametrize(
    ("exact", "short"),
    [
        ("84.081632653", "84.08"),
        ("83.4384", "83.44"),  # beside 84.08 in a table
        ("92.855", "92.86"),  # half up
        ("66.666666666", "66.67"),
        ("0.840816327", "0.84"),
        ("0.000000033333", "0.000000033"),  # never zero
        ("0.00001", "0.00001"),
        ("-84.081632653", "-84.08"),
        ("100", "100"),
        ("0", "0"),
    ],
)
def test_a_value_has_two_decimals(exact: str, short: str) -> None:
    with translation.override("en"):
        assert value_in_words(Decimal(exact), None) == short


@pytest.mark.parametrize(
    ("exact", "edge", "short"),
    [
        ("79.996", 80, "79.996"),
        ("79.9999961", 80, "79.999996"),
        ("80.004", 80, "80.004"),
        ("79.994", 80, "79.99"),
        ("80", 80, "80"),
    ],
)
def test_a_value_is_not_written_as_the_target_that_it_is_not(exact: str, edge: int, short: str) -> None:
    judged_by = edges_of(judged(target(">=", edge), 1).proof)
    with translation.override("en"):
        assert value_in_words(Decimal(exact), None, judged_by) == short


def test_an_achievement_has_the_decimals_that_the_method_gave_it() -> None:
    with translation.override("en"):
        assert percent(Decimal("83.438125")) == "83.438125\u00a0%"


def test_a_number_that_was_entered_is_written_as_it_was() -> None:
    with translation.override("it"):
        assert number_in_words(Decimal("1234.5678")) == "1.234,5678"


def test_none_is_no_zero() -> None:
    with translation.override("it"):
        assert (percent(None), percent(Decimal(0))) == ("–", "0\u00a0%")
        assert (value_in_words(None, "days"), value_in_words(Decimal(0), "days")) == ("–", "0 giorni")


def test_a_state_in_one_line() -> None:
    with translation.override("en"):
        said = [
            state_line(judged(target(">=", 50), 40)),
            state_line(judged(target(">=", 50), 40, method(bands=()))),
            state_line(judged(target(">=", 50), None)),
            state_line(roll_up(Node("riga"), DEFAULT)),
        ]
    assert said == [
        "80\u00a0% – partly reached",
        "80\u00a0%",
        "Not reported: a number of the formula has not been entered.",
        "Nothing to measure.",
    ]
