"""Published tables of real bodies, worked out again."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.rules import HigherRule, LowerRule, RoundingMode, RoundingMoment
from tests.domain.counting.achievement_examples import (
    achieved,
    count,
    judged,
    method,
    number,
    ratio,
    reported,
    target,
)

# Baromètre des résultats de l'action publique 2022 (Gouvernement français, data.gouv.fr),
# Licence Ouverte 2.0: baseline, target, actual and the published achievement of 51 indicators.
FRANCE = Path(__file__).parent / "fr_barometre_2022.tsv"

FRENCH = method(higher=HigherRule.RELATIVE_TO_BASELINE, lower=LowerRule.RELATIVE_TO_BASELINE, decimals=0)


def rows() -> list[dict[str, str]]:
    with FRANCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_the_french_table_has_51_rows() -> None:
    assert len(rows()) == 51


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["indicator"][:40])
def test_the_french_achievements_are_the_way_covered_from_the_baseline(row: dict[str, str]) -> None:
    sign = ">=" if number(row["target"]) > number(row["baseline"]) else "<="
    shown = achieved(target(sign, row["target"]), row["actual"], FRENCH, baseline=row["baseline"])
    assert shown == number(row["published_achievement_pct"])


def test_the_french_table_has_a_row_where_less_is_better() -> None:
    """Otherwise the test above would not see a lower-is-better indicator scored upside down."""
    assert sum(number(row["target"]) < number(row["baseline"]) for row in rows()) == 1


@pytest.mark.parametrize(
    ("actual", "wanted", "truncated", "unrounded"),
    [
        ("65", "70", "92", "92.86"),
        # Published beside these two as 93.50 %: that is the ratio of numbers with more digits
        # than the table prints. From 12.21 and 13.06 as printed it is 93.49 %.
        ("12.21", "13.06", "93", "93.49"),
        ("12.2111", "13.06", "93", "93.50"),
        ("75", "70", "100", "100.00"),
        ("0", "70", "0", "0.00"),
        ("69.99", "70", "99", "99.99"),
    ],
)
def test_an_italian_health_institute_cuts_the_ratio_at_two_decimals_and_its_dashboard_does_not(
    actual: str, wanted: str, truncated: str, unrounded: str
) -> None:
    # A ratio with two decimals (0.92) is a percentage with none.
    cut = method(rounding=RoundingMode.TRUNCATE, rounding_moment=RoundingMoment.AT_EACH_STEP, decimals=0)
    assert str(achieved(target(">=", wanted), actual, cut)) == truncated
    assert judged(target(">=", wanted), actual, cut).achievement == number(truncated)
    assert str(achieved(target(">=", wanted), actual)) == unrounded


@pytest.mark.parametrize(
    ("executed", "planned", "shown"), [(8, 10, "80.00"), (12, 10, "100.00"), (0, 10, "0.00"), (1, 3, "33.33")]
)
def test_colombia_counts_executed_over_planned_and_never_more_than_all(
    executed: int, planned: int, shown: str
) -> None:
    assert str(achieved(target(">=", planned), executed)) == shown


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (LowerRule.TARGET_OVER_ACTUAL, "83.3"),
        (LowerRule.ONE_MINUS_EXCESS, "80.0"),
        (LowerRule.ALL_OR_NOTHING, "0.0"),
    ],
)
def test_six_days_against_five_give_what_each_of_the_three_rules_says(rule: LowerRule, shown: str) -> None:
    outcome = judged(target("<=", 5, "days"), 6, method(lower=rule, decimals=1), indicator=count("days"))
    assert str(outcome.shown) == shown
    assert outcome.met is False


def test_412_of_490_is_the_example_of_the_design() -> None:
    outcome = achievement_of_indicator(ratio(), [target(">=", 80, "%")], reported(412, 490), method())
    assert outcome.value is not None
    assert round(outcome.value, 2) == Decimal("84.08")
    assert outcome.met is True
    assert outcome.achievement == 100
    assert outcome.band is not None
    assert outcome.band.name == "reached"
