"""The words that belong to a number: its label, and the noun that it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower, one_line
from targets.domain.reading.phrases import Mark, Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

_NO_UNIT = frozenset(lexicon.words("prose", "no_unit"))
_ADJECTIVE = lexicon.pattern("prose", "adjectives")
_SHORT = 2
"""Words; so few, all of them small, tell nothing."""
_LOOSE_START = re.compile(r"^(?:ed?|il|lo|la|l'|and) ?(?=.)(?<=[ '])")
_LOOSE_END = re.compile(
    r"(?:(?<![^ ])(?:ed?|o|il|lo|la|l'|i|le|gli|and|di|del|dello|della|dei|delle|dell'|al?|all'|da|per|in"
    r"|con|su|tra|fra|un|ma|contro|oppure|nel|nella|nei|negli|nelle|di cui|dei quali|delle quali|\||,) ?)+$"
)


def label(text: str, start: int, end: int, without: Sequence[Phrase]) -> str:
    """Give the words of a stretch without some of its phrases."""
    cut = [each for each in without if each.start >= start and each.end <= end]
    pieces, place = [], start
    for phrase in sorted(cut, key=lambda each: each.start):
        pieces.append(text[place : phrase.start])
        place = max(place, phrase.end)
    pieces.append(text[place:end])
    told = one_line(" ".join(pieces)).strip(' ,:;|-"').removeprefix("'").removesuffix("/").strip()
    return _LOOSE_END.sub("", _LOOSE_START.sub("", told)).strip(' ,:;-"') or (
        told if len(told.split()) > _SHORT else ""
    )


def noun_after(text: str, place: int, after: Sequence[Phrase]) -> str | None:
    """Take the noun right after a number, which ends at ``place``, for its unit, as written."""
    words: list[str] = []
    for phrase in after:
        if not isinstance(phrase, Mark) or phrase.kind not in ("WORD", "CHANGE") or phrase.start - place > 1:
            return None
        word = text[phrase.start : phrase.end]
        if lower(word) in _NO_UNIT or word.endswith("'"):
            return None
        words.append(word)
        place = phrase.end
        if phrase.kind == "WORD" and not _ADJECTIVE.fullmatch(lower(word)):
            return " ".join(words) if re.match(r"[^\W\d_]{2}", word) else None
    return None
