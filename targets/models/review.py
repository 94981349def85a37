"""What a value rests on and what became of it: its evidence, and the decisions of its review."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from targets.models.values import ActualValue


def evidence_path(evidence: Evidence, filename: str) -> str:  # noqa: ARG001 - the name is kept in a field
    """Return where a file is stored: a name that nobody can guess and no person chose."""
    return f"evidence/{evidence.actual_value_id}/{secrets.token_hex(16)}"


class Evidence(models.Model):
    """One file that proves an actual value. Attached by whoever may enter the value; downloaded
    only by those who may see it. Never changes; removed only while the value may be changed."""

    actual_value = models.ForeignKey(
        ActualValue, models.CASCADE, related_name="evidence", verbose_name=_("actual value")
    )
    file = models.FileField(_("file"), upload_to=evidence_path, max_length=200)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField("SHA-256", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("attached by")
    )
    uploaded_at = models.DateTimeField(_("attached at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["actual_value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["actual_value", "sha256"],
                name="evidence_file_once_a_value",
                violation_error_message=_("This file is attached already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ReviewDecision(models.Model):
    """One decision of the planning office on a reported value. Kept for good."""

    class Outcome(models.TextChoices):
        VALIDATED = "validated", _("Validated")
        RETURNED = "returned", _("Returned")
        REOPENED = "reopened", _("Validation taken back")

    actual_value = models.ForeignKey(
        ActualValue, models.PROTECT, related_name="decisions", verbose_name=_("actual value")
    )
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["actual_value", "decided_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="validated") | ~Q(reason=""),
                name="review_return_has_reason",
                violation_error_message=_("Say why the value is returned, or its validation taken back."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} – {self.actual_value}"
