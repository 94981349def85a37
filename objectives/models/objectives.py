"""The rows of the plan: strategic and operational objectives (targets are in the app ``targets``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models.organization import Area
from objectives.models.plan import YEARS, Act, Plan, StrategicLine

_WORDS_OF_A_NAME = 18
"""A row is named by the beginning of its text, which ends with a whole word."""


class PlanRow(models.Model):
    """What every row of the plan has. What the office wrote is kept to the character: an edit
    form must not strip blanks from ``kind_text``, ``text``, ``change_note``, ``area_text``, ``note``."""

    class Change(models.TextChoices):
        ADDED = "added", _("Added by the act")
        CHANGED = "changed", _("Changed by the act")
        REPLACED = "replaced", _("Replaces another by the act")

    position = models.PositiveIntegerField(_("position"), default=0, help_text=_("Order in the document."))
    code = models.CharField(_("code"), max_length=20, blank=True)
    kind_text = models.CharField(
        _("kind as written"),
        max_length=120,
        blank=True,
        help_text=_("For example: OBIETTIVO STRATEGICO 2017-2019."),
    )
    text = models.TextField(_("text"))
    change_note = models.TextField(
        _("note on change, as written"),
        blank=True,
        help_text=_("Stands right after the text, its blanks included."),
    )
    change = models.CharField(_("change"), max_length=10, choices=Change, blank=True)
    replaces = models.CharField(
        _("replaces"), max_length=20, blank=True, help_text=_("Code of the row that this one replaces.")
    )
    change_act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("act of the change")
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("area")
    )
    area_text = models.CharField(
        _("area as written"),
        max_length=400,
        blank=True,
        help_text=_("Empty: the name of the area is printed."),
    )
    scope = models.CharField(_("scope"), max_length=300, blank=True, help_text=_("Ambito di intervento."))
    note = models.TextField(_("note"), blank=True)
    weight = models.DecimalField(
        _("weight"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("Empty: all rows beside it weigh the same."),
    )

    history = HistoricalRecords(inherit=True)

    if TYPE_CHECKING:
        measures: Any
        """What is measured of this row: the app ``targets`` gives it to every kind of row."""

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gte=0),
                name="%(class)s_weight_not_negative",
                violation_error_message=_("A weight cannot be negative."),
            ),
            models.CheckConstraint(
                condition=~Q(change="replaced") | ~Q(replaces=""),
                name="%(class)s_replaces_what",
                violation_error_message=_("Say which row this one replaces."),
            ),
        ]

    def __str__(self) -> str:
        return Truncator(f"{self.code} {self.text}".strip()).words(_WORDS_OF_A_NAME, truncate=" …")

    @property
    def plan(self) -> Plan:
        """The plan of this row. Costs a query for each parent that is not loaded."""
        raise NotImplementedError

    @property
    def title_as_written(self) -> str:
        """The title cell to the character: text and note on change."""
        return self.text + self.change_note

    @property
    def area_as_written(self) -> str:
        """The area cell to the character, or the area's name where a person only chose the area."""
        if self.area_text:
            return self.area_text
        return self.area.name if self.area else ""


class StrategicObjective(PlanRow):
    """One strategic objective: what the body wants to reach within its period of years. Written
    by the planning office; changed after approval only by an act."""

    line = models.ForeignKey(
        StrategicLine, models.CASCADE, related_name="strategic_objectives", verbose_name=_("strategic line")
    )
    period_first = models.PositiveIntegerField(_("first year"), null=True, blank=True, validators=YEARS)
    period_last = models.PositiveIntegerField(_("last year"), null=True, blank=True, validators=YEARS)

    class Meta(PlanRow.Meta):
        verbose_name = _("strategic objective")
        verbose_name_plural = _("strategic objectives")
        ordering = ["line__plan", "line__position", "position", "pk"]
        constraints = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["line", "code"],
                condition=~Q(code=""),
                name="strategicobjective_code_unique_in_line",
                violation_error_message=_("The line already has a strategic objective with this code."),
            ),
            models.CheckConstraint(
                condition=Q(period_first__isnull=True, period_last__isnull=True)
                | Q(
                    period_first__isnull=False, period_last__isnull=False, period_first__lte=F("period_last")
                ),
                name="strategicobjective_period_in_order",
                violation_error_message=_(
                    "Give both years of the period, the first not after the last, or neither."
                ),
            ),
        ]

    @property
    def plan(self) -> Plan:
        return self.line.plan

    def clean(self) -> None:
        super().clean()
        _refuse_same_code(
            self, StrategicObjective.objects.filter(line__plan=self.plan) if self.line_id else None
        )


class OperationalObjective(PlanRow):
    """One operational objective: what is done this year towards a strategic objective. Written
    by the planning office; changed after approval only by an act."""

    strategic_objective = models.ForeignKey(
        StrategicObjective,
        models.CASCADE,
        related_name="operational_objectives",
        verbose_name=_("strategic objective"),
    )
    budget_total = models.DecimalField(
        _("total budget"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of the project, in euro."),
    )
    budget_own = models.DecimalField(
        _("own share"),
        max_digits=15,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Of the body, in euro."),
    )

    class Meta(PlanRow.Meta):
        verbose_name = _("operational objective")
        verbose_name_plural = _("operational objectives")
        ordering = [
            "strategic_objective__line__plan",
            "strategic_objective__line__position",
            "strategic_objective__position",
            "position",
            "pk",
        ]
        constraints = [
            *PlanRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["strategic_objective", "code"],
                condition=~Q(code=""),
                name="operationalobjective_code_unique_in_parent",
                violation_error_message=_(
                    "The strategic objective already has an operational objective with this code."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(budget_total__isnull=True) | Q(budget_total__gte=0))
                & (Q(budget_own__isnull=True) | Q(budget_own__gte=0)),
                name="operationalobjective_budget_not_negative",
                violation_error_message=_("A budget cannot be negative."),
            ),
        ]

    @property
    def plan(self) -> Plan:
        return self.strategic_objective.line.plan

    def clean(self) -> None:
        super().clean()
        rows = (
            OperationalObjective.objects.filter(strategic_objective__line__plan=self.plan)
            if self.strategic_objective_id
            else None
        )
        _refuse_same_code(self, rows)


def _refuse_same_code(row: PlanRow, rows: models.QuerySet[Any] | None) -> None:
    """A code is unique within its kind in the whole plan; the database keeps it within the parent."""
    if rows is not None and row.code and rows.filter(code=row.code).exclude(pk=row.pk).exists():
        raise ValidationError({"code": _("The plan already has one with this code.")})
