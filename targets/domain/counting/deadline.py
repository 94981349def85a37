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


def due_later(deadline: date | None, actual: Actual, *, met: bool | None) -> date | None:
    """Return the deadline of what is not met and need not be yet; None = it is met, unknown or due.

    It is judged on the day the results are of. Who says that it was done after its deadline has
    missed it for certain.
    """
    if met is not False or deadline is None or actual.as_of is None or deadline <= actual.as_of:
        return None
    is_late = actual.done_on is not None and actual.done_on > deadline
    return None if is_late else deadline


def not_due_step(deadline: date, actual: Actual) -> Step:
    """Say that what is not met may still be, for its deadline lies ahead."""
    return step(StepCode.NOT_DUE, dates={"deadline": deadline, "as_of": actual.as_of})


def timed(
    percent: Decimal, deadline: date | None, actual: Actual, method: EvaluationMethod, *, met: bool
) -> Timed:
    """Apply the deadline rule; raise Stop (not reported) where a date is needed and missing.

    What is reported as of a day had been reached by then, so no date is asked for before the
    deadline has passed. What is still not met after it is late as of that day.
    """
    if (ahead := due_later(deadline, actual, met=met)) is not None:
        return Timed(met, percent, not_due_step(ahead, actual))
    if deadline is None or (not met and percent <= 0):
        return Timed(met, percent, None)
    if method.deadline is DeadlineRule.IGNORED:
        return Timed(met, percent, step(StepCode.DEADLINE_IGNORED, dates={"deadline": deadline}))
    day = _day(deadline, actual, met=met)
    dates = {"deadline": deadline, "done_on": day}
    if day <= deadline:
        return Timed(met, percent, step(StepCode.ON_TIME, dates=dates))
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
