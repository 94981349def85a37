"""A number as a person types or pastes it into a box: read, asked about, or refused with the reason.

Nothing is guessed: ``1.234`` is twelve hundred and thirty-four to an Italian and one and a quarter to a
spreadsheet set to English, so the person is asked. A unit beside the number is taken if it is the
unit of the box, and refused if it is another.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal, parse_decimal
from perfplan.lib.text import fold
from targets.domain.counting.units import unit_of
from targets.domain.reading import scales

if TYPE_CHECKING:
    from targets.models import Operand
    from targets.results import MeasuredIndicator

MOST_WHOLE_DIGITS = 11
MOST_DECIMALS = 4
"""What a stored number holds: 15 digits, of which four behind the mark."""

_LONGEST = 100
"""Characters; it bounds the work on what was pasted by mistake."""

_NUMBER = re.compile(
    r"(?P<before>[^\d+-]*?)\s*(?P<sign>[+-]?)\s*(?P<currency>€?)\s*"
    r"(?P<number>(?:\d|(?<![^\s€+-])[.,](?=\d))(?:[\d.,']|\s(?=\d{3}(?!\d)))*)\s*(?P<after>[^\d]*)"
)
"""The number may begin with its decimal mark (``,5``), but not right behind a letter: ``n.5`` is five."""
_PADDED = re.compile(r"0\d+\D\d.*")
"""``00.500``, ``01.234``: five hundred filled up with zeros, or one half?"""
_EITHER_WAY = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""``1.234`` and ``1,234``: a thousand and more, or one and a bit."""

_UNIT_WORDS: dict[str, frozenset[str]] = {
    "%": frozenset({"%", "per cento", "percento", "percent", "per cent"}),
    "‰": frozenset({"‰", "per mille"}),
    "percentage points": frozenset({"punti percentuali", "percentage points", "pp", "p.p."}),
    "EUR": frozenset({"€", "euro", "eur"}),
    "days": frozenset({"g", "g.", "gg", "gg.", "giorno", "giorni", "day", "days"}),
    "hours": frozenset({"h", "ora", "ore", "hour", "hours"}),
    "minutes": frozenset({"min", "min.", "minuto", "minuti", "minute", "minutes"}),
    "seconds": frozenset({"s", "sec", "sec.", "secondo", "secondi", "second", "seconds"}),
    "weeks": frozenset({"settimana", "settimane", "week", "weeks"}),
    "months": frozenset({"mese", "mesi", "month", "months"}),
    "years": frozenset({"anno", "anni", "year", "years"}),
}
_UNIT_OF_WORD = {word: unit for unit, words in _UNIT_WORDS.items() for word in words}
_MONEY_IN_WORDS = re.compile(r"\b(?:cost[oi]|import[oi]|spes[ae]|euro|valore|oneri|proventi|ricavi|budget)\b")
TIME = frozenset({"days", "hours", "minutes", "seconds", "weeks", "months", "years"})


_SCALED = re.compile(
    r"\s*(mila|milion[ei]|million|mln|miliard[oi]|billion|mld)(?!\w)\.?(?:\s+di(?!\w))?\s*", re.I
)
_ZEROS = (("mila", 3), ("milia", 9), ("mil", 6), ("mln", 6), ("mld", 9), ("bil", 9))
_SCALE_IN_WORDS = re.compile(
    r"miglia|milion|miliard|million|thousand|(?<!\w)(?:m[lg][nld]|k)(?!\w)|\b1\.?000\b"
)


class Wrong(StrEnum):
    """Why a text in a box is not taken. The sentences stand in ``targets.entry.wording``."""

    NO_NUMBER = "no_number"
    OTHER_UNIT = "other_unit"
    """A number with another unit than that of the box: nothing is converted in silence."""
    RAISED = "raised"
    """A raised figure or a fraction in one sign (``10²``, ``½``): spread out it would be another number."""
    PADDED = "padded"
    """Zeros in front of a number with a mark in it."""
    TOO_LONG = "too_long"
    TOO_FINE = "too_fine"
    """More than four decimals: nothing is rounded in silence."""
    NOT_A_PART = "not_a_part"
    """A part done is from 0 to 100."""
    NOT_A_COMPLETION = "not_a_completion"
    """So is the state of a work."""
    BELOW_ZERO = "below_zero"
    """Of a count, a duration or a share."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text in a box of numbers says. All empty: nothing was typed."""

    number: Decimal | None = None
    readings: tuple[Decimal, ...] = ()
    """Two, where the text can be read in two ways: the person is asked which."""
    wrong: Wrong | None = None
    has_unit: bool = False
    """Whether a unit stood beside the number."""
    word: str = ""
    """The unit that was not understood or is another."""


def read_number(text: str, *, units: frozenset[str] = frozenset(), words: str = "", means: str = "") -> Typed:
    """Read what was typed. ``units`` may stand beside the number, and any of the ``words`` of the box.

    ``means`` is the person's answer where the text can be read in two ways, as ``canonical_decimal``
    writes it; an answer that is none of the two readings (of another text) is no answer.
    """
    raised = next((sign for sign in text if unicodedata.category(sign) == "No"), "")
    if raised:
        return Typed(wrong=Wrong.RAISED, word=raised)
    text = re.sub("[‘’ʼ]", "'", unicodedata.normalize("NFKC", text).replace("−", "-")).strip()
    if not text:
        return Typed()
    found = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        return Typed(wrong=Wrong.NO_NUMBER)
    after, scale = _scaled(found["after"], words)
    named = [unit.strip() for unit in (found["before"], found["currency"], after) if unit.strip()]
    for unit in named:
        if not _is_known(unit, units, words):
            is_unit = _plain_unit(unit) in _UNIT_OF_WORD
            return Typed(wrong=Wrong.OTHER_UNIT if is_unit else Wrong.NO_NUMBER, word=unit)
    typed = _settled(found["number"].strip(), means, is_negative=found["sign"] == "-")
    if typed.number is None:  # "1.234 milioni" in two ways at once: it is to be written out
        return Typed(wrong=Wrong.NO_NUMBER) if scale and typed.readings else typed
    return replace(_fitting(typed.number.scaleb(scale)) if scale else typed, has_unit=bool(named))


def _scaled(after: str, words: str) -> tuple[str, int]:
    """Return what stands behind a number without "milioni", and the zeros that this word adds.

    A box whose own words speak of thousands or millions is counted in those: nothing is added there.
    """
    found = _SCALED.match(after)
    if found is None or scales.named(words) is not None or _SCALE_IN_WORDS.search(fold(words)):
        return after, 0
    return after[found.end() :], next(zeros for start, zeros in _ZEROS if found[1].lower().startswith(start))


def _settled(text: str, means: str, *, is_negative: bool) -> Typed:
    """Read the digits and marks of a number; ``means`` settles which of two readings it is."""
    if _PADDED.fullmatch(text):
        return Typed(wrong=Wrong.PADDED)
    readings = _readings(text)
    if is_negative:
        readings = tuple(-each for each in readings)
    if len(readings) == 2:
        chosen = tuple(each for each in readings if canonical_decimal(each) == means)
        readings = chosen or readings
    if len(readings) == 2:
        return Typed(readings=readings)
    return _fitting(readings[0]) if readings else Typed(wrong=Wrong.NO_NUMBER)


def _readings(text: str) -> tuple[Decimal, ...]:
    text = re.sub(r"\s", " ", text)
    if _EITHER_WAY.fullmatch(text):
        whole, _mark, part = re.split(r"([.,])", text)
        return Decimal(whole + part), Decimal(f"{whole}.{part}")
    number = parse_decimal(text)
    return () if number is None else (number,)


def _fitting(number: Decimal) -> Typed:
    if number.is_zero():
        return Typed(Decimal(0))
    if number.adjusted() >= MOST_WHOLE_DIGITS:
        return Typed(wrong=Wrong.TOO_LONG)
    whole, _point, part = canonical_decimal(number).partition(".")
    if len(part) > MOST_DECIMALS:
        return Typed(wrong=Wrong.TOO_FINE)
    return Typed(Decimal(f"{whole}.{part}" if part else whole))


def _plain_unit(written: str) -> str:
    return re.sub(r"^(?:di |d')", "", fold(written))


def _is_known(written: str, units: frozenset[str], words: str) -> bool:
    plain = _plain_unit(written)
    if plain in {fold(each) for each in units}:
        return True
    unit = _UNIT_OF_WORD.get(plain)
    if unit is not None:
        return unit in units
    own = set(re.findall(r"[^\W\d_]+", fold(words)))
    return len(plain) > 2 and all(word in own for word in re.findall(r"[^\W\d_]+", plain) or [""])


def box_units(measured: MeasuredIndicator, operand: Operand) -> frozenset[str]:
    """Return the units that may stand beside a number of this operand.

    The only operand of a formula has the unit of the indicator. Those of a calculation have the
    units their own words name; money is money in each of them. Where the box asks for thousands or
    millions (``k€``), that is the unit, and single euro are another.
    """
    reading = measured.reading
    if (reading.expression or "").strip() == operand.key:
        unit = unit_of(reading)
        return frozenset() if unit is None else frozenset({unit})
    label = fold(operand.label)
    named = {
        unit for word, unit in _UNIT_OF_WORD.items() if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", label)
    }
    if _MONEY_IN_WORDS.search(label) and not named & TIME:
        named.add("EUR")
    if (scale := scales.named(operand.label)) is not None:
        named = named - {"EUR"} | {fold(scale.written)}
    return frozenset(named)


def written_for_a_box(number: Decimal, language: str) -> str:
    """Write a stored number so that a box reads it back as what it is.

    No marks between thousands; and a fourth decimal where three could be taken for thousands.
    """
    text = canonical_decimal(number)
    if _EITHER_WAY.fullmatch(text.lstrip("-")):
        text += "0"
    return text.replace(".", ",") if language.startswith("it") else text
