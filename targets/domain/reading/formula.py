"""Reading of a formula cell: kind, operands, expression, and the indicators it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from targets.domain.reading import (
    Basis,
    Condition,
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operand,
    TargetReading,
)
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
from targets.domain.reading.joined import fit, halves
from targets.domain.reading.kinds import Found, begins_as, by_unit, given_percentage, simple, yes_or_no
from targets.domain.reading.legends import legend
from targets.domain.reading.measures import TIME, change_told, is_share
from targets.domain.reading.operands import arithmetic
from targets.domain.reading.parsing import phrases
from targets.domain.reading.phrases import Mark, Quantity
from targets.domain.reading.ratios import computing_side, ratio
from targets.domain.reading.slashes import is_span_of_dates
from targets.domain.reading.years import year_of

_UNIT_WORDS = re.compile(r"(?<!\w)(?:giorn[io]|gg|dat[ae]|ore|minuti|mesi|days?|hours?)(?!\w)")
_OF_CHANGE = ("%", "‰", "percentage points")
_CODE_OF_INDICATOR = re.compile(
    r"(?:i?[A-Za-z]{0,3}[._]?\d{1,3}(?:\.\d+)*[a-z]?|indicatore(?: n?\.? ?\d+)?|ind\. ?\d*|kpi ?\d*)"
    r"(?: ?[-:]|\)) (?=[^\W\d_]|%)",
    re.IGNORECASE,
)
"""A number of the indicator before its words: "iA16 - Percentuale di …"."""
_COMPLEMENT = re.compile(r"(1|100) ?%? ?- ?(?=[^\W\d_]|[(%])")
_GROUPED = re.compile(r"\([^()]*\)")
_LONGEST_TARGET = 200
"""Characters; a longer formula holds words too, and is not looked through for a target."""
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
        indicator, found = (_complement(part) if len(parts) == 1 else None) or _indicator(part)
        indicators.append(indicator)
        doubts += found
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, label[-40:]))
    kind = Kind.SEVERAL if len(indicators) > 1 else indicators[0].kind
    return FormulaReading(kind, tuple(indicators)), unique(doubts)


def completed_by_target(
    formula: FormulaReading, doubts: tuple[Doubt, ...], target: TargetReading
) -> tuple[FormulaReading, tuple[Doubt, ...]]:
    """Let the targets of a formula tell its unit and kind where the formula leaves them open.

    An index or a mark is a percentage where every target of it is in per cent; a length of time
    is in hours where they are, unless its own words say days. A formula that is only a name
    ("Reclami") is what its targets count; that is assumed. One that its targets show to be two
    ("% evase e tempo medio | ≥ 90 % e ≤ 10 gg") is parted.
    """
    if len(formula.indicators) > 1:
        return formula, doubts
    parted = _parted(formula.indicators[0], target)
    return (parted, ()) if parted else _completed(formula, doubts, target)


def _completed(
    formula: FormulaReading, doubts: tuple[Doubt, ...], target: TargetReading
) -> tuple[FormulaReading, tuple[Doubt, ...]]:
    indicator = formula.indicators[0]
    units = _units(target, of_change=change_told(lower(indicator.label)) is not None)
    if len(units) != 1:
        return formula, doubts
    unit = units.pop()
    codes = {each.code for each in doubts}
    if indicator.kind is Kind.UNCLEAR and formula.kind is Kind.UNCLEAR and Code.TOO_LONG not in codes:
        named = by_unit(indicator.label, unit)
        if named is None:
            return formula, doubts
        others = [each for each in doubts if each.code != Code.FORMULA_UNCLEAR]
        return _only(named), (*others, doubt(Code.FORMULA_ASSUMED, indicator.label))
    if indicator.kind is Kind.AMOUNT and unit == indicator.unit:
        return formula, tuple(each for each in doubts if each.code != Code.FORMULA_ASSUMED)
    if Code.FORMULA_ASSUMED in codes and indicator.kind in (Kind.COUNT, Kind.AMOUNT):
        return _only(_retold(indicator, unit)), doubts
    return _only(_in_unit(indicator, unit)) if formula.kind is indicator.kind else formula, doubts


def _parted(indicator: IndicatorReading, target: TargetReading) -> FormulaReading | None:
    """Part two indicators that only their targets show to be two; None where it is one."""
    for pair in halves(indicator, target.conditions):
        read = [_indicator(half) for half in pair]
        sure = all(not doubts and each.kind is not Kind.UNCLEAR for each, doubts in read)
        if sure and all(fit(each, of) for (each, _), of in zip(read, target.conditions, strict=True)):
            return FormulaReading(Kind.SEVERAL, tuple(each for each, _ in read))
    return None


def _units(target: TargetReading, *, of_change: bool) -> set[str | None]:
    """Collect the units of the numbers asked for.

    A change in per cent tells nothing of the value's unit, unless the formula gives that change.
    """
    return {
        None if condition.unit in _OF_CHANGE and _is_relative(condition) and not of_change else condition.unit
        for condition in target.conditions
        if condition.value is not None
    }


def _is_relative(condition: Condition) -> bool:
    """Say whether a per cent is of an earlier value ("-5 %", "95 % dell'arretrato 2022")."""
    return condition.basis is Basis.VARIATION or condition.reference_year is not None


def _only(indicator: IndicatorReading) -> FormulaReading:
    return FormulaReading(indicator.kind, (indicator,))


def _retold(indicator: IndicatorReading, unit: str | None) -> IndicatorReading:
    """Correct the kind that a few words only suggested: "Contributi erogati | 120 imprese" is a count."""
    if unit is None or unit == indicator.unit or unit.startswith("su "):
        return indicator
    named = by_unit(indicator.label, unit) or indicator
    counted = named.kind is Kind.COUNT and indicator.kind is Kind.COUNT
    return indicator if counted else named


def _in_unit(indicator: IndicatorReading, unit: str | None) -> IndicatorReading:
    plain = lower(indicator.label)
    if indicator.kind is Kind.COUNT and unit in ("%", "EUR") and begins_as("score", plain):
        return replace(indicator, kind=Kind.PERCENTAGE if unit == "%" else Kind.AMOUNT, unit=unit)
    of_time = indicator.kind is Kind.DURATION or (indicator.kind is Kind.RATIO and indicator.unit in TIME)
    if of_time and unit in TIME and not _UNIT_WORDS.search(plain):
        return replace(indicator, unit=unit)
    return indicator


def _whole(kind: Kind, label: str) -> FormulaReading:
    return FormulaReading(kind, (IndicatorReading(label, Kind.UNCLEAR, None, (), None),))


def _is_target(folded: str) -> bool:
    """Say whether the cell is only a sign, a number and its unit."""
    found = (phrases(folded) or ()) if len(folded) <= _LONGEST_TARGET else ()
    only_numbers = all(
        isinstance(each, Quantity) or (isinstance(each, Mark) and each.kind in ("SEP", "COMMA"))
        for each in found
    )
    return only_numbers and any(isinstance(each, Quantity) for each in found)


def _complement(part: str) -> Found | None:
    """Read "1 - A/B" and "100 - % reclami", where the figure might also number the indicator."""
    label = one_line(without_bullet(part))
    match = _COMPLEMENT.match(label)
    if match is None:
        return None
    indicator, doubts = _indicator(label[match.end() :])
    if not is_share(indicator) or indicator.expression is None:
        return None
    whole, share = match[1], indicator.expression
    bracketed = label[match.end()] == "("
    if not bracketed:
        doubts = [*doubts, doubt(Code.MINUS_OR_BULLET, label)]
    if (whole == "100") != (indicator.unit == "%"):
        numbered = indicator.kind is Kind.RATIO and not bracketed
        return (replace(indicator, label=label), doubts) if numbered else None
    grouped = share if share == "a" or _GROUPED.fullmatch(share) else f"({share})"
    return replace(indicator, label=label, kind=Kind.RATIO, expression=f"{whole} - {grouped}"), doubts


def _indicator(part: str) -> Found:
    label = one_line(without_bullet(part))
    if code := _CODE_OF_INDICATOR.match(label):
        indicator, doubts = _indicator(label[code.end() :])
        return replace(indicator, label=label), doubts
    if found := yes_or_no(label):
        return found, []
    if is_span_of_dates(label):
        days = IndicatorReading(label, Kind.DURATION, "a", (Operand("a", label, None),), "days")
        return days, [doubt(Code.SLASH_BETWEEN_DATES, label)]
    if percentage := given_percentage(label):
        return percentage
    letters, named = legend(label)
    read = arithmetic(computing_side(letters))
    read.operands = [
        replace(each, label=named[each.label], year=year_of(named[each.label]))
        if each.label in named
        else each
        for each in read.operands
    ]
    if read.has_operator:
        return ratio(label, read)
    indicator, doubts = simple(label)
    return indicator, [*read.doubts, *doubts]
