"""Columns beyond the document: data of indicators and targets of other years."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targets.domain.table.flat_extras import (
    FlatIndicator,
    flat_indicators,
    indicator_cells,
    read_heading,
)
from targets.domain.table.plan_table import IndicatorCells


def test_indicators_without_data_at_the_end_take_no_columns() -> None:
    found = flat_indicators([IndicatorCells(source="Infocamere"), IndicatorCells(), IndicatorCells()])
    assert found == (FlatIndicator(source="Infocamere"),)


def test_an_empty_indicator_before_a_filled_one_keeps_its_place() -> None:
    found = flat_indicators([IndicatorCells(), IndicatorCells(baseline=Decimal("7.5"))])
    assert found == (FlatIndicator(), FlatIndicator(baseline="7,5"))


@pytest.mark.parametrize(
    ("cell", "column"),
    [
        ("VALORE OBIETTIVO 2019", ("target", 2019)),
        ("Valore obiettivo", None),
        ("Valore obiettivo 3019", None),
        ("Peso indicatore", ("weight", 1)),
        ("PESO INDICATORE 2", ("weight", 2)),
        ("Peso indicatore 51", None),
        ("Note", None),
    ],
)
def test_a_heading_names_its_column(cell: str, column: tuple[str, int] | None) -> None:
    assert read_heading(cell) == column


@pytest.mark.parametrize(
    "flat",
    [
        FlatIndicator(baseline="12", baseline_year="0017"),
        FlatIndicator(baseline="", baseline_year="2017"),
        FlatIndicator(baseline="molti", baseline_year="2017"),
    ],
)
def test_a_year_that_is_none_or_has_no_baseline_is_left_out_and_named(flat: FlatIndicator) -> None:
    read, left_out = indicator_cells(flat, 1)
    assert read.baseline_year is None
    assert ("ANNO DI PARTENZA", flat.baseline_year) in left_out


def test_a_year_beside_its_baseline_is_kept() -> None:
    read, left_out = indicator_cells(FlatIndicator(baseline="-1,5", baseline_year="2017"), 1)
    assert (read.baseline, read.baseline_year, left_out) == (Decimal("-1.5"), 2017, [])
