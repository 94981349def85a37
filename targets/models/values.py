"""What is reported of an indicator for a period: the value, its answers and their numbers."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from targets.models.periods import ReportingPeriod
from targets.models.readings import Condition, Indicator, Operand


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
