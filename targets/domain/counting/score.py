"""One value against one target: met or not, and what it amounts to by the rule of the method.

A better value never scores less, whatever the rule; nothing is divided by a target of zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import FULL, ZERO, held, minus, percentage, times
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.rules import HigherRule, LowerRule, RangeRule, TargetZeroRule
from targets.domain.counting.states import Reason, Stop
from targets.domain.reading import Operator

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.counting.units import Comparison


@dataclass(frozen=True, slots=True)
class Score:
    """What a value amounts to, before cap, floor and deadline."""

    met: bool
    percent: Decimal
    """May lie above the cap or below the floor of the method."""
    step: Step


_MET: dict[Operator, Callable[[Decimal, Decimal], bool]] = {
    Operator.AT_LEAST: lambda value, target: value >= target,
    Operator.MORE_THAN: lambda value, target: value > target,
    Operator.AT_MOST: lambda value, target: value <= target,
    Operator.LESS_THAN: lambda value, target: value < target,
    Operator.EQUAL: lambda value, target: value == target,
}


def is_met(comparison: Comparison) -> bool:
    """Say whether the value satisfies the sign and the number; the date is judged elsewhere."""
    if comparison.upper is not None:
        return comparison.target <= comparison.value <= comparison.upper
    return _MET[comparison.operator](comparison.value, comparison.target)


def score(comparison: Comparison, method: EvaluationMethod) -> Score:
    """Score a value; raise Stop where the rule gives no figure for it."""
    met = is_met(comparison)
    rule_of = _RULE_OF.get(comparison.operator, _in_range)
    try:
        percent, rule, pattern = rule_of(comparison, method, met=met)
    except Stop as stop:
        stop.met = met
        raise
    numbers = {
        "value": comparison.value,
        "target": comparison.target,
        "upper": comparison.upper,
        "edge": _nearer_edge(comparison),
        "baseline": comparison.baseline,
        "points": method.points_per_unit,
        "result": percent,
    }
    named = {name: number for name, number in numbers.items() if f"{{{name}}}" in pattern or name == "result"}
    return Score(met, percent, step(StepCode.SCORE, rule=rule, pattern=pattern, numbers=named))


_Scored = tuple[Decimal, str, str]
"""The score, the name of the rule, and the arithmetic with names for its numbers."""


def _higher(comparison: Comparison, method: EvaluationMethod, *, met: bool) -> _Scored:
    rule = method.higher
    if rule is HigherRule.ALL_OR_NOTHING:
        return _all_or_nothing(rule.value, met=met)
    if rule is HigherRule.RELATIVE_TO_BASELINE:
        return _relative(comparison, rule.value, met=met, higher=True)
    if comparison.target <= 0:
        return _target_zero(comparison, method, met=met)
    return percentage(comparison.value, comparison.target), rule.value, "{value} / {target} × 100 = {result}"


def _lower(comparison: Comparison, method: EvaluationMethod, *, met: bool) -> _Scored:
    rule, value, target = method.lower, comparison.value, comparison.target
    if rule is LowerRule.ALL_OR_NOTHING:
        return _all_or_nothing(rule.value, met=met)
    if rule is LowerRule.RELATIVE_TO_BASELINE:
        return _relative(comparison, rule.value, met=met, higher=False)
    if target <= 0:
        return _target_zero(comparison, method, met=met)
    if rule is LowerRule.ONE_MINUS_EXCESS:
        excess = percentage(minus(value, target), target)
        return minus(FULL, excess), rule.value, "(1 - ({value} - {target}) / {target}) × 100 = {result}"
    if value > 0:
        return percentage(target, value), rule.value, "{target} / {value} × 100 = {result}"
    if method.cap is None:
        raise Stop(Reason.UNBOUNDED, numbers={"value": value, "target": target})
    # Ever less comes ever nearer to the cap; nothing at all, or less, has reached it.
    return method.cap, "zero_counts_as_cap" if value == 0 else "below_zero_counts_as_cap", ""


def _relative(comparison: Comparison, rule: str, *, met: bool, higher: bool) -> _Scored:
    """Return the way covered from the baseline to the target, from 0 to 100."""
    value, target, baseline = comparison.value, comparison.target, comparison.baseline
    if baseline is None:
        raise Stop(Reason.BASELINE_MISSING)
    way = minus(target, baseline)
    if way == 0 or (way > 0) is not higher:
        # The baseline is as good as the target: there is no way to cover, only to keep it up.
        return _all_or_nothing("baseline_not_worse_than_target", met=met)
    covered = percentage(minus(value, baseline), way)
    pattern = "({value} - {baseline}) / ({target} - {baseline}) × 100"
    if not ZERO <= covered <= FULL:
        pattern = f"max(0, min(100, {pattern}))"
    return max(ZERO, min(FULL, covered)), rule, f"{pattern} = {{result}}"


def _nearer_edge(comparison: Comparison) -> Decimal:
    upper = comparison.target if comparison.upper is None else comparison.upper
    return comparison.target if comparison.value < comparison.target else upper


def _in_range(comparison: Comparison, method: EvaluationMethod, *, met: bool) -> _Scored:
    rule = method.in_range
    if met or rule is RangeRule.ALL_OR_NOTHING:
        return _all_or_nothing(rule.value, met=met)
    edge = _nearer_edge(comparison)
    if edge == 0:
        return _target_zero(comparison, method, met=met)
    distance = percentage(minus(comparison.value, edge).copy_abs(), edge.copy_abs())
    return minus(FULL, distance), rule.value, "(1 - |{value} - {edge}| / |{edge}|) × 100 = {result}"


def _target_zero(comparison: Comparison, method: EvaluationMethod, *, met: bool) -> _Scored:
    """Score by the rule of the method for targets of which no share can be taken; name which it is."""
    edge = _nearer_edge(comparison)
    rule = f"{'target_zero' if edge == 0 else 'target_below_zero'}_{method.target_zero.value}"
    if met or method.target_zero is TargetZeroRule.ALL_OR_NOTHING:
        return _all_or_nothing(rule, met=met)
    lost = held(times(minus(comparison.value, edge).copy_abs(), method.points_per_unit))
    return minus(FULL, lost), rule, "100 - |{value} - {edge}| × {points} = {result}"


def _all_or_nothing(rule: str, *, met: bool) -> _Scored:
    return (FULL if met else ZERO), rule, ""


_RULE_OF = {
    Operator.AT_LEAST: _higher,
    Operator.MORE_THAN: _higher,
    Operator.AT_MOST: _lower,
    Operator.LESS_THAN: _lower,
}
