"""The rules an evaluation method chooses between, in the words of the field."""

from __future__ import annotations

from enum import StrEnum


class RoundingMode(StrEnum):
    """How a figure is made shorter."""

    HALF_UP = "half_up"
    """To the nearest; halves go up: 92.857 becomes 92.86."""
    TRUNCATE = "truncate"
    """Further digits are cut off: 0.9349 becomes 0.93, never 0.94."""


class RoundingMoment(StrEnum):
    """When a figure is made shorter. The value of a formula never is before it is judged."""

    AT_DISPLAY = "at_display"
    """Only where it is shown: the roll-up counts with all digits."""
    AT_EACH_STEP = "at_each_step"
    """Every achievement and every mean, before the next step counts with it."""


class HigherRule(StrEnum):
    """Achievement where more is better (``at least``, ``more than``)."""

    PROPORTIONAL = "proportional"
    """Actual / target: 40 of 50 is 80 %."""
    RELATIVE_TO_BASELINE = "relative_to_baseline"
    """The way covered from the baseline to the target: (actual − baseline) / (target − baseline),
    from 0 to 100 %. Needs a baseline; where the baseline is as good as the target already, it is
    100 % when met and 0 % when not."""
    ALL_OR_NOTHING = "all_or_nothing"
    """100 % when met, otherwise 0 %."""


class LowerRule(StrEnum):
    """Achievement where less is better (``at most``, ``less than``). 6 days against 5:"""

    TARGET_OVER_ACTUAL = "target_over_actual"
    """Target / actual: 83.3 %."""
    ONE_MINUS_EXCESS = "one_minus_excess"
    """1 − (actual − target) / target: 80 %."""
    RELATIVE_TO_BASELINE = "relative_to_baseline"
    """The way covered from the baseline down to the target, from 0 to 100 %."""
    ALL_OR_NOTHING = "all_or_nothing"
    """100 % when met, otherwise 0 %."""


class RangeRule(StrEnum):
    """Achievement where a value is to be hit (``=``) or a range kept (``between``)."""

    BY_DISTANCE = "by_distance"
    """100 % inside; outside less by the distance from the nearer edge, in per cent of that edge:
    75 against 80 to 90 is 93.75 %."""
    ALL_OR_NOTHING = "all_or_nothing"
    """100 % inside, otherwise 0 %."""


class TargetZeroRule(StrEnum):
    """Achievement where the target is zero or less, for no share of nothing can be taken."""

    ALL_OR_NOTHING = "all_or_nothing"
    """100 % when met, otherwise 0 %: at most 0 complaints with 0 is 100 %."""
    MINUS_PER_UNIT = "minus_per_unit"
    """100 % when met, less so many points for each unit beyond."""


class VariationRule(StrEnum):
    """Achievement of a change (``−20 % on 2015``), measured −10 %, hence 90 against 80:"""

    BY_CHANGE = "by_change"
    """The change itself counts: half of the wanted decrease is 50 %, no change is 0 %."""
    BY_LEVEL = "by_level"
    """The level counts as for any other target: 80 / 90 is 88.9 %."""


class UnmetRule(StrEnum):
    """Whether a condition that is *not met* may show as full (``> 50`` with exactly 50; 99.999)."""

    AS_COMPUTED = "as_computed"
    """Met and achievement are two facts: 50 / 50 is 100 %, and the condition is not met."""
    BELOW_FULL = "below_full"
    """What is not met stays below 100 by the last decimal shown: 99.99 %."""


class YesNoRule(StrEnum):
    """Achievement of what is done or not done."""

    ALL_OR_NOTHING = "all_or_nothing"
    """Yes 100 %, no 0 %."""
    PARTIAL_BY_HAND = "partial_by_hand"
    """What is not done may be given a part of 100 % by hand, with a reason."""


class DeadlineRule(StrEnum):
    """What a missed deadline costs."""

    LATE_IS_ZERO = "late_is_zero"
    """Late is 0 %."""
    MINUS_PER_DAY = "minus_per_day"
    """Late loses so many points for each day."""
    IGNORED = "ignored"
    """The date is not looked at, neither for the achievement nor for "met"."""


class CombiningRule(StrEnum):
    """How several figures become one."""

    WEIGHTED_MEAN = "weighted_mean"
    """The mean by weight of the figures, each already capped."""
    WORST = "worst"
    """The worst counts; a weight of zero does not."""


class OwnAndChildrenRule(StrEnum):
    """A row that has indicators of its own *and* rows below it."""

    OWN_FIRST = "own_first"
    """Its own indicators count; its children do where it has none."""
    CHILDREN_FIRST = "children_first"
    """Its children count; its own indicators do where it has none."""
    SHARED = "shared"
    """Its own indicators together have a fixed share, its children together the rest."""
    ALL_ALIKE = "all_alike"
    """Each of its indicators and each child counts by its own weight."""


class MissingRule(StrEnum):
    """What an indicator without a figure costs the mean above it. It never gets a figure itself."""

    COUNTS_ZERO = "counts_zero"
    """It counts as nothing achieved."""
    LEFT_OUT = "left_out"
    """It is left out and named; the others share its weight."""


class OverrideRule(StrEnum):
    """Which figure counts in the roll-up where a person has set another one. Both are shown."""

    COMPUTED_COUNTS = "computed_counts"
    """The computed one; the other is information."""
    OVERRIDE_COUNTS = "override_counts"
    """The one set by a person, marked at every level above it."""
