"""Spellings of cells that other bodies use, read without a title unless one is given; checked by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.domain.reading import Operator, Status
from targets.domain.reading.formula import read_formula
from targets.domain.reading.row import read_row
from targets.domain.reading.target import read_target
from tests.domain.reading.reading_tables import (
    reading_of,
    rows,
    shown_conditions,
    shown_doubts,
    shown_formula,
)

HERE = Path(__file__).parent
TABLES = (
    *("other_cells.tsv", "rarer_cells.tsv", "reviewed_cells.tsv", "office_cells.tsv", "bodies_cells.tsv"),
    *("target_cells.tsv", "measured_cells.tsv"),
)
"""From the third on they are of readers who came to the finished program."""
ROWS = [row for table in TABLES for row in rows(HERE / table)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['formula'][:30]} | {row['target'][:40]}")
def test_a_spelling_reads_as_it_was_checked_by_hand(row: dict[str, str]) -> None:
    reading = reading_of(row)
    assert shown_formula(reading.formula) == row["expected_formula"]
    assert shown_conditions(reading) == row["expected_conditions"]
    assert shown_doubts(reading) == row["expected_doubts"]


def test_a_target_cell_is_read_without_its_row_too() -> None:
    (condition,) = read_target("≤ 30 gg").conditions
    assert (condition.operator, condition.unit, condition.status) == (Operator.AT_MOST, "days", Status.READ)
    assert condition.indicator is None


def test_a_formula_cell_is_read_without_its_row_too() -> None:
    assert [indicator.unit for indicator in read_formula("n. imprese coinvolte").indicators] == ["imprese"]


def test_a_deadline_is_in_order_where_no_year_of_the_plan_is_known() -> None:
    assert read_row("SI/NO", "entro il 30/6/2018").doubts == ()
