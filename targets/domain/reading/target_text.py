"""Ways of writing a target that mean no more than a plainer one, put into it before it is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = r"[+-]?\d[\d.,]*(?: ?%)?"
_NAME = r"(?:x|y|v|valore|indicatore|risultato|target|kpi)"
_CHAIN = re.compile(
    rf"(?<![\d.,])(?P<low>{_NUMBER}) ?(?P<one>[≤<]) ?{_NAME} ?(?P<other>[≤<]) ?(?P<high>{_NUMBER})",
    re.IGNORECASE,
)
_FALLING = re.compile(
    rf"(?<![\d.,])(?P<high>{_NUMBER}) ?(?P<other>[≥>]) ?{_NAME} ?(?P<one>[≥>]) ?(?P<low>{_NUMBER})",
    re.IGNORECASE,
)
_MONTHS = "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic"
_OR_EQUAL = ("≤", "≥")


def _between(found: re.Match[str]) -> str:
    """Write "80 % ≤ x < 100 %" as "≥ 80 % e < 100 %", and with both ends as "tra 80 % e 100 %"."""
    low, high = found["low"].strip(), found["high"].strip()
    one, other = found["one"] in _OR_EQUAL, found["other"] in _OR_EQUAL
    if one and other:
        return f"tra {low} e {high}"
    return f"{'≥' if one else '>'} {low} e {'≤' if other else '<'} {high}"


_PLAINER: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_CHAIN, _between),
    (_FALLING, _between),
    (re.compile(r"^\[ ?(\d[\d.,]*) ?; ?(\d[\d.,]*) ?\]$"), r"tra \1 e \2"),
    (re.compile(r"_+ ?<_*|<_+"), "≤"),
    (re.compile(r"_+ ?>_*|>_+"), "≥"),
    (re.compile(r"\(-\) ?(?=\d)"), "-"),
    (re.compile(r"(?<=[^\W\d_])/00(?=\))"), ""),
    (re.compile(r"(?<=[( ])'(2\d|3[0-5])(?=[):;, ]|$)"), r"20\1"),
    (re.compile(r"(?<![\w.])a\. ?(?=20\d\d(?!\d))"), "anno "),
    (re.compile(rf"(?<!\w)1(?:\.o|o|\^)(?= (?:{_MONTHS}))", re.IGNORECASE), "1°"),
    (re.compile(r"(?<=\d)[.,]-(?= ?(?:$|€|euro))"), ""),
    (re.compile(r"\n(?=(?:d(?:el|ello|ella|ei|egli|elle|i)(?!\w)|dell'))"), " "),
)
_MAY_BE_PLAINER = re.compile(r"[\w] ?[≤<≥>]|[\[_'^\n-]|a\.|1\.?o |/00", re.IGNORECASE)


def plainer(folded: str) -> str:
    """Write a folded target the plainer way; most are plain already."""
    if _MAY_BE_PLAINER.search(folded) is None:
        return folded
    for written, meant in _PLAINER:
        folded = written.sub(meant, folded)
    return folded
