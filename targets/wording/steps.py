"""A line for each step of a working that is understood by itself: scores, dates, means, gaps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from targets.domain.counting.proof import Step, StepCode
from targets.wording.bands import band_word_of_step
from targets.wording.figures import PERCENT, number_in_words, percent, unit_in_words
from targets.wording.readings import quantity_in_words
from targets.wording.reasons import reason_phrase, state_name
from targets.wording.verdict import not_due

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.utils.functional import _StrPromise

    Words = _StrPromise | str


def worked_out(step: Step, unit: str | None) -> str:
    """Write the arithmetic with the unit of its result: ``412 / 490 × 100 ≈ 84,08 %``.

    Where a step has no arithmetic, its result alone.
    """
    left, _result, _nothing = step.pattern.rpartition("{result}")
    return replace(step, pattern=left).arithmetic(number_in_words) + quantity_in_words(
        step.numbers["result"], unit
    )


# --- What an answer or a value amounts to ----------------------------------------------------


def _in_percent(words: Words) -> Callable[[Step], str]:
    """Return what says ``words`` about a result in per cent, worked out where it was."""
    return lambda step: str(words).format(result=worked_out(step, PERCENT))


def _part(words: Words) -> Callable[[Step], str]:
    return lambda step: str(words).format(part=percent(step.numbers["result"]), reason=step.words["reason"])


_ANSWERS = {"yes": _("done: {result}"), "no": _("not done: {result}")}


def _done(step: Step) -> str:
    return _in_percent(_ANSWERS[step.rule])(step)


_SCORES: dict[str, Words] = {
    "proportional": _("actual / target: {result}"),
    "target_over_actual": _("target / actual: {result}"),
    "one_minus_excess": _("100 less the excess over the target: {result}"),
    "relative_to_baseline": _("share of the way from the baseline to the target: {result}"),
    "baseline_not_worse_than_target": _("the baseline was as good as the target already: {result}"),
    "by_distance": _("100 less the distance from the target: {result}"),
    "all_or_nothing": _("all or nothing: {result}"),
    "zero_counts_as_cap": _("zero, where less is better, counts as the cap: {result}"),
    "below_zero_counts_as_cap": _("less than zero, where less is better, counts as the cap: {result}"),
    "target_zero_all_or_nothing": _("target of zero, all or nothing: {result}"),
    "target_zero_minus_per_unit": _("target of zero, points off for each unit beyond it: {result}"),
    "target_below_zero_all_or_nothing": _("target below zero, all or nothing: {result}"),
    "target_below_zero_minus_per_unit": _("target below zero, points off for each unit beyond it: {result}"),
}
"""By the name of the rule: more names than a method has rules, for some cases have one of their own."""

_HELD_BETWEEN = "max(0, min(100, "


def _score(step: Step) -> str:
    words = _SCORES[step.rule]
    if not step.pattern.startswith(_HELD_BETWEEN):
        return _in_percent(words)(step)
    way, _brackets, _result = step.pattern.removeprefix(_HELD_BETWEEN).partition(")) = ")
    return str(words).format(
        result=gettext("{arithmetic}, counted from 0 to 100: {result}").format(
            arithmetic=replace(step, pattern=way).arithmetic(number_in_words),
            result=percent(step.numbers["result"]),
        )
    )


# --- The deadline ----------------------------------------------------------------------------


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def _deadline(words: Words) -> Callable[[Step], str]:
    def line(step: Step) -> str:
        named = {name: _day(day) for name, day in step.dates.items()}
        result = worked_out(step, PERCENT) if "result" in step.numbers else ""
        return str(words).format(result=result, **named)

    return line


def _on_time(step: Step) -> str:
    return _ON_TIME[step.rule](step)


def _not_due(step: Step) -> str:
    return _NOT_DUE[step.rule](step)


_ON_TIME = {
    "met": _deadline(_("deadline {deadline}, result as of {done_on}: on time")),
    "not_met": _deadline(_("deadline {deadline}, result as of {done_on}: what was reached by then counts")),
}
_NOT_DUE = {
    "deadline": _deadline(_("deadline {deadline}, result as of {as_of}: not met, and not due yet")),
    "year": _deadline(_("due by the end of the year ({deadline}), result as of {as_of}: not met yet")),
}


# --- Several figures made one ----------------------------------------------------------------

_OWN_PARTS = {"own": _("its own indicators"), "children": _("the rows below it")}
"""The two parts of a row where the method shares its weight between them; others have names."""


def _part_name(step: Step) -> str:
    name = step.words.get("part", "")
    return str(_OWN_PARTS.get(name, name))


def _combined(step: Step) -> str:
    if "part" in step.words:
        words = {"part": _part_name(step), "result": percent(step.numbers["result"])}
        return gettext("the worst counts, “{part}”: {result}").format(**words)
    count = int(step.numbers["parts"])
    if step.pattern:
        line = ngettext("mean of {count} figure: {result}", "mean of {count} figures: {result}", count)
    elif step.rule == "worst":
        line = ngettext("worst of {count} target: {result}", "worst of {count} targets: {result}", count)
    else:
        line = ngettext("mean of {count} target: {result}", "mean of {count} targets: {result}", count)
    return line.format(count=count, result=worked_out(step, PERCENT))


_OWN_AND_CHILDREN = {
    "own_first": _("its own indicators come before the rows below it: {result}"),
    "children_first": _("the rows below it come before its own indicators: {result}"),
}


def _own_and_children(step: Step) -> str:
    return str(_OWN_AND_CHILDREN[step.rule]).format(result=percent(step.numbers.get("result")))


_ROUNDED = {
    "half_up": (
        _("{score} rounded to {count} decimal: {result}"),
        _("{score} rounded to {count} decimals: {result}"),
    ),
    "truncate": (
        _("{score} cut off after {count} decimal: {result}"),
        _("{score} cut off after {count} decimals: {result}"),
    ),
}


def _rounded(step: Step) -> str:
    count = int(step.numbers["decimals"])
    words = _ROUNDED[step.rule][0 if count == 1 else 1]
    shown = {name: percent(step.numbers[name]) for name in ("score", "result")}
    return str(words).format(count=count, **shown)


def _band(step: Step) -> str:
    words = {"achievement": percent(step.numbers["achievement"]), "band": band_word_of_step(step)}
    return gettext("achievement {achievement}; band “{band}”").format(**words)


def _no_band_yet(step: Step) -> str:
    words = {"achievement": percent(step.numbers["achievement"]), "due": not_due(step.dates["deadline"])}
    return gettext("achievement {achievement}; {due}: no band yet").format(**words)


# --- No figure, or not this one --------------------------------------------------------------

_UNITS = ("of_value", "of_target")
_ABOUT = ("operand", "condition", "indicator")
"""What a reason is about: the first that is named says it, for an operand is of its indicator."""


def _quoted(words: str) -> str:
    return gettext("“{words}”").format(words=words)


def _about(step: Step) -> list[str]:
    """Return what a missing figure is about: units, else words as people wrote them, else numbers."""
    units = [unit_in_words(step.words[name]) for name in _UNITS if name in step.words]
    if units:
        return units
    named = [_quoted(step.words[name]) for name in _ABOUT if step.words.get(name)]
    return named[:1] or [number_in_words(number) for number in step.numbers.values()]


def _stopped(step: Step) -> str:
    reason, about = reason_phrase(step.rule), _about(step)
    if not about:
        return gettext("no figure: {reason}").format(reason=reason)
    return gettext("no figure: {reason} ({about})").format(reason=reason, about="; ".join(about))


def _counted_as_zero(step: Step) -> str:
    words = {"part": _part_name(step), "state": state_name(step.rule)}
    return gettext("“{part}” ({state}): counts as 0").format(**words)


def _left_out(step: Step) -> str:
    if "part" not in step.words:
        words = {"state": state_name(step.rule), "reason": step.words["reason"]}
        return gettext("{state}: {reason}").format(**words)
    words = {"part": _part_name(step), "state": state_name(step.rule)}
    return gettext("“{part}” ({state}): left out, the others share its weight").format(**words)


_OVERRIDDEN = {
    "computed_counts": _(
        "achievement set by hand: {override}; the computed one counts ({computed}). {author}, {day}: {reason}"
    ),
    "override_counts": _(
        "achievement set by hand: {override}; it counts in place of {computed}. {author}, {day}: {reason}"
    ),
    "not_counted_not_reported": _(
        "achievement set by hand: {override}; it does not count, for no value is reported. "
        "{author}, {day}: {reason}"
    ),
    "not_counted_not_applicable": _(
        "achievement set by hand: {override}; it does not count, for the indicator does not apply. "
        "{author}, {day}: {reason}"
    ),
}


def _overridden(step: Step) -> str:
    shown = {name: percent(step.numbers.get(name)) for name in ("computed", "override")}
    words = {"author": step.words["author"], "reason": step.words["reason"]}
    return str(_OVERRIDDEN[step.rule]).format(day=_day(step.dates["on"]), **shown, **words)


LINES: dict[StepCode, Callable[[Step], str]] = {
    StepCode.DONE: _done,
    StepCode.PARTIAL: _part(_("partly done: {part}, given by hand. Reason: {reason}")),
    StepCode.PARTIAL_REFUSED: _part(
        _("a part of {part} was given ({reason}), but the method knows only done and not done")
    ),
    StepCode.SCALED: _in_percent(_("in per cent: {result}")),
    StepCode.SCORE: _score,
    StepCode.CAP: _in_percent(_("more than the cap counts as the cap: {result}")),
    StepCode.FLOOR: _in_percent(_("less than the floor counts as the floor: {result}")),
    StepCode.ON_TIME: _on_time,
    StepCode.NOT_DUE: _not_due,
    StepCode.LATE: _deadline(_("deadline {deadline}, result as of {done_on}: late, {result}")),
    StepCode.DEADLINE_IGNORED: _deadline(_("deadline {deadline}: the method does not look at it")),
    StepCode.BELOW_FULL: _in_percent(_("what is not met stays below 100: {result}")),
    StepCode.COMBINED: _combined,
    StepCode.OWN_AND_CHILDREN: _own_and_children,
    StepCode.ROUNDED: _rounded,
    StepCode.BAND: _band,
    StepCode.NO_BAND_YET: _no_band_yet,
    StepCode.STOPPED: _stopped,
    StepCode.COUNTED_AS_ZERO: _counted_as_zero,
    StepCode.LEFT_OUT: _left_out,
    StepCode.OVERRIDDEN: _overridden,
}
"""The steps that ``targets.wording.proof`` does not write itself, for they need no unit."""
