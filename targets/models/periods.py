"""What is reported, period by period: actual values, their evidence and their review."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import Plan
from targets.models.readings import Condition, Indicator, Operand

if TYPE_CHECKING:
    from datetime import date


class ReportingPeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def open(self) -> ReportingPeriodQuerySet:
        """Keep those that values may be entered for."""
        return self.filter(state=ReportingPeriod.State.OPEN)


class ReportingPeriod(models.Model):
    """One moment of the plan year at which values are reported (30 June, 31 December). Opened and
    closed by the planning office; nothing is entered while it is not open."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Not open yet")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="periods", verbose_name=_("plan"))
    ends_on = models.DateField(
        _("values as of"), help_text=_("The last day that is reported on: 30 June, 31 December.")
    )
    due_on = models.DateField(
        _("due date"),
        help_text=_("Until when the areas enter their values. Later ones are marked late, never refused."),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=State,
        default=State.PLANNED,
        help_text=_(
            "Values are entered while it is open. It is opened and closed on the page of the review."
        ),
    )
    is_demonstration = models.BooleanField(
        _("invented values"),
        default=False,
        editable=False,
        help_text=_("The values of this period are made up, to try the site with."),
    )

    objects = ReportingPeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-plan__year", "ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "ends_on"],
                name="period_once_a_plan",
                violation_error_message=_("The plan already has a period as of this day."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("ends_on")),
                name="period_due_after_its_end",
                violation_error_message=_("The due date cannot lie before the day that is reported on."),
            ),
        ]

    def __str__(self) -> str:
        return formats.date_format(self.ends_on, "DATE_FORMAT")

    @property
    def is_open(self) -> bool:
        """Whether values may be entered."""
        return self.state == self.State.OPEN

    @property
    def is_year_end(self) -> bool:
        """Whether its report is the year-end report; another period's is a monitoring report."""
        return (self.ends_on.month, self.ends_on.day) == (12, 31)

    def is_late(self, today: date) -> bool:
        """Whether what is still missing on ``today`` is late."""
        return today > self.due_on

    def clean(self) -> None:
        super().clean()
        if self.plan_id and getattr(self, "ends_on", None) and self.ends_on.year != self.plan.year:
            raise ValidationError({"ends_on": _("The day must lie in the year of the plan.")})


class ActualValue(models.Model):
    """What was reported of one indicator for one period. Entered by an area manager (or by the
    planning office for them) while the period is open; fixed once it is validated, unless the
    planning office returns it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned")
        VALIDATED = "validated", _("Validated")

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="actual_values", verbose_name=_("indicator")
    )
    period = models.ForeignKey(
        ReportingPeriod, models.PROTECT, related_name="actual_values", verbose_name=_("reporting period")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    not_applicable = models.TextField(
        _("why it does not apply this year"), blank=True, help_text=_("Empty: it applies.")
    )
    deviation = models.TextField(
        _("cause of the deviation"), blank=True, help_text=_("Why the target was missed.")
    )
    corrective_action = models.TextField(_("corrective action"), blank=True)
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Grows with every change: who saves an older one is told."
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered at"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    override = models.DecimalField(
        _("achievement set by hand"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("In per cent. It stands beside the computed one, never in its place."),
    )
    override_reason = models.TextField(_("reason of the achievement set by hand"), blank=True)
    override_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("set by"),
    )
    override_on = models.DateField(_("set on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("actual value")
        verbose_name_plural = _("actual values")
        ordering = ["period", "indicator"]
        permissions = [
            ("enter_actualvalue", "Can enter the actual values of the areas they manage"),
            ("review_actualvalue", "Can open periods, review values and enter those of any area"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"],
                name="actual_value_one_per_period",
                violation_error_message=_("This indicator already has a value for this period."),
            ),
            models.CheckConstraint(
                condition=Q(override__isnull=True, override_by__isnull=True, override_on__isnull=True)
                | (
                    Q(override__gte=0, override_by__isnull=False, override_on__isnull=False)
                    & ~Q(override_reason="")
                ),
                name="actual_value_override_answered_for",
                violation_error_message=_(
                    "An achievement set by hand needs a reason, and has a person and a day."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} – {self.period}"

    @property
    def is_fixed(self) -> bool:
        """Whether it waits for the planning office or has passed it: not to be changed by the area."""
        return self.state in {self.State.SUBMITTED, self.State.VALIDATED}


class ReportedCase(models.Model):
    """The answer itself: of the indicator as a whole, or of one of its conditions where these are
    about cases apart (oil, wine; by June, by December). Written with its actual value. Every
    actual value has the one of the whole."""

    actual_value = models.ForeignKey(
        ActualValue, models.CASCADE, related_name="cases", verbose_name=_("actual value")
    )
    condition = models.ForeignKey(
        Condition,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_cases",
        verbose_name=_("condition"),
        help_text=_("Empty: the indicator as a whole."),
    )
    done = models.BooleanField(_("done"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    partial_percent = models.DecimalField(
        _("part done"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text=_("In per cent, where the method allows it."),
    )
    partial_reason = models.TextField(_("reason of the part"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reported case")
        verbose_name_plural = _("reported cases")
        ordering = ["actual_value", "condition"]
        constraints = [
            models.UniqueConstraint(
                fields=["actual_value", "condition"],
                name="reported_case_once",
                violation_error_message=_("This condition already has an answer."),
            ),
            models.UniqueConstraint(
                fields=["actual_value"],
                condition=Q(condition__isnull=True),
                name="reported_case_one_whole",
                violation_error_message=_("The indicator as a whole already has an answer."),
            ),
            models.CheckConstraint(
                condition=Q(partial_percent__isnull=True)
                | (Q(partial_percent__gte=0, partial_percent__lte=100) & ~Q(partial_reason="")),
                name="reported_case_part_has_reason",
                violation_error_message=_("A part done is from 0 to 100 and needs a reason."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.condition or self.actual_value)


class OperandValue(models.Model):
    """The number that was reported for one operand. No row: it has not been reported; zero is a
    number. Written with its actual value."""

    case = models.ForeignKey(ReportedCase, models.CASCADE, related_name="values", verbose_name=_("case"))
    operand = models.ForeignKey(
        Operand, models.PROTECT, related_name="reported_values", verbose_name=_("operand")
    )
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reported number")
        verbose_name_plural = _("reported numbers")
        ordering = ["case", "operand"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "operand"],
                name="operand_value_once_a_case",
                violation_error_message=_("This operand already has a number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.operand}: {self.value}"


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
