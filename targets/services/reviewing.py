"""The planning office's decisions on reported values: validated, returned, taken back, set by hand.

Every decision is about the value as the reviewer saw it: the caller says which version that was,
and a value that has changed since is refused, never decided in silence. Each one raises
``PermissionDenied`` for whoever does not review.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop
from simple_history.utils import bulk_update_with_history

from targets.access import reviews
from targets.models import ActualValue, ReportingPeriod, ReviewDecision
from targets.results.method import method_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from decimal import Decimal

    from accounts.models import User

State = ActualValue.State
Outcome = ReviewDecision.Outcome

VALIDATED = gettext_noop("validated")
"""Why a value changed, where nobody has to say why: kept in English, shown in the reader's language."""

OVERRIDE_FIELDS = ["override", "override_reason", "override_by", "override_on"]
MOST_PERCENT = 99_999
"""Of an achievement set by hand: what the database holds."""
KEPT_DECIMALS = 4
"""Likewise: nothing is rounded in silence, more are refused."""


class Seen(NamedTuple):
    """A value as a reviewer saw it."""

    pk: int
    version: int


class Versioned(Protocol):
    """What says which version of which value was seen: a ``Seen``, or the ``ActualValue`` itself."""

    @property
    def pk(self) -> int: ...

    @property
    def version(self) -> int: ...


class Refusal(StrEnum):
    """Why a decision is refused. The sentence stands in ``targets.review.wording``."""

    REASON_MISSING = "reason_missing"
    NOT_SUBMITTED = "not_submitted"
    NOT_VALIDATED = "not_validated"
    NOT_REPORTED = "not_reported"
    """No achievement is set by hand of what no area stands by: not reported is not zero, nor anything."""
    PERIOD_NOT_OPEN = "period_not_open"
    """Returned to an area that could not change anything."""
    PERCENT_OUT_OF_RANGE = "percent_out_of_range"
    PERCENT_TOO_FINE = "percent_too_fine"
    PERCENT_BEYOND_METHOD = "percent_beyond_method"
    """Below the floor or above the cap of the plan's evaluation method."""


class ReviewRefusedError(Exception):
    """The decision cannot be taken; nothing was changed."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


class ConflictError(Exception):
    """These values have changed since the reviewer looked; nothing was changed, of the others neither."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.keys = tuple(keys)
        """Of the values that changed, or that are gone."""
        super().__init__(f"values changed meanwhile: {self.keys}")


@transaction.atomic
def validate(values: Iterable[Versioned], *, user: User, now: datetime) -> list[ActualValue]:
    """Validate values that were submitted: all of them or, where one is refused, none.

    One that was validated already, and has not changed otherwise, stays as it is: a second click
    does nothing. Seven queries for any number. Raises ``ConflictError`` naming the values that
    changed, ``ReviewRefusedError`` where one was not submitted.
    """
    found = _locked(values, user, unless=State.VALIDATED)
    if any(value.state not in {State.SUBMITTED, State.VALIDATED} for value in found):
        raise ReviewRefusedError(Refusal.NOT_SUBMITTED)
    changed = [value for value in found if value.state == State.SUBMITTED]
    for value in changed:
        value.state = State.VALIDATED
    _save(changed, ["state"], user, VALIDATED, now)
    _decide(changed, Outcome.VALIDATED, "", user, now)
    return found


@transaction.atomic
def return_value(value: Versioned, reason: str, *, user: User, now: datetime) -> ActualValue:
    """Give a submitted or validated value back to its area, which may then change it.

    ``reason`` says what is to be put right; it is kept for good. Raises ``ConflictError`` or
    ``ReviewRefusedError`` (no reason, not submitted, the period is not open).
    """
    why = _reason(reason)
    if repeated := _repeated(value, Outcome.RETURNED, why, user):
        return repeated
    found = _one(value, user)
    if not found.is_fixed:
        raise ReviewRefusedError(Refusal.NOT_SUBMITTED)
    if found.period.state != ReportingPeriod.State.OPEN:
        raise ReviewRefusedError(Refusal.PERIOD_NOT_OPEN)
    return _moved(found, State.RETURNED, Outcome.RETURNED, why, user, now)


@transaction.atomic
def reopen(value: Versioned, reason: str, *, user: User, now: datetime) -> ActualValue:
    """Take a validation back: the value is submitted again, and waits for the planning office.

    ``reason`` is kept for good. Raises ``ConflictError`` or ``ReviewRefusedError`` (no reason, not
    validated).
    """
    why = _reason(reason)
    if repeated := _repeated(value, Outcome.REOPENED, why, user):
        return repeated
    found = _one(value, user)
    if found.state != State.VALIDATED:
        raise ReviewRefusedError(Refusal.NOT_VALIDATED)
    return _moved(found, State.SUBMITTED, Outcome.REOPENED, why, user, now)


@transaction.atomic
def judge_anew(values: Iterable[Versioned], reason: str, *, user: User, now: datetime) -> list[ActualValue]:
    """Have fixed values looked at again, because what they are compared with has changed.

    The validated ones are submitted again; the others too have a new version, so that whoever decides
    on the figure they saw before is told. ``reason`` is kept for good. Raises ``ConflictError`` or
    ``ReviewRefusedError`` (no reason, not submitted).
    """
    found, why = _locked(values, user), _reason(reason)
    if not all(value.is_fixed for value in found):
        raise ReviewRefusedError(Refusal.NOT_SUBMITTED)
    taken_back = [value for value in found if value.state == State.VALIDATED]
    for value in taken_back:
        value.state = State.SUBMITTED
    _save(found, ["state"], user, why, now)
    _decide(taken_back, Outcome.REOPENED, why, user, now)
    return found


@transaction.atomic
def set_override(value: Versioned, percent: Decimal, reason: str, *, user: User, today: date) -> ActualValue:
    """Set an achievement by hand, in per cent; it is shown beside the computed one, never in its place.

    Raises ``ConflictError`` or ``ReviewRefusedError`` (no reason, a draft or a returned value, as
    ``refusal_of_percent`` says, or beyond the bounds of the plan's method: where it counts, no figure
    may leave them).
    """
    found, why = _one(value, user), _reason(reason)
    if not found.is_fixed:
        raise ReviewRefusedError(Refusal.NOT_REPORTED)
    if refusal := refusal_of_percent(percent):
        raise ReviewRefusedError(refusal)
    if method_of(found.period.plan).clamped(percent) != percent:
        raise ReviewRefusedError(Refusal.PERCENT_BEYOND_METHOD)
    found.override, found.override_reason = percent, why
    found.override_by, found.override_on = user, today
    _save([found], OVERRIDE_FIELDS, user, why)
    return found


def refusal_of_percent(percent: Decimal) -> Refusal | None:
    """Return why ``percent`` cannot be set by hand; None where it can.

    It is from 0 to ``MOST_PERCENT``, and has ``KEPT_DECIMALS`` at most.
    """
    if not percent.is_finite() or not 0 <= percent <= MOST_PERCENT:
        return Refusal.PERCENT_OUT_OF_RANGE
    return None if round(percent, KEPT_DECIMALS) == percent else Refusal.PERCENT_TOO_FINE


@transaction.atomic
def clear_override(value: Versioned, reason: str, *, user: User) -> ActualValue:
    """Take away the achievement that was set by hand; ``reason`` is kept in the history.

    A value without one stays as it is. Raises ``ConflictError`` or ``ReviewRefusedError`` (no reason).
    """
    found, why = _one(value, user), _reason(reason)
    if found.override is None:
        return found
    found.override, found.override_reason, found.override_by, found.override_on = None, "", None, None
    _save([found], OVERRIDE_FIELDS, user, why)
    return found


def _require(user: User) -> None:
    if not reviews(user):
        raise PermissionDenied


def _one(value: Versioned, user: User) -> ActualValue:
    (found,) = _locked([value], user)
    return found


def _locked(values: Iterable[Versioned], user: User, *, unless: str | None = None) -> list[ActualValue]:
    """Return the stored values, locked until the transaction ends, in the order of their keys.

    They must be as they were seen, or one step further in the state ``unless``.
    """
    _require(user)
    seen = {value.pk: value.version for value in values}
    stored = (
        ActualValue.objects.select_for_update(of=("self",), no_key=True)
        .select_related("period")
        .order_by("pk")
    )
    found = {value.pk: value for value in stored.filter(pk__in=seen)}

    def is_as_seen(value: ActualValue | None, version: int) -> bool:
        return value is not None and (
            value.version == version or (value.state == unless and value.version == version + 1)
        )

    changed = [key for key, version in seen.items() if not is_as_seen(found.get(key), version)]
    if changed:
        raise ConflictError(changed)
    return list(found.values())


def _repeated(value: Versioned, outcome: str, reason: str, user: User) -> ActualValue | None:
    """Return the value if this very decision was the last thing that happened to it: a second click."""
    _require(user)
    last = ReviewDecision.objects.select_related("actual_value__period").filter(actual_value=value.pk).last()
    if last is None or last.actual_value.version != value.version + 1:
        return None
    same = (last.outcome, last.reason, last.decided_by_id) == (outcome, reason, user.pk)
    return last.actual_value if same else None


def _reason(text: str) -> str:
    if not text.strip():
        raise ReviewRefusedError(Refusal.REASON_MISSING)
    return text.strip()


def _moved(  # noqa: PLR0913, PLR0917 - a decision is just that: what, to which state, why, who, when
    value: ActualValue, state: str, outcome: str, reason: str, user: User, now: datetime
) -> ActualValue:
    value.state = state
    _save([value], ["state"], user, reason, now)
    _decide([value], outcome, reason, user, now)
    return value


def _save(
    values: list[ActualValue], fields: list[str], user: User, reason: str, now: datetime | None = None
) -> None:
    """Store these fields with a new version, and their history with who, when and why."""
    for value in values:
        value.version += 1
    bulk_update_with_history(
        values,
        ActualValue,
        [*fields, "version"],
        default_user=user,
        default_change_reason=reason,
        default_date=now,
    )


def _decide(values: list[ActualValue], outcome: str, reason: str, user: User, now: datetime) -> None:
    ReviewDecision.objects.bulk_create(
        ReviewDecision(actual_value=value, outcome=outcome, reason=reason, decided_by=user, decided_at=now)
        for value in values
    )
