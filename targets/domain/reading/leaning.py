"""Which way the words of a measured thing lean: what nobody wants, what is done about it, what is good."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower

_OPEN = lexicon.pattern("directions", "open")
_WORSE = lexicon.pattern("directions", "worse")
_BETTER = lexicon.pattern("directions", "better")
_BURDEN = lexicon.pattern("directions", "burden")
_BAD = lexicon.pattern("directions", "bad")
_DEALS = lexicon.pattern("directions", "deals")
_FOUND = lexicon.pattern("directions", "found")
_NEUTRAL = lexicon.pattern("directions", "neutral")
_PARTICIPLE = re.compile(r" ([^\W\d_]{2,}(?:at|ut|it)[aeio])(?!\w)")
_GOOD = lexicon.pattern("directions", "good")
_OF_ANOTHER = re.compile(
    r" (?:per|su|sul|sull[ae]|sui|sugli|nei|nel|nell[ae]|negli|ogni|x|on|in the)(?= )| (?:sull|nell)'"
)
"""What follows is about another noun: in "errori nelle pratiche evase" no error is dealt with."""
_WITHOUT = re.compile(
    rf"(?<!\w)(?:senza|assenza d[ia]|zero|priv[aeio] d[ia]|without|free of)(?: \w+)? {_BAD.pattern}"
)
"""``pratiche senza errori``: what nobody wants is not there."""
_COMPLEMENT = re.compile(r" (?:per|d[ia]|de[il]|degli|dell[aeo]|a[il]?|all[ae]|of|to|for)(?= )| dell'")
"""What follows says what a cost or a time is for: it turns nothing round."""


class Lean(Enum):
    """What more of a thing means."""

    MORE = "more is better"
    LESS = "less is better"
    OPEN = "either may be, and a person must say"


@lru_cache(maxsize=512)
def lean(text: str) -> Lean | None:
    """Weigh the words of a thing measured; None where none of them tells.

    A bad thing is wanted less, unless a word says that it is dealt with ("reclami risolti"); a cost or
    a time stays one whatever it is for ("costo per utente assistito"); where a bad thing is only found
    ("violazioni contestate"), or stands beside a good word, more may be better or worse.
    """
    plain = lower(text)
    if _WITHOUT.search(plain):
        return Lean.MORE
    if _WORSE.search(plain):
        return Lean.LESS
    if _BETTER.search(plain):
        return Lean.MORE
    if _OPEN.search(plain):
        return Lean.OPEN
    return _of_burden(plain) or _of_bad(plain) or (Lean.MORE if _is_good(plain) else None)


def _of_burden(plain: str) -> Lean | None:
    """A cost or a time that stands as the head of its phrase; "spesa rendicontata" is a deed."""
    head = _COMPLEMENT.split(plain, maxsplit=1)[0]
    if not _BURDEN.search(head):
        return None
    return Lean.MORE if _is_good(head) else Lean.LESS


def _of_bad(plain: str) -> Lean | None:
    near, *far = _OF_ANOTHER.split(plain, maxsplit=1)
    if not _BAD.search(plain):
        return None
    found = _BAD.search(near)
    if found is None:
        return Lean.MORE if _is_good(near) else Lean.OPEN
    if _DEALS.search(near):
        return Lean.MORE
    ahead, behind = near[: found.start()], near[found.end() :]
    beside = _FOUND.search(near) or _GOOD.search(ahead) or any(_DEALS.search(part) for part in far)
    return Lean.OPEN if beside or _done_to(behind) else Lean.LESS


def _done_to(behind: str) -> bool:
    """Say whether a participle that no list knows follows a bad thing: who can tell what it does to it."""
    told = _PARTICIPLE.match(behind)
    return told is not None and not (_NEUTRAL.match(told[1]) or _BAD.match(told[1]))


def _is_good(plain: str) -> bool:
    return _GOOD.search(plain) is not None or _DEALS.search(plain) is not None


def names_bad(text: str) -> bool:
    """Say whether a thing nobody wants stands in the words, whatever is done about it."""
    plain = lower(text)
    return _WORSE.search(plain) is not None or _BAD.search(plain) is not None
