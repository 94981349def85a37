"""The rules of an evaluation method in the words of the field, for choices and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from targets.domain.counting.bands import BandColour
from targets.domain.counting.checks import Problem, ProblemCode
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
from targets.wording.method_chapter import band_lines, method_lines

if TYPE_CHECKING:
    from enum import StrEnum

    from django.utils.functional import _StrPromise

__all__ = [
    "COLOURS",
    "PROBLEMS",
    "RULES",
    "band_lines",
    "choices_of",
    "default_band_word",
    "method_lines",
    "problem_line",
]

RULES: dict[type[StrEnum], dict[StrEnum, _StrPromise]] = {
    RoundingMode: {
        RoundingMode.HALF_UP: _("to the nearest, halves up (92.86 %)"),
        RoundingMode.TRUNCATE: _("cut off (92.85 %)"),
    },
    RoundingMoment: {
        RoundingMoment.AT_DISPLAY: _("only where they are shown"),
        RoundingMoment.AT_EACH_STEP: _("at each step, before the next one counts with them"),
    },
    HigherRule: {
        HigherRule.PROPORTIONAL: _("actual / target (80 %)"),
        HigherRule.RELATIVE_TO_BASELINE: _("share of the way from the baseline to the target (50 %)"),
        HigherRule.ALL_OR_NOTHING: _("100 % where the target is met, otherwise 0 % (0 %)"),
    },
    LowerRule: {
        LowerRule.TARGET_OVER_ACTUAL: _("target / actual (83.3 %)"),
        LowerRule.ONE_MINUS_EXCESS: _("1 − (actual − target) / target (80 %)"),
        LowerRule.RELATIVE_TO_BASELINE: _("share of the way from the baseline down to the target (75 %)"),
        LowerRule.ALL_OR_NOTHING: _("100 % where the target is met, otherwise 0 % (0 %)"),
    },
    RangeRule: {
        RangeRule.BY_DISTANCE: _("100 % less the distance from the nearer edge, in per cent of it (93.75 %)"),
        RangeRule.ALL_OR_NOTHING: _("100 % where the target is met, otherwise 0 % (0 %)"),
    },
    TargetZeroRule: {
        TargetZeroRule.ALL_OR_NOTHING: _("100 % where the target is met, otherwise 0 % (0 %)"),
        TargetZeroRule.MINUS_PER_UNIT: _(
            "100 % less so many points for each unit beyond (80 % at 10 points)"
        ),
    },
    VariationRule: {
        VariationRule.BY_CHANGE: _("the change counts: half the decrease that was wanted (50 %)"),
        VariationRule.BY_LEVEL: _("the level counts: 80 / 90 (88.9 %)"),
    },
    UnmetRule: {
        UnmetRule.AS_COMPUTED: _("shows what is computed, even 100 %, with “not met” beside it"),
        UnmetRule.BELOW_FULL: _("stays below 100 % by the last decimal shown (99.99 %)"),
    },
    YesNoRule: {
        YesNoRule.ALL_OR_NOTHING: _("yes is 100 %, no is 0 %"),
        YesNoRule.PARTIAL_BY_HAND: _("what is not done may be given a part of 100 % by hand, with a reason"),
    },
    DeadlineRule: {
        DeadlineRule.LATE_IS_ZERO: _("late is 0 %"),
        DeadlineRule.MINUS_PER_DAY: _("late loses so many points for each day (88 % at 1 point)"),
        DeadlineRule.IGNORED: _("the date is not looked at (100 %)"),
    },
    CombiningRule: {
        CombiningRule.WEIGHTED_MEAN: _("mean by weight"),
        CombiningRule.WORST: _("the worst counts"),
    },
    OwnAndChildrenRule: {
        OwnAndChildrenRule.OWN_FIRST: _("its own indicators count; the rows below it where it has none"),
        OwnAndChildrenRule.CHILDREN_FIRST: _(
            "the rows below it count; its own indicators where there are none"
        ),
        OwnAndChildrenRule.SHARED: _(
            "its own indicators together have a fixed share, the rows below the rest"
        ),
        OwnAndChildrenRule.ALL_ALIKE: _("all together, each by its own weight"),
    },
    MissingRule: {
        MissingRule.COUNTS_ZERO: _("counts as 0 (40 %)"),
        MissingRule.LEFT_OUT: _("is left out, the others share its weight (80 %)"),
    },
    OverrideRule: {
        OverrideRule.COMPUTED_COUNTS: _("the computed one counts"),
        OverrideRule.OVERRIDE_COUNTS: _("the one set by hand counts"),
    },
}
"""Every rule of every choice: by its kind first, for a word may be a rule of two kinds. The figure in
brackets is that of the example beside the choice. A test fails if one is missing."""

COLOURS: dict[BandColour, _StrPromise] = {
    BandColour.RED: _("red"),
    BandColour.ORANGE: _("orange"),
    BandColour.YELLOW: _("yellow"),
    BandColour.LIGHT_GREEN: _("light green"),
    BandColour.GREEN: _("green"),
    BandColour.BLUE: _("blue"),
    BandColour.GREY: _("grey"),
}


def choices_of(rule: type[StrEnum]) -> list[tuple[str, _StrPromise]]:
    """Return the choices of a model field for one kind of rule, in the order of the domain."""
    return [(each.value, RULES[rule][each]) for each in rule]


_DEFAULT_BANDS = {
    "not_reached": gettext_noop("not reached"),
    "partly_reached": gettext_noop("partly reached"),
    "largely_reached": gettext_noop("largely reached"),
    "reached": gettext_noop("reached"),
}


def default_band_word(name: str) -> str:
    """Return the word, to be translated, of a band that a new method starts with."""
    return _DEFAULT_BANDS[name]


PROBLEMS: dict[ProblemCode, _StrPromise] = {
    ProblemCode.NOT_A_NUMBER: _("Not a number that a method can have."),
    ProblemCode.CAP_BELOW_FULL: _("With a cap under 100 no target could be reached in full."),
    ProblemCode.FLOOR_OUT_OF_RANGE: _("The floor is from 0 to 100."),
    ProblemCode.DECIMALS_OUT_OF_RANGE: _("The decimals are from 0 to 6."),
    ProblemCode.POINTS_NEGATIVE: _("Points are taken off: write a number that is not negative."),
    ProblemCode.SHARE_OUT_OF_RANGE: _("The share is from 0 to 100."),
    ProblemCode.BAND_WITHOUT_WORD: _("A band needs a code and a word: a colour alone says nothing to many."),
    ProblemCode.BAND_TWICE: _("Another band has this code or, in one of the languages, this word."),
    ProblemCode.BANDS_OVERLAP: _("Another band begins at the same edge."),
    ProblemCode.BANDS_GAP: _(
        "Nothing says which band the lowest achievements lie in: let the lowest band begin at the floor, "
        "edge included."
    ),
    ProblemCode.BAND_OUT_OF_REACH: _("The band begins above the cap: no achievement can lie in it."),
}
"""What is wrong with a method, for the form that is to be put right. A test fails if one is missing."""


def problem_line(problem: Problem) -> str:
    """Say in a sentence what is wrong with a method."""
    return str(PROBLEMS[problem.code])
