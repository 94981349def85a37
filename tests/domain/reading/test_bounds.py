"""What is beyond the bounds of the reading is said to be too long, and never half read."""

from __future__ import annotations

import pytest

from targets.domain.reading import Kind, Status
from targets.domain.reading.doubts import Code
from targets.domain.reading.row import read_row


@pytest.mark.parametrize(
    "target",
    ["5; " * 20, "a " * 200 + "5", "5 " + "(entro 1 b c d e f g h) " * 9, "5 " * 600],
    ids=["numbers", "words", "brackets", "letters"],
)
def test_a_target_beyond_the_bounds_is_unclear(target: str) -> None:
    reading = read_row("n. atti", target, "", 2024)
    assert [condition.status for condition in reading.target.conditions] == [Status.UNCLEAR]
    assert Code.TOO_LONG in {each.code for each in reading.doubts}


@pytest.mark.parametrize("formula", ["n. atti; " * 20, "n. atti " * 200], ids=["indicators", "letters"])
def test_a_formula_beyond_the_bounds_is_unclear(formula: str) -> None:
    reading = read_row(formula, "5", "", 2024)
    assert [each.kind for each in reading.formula.indicators] == [Kind.UNCLEAR]
    assert Code.TOO_LONG in {each.code for each in reading.doubts}


def test_no_deadline_is_taken_from_a_title_with_too_many() -> None:
    reading = read_row("SI/NO", "entro data fissata", "entro il 30/6 " * 13, 2024)
    assert reading.target.conditions[0].deadline is None
    assert Code.DEADLINE_NOT_FOUND in {each.code for each in reading.doubts}


def test_a_formula_that_could_be_cut_at_too_many_places_is_not_cut() -> None:
    reading = read_row("Numero di " + " e ".join(["atti"] * 40), "10 e 20", "", 2024)
    assert len(reading.formula.indicators) == 1
    assert Code.COUNTS_DO_NOT_MATCH in {each.code for each in reading.doubts}
