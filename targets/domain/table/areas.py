"""Areas as documents spell them: the scope glued to the name, and spellings of one area.

Nothing here decides for a person: a certain match differs only in case, accents, blanks or
punctuation; a shortened name is a likely match and is said to be one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.domain.table.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCOPE = re.compile(
    r"(?P<area>.*?\S)\s*\(\s*ambit[oi]\s+di\s+intervento\s*:?\s*(?P<scope>[^()]*?)\s*\)\s*", re.I | re.S
)
_SHORTEST_PREFIX = 10
"""Characters of a shortened name: below, "AREA" or "SERVIZI" would match by chance."""


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """Spellings that mean one area."""

    name: str
    """The fullest spelling, the first one written among equals."""
    spellings: tuple[str, ...]
    """All of them, ``name`` included, in the order of the document."""
    likely: tuple[str, ...]
    """Those of the spellings that are only likely (a shortened name): a person should look."""


def split_area(text: str) -> tuple[str, str]:
    """Part "NAME (AMBITO DI INTERVENTO SCOPE)" into name and scope; scope "" where there is none."""
    match = _SCOPE.fullmatch(text)
    return (match["area"].strip(), match["scope"]) if match else (text.strip(), "")


def area_key(text: str) -> str:
    """Give the form in which certain spellings of one area are equal ("E"/"e", accents, blanks, "&")."""
    folded = fold(split_area(text)[0]).replace("&", " e ")
    # "COMPETITIVITA'" and "COMPETITIVITÀ" are one word.
    return " ".join(re.sub(r"[^\w']+", " ", folded).replace("'", " ").split())


def match_area(text: str, known: Iterable[str]) -> tuple[str | None, bool]:
    """Find the known area that a spelling means: (name as in ``known`` or None, whether it is certain).

    Uncertain: one of the two names begins with the whole words of the other, and no second
    known area does so.
    """
    key = area_key(text)
    names = list(known)
    for name in names:
        if area_key(name) == key:
            return name, True
    likely = [
        name for name in names if _is_short_for(key, area_key(name)) or _is_short_for(area_key(name), key)
    ]
    return (likely[0], False) if len(likely) == 1 else (None, False)


def group_areas(spellings: Iterable[str]) -> tuple[AreaGroup, ...]:
    """Group the spellings of a document into areas, in the order in which they first appear."""
    by_key: dict[str, list[str]] = {}
    for spelling in spellings:
        name = split_area(spelling)[0]
        if name and name not in by_key.setdefault(area_key(name), []):
            by_key[area_key(name)].append(name)
    short_for = {key: _only(other for other in by_key if _is_short_for(key, other)) for key in by_key}
    return tuple(
        AreaGroup(
            name=names[0],
            spellings=(*names, *(s for k, full in short_for.items() if full == key for s in by_key[k])),
            likely=tuple(s for k, full in short_for.items() if full == key for s in by_key[k]),
        )
        for key, names in by_key.items()
        if short_for[key] is None
    )


def _is_short_for(short: str, full: str) -> bool:
    return len(short) >= _SHORTEST_PREFIX and full.startswith(f"{short} ")


def _only(found: Iterable[str]) -> str | None:
    keys = list(found)
    return keys[0] if len(keys) == 1 else None
