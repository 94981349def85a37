"""Which units may stand beside a number: those of the box, and never one that is a thousand times it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.domain.reading import IndicatorReading, Kind
from targets.domain.reading import Operand as ReadOperand
from targets.entry.numbers import Wrong, box_units, read_number
from targets.models import Indicator, Operand
from targets.results import MeasuredIndicator

if TYPE_CHECKING:
    from targets.entry.numbers import Typed


def typed(text: str, *labels: str, unit: str | None = None) -> Typed:
    """Read ``text`` in the first box of a formula with these operands."""
    keys = [chr(ord("a") + place) for place in range(len(labels))]
    reading = IndicatorReading(
        label="",
        kind=Kind.RATIO if len(labels) > 1 else Kind.AMOUNT,
        expression=" / ".join(keys),
        operands=tuple(ReadOperand(key, label, None) for key, label in zip(keys, labels, strict=True)),
        unit=unit,
    )
    indicator = Indicator(label="")
    operands = tuple(
        Operand(indicator=indicator, key=key, label=label) for key, label in zip(keys, labels, strict=True)
    )
    measured = MeasuredIndicator(indicator, reading, operands, 2018)
    return read_number(text, units=box_units(measured, operands[0]), words=labels[0])


@pytest.mark.parametrize(
    ("label", "text", "number"),
    [
        ("Ricavi", "350 €", 350),
        ("Ricavi (k€)", "350 k€", 350),
        ("Ricavi (k€)", "350", 350),
        ("Ricavi in milioni di euro", "12,5 milioni di euro", Decimal("12.5")),
        ("Costi (migliaia di €)", "40 migliaia di €", 40),
    ],
)
def test_the_unit_that_the_box_asks_for_is_taken(label: str, text: str, number: Decimal) -> None:
    assert typed(text, label, "addetti").number == number


@pytest.mark.parametrize("label", ["Ricavi (k€)", "Ricavi in milioni di euro", "Costi (migliaia di €)"])
@pytest.mark.parametrize("text", ["50.000,00 €", "€ 50000", "50000 euro"])
def test_single_euro_are_refused_where_thousands_or_millions_are_asked_for(label: str, text: str) -> None:
    assert typed(text, label, "addetti").wrong is Wrong.OTHER_UNIT


def test_so_it_is_with_the_only_number_of_a_formula() -> None:
    assert typed("350 k€", "Ricavi (k€)", unit="k€").number == 350
    assert typed("350000 €", "Ricavi (k€)", unit="k€").wrong is Wrong.OTHER_UNIT
    assert typed("350000 €", "Ricavi", unit="EUR").number == 350000


def test_a_box_of_euro_has_one_unit_to_write_behind_it() -> None:
    operand = Operand(indicator=Indicator(label=""), key="a", label="Ricavi")
    reading = IndicatorReading(
        label="",
        kind=Kind.AMOUNT,
        expression="a",
        operands=(ReadOperand("a", "Ricavi", None),),
        unit="EUR",
    )
    measured = MeasuredIndicator(operand.indicator, reading, (operand,), 2018)
    assert box_units(measured, operand) == {"EUR"}
