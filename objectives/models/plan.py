"""The plan and the acts that approve and change it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

ACT_FIXED = _("An approved plan rests on this act: it no longer changes.")
_RESTS_ON_AN_ACT = (
    "approval_act",
    "lines__strategic_objectives__change_act",
    "lines__strategic_objectives__operational_objectives__change_act",
    "sections__targets__change_act",  # sections and their targets are of the app ``targets``
)
"""The ways from a plan to the acts it names."""
YEARS = [MinValueValidator(1900), MaxValueValidator(2100)]


class Act(models.Model):
    """One formal act of an organ of the body (a resolution of the board, a decision of the
    director). Written by the planning office; once an approved plan, or a row of one, rests on it, it
    does not change: only its document may still be added."""

    class Organ(models.TextChoices):
        BOARD = "board", _("Board (Giunta)")
        COUNCIL = "council", _("Council (Consiglio)")
        BOARD_OF_DIRECTORS = "board_of_directors", _("Board of directors (CdA)")
        COMMISSIONER = "commissioner", _("Commissioner")
        PRESIDENT = "president", _("President")
        DIRECTOR = "director", _("Director (Segretario Generale, dirigente)")

    class Type(models.TextChoices):
        RESOLUTION = "resolution", _("Resolution (delibera)")
        DECISION = "decision", _("Decision (determinazione)")
        DECREE = "decree", _("Decree (decreto)")

    organ = models.CharField(
        _("organ"),
        max_length=20,
        choices=Organ,
        blank=True,
        help_text=_("Empty: the text does not say which."),
    )
    type = models.CharField(_("type"), max_length=20, choices=Type, default=Type.RESOLUTION)
    number = models.CharField(_("number"), max_length=20)
    date = models.DateField(_("date"))
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    document = models.FileField(_("document"), upload_to="acts/", blank=True)

    history = HistoricalRecords()

    PRINTED = ("organ", "type", "number", "date", "subject")
    """What documents say of an act."""

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        ordering = ["-date", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "type", "number", "date"],
                name="act_unique",
                violation_error_message=_("This act is already there."),
            )
        ]

    def __str__(self) -> str:
        return gettext("%(type)s no. %(number)s of %(date)s") % {
            "type": self.get_type_display(),
            "number": self.number,
            "date": formats.date_format(self.date, "SHORT_DATE_FORMAT"),
        }

    def clean(self) -> None:
        """Refuse to change what an approved plan prints, wherever the change comes from."""
        super().clean()
        stored = Act.objects.filter(pk=self.pk).first()
        if stored is None or all(getattr(stored, name) == getattr(self, name) for name in self.PRINTED):
            return
        if stored.is_fixed:
            raise ValidationError(ACT_FIXED)

    @property
    def is_fixed(self) -> bool:
        """Whether an approved plan, or a row of one, rests on it. A query for each kind of row at most."""
        approved = Plan.objects.filter(state=Plan.State.APPROVED)
        return any(approved.filter(**{path: self}).exists() for path in _RESTS_ON_AN_ACT)


class Plan(models.Model):
    """One performance plan: the objectives and targets of one year within a period of years.
    Written by the planning office while it is a draft; from approval on it does not change."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        APPROVED = "approved", _("Approved")

    year = models.PositiveIntegerField(
        _("plan year"),
        unique=True,
        validators=YEARS,
        error_messages={"unique": _("This year already has a plan.")},
    )
    first_year = models.PositiveIntegerField(_("first year"), validators=YEARS)
    last_year = models.PositiveIntegerField(_("last year"), validators=YEARS)
    title = models.CharField(_("title"), max_length=300, help_text=_("As it stands on the cover."))
    lines_heading = models.CharField(
        _("heading of the lines"),
        max_length=120,
        blank=True,
        help_text=_("What stands above the strategic lines."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    approval_act = models.ForeignKey(
        Act,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_plans",
        verbose_name=_("act of approval"),
    )
    # Copied at approval, so that the plan prints the name it was approved with; empty in a draft.
    organization_name = models.CharField(
        _("name of the body at approval"),
        max_length=200,
        blank=True,
        editable=False,
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_year__lte=F("year"), last_year__gte=F("year")),
                name="plan_year_within_period",
                violation_error_message=_("The plan year must lie between the first and the last year."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(approval_act__isnull=False),
                name="plan_approved_by_an_act",
                violation_error_message=_("An approved plan needs the act that approved it."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Plan %(year)s (%(first)s–%(last)s)") % {
            "year": self.year,
            "first": self.first_year,
            "last": self.last_year,
        }

    @property
    def is_draft(self) -> bool:
        """Whether the planning office may still write in it."""
        return self.state == self.State.DRAFT


class StrategicLine(models.Model):
    """One strategic line of a plan: the heading under which strategic objectives stand. Written
    by the planning office until the plan is approved."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines", verbose_name=_("plan"))
    position = models.PositiveIntegerField(_("position"), default=0)
    code = models.CharField(_("code"), max_length=20, blank=True)
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("The words before the name, as written: linea strategica."),
    )
    # Not longer: the name is in an index, and PostgreSQL's index entries end at 2,700 bytes.
    name = models.CharField(_("name"), max_length=600)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("strategic line")
        verbose_name_plural = _("strategic lines")
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "name"],
                name="line_name_unique_in_plan",
                violation_error_message=_("The plan already has a strategic line of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
