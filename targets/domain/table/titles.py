"""The title of a plan among the lines above its table, and the years it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from targets.domain.table.words import fold

_PLAN_TITLE = re.compile(r"\b(?:piano|programma|performance|plan)\b")
_PLAN_YEARS = re.compile(r"\b(20\d\d)\s*[-–/]\s*(20\d\d)\b")
_PLAN_YEAR = re.compile(r"\b(?:programmazione|anno|annualita|year)\s+(20\d\d)\b")


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years a title names: "PIANO PERFORMANCE 2018 - 2020 - PROGRAMMAZIONE 2018"."""

    year: int | None
    first_year: int | None
    last_year: int | None


def title_years(title: str) -> PlanYears:
    """Read the years of the plan in its title; None for what it does not say."""
    folded = fold(title)
    span = _PLAN_YEARS.search(folded)
    year = _PLAN_YEAR.search(folded)
    return PlanYears(
        year=int(year[1]) if year else None,
        first_year=int(span[1]) if span else None,
        last_year=int(span[2]) if span else None,
    )


def likeness_to_title(line: str) -> tuple[bool, bool]:
    """Say how much a line above the table looks like the title of the plan; the greatest is it.

    The name of the body or of the file ("Camera di commercio - Piano") often stands above it: of two
    lines that speak of a plan it is the one with years.
    """
    years = title_years(line)
    is_title = _PLAN_TITLE.search(fold(line)) is not None
    return is_title, is_title and (years.year or years.first_year) is not None
