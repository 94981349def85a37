"""What one indicator achieved, from what is stored of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targets.domain.counting.achievement import achievement_of_indicator, needs_own_values
from targets.domain.counting.actual import Actual, Partial
from targets.domain.reading import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.results.loading import LoadedCase, MeasuredIndicator


def own_conditions(measured: MeasuredIndicator) -> tuple[int, ...]:
    """Return the places of the conditions that are asked for one by one; empty: one answer for all.

    ``13 days oil; 18 days wine`` asks for two numbers; an unclear condition asks for nothing yet.
    """
    conditions = measured.read_conditions
    if not needs_own_values(measured.reading, conditions):
        return ()
    return tuple(i for i, condition in enumerate(conditions) if condition.status is not Status.UNCLEAR)


def actual_of(measured: MeasuredIndicator, as_of: date) -> Actual:
    """Return what was reported of an indicator as the domain knows it; ``as_of`` ends the period."""
    value = measured.value
    if value is None:
        return Actual(as_of=as_of)
    if value.not_applicable.strip():
        return Actual(as_of=as_of, not_applicable=value.not_applicable)
    places = {condition.pk: place for place, condition in enumerate(measured.conditions)}
    whole = Actual(as_of=as_of)
    own: dict[int, Actual] = {}
    for loaded in measured.cases:
        key = loaded.case.condition_id
        if key is None:
            whole = _reported(loaded, as_of)
        elif key in places:
            own[places[key]] = _reported(loaded, as_of)
    return with_cases(whole, own)


def with_cases(whole: Actual, own: dict[int, Actual]) -> Actual:
    """Return ``whole`` with what was reported of single conditions."""
    return Actual(
        operands=whole.operands,
        by_condition=own,
        done=whole.done,
        done_on=whole.done_on,
        as_of=whole.as_of,
        partial=whole.partial,
    )


def _reported(loaded: LoadedCase, as_of: date) -> Actual:
    case = loaded.case
    return Actual(
        operands=dict(loaded.values),
        done=case.done,
        done_on=case.done_on,
        as_of=as_of,
        partial=None if case.partial_percent is None else Partial(case.partial_percent, case.partial_reason),
    )


def outcome_of(measured: MeasuredIndicator, actual: Actual, method: EvaluationMethod) -> Outcome:
    """Work out what an indicator achieved; ``actual`` may be stored (``actual_of``) or just typed."""
    return achievement_of_indicator(
        measured.reading,
        measured.read_conditions,
        actual,
        method,
        baseline=measured.indicator.baseline,
    )


def is_answered_by_hand(measured: MeasuredIndicator) -> bool:
    """Say whether it is asked for as done or not done: a yes/no, or targets in words only."""
    if measured.reading.kind is Kind.YES_NO:
        return True
    conditions = measured.read_conditions
    return (
        measured.reading.kind is not Kind.COMPLETION
        and bool(conditions)
        and all(condition.value is None for condition in conditions)
    )


def missed(outcomes: Iterable[Outcome]) -> bool:
    """Say whether any target is certainly missed: then a note on the deviation is asked for."""
    return any(outcome.met is False for outcome in outcomes)
