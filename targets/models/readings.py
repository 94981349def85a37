"""What was read from the cells: indicators with their operands, conditions, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import Area, PlanRow
from objectives.models.plan import YEARS
from perfplan.lib.numbers import canonical_decimal
from targets.domain import reading as domain
from targets.models.measures import Measure, TargetValue, in_plan
from targets.wording.readings import doubt_message

if TYPE_CHECKING:
    from objectives.models import Plan


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of(self, row: PlanRow) -> IndicatorQuerySet:
        """Keep the indicators of one row, of whichever kind, in order."""
        return self.filter(measure__in=row.measures.all()).order_by(
            "measure__position", "measure_id", "position"
        )

    def of_plan(self, plan: Plan) -> IndicatorQuerySet:
        """Keep the indicators of all rows of ``plan``."""
        return self.filter(in_plan(plan, "measure__"))


class Confirmable(models.Model):
    """A reading that a person can confirm or correct; from then on the program leaves it as it
    is for as long as the text stays the same."""

    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Indicator(Confirmable):
    """One indicator, read from the formula of its measure. Made by the program; the planning
    office corrects or confirms the reading and adds baseline, source and weight."""

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("yes/no")
        COMPLETION = "completion", _("percentage of completion")
        PERCENTAGE = "percentage", _("percentage")
        COUNT = "count", _("count")
        AMOUNT = "amount", _("amount")
        DURATION = "duration", _("duration")
        RATIO = "ratio", _("calculation")
        UNCLEAR = "unclear", _("not understood")

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("higher is better")
        AT_MOST = "at_most", _("lower is better")

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="indicators", verbose_name=_("formula"))
    position = models.PositiveIntegerField(_("position"), default=0)
    label = models.TextField(_("label"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.UNCLEAR)
    expression = models.TextField(
        _("expression"), blank=True, help_text=_("Over the operands: a / b * 100. Empty for yes/no.")
    )
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    direction = models.CharField(
        _("direction"),
        max_length=10,
        choices=Direction,
        blank=True,
        help_text=_("Empty: the conditions say it."),
    )
    baseline = models.DecimalField(_("baseline"), max_digits=15, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveIntegerField(
        _("year of the baseline"), null=True, blank=True, validators=YEARS
    )
    source = models.CharField(_("data source"), max_length=300, blank=True)
    weight = models.DecimalField(
        _("weight"), max_digits=9, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("area"),
        help_text=_("Empty: the area of its row."),
    )
    external_code = models.CharField(_("external code"), max_length=60, blank=True)

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["measure", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weight__isnull=True) | Q(weight__gte=0),
                name="indicator_weight_not_negative",
                violation_error_message=_("A weight cannot be negative."),
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=False) | Q(baseline_year__isnull=True),
                name="indicator_baseline_year_needs_baseline",
                violation_error_message=_("A year of the baseline needs a baseline."),
            ),
        ]

    def __str__(self) -> str:
        return self.label[:80] or self.get_kind_display()


class Operand(models.Model):
    """One number that an indicator's formula needs: one labelled box on the entry page. Made by
    the program with the indicator; corrected with it."""

    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="operands", verbose_name=_("indicator")
    )
    key = models.CharField(_("key"), max_length=8, help_text=_("Its name in the expression: a, b, c …"))
    label = models.TextField(_("label"))
    year = models.PositiveIntegerField(_("year"), null=True, blank=True, validators=YEARS)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("operand")
        verbose_name_plural = _("operands")
        ordering = ["indicator", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "key"],
                name="operand_key_unique_in_indicator",
                violation_error_message=_("The indicator already has an operand with this key."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.label[:80]}"


class Condition(Confirmable):
    """One thing to satisfy, read from a target value. Made by the program; the planning office
    corrects or confirms it."""

    class Operator(models.TextChoices):
        AT_LEAST = ">=", _("at least (≥)")
        MORE_THAN = ">", _("more than (>)")
        AT_MOST = "<=", _("at most (≤)")
        LESS_THAN = "<", _("less than (<)")
        EQUAL = "=", _("exactly (=)")
        BETWEEN = "between", _("between")

    class Basis(models.TextChoices):
        ABSOLUTE = "absolute", _("the value itself")
        VARIATION = "variation", _("the change against a baseline or an earlier year")

    class Status(models.TextChoices):
        READ = "read", _("read")
        ASSUMED = "assumed", _("assumed")
        UNCLEAR = "unclear", _("unclear")
        WORDS = "words", _("in words")

    target_value = models.ForeignKey(
        TargetValue, models.CASCADE, related_name="conditions", verbose_name=_("target value")
    )
    indicator = models.ForeignKey(
        Indicator,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="conditions",
        verbose_name=_("indicator"),
        help_text=_("Empty: it cannot be told which."),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    operator = models.CharField(_("sign"), max_length=10, choices=Operator, blank=True)
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4, null=True, blank=True)
    upper = models.DecimalField(_("upper value"), max_digits=15, decimal_places=4, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    reference_year = models.PositiveIntegerField(_("reference year"), null=True, blank=True, validators=YEARS)
    basis = models.CharField(_("measured against"), max_length=10, choices=Basis, default=Basis.ABSOLUTE)
    label = models.TextField(_("label"), blank=True)
    status = models.CharField(_("how it was read"), max_length=10, choices=Status, default=Status.UNCLEAR)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["target_value", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(operator="between") & Q(upper__isnull=False) & Q(value__lte=F("upper")))
                | (~Q(operator="between") & Q(upper__isnull=True)),
                name="condition_upper_only_for_between",
                violation_error_message=_(
                    "«Between» needs a lower and an upper value; other signs have one value."
                ),
            ),
            models.CheckConstraint(
                condition=Q(operator="") | Q(value__isnull=False),
                name="condition_sign_needs_a_value",
                violation_error_message=_("A sign needs a value."),
            ),
        ]

    def __str__(self) -> str:
        number = "" if self.value is None else canonical_decimal(self.value)
        return " ".join(part for part in (self.operator, number, self.unit) if part) or self.label[:80]

    @property
    def is_told(self) -> bool:
        """Whether it names something to compare with: a sign and its number, or a day."""
        return bool(self.operator and self.value is not None) or (
            self.deadline is not None and not self.operator and self.value is None
        )


class Doubt(models.Model):
    """Something in a row that a person should look at. Made by the program; settled by the
    planning office, with a word why; never made again for the same text once settled."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="doubts", verbose_name=_("formula"))
    code = models.CharField(_("code"), max_length=60)
    detail = models.CharField(_("detail"), max_length=300, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settlement = models.TextField(_("how it was settled"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("doubt")
        verbose_name_plural = _("doubts")
        ordering = ["measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "code", "detail"], name="doubt_once_per_measure"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="doubt_settled_by_someone_at_a_time",
                violation_error_message=_("A settled doubt has a person and a time."),
            ),
        ]

    def __str__(self) -> str:
        return doubt_message(domain.Doubt(self.code, self.detail))
