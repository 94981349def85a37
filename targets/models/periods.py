"""The moments of the year at which values are reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import Plan

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
        """Whether what is still missing on ``today`` is late; nothing is before the period is opened."""
        return self.state != self.State.PLANNED and today > self.due_on

    def clean(self) -> None:
        super().clean()
        if self.plan_id and getattr(self, "ends_on", None) and self.ends_on.year != self.plan.year:
            raise ValidationError({"ends_on": _("The day must lie in the year of the plan.")})
