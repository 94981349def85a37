"""Exact arithmetic for scores: nothing is lost on the way, rounding happens once and by rule.

Values and scores are held with 24 decimals, sums and products are exact. So a mean of equals is that very
value, the order of the parts does not matter, and 33.33… and 66.66… make 100 again.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Decimal(0)
FULL = Decimal(100)
"""The achievement of a target that is just reached, in per cent."""

EXACT = Context(prec=250, rounding=ROUND_HALF_UP)
"""Room for every sum and product of usable numbers and of scores."""

_HELD_DECIMALS = 24
_GUARD_DECIMALS = 18
"""Before truncating, what differs from a round figure by less than any input can is that figure."""

LARGEST_EXPONENT = _HELD_DECIMALS
"""Powers of ten either way; the database stores 15 digits, no figure of a plan comes near."""


def is_in_range(number: Decimal) -> bool:
    """Say whether a number that was worked out is finite and no larger than a plan can hold."""
    return number.is_finite() and (number.is_zero() or number.adjusted() <= LARGEST_EXPONENT)


def is_usable(number: Decimal) -> bool:
    """Say whether a number that was entered is in range and no finer than a plan can hold."""
    exponent = number.as_tuple().exponent
    return is_in_range(number) and isinstance(exponent, int) and abs(exponent) <= LARGEST_EXPONENT


def held(number: Decimal) -> Decimal:
    """Return a number with no more decimals than those in which values and scores are held."""
    exponent = number.as_tuple().exponent
    finer = isinstance(exponent, int) and exponent < -_HELD_DECIMALS
    with localcontext(EXACT):
        # Adding zero turns "-0", which a zero times a minus gives, into 0.
        return (number.quantize(Decimal(1).scaleb(-_HELD_DECIMALS)) if finer else number) + ZERO


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Return ``part`` in per cent of ``whole``, which must not be zero."""
    with localcontext(EXACT):
        return held(part * FULL / whole)


def minus(left: Decimal, right: Decimal) -> Decimal:
    """Subtract exactly."""
    with localcontext(EXACT):
        return left - right


def times(left: Decimal, right: Decimal) -> Decimal:
    """Multiply exactly."""
    with localcontext(EXACT):
        return left * right


def total(numbers: Iterable[Decimal]) -> Decimal:
    """Add exactly; of nothing, zero."""
    with localcontext(EXACT):
        return sum(numbers, ZERO)


def weighted_mean(parts: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """Return the mean of (weight, score); the weights are not negative and not all zero."""
    pairs = tuple(parts)
    with localcontext(EXACT):
        weights = sum((weight for weight, _ in pairs), ZERO)
        return held(sum((weight * score for weight, score in pairs), ZERO) / weights)


def truncate(number: Decimal, decimals: int) -> Decimal:
    """Cut to so many decimals, towards zero: ``93.4916`` gives ``93.49``."""
    with localcontext(EXACT):
        guarded = number.quantize(Decimal(1).scaleb(-_GUARD_DECIMALS))
        return guarded.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_DOWN)
