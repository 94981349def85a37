"""Ways of writing a target that mean no more than a plainer one, put into it before it is cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from perfplan.lib.numbers import format_decimal, parse_decimal

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


_TOLERANCE = re.compile(
    r"(?<![\w.,%/-])(?P<money>€ ?)?(?P<value>\d[\d.,]*)(?P<unit> ?(?:gg\.?|€|[^\W\d_]{3,}))? ?\(?"
    r"(?:±|\+ ?/ ?-) ?(?:€ ?)?(?P<by>\d[\d.,]*)(?! ?[%\d])(?: ?(?:gg\.?|giorni|ore|€|euro))?\)?"
)


def _from_to(found: re.Match[str]) -> str:
    """Write "15 ± 2 gg" as "tra 13 e 17 gg": of what is no share, so much more or less has one meaning."""
    value, by = parse_decimal(found["value"]), parse_decimal(found["by"])
    if value is None or by is None or not 0 < by < value:
        return found[0]
    low, high = (format_decimal(each, "it") for each in (value - by, value + by))
    return f"tra {found['money'] or ''}{low} e {found['money'] or ''}{high}{found['unit'] or ''}"


_PLAINER: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_CHAIN, _between),
    (_FALLING, _between),
    (re.compile(r"^\[ ?(\d[\d.,]*) ?; ?(\d[\d.,]*) ?\]$"), r"tra \1 e \2"),
    (re.compile(r"_+ ?<_*|<_+"), "≤"),
    (re.compile(r"_+ ?>_*|>_+"), "≥"),
    (_TOLERANCE, _from_to),
    (re.compile(r"\((?:±|\+ ?/? ?-) ?(\d[\d.,]* ?%?)\)"), r"± \1"),
    (re.compile(r"\(-\) ?(?=\d)"), "-"),
    (re.compile(r"(?<!\w)anno ([1-3])(?= ?:)", re.IGNORECASE), r"\1° anno"),
    (re.compile(r"(?<=20\d\d) ?→ ?(?=\d)"), ": "),
    (re.compile(r"(?<=[^\W\d_])/00(?=\))"), ""),
    (re.compile(r"(?<=[( ])'(2\d|3[0-5])(?=[):;, ]|$)"), r"20\1"),
    (re.compile(r"(?<![\w.])a\. ?(?=20\d\d(?!\d))"), "anno "),
    (re.compile(rf"(?<!\w)1(?:\.o|o|\^)(?= (?:{_MONTHS}))", re.IGNORECASE), "1°"),
    (re.compile(r"(?<=\d)[.,]-(?= ?(?:$|€|euro))"), ""),
    (re.compile(r"\n(?=(?:d(?:el|ello|ella|ei|egli|elle|i)(?!\w)|dell'))"), " "),
)
_MAY_BE_PLAINER = re.compile(r"[\w] ?[≤<≥>]|[\[_'^\n-]|a\.|1\.?o |/00|±|\+ ?/|anno [1-3] ?:|→", re.IGNORECASE)


def plainer(folded: str) -> str:
    """Write a folded target the plainer way; most are plain already."""
    if _MAY_BE_PLAINER.search(folded) is None:
        return folded
    for written, meant in _PLAINER:
        folded = written.sub(meant, folded)
    return folded
