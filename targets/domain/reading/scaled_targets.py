"""A target on a formula in thousands or millions: the number asked for and the number compared agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from targets.domain.reading import IndicatorReading, Kind, lexicon, scales
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import Draft, shown, with_doubt

_LEAST_SCALE = Decimal(1000)
_FEW = Decimal(1000)
"""Beside a "€" or a noun, so many and more may be single ones as well as thousands of them."""
_MANY = Decimal(1_000_000)
"""So many thousands or millions hardly any row is about: the target may be in single units."""
_SHARES = ("%", "‰", "percentage points", *lexicon.table("units")["time"])


def in_scale(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Bring a target to the scale of its formula: "12,5 mln" on "in milioni di euro" is 12.5 of them.

    A bare number is in the scale of the formula. One with a "€" or a noun may be in either: that is
    asked, and so is a scale on a formula whose operands only name one ("Ricavi (k€) / addetti").
    """
    if indicator is None or draft.value is None or draft.unit in _SHARES or _is_of_else(draft, indicator):
        return draft
    asked = scales.factor(indicator.unit)
    if asked is None:
        return _on_operands(draft, indicator)
    if draft.scale >= _LEAST_SCALE:
        upper = None if draft.upper is None else draft.upper / asked
        found = replace(draft, value=draft.value / asked, upper=upper, unit=indicator.unit)
        return replace(found, assumed=draft.assumed or draft.scale != asked)
    named = draft.unit not in (None, indicator.unit)
    many = abs(draft.value) >= (_FEW if named else _MANY)
    if named or many:
        asking = _beside(draft, indicator)
        draft = with_doubt(draft, Code.SCALE_OF_FORMULA, asking, assumed=True, unclear=many)
    return replace(draft, unit=indicator.unit)


def _is_of_else(draft: Draft, indicator: IndicatorReading) -> bool:
    """Say whether the unit of a target is no sum of euro and no number of things: a mark, "lire"."""
    noun = draft.unit not in (None, "EUR", indicator.unit)
    return noun and (indicator.kind is not Kind.COUNT or str(draft.unit).startswith("su "))


def _on_operands(draft: Draft, indicator: IndicatorReading) -> Draft:
    """Ask of a sum of money, or of millions, on a formula that divides thousands by something."""
    labels = [each.label for each in indicator.operands]
    told = draft.unit == "EUR" or draft.scale >= _LEAST_SCALE or indicator.kind is Kind.DURATION
    if not told or not any(scales.named(label) for label in labels):
        return draft
    return with_doubt(draft, Code.SCALE_OF_FORMULA, _beside(draft, indicator), assumed=True)


def _beside(draft: Draft, indicator: IndicatorReading) -> str:
    return f"{shown(draft)} / {indicator.unit or '-'}"
