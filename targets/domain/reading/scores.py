"""``9 su 10``: nine tenths of a share, nine of ten things that are counted, or a mark on a scale."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_FLOOR, Context, Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal, parse_decimal
from targets.domain.reading import IndicatorReading, Kind, measures
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_OUT_OF = "su "
_WHOLE = Decimal(100)
_FLOOR = Context(prec=6, rounding=ROUND_FLOOR)
"""Two thirds are reached by two of three: rounded up, they would not be."""
_OF_MARKS = re.compile(
    r"(?:somma|sommatoria|totale|media)? ?(?:d\w+'? ?)?"
    r"(?:valutazion|punteggi|vot[oi]|giudizi|gradiment|soddisfazion)"
)
"""What is divided are marks, and the target is one too."""
_DAYS, _MONTHS = 31, 12


def settled(draft: Draft, indicator: IndicatorReading | None, *, alone: bool) -> Draft:
    """Take so many out of so many for what the formula gives: per cent, a fraction or a count.

    ``alone``: no other number stands in the cell ("1.000/1.200/1.500" are those of three years).
    """
    if indicator is None or draft.value is None or not (draft.unit or "").startswith(_OUT_OF):
        return draft
    whole = parse_decimal((draft.unit or "").removeprefix(_OUT_OF))
    disputed = any(each.code == Code.NUMBER_NOT_READ for each in draft.doubts)
    if whole is None or disputed or not 0 < draft.value <= whole:
        return draft
    value = draft.value
    if indicator.unit == "%" and indicator.kind is not Kind.COUNT:
        return _told(draft, _FLOOR.divide(value * _WHOLE, whole), "%")
    if measures.is_pure_ratio(indicator) and _is_fraction(indicator, value):
        return _told(draft, _FLOOR.divide(value, whole), None)
    counted = indicator.kind is Kind.COUNT and indicator.unit is not None and value > 1 and alone
    if counted and not _may_be_day(draft, value, whole):
        return _told(draft, value, indicator.unit)
    return draft


def _is_fraction(indicator: IndicatorReading, value: Decimal) -> bool:
    """Say whether a division can have been meant: "docenti / studenti | 1/25", and no two counts."""
    if _OF_MARKS.match(lower(indicator.label)):
        return False
    return (
        measures.is_like_over_like(indicator) or value == 1 or lower(indicator.label).startswith("rapporto")
    )


def _may_be_day(draft: Draft, value: Decimal, whole: Decimal) -> bool:
    """Say whether "10/12" may be the tenth of December."""
    slash = any(each.code == Code.SCORE_SCALE and "/" in each.detail for each in draft.doubts)
    return slash and value <= _DAYS and whole <= _MONTHS


def _told(draft: Draft, value: Decimal, unit: str | None) -> Draft:
    doubts = tuple(each for each in draft.doubts if each.code != Code.SCORE_SCALE)
    return replace(draft, value=Decimal(canonical_decimal(value)), unit=unit, doubts=doubts, assumed=True)
