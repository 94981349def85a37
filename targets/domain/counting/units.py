"""The value and its target made comparable: units, pure ratios, changes against an earlier year.

Nothing is converted in silence: each step is in the proof, and where the reading does not tell
how, there is no figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from targets.domain.counting.numbers import (
    FULL,
    ZERO,
    held,
    is_in_range,
    is_usable,
    minus,
    percentage,
    times,
    total,
)
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.rules import VariationRule
from targets.domain.counting.states import Reason, Stop
from targets.domain.reading import Basis, Condition, IndicatorReading, Kind, Operator, expression

PERCENT = "%"
POINTS = "percentage points"
_MEASURED = frozenset(
    {PERCENT, POINTS, "‰", "EUR", "days", "hours", "minutes", "seconds", "weeks", "months", "years"}
)
"""Units that must agree. Any other unit is the noun of what is counted, written freely."""

_MIRRORED = {Operator.AT_MOST: Operator.AT_LEAST, Operator.LESS_THAN: Operator.MORE_THAN}


@dataclass(frozen=True, slots=True)
class Comparison:
    """A value beside its target, in one unit and ready to be judged."""

    operator: Operator
    value: Decimal
    target: Decimal
    upper: Decimal | None
    """Only with BETWEEN."""
    baseline: Decimal | None
    steps: tuple[Step, ...] = ()


def compare(
    indicator: IndicatorReading,
    condition: Condition,
    value: Decimal,
    baseline: Decimal | None,
    rule: VariationRule,
) -> Comparison:
    """Bring a value and a condition together; raise Stop where they cannot be compared.

    ``value`` and ``baseline`` are in the unit of the indicator.
    """
    plain = _plain(condition, value, baseline)
    if condition.basis is Basis.VARIATION:
        return _varied(indicator, condition, plain, rule)
    if condition.unit == PERCENT and is_pure_ratio(indicator):
        return _times_100(plain)
    _check_units(unit_of(indicator), condition.unit)
    return plain


def unit_of(indicator: IndicatorReading) -> str | None:
    """Return the unit of an indicator's value; a percentage is in per cent even where it is not said."""
    if indicator.unit is None and indicator.kind in (Kind.COMPLETION, Kind.PERCENTAGE):
        return PERCENT
    return indicator.unit


def is_pure_ratio(indicator: IndicatorReading) -> bool:
    """Say whether the value is a share of one (0.84): a division without a unit and without a 100."""
    formula = indicator.expression or ""
    return (
        indicator.kind is Kind.RATIO
        and indicator.unit is None
        and "/" in formula
        and re.search(r"(?<![\w.])100(?![\w.])", formula) is None
    )


def _plain(condition: Condition, value: Decimal, baseline: Decimal | None) -> Comparison:
    """Take the condition as it stands, once it is known to be whole."""
    target, upper = condition.value, condition.upper
    is_range = condition.operator is Operator.BETWEEN
    if target is None or condition.operator is None or (is_range and (upper is None or upper < target)):
        raise Stop(Reason.CONDITION_UNCLEAR, words={"condition": condition.label})
    if baseline is not None and not is_usable(baseline):
        raise Stop(Reason.OUT_OF_RANGE, words={"condition": condition.label})
    return Comparison(condition.operator, value, target, upper, baseline)


def _check_units(of_value: str | None, of_target: str | None) -> None:
    """Refuse days against per cent, and days against a number whose unit is not known.

    A target without a unit is in the unit of the value; nouns may differ in wording.
    """
    if of_target is None or of_target == of_value:
        return
    if of_value in _MEASURED or of_target in _MEASURED:
        raise Stop(Reason.UNIT_MISMATCH, words={"of_value": of_value, "of_target": of_target})


def _times_100(plain: Comparison) -> Comparison:
    """Turn a pure ratio into per cent: 0.84 is 84 %. The baseline is in the same unit."""
    scaled = times(plain.value, FULL)
    baseline = None if plain.baseline is None else times(plain.baseline, FULL)
    if not is_in_range(scaled):
        raise Stop(Reason.OUT_OF_RANGE)
    numbers = {"value": plain.value, "factor": FULL, "result": scaled}
    scaling = step(
        StepCode.SCALED, rule="ratio_to_per_cent", pattern="{value} × {factor} = {result}", numbers=numbers
    )
    return replace(plain, value=scaled, baseline=baseline, steps=(*plain.steps, scaling))


def _varied(
    indicator: IndicatorReading, condition: Condition, plain: Comparison, rule: VariationRule
) -> Comparison:
    """Compare a change: of an index of two years, or against the baseline."""
    base = _base_of_index(indicator, condition)
    if base is not None:
        indexed = plain if base == FULL else _times_100(plain)
        return _changed(indexed, FULL, rule, relative=True)
    baseline = plain.baseline
    if baseline is None:
        raise Stop(Reason.BASELINE_MISSING, words={"condition": condition.label})
    if condition.unit == PERCENT:
        if baseline <= 0:
            raise Stop(Reason.BASELINE_NOT_POSITIVE, numbers={"baseline": baseline})
        return _changed(plain, baseline, rule, relative=True)
    if condition.unit == POINTS and is_pure_ratio(indicator):
        return _changed(_times_100(plain), times(baseline, FULL), rule, relative=False)
    _check_units(unit_of(indicator), PERCENT if condition.unit == POINTS else condition.unit)
    return _changed(plain, baseline, rule, relative=False)


def _base_of_index(indicator: IndicatorReading, condition: Condition) -> Decimal | None:
    """Return 100 or 1 where the formula is an index: one thing in two years, later over earlier.

    Told by the years of its two operands and by what it gives for equal and doubled numbers; the
    year the target refers to, where one is written, must be the earlier one.
    """
    formula, unit = indicator.expression, condition.unit
    if indicator.kind is not Kind.RATIO or formula is None or len(indicator.operands) != 2:
        return None
    later, earlier = indicator.operands
    if later.year is None or earlier.year is None or later.year <= earlier.year:
        return None
    if condition.reference_year not in (None, earlier.year) or unit not in (None, PERCENT, POINTS):
        return None
    one, two = Decimal(1), Decimal(2)
    try:
        base = expression.evaluate(formula, {later.key: one, earlier.key: one})
        doubled = expression.evaluate(formula, {later.key: two, earlier.key: one})
        halved = expression.evaluate(formula, {later.key: one, earlier.key: two})
    except expression.ExpressionError:
        return None
    is_quotient = doubled == base * 2 and halved * 2 == base
    return base if is_quotient and base in (one, FULL) else None


def _changed(plain: Comparison, baseline: Decimal, rule: VariationRule, *, relative: bool) -> Comparison:
    """Judge the change itself, or the level it leads to, as the method says.

    ``relative``: the target is a change in per cent of the baseline; otherwise in its unit.
    """
    if rule is VariationRule.BY_LEVEL:
        return _by_level(plain, baseline, relative=relative)
    change = minus(plain.value, baseline)
    pattern = "{value} - {baseline} = {result}"
    if relative:
        change = percentage(change, baseline)
        pattern = "({value} - {baseline}) / {baseline} × 100 = {result}"
    if not is_in_range(change):
        raise Stop(Reason.OUT_OF_RANGE)
    numbers = {"value": plain.value, "baseline": baseline, "result": change}
    steps = (*plain.steps, step(StepCode.CHANGE, rule=rule.value, pattern=pattern, numbers=numbers))
    if plain.operator in _MIRRORED and plain.target < 0:
        # "At most −20 %" is a decrease of at least 20: only so can half of it count as half.
        operator, target = _MIRRORED[plain.operator], plain.target.copy_negate()
        decrease = {"value": change, "result": minus(ZERO, change), "target": target}
        mirrored = step(StepCode.CHANGE, rule="as_decrease", numbers=decrease)
        return Comparison(operator, minus(ZERO, change), target, None, ZERO, (*steps, mirrored))
    return replace(plain, value=change, baseline=ZERO, steps=steps)


def _by_level(plain: Comparison, baseline: Decimal, *, relative: bool) -> Comparison:
    """Turn the wanted change into the level it leads to: −20 % on 500 is 400."""
    target, first = _level(plain.target, baseline, relative=relative)
    if plain.upper is None:
        return replace(plain, target=target, baseline=baseline, steps=(*plain.steps, first))
    upper, second = _level(plain.upper, baseline, relative=relative)
    return replace(plain, target=target, upper=upper, baseline=baseline, steps=(*plain.steps, first, second))


def _level(change: Decimal, baseline: Decimal, *, relative: bool) -> tuple[Decimal, Step]:
    if relative:
        level = held(times(times(baseline, total((FULL, change))), Decimal("0.01")))
        pattern = "{baseline} × (100 + {change}) / 100 = {result}"
    else:
        level = total((baseline, change))
        pattern = "{baseline} + {change} = {result}"
    if not is_in_range(level):
        raise Stop(Reason.OUT_OF_RANGE)
    numbers = {"baseline": baseline, "change": change, "result": level}
    return level, step(StepCode.LEVEL, rule=VariationRule.BY_LEVEL.value, pattern=pattern, numbers=numbers)
