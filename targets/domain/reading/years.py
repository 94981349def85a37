"""The year that a figure is of, told from the years of acts and laws."""

from __future__ import annotations

import re

from targets.domain.reading.cells import lower
from targets.domain.reading.vocabulary import ACTS

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"(?<![^\s(\[,;'])[^\W_]")


def year_of(label: str) -> int | None:
    """Give the only year that a label names ("costi 2018"); None where there is none, or several.

    The year of an act tells when it was passed, not what is measured: "controlli D.Lgs. 33/2013".
    """
    plain = lower(label)
    if _YEAR.search(plain) is None:
        return None
    years = set(_YEAR.findall(_without_acts(plain)))
    return int(years.pop()) if len(years) == 1 else None


def _without_acts(plain: str) -> str:
    kept, place = [], 0
    for word in _WORD.finditer(plain):
        if word.start() < place or not (act := ACTS.match(plain, word.start())):
            continue
        kept.append(plain[place : word.start()])
        place = act[1]
    return " ".join([*kept, plain[place:]])
