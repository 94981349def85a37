"""What a target tells of its formula: the unit and the kind that the formula leaves open."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

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
)
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.formula import read_indicator
from targets.domain.reading.joined import fit, halves
from targets.domain.reading.kinds import begins_as, not_measured, one_number
from targets.domain.reading.measures import KNOWN, TIME, change_told
from targets.domain.reading.names import by_unit, counts_things, is_name, is_named_by, names_deed
from targets.domain.reading.slashes import first_noun

_UNIT_WORDS = re.compile(r"(?<!\w)(?:giorn[io]|gg|dat[ae]|ore|minuti|mesi|days?|hours?)(?!\w)")
_YES = re.compile(r"(?:s[iìí]'?|yes|ok|fatto|realizzat[oa])(?!\w)")
_WORK = re.compile(
    r"realizzazione|attuazione|completamento|esecuzione|svolgimento|implementazione|avanzamento"
)
_SHARED = re.compile(rf"{_WORK.pattern}|rispetto|mantenimento|cronoprogramma")
"""What is done in part and kept in part: a bare number may be of a hundred."""
_WHOLE = Decimal(100)
_FEW = Decimal(10)
"""Below it a bare number is hardly a percentage of work done."""
_TIMING = re.compile(
    r"(?:temp[io]|tempistic(?:a|he)|durata)(?! medi| di (?:attesa|risposta|pagamento))(?!\w)"
)
_SETTLED_BY_PER_CENT = (Code.SLASH_MEANING, Code.PERCENT_OF_RATIO)
_PAIR = 2
_COUNTED = re.compile(r"^(?:n[.°º]* ?|numero (?:di )?|gg\.? |giorni )+", re.IGNORECASE)
_TERM = re.compile(r"termine (?:di|per)(?!\w)")
_PER_THOUSAND = re.compile(r"(?<!\w)(?:per|ogni|x) ?(?:1\.?000|mille)(?![\d.])")
_OF_CHANGE = ("%", "‰", "percentage points")


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
        return _difference(formula, doubts, target) or (formula, doubts)
    if parted := _parted(formula.indicators[0], target):
        return parted, ()
    if named := _by_kind_of_target(formula, doubts, target):
        return named
    return _completed(formula, _still_open(formula, doubts, target), target)


def _difference(
    formula: FormulaReading, doubts: tuple[Doubt, ...], target: TargetReading
) -> tuple[FormulaReading, tuple[Doubt, ...]] | None:
    """Read "n. svolte - n. previste" as a difference where one target stands for both; still asked."""
    told = next((each for each in doubts if each.code == Code.MINUS_OR_BULLET), None)
    if told is None or len(formula.indicators) != _PAIR or len(target.conditions) != 1:
        return None
    left, right = (first_noun(lower(_COUNTED.sub("", each.label))) for each in formula.indicators)
    days = all(each.kind is Kind.DURATION for each in formula.indicators)
    if left is None or not (days or left == right):
        return None
    indicator, found = read_indicator(told.detail)
    return (_only(indicator), (told, *found)) if indicator.kind is Kind.RATIO else None


def _still_open(
    formula: FormulaReading, doubts: tuple[Doubt, ...], target: TargetReading
) -> tuple[Doubt, ...]:
    """Drop what a target in per cent settles: the slash divides, and "%" beside it means × 100."""
    in_per_cent = {condition.unit for condition in target.conditions} == {"%"}
    if formula.kind is not Kind.RATIO or not in_per_cent:
        return doubts
    return tuple(each for each in doubts if each.code not in _SETTLED_BY_PER_CENT)


def _by_kind_of_target(
    formula: FormulaReading, doubts: tuple[Doubt, ...], target: TargetReading
) -> tuple[FormulaReading, tuple[Doubt, ...]] | None:
    """Let the only condition of a formula that is but a name say whether it is done or measured."""
    indicator, codes = formula.indicators[0], {each.code for each in doubts}
    if not target.conditions or (len(target.conditions) > 1 and not _only_days(target)):
        return None
    condition = target.conditions[0]
    unclear = formula.kind is Kind.UNCLEAR and Code.FORMULA_UNCLEAR in codes
    named = unclear or (formula.kind in (Kind.COUNT, Kind.AMOUNT) and Code.FORMULA_ASSUMED in codes)
    if (named and _is_done(indicator, condition)) or _is_due(indicator, condition):
        others = [each for each in doubts if each.code not in (Code.FORMULA_UNCLEAR, Code.FORMULA_ASSUMED)]
        done = not_measured(indicator.label, Kind.YES_NO)
        told = [] if names_deed(indicator.label) else [doubt(Code.FORMULA_ASSUMED, indicator.label)]
        return _only(done), (*others, *told)
    if begins_as("temporal", lower(indicator.label)) and condition.unit in TIME:
        return _only(one_number(indicator.label, Kind.DURATION, condition.unit)), ()
    if formula.kind is Kind.YES_NO and Code.FORMULA_ASSUMED in codes:
        measured = _measured(indicator, condition)
        if measured is None:
            return (formula, _without_assumed(doubts)) if _is_due_deed(target) else None
        sure = is_named_by(condition.unit, indicator.label)
        return _only(measured), _without_assumed(doubts) if sure else doubts
    return None


def _without_assumed(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(each for each in doubts if each.code != Code.FORMULA_ASSUMED)


def _only_days(target: TargetReading) -> bool:
    """Say whether a target only names days by which something is done."""
    return all(each.value is None and each.deadline is not None for each in target.conditions)


def _is_due_deed(target: TargetReading) -> bool:
    """Say whether the target of a deed is what a deed can have: a day, or a plain "SI"."""
    return _only_days(target) or all(_YES.fullmatch(lower(each.label)) for each in target.conditions)


def _is_done(indicator: IndicatorReading, condition: Condition) -> bool:
    """Say whether a name is of something done or not: it has a day, or a plain "SI", for its target."""
    if condition.value is not None or not (is_name(indicator.label) or names_deed(indicator.label)):
        return False
    return condition.deadline is not None or _YES.fullmatch(lower(condition.label)) is not None


def _is_due(indicator: IndicatorReading, condition: Condition) -> bool:
    """Say whether a formula of time ("Tempistica", "Tempi di avvio") has only a day for its target."""
    dated = condition.value is None and condition.deadline is not None
    return indicator.kind is Kind.DURATION and dated and _TIMING.match(lower(indicator.label)) is not None


def _measured(indicator: IndicatorReading, condition: Condition) -> IndicatorReading | None:
    """Read what a deed is measured by: "Attuazione del piano | 100 %", "Attivazione COT | n. 2 COT".

    None where a bare number may be a percentage too, and where a length of time only says until when.
    """
    plain, unit = lower(indicator.label), condition.unit
    if unit in TIME and condition.value is not None and _TERM.match(plain):
        return one_number(indicator.label, Kind.DURATION, unit)
    of_whole = unit == "%" and plain.startswith("rispetto") and not change_told(lower(condition.label))
    limits = condition.operator in (Operator.AT_MOST, Operator.LESS_THAN, Operator.EQUAL)
    if (
        condition.value is None
        or condition.status is Status.UNCLEAR
        or (limits and not of_whole)
        or not begins_as("deeds", plain)
    ):
        return None
    if condition.basis is Basis.VARIATION or _YES.match(lower(condition.label)):
        return None
    if unit == "%":
        kind = Kind.COMPLETION if _WORK.match(plain) else Kind.PERCENTAGE
        return one_number(indicator.label, kind, "%")
    of_hundred = condition.value == _WHOLE or (_SHARED.match(plain) and _FEW <= condition.value <= _WHOLE)
    if unit in KNOWN or (unit is None and of_hundred):
        return None
    scored = unit is not None and unit.startswith("su ")
    return None if scored else one_number(indicator.label, Kind.COUNT, unit)


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
        sure = is_named_by(unit, indicator.label)
        return _only(named), (*others, *([] if sure else [doubt(Code.FORMULA_ASSUMED, indicator.label)]))
    if indicator.kind is Kind.AMOUNT and unit == indicator.unit:
        return formula, tuple(each for each in doubts if each.code != Code.FORMULA_ASSUMED)
    if Code.FORMULA_ASSUMED in codes and indicator.kind in (Kind.COUNT, Kind.AMOUNT):
        counted = indicator.kind is Kind.COUNT and _counts(indicator, target)
        return _only(_retold(indicator, unit)), _without_assumed(doubts) if counted else doubts
    return _only(_in_unit(indicator, unit)) if formula.kind is indicator.kind else formula, doubts


def _counts(indicator: IndicatorReading, target: TargetReading) -> bool:
    """Say whether things in the plural are counted by whole numbers: "Imprese coinvolte | ≥ 50"."""
    plain = not begins_as("sums", lower(indicator.label)) and indicator.unit is not None
    return (
        plain
        and counts_things(indicator.label)
        and all(
            each.basis is Basis.ABSOLUTE
            and each.status is not Status.UNCLEAR
            and (each.unit is None or is_named_by(each.unit, indicator.label))
            and each.value is not None
            and each.value == each.value.to_integral_value()
            for each in target.conditions
        )
    )


def _parted(indicator: IndicatorReading, target: TargetReading) -> FormulaReading | None:
    """Part two indicators that only their targets show to be two; None where it is one."""
    for pair in halves(indicator, target.conditions):
        read = [read_indicator(half) for half in pair]
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
    scaled = indicator.kind is Kind.AMOUNT and indicator.unit not in (None, "EUR")
    if unit is None or unit == indicator.unit or unit.startswith("su ") or scaled:
        return indicator
    named = by_unit(indicator.label, unit) or indicator
    counted = named.kind is Kind.COUNT and indicator.kind is Kind.COUNT
    return indicator if counted else named


def _in_unit(indicator: IndicatorReading, unit: str | None) -> IndicatorReading:
    plain = lower(indicator.label)
    if indicator.kind is Kind.COUNT and unit in ("%", "EUR") and begins_as("score", plain):
        return replace(indicator, kind=Kind.PERCENTAGE if unit == "%" else Kind.AMOUNT, unit=unit)
    if indicator.kind is Kind.COUNT and unit in TIME and begins_as("score", plain):
        return replace(indicator, kind=Kind.DURATION, unit=unit)
    if unit == "‰" and (_PER_THOUSAND.search(plain) or (indicator.expression or "").endswith("* 1000")):
        return replace(indicator, unit="‰")
    of_time = indicator.kind is Kind.DURATION or (indicator.kind is Kind.RATIO and indicator.unit in TIME)
    if of_time and unit in TIME and not _UNIT_WORDS.search(plain):
        return replace(indicator, unit=unit)
    return indicator
