"""Doubts that only formula, target, title and year together can raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal
from targets.domain.reading import (
    Basis,
    Condition,
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operator,
    Status,
    TargetReading,
    lexicon,
)
from targets.domain.reading.cells import LONGEST_TITLE, fold, lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.measures import change_measured, is_index, is_pure_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

_DONE = re.compile("|".join(lexicon.words("formulas", "done", "done")))
_TO_DO = re.compile("|".join(lexicon.words("formulas", "done", "to_do")))
_NO = re.compile(r"no\W*")
_SMALL = frozenset(lexicon.words("prose", "no_unit"))
_LOW_INDEX = Decimal(50)
"""An index of one year on another is near 100; a target below 50 was hardly meant for it."""
_WHOLE = Decimal(100)
_COUNTED = (Kind.COUNT, Kind.AMOUNT, Kind.RATIO, Kind.PERCENTAGE)
_MEASURED = (Kind.COUNT, Kind.AMOUNT, Kind.DURATION, Kind.RATIO, Kind.PERCENTAGE, Kind.COMPLETION)


@dataclass(frozen=True, slots=True)
class Period:
    """The year of the plan and the row's own period; None where not known."""

    year: int | None
    first: int | None
    last: int | None

    def holds(self, year: int) -> bool:
        """Say whether a deadline in ``year`` is in order; without a known year every one is."""
        if self.year is None:
            return True
        return min(self.first or self.year, self.year) <= year <= max(self.last or self.year, self.year)


def of_row(formula: FormulaReading, target: TargetReading, title: str, period: Period) -> list[Doubt]:
    """Collect the doubts of a row, formula first."""
    doubts: list[Doubt] = []
    for indicator in formula.indicators:
        doubts += _of_indicator(indicator, title, period)
    for condition in target.conditions:
        doubts += _of_condition(condition, formula, period)
    return [*doubts, *_only_by_a_day(formula, target)]


def _only_by_a_day(formula: FormulaReading, target: TargetReading) -> Iterator[Doubt]:
    """Point out a formula that gives a number where the target only names a day."""
    numbered = {condition.indicator for condition in target.conditions if condition.value is not None}
    for condition in target.conditions:
        if condition.indicator is None or condition.deadline is None or condition.indicator in numbered:
            continue
        dated = condition.status in (Status.READ, Status.ASSUMED)
        if dated and formula.indicators[condition.indicator].kind in _COUNTED:
            yield doubt(Code.NUMBER_MISSING, condition.label or condition.deadline.isoformat())


def _of_indicator(indicator: IndicatorReading, title: str, period: Period) -> Iterator[Doubt]:
    if indicator.kind is Kind.RATIO and len(indicator.operands) == 2 and not is_index(indicator):
        above, below = (lower(operand.label) for operand in indicator.operands)
        share = indicator.unit == "%" or indicator.unit is None
        if (
            share
            and _TO_DO.search(above)
            and not _DONE.search(above)
            and _DONE.search(below)
            and not _TO_DO.search(below)
        ):
            yield doubt(Code.UPSIDE_DOWN_RATIO, indicator.label)
    years = [operand.year for operand in indicator.operands if operand.year is not None]
    if period.year is not None and years and max(years) > period.year:
        yield doubt(Code.YEAR_AFTER_PLAN, max(years))
    if (
        indicator.kind not in (Kind.YES_NO, Kind.UNCLEAR)
        and _telling(title)
        and _telling(title) == _telling(indicator.label)
    ):
        yield doubt(Code.FORMULA_EQUALS_TITLE, indicator.label)


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", lower(fold(text, LONGEST_TITLE)))) - _SMALL


def _of_condition(condition: Condition, formula: FormulaReading, period: Period) -> Iterator[Doubt]:
    if condition.deadline is not None and not period.holds(condition.deadline.year):
        yield doubt(Code.DEADLINE_OUTSIDE_PLAN, condition.deadline.isoformat())
    year = condition.reference_year
    if period.year is not None and year is not None and year > period.year and not period.holds(year):
        yield doubt(Code.YEAR_AFTER_PLAN, year)
    if condition.indicator is None:
        return
    indicator = formula.indicators[condition.indicator]
    if condition.value is None and indicator.kind is Kind.YES_NO and _NO.fullmatch(lower(condition.label)):
        yield doubt(Code.NO_AS_TARGET, condition.label)
    if condition.value is None:
        if condition.status is Status.WORDS and indicator.kind in _MEASURED:
            yield doubt(Code.WORDS_ON_NUMBER, condition.label)
        return
    yield from _of_value(condition, condition.value, indicator)


def _of_value(condition: Condition, value: Decimal, indicator: IndicatorReading) -> Iterator[Doubt]:
    shown = canonical_decimal(value)
    if indicator.kind is Kind.YES_NO:
        yield doubt(Code.NUMBER_ON_YES_NO, f"{shown} {condition.unit or ''}".strip())
        return
    if condition.basis is Basis.VARIATION:
        if indicator.kind is Kind.COMPLETION:
            yield doubt(Code.MINUS_OR_BULLET, shown)
        if is_index(indicator):
            yield doubt(Code.INDEX_AGAINST_VARIATION, f"{shown} {condition.unit or ''}".strip())
        elif (
            condition.status is not Status.UNCLEAR
            and condition.unit == "%"
            and (indicator.unit == "%" or is_pure_ratio(indicator))
        ):
            yield doubt(Code.PERCENT_OR_POINTS, f"{shown} %")
        return
    if indicator.kind is Kind.COMPLETION and condition.unit == "%" and value > _WHOLE:
        yield doubt(Code.BEYOND_SCALE, shown)
    if condition.unit == "%" and is_pure_ratio(indicator):
        yield doubt(Code.PERCENT_WITHOUT_100, f"{shown} %")
    at_least = condition.operator in (Operator.AT_LEAST, Operator.MORE_THAN)
    level = is_index(indicator) and change_measured(indicator) is None
    if level and indicator.unit == "%" and at_least and value < _LOW_INDEX:
        yield doubt(Code.INDEX_TARGET_LOW, f"{shown} {condition.unit or ''}".strip())
