"""The phrases that a target cell is made of: amounts with their sign, dates, and any other mark."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targets.domain.reading import Operator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what was written around it."""

    shape: str
    """``bound``, ``within`` (entro 30 giorni), ``range``, ``score`` (4/5), ``tolerance`` (80 ± 5)
    or ``torn`` (≥ 5 max)."""
    value: Decimal | None
    upper: Decimal | None
    unit: str | None
    operator: Operator | None
    """As written; None where no sign is."""
    polarity: str
    """``+``, ``-``, ``±`` as written, or empty; of two numbers ``→`` for a way, ``?`` after a sign."""
    ambiguous: bool
    start: int
    end: int
    scale: Decimal = Decimal(1)
    """What its own words multiplied it by: a million in "1,5 milioni"."""


@dataclass(frozen=True, slots=True)
class When:
    """A date, a part of a year or a year; ``by`` where "entro" stands before it."""

    start: int
    end: int
    month: int | None = None
    day: int | None = None
    """None = the last day of the month."""
    year: int | None = None
    years_later: int = 0
    """1 for "of the following year"."""
    year_open: bool = False
    """It comes before the date of the condition before it: perhaps it is of a later year."""
    by: bool = False
    before: bool = False
    """The day before it is the last: "prima del 30/6/2018"."""
    elsewhere: bool = False
    """The date is only referred to: "entro la data prevista"."""
    only_year: bool = False
    whole: bool = False
    """Day, month and year are all written, or a part of a named year that ends on one known day."""

    def on(self, year: int | None) -> date | None:
        """Give the day it means, completing the year; None where no year is known."""
        known = self.year if self.year is not None else year
        if known is None or self.month is None:
            return None
        known += self.years_later
        if self.before:
            return date(known, self.month, self.day or 1) - timedelta(days=1)
        last = calendar.monthrange(known, self.month)[1]
        return date(known, self.month, last if self.day is None else min(self.day, last))


@dataclass(frozen=True, slots=True)
class Mark:
    """Any other token: a word, a note in brackets, a separator, a word of change …"""

    kind: str
    value: str
    start: int
    end: int


Phrase = Quantity | When | Mark
