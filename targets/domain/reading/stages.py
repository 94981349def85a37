"""Several dates of one row: stages that go on into the next year, and parts of a year with a number each."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from targets.domain.reading import FormulaReading, Kind, lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import Draft, with_doubt

if TYPE_CHECKING:
    from datetime import date

_RANKS = lexicon.Lookup(lexicon.table("dates")["stages"])
_NUMBERED = re.compile(
    r"(?<!\w)(?:(?:fase|step|stadio|stato|lotto|sal|milestone|parte|tranche|stralcio|obiettivo|report|relazione)"
    r" (?:n\.? ?)?(?P<behind>\d|i{1,3}|iv|v)|(?P<ahead>\d|i{1,3}|iv|v) ?[°ºª^ao]"
    r"|(?P<told>(?:prim|second|terz|quart|quint)[ao]))(?!\w)"
)
_NUMBERS = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "prim": 1,
    "second": 2,
    "terz": 3,
    "quart": 4,
    "quint": 5,
}
_WORD = re.compile(r"(?<!\w)\w")
_PART_OF_YEAR = re.compile(
    r"(?<!\w)(?:sem|quadr|trim|bim)|metà|quarter|half|q ?\d|^(?:ii|iii|iv|sec|ter|qua)"
)
_SUMMED = (Kind.COUNT, Kind.AMOUNT)


def in_following_year(drafts: list[Draft], year: int | None) -> list[Draft]:
    """Put a stage whose date comes before that of the stage before it into the next year.

    "1ª fase entro 31/07; 2ª entro 31/01". Where no words tell an order, the year is only asked about.
    """
    if year is None:
        return drafts
    found = list(drafts)
    for place, (one, other) in enumerate(pairwise(drafts)):
        earlier, later, when = _day(found[place], year), _day(other, year), other.when
        if earlier is None or later is None or when is None or when.year is not None or later >= earlier:
            continue
        if _follows(one, other):
            when = replace(when, years_later=when.years_later + earlier.year - later.year)
            if (later.month, later.day) < (earlier.month, earlier.day):
                when = replace(when, years_later=when.years_later + 1)
        found[place + 1] = replace(other, when=replace(when, year_open=True))
    return found


def _day(draft: Draft, year: int) -> date | None:
    return draft.when.on(year) if draft.when else None


def _follows(one: Draft, other: Draft) -> bool:
    """Say whether two conditions are stages of one thing, the second behind the first."""
    if one.indicator != other.indicator:
        return False
    first, second = _rank(one.label), _rank(other.label)
    return first is not None and second is not None and first[0] is second[0] and first[1] < second[1]


def _rank(label: str) -> tuple[bool, int] | None:
    """Give the place that a label has in a series: by a number ("2ª fase") or by its words ("collaudo")."""
    plain = lower(label)
    if found := _NUMBERED.search(plain):
        number = found["behind"] or found["ahead"] or found["told"][:-1]
        return True, _NUMBERS.get(number) or int(number)
    ranks = (_RANKS.match(plain, word.start()) for word in _WORD.finditer(plain))
    place = max((int(rank[0]) for rank in ranks if rank), default=None)
    return None if place is None else (False, place)


def asked_of_parts(drafts: list[Draft], formula: FormulaReading | None, folded: str) -> list[Draft]:
    """Ask of "50 nel primo semestre e 60 nel secondo" whether the second is beside the first or with it."""
    parts = [each for each in drafts if _is_of_part(each, folded)]
    if formula is None or len(parts) < 2:
        return drafts
    return [
        with_doubt(each, Code.FOR_EACH, folded[: each.when.end].rpartition("\n")[2], assumed=True)
        if each in parts
        and each.when
        and each.indicator is not None
        and formula.indicators[each.indicator].kind in _SUMMED
        else each
        for each in drafts
    ]


def _is_of_part(draft: Draft, folded: str) -> bool:
    if draft.value is None or draft.when is None or draft.when.by:
        return False
    return _PART_OF_YEAR.search(lower(folded[draft.when.start : draft.when.end])) is not None
