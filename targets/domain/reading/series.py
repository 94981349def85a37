"""Several bare values in one cell, one after the other: "80 % - 85 % - 90 %"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt

if TYPE_CHECKING:
    from targets.domain.reading import Operator
    from targets.domain.reading.drafts import Draft

_ORDINAL_YEAR = re.compile(r"(?:\d|i{1,3}|prim[oa]|second[oa]|terz[oa])[°º^]? ?(?:anno|annualità)")
"""``1° anno``: which year of the plan is the first?"""


_YEARS = 3
"""Bare values in a row that are those of the years of a plan."""


def asked(drafts: list[Draft], written: str) -> list[Draft]:
    """Ask which one holds where nothing tells the values of one indicator apart.

    They are the values of three years, or degrees of success; that all are asked for at once
    ("at least 80 and at least 85 %") is what nobody writes.
    """
    alike = [
        each
        for each in drafts
        if _is_bare(each) and sum(_is_bare(other) and _kin(other) == _kin(each) for other in drafts) > 1
    ]
    years = len(alike) >= _YEARS or any(_ORDINAL_YEAR.match(lower(each.label)) for each in alike)
    told_by_notes = "(" in written and not years
    if not alike or told_by_notes or any(each.unclear for each in alike):
        return drafts
    found = (doubt(Code.SEVERAL_YEARS, written),) if years else ()
    return [
        replace(each, unclear=True, doubts=(*each.doubts, *found)) if each in alike else each
        for each in drafts
    ]


def _is_bare(draft: Draft) -> bool:
    """Say whether no words, no date and no year tell a value from the next one."""
    if draft.value is None or draft.when or draft.day or draft.reference_year:
        return False
    label = lower(draft.label.removesuffix(draft.unit or "")).strip(" /")
    return not label or _ORDINAL_YEAR.fullmatch(label) is not None


def _kin(draft: Draft) -> tuple[int | None, str | None, Operator | None]:
    return draft.indicator, draft.unit, draft.operator
