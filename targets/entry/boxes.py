"""The fields of the entry page: what stands in them, what is wrong with it, what is asked about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from perfplan.lib.numbers import canonical_decimal

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.entered import EnteredCase


@dataclass(frozen=True, slots=True)
class Choice:
    """One of two readings of a number."""

    value: str
    words: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One field of the page with what stands in it."""

    name: str
    label: str
    text: str
    error: str = ""
    unit: str = ""
    """Written behind the box; empty where the words of the formula say it."""
    choices: tuple[Choice, ...] = ()
    """What is asked where the number can be read in two ways, and which was chosen."""

    @property
    def is_open_question(self) -> bool:
        """Whether the person must first say which number is meant."""
        return bool(self.choices) and not any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class CaseForm:
    """The fields of the whole, or of one condition."""

    label: str
    """The words of the condition; empty for the whole."""
    target: str
    """The condition in words, beside its label."""
    numbers: tuple[Box, ...]
    done: Box | None
    """Its text is ``yes``, ``no`` or empty."""
    day: Box | None
    part: Box | None
    """Only where the method allows a part; with it ``part_reason``."""
    part_reason: Box | None
    entered: EnteredCase

    def boxes(self) -> tuple[Box, ...]:
        """Return all its fields in the order of the page."""
        return (*self.numbers, *(box for box in (self.done, self.day, self.part, self.part_reason) if box))


def choices_of(readings: tuple[Decimal, ...], language: str, means: str) -> tuple[Choice, ...]:
    """Return the two readings of a number, each so written that it cannot be taken for the other.

    They are a thousand and more or one and a bit; a number below zero where hardly any can be, and the
    same above; or the per cent that a share of one amounts to, and the number taken for per cent as it is.
    """
    large, small = readings
    mark = "," if language.startswith("it") else "."
    if large == -small:
        written = canonical_decimal(small).replace(".", mark)
        words = (
            gettext("−%(number)s (below zero)") % {"number": written},
            gettext("%(number)s (above zero)") % {"number": written},
        )
    elif large == small * 100:
        percentages = [canonical_decimal(each).replace(".", mark) for each in (large, small)]
        words = (
            gettext("%(number)s per cent") % {"number": percentages[0]},
            gettext("%(number)s per cent, less than one in a hundred") % {"number": percentages[1]},
        )
    else:
        words = (
            gettext("%(number)s (no decimals)") % {"number": canonical_decimal(large)},
            gettext("%(number)s (three decimals)") % {"number": f"{small:.3f}".replace(".", mark)},
        )
    values = [canonical_decimal(each) for each in (large, small)]
    return tuple(
        Choice(value, text, is_chosen=value == means) for value, text in zip(values, words, strict=True)
    )


def read_day(text: str) -> date | None:
    """Read a day as the browser sends it, or as Italians write it."""
    italian = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    parts = (italian[3], italian[2], italian[1]) if italian else tuple(text.split("-"))
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None
