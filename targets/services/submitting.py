"""Submit what is complete, and say of the rest what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop
from simple_history.utils import bulk_update_with_history

from targets.completeness import Lack, lacks_of
from targets.entered import entered_of
from targets.models import ActualValue
from targets.services.reporting_rules import lock_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from accounts.models import User
    from targets.domain.counting.method import EvaluationMethod
    from targets.models import Indicator, ReportingPeriod
    from targets.results import MeasuredIndicator

_FIELDS = ("state", "submitted_by", "submitted_at", "version")
SUBMITTED = gettext_noop("submitted")
"""Why a value changed, where nobody has to say why: kept in English, shown in the reader's language."""


@dataclass(frozen=True, slots=True)
class Held:
    """One indicator whose value was not submitted, and why."""

    indicator: Indicator
    lacks: tuple[Lack, ...]
    """Empty where somebody changed the value in the same moment: it must be looked at again."""
    is_started: bool
    """Whether anything was entered at all."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of everything that was to be submitted."""

    submitted: tuple[ActualValue, ...]
    held: tuple[Held, ...]


@transaction.atomic
def submit_values(  # noqa: PLR0913 - what, and by the house's rule who, when and why, all by name
    measured: Iterable[MeasuredIndicator],
    period: ReportingPeriod,
    method: EvaluationMethod,
    *,
    user: User,
    now: datetime,
    reasons: Mapping[int, str] | None = None,
) -> Submission:
    """Submit the drafts and returned values that are complete; name the others with what they lack.

    ``measured`` are indicators as loaded for ``period``, which the person may enter. What is
    submitted or validated already is passed over: a second click submits nothing twice. ``reasons``
    are words of the person for the history, by the key of the indicator. Five queries for any
    number. Raises ``PeriodNotOpen``.
    """
    period = lock_period(period)
    ready: dict[int, MeasuredIndicator] = {}
    held: list[Held] = []
    for each in measured:
        if each.value is not None and each.value.is_fixed:
            continue
        entered = entered_of(each)
        lacks = lacks_of(each, entered, period, method)
        if lacks or each.value is None:
            held.append(Held(each.indicator, lacks, is_started=not entered.is_empty))
        else:
            ready[each.value.pk] = each
    submitted = []
    for value in ActualValue.objects.filter(pk__in=ready).select_for_update(of=("self",), no_key=True):
        judged = ready[value.pk]
        if judged.value is None or value.version != judged.value.version or value.is_fixed:
            held.append(Held(judged.indicator, (), is_started=True))
            continue
        value.state = ActualValue.State.SUBMITTED
        value.submitted_by, value.submitted_at = user, now
        value.version += 1
        if reason := (reasons or {}).get(value.indicator_id):
            value._change_reason = reason  # type: ignore[attr-defined] # read by simple_history
        submitted.append(value)
    if submitted:
        bulk_update_with_history(
            submitted,
            ActualValue,
            list(_FIELDS),
            default_user=user,
            default_change_reason=SUBMITTED,
            default_date=now,
        )
    return Submission(tuple(submitted), tuple(held))
