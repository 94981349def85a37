"""The method of a plan in full sentences: the chapter of the report that says how figures are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

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
from targets.wording.bands import band_word
from targets.wording.figures import number_in_words, percent

if TYPE_CHECKING:
    from enum import StrEnum

    from django.utils.functional import _StrPromise

    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod

_ALL_OR_NOTHING = _("The achievement is 100 % where the target is met, and otherwise 0 %.")
_WEIGHTED_MEAN = _("The mean by weight of the achievements counts.")
_WORST = _("The lowest achievement counts.")
_COUNTS_ZERO = _("It counts as 0 in the mean above it, and is shown as missing, never as a figure.")
_LEFT_OUT = _("It is left out of the mean above it and named; the others share its weight.")

_SENTENCES: dict[str, dict[StrEnum, _StrPromise]] = {
    "higher": {
        HigherRule.PROPORTIONAL: _("The achievement is actual / target: 40 against 50 is 80 %."),
        HigherRule.RELATIVE_TO_BASELINE: _(
            "The achievement is the share of the way from the baseline to the target that was covered, from "
            "0 to 100 %: from 30 to 40, where 50 was the target, is 50 %."
        ),
        HigherRule.ALL_OR_NOTHING: _ALL_OR_NOTHING,
    },
    "lower": {
        LowerRule.TARGET_OVER_ACTUAL: _("The achievement is target / actual: 6 days against 5 is 83.3 %."),
        LowerRule.ONE_MINUS_EXCESS: _(
            "The achievement is 100 % less the excess over the target, in per cent of it: 6 days "
            "against 5 is 80 %."
        ),
        LowerRule.RELATIVE_TO_BASELINE: _(
            "The achievement is the share of the way from the baseline down to the target that was covered, "
            "from 0 to 100 %: from 9 days to 6, where 5 was the target, is 75 %."
        ),
        LowerRule.ALL_OR_NOTHING: _ALL_OR_NOTHING,
    },
    "in_range": {
        RangeRule.BY_DISTANCE: _(
            "A value that hits the target is 100 %; otherwise the distance from the nearer edge, in per cent "
            "of it, is taken off: 75 where between 80 and 90 was wanted is 93.75 %."
        ),
        RangeRule.ALL_OR_NOTHING: _ALL_OR_NOTHING,
    },
    "variation": {
        VariationRule.BY_CHANGE: _("The change itself is judged: half the decrease that was wanted is 50 %."),
        VariationRule.BY_LEVEL: _(
            "The level the change leads to is judged as any other target: 90, where 100 was to fall to 80, "
            "is 80 / 90 = 88.9 %."
        ),
    },
    "target_zero": {
        TargetZeroRule.ALL_OR_NOTHING: _ALL_OR_NOTHING,
        TargetZeroRule.MINUS_PER_UNIT: _(
            "A target that is met is 100 %; each unit beyond it takes {points_per_unit} points off."
        ),
    },
    "yes_no": {
        YesNoRule.ALL_OR_NOTHING: _("Done is 100 %, not done is 0 %."),
        YesNoRule.PARTIAL_BY_HAND: _(
            "Done is 100 %, not done is 0 %; what is partly done may be given a part by hand, with a reason."
        ),
    },
    "deadline": {
        DeadlineRule.LATE_IS_ZERO: _(
            "What is done after its deadline is not met and counts 0 %; of what is unfinished counts what "
            "had been reached by its deadline. What names no day is due at the end of the year."
        ),
        DeadlineRule.MINUS_PER_DAY: _(
            "What is done after its deadline is not met; each day takes {points_per_day} points off. What "
            "names no day is due at the end of the year."
        ),
        DeadlineRule.IGNORED: _(
            "A deadline that has passed is not looked at. What names no day is due at the end of the year."
        ),
    },
    "unmet": {
        UnmetRule.AS_COMPUTED: _(
            "“Met” and achievement are two facts: where more than 50 was wanted, 50 is not met and "
            "shows 100 %."
        ),
        UnmetRule.BELOW_FULL: _("A target that is not met never shows 100 %: {most_when_unmet} at most."),
    },
    "several_conditions": {CombiningRule.WEIGHTED_MEAN: _WEIGHTED_MEAN, CombiningRule.WORST: _WORST},
    "several_indicators": {CombiningRule.WEIGHTED_MEAN: _WEIGHTED_MEAN, CombiningRule.WORST: _WORST},
    "several_rows": {CombiningRule.WEIGHTED_MEAN: _WEIGHTED_MEAN, CombiningRule.WORST: _WORST},
    "own_and_children": {
        OwnAndChildrenRule.OWN_FIRST: _("Its own indicators count; the rows below it where it has none."),
        OwnAndChildrenRule.CHILDREN_FIRST: _(
            "The rows below it count; its own indicators where there are none."
        ),
        OwnAndChildrenRule.SHARED: _(
            "Its own indicators together count {own_share}, the rows below it together the rest."
        ),
        OwnAndChildrenRule.ALL_ALIKE: _("Its indicators and the rows below it count each by its own weight."),
    },
    "missing": {MissingRule.COUNTS_ZERO: _COUNTS_ZERO, MissingRule.LEFT_OUT: _LEFT_OUT},
    "not_computable": {MissingRule.COUNTS_ZERO: _COUNTS_ZERO, MissingRule.LEFT_OUT: _LEFT_OUT},
    "override": {
        OverrideRule.COMPUTED_COUNTS: _(
            "Both figures are shown; the computed one counts in the means above."
        ),
        OverrideRule.OVERRIDE_COUNTS: _(
            "Both figures are shown; the one set by hand counts in the means above, and is marked there. "
            "Of a value that is not reported none can be set."
        ),
    },
}
"""For each field of the method that chooses a rule the sentence of every rule it may choose."""

_NAMES: dict[str, _StrPromise] = {
    "higher": _("more is better"),
    "lower": _("less is better"),
    "in_range": _("exactly, or between two values"),
    "variation": _("change against an earlier year"),
    "target_zero": _("target of zero or below"),
    "yes_no": _("yes/no"),
    "deadline": _("missed deadline"),
    "unmet": _("target just missed"),
    "several_conditions": _("several conditions of one indicator"),
    "several_indicators": _("several indicators of one row"),
    "several_rows": _("several rows of a line, a section or an area"),
    "own_and_children": _("a row's own indicators and the rows below it"),
    "missing": _("value not reported"),
    "not_computable": _("value that gives no figure"),
    "override": _("achievement set by hand"),
}
"""In the order in which a figure is made; ``unmet`` is followed by limits and rounding."""

_ROUNDING = {
    RoundingMode.HALF_UP: _("rounded to the nearest, halves up"),
    RoundingMode.TRUNCATE: _("cut off, not rounded"),
}
_MOMENTS = {
    RoundingMoment.AT_DISPLAY: _("Means are worked out from the figures before rounding."),
    RoundingMoment.AT_EACH_STEP: _("Means are worked out from the rounded figures."),
}


def method_lines(method: EvaluationMethod) -> list[tuple[str, str]]:
    """Return what each rule is about and the rule in words, in the order in which a figure is made."""
    values = {
        "points_per_unit": number_in_words(method.points_per_unit),
        "points_per_day": number_in_words(method.points_per_day),
        "own_share": percent(method.own_share),
        "most_when_unmet": percent(method.most_when_unmet),
    }
    lines: list[tuple[str, str]] = []
    for field, name in _NAMES.items():
        words = _SENTENCES[field][getattr(method, field)]
        lines.append((str(name), str(words).format(**values)))
        if field == "unmet":
            lines += [(gettext("cap and floor"), _limits(method)), (gettext("rounding"), _rounding(method))]
    return [*lines, (gettext("bands"), _bands(method))]


def _limits(method: EvaluationMethod) -> str:
    words = {"cap": "" if method.cap is None else percent(method.cap), "floor": percent(method.floor)}
    if method.cap is None:
        return gettext("An indicator counts at least {floor}; there is no cap.").format(**words)
    return gettext("An indicator counts at least {floor} and at most {cap}.").format(**words)


def _rounding(method: EvaluationMethod) -> str:
    shown = ngettext(
        "Achievements have {count} decimal, {how}. {moment}",
        "Achievements have {count} decimals, {how}. {moment}",
        method.decimals,
    )
    how, moment = _ROUNDING[method.rounding], _MOMENTS[method.rounding_moment]
    return shown.format(count=method.decimals, how=how, moment=moment)


def _bands(method: EvaluationMethod) -> str:
    if not method.bands:
        return gettext("The method has no bands.")
    return "; ".join(f"{reach}: {word}" for reach, word in band_lines(method)) + "."


def band_lines(method: EvaluationMethod) -> list[tuple[str, str]]:
    """Return how far each band reaches and its word, from the lowest: ``from 70 % to less than 90 %``."""
    bands = sorted(method.bands, key=lambda band: band.order)
    following: list[Band | None] = [*bands[1:], None]
    return [(_reach(band, after), band_word(band)) for band, after in zip(bands, following, strict=True)]


def _reach(band: Band, after: Band | None) -> str:
    lower = gettext("from {lower}") if band.includes_lower else gettext("more than {lower}")
    lower = lower.format(lower=percent(band.lower))
    if after is None:
        return lower
    upper = gettext("to less than {upper}") if after.includes_lower else gettext("to {upper}")
    return f"{lower} {upper.format(upper=percent(after.lower))}"
