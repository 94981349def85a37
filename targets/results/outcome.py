"""What one indicator achieved, from what is stored of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from targets.domain.counting.achievement import achievement_of_indicator, needs_own_values
from targets.domain.counting.actual import Actual, Partial
from targets.domain.reading import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.results.loading import LoadedCase, MeasuredIndicator


def last_day(year: int) -> date:
    """Return the day by which the targets of a year are due where they name none."""
    return date(year, 12, 31)


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
    return answer_as_actual(
        loaded.values,
        done=case.done,
        done_on=case.done_on,
        partial_percent=case.partial_percent,
        partial_reason=case.partial_reason,
        as_of=as_of,
    )


def answer_as_actual(  # noqa: PLR0913 - the parts of an answer, all but the first by name
    numbers: Mapping[str, Decimal],
    *,
    done: bool | None,
    done_on: date | None,
    partial_percent: Decimal | None,
    partial_reason: str,
    as_of: date,
) -> Actual:
    """Return one answer, stored or typed, as the counting knows it; ``as_of`` ends the period.

    A part counts with its reason only, and not of what is done.
    """
    partial = None
    if partial_percent is not None and partial_reason.strip() and not done:
        partial = Partial(partial_percent, partial_reason)
    return Actual(operands=dict(numbers), done=done, done_on=done_on, as_of=as_of, partial=partial)


def outcome_of(measured: MeasuredIndicator, actual: Actual, method: EvaluationMethod) -> Outcome:
    """Work out what an indicator achieved; ``actual`` may be stored (``actual_of``) or just typed."""
    return achievement_of_indicator(
        measured.reading,
        measured.read_conditions,
        actual,
        method,
        baseline=measured.indicator.baseline,
        year_end=last_day(measured.year),
    )
