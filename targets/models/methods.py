"""The evaluation method (SMVP) of a plan, as data that the planning office edits."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from objectives.models import Plan
from targets.domain.counting import bands, rules
from targets.wording.methods import COLOURS, choices_of

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class EvaluationMethod(models.Model):
    """How achievement is worked out for one plan: exactly one row a plan, made with the commonest
    rules. Written by the planning office until the year-end report is approved. What each rule
    means stands in ``targets.domain.counting``."""

    plan = models.OneToOneField(
        Plan, models.CASCADE, related_name="evaluation_method", verbose_name=_("plan")
    )
    higher = models.CharField(
        _("more is better"),
        max_length=30,
        choices=choices_of(rules.HigherRule),
        default=rules.HigherRule.PROPORTIONAL.value,
        help_text=_(
            "For targets with “at least” and “more than”. The figures in brackets: 40 against a target "
            "of 50, from a baseline of 30."
        ),
    )
    lower = models.CharField(
        _("less is better"),
        max_length=30,
        choices=choices_of(rules.LowerRule),
        default=rules.LowerRule.TARGET_OVER_ACTUAL.value,
        help_text=_(
            "For targets with “at most” and “less than”. The figures in brackets: 6 days against a target "
            "of 5, from a baseline of 9."
        ),
    )
    in_range = models.CharField(
        _("exactly, or between two values"),
        max_length=30,
        choices=choices_of(rules.RangeRule),
        default=rules.RangeRule.BY_DISTANCE.value,
        help_text=_("The figures in brackets: 75 where between 80 and 90 was wanted."),
    )
    variation = models.CharField(
        _("change against an earlier year"),
        max_length=30,
        choices=choices_of(rules.VariationRule),
        default=rules.VariationRule.BY_CHANGE.value,
        help_text=_("The figures in brackets: costs of 100 were to fall by 20 %, and fell to 90."),
    )
    target_zero = models.CharField(
        _("target of zero"),
        max_length=30,
        choices=choices_of(rules.TargetZeroRule),
        default=rules.TargetZeroRule.ALL_OR_NOTHING.value,
        help_text=_(
            "No share of zero can be taken, so it needs a rule of its own. The figures in brackets: at most "
            "0 complaints, and there were 2."
        ),
    )
    points_per_unit = models.DecimalField(
        _("points for each unit beyond zero"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(10),
        validators=[MinValueValidator(0)],
        help_text=_("Only with the rule that takes points off: 2 complaints at 10 points leave 80 %."),
    )
    yes_no = models.CharField(
        _("yes/no"),
        max_length=30,
        choices=choices_of(rules.YesNoRule),
        default=rules.YesNoRule.ALL_OR_NOTHING.value,
        help_text=_("Also for targets that are only words: “start of the trial”."),
    )
    deadline = models.CharField(
        _("missed deadline"),
        max_length=30,
        choices=choices_of(rules.DeadlineRule),
        default=rules.DeadlineRule.LATE_IS_ZERO.value,
        help_text=_("The figures in brackets: done in full, 12 days after the deadline."),
    )
    points_per_day = models.DecimalField(
        _("points for each day late"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(1),
        validators=[MinValueValidator(0)],
        help_text=_("Only with the rule that takes points off: 12 days at 1 point leave 88 %."),
    )
    unmet = models.CharField(
        _("target just missed"),
        max_length=30,
        choices=choices_of(rules.UnmetRule),
        default=rules.UnmetRule.AS_COMPUTED.value,
        help_text=_("With a strict sign (> 50) a value of exactly 50 does not meet the target."),
    )
    cap = models.DecimalField(
        _("cap"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        default=Decimal(100),
        validators=[MinValueValidator(100)],
        help_text=_(
            "The most that one indicator counts, in per cent. With 100, twice the target makes up for no "
            "other indicator. Empty: no cap."
        ),
    )
    floor = models.DecimalField(
        _("floor"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(0),
        validators=PERCENT,
        help_text=_("The least that one indicator counts, in per cent."),
    )
    rounding = models.CharField(
        _("rounding"),
        max_length=30,
        choices=choices_of(rules.RoundingMode),
        default=rules.RoundingMode.HALF_UP.value,
        help_text=_("The figures in brackets: 65 of 70, which is 92.857… %, with two decimals."),
    )
    decimals = models.PositiveSmallIntegerField(
        _("decimals"),
        default=2,
        validators=[MaxValueValidator(6)],
        help_text=_("Of an achievement in per cent."),
    )
    rounding_moment = models.CharField(
        _("when figures are rounded"),
        max_length=30,
        choices=choices_of(rules.RoundingMoment),
        default=rules.RoundingMoment.AT_DISPLAY.value,
        help_text=_("The value of a formula is never rounded before it is compared with its target."),
    )
    several_conditions = models.CharField(
        _("several conditions of one indicator"),
        max_length=30,
        choices=choices_of(rules.CombiningRule),
        default=rules.CombiningRule.WORST.value,
        help_text=_("Example: at most 13 days for oil and at most 18 for wine, on one indicator."),
    )
    several_indicators = models.CharField(
        _("several indicators of one row"),
        max_length=30,
        choices=choices_of(rules.CombiningRule),
        default=rules.CombiningRule.WEIGHTED_MEAN.value,
        help_text=_("80 % with weight 40 and 100 % with weight 60: the mean is 92 %, the worst 80 %."),
    )
    several_rows = models.CharField(
        _("several rows of a line, a section or an area"),
        max_length=30,
        choices=choices_of(rules.CombiningRule),
        default=rules.CombiningRule.WEIGHTED_MEAN.value,
    )
    own_and_children = models.CharField(
        _("a row's own indicators and the rows below it"),
        max_length=30,
        choices=choices_of(rules.OwnAndChildrenRule),
        default=rules.OwnAndChildrenRule.OWN_FIRST.value,
        help_text=_("A strategic objective with indicators of its own and operational objectives below it."),
    )
    own_share = models.DecimalField(
        _("share of a row's own indicators"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(50),
        validators=PERCENT,
        help_text=_("In per cent, only with the fixed share; the rows below it have the rest."),
    )
    missing = models.CharField(
        _("value not reported"),
        max_length=30,
        choices=choices_of(rules.MissingRule),
        default=rules.MissingRule.LEFT_OUT.value,
        help_text=_(
            "It never gets a figure itself: this says what it costs the mean above it. Two indicators, one "
            "at 80 %, the other not reported: the mean is 80 % or 40 %."
        ),
    )
    not_computable = models.CharField(
        _("value that gives no figure"),
        max_length=30,
        choices=choices_of(rules.MissingRule),
        default=rules.MissingRule.LEFT_OUT.value,
        help_text=_("An unclear target, a division by zero: the same choice."),
    )
    override = models.CharField(
        _("achievement set by hand"),
        max_length=30,
        choices=choices_of(rules.OverrideRule),
        default=rules.OverrideRule.COMPUTED_COUNTS.value,
        help_text=_("Both figures are always shown; this says which one counts in the mean above."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evaluation method")
        verbose_name_plural = _("evaluation methods")
        ordering = ["-plan__year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cap__isnull=True) | Q(cap__gte=100),
                name="method_cap_at_least_full",
                violation_error_message=_("With a cap under 100 no target could be reached in full."),
            ),
            models.CheckConstraint(
                condition=Q(floor__gte=0, floor__lte=100),
                name="method_floor_is_a_share",
                violation_error_message=_("The floor is from 0 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(own_share__gte=0, own_share__lte=100),
                name="method_own_share_is_a_share",
                violation_error_message=_("The share is from 0 to 100."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Evaluation method %(year)s")) % {"year": self.plan.year}


class MethodBand(models.Model):
    """One band of a method: the word and colour of the achievements from its lower edge up to the
    next band's. Written by the planning office with the method."""

    method = models.ForeignKey(
        EvaluationMethod, models.CASCADE, related_name="bands", verbose_name=_("evaluation method")
    )
    name = models.SlugField(
        _("code"), max_length=40, help_text=_("Name in the open data, kept from year to year.")
    )
    word = models.CharField(_("word"), max_length=80, help_text=_("Printed beside the colour."))
    word_en = models.CharField(
        _("English word"),
        max_length=80,
        blank=True,
        help_text=_("On English pages and documents. Empty: the word itself."),
    )
    lower = models.DecimalField(
        _("from"),
        max_digits=9,
        decimal_places=4,
        help_text=_("Lower edge: an achievement in per cent, as it is shown."),
    )
    includes_lower = models.BooleanField(
        _("edge included"), default=True, help_text=_("No: only what is more than the edge.")
    )
    colour = models.CharField(
        _("colour"), max_length=20, choices=[(each.value, COLOURS[each]) for each in bands.BandColour]
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        ordering = ["method", "lower", "-includes_lower"]
        constraints = [
            models.UniqueConstraint(
                fields=["method", "name"],
                name="band_name_unique_in_method",
                violation_error_message=_("The method already has a band with this code."),
            ),
            models.UniqueConstraint(
                fields=["method", "lower", "includes_lower"],
                name="band_edge_unique_in_method",
                violation_error_message=_("Two bands cannot begin at the same edge."),
            ),
        ]

    def __str__(self) -> str:
        return self.word
