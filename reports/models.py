"""What the planning office writes for the documents, and the documents that were printed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
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


class Print(models.Model):
    """One document as it is printed in one language. Written by ``reports.prints`` alone: made when
    somebody asks for a PDF that is not in store, printed by the worker, deleted once nobody has asked
    for it in a month. What it says never changes: another word or figure is another row."""

    class Kind(models.TextChoices):
        PLAN = "plan", _("Performance plan")
        REPORT = "report", _("Performance report")
        AREA_SHEET = "area_sheet", _("Sheet of an area")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be printed")
        PRINTING = "printing", _("Being printed")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not printed")

    class Failure(models.TextChoices):
        ERROR = "error", _("The document could not be printed.")
        OTHER_VERSION = "other_version", _("The printing service runs another version of the program.")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(
        max_length=64, help_text="SHA-256 over the document, its language and the program that prints it."
    )
    kind = models.CharField(_("document"), max_length=10, choices=Kind)
    language = models.CharField(_("language"), max_length=10)
    title = models.TextField(_("title"))
    document = models.TextField(help_text="Canonical JSON: everything it is printed from.")
    address = models.CharField(max_length=200, help_text="Where the file is handed out, to whom it belongs.")
    page = models.CharField(max_length=200, help_text="Address of the page that shows the same document.")

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    failure = models.CharField(_("reason"), max_length=20, choices=Failure, blank=True)
    pages = models.PositiveIntegerField(default=0, help_text="Laid out so far, in the present pass.")
    total_pages = models.PositiveIntegerField(
        null=True, help_text="Empty: not known before the first pass ends."
    )
    file = models.FileField(
        _("file"),
        blank=True,
        max_length=200,
        help_text="Named before it is written; whole once the state is ready.",
    )

    asked_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="prints", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(
        _("asked at"), db_index=True, help_text="The last time somebody wanted it."
    )
    seen_at = models.DateTimeField(
        help_text="Last sign of life: put in the queue, or a step of the printing."
    )
    started_at = models.DateTimeField(
        _("started at"), null=True, help_text="Of the present attempt; its name, too."
    )
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("print")
        verbose_name_plural = _("prints")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="print_once_a_document",
                violation_error_message=_("This document is being printed already."),
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | ~Q(file=""),
                name="print_ready_has_file",
                violation_error_message=_("A print that is ready has its file."),
            ),
            models.CheckConstraint(
                condition=Q(state="failed", failure__gt="") | (~Q(state="failed") & Q(failure="")),
                name="print_failed_has_reason",
                violation_error_message=_("A print has a reason where it failed, and only there."),
            ),
            models.CheckConstraint(
                condition=~Q(state="printing") | Q(started_at__isnull=False),
                name="print_printing_has_start",
                violation_error_message=_("A document that is being printed has been started."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
