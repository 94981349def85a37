"""What every write of reported values has in common: whom it refuses, and how two of them meet.

Two writers of one period never run at once: each first locks the row of the period (SQLite has
one writer anyway, its transactions being IMMEDIATE). So the state of the period, the version of a
value and its absence are still true when the write happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targets.access import reviews
from targets.entered import entered_case, entered_value
from targets.models import ActualValue, ReportingPeriod

if TYPE_CHECKING:
    from datetime import datetime

    from django.db import models

    from accounts.models import User
    from targets.entered import Entered
    from targets.models import Indicator


class ReportingError(Exception):
    """A write of a reported value was refused; nothing was changed."""


class PeriodNotOpen(ReportingError):  # noqa: N818 - names the state of things, as the pages do
    """The period is not open yet, or is closed."""

    def __init__(self, period: ReportingPeriod) -> None:
        """Keep the period as it is now."""
        super().__init__(period.state)
        self.period = period


class ValueFixed(ReportingError):  # noqa: N818 - names the state of things, as the pages do
    """The value was submitted or validated, and this person may not change it any more."""

    def __init__(self, value: ActualValue) -> None:
        """Keep the value as it is now."""
        super().__init__(value.state)
        self.value = value


class Conflict(ReportingError):  # noqa: N818 - names the state of things, as the pages do
    """Somebody else saved the value since this person read it."""

    def __init__(self, value: ActualValue, stored: Entered) -> None:
        """Keep what is stored now; who saved it and when stands in ``value``."""
        super().__init__(value.version)
        self.value = value
        self.stored = stored


class ReasonMissing(ReportingError):  # noqa: N818 - names the state of things, as the pages do
    """The planning office corrects what an area submitted, and did not say why."""


def lock_period(period: ReportingPeriod) -> ReportingPeriod:
    """Return the period as it is now, locked until the transaction ends; refuse one that is not open."""
    locked = ReportingPeriod.objects.select_for_update(no_key=True).get(pk=period.pk)
    if not locked.is_open:
        raise PeriodNotOpen(locked)
    return locked


def stored_value(indicator: Indicator, period: ReportingPeriod) -> ActualValue | None:
    """Return what is stored now with all its parts; None = nothing. At most three queries."""
    return (
        ActualValue.objects.filter(indicator=indicator, period=period)
        .select_related("entered_by")
        .prefetch_related("cases__values__operand")
        .first()
    )


def stored_entered(value: ActualValue) -> Entered:
    """Return the content of a value that was loaded with its parts."""
    cases = {
        case.condition_id: entered_case(
            case, {number.operand.key: number.value for number in case.values.all()}
        )
        for case in value.cases.all()
    }
    return entered_value(value, cases)


def refuse_fixed(value: ActualValue, user: User) -> None:
    """Refuse to change what was validated; what was submitted, to all but who reviews it."""
    if value.state == ActualValue.State.VALIDATED or (value.is_fixed and not reviews(user)):
        raise ValueFixed(value)


def save_with_history(row: models.Model, *, user: User, now: datetime, reason: str = "") -> None:
    """Save a row; its entry in the history names the person, the moment and the reason."""
    _sign(row, user, now, reason)
    row.save()


def delete_with_history(row: models.Model, *, user: User, now: datetime, reason: str = "") -> None:
    """Delete a row; the history keeps it with the person, the moment and the reason."""
    _sign(row, user, now, reason)
    row.delete()


def _sign(row: Any, user: User, now: datetime, reason: str) -> None:
    """Leave with the row what ``simple_history`` writes down about the change."""
    row._history_user = user
    row._history_date = now
    row._change_reason = reason
