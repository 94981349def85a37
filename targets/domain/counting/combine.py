"""Several figures made one: by weight or by the worst, with the method's rule for each gap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import ZERO, times, total, weighted_mean
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.rules import CombiningRule, MissingRule
from targets.domain.counting.states import Reason, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.counting.method import EvaluationMethod

_WRITTEN_OUT = 20
"""Parts that the arithmetic of a mean still names one by one."""

_WORST_STATE_FIRST = (State.NOT_COMPUTABLE, State.NOT_REPORTED, State.NOT_APPLICABLE, State.EMPTY)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure among others."""

    key: str
    state: State
    score: Decimal | None
    """None = it has no figure, for the reason that ``state`` says."""
    weight: Decimal | None
    """None = none is set."""


@dataclass(frozen=True, slots=True)
class Combined:
    """One figure from several."""

    state: State
    reason: Reason | None
    achievement: Decimal | None
    steps: tuple[Step, ...]


def combine(parts: Sequence[Part], rule: CombiningRule, method: EvaluationMethod) -> Combined:
    """Make one figure of several; of none, or of none with a figure, there is none.

    Weights are relative. Where no part has one they count alike; where only some have one there
    is no figure, for nobody has said what the others weigh.
    """
    steps: list[Step] = []
    counted = _with_figure(parts, method, steps)
    if not counted:
        state = next(
            (each for each in _WORST_STATE_FIRST if any(part.state is each for part in parts)), State.EMPTY
        )
        return Combined(state, None, None, tuple(steps))
    weights = [part.weight for part, _ in counted]
    if None in weights and any(weight is not None for weight in weights):
        return _stopped(Reason.WEIGHTS_INCOMPLETE, steps)
    weighted = [
        (part.key, _ONE if part.weight is None else part.weight, score)
        for part, score in counted
        if part.weight != 0
    ]
    if not weighted:
        return _stopped(Reason.WEIGHTS_ALL_ZERO, steps)
    if rule is CombiningRule.WORST:
        key, _, result = min(weighted, key=lambda each: each[2])
        steps.append(
            step(StepCode.COMBINED, rule=rule.value, words={"part": key}, numbers={"result": result})
        )
    else:
        pairs = [(weight, score) for _, weight, score in weighted]
        result = weighted_mean(pairs)
        steps.append(_mean_step(pairs, result))
    return Combined(State.COMPUTED, None, result, tuple(steps))


def _with_figure(
    parts: Sequence[Part], method: EvaluationMethod, steps: list[Step]
) -> list[tuple[Part, Decimal]]:
    """Keep the parts that count, with their figures; say of each other one what becomes of it."""
    counted: list[tuple[Part, Decimal]] = []
    for part in parts:
        words = {"part": part.key}
        if part.score is not None:
            counted.append((part, part.score))
        elif rule_for(part.state, method) is MissingRule.COUNTS_ZERO:
            steps.append(step(StepCode.COUNTED_AS_ZERO, rule=part.state.value, words=words))
            counted.append((part, ZERO))
        else:
            steps.append(step(StepCode.LEFT_OUT, rule=part.state.value, words=words))
    return counted


def rule_for(state: State, method: EvaluationMethod) -> MissingRule:
    """Return what a part without a figure costs; what does not apply, or is empty, costs nothing."""
    rules = {State.NOT_REPORTED: method.missing, State.NOT_COMPUTABLE: method.not_computable}
    return rules.get(state, MissingRule.LEFT_OUT)


def _stopped(reason: Reason, steps: list[Step]) -> Combined:
    last = step(StepCode.STOPPED, rule=reason.value)
    return Combined(State.NOT_COMPUTABLE, reason, None, (*steps, last))


def _mean_step(pairs: Sequence[tuple[Decimal, Decimal]], result: Decimal) -> Step:
    """Write the mean out: ``(40 × 80 + 60 × 100) / 100 = 92``; long ones only by their sum."""
    weights = total(weight for weight, _ in pairs)
    numbers = {"weights": weights, "parts": Decimal(len(pairs)), "result": result}
    alike = all(weight == _ONE for weight, _ in pairs)
    if len(pairs) > _WRITTEN_OUT:
        numbers["sum"] = total(times(weight, score) for weight, score in pairs)
        summed = "{sum}"
    else:
        for place, (weight, score) in enumerate(pairs, start=1):
            numbers[f"weight_{place}"], numbers[f"score_{place}"] = weight, score
        terms = [
            f"{{score_{place}}}" if alike else f"{{weight_{place}}} × {{score_{place}}}"
            for place in range(1, len(pairs) + 1)
        ]
        summed = f"({' + '.join(terms)})"
    pattern = f"{summed} / {{weights}} = {{result}}"
    return step(StepCode.COMBINED, rule=CombiningRule.WEIGHTED_MEAN.value, pattern=pattern, numbers=numbers)
