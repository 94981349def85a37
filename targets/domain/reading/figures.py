"""Figures in a text: numbers in digits and in words, years, and what stands right before them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal, is_ambiguous, parse_decimal
from targets.domain.reading import lexicon
from targets.domain.reading import vocabulary as known
from targets.domain.reading.dates import YEAR
from targets.domain.reading.numerals import numeral_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.reading.parts_of_year import type_of_token

AFTER_A_NUMBER = frozenset({"NUMBER", "MULT", "HALF", "PERCENT", "POINTS", "UNIT", "CURRENCY"})
"""Tokens after which a unit, a range or "o più" may follow."""
BEFORE_A_NUMBER = frozenset({"SIGN", "BETWEEN", "AND", "MARK", "MONEY", "POLARITY"})
"""Tokens after which four figures are a number and no year, and "uno" is a number."""
_BY = ("BY", "FILLER")
_BEFORE_UNIT = ("SEP", "SIGN", "BETWEEN", "AND", *_BY)
"""Tokens after which a unit may stand before its number: "entro giorni 20"."""
LIKE_YEARS = range(2010, 2036)
"""A bare number of these may be a year ("≥ 2023"); others are numbers where a noun follows."""
UNIT_OF_RANGE = re.compile(r"[\d.,]+ ?(?:%|€|euro|gg|g\.|giorni|ore|h(?!\w)|mesi|minuti|min|mila|mln|milion)")
"""A number with a unit that makes "2/3 giorni" a range and no mark on a scale."""
JOINT = re.compile(
    r" ?(?:(e|ed|a|ad|al|all'|ai|agli|alle|and|to)(?: il| lo| la| l'| i| le| gli)?"
    r"(?P<least> almeno(?: il| l'| i)?)?"
    r"|(-|÷|~|\.\.+)|(±|\+/-|\+-)|(su(?! una )|/|out of)|(→))"
    rf" ?(?=(?:n\. ?|nr\.? ?|{lexicon.UNIT_AHEAD})?€? ?\d|[+-]\d|{lexicon.spelled_out()})"
)
"""What stands between two numbers: 1 words, 3 a dash, 4 plus or minus, 5 a scale, 6 an arrow."""

_NUMBER = re.compile(
    r"\d{1,3}(?:[.'](?=\d{3}(?!\d))\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)*"
)
_GLUED = re.compile(r"\d[\d.,]*[^\W\d_]\w*(?:\^\d+)?")
_POWER = re.compile(r"[\d.,]+ ?\^ ?\d+")
_GLUED_WORD = re.compile(r"[\d.,]+(?=[a-zàèéìòù]{4,})")
_COUNTED = re.compile(r"$| [^\W\d_]{3,}")
_ALL_FIGURES = re.compile(r"\d+(?:[.,']\d+)*")
_DIGIT_AHEAD = re.compile(r" ?:? ?(?=\d)")
_THOUSANDS_OR_PARTS = re.compile(r"[1-9]\d{0,2},\d{3}")
_ABOUT = re.compile(r"(?<!\w)(?:circa|ca\.?|almeno n\.) $")
_NEAR_ABOUT = 10
_ROW_OF_NUMBERS = re.compile(r"\d{3}(?: \d{3})+")
"""``350 400``: one number, or the values of two years beside each other?"""
_MISGROUPED = re.compile(r"\d+\.\d{4,}")
_UNIT_MARK = re.compile(r"(?<=\d)(?:'(?![^']*')|\"(?![^\"]*\"))(?!\w)")
_QUOTED = re.compile(r"['\"][\d.,]+$")
_QUOTE_REACH = 30
"""Characters, more than any number has."""
_ONE_HALF = Decimal("0.5")
_HALF = re.compile(r" ?e mezz[oa](?: di(?= (?:euro|€)))?(?!\w)")
_TIMES = re.compile(r" ?[x×*^·] ?\d[\d.,]*(?: ?\^ ?\d+)?")
_OR = re.compile(rf" ?(?:od? |oppure |/ ?|- ?){lexicon.spelled_out()}")
_FURTHER = re.compile(rf" ?(?:e )?(?:(?!(?:19|20)\d\d(?!\d))\d[\d.,]*|{lexicon.spelled_out()})")
"""A large number that goes on: "3 milioni e 200 mila", "1 milione 500.000"."""


def figure_at(plain: str, place: int, before: str, *, after_article: bool) -> type_of_token | None:
    """Find the number, year or mark of a number that begins at a place of a text in lower case.

    ``before`` is the kind of the token before; ``after_article`` says that an article stands
    between it and the place: "superiore al 2023" is a year, "superiore a 2023" a number.
    FIGURE is what looks like a number and is none that can be named: "12O", "80x", "un terzo".
    """
    if found := _fraction_or_mark(plain, place) or _unit_before(plain, place, before):
        return found
    match = _NUMBER.match(plain, place)
    if match is None:
        return _spelled(plain, place, before)
    if power := _POWER.match(plain, place):
        return "FIGURE", "", power.end()
    glued = _GLUED.match(plain, place)
    if glued and not _unit_at(plain, match.end()) and not _GLUED_WORD.match(plain, place):
        return "FIGURE", "", glued.end()
    whole = _ALL_FIGURES.match(plain, place)
    if whole and whole.end() > match.end():
        return "NUMBER", whole[0], whole.end()
    is_year = match.end() - place == 4 and year_at(plain, place, before, after_article=after_article)
    return ("YEAR" if is_year else "NUMBER"), match[0], match.end()


def _fraction_or_mark(plain: str, place: int) -> type_of_token | None:
    """Find "un terzo", whose figure cannot be named, or the mark of a number ("n.")."""
    if fraction := known.FRACTION.match(plain, place):
        return "FIGURE", "", fraction[1]
    match = known.NUMBER_MARK.match(plain, place)
    if match is None:
        return None
    end = match.end()
    figure = plain[end].isdigit() or known.SPELLED_AFTER_SIGN.match(plain, end)
    return ("MARK", "", end) if figure or numeral_at(plain, end, joins=True) else None


def repeats(plain: str, place: int, end: int, number: str) -> bool:
    """Say whether a bracket only writes the number before it once more: "20 (venti) giorni"."""
    found = figure_at(plain, place, "MARK", after_article=False)
    if found is None or found[0] != "NUMBER" or found[2] != end:
        return False
    return _unit_at(plain, end + 1 + (plain[end + 1 : end + 2] == " ")) and (
        number_value(found[1]) == number_value(number)
    )


def is_unit_mark(plain: str, place: int, before: str) -> bool:
    """Tell the mark of minutes or seconds ("15'") from the quote that ends a quotation."""
    quoted = _QUOTED.search(plain, max(0, place - _QUOTE_REACH), place)
    return before == "NUMBER" and quoted is None and _UNIT_MARK.match(plain, place) is not None


def may_be_another(number: str, units: Sequence[str] = ()) -> bool:
    """Say whether a number can be read in two ways: ``1,500``, ``1.5``; or has a slip: ``1.2500``.

    A unit settles ``1.5``; it does not settle ``1,500 €`` nor ``.5 %``.
    """
    if number[0] in ".," or (_ROW_OF_NUMBERS.fullmatch(number) and "EUR" not in units):
        return True
    if units:
        return "%" not in units and _THOUSANDS_OR_PARTS.fullmatch(number) is not None
    return is_ambiguous(number) or _MISGROUPED.fullmatch(number) is not None


def further_at(plain: str, place: int, before: str, *, between: bool) -> type_of_token | None:
    """Find what goes on behind a number: HALF ("e mezzo"), or FIGURE for what is not worked out ("x 10^3").

    ``between`` says that a second number is awaited: "tra 1 milione e 2 milioni".
    """
    if match := _HALF.match(plain, place):
        return "HALF", "", match.end()
    arithmetic = _TIMES.match(plain, place) or _OR.match(plain, place) if before == "NUMBER" else None
    further = _FURTHER.match(plain, place) if before == "MULT" and not between else None
    match = arithmetic or further
    return ("FIGURE", "", match.end()) if match else None


def year_at(plain: str, place: int, before: str, *, after_article: bool = False) -> bool:
    """Take 1900 to 2099 for a year unless a sign, a mark, a noun or a unit says otherwise."""
    match = YEAR.match(plain, place)
    if match is None or (before in BEFORE_A_NUMBER and not (before == "SIGN" and after_article)):
        return False
    end = match.end()
    if _ABOUT.search(plain, max(0, place - _NEAR_ABOUT), place):
        return False
    if before == "SEP" and int(match[0]) not in LIKE_YEARS and _COUNTED.match(plain, end):
        return False
    return not _unit_at(plain, end + (plain[end : end + 1] == " "))


def number_value(text: str, multiplier: str = "1", *, half: bool = False) -> Decimal | None:
    """Turn a NUMBER token into its value; None where its shape is no number (``1.2.3``).

    ``half`` adds one half before it is multiplied: "3 milioni e mezzo".
    """
    value = parse_decimal(f"0{text}" if text[0] in ".," else text)
    if value is None:
        return None
    return Decimal(canonical_decimal((value + _ONE_HALF if half else value) * Decimal(multiplier)))


def _spelled(plain: str, place: int, before: str) -> type_of_token | None:
    """Read "due" after a sign or where a clause begins; "uno" only after a sign, for it is an article."""
    if before in _BY:
        return _spelled_time(plain, place)
    if before not in BEFORE_A_NUMBER and before != "SEP":
        return None
    if numeral := numeral_at(plain, place, joins=before != "BETWEEN"):
        value, end = numeral
        return ("FIGURE", "", end) if value is None else ("NUMBER", str(value), end)
    words = known.SPELLED if before == "SEP" else known.SPELLED_AFTER_SIGN
    found = words.match(plain, place)
    return ("NUMBER", found[0], found[1]) if found else None


def _spelled_time(plain: str, place: int) -> type_of_token | None:
    """Read "entro venti giorni" and "entro un mese"; any other word after "entro" may be part of a date."""
    found = _spelled(plain, place, "SIGN")
    ahead = found is not None and known.TIME.match(plain, found[2] + (plain[found[2] : found[2] + 1] == " "))
    return found if ahead else None


def _unit_before(plain: str, place: int, before: str) -> type_of_token | None:
    """Read "euro 1.000" and "gg. 30": the unit stands before its number."""
    large = known.MONEY_BEFORE.match(plain, place) if before not in AFTER_A_NUMBER else None
    figure = _DIGIT_AHEAD.match(plain, large[1]) if large else None
    if large and figure:
        return "MONEY", f"{large[0]} EUR", figure.end()
    money = known.CURRENCY.match(plain, place) if before not in AFTER_A_NUMBER else None
    if money:
        digit = _DIGIT_AHEAD.match(plain, money[1])
        return ("MONEY", "EUR", digit.end()) if digit else ("CURRENCY", "EUR", money[1])
    unit = known.BEFORE_NUMBER.match(plain, place) if before in _BEFORE_UNIT else None
    digit = _DIGIT_AHEAD.match(plain, unit[1]) if unit else None
    return ("MONEY", unit[0], digit.end()) if unit and digit else None


def _unit_at(plain: str, place: int) -> bool:
    return any(words.match(plain, place) for words in known.AFTER_FIGURES)
