"""A minus before a target: a change, a value below zero, or what the formula says already."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, IndicatorReading, Kind, Operator, measures
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import TURNED, Draft, with_doubt

if TYPE_CHECKING:
    from decimal import Decimal

_OF_A_MINUS = (Code.VARIATION_OR_LEVEL, Code.MINUS_OR_BULLET)
_BELOW_ZERO = re.compile(
    r"(?<!\w)(?:tempestività|itp|ritardo|saldo|disavanzo|avanzo|risultato|margine)(?!\w)"
)


def settled(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Say of a number whether it is the value of the formula or a change of it."""
    return _of_change(_below_zero(draft, indicator), indicator)


def _of_change(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Take a change for the value itself where the formula measures the change: "Variazione % dei costi"."""
    way = measures.change_measured(indicator) if indicator is not None else None
    if way is None or draft.value is None:
        return draft
    if draft.value < 0 and way == "down" and not draft.change_in_words:
        return _told_twice(draft, draft.value)
    if draft.basis is not Basis.VARIATION:
        return _told_change(draft) if way in ("up", "down") else draft
    if draft.change_in_words and way == "down":
        operator = TURNED[draft.operator] if draft.operator else Operator.AT_LEAST
        return replace(draft, basis=Basis.ABSOLUTE, value=abs(draft.value), operator=operator, assumed=True)
    operator = draft.operator or (Operator.AT_MOST if draft.value < 0 else Operator.AT_LEAST)
    return replace(draft, basis=Basis.ABSOLUTE, operator=operator, assumed=True)


def _told_twice(draft: Draft, value: Decimal) -> Draft:
    """Take the minus of "Riduzione dei costi | -5 %" for what the formula says already; "≥ -5 %" is asked."""
    if draft.operator in (Operator.AT_LEAST, Operator.MORE_THAN, Operator.BETWEEN):
        return with_doubt(draft, Code.DOUBLE_NEGATION, value, unclear=True)
    doubts = tuple(each for each in draft.doubts if each.code not in _OF_A_MINUS)
    operator = TURNED[draft.operator] if draft.operator else Operator.AT_LEAST
    return replace(
        draft,
        basis=Basis.ABSOLUTE,
        value=-value,
        operator=operator,
        doubts=doubts,
        assumed=True,
        unclear=False,
    )


def _below_zero(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Take a minus for the value itself where it may be below zero: days ahead of the term of payment."""
    if indicator is None or draft.value is None or draft.value >= 0 or draft.change_in_words:
        return draft
    level = _BELOW_ZERO.search(lower(indicator.label)) is not None and draft.unit != "%"
    difference = indicator.kind is Kind.RATIO and " - " in (indicator.expression or "") and draft.operator
    if not (level or (difference and draft.reference_year is None)):
        return draft
    doubts = tuple(each for each in draft.doubts if each.code not in _OF_A_MINUS)
    if doubts == draft.doubts and draft.basis is Basis.ABSOLUTE:
        return draft
    return replace(draft, basis=Basis.ABSOLUTE, doubts=doubts, assumed=True, unclear=False)


def _told_change(draft: Draft) -> Draft:
    """Take "3 % rispetto al 2016" for the change: the formula ("Riduzione dei consumi") says its way."""
    doubts = tuple(each for each in draft.doubts if each.code != Code.VARIATION_OR_LEVEL)
    if doubts == draft.doubts or doubts or draft.when or draft.unit != "%":
        return draft
    return replace(draft, doubts=doubts, unclear=False, assumed=True)
