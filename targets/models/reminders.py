"""Who was reminded of what is missing, and when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from targets.models.periods import ReportingPeriod


class SentReminder(models.Model):
    """One message that reminded a person of what their areas have not reported for a period.
    Written when it is sent; never changes. At most one a day, however often reminders are sent."""

    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="reminders", verbose_name=_("reporting period")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    sent_on = models.DateField(_("sent on"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["period", "sent_on", "person"]
        constraints = [
            models.UniqueConstraint(fields=["period", "person", "sent_on"], name="reminder_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.sent_on}"
