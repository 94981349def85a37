"""What is measured: the cells as the office wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import OperationalObjective, PlanRow, StrategicObjective
from objectives.models.plan import YEARS
from targets.models.rows import Target

if TYPE_CHECKING:
    from objectives.models import Plan

REPORTED_ON = _("Values have been reported of it: it can no longer change.")

ROW_FIELDS = ("strategic_objective", "operational_objective", "target")
"""The three kinds of row that can be measured; each measure has exactly one of them."""


def in_plan(plan: Plan, prefix: str = "") -> Q:
    """Return the condition «belongs to a row of ``plan``».

    ``prefix`` is the path to the measure: ``measure__`` for an indicator.
    """
    return (
        Q(**{f"{prefix}strategic_objective__line__plan": plan})
        | Q(**{f"{prefix}operational_objective__strategic_objective__line__plan": plan})
        | Q(**{f"{prefix}target__section__plan": plan})
    )


class MeasureQuerySet(models.QuerySet["Measure"]):
    def of_plan(self, plan: Plan) -> MeasureQuerySet:
        """Keep the measures of the rows of ``plan``."""
        return self.filter(in_plan(plan))


class Measure(models.Model):
    """One pair of cells of a row, as the office wrote them: a formula and, year by year, its
    target value. From it the program reads one indicator or more. Written by the planning
    office until the plan is approved. Belongs to exactly one row; every row reaches its own by
    ``row.measures`` and its indicators by ``Indicator.objects.of(row)``."""

    strategic_objective = models.ForeignKey(
        StrategicObjective,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("strategic objective"),
    )
    operational_objective = models.ForeignKey(
        OperationalObjective,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("operational objective"),
    )
    target = models.ForeignKey(
        Target, models.CASCADE, null=True, blank=True, related_name="measures", verbose_name=_("target")
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    formula_text = models.TextField(_("formula"), blank=True, help_text=_("As the office writes it."))
    read_text = models.TextField(
        blank=True, editable=False, help_text="The formula that the stored reading came from."
    )

    objects = MeasureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("formula and target value")
        verbose_name_plural = _("formulas and target values")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    strategic_objective__isnull=False, operational_objective__isnull=True, target__isnull=True
                )
                | Q(
                    strategic_objective__isnull=True, operational_objective__isnull=False, target__isnull=True
                )
                | Q(
                    strategic_objective__isnull=True, operational_objective__isnull=True, target__isnull=False
                ),
                name="measure_of_exactly_one_row",
                violation_error_message=_("Choose one strategic objective, operational objective or target."),
            )
        ]

    def __str__(self) -> str:
        return self.formula_text[:80] or "–"

    def clean(self) -> None:
        """Refuse other words for what values were reported of: they answer the old ones."""
        super().clean()
        changed = not self._state.adding and self.formula_text != self.read_text
        if changed and self.indicators.filter(actual_values__isnull=False).exists():
            raise ValidationError({"formula_text": REPORTED_ON})

    @property
    def row(self) -> PlanRow:
        """The row it measures. Costs a query where the row is not loaded."""
        for name in ROW_FIELDS:
            if getattr(self, f"{name}_id") is not None:
                row: PlanRow = getattr(self, name)
                return row
        raise ValueError("A measure without a row cannot have been saved.")


class TargetValue(models.Model):
    """The target of a measure for one year, as the office wrote it. Written by the planning
    office until the plan is approved; an empty text means that no target was written."""

    measure = models.ForeignKey(
        Measure, models.CASCADE, related_name="target_values", verbose_name=_("formula")
    )
    year = models.PositiveIntegerField(_("year"), validators=YEARS)
    text = models.TextField(_("target value"), blank=True, help_text=_("As the office writes it."))
    read_text = models.TextField(
        blank=True, editable=False, help_text="The text that the conditions came from."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("target value")
        verbose_name_plural = _("target values")
        ordering = ["measure", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year"],
                name="target_value_one_per_year",
                violation_error_message=_("This formula already has a target value for this year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.text[:80]}"

    def clean(self) -> None:
        """Refuse other words for a target of whose single conditions values were reported."""
        super().clean()
        changed = not self._state.adding and self.text != self.read_text
        if changed and self.conditions.filter(reported_cases__isnull=False).exists():
            raise ValidationError({"text": REPORTED_ON})
