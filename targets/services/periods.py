"""Reporting periods opened and closed by the planning office; who did it and when is in their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop

from targets.access import reviews
from targets.models import ReportingPeriod
from targets.services.methods import make_method

if TYPE_CHECKING:
    from accounts.models import User

OPENED = gettext_noop("opened")
CLOSED = gettext_noop("closed")


class ReasonMissingError(Exception):
    """Who opens a closed period again says why: figures that were final may change."""


@transaction.atomic
def open_period(period: ReportingPeriod, *, user: User, reason: str = "") -> ReportingPeriod:
    """Let values be entered for ``period``, and give its plan an evaluation method where it has none.

    One that is open already stays as it is. ``reason`` is asked for where the period was closed
    before; it is kept in the history. Raises ``PermissionDenied`` for whoever does not review,
    ``ReasonMissingError`` where the reason is wanting.
    """
    stored = _locked(period, user)
    if stored.is_open:
        return stored
    if stored.state == ReportingPeriod.State.CLOSED and not reason.strip():
        raise ReasonMissingError
    make_method(stored.plan, user)
    return _moved(stored, ReportingPeriod.State.OPEN, user, reason.strip() or OPENED)


@transaction.atomic
def close_period(period: ReportingPeriod, *, user: User) -> ReportingPeriod:
    """Let nothing more be entered for ``period``; what was submitted can still be validated.

    One that is not open stays as it is. Raises ``PermissionDenied`` for whoever does not review.
    """
    stored = _locked(period, user)
    if not stored.is_open:
        return stored
    return _moved(stored, ReportingPeriod.State.CLOSED, user, CLOSED)


def _locked(period: ReportingPeriod, user: User) -> ReportingPeriod:
    if not reviews(user):
        raise PermissionDenied
    return (
        ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan")
        .get(pk=period.pk)
    )


def _moved(period: ReportingPeriod, state: str, user: User, reason: str) -> ReportingPeriod:
    period.state = state
    period._history_user = user  # type: ignore[attr-defined] # simple_history reads it
    period._change_reason = reason  # type: ignore[attr-defined] # so it does this
    period.save(update_fields=["state"])
    return period
