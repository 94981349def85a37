"""Attach a file to a reported value, and take it off again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from targets.evidence_files import MAX_FILES, EvidenceRefused, Refusal
from targets.models import ActualValue, Evidence, ReportedCase
from targets.services.reporting_rules import (
    delete_with_history,
    lock_period,
    refuse_fixed,
    save_with_history,
)

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from targets.evidence_files import EvidenceFile
    from targets.models import Indicator, ReportingPeriod


@transaction.atomic
def attach_evidence(
    indicator: Indicator, period: ReportingPeriod, file: EvidenceFile, *, user: User, now: datetime
) -> Evidence:
    """Store a checked file with the value of an indicator; the same file twice is stored once.

    Where nothing was entered yet, an empty draft is made (its version is 0: what a colleague
    enters meanwhile is no conflict). Raises ``PeriodNotOpen``, ``ValueFixed`` or
    ``EvidenceRefused`` (too many files). Who may enter the value is asked before (``access``).
    """
    period = lock_period(period)
    of_indicator = ActualValue.objects.filter(indicator=indicator, period=period)
    value = of_indicator.select_for_update(of=("self",), no_key=True).first()
    if value is None:
        value = ActualValue(indicator=indicator, period=period, entered_by=user, entered_at=now)
        save_with_history(value, user=user, now=now)
        save_with_history(ReportedCase(actual_value=value), user=user, now=now)
    present = {each.sha256: each for each in value.evidence.all()}
    if file.sha256 in present:
        return present[file.sha256]
    refuse_fixed(value, user)
    if len(present) >= MAX_FILES:
        raise EvidenceRefused(Refusal.TOO_MANY, file.name)
    evidence = Evidence(
        actual_value=value,
        name=file.name,
        content_type=file.content_type,
        size=len(file.content),
        sha256=file.sha256,
        uploaded_by=user,
        uploaded_at=now,
    )
    evidence.file.save(file.name, ContentFile(file.content), save=False)
    stored_at, storage = evidence.file.name or "", evidence.file.storage
    try:
        save_with_history(evidence, user=user, now=now)
    except BaseException:
        storage.delete(stored_at)  # without its row nobody would ever find the file again
        raise
    return evidence


@transaction.atomic
def remove_evidence(evidence: Evidence, *, user: User, now: datetime) -> None:
    """Take a file off a value that may still be changed; the history keeps its name and its hash.

    Raises ``PeriodNotOpen`` or ``ValueFixed``. A file that is gone already is no error.
    """
    lock_period(evidence.actual_value.period)
    found = (
        Evidence.objects.select_related("actual_value")
        .select_for_update(of=("self", "actual_value"), no_key=True)
        .filter(pk=evidence.pk)
        .first()
    )
    if found is None:
        return
    refuse_fixed(found.actual_value, user)
    name, storage = found.file.name or "", found.file.storage
    delete_with_history(found, user=user, now=now)
    transaction.on_commit(lambda: storage.delete(name))
