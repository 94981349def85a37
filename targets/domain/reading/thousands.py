"""``1,500`` and ``3.5`` in their row: written the Italian or the English way?"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.reading import IndicatorReading, Kind
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code
from targets.domain.reading.fitting import counts_whole

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,]\d)")
_ROW = re.compile(r"(?<!\d)\d{3}(?: \d{3})+(?!\d)")
_POINTED = re.compile(r"(?<![\d.,])\d{1,2}\.\d{1,2}(?![\d.,]\d)")
_ENGLISH = re.compile(
    r"(?<!\w)(?:the|of|number of|at least|at most|more than|less than|with|and|total|companies|by the)(?!\w)"
)
_ASKED = (Kind.COUNT, Kind.AMOUNT, Kind.DURATION)
_WITH_PARTS = (Kind.RATIO, Kind.PERCENTAGE, Kind.DURATION)
_LONGEST_MARK = 10
"""A mark on a scale: "3.5" is no day where an index is asked for."""


def settled(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Read an ambiguous number the one way that its formula leaves, or ask."""
    at = next((each for each in draft.doubts if each.code == Code.AMBIGUOUS_NUMBER), None)
    if at is None or indicator is None or draft.value is None:
        return draft
    if _ROW.search(at.detail):
        return replace(draft, unclear=True)
    if _GROUPED.search(at.detail):
        return _grouped(draft, at.detail, indicator)
    measured = indicator.kind in _WITH_PARTS or (indicator.kind is Kind.COUNT and not counts_whole(indicator))
    alone = draft.upper is None and draft.value <= _LONGEST_MARK
    return _without_doubt(draft) if measured and alone and _POINTED.search(at.detail) else draft


def _grouped(draft: Draft, written: str, indicator: IndicatorReading) -> Draft:
    numbers = [each for each in (draft.value, draft.upper) if each is not None]
    grouped = _GROUPED.findall(written)
    alike = [Decimal(each.replace(",", ".")) for each in grouped] == [abs(each) for each in numbers]
    english = _ENGLISH.search(lower(f"{indicator.label} {written} {draft.label}")) is not None
    if alike and (english or (indicator.kind is Kind.COUNT and counts_whole(indicator))):
        value, *upper = (
            Decimal(group.replace(",", "")).copy_sign(number)
            for group, number in zip(grouped, numbers, strict=True)
        )
        found = replace(draft, value=value, upper=upper[0] if upper else None, assumed=True)
        return _without_doubt(found) if english else found
    return replace(draft, unclear=True) if indicator.unit is not None and indicator.kind in _ASKED else draft


def _without_doubt(draft: Draft) -> Draft:
    return replace(draft, doubts=tuple(each for each in draft.doubts if each.code != Code.AMBIGUOUS_NUMBER))
