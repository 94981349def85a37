"""Italian numbers in words: "ventuno", "centoventi", "cento venti", "duemilacinquecento"."""

from __future__ import annotations

import re

_ONES = ("", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove")
_TEENS = (
    *("dieci", "undici", "dodici", "tredici", "quattordici", "quindici", "sedici"),
    *("diciassette", "diciotto", "diciannove"),
)
_TENS = ("", "", "venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")
_WORD = re.compile(r"[a-zé]+")
_FURTHER = re.compile(r" (e )?([a-zé]+)")


def _of_tens(number: int) -> list[str]:
    if number < len(_ONES):
        return [_ONES[number]]
    if number < len(_ONES) + len(_TEENS):
        return [_TEENS[number - len(_ONES)]]
    tens, one = _TENS[number // 10], _ONES[number % 10]
    spellings = [tens + one]
    if one[:1] in ("u", "o"):
        spellings.append(tens[:-1] + one)
    if one == "uno":
        spellings.append(f"{tens[:-1]}un")
    if one == "tre":
        spellings.append(f"{tens}tré")
    return spellings


def _below_thousand() -> dict[str, int]:
    """List the spellings of 2 to 999: "uno" is an article more often than a number."""
    spellings: dict[str, int] = {}
    for number in range(2, 1000):
        hundreds, rest = divmod(number, 100)
        ahead = [f"{_ONES[hundreds] if hundreds > 1 else ''}cento" if hundreds else ""]
        if hundreds and _of_tens(rest)[0][:1] in ("o", "u"):
            ahead.append(ahead[0][:-1])
        for first in ahead:
            for second in _of_tens(rest):
                spellings[first + second] = number
    return spellings


_SPELLINGS = _below_thousand()
_PIECES = "|".join(
    sorted(
        {*_ONES[1:], *_TEENS, *_TENS[2:], *(ten[:-1] for ten in _TENS[2:]), "un", "tré", "cento", "cent"},
        key=len,
        reverse=True,
    )
)
PATTERN = rf"(?!un[oa]?(?![^\W\d_]))(?:{_PIECES}|mille|mila)+"
"""What looks like one, for a sign that needs a number after it; a slip such as "dueuno" does too."""


def value_of(word: str) -> int | None:
    """Give the number from 2 to 999 999 that one word spells; None where it spells none."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    for thousand in ("mille", "mila"):
        ahead, found, rest = word.partition(thousand)
        first = _SPELLINGS.get(ahead) if thousand == "mila" else (1 if not ahead else None)
        after = 0 if not rest else 1 if rest == "uno" else _SPELLINGS.get(rest)
        if found and first is not None and after is not None:
            return first * 1000 + after
    return None


def numeral_at(plain: str, place: int, *, joins: bool) -> tuple[int | None, int] | None:
    """Find the number in words at a place of a text in lower case, and say where it ends.

    Words written apart are one number where together they spell one: "cento venti", and with
    ``joins`` "mille e duecento". None for the value where they follow each other and do not:
    "venti trenta" may be a range. None at all: there is no number.
    """
    match = _WORD.match(plain, place)
    value = value_of(match[0]) if match else None
    if match is None or value is None:
        return None
    spelled, end = match[0], match.end()
    while further := _FURTHER.match(plain, end):
        linked, word = further.groups()
        if value_of(word) is None and word not in ("uno", "mila"):
            break
        together = value_of(spelled + word) if joins or not linked else None
        if together is None:
            return (value, end) if linked or word == "mila" else (None, further.end())
        spelled, value, end = spelled + word, together, further.end()
    return value, end
