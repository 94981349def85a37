"""The evaluation method: what it refuses, how it rounds, which band it gives."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from targets.domain.counting.bands import Band, BandColour
from targets.domain.counting.checks import MethodError, ProblemCode
from targets.domain.counting.method import EvaluationMethod
from targets.domain.counting.rules import RoundingMode, RoundingMoment
from tests.domain.counting.achievement_examples import method, number


def band(name: str, lower: str | int, *, includes_lower: bool = True, word: str | None = None) -> Band:
    return Band(name, number(lower), includes_lower, BandColour.GREEN, name if word is None else word)


def test_the_default_method_has_no_problem_and_names_four_bands() -> None:
    assert [each.name for each in EvaluationMethod.default().bands] == [
        "not_reached",
        "partly_reached",
        "largely_reached",
        "reached",
    ]


def test_a_method_without_bands_is_allowed_and_gives_none() -> None:
    assert method(bands=()).band_of(Decimal(50)) is None


@pytest.mark.parametrize(
    ("rules", "field", "code"),
    [
        ({"cap": Decimal(99), "bands": ()}, "cap", ProblemCode.CAP_BELOW_FULL),
        ({"cap": Decimal("NaN")}, "cap", ProblemCode.NOT_A_NUMBER),
        ({"floor": Decimal(-1), "bands": ()}, "floor", ProblemCode.FLOOR_OUT_OF_RANGE),
        ({"floor": Decimal(101)}, "floor", ProblemCode.FLOOR_OUT_OF_RANGE),
        ({"decimals": 7}, "decimals", ProblemCode.DECIMALS_OUT_OF_RANGE),
        ({"decimals": -1}, "decimals", ProblemCode.DECIMALS_OUT_OF_RANGE),
        ({"points_per_unit": Decimal(-1)}, "points_per_unit", ProblemCode.POINTS_NEGATIVE),
        ({"points_per_day": Decimal(-1)}, "points_per_day", ProblemCode.POINTS_NEGATIVE),
        ({"points_per_day": Decimal("Infinity")}, "points_per_day", ProblemCode.NOT_A_NUMBER),
        ({"own_share": Decimal(101)}, "own_share", ProblemCode.SHARE_OUT_OF_RANGE),
        ({"bands": (band("", 0),)}, "bands", ProblemCode.BAND_WITHOUT_WORD),
        ({"bands": (band("low", 0, word=" "),)}, "bands", ProblemCode.BAND_WITHOUT_WORD),
        ({"bands": (band("low", 0), band("high", 0))}, "bands", ProblemCode.BANDS_OVERLAP),
        ({"bands": (band("low", 0), band("low", 50, word="other"))}, "bands", ProblemCode.BAND_TWICE),
        ({"bands": (band("low", 0), band("high", 50, word="low"))}, "bands", ProblemCode.BAND_TWICE),
        ({"bands": (band("low", 1),)}, "bands", ProblemCode.BANDS_GAP),
        ({"bands": (band("low", 0, includes_lower=False),)}, "bands", ProblemCode.BANDS_GAP),
        ({"bands": (band("low", 0), band("beyond", 101))}, "bands", ProblemCode.BAND_OUT_OF_REACH),
        (
            {"bands": (band("low", 0), band("beyond", 100, includes_lower=False))},
            "bands",
            ProblemCode.BAND_OUT_OF_REACH,
        ),
        ({"bands": (band("low", "NaN"),)}, "bands", ProblemCode.NOT_A_NUMBER),
    ],
)
def test_a_method_that_contradicts_itself_is_refused_by_name(
    rules: dict[str, Any], field: str, code: ProblemCode
) -> None:
    with pytest.raises(MethodError) as refused:
        method(**rules)
    assert [(each.field, each.code) for each in refused.value.problems] == [(field, code)]
    assert str(refused.value) == f"{field}: {code.value}"


def test_every_problem_of_a_method_is_named_at_once() -> None:
    with pytest.raises(MethodError) as refused:
        method(cap=Decimal(50), decimals=9, bands=(band("only", 10),))
    assert {each.code for each in refused.value.problems} == {
        ProblemCode.CAP_BELOW_FULL,
        ProblemCode.DECIMALS_OUT_OF_RANGE,
        ProblemCode.BANDS_GAP,
    }


def test_without_a_cap_a_band_may_begin_anywhere_above() -> None:
    open_ended = method(cap=None, bands=(band("planned", 0), band("beyond", 150)))
    beyond = open_ended.band_of(Decimal(200))
    assert beyond is not None
    assert beyond.name == "beyond"


@pytest.mark.parametrize(
    ("mode", "decimals", "score", "shown"),
    [
        (RoundingMode.HALF_UP, 2, "92.857142", "92.86"),
        (RoundingMode.HALF_UP, 0, "92.5", "93"),
        (RoundingMode.TRUNCATE, 2, "92.859999", "92.85"),
        (RoundingMode.TRUNCATE, 0, "93.4916", "93"),
        (RoundingMode.TRUNCATE, 2, "99.9999999999999", "99.99"),
        # No ratio of real figures comes so near to a round one: this is 50, summed from thirds.
        (RoundingMode.TRUNCATE, 2, "49.999999999999999999999999", "50.00"),
    ],
)
def test_a_score_is_rounded_or_cut_as_the_method_says(
    mode: RoundingMode, decimals: int, score: str, shown: str
) -> None:
    assert str(method(rounding=mode, decimals=decimals).rounded(number(score))) == shown


def test_a_score_is_rounded_before_the_next_step_only_if_the_method_says_so() -> None:
    score = number("92.857142")
    assert method().stepped(score) == score
    assert method(rounding_moment=RoundingMoment.AT_EACH_STEP).stepped(score) == number("92.86")


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("0", "not_reached"),
        ("69.99", "not_reached"),
        ("70", "partly_reached"),
        ("89.994", "partly_reached"),
        ("89.996", "largely_reached"),
        ("99.99", "largely_reached"),
        ("100", "reached"),
    ],
)
def test_the_band_is_that_of_the_figure_as_it_is_shown(score: str, name: str) -> None:
    """89.996 is printed as 90.00: a band below 90 beside it would contradict the table's legend."""
    found = method().band_of(number(score))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("score", "name"), [("70", "low"), ("70.01", "high"), ("0", "nothing"), ("0.01", "low")]
)
def test_an_edge_belongs_to_the_band_only_if_the_method_includes_it(score: str, name: str) -> None:
    bands = (
        band("high", 70, includes_lower=False),
        band("low", 0, includes_lower=False),
        band("nothing", 0),
    )
    found = method(bands=bands).band_of(number(score))
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(("score", "name"), [("90.4", "76–90"), ("90.5", "91–100"), ("75.4", "0–75")])
def test_bands_by_whole_numbers_leave_no_gap_between_90_and_91(score: str, name: str) -> None:
    whole = method(decimals=0, bands=(band("0–75", 0), band("76–90", 76), band("91–100", 91)))
    found = whole.band_of(number(score))
    assert found is not None
    assert found.name == name
