"""What an indicator achieved: value → met or not → achievement → band, with the proof.

Total: whatever is planned and reported gives an outcome, never an exception; where there is no
figure the outcome says why, and never puts a zero or a guess in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from targets.domain.counting.condition import (
    Case,
    Judgement,
    has_usable_numbers,
    is_by_hand,
    judge,
    stepped,
)
from targets.domain.counting.numbers import weighted_mean
from targets.domain.counting.proof import Proof, Step, StepCode, step
from targets.domain.counting.rules import CombiningRule
from targets.domain.counting.states import Reason, State, Stop
from targets.domain.counting.value import NUMERIC, value_of
from targets.domain.reading import Operator, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from targets.domain.counting.actual import Actual
    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import Condition, IndicatorReading, TargetReading

_WORD = re.compile(r"[^\W\d_]{4,}")
"""What tells one case from another in a label; shorter words only join."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one indicator achieved."""

    state: State
    reason: Reason | None
    """Why there is no achievement; None where there is one, or where it does not apply."""
    value: Decimal | None
    """The value of the formula, unrounded; None for a yes/no and where it is not known."""
    met: bool | None
    """Whether every condition is met. A fact of its own: ``> 50`` with 50 achieves 100 % and is
    not met. False as soon as one condition is not met; None while nothing can be said."""
    achievement: Decimal | None
    """In per cent, as the roll-up counts it; None = there is no figure, which is not zero."""
    shown: Decimal | None
    """The achievement rounded as the method says."""
    band: Band | None
    """None too where it is not due yet: no band judges it before."""
    proof: Proof
    due_on: date | None = None
    """The first deadline ahead, where ``met`` is False and every condition that is not met has its
    deadline after the day of the results: it is not missed. None = it is due, met or unknown."""


def conditions_of(target: TargetReading, indicator: int) -> tuple[Condition, ...]:
    """Return the conditions of one indicator, with those that may be its own for all we know."""
    return tuple(each for each in target.conditions if each.indicator in (indicator, None))


def needs_own_values(indicator: IndicatorReading, conditions: Sequence[Condition]) -> bool:
    """Say whether the conditions are about cases apart (``13 days oil; 18 days wine``).

    One value cannot be judged against both: what is asked for is then asked for each condition.
    An unclear condition asks for nothing yet.
    """
    clear = [condition for condition in conditions if condition.status is not Status.UNCLEAR]
    return any(_are_apart(indicator, one, other) for one, other in combinations(clear, 2))


_DIRECTION = {
    Operator.AT_LEAST: "higher",
    Operator.MORE_THAN: "higher",
    Operator.AT_MOST: "lower",
    Operator.LESS_THAN: "lower",
    Operator.EQUAL: "exact",
    Operator.BETWEEN: "exact",
}


def _are_apart(indicator: IndicatorReading, one: Condition, other: Condition) -> bool:
    """Say whether two conditions cannot be about one value.

    Two floors or two ceilings are about two cases, whatever their words; a floor and a ceiling
    are the two ends of one range unless their words differ.
    """
    if None not in (one.deadline, other.deadline) and one.deadline != other.deadline:
        return True
    by_hand = is_by_hand(indicator, one) or is_by_hand(indicator, other)
    if by_hand or one.basis is not other.basis:
        return False
    if one.reference_year != other.reference_year:
        return True
    if one.operator is None or other.operator is None or not _are_usable(one, other):
        return False  # There is nothing to compare; each is refused when it is judged.
    if _DIRECTION[one.operator] == _DIRECTION[other.operator]:
        return (one.value, one.upper) != (other.value, other.upper)
    labels = (_words(one), _words(other))
    return all(labels) and labels[0] != labels[1]


def _are_usable(one: Condition, other: Condition) -> bool:
    return has_usable_numbers(one) and has_usable_numbers(other)


def _words(condition: Condition) -> list[str]:
    return _WORD.findall(condition.label.casefold())


def achievement_of_indicator(  # noqa: PLR0913 - what is planned, what was reported, and the rules
    indicator: IndicatorReading,
    conditions: Sequence[Condition],
    actual: Actual,
    method: EvaluationMethod,
    *,
    baseline: Decimal | None = None,
    year_end: date | None = None,
) -> Outcome:
    """Work out what an indicator achieved in one period.

    ``conditions`` are those of this indicator (``conditions_of``); ``baseline`` is in its unit.
    ``year_end`` is the last day of the year that the targets are of: what names no day is due then
    and cannot be missed before; None = it is due whenever it is asked.
    """
    if actual.not_applicable is not None:
        steps = _not_applicable(actual.not_applicable).steps
        return Outcome(State.NOT_APPLICABLE, None, None, None, None, None, None, Proof(steps))
    value = value_of(indicator, actual.operands).value if indicator.kind in NUMERIC else None
    if not conditions:
        stop = Stop(Reason.TARGET_MISSING, words={"indicator": indicator.label})
        return Outcome(stop.state, stop.reason, value, None, None, None, None, Proof((stop.step,)))
    own = needs_own_values(indicator, conditions)
    judgements = []
    for place, condition in enumerate(conditions):
        case = Case(indicator, condition, actual, method, baseline, year_end)
        judgements.append(_judge_own(case, place) if own or place in actual.by_condition else judge(case))
    whole = _together(judgements, method)
    due_on = whole.due_on
    if whole.achievement is None:
        return Outcome(
            whole.state, whole.reason, value, whole.met, None, None, None, Proof(whole.steps), due_on
        )
    shown, band = method.rounded(whole.achievement), band_of(whole.achievement, due_on, method)
    steps = (*whole.steps, *banded(shown, band, due_on))
    percent, proof = whole.achievement, Proof(steps)
    return Outcome(State.COMPUTED, None, value, whole.met, percent, shown, band, proof, due_on)


def withheld(outcome: Outcome, reason: Reason) -> Outcome:
    """Return the outcome of what was entered and does not count yet, with that as its reason.

    ``outcome`` is that of nothing entered: what it misses is not missing. A plan that gives no
    figure whatever is entered keeps its own reason.
    """
    if outcome.state is not State.NOT_REPORTED:
        return outcome
    steps = (each for each in outcome.proof.steps if each.code is not StepCode.STOPPED)
    stop = Stop(reason, State.NOT_REPORTED)
    return replace(outcome, reason=reason, proof=Proof((*steps, stop.step)))


def band_of(achievement: Decimal, due_on: date | None, method: EvaluationMethod) -> Band | None:
    """Return the band of an achievement; none where it is not due yet."""
    return method.band_of(achievement) if due_on is None else None


def banded(shown: Decimal, band: Band | None, due_on: date | None) -> tuple[Step, ...]:
    """Return the step that names the band of a shown achievement, or says from when there will be one.

    None where there are no bands.
    """
    if due_on is not None:
        return (step(StepCode.NO_BAND_YET, numbers={"achievement": shown}, dates={"deadline": due_on}),)
    if band is None:
        return ()
    words = {
        "name": band.name,
        "word": band.word,
        "word_en": band.word_en or None,
        "colour": band.colour.value,
    }
    return (step(StepCode.BAND, words=words, numbers={"achievement": shown, "lower": band.lower}),)


def _judge_own(case: Case, place: int) -> Judgement:
    """Judge a condition by what was reported of it alone; one value for all of them is refused."""
    actual = case.actual
    if (own := actual.by_condition.get(place)) is not None:
        if own.not_applicable is not None:
            return _not_applicable(own.not_applicable)
        return judge(replace(case, actual=replace(own, as_of=own.as_of or actual.as_of)))
    given = (actual.done, *actual.operands.values())
    if any(each is not None for each in given):
        stop = Stop(Reason.VALUES_PER_CONDITION, words={"condition": case.condition.label})
        return Judgement(stop.state, stop.reason, None, None, (stop.step,))
    return judge(case)


def _not_applicable(reason: str) -> Judgement:
    left_out = step(StepCode.LEFT_OUT, rule=State.NOT_APPLICABLE.value, words={"reason": reason})
    return Judgement(State.NOT_APPLICABLE, None, None, None, (left_out,))


def _together(judgements: Sequence[Judgement], method: EvaluationMethod) -> Judgement:
    """Make one of several conditions: all must hold, and the method says what they amount to."""
    if len(judgements) == 1:
        return judgements[0]
    steps = [each for judgement in judgements for each in judgement.steps]
    met = _all_met([each.met for each in judgements if each.state is not State.NOT_APPLICABLE])
    due_on = _all_due_later(judgements)
    for state in (State.NOT_COMPUTABLE, State.NOT_REPORTED):
        for judgement in judgements:
            if judgement.state is state:
                return Judgement(state, judgement.reason, met, None, tuple(steps), due_on)
    if all(each.state is State.NOT_APPLICABLE for each in judgements):
        return Judgement(State.NOT_APPLICABLE, None, None, None, tuple(steps))
    scores = [each.achievement for each in judgements if each.achievement is not None]
    if method.several_conditions is CombiningRule.WORST:
        percent = min(scores)
    else:
        percent = weighted_mean((Decimal(1), each) for each in scores)
    rule = method.several_conditions.value
    steps.append(
        step(StepCode.COMBINED, rule=rule, numbers={"parts": Decimal(len(scores)), "result": percent})
    )
    return Judgement(State.COMPUTED, None, met, stepped(percent, method, steps), tuple(steps), due_on)


def _all_met(facts: Sequence[bool | None]) -> bool | None:
    if False in facts:
        return False
    return None if None in facts else True


def _all_due_later(judgements: Sequence[Judgement]) -> date | None:
    """Return the first deadline of what is not met, where all of it lies ahead."""
    deadlines = [each.due_on for each in judgements if each.met is False]
    ahead = [each for each in deadlines if each is not None]
    return min(ahead) if ahead and len(ahead) == len(deadlines) else None
