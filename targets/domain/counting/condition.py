"""One condition against what was reported: unclear, by hand, or by number; then the method's rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.counting.deadline import due_later, not_due_step, timed
from targets.domain.counting.numbers import FULL, ZERO, is_in_range, is_usable
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.rules import UnmetRule, YesNoRule
from targets.domain.counting.score import score
from targets.domain.counting.states import Reason, State, Stop
from targets.domain.counting.units import PERCENT, compare
from targets.domain.counting.value import NUMERIC, compute
from targets.domain.reading import Condition, IndicatorReading, Kind, Operator, Status

if TYPE_CHECKING:
    from datetime import date

    from targets.domain.counting.actual import Actual
    from targets.domain.counting.method import EvaluationMethod


@dataclass(frozen=True, slots=True)
class Judgement:
    """One condition against what was reported."""

    state: State
    reason: Reason | None
    met: bool | None
    """Whether number **and** date are satisfied; None = cannot be said yet."""
    achievement: Decimal | None
    """In per cent, between the floor and the cap of the method; None = there is no figure."""
    steps: tuple[Step, ...]
    due_on: date | None = None
    """The deadline of what is not met and not due yet; None = it is met, unknown or due."""


@dataclass(frozen=True, slots=True)
class Case:
    """What there is to judge one condition by."""

    indicator: IndicatorReading
    condition: Condition
    actual: Actual
    method: EvaluationMethod
    baseline: Decimal | None = None
    """In the unit of the indicator; None = none is known."""
    year_end: date | None = None
    """Last day of the year of the target, by which it is due where it names no day; None = at once."""

    @property
    def due_by(self) -> date | None:
        """The day by which it is to be met; None = at once."""
        return self.condition.deadline or self.year_end


def judge(case: Case) -> Judgement:
    """Judge one condition; total, it never raises."""
    steps: list[Step] = []
    condition, actual = case.condition, case.actual
    try:
        _refuse_unclear(case.indicator, condition)
        if is_by_hand(case.indicator, condition):
            met, percent = _by_hand(case, steps)
        else:
            met, percent = _by_number(case, steps)
        met, percent = _finished(case, percent, steps, met=met)
    except Stop as stop:
        # A number that is reached is not all that is asked for where there is a date too.
        certain = None if stop.met and condition.deadline is not None else stop.met
        due_on = due_later(case.due_by, actual, met=certain)
        named = condition.deadline is not None
        ahead = () if due_on is None else (not_due_step(due_on, actual, names_it=named),)
        return Judgement(stop.state, stop.reason, certain, None, (*steps, *ahead, stop.step), due_on)
    due_on = due_later(case.due_by, actual, met=met)
    return Judgement(State.COMPUTED, None, met, percent, tuple(steps), due_on)


def _refuse_unclear(indicator: IndicatorReading, condition: Condition) -> None:
    """Stop where a person must first say what is meant."""
    if indicator.kind is not Kind.YES_NO and indicator.kind not in NUMERIC:
        raise Stop(Reason.INDICATOR_UNCLEAR, words={"indicator": indicator.label})
    if condition.indicator is None:
        raise Stop(Reason.CONDITION_WITHOUT_INDICATOR, words={"condition": condition.label})
    if not has_usable_numbers(condition):
        raise Stop(Reason.OUT_OF_RANGE, words={"condition": condition.label})
    if condition.status is Status.UNCLEAR or (condition.operator is None) is not (condition.value is None):
        raise Stop(Reason.CONDITION_UNCLEAR, words={"condition": condition.label})


def has_usable_numbers(condition: Condition) -> bool:
    """Say whether the numbers of a condition are such that a plan can hold."""
    return all(number is None or is_usable(number) for number in (condition.value, condition.upper))


def is_by_hand(indicator: IndicatorReading, condition: Condition) -> bool:
    """Say whether a person answers done or not done: a yes/no formula, or a target without a number.

    Not so where the formula is a state of work in per cent: "completed" is 100 of it.
    """
    return indicator.kind is Kind.YES_NO or (
        condition.value is None and indicator.kind is not Kind.COMPLETION
    )


def _stated(condition: Condition, rule: str = "") -> Step:
    words = {
        "operator": None if condition.operator is None else condition.operator.value,
        "unit": condition.unit,
        "label": condition.label or None,
        "status": condition.status.value,
        "basis": condition.basis.value,
    }
    numbers = {"target": condition.value, "upper": condition.upper}
    return step(
        StepCode.CONDITION, rule=rule, words=words, numbers=numbers, dates={"deadline": condition.deadline}
    )


def _by_hand(case: Case, steps: list[Step]) -> tuple[bool, Decimal]:
    """Take the answer of a person: yes is 100, no is 0, and between them what the method allows."""
    done, partial, rule = case.actual.done, case.actual.partial, case.method.yes_no
    steps.append(_stated(case.condition))
    if partial is not None:
        allowed = rule is YesNoRule.PARTIAL_BY_HAND
        code = StepCode.PARTIAL if allowed else StepCode.PARTIAL_REFUSED
        numbers = {"result": partial.percent}
        steps.append(step(code, rule=rule.value, words={"reason": partial.reason}, numbers=numbers))
        if allowed:
            return False, partial.percent
    if done is None:
        raise Stop(Reason.ANSWER_MISSING, State.NOT_REPORTED)
    percent = FULL if done else ZERO
    steps.append(step(StepCode.DONE, rule="yes" if done else "no", numbers={"result": percent}))
    return done, percent


def _by_number(case: Case, steps: list[Step]) -> tuple[bool, Decimal]:
    """Compute the value, make it comparable, score it."""
    condition, rule = case.condition, ""
    if condition.value is None:
        condition = replace(condition, operator=Operator.AT_LEAST, value=FULL, unit=PERCENT)
        rule = "completion_is_full"
    value, working = compute(case.indicator, case.actual.operands)
    steps.append(working)
    comparison = compare(case.indicator, condition, value, case.baseline, case.method.variation)
    steps += [*comparison.steps, _stated(condition, rule)]
    scored = score(comparison, case.method)
    numbers = {"value": comparison.value, "target": comparison.target, "upper": comparison.upper}
    words = {"operator": comparison.operator.value}
    steps.append(step(StepCode.MET, rule="met" if scored.met else "not_met", numbers=numbers, words=words))
    steps.append(scored.step)
    return scored.met, scored.percent


def _finished(case: Case, percent: Decimal, steps: list[Step], *, met: bool) -> tuple[bool, Decimal]:
    """Apply cap, deadline, the rule for what is not met, floor and rounding, in this order."""
    method = case.method
    if method.cap is not None and percent > method.cap:
        percent = method.cap
        steps.append(step(StepCode.CAP, numbers={"result": percent}))
    deadline = case.condition.deadline
    after = timed(percent, deadline, case.actual, method, met=met, year_end=case.year_end)
    percent = after.percent
    if after.step is not None:
        steps.append(after.step)
    if not after.met and method.unmet is UnmetRule.BELOW_FULL and percent > method.most_when_unmet:
        percent = method.most_when_unmet
        steps.append(step(StepCode.BELOW_FULL, rule=method.unmet.value, numbers={"result": percent}))
    if percent < method.floor:
        percent = method.floor
        steps.append(step(StepCode.FLOOR, numbers={"result": percent}))
    if not is_in_range(percent):
        raise Stop(Reason.OUT_OF_RANGE)
    return after.met, stepped(percent, method, steps)


def stepped(percent: Decimal, method: EvaluationMethod, steps: list[Step]) -> Decimal:
    """Round a score where the method rounds each step, and say so."""
    result = method.stepped(percent)
    if result != percent:
        numbers = {"score": percent, "decimals": Decimal(method.decimals), "result": result}
        steps.append(step(StepCode.ROUNDED, rule=method.rounding.value, numbers=numbers))
    return result
