"""Write what an area reports: values, their submission, their evidence. The one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_noop

from targets.entered import NOTHING
from targets.models import ActualValue, Condition, OperandValue, ReportedCase
from targets.services.evidence import attach_evidence, remove_evidence
from targets.services.reporting_rules import (
    Conflict,
    PeriodNotOpen,
    ReasonMissing,
    ReportingError,
    ValueFixed,
    delete_with_history,
    lock_period,
    refuse_fixed,
    save_with_history,
    stored_entered,
    stored_value,
)
from targets.services.submitting import Held, Submission, submit_values

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from accounts.models import User
    from targets.entered import Entered, EnteredCase
    from targets.models import Indicator, ReportingPeriod

__all__ = [
    "Conflict",
    "Held",
    "PeriodNotOpen",
    "ReasonMissing",
    "ReportingError",
    "Submission",
    "ValueFixed",
    "attach_evidence",
    "remove_evidence",
    "save_value",
    "submit_values",
]

PUT_RIGHT = gettext_noop("put right after it was returned")
"""Why a returned value changed, of who says nothing else: the reason it was returned for stands in its
history already. Kept in English, shown in the reader's language."""

_CASE_FIELDS = ("done", "done_on", "partial_percent", "partial_reason")


@transaction.atomic
def save_value(  # noqa: PLR0913 - what, and by the house's rule who and when, all but the first by name
    indicator: Indicator,
    period: ReportingPeriod,
    entered: Entered,
    *,
    version: int | None,
    user: User,
    now: datetime,
    reason: str = "",
) -> ActualValue | None:
    """Store what was entered of an indicator; return the value as it is stored now.

    ``version`` is that of the value the person had before them; None (or 0) = nothing was entered.
    What is stored already changes and records nothing, however often it is sent; None is returned
    where nothing is stored and nothing was entered. A returned value stays "returned" until it is
    submitted again; where no ``reason`` is given, what it was returned for is the reason. What was
    submitted is changed by the planning office only, with a ``reason``, and stays submitted.

    Raises ``PeriodNotOpen``, ``ValueFixed``, ``ReasonMissing`` or ``Conflict``; ``ValueError`` for an
    operand or a condition that is not this indicator's. Who may enter it is asked before (``access``).
    """
    period = lock_period(period)
    value = stored_value(indicator, period)
    if value is None:
        if entered.is_empty:
            return None
        value = ActualValue(indicator=indicator, period=period)
    else:
        stored = stored_entered(value)
        if stored.same_as(entered):
            return value
        refuse_fixed(value, user)
        if value.version != (version or 0):
            raise Conflict(value, stored)
        if value.is_fixed and not reason.strip():
            raise ReasonMissing
        if value.state == ActualValue.State.RETURNED:
            reason = reason.strip() or PUT_RIGHT
    _write(value, entered, user=user, now=now, reason=reason)
    return value


def _write(value: ActualValue, entered: Entered, *, user: User, now: datetime, reason: str) -> None:
    """Bring the value and its parts to what was entered; each part that changed is in the history."""
    if value.pk is not None:
        _claim(value)
    value.version += 1
    value.not_applicable = entered.not_applicable
    value.deviation = entered.deviation
    value.corrective_action = entered.corrective_action
    value.entered_by, value.entered_at = user, now
    save_with_history(value, user=user, now=now, reason=reason)
    operands = _operands(value.indicator)
    wanted: dict[int | None, EnteredCase] = {None: entered.whole}
    wanted |= {key: case for key, case in entered.cases().items()}  # noqa: C416 - the keys are of a wider type
    _refuse_strange(value.indicator, wanted, operands)
    stored = {case.condition_id: case for case in value.cases.all()}
    for key, case in stored.items():
        if key not in wanted:
            _write_case(case, NOTHING, operands, user=user, now=now, reason=reason)
            delete_with_history(case, user=user, now=now, reason=reason)
    for key, content in wanted.items():
        case = stored.get(key) or ReportedCase(actual_value=value, condition_id=key)
        _write_case(case, content, operands, user=user, now=now, reason=reason)


def _claim(value: ActualValue) -> None:
    """Take the value's version: whoever wrote it since, by whatever way, is not overwritten."""
    mine = ActualValue.objects.filter(pk=value.pk, version=value.version, state=value.state)
    if not mine.update(version=F("version") + 1):
        now_stored = stored_value(value.indicator, value.period)
        assert now_stored is not None  # noqa: S101 - for the type checker: values are never deleted
        raise Conflict(now_stored, stored_entered(now_stored))


def _operands(indicator: Indicator) -> dict[str, int]:
    return dict(indicator.operands.values_list("key", "pk"))


def _refuse_strange(
    indicator: Indicator, wanted: Mapping[int | None, EnteredCase], operands: Mapping[str, int]
) -> None:
    if any(key not in operands for case in wanted.values() for key in case.numbers):
        raise ValueError("an operand that the formula does not have")
    conditions = {key for key in wanted if key is not None}
    if not conditions:
        return
    own = Condition.objects.filter(target_value__measure=indicator.measure_id, pk__in=conditions)
    if own.count() != len(conditions):
        raise ValueError("a condition of another indicator")


def _write_case(  # noqa: PLR0913 - see save_value
    case: ReportedCase,
    content: EnteredCase,
    operands: Mapping[str, int],
    *,
    user: User,
    now: datetime,
    reason: str,
) -> None:
    is_new = case.pk is None
    changed = [name for name in _CASE_FIELDS if getattr(case, name) != getattr(content, name)]
    for name in changed:
        setattr(case, name, getattr(content, name))
    if is_new or changed:
        save_with_history(case, user=user, now=now, reason=reason)
    stored = {} if is_new else {number.operand_id: number for number in case.values.all()}
    wanted = {operands[key]: value for key, value in content.numbers.items()}
    for operand, number in stored.items():
        if operand not in wanted:
            delete_with_history(number, user=user, now=now, reason=reason)
    for operand, entered in wanted.items():
        number = stored.get(operand, OperandValue(case=case, operand_id=operand))
        if operand not in stored or number.value != entered:
            number.value = entered
            save_with_history(number, user=user, now=now, reason=reason)
