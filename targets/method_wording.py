"""The rules of an evaluation method in the words of the field, for choices and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from targets.domain.counting.bands import BandColour
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

if TYPE_CHECKING:
    from enum import StrEnum

RULES: dict[StrEnum, object] = {
    RoundingMode.HALF_UP: _("to the nearest, halves up (92.857 becomes 92.86)"),
    RoundingMode.TRUNCATE: _("cut off (92.857 becomes 92.85)"),
    RoundingMoment.AT_DISPLAY: _("only where they are shown"),
    RoundingMoment.AT_EACH_STEP: _("at each step, before the next one counts with them"),
    HigherRule.PROPORTIONAL: _("actual / target (80 %)"),
    HigherRule.RELATIVE_TO_BASELINE: _("share of the way from the baseline to the target"),
    HigherRule.ALL_OR_NOTHING: _("all or nothing (0 %)"),
    LowerRule.TARGET_OVER_ACTUAL: _("target / actual (83.3 %)"),
    LowerRule.ONE_MINUS_EXCESS: _("1 − (actual − target) / target (80 %)"),
    LowerRule.RELATIVE_TO_BASELINE: _("share of the way from the baseline down to the target"),
    LowerRule.ALL_OR_NOTHING: _("all or nothing (0 %)"),
    RangeRule.BY_DISTANCE: _("less by the distance from the nearer edge"),
    RangeRule.ALL_OR_NOTHING: _("all or nothing"),
    TargetZeroRule.ALL_OR_NOTHING: _("all or nothing"),
    TargetZeroRule.MINUS_PER_UNIT: _("100 less so many points for each unit beyond"),
    VariationRule.BY_CHANGE: _("the change counts (50 %)"),
    VariationRule.BY_LEVEL: _("the level counts (80 / 90 = 88.9 %)"),
    UnmetRule.AS_COMPUTED: _("shows what is computed, even 100 %, and “not met” beside it"),
    UnmetRule.BELOW_FULL: _("stays below 100 %"),
    YesNoRule.ALL_OR_NOTHING: _("yes 100 %, no 0 %"),
    YesNoRule.PARTIAL_BY_HAND: _("what is not done may be given a part, with a reason"),
    DeadlineRule.LATE_IS_ZERO: _("late is 0 %"),
    DeadlineRule.MINUS_PER_DAY: _("late loses so many points a day"),
    DeadlineRule.IGNORED: _("the date is not looked at"),
    CombiningRule.WEIGHTED_MEAN: _("mean by weight"),
    CombiningRule.WORST: _("the worst counts"),
    OwnAndChildrenRule.OWN_FIRST: _("its own indicators; the rows below it where it has none"),
    OwnAndChildrenRule.CHILDREN_FIRST: _("the rows below it; its own indicators where there are none"),
    OwnAndChildrenRule.SHARED: _("both, by a fixed share"),
    OwnAndChildrenRule.ALL_ALIKE: _("all together, each by its own weight"),
    MissingRule.COUNTS_ZERO: _("counts as 0"),
    MissingRule.LEFT_OUT: _("is left out, the others share its weight"),
    OverrideRule.COMPUTED_COUNTS: _("the computed one counts"),
    OverrideRule.OVERRIDE_COUNTS: _("the one set by hand counts"),
}
"""Every rule of every choice, once. ``tests/test_method_wording.py`` fails if one is missing."""

COLOURS: dict[BandColour, object] = {
    BandColour.RED: _("red"),
    BandColour.ORANGE: _("orange"),
    BandColour.YELLOW: _("yellow"),
    BandColour.LIGHT_GREEN: _("light green"),
    BandColour.GREEN: _("green"),
    BandColour.BLUE: _("blue"),
    BandColour.GREY: _("grey"),
}


def choices_of(rule: type[StrEnum]) -> list[tuple[str, object]]:
    """Return the choices of a model field for one kind of rule, in the order of the domain."""
    return [(each.value, RULES[each]) for each in rule]


_DEFAULT_BANDS = {
    "not_reached": gettext_noop("not reached"),
    "partly_reached": gettext_noop("partly reached"),
    "largely_reached": gettext_noop("largely reached"),
    "reached": gettext_noop("reached"),
}


def default_band_word(name: str) -> str:
    """Return the word, to be translated, of a band that a new method starts with."""
    return _DEFAULT_BANDS[name]
