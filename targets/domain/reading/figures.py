"""Figures in a text: numbers in digits and in words, years, and what stands right before them."""

from __future__ import annotations

import re
from decimal import Decimal

from perfplan.lib.numbers import canonical_decimal, parse_decimal
from targets.domain.reading import vocabulary as known
from targets.domain.reading.dates import YEAR, type_of_token

AFTER_A_NUMBER = frozenset({"NUMBER", "MULT", "PERCENT", "POINTS", "UNIT", "CURRENCY"})
"""Tokens after which a unit, a range or "o più" may follow."""
BEFORE_A_NUMBER = frozenset({"SIGN", "BETWEEN", "AND", "MARK", "MONEY", "POLARITY"})
"""Tokens after which four figures are a number and no year, and "uno" is a number."""
LIKE_YEARS = range(2010, 2036)
"""A bare number of these may be a year ("≥ 2023"); others are numbers where a noun follows."""

_NUMBER = re.compile(
    r"\d{1,3}(?:[.'](?=\d{3}(?!\d))\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
    r"|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)*"
)
_GLUED = re.compile(r"\d[\d.,]*[^\W\d_]\w*")
_GLUED_WORD = re.compile(r"[\d.,]+(?=[a-zàèéìòù]{4,})")
_COUNTED = re.compile(r"$| [^\W\d_]{3,}")
_ALL_FIGURES = re.compile(r"\d+(?:[.,']\d+)*")
_DIGIT_AHEAD = re.compile(r" ?:? ?(?=\d)")


def figure_at(plain: str, place: int, before: str, *, after_article: bool) -> type_of_token | None:
    """Find the number, year or mark of a number that begins at a place of a text in lower case.

    ``before`` is the kind of the token before; ``after_article`` says that an article stands
    between it and the place: "superiore al 2023" is a year, "superiore a 2023" a number.
    FIGURE is what looks like a number and is none: "12O", "80x".
    """
    if match := known.NUMBER_MARK.match(plain, place):
        spelled = known.SPELLED_AFTER_SIGN.match(plain, match.end())
        if plain[match.end()].isdigit() or spelled:
            return "MARK", "", match.end()
    if found := _unit_before(plain, place, before):
        return found
    match = _NUMBER.match(plain, place)
    if match is None:
        return _spelled(plain, place, before)
    glued = _GLUED.match(plain, place)
    if glued and not _unit_at(plain, match.end()) and not _GLUED_WORD.match(plain, place):
        return "FIGURE", "", glued.end()
    whole = _ALL_FIGURES.match(plain, place)
    if whole and whole.end() > match.end():
        return "NUMBER", whole[0], whole.end()
    is_year = match.end() - place == 4 and year_at(plain, place, before, after_article=after_article)
    return ("YEAR" if is_year else "NUMBER"), match[0], match.end()


def year_at(plain: str, place: int, before: str, *, after_article: bool = False) -> bool:
    """Take 1900 to 2099 for a year unless a sign, a mark, a noun or a unit says otherwise."""
    match = YEAR.match(plain, place)
    if match is None or (before in BEFORE_A_NUMBER and not (before == "SIGN" and after_article)):
        return False
    end = match.end()
    if before == "SEP" and int(match[0]) not in LIKE_YEARS and _COUNTED.match(plain, end):
        return False
    return not _unit_at(plain, end + (plain[end : end + 1] == " "))


def number_value(text: str, multiplier: str = "1") -> Decimal | None:
    """Turn a NUMBER token into its value; None where its shape is no number (``1.2.3``)."""
    value = parse_decimal(text)
    return None if value is None else Decimal(canonical_decimal(value * Decimal(multiplier)))


def _spelled(plain: str, place: int, before: str) -> type_of_token | None:
    """Read "due" after a sign or where a clause begins; "uno" only after a sign, for it is an article."""
    words = known.SPELLED_AFTER_SIGN if before in BEFORE_A_NUMBER else known.SPELLED
    found = words.match(plain, place) if before in BEFORE_A_NUMBER or before == "SEP" else None
    return ("NUMBER", found[0], found[1]) if found else None


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
    unit = known.BEFORE_NUMBER.match(plain, place) if before in ("SEP", "SIGN") else None
    digit = _DIGIT_AHEAD.match(plain, unit[1]) if unit else None
    return ("MONEY", unit[0], digit.end()) if unit and digit else None


def _unit_at(plain: str, place: int) -> bool:
    return any(words.match(plain, place) for words in known.AFTER_FIGURES)
