"""A share that is written twice, as a part of a whole and in per cent: "96 imprese su 120 (80 %)"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import parse_decimal
from targets.domain.reading.cells import lower

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = r"(?: [^\W\d_]+){0,3}"
_PART = (
    rf"(?P<part>\d[\d.]*)(?P<noun>{_WORDS}?)"
    rf"(?: su(?: un)?(?: totale)?(?: di)? | ?/ ?)(?P<whole>\d[\d.]*){_WORDS}?"
)
_SHARE = r"(?P<share>\d[\d.,]*) ?%"
_SAME = (
    r"(?:[(=]|,? ?(?:pari|cioè|ossia|ovvero|corrispondent[ei]|equivalent[ei]))(?: ?[=:])?"
    r"(?: ?(?:pari )?(?:all'|al|ad?|l'|il))? ?"
)
_EITHER_WAY = (
    re.compile(rf"(?<![\w.,/]){_PART} ?{_SAME}{_SHARE}\)?(?! ?[\w%])"),
    re.compile(rf"(?<![\w.,/]){_SHARE} ?{_SAME}{_PART}(?:\)|(?![\w.,/%]))"),
)
_PART_OF_KNOWN = re.compile(
    r"(?<![\w.,/])(?P<part>\d[\d.]*)(?P<noun>(?! (?:giorn|gg|or[ae]|sett|mes|ann))(?: [^\W\d_]+){1,3}?)"
    r" su(?: un totale di)? (?P<whole>\d[\d.]*)(?! ?[\w%]|[,/]\d)"
)
"""``4 comuni su 6``: of the things named before, and of no others."""
_COUNT_OF_ALL = re.compile(
    rf"(?<![\w.,/])(?P<part>\d[\d.]*)(?P<noun>{_WORDS}?),?"
    r" (?:pari|corrispondent[ei]|equivalent[ei]) al 100 ?%\)?(?! ?[\w%])"
)
"""``n. 45 pari al 100 %``: all that there are."""
_WHOLE = Decimal(100)


def as_share(folded: str) -> str:
    """Keep only the per cent of a share that is written twice; any other text as it is."""
    told = _told_once(folded, lambda found: f"{found['share']}%")
    told = _COUNT_OF_ALL.sub("100%", told) if told == folded else told
    return _PART_OF_KNOWN.sub(r"\g<part> su \g<whole>", told)


def as_count(folded: str) -> str | None:
    """Keep only the part of a share that is written twice: "96 imprese"; None where none is."""
    told = _told_once(folded, lambda found: f"{found['part']}{found['noun']}")
    if told == folded:
        told = _COUNT_OF_ALL.sub(r"\g<part>\g<noun>", _PART_OF_KNOWN.sub(r"\g<part>\g<noun>", folded))
    return None if told == folded else told


def _told_once(folded: str, kept: Callable[[re.Match[str]], str]) -> str:
    if "%" not in folded:
        return folded
    plain = lower(folded)
    for pattern in _EITHER_WAY:
        found = pattern.search(plain)
        if found and _agree(found):
            return f"{folded[: found.start()]}{kept(found)}{folded[found.end() :]}"
    return folded


def _agree(found: re.Match[str]) -> bool:
    """Say whether the figures are the same share; where they are not, a person must look."""
    part, whole, share = (parse_decimal(found[name].rstrip(".")) for name in ("part", "whole", "share"))
    if part is None or whole is None or share is None or not 0 < part <= whole:
        return False
    return abs(part / whole * _WHOLE - share) < 1
