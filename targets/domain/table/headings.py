"""What the headings of a plan table mean: the words that are listed, and rules for those that are not.

A heading is compared without case, accents, singular or plural, and without the year in it. One
that is not listed may still follow a rule: "valori attesi per l'anno 2025" is the noun of a value
with a word of aiming, and nothing else. A heading with any other word in it is not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from targets.domain.table.heading_words import HEADINGS, RULES, UNHEARD, Rank, Role
from targets.domain.table.words import fold

_LONGEST = 80
_ROLE_OF = {word: role for role, words in HEADINGS.items() for word in words}
_PATTERNS = tuple((role, rank, re.compile(pattern)) for role, rank, pattern in RULES)
_YEARS = re.compile(r"\b(20\d\d)\b")
_WITH_YEARS = re.compile(r"\(?\b20\d\d\b(\s*[-/]\s*20\d\d\b)?\)?")
_DAY = re.compile(r"\b\d{1,2}[/.]\d{1,2}(?:[/.]|\b)")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ENDING = re.compile(r"h?i?[aeio]$")
_SHORTEST_INFLECTED = 5
"""Letters of a word whose ending may change: "area" and "note" are listed in both numbers."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What one heading heads."""

    role: Role | None
    """None where it is not understood."""
    year: int | None = None
    """The year written in it, the last one of several."""
    rank: Rank = Rank.LISTED
    first_year: int | None = None
    """The first one of several: "Target 2025-2027"."""

    def is_of_other_year(self, year: int | None) -> bool:
        """Whether it names years, and ``year`` is none of them."""
        return not (
            year is None
            or self.year is None
            or self.first_year is None
            or self.first_year <= year <= self.year
        )


def understand_heading(cell: str) -> Heading:
    """Say what a heading heads, the year written in it, and how sure that is."""
    return Heading(None) if len(cell) > _LONGEST else _understood(cell)


@lru_cache(maxsize=1024)
def _understood(cell: str) -> Heading:
    """Understand a heading once: whether a line is a heading row is asked of every line, several times."""
    word = fold(cell)
    years = _YEARS.findall(word)
    first, year = (int(years[0]), int(years[-1])) if years else (None, None)
    word = _WITH_YEARS.sub("", word)
    plain = re.sub(r"\s*/\s*", "/", word.strip(" *:.")).strip()
    for form in (plain, f"{plain}.", re.sub(r"\s*\([^()]*\)$", "", plain)):
        role = _ROLE_OF.get(form) or _ROLE_OF_STEMS.get(_stems(form))
        if role is not None:
            return Heading(role, year, first_year=first)
    role, rank = _by_rule(_BRACKETS.sub("", _DAY.sub("", word)))
    return Heading(role, year, rank, first)


def _by_rule(word: str) -> tuple[Role | None, Rank]:
    if re.search(r"\d", word):
        return None, Rank.WEAK
    found = [_part_by_rule(part) for part in word.split("/")]
    if len({role for role, _rank in found}) > 1:
        return None, Rank.WEAK
    return found[0][0], max(rank for _role, rank in found)


def _part_by_rule(part: str) -> tuple[Role | None, Rank]:
    phrase = " ".join(token for token in re.findall(r"[a-z]+", part) if token not in UNHEARD)
    for role, rank, pattern in _PATTERNS:
        if pattern.fullmatch(phrase):
            return role, rank
    return None, Rank.WEAK


def _stems(word: str) -> str:
    """Give the form in which singular and plural are equal: "valori obiettivo", "valore obiettivo"."""
    return re.sub(
        r"[^\W\d_]+", lambda m: _ENDING.sub("", m[0]) if len(m[0]) >= _SHORTEST_INFLECTED else m[0], word
    )


_ROLE_OF_STEMS = {_stems(word): role for word, role in _ROLE_OF.items()}
