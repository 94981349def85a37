"""Deadlines: the year that is left out, and the date that stands only in the title."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.cells import LONGEST_TITLE, fold, lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.parsing import phrases
from targets.domain.reading.phrases import When

if TYPE_CHECKING:
    from datetime import date

    from targets.domain.reading import Doubt

MOST_DATES = 12
"""Deadlines looked at in one title."""
_NEAR = 60
"""Characters in which "entro" reaches its date."""
_JANUARY = 1
"""A day of it may well be of the next year; any other without a year is of the year of the plan."""
_BY = lexicon.pattern("dates", "by")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline settled as far as the row allows."""

    day: date | None
    assumed: bool = False
    unclear: bool = False
    doubts: tuple[Doubt, ...] = ()


NO_DEADLINE = Deadline(None)


def settle(when: When | None, title_dates: list[When], year: int | None, written: str) -> Deadline:
    """Give the day of a deadline as written; ``year`` completes a date without one."""
    if when is None:
        return NO_DEADLINE
    if when.elsewhere:
        return _from_title(title_dates, year, written)
    day = when.on(year)
    if day is None:
        return Deadline(None, unclear=True, doubts=(doubt(Code.DEADLINE_WITHOUT_YEAR, written),))
    if when.year is None:
        asked = when.year_open or (day.month == _JANUARY and not when.years_later)
        found = (doubt(Code.DEADLINE_YEAR_ASSUMED, day.isoformat()),) if asked else ()
        return Deadline(day, assumed=True, doubts=found)
    return Deadline(day, assumed=not when.by or not when.whole)


def dates_of_title(title: str) -> list[When]:
    """Find the deadlines that a title names ("entro il 30/6/2018"); dates of acts and laws are none.

    None of them where the title has more than is looked at: the one that is meant may be another.
    """
    folded = fold(title, LONGEST_TITLE)
    starts = [match.start() for match in islice(_BY.finditer(lower(folded)), MOST_DATES + 1)]
    if len(starts) > MOST_DATES or len(title.strip()) >= LONGEST_TITLE:
        return []
    found = [phrases(folded[start : start + _NEAR]) or () for start in starts]
    dates = [each[0] for each in found if each and isinstance(each[0], When)]
    return [date for date in dates if date.by and not date.elsewhere]


def _from_title(title_dates: list[When], year: int | None, written: str) -> Deadline:
    days = list(dict.fromkeys((each.month, each.day, each.year) for each in title_dates))
    if not days:
        return Deadline(None, unclear=True, doubts=(doubt(Code.DEADLINE_NOT_FOUND, written),))
    if len(days) > 1:
        named = ", ".join(
            f"{each.day or ''}/{each.month}{f'/{each.year}' if each.year else ''}" for each in title_dates
        )
        return Deadline(None, unclear=True, doubts=(doubt(Code.SEVERAL_DEADLINES, named),))
    day = title_dates[0].on(year)
    if day is None:
        return Deadline(None, unclear=True, doubts=(doubt(Code.DEADLINE_WITHOUT_YEAR, written),))
    found = [doubt(Code.DEADLINE_FROM_TITLE, day.isoformat())]
    if title_dates[0].year is None:
        found.append(doubt(Code.DEADLINE_YEAR_ASSUMED, day.isoformat()))
    return Deadline(day, assumed=True, doubts=tuple(found))


def is_past(when: When, year: int | None) -> bool:
    """Say whether a day "al 31/12/2023" lies before the year of the plan: it tells which cases."""
    if year is None or when.by or when.year is None or when.elsewhere:
        return False
    day = when.on(year)
    return day is not None and (day.year < year or (day.year == year and (day.month, day.day) == (1, 1)))


def differs_from_title(day: date, title_dates: list[When]) -> bool:
    """Say whether the title names other deadlines only: another day, or the same day of another year."""
    return (
        bool(title_dates)
        and all(each.on(day.year) != day for each in title_dates if each.on(day.year))
        and any(each.day is not None and each.on(day.year) for each in title_dates)
    )
