"""The 103 rows of the demonstration plan: formula, conditions and doubts of each, checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.domain.reading import Status
from tests.domain.reading.reading_tables import (
    reading_of,
    rows,
    shown_conditions,
    shown_doubts,
    shown_formula,
)

ROWS = rows(Path(__file__).with_name("seed_readings.tsv"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"line {row['line']}")
def test_a_row_of_the_plan_reads_as_it_was_checked_by_hand(row: dict[str, str]) -> None:
    reading = reading_of(row)
    assert shown_formula(reading.formula) == row["expected_formula"]
    assert shown_conditions(reading) == row["expected_conditions"]
    assert shown_doubts(reading) == row["expected_doubts"]


def test_the_plan_gives_117_indicators_119_conditions_and_one_missing_target() -> None:
    readings = [reading_of(row) for row in ROWS]
    assert len(readings) == 103
    assert sum(len(reading.formula.indicators) for reading in readings) == 117
    assert sum(len(reading.target.conditions) for reading in readings) == 119
    assert sum("missing_target" in shown_doubts(reading) for reading in readings) == 1


def test_every_distinct_cell_of_the_plan_is_in_the_table() -> None:
    assert len({row["formula"] for row in ROWS}) == 40
    assert len({row["target"] for row in ROWS}) == 67


def test_nothing_without_a_sign_or_with_a_completed_date_counts_as_read() -> None:
    for row in ROWS:
        for condition in reading_of(row).target.conditions:
            if condition.status is Status.READ:
                assert any(sign in row["target"] for sign in ("≥", "≤", "<", ">", "almeno"))
                assert "data fissata" not in row["target"]
