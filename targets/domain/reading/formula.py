"""Reading of a formula cell: kind, operands, expression, and the indicators it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from targets.domain.reading import Doubt, FormulaReading, IndicatorReading, Kind, Operand, TargetReading
from targets.domain.reading.cells import (
    MOST_CONDITIONS,
    fold,
    is_broken,
    is_too_long,
    looks_cut_short,
    lower,
    one_line,
    says_nothing,
    without_bullet,
)
from targets.domain.reading.doubts import Code, doubt, unique
from targets.domain.reading.indicators import split_indicators
from targets.domain.reading.kinds import Found, begins_as, given_percentage, simple, yes_or_no
from targets.domain.reading.measures import TIME
from targets.domain.reading.operands import arithmetic, is_span_of_dates
from targets.domain.reading.phrases import Mark, Quantity, phrases
from targets.domain.reading.ratios import computing_side, ratio

_UNIT_WORDS = re.compile(r"(?<!\w)(?:giorn[io]|gg|dat[ae]|ore|minuti|mesi|days?|hours?)(?!\w)")
_LONGEST_LABEL = 200
"""Characters kept of a cell that is not read; the cell itself is kept in full elsewhere."""


def read_formula(text: str) -> FormulaReading:
    """Read a formula cell. Any text gives a reading, an unclear one at worst; never raises."""
    return read_with_doubts(text)[0]


def read_with_doubts(text: str) -> tuple[FormulaReading, tuple[Doubt, ...]]:
    """Read a formula cell, with what is doubtful of it alone."""
    folded = fold(text)
    label = one_line(folded)
    if is_too_long(text):
        return _whole(Kind.UNCLEAR, label[:_LONGEST_LABEL]), (doubt(Code.TOO_LONG),)
    if is_broken(folded):
        return _whole(Kind.UNCLEAR, label), (doubt(Code.FORMULA_UNCLEAR, label),)
    if says_nothing(folded):
        return _whole(Kind.EMPTY, label), (doubt(Code.MISSING_FORMULA, label),)
    if _is_target(folded):
        return _whole(Kind.TARGET, label), (doubt(Code.TARGET_IN_FORMULA, label),)
    parts, doubts = split_indicators(folded)
    if len(parts) > MOST_CONDITIONS:
        return _whole(Kind.UNCLEAR, label[:_LONGEST_LABEL]), (doubt(Code.TOO_LONG),)
    indicators = []
    for part in parts:
        indicator, found = _indicator(part)
        indicators.append(indicator)
        doubts += found
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, label[-40:]))
    kind = Kind.SEVERAL if len(indicators) > 1 else indicators[0].kind
    return FormulaReading(kind, tuple(indicators)), unique(doubts)


def with_unit_of_target(formula: FormulaReading, target: TargetReading) -> FormulaReading:
    """Let the targets of a formula tell its unit where the formula leaves it open.

    An index or a mark is a percentage where every target of it is in per cent; a length of time
    is in hours where they are, unless its own words say days.
    """
    units = {condition.unit for condition in target.conditions if condition.value is not None}
    if len(units) != 1 or len(formula.indicators) > 1:
        return formula
    unit, indicator = units.pop(), formula.indicators[0]
    plain = lower(indicator.label)
    if unit == "%" and indicator.kind is Kind.COUNT and begins_as("score", plain):
        return FormulaReading(Kind.PERCENTAGE, (replace(indicator, kind=Kind.PERCENTAGE, unit="%"),))
    if unit == "EUR" and indicator.kind is Kind.COUNT and begins_as("score", plain):
        return FormulaReading(Kind.AMOUNT, (replace(indicator, kind=Kind.AMOUNT, unit="EUR"),))
    if unit in TIME and indicator.kind is Kind.DURATION and not _UNIT_WORDS.search(plain):
        return FormulaReading(Kind.DURATION, (replace(indicator, unit=unit),))
    return formula


def _whole(kind: Kind, label: str) -> FormulaReading:
    return FormulaReading(kind, (IndicatorReading(label, Kind.UNCLEAR, None, (), None),))


def _is_target(folded: str) -> bool:
    """Say whether the cell is only a sign, a number and its unit."""
    found = phrases(folded) or ()
    only_numbers = all(
        isinstance(each, Quantity) or (isinstance(each, Mark) and each.kind in ("SEP", "COMMA"))
        for each in found
    )
    return only_numbers and any(isinstance(each, Quantity) for each in found)


def _indicator(part: str) -> Found:
    label = one_line(without_bullet(part))
    if found := yes_or_no(label):
        return found, []
    if is_span_of_dates(label):
        days = IndicatorReading(label, Kind.DURATION, "a", (Operand("a", label, None),), "days")
        return days, [doubt(Code.SLASH_BETWEEN_DATES, label)]
    if percentage := given_percentage(label):
        return percentage
    read = arithmetic(computing_side(label))
    if read.has_operator:
        return ratio(label, read)
    indicator, doubts = simple(label)
    return indicator, [*read.doubts, *doubts]
