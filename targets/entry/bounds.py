"""What a number of an operand can be at all: a completion ends at 100, things are not fewer than none.

A number below zero is taken where its words name a difference or the target itself lies below
zero; it is refused of a count, a duration and a share; of anything else the person is asked, for a
result of the year may be a loss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal
from perfplan.lib.text import fold
from targets.domain.reading import Basis, Kind
from targets.entry.numbers import TIME, Typed, Wrong, box_units

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.models import Operand
    from targets.results import MeasuredIndicator

_MAY_FALL_BELOW_ZERO = re.compile(
    r"\b(?:variazion|differenz|scostament|scart[oi]\b|sald[oi]\b|increment|decrement|riduzion|aument|crescit"
    r"|cal[oi]\b|risultat[oi] (?:economic|d'esercizio|di esercizio|di gestione|operativ|nett)|margin[ei]\b"
    r"|avanz|disavanz|utile (?:d'|di |nett)|perdit|flusso|cash flow|reddit|rendiment|patrimonio netto"
    r"|liquidita|ritard|anticip|tempestiv|delta\b|rispetto a)"
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


def bounds_of(measured: MeasuredIndicator, operand: Operand) -> Bounds:
    """Return what the number of this operand can be, by its words, its unit and the target."""
    reading = measured.reading
    is_alone = (reading.expression or "").strip() == operand.key
    if is_alone and reading.kind is Kind.COMPLETION:
        return Bounds(is_completion=True)
    label = fold(operand.label)
    names_a_difference = _MAY_FALL_BELOW_ZERO.search(label) is not None
    if _COUNT.match(label):  # "n. incontri per la riduzione dei rischi" is a count all the same
        return Bounds(Negative.ASKED if names_a_difference else Negative.IMPOSSIBLE)
    if names_a_difference or (is_alone and _is_aimed_below_zero(measured)):
        return ANY
    if _SHARE.match(label) or box_units(measured, operand) & TIME:
        return Bounds(Negative.IMPOSSIBLE)
    return Bounds(Negative.ASKED)


def _is_aimed_below_zero(measured: MeasuredIndicator) -> bool:
    return any(
        each.basis is Basis.ABSOLUTE and each.value is not None and each.value < 0
        for each in measured.read_conditions
    )


def within(typed: Typed, bounds: Bounds, *, stored: Decimal | None, means: str = "") -> Typed:
    """Return what was typed, refused or asked about where it cannot be true or hardly is.

    Of a number that is stored already it was asked before. ``means`` is the person's answer.
    """
    number = typed.number
    if number is None:
        return typed
    if bounds.is_completion:
        return typed if 0 <= number <= 100 else Typed(wrong=Wrong.NOT_A_COMPLETION)
    if bounds.negative is Negative.IMPOSSIBLE and number < 0:
        return Typed(wrong=Wrong.BELOW_ZERO)
    is_settled = number == stored or means == canonical_decimal(number)
    if number >= 0 or bounds.negative is Negative.POSSIBLE or is_settled:
        return typed
    return Typed(-number) if means == canonical_decimal(-number) else Typed(readings=(number, -number))
