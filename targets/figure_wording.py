"""Numbers of a working as people read them: short, in the reader's language, and never misleading."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import get_language

from perfplan.lib.numbers import format_decimal, round_half_up
from targets.domain.counting.numbers import truncate
from targets.wording import quantity_in_words

NO_FIGURE = "–"
PERCENT = "%"

_ENTERED_DECIMALS = 4
"""What was entered has at most so many, and is written as it was entered."""
_MOST_DECIMALS = 6


def percent(number: Decimal | None) -> str:
    """Write an achievement: ``84,08 %``; ``–`` for None, which is not zero."""
    return value_in_words(number, PERCENT)


def value_in_words(value: Decimal | None, unit: str | None) -> str:
    """Write a value with its unit: ``84,08 %``, ``3 days``, ``1.500 €``; ``–`` for None.

    ``unit`` is that of a reading (``%``, ``days``, ``EUR``, or the noun as written); None = none.
    """
    return NO_FIGURE if value is None else quantity_in_words(shortened(value), unit)


def unit_in_words(unit: str) -> str:
    """Name a unit by itself: ``days``, ``%``, ``€``."""
    several = 2
    return quantity_in_words(Decimal(several), unit).removeprefix(str(several)).strip()


def number_in_words(number: Decimal) -> str:
    """Write a number of an arithmetic: ``1.234,5``."""
    return format_decimal(shortened(number), get_language() or "it")


def shortened(number: Decimal) -> Decimal:
    """Return a number with as few decimals as say the same whether it is rounded or cut off.

    84.0816… is 84.08 either way; 92.857142… is 92.86 rounded and 92.85 cut off, hence 92.857: so
    the working never contradicts the figure under it, whatever rounding the method has. What has
    up to four decimals was entered and stays; what is not zero never becomes zero.
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or -exponent <= _ENTERED_DECIMALS:
        return number
    fewest = 2 if abs(number) >= 1 else _ENTERED_DECIMALS
    for places in range(fewest, _MOST_DECIMALS):
        rounded = round_half_up(number, places)
        if rounded == truncate(number, places) and rounded != 0:
            return rounded
    significant = 1 - number.adjusted()
    return round_half_up(number, max(_MOST_DECIMALS, significant))


def told_apart(value: Decimal, others: tuple[Decimal, ...]) -> Decimal:
    """Return ``value`` as short as it can be without looking equal to what it is not equal to.

    79.9999999 beside a target of 80 must not be written 80.
    """
    short = shortened(value)
    return short if value in others or short not in others else value
