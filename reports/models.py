"""What the planning office writes for the documents."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from targets.models import ReportingPeriod


class Narrative(models.Model):
    """The text of one chapter of the report of one period. Written by the planning office until
    the report is approved; no row, or an empty text: nothing is written there."""

    class Chapter(models.TextChoices):
        MAIN_RESULTS = "main_results", _("Main results")
        CONTEXT = "context", _("Context and resources")
        TREE = "tree", _("Performance tree")
        STRATEGIC = "strategic", _("Strategic objectives")
        OPERATIONAL = "operational", _("Operational objectives")
        OVERALL = "overall", _("Overall evaluation")
        GENDER_BUDGET = "gender_budget", _("Gender budget")
        INDIVIDUAL = "individual", _("Individual objectives")
        PROCESS = "process", _("Process of measurement and evaluation")
        ANNEXES = "annexes", _("Annexes")

    period = models.ForeignKey(
        ReportingPeriod, models.CASCADE, related_name="narratives", verbose_name=_("reporting period")
    )
    chapter = models.CharField(_("chapter"), max_length=20, choices=Chapter)
    text = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Grows with every change: who saves an older one is told."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ["period", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "chapter"],
                name="narrative_once_a_chapter",
                violation_error_message=_("This chapter already has a text."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.period} – {self.get_chapter_display()}"
