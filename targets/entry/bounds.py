"""What a number of an operand can be at all: a completion ends at 100, things are not fewer than none.

A number below zero is taken where its words name a difference or the target itself lies below
zero; it is refused of a count, a duration and a share; of anything else the person is asked, for a
result of the year may be a loss. No target is a dead end: where only less than nothing meets it
("< 0"), it is never refused; nor is it of days that shall be none, for who pays before the day an
invoice falls due has the indicator of timeliness (ITP, d.p.c.m. 22 September 2014) below zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal
from perfplan.lib.text import fold
from targets.domain.reading import Basis, Kind, Operator
from targets.entry.numbers import TIME, Typed, Wrong, box_units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from targets.models import Operand
    from targets.results import MeasuredIndicator

_MAY_FALL_BELOW_ZERO = re.compile(
    r"\b(?:variazion|differenz|scostament|scart[oi]\b|sald[oi]\b|increment|decrement|riduzion|aument|crescit"
    r"|cal[oi]\b|risultat[oi] (?:economic|d'esercizio|di esercizio|di gestione|operativ|nett)|margin[ei]\b"
    r"|avanz|disavanz|utile (?:d'|di |nett)|perdit|flusso|cash flow|reddit|rendiment|patrimonio netto"
    r"|liquidita|ritard|anticip|tempestiv|itp\b|delta\b|rispetto a)"
    r"|\bscadenz.*\bpagament|\bpagament.*\bscadenz"  # days between falling due and being paid
)
_COUNT = re.compile(r"(?:n\.|n°|nr\b|num\.|numero\b)")
_SHARE = re.compile(r"(?:%|percentuale|quota|grado|livello) (?:di|del|dei|degli|della|delle|dell')\b")


class Negative(Enum):
    """Whether a number below zero can be true."""

    POSSIBLE = auto()
    ASKED = auto()
    IMPOSSIBLE = auto()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the number of a box can be."""

    negative: Negative = Negative.POSSIBLE
    is_completion: bool = False
    """From 0 to 100."""


ANY = Bounds()
COMPLETION = Bounds(is_completion=True)


def bounds_of(measured: MeasuredIndicator, operand: Operand) -> Bounds:
    """Return what the number of this operand can be, by its words, its unit and the target."""
    reading = measured.reading
    is_alone = (reading.expression or "").strip() == operand.key
    if is_alone and reading.kind is Kind.COMPLETION:
        return COMPLETION
    label = fold(operand.label)
    names_a_difference = _MAY_FALL_BELOW_ZERO.search(label) is not None
    is_time = bool(box_units(measured, operand) & TIME)
    must_fall_below_zero = _is_met_only_below(measured)
    if _COUNT.match(label):  # "n. incontri per la riduzione dei rischi" is a count all the same
        may = names_a_difference or must_fall_below_zero or (is_time and _is_aimed_at_zero(measured))
        return Bounds(Negative.ASKED if may else Negative.IMPOSSIBLE)
    if names_a_difference or (is_alone and must_fall_below_zero):
        return ANY
    if is_alone and is_time and _is_aimed_at_zero(measured):
        return ANY
    is_never_less = _SHARE.match(label) is not None or is_time
    return Bounds(Negative.IMPOSSIBLE if is_never_less and not must_fall_below_zero else Negative.ASKED)


def _is_met_only_below(measured: MeasuredIndicator) -> bool:
    """Whether a target lies below zero, or is to be less than zero."""
    return any(
        value < 0 or (value == 0 and operator is Operator.LESS_THAN) for operator, value in _aims(measured)
    )


def _is_aimed_at_zero(measured: MeasuredIndicator) -> bool:
    return any(value == 0 for _operator, value in _aims(measured))


def _aims(measured: MeasuredIndicator) -> Iterator[tuple[Operator | None, Decimal]]:
    for each in measured.read_conditions:
        if each.basis is Basis.ABSOLUTE and each.value is not None:
            yield each.operator, each.value


def within(
    typed: Typed,
    bounds: Bounds,
    *,
    stored: Decimal | None,
    means: str = "",
    units: frozenset[str] = frozenset(),
) -> Typed:
    """Return what was typed, refused or asked about where it cannot be true or hardly is.

    Of a number that is stored already it was asked before. ``means`` is the person's answer, ``units``
    are those of the box.
    """
    if bounds.is_completion:
        typed = _completed(typed)
    number = typed.number
    if number is None:
        return typed
    is_settled = number == stored or means == canonical_decimal(number)
    is_share = bounds.is_completion or bounds.negative is not Negative.POSSIBLE
    if is_share and units == {"%"} and 0 < number < 1 and not (typed.has_unit or is_settled):
        return _either(number.scaleb(2), number, means)
    if bounds.negative is Negative.IMPOSSIBLE and number < 0:
        return Typed(wrong=Wrong.BELOW_ZERO)
    if number >= 0 or bounds.negative is Negative.POSSIBLE or is_settled:
        return typed
    return _either(-number, number, means, is_below_first=True)


def _completed(typed: Typed) -> Typed:
    """Return a completion; what the box would refuse is no way to read it."""
    found = typed.readings if typed.number is None else (typed.number,)
    possible = tuple(each for each in found if 0 <= each <= 100)
    if found and not possible:
        return Typed(wrong=Wrong.NOT_A_COMPLETION)
    return Typed(possible[0]) if typed.readings and len(possible) == 1 else typed


def _either(other: Decimal, number: Decimal, means: str, *, is_below_first: bool = False) -> Typed:
    """Ask which of two is meant, unless the answer is the ``other``."""
    if means == canonical_decimal(other):
        return Typed(other)
    return Typed(readings=(number, other) if is_below_first else (other, number))
