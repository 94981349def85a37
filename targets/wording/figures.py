"""Numbers as people read them: short, in the reader's language, and never misleading."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from perfplan.lib.numbers import canonical_decimal, format_decimal, round_half_up
from targets.domain.counting.proof import StepCode
from targets.wording.readings import quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from targets.domain.counting.proof import Proof

NO_FIGURE = "–"
PERCENT = "%"

MOST_DECIMALS = 6
"""Of an achievement: no method shows more."""
_VALUE_DECIMALS = 2


def percent(number: Decimal | None) -> str:
    """Write an achievement as the method rounded it: ``84,08 %``; ``–`` for None, which is not zero."""
    if number is None:
        return NO_FIGURE
    short = number if decimals_of(number) <= MOST_DECIMALS else rounded(number)
    return quantity_in_words(short, PERCENT)


def value_in_words(value: Decimal | None, unit: str | None, edges: Iterable[Decimal] = ()) -> str:
    """Write a value with its unit, to two decimals: ``84,08 %``, ``3 days``, ``1.500 €``; ``–`` for None.

    ``unit`` is that of a reading (``%``, ``days``, ``EUR``, or the noun as written); None = none.
    ``edges`` are what it is judged by (``edges_of``): with 80 among them 79.996 is not written 80.
    A number as it was entered is written by ``number_in_words``.
    """
    return NO_FIGURE if value is None else quantity_in_words(rounded(value, edges), unit)


def as_judged(value: Decimal, unit: str | None, proof: Proof) -> tuple[Decimal, str | None]:
    """Return a value and its unit as it stands beside its target: 0.76 against 82 % is 75.61 %.

    ``proof`` is the working in which the counting made them comparable.
    """
    for step in proof.steps:
        if step.code is StepCode.SCALED and step.numbers["value"] == value:
            return step.numbers["result"], PERCENT
    return value, unit


def judged_in_words(value: Decimal | None, unit: str | None, proof: Proof) -> str:
    """Write a value as it stands beside its target; ``–`` for None."""
    if value is None:
        return NO_FIGURE
    return value_in_words(*as_judged(value, unit, proof), edges_of(proof))


def edges_of(proof: Proof) -> tuple[Decimal, ...]:
    """Return the numbers that the values of a working are judged by."""
    return tuple(
        step.numbers[name]
        for step in proof.steps
        if step.code is StepCode.MET
        for name in ("target", "upper")
        if name in step.numbers
    )


def unit_in_words(unit: str) -> str:
    """Name a unit by itself: ``days``, ``%``, ``€``."""
    several = 2
    return quantity_in_words(Decimal(several), unit).removeprefix(str(several)).strip()


def number_in_words(number: Decimal) -> str:
    """Write a number as it is: ``1.234,5``."""
    return format_decimal(number, get_language() or "it")


def decimals_of(number: Decimal) -> int:
    """Return how many decimals a number has, zeros at the end apart."""
    return len(canonical_decimal(number).partition(".")[2])


def rounded(number: Decimal, edges: Iterable[Decimal] = (), fewest: int = _VALUE_DECIMALS) -> Decimal:
    """Round half up to ``fewest`` decimals, or to as many as keep it on its own side of every edge.

    What is not zero never becomes zero: it keeps two digits.
    """
    if number != 0 and round_half_up(number, fewest) == 0:
        fewest = 1 - number.adjusted()
    apart = tuple(edges)
    for places in range(fewest, decimals_of(number)):
        short = round_half_up(number, places)
        if all(_side(short, edge) == _side(number, edge) for edge in apart):
            return short
    return number


def rounded_together(numbers: Mapping[str, Decimal], value: str, as_entered: int) -> dict[str, Decimal]:
    """Round a value and what it is judged by, so that the judgement still holds.

    ``value`` is the name of the value; what has up to ``as_entered`` decimals was entered and stays.
    """
    longest = max(map(decimals_of, numbers.values()))
    for places in range(_VALUE_DECIMALS, longest):
        short = {
            name: number
            if decimals_of(number) <= as_entered
            else rounded(number, (), places if abs(number) >= 1 else max(places, as_entered))
            for name, number in numbers.items()
        }
        if all(_side(short[value], short[name]) == _side(numbers[value], numbers[name]) for name in numbers):
            return short
    return dict(numbers)


def _side(number: Decimal, edge: Decimal) -> int:
    return (number > edge) - (number < edge)
