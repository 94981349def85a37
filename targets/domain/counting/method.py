"""The evaluation method (SMVP): how a body turns what was done into achievement.

Every rule is a choice that real bodies make differently, so it is data. None of them is set by
law; the defaults are the commonest. Scores are in per cent: 100 is a target just reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from perfplan.lib.numbers import round_half_up
from targets.domain.counting.bands import Band, default_bands
from targets.domain.counting.checks import MethodError, problems_of
from targets.domain.counting.numbers import FULL, ZERO, truncate
from targets.domain.counting.rules import (
    CombiningRule,
    DeadlineRule,
    HigherRule,
    LowerRule,
    MissingRule,
    OverrideRule,
    OwnAndChildrenRule,
    RangeRule,
    RoundingMode,
    RoundingMoment,
    TargetZeroRule,
    UnmetRule,
    VariationRule,
    YesNoRule,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationMethod:
    """One body's method for one plan. Raises MethodError, with every problem, where it is no method."""

    cap: Decimal | None = FULL
    """The most that one indicator can count, at least 100; None = more than planned counts in full."""
    floor: Decimal = ZERO
    """The least that one indicator can count, from 0 to 100."""

    rounding: RoundingMode = RoundingMode.HALF_UP
    decimals: int = 2
    """Decimals of an achievement in per cent, 0 to 6. A ratio cut to two decimals (0.93) is 0 here."""
    rounding_moment: RoundingMoment = RoundingMoment.AT_DISPLAY

    higher: HigherRule = HigherRule.PROPORTIONAL
    lower: LowerRule = LowerRule.TARGET_OVER_ACTUAL
    in_range: RangeRule = RangeRule.BY_DISTANCE
    target_zero: TargetZeroRule = TargetZeroRule.ALL_OR_NOTHING
    points_per_unit: Decimal = Decimal(10)
    """Points lost for each unit beyond a target of zero, where ``target_zero`` says so."""
    variation: VariationRule = VariationRule.BY_CHANGE
    unmet: UnmetRule = UnmetRule.AS_COMPUTED
    yes_no: YesNoRule = YesNoRule.ALL_OR_NOTHING
    deadline: DeadlineRule = DeadlineRule.LATE_IS_ZERO
    points_per_day: Decimal = Decimal(1)
    """Points lost for each day after the deadline, where ``deadline`` says so."""

    several_conditions: CombiningRule = CombiningRule.WORST
    """Several conditions on one indicator: all of them are asked for, hence the worst."""
    several_indicators: CombiningRule = CombiningRule.WEIGHTED_MEAN
    """Several indicators of one row."""
    several_rows: CombiningRule = CombiningRule.WEIGHTED_MEAN
    """Several rows of a row, a line or section, an area, and the parts of the plan."""
    own_and_children: OwnAndChildrenRule = OwnAndChildrenRule.OWN_FIRST
    own_share: Decimal = Decimal(50)
    """The share of a row's own indicators, in per cent, where ``own_and_children`` says so."""

    missing: MissingRule = MissingRule.LEFT_OUT
    """An indicator whose value nobody has reported."""
    not_computable: MissingRule = MissingRule.LEFT_OUT
    """An indicator that was reported and still gives no figure (unclear target, division by zero)."""
    override: OverrideRule = OverrideRule.COMPUTED_COUNTS

    bands: tuple[Band, ...] = ()
    """None at all = the body uses no bands."""

    def __post_init__(self) -> None:
        """Check the method as a whole."""
        if problems := problems_of(self):
            raise MethodError(problems)

    @classmethod
    def default(cls) -> Self:
        """Return the commonest method: proportional, capped at 100, four bands."""
        return cls(bands=default_bands())

    def rounded(self, score: Decimal) -> Decimal:
        """Return a score as it is shown. The only place where a score is rounded."""
        if self.rounding is RoundingMode.TRUNCATE:
            return truncate(score, self.decimals)
        return round_half_up(score, self.decimals)

    def stepped(self, score: Decimal) -> Decimal:
        """Return a score as the next step counts it: rounded only if the method rounds each step."""
        return self.rounded(score) if self.rounding_moment is RoundingMoment.AT_EACH_STEP else score

    @property
    def most_when_unmet(self) -> Decimal:
        """The most that a condition may show that is not met: 99.99 with two decimals."""
        return FULL - Decimal(1).scaleb(-self.decimals)

    def clamped(self, score: Decimal) -> Decimal:
        """Return a score between the floor and the cap."""
        capped = score if self.cap is None else min(score, self.cap)
        return max(capped, self.floor)

    def band_of(self, score: Decimal) -> Band | None:
        """Return the band of a score **as it is shown**, so that no table contradicts its legend.

        89.996 shown as 90.00 lies in the band from 90. None where the method has no bands.
        """
        shown = self.rounded(score)
        reached = [band for band in self.bands if band.holds(shown)]
        return max(reached, key=lambda band: band.order) if reached else None
