"""What a deadline does to a score. The clock is never asked: every date is entered or given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import ZERO, minus, times
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.rules import DeadlineRule
from targets.domain.counting.states import Reason, State, Stop

if TYPE_CHECKING:
    from datetime import date

    from targets.domain.counting.actual import Actual
    from targets.domain.counting.method import EvaluationMethod


@dataclass(frozen=True, slots=True)
class Timed:
    """A score once its deadline was looked at."""

    met: bool
    percent: Decimal
    step: Step | None
    """None where there is no deadline, or nothing that could come too late."""


def due_later(due_by: date | None, actual: Actual, *, met: bool | None) -> date | None:
    """Return the day by which what is not met is due, where it lies ahead; None = it is met, unknown or due.

    ``due_by`` is the deadline, or the end of the year of a target that names none; None = it is due
    at once. It is judged on the day the results are of. Who says that it was done after its deadline has
    missed it for certain.
    """
    if met is not False or due_by is None or actual.as_of is None or due_by <= actual.as_of:
        return None
    is_late = actual.done_on is not None and actual.done_on > due_by
    return None if is_late else due_by


def not_due_step(due_by: date, actual: Actual, *, names_it: bool) -> Step:
    """Say that what is not met may still be; ``names_it``: the target names the day, it is not its year's."""
    dates = {"deadline": due_by, "as_of": actual.as_of}
    return step(StepCode.NOT_DUE, rule="deadline" if names_it else "year", dates=dates)


def timed(  # noqa: PLR0913 - a score, and the two days and the rules it is judged by
    percent: Decimal,
    deadline: date | None,
    actual: Actual,
    method: EvaluationMethod,
    *,
    met: bool,
    year_end: date | None = None,
) -> Timed:
    """Apply the deadline rule; raise Stop (not reported) where a date is needed and missing.

    What is reported as of a day had been reached by then, so no date is asked for before the
    deadline has passed. What is still not met after it is late as of that day.
    """
    if (ahead := due_later(deadline or year_end, actual, met=met)) is not None:
        return Timed(met, percent, not_due_step(ahead, actual, names_it=deadline is not None))
    if deadline is None or (not met and percent <= 0):
        return Timed(met, percent, None)
    if method.deadline is DeadlineRule.IGNORED:
        return Timed(met, percent, step(StepCode.DEADLINE_IGNORED, dates={"deadline": deadline}))
    day = _day(deadline, actual, met=met)
    dates = {"deadline": deadline, "done_on": day}
    if day <= deadline:
        rule = "met" if met else "not_met"
        return Timed(met, percent, step(StepCode.ON_TIME, rule=rule, dates=dates))
    if method.deadline is DeadlineRule.LATE_IS_ZERO:
        numbers = {"result": ZERO}
        return Timed(
            met=False,
            percent=ZERO,
            step=step(StepCode.LATE, rule=method.deadline.value, numbers=numbers, dates=dates),
        )
    days = Decimal((day - deadline).days)
    reduced = minus(percent, times(days, method.points_per_day))
    numbers = {"score": percent, "days": days, "points": method.points_per_day, "result": reduced}
    pattern = "{score} - {days} × {points} = {result}"
    late = step(StepCode.LATE, rule=method.deadline.value, pattern=pattern, numbers=numbers, dates=dates)
    return Timed(met=False, percent=reduced, step=late)


def _day(deadline: date, actual: Actual, *, met: bool) -> date:
    """Return the day the reported result is judged by."""
    if actual.done_on is not None:
        return actual.done_on
    if actual.as_of is None or (met and actual.as_of > deadline):
        # What falls short of its number is not met, whatever the date.
        raise Stop(Reason.DATE_MISSING, State.NOT_REPORTED, met=None if met else False)
    return actual.as_of
