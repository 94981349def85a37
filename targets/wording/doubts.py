"""What each doubt says to a person: what the program did with the text, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from targets.domain.reading.doubts import Code

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MESSAGES: dict[str, _StrPromise] = {
    Code.MISSING_FORMULA: _(
        "No formula is written, so no figure can be asked for. Write how the result is measured."
    ),
    Code.MISSING_TARGET: _(
        "No target is written. Write what must be reached, or confirm that there is none."
    ),
    Code.TARGET_IN_FORMULA: _(
        "“{detail}” stands in the formula column but is a value to reach. Write the formula, and move "
        "the value to the target."
    ),
    Code.CUT_SHORT: _("The text seems to be cut off: “…{detail}”. Complete it from the original document."),
    Code.TOO_LONG: _(
        "The cell is longer, or holds more conditions, than one row of a plan can have: it was not "
        "read. Shorten it or split it into rows."
    ),
    Code.FORMULA_UNCLEAR: _(
        "The formula “{detail}” is not understood, so no figures can be asked for. Say what kind of "
        "formula it is, or write it differently."
    ),
    Code.FORMULA_ASSUMED: _(
        "How “{detail}” is measured was taken from its first words only. Confirm it or choose another kind."
    ),
    Code.SLASH_BETWEEN_DATES: _(
        "“{detail}” was read as the days between two dates, not as a division. Confirm it or write "
        "the formula differently."
    ),
    Code.SLASH_MEANING: _(
        "The slash in “{detail}” may divide or may stand for “or”. Check the figures that the formula "
        "asks for."
    ),
    Code.TIMES_100_ON_PERCENTAGE: _(
        "“{detail}” is a percentage already: its “× 100” was left out. Confirm it or write the division."
    ),
    Code.PERCENT_OF_RATIO: _(
        "“%” beside the division in “{detail}” was read as “× 100”. Confirm it or write “× 100” in "
        "the formula."
    ),
    Code.MINUS_OR_BULLET: _(
        "The dash in “{detail}” may be a minus or only mark an item of a list. Say which, or write it "
        "differently."
    ),
    Code.LITERAL_ARITHMETIC: _(
        "The formula was taken as written: {detail}. If everything after the minus is to be "
        "subtracted, put it in brackets."
    ),
    Code.PERCENT_FROM_ONE: _(
        "“{detail}” mixes a share and a percentage; it was taken as written. Perhaps “1 − …” belongs in "
        "brackets before “× 100”, or “100 − …” is meant."
    ),
    Code.DIVISION_OF_SUM: _(
        "No brackets say what is divided. The formula was read as {detail}. Confirm it, or write it with "
        "brackets."
    ),
    Code.PERMILLE_OF_RATIO: _(
        "“‰” beside the division in “{detail}” was read as “× 1000”. Confirm it or write “× 1000” in "
        "the formula."
    ),
    Code.UPSIDE_DOWN_RATIO: _(
        "The ratio “{detail}” seems upside down: what there was to do stands above what was done. "
        "Check it and turn it round if so."
    ),
    Code.FORMULA_EQUALS_TITLE: _(
        "The formula only repeats the title. Check that it says how the result is measured."
    ),
    Code.YEAR_AFTER_PLAN: _(
        "The row speaks of {detail}, after the year of the plan. Check the year; the figure does not "
        "exist yet."
    ),
    Code.SIGN_LOST: _(
        "A sign was probably lost in “{detail}”: it may mean “at least” or “at most”. Choose the sign "
        "that is meant."
    ),
    Code.EXACT_VALUE: _(
        "“{detail}” was read as exactly this value: more would count as missed. Confirm it, or choose "
        "“at least” or “at most”."
    ),
    Code.DIRECTION_UNKNOWN: _(
        "No sign is written, and here more or less may be better: “at least” was assumed. Choose the "
        "sign that is meant."
    ),
    Code.CONFLICTING_SIGNS: _("Two signs contradict each other in “{detail}”. Choose the one that is meant."),
    Code.SIGN_AGAINST_WORDS: _(
        "The sign in “{detail}” was kept as written, but the words point the other way. Check which is meant."
    ),
    Code.ZERO_TARGET: _(
        "The target is zero without a sign, and more seems better: any result would do. Choose the "
        "sign or correct the value."
    ),
    Code.AMBIGUOUS_NUMBER: _(
        "“{detail}” can be read as two different numbers. Check the value that was read."
    ),
    Code.NUMBER_MISSING: _("No number was found in “{detail}”. Write the value to reach."),
    Code.NUMBER_NOT_READ: _(
        "“{detail}” stands in the cell but was not taken as a target. Check that it only explains the "
        "target, or correct it."
    ),
    Code.RANGE_OR_CHANGE: _(
        "“{detail}” may be a range, or the way from one value to another. Check how it was read."
    ),
    Code.SCORE_SCALE: _("“{detail}” was read as a mark on a scale. Confirm it or write the value alone."),
    Code.TOLERANCE: _(
        "The tolerance in “{detail}” may be points or a share of the value. Write the lowest and the "
        "highest value allowed."
    ),
    Code.VARIATION_OR_LEVEL: _(
        "“{detail}” may be a change against an earlier value, or the value itself. Say which is meant."
    ),
    Code.DOUBLE_NEGATION: _(
        "The formula measures a reduction, and the target is below zero ({detail}): taken literally, an "
        "increase is asked for. Write the reduction without the minus."
    ),
    Code.PERCENT_OR_POINTS: _(
        "The value is a percentage and the target is a change of {detail}: it was read as a share of the "
        "earlier value, and percentage points may be meant. Check it."
    ),
    Code.BASELINE_BESIDE: _(
        "“{detail}” was taken for where things stand, not for the target. Enter it as the baseline of the "
        "indicator."
    ),
    Code.FOR_EACH: _(
        "“{detail}” asks for a number each time, but the formula counts the whole. Write the number for the "
        "whole, or a formula that shows each."
    ),
    Code.ALTERNATIVES: _(
        "“{detail}” leaves a choice between several values. Write the one that must be reached."
    ),
    Code.YEAR_CHOSEN: _(
        "The cell has a value for each of several years: the one of {detail} was taken. Check that it is "
        "the one of this plan."
    ),
    Code.BASELINE_NOT_TARGET: _(
        "“{detail}” is where things stand, not what must be reached. Keep it as the baseline and "
        "write the target."
    ),
    Code.SEVERAL_YEARS: _(
        "“{detail}”: the target is for several years and cannot be split by year. It is judged at the "
        "end of the period."
    ),
    Code.ALSO_IN_WORDS: _(
        "Beside the number the cell also asks: “{detail}”. The number alone does not show it; add an "
        "indicator or judge it by hand."
    ),
    Code.EXCEPTION: _(
        "“{detail}” limits or weakens the target in a way that the program cannot weigh: the value was "
        "read without it. Confirm it, or write a target that always holds."
    ),
    Code.SCORING_BANDS: _(
        "“{detail}” looks like a scale of points, not like one target. Choose the value that counts "
        "as reached."
    ),
    # xgettext:no-python-format # noqa: ERA001 - for gettext: the percent sign is one
    Code.BEYOND_SCALE: _("{detail} % of a work to complete cannot be reached. Check the value."),
    Code.NO_AS_TARGET: _(
        "The target is “{detail}”: here it is good when the thing has not happened. Confirm that “no” "
        "counts as reached."
    ),
    Code.DEADLINE_YEAR_ASSUMED: _(
        "The deadline is written without a year: the year of the plan was added ({detail}). Confirm it."
    ),
    Code.DEADLINE_WITHOUT_YEAR: _(
        "The deadline “{detail}” has no year, and none is known here. Write the full date."
    ),
    Code.DEADLINE_FROM_TITLE: _(
        "The cell only refers to a date; the one in the title was taken ({detail}). Confirm it."
    ),
    Code.DEADLINE_NOT_FOUND: _("“{detail}”, but no date is written anywhere. Write the date."),
    Code.START_NOT_DEADLINE: _(
        "“{detail}” is a first day, not a last one: no deadline was taken from it. Write the day by which "
        "it must be done, or judge it by hand."
    ),
    Code.SEVERAL_DEADLINES: _(
        "Several dates come into question for the deadline ({detail}). Choose one, or write one "
        "target for each."
    ),
    Code.RELATIVE_DEADLINE: _(
        "The deadline counts from something else (“{detail}”), so no day can be named. Write the "
        "date, or judge it by hand."
    ),
    Code.DEADLINE_OUTSIDE_PLAN: _(
        "The deadline {detail} is outside the year of the plan. Check the year; the result may not be "
        "known at the year's end."
    ),
    Code.DEADLINE_DIFFERS_FROM_TITLE: _(
        "The target says {detail}, the title names another deadline. The one of the target was taken; "
        "check which holds."
    ),
    Code.PERCENT_WITHOUT_100: _(
        "The target is {detail}, but the formula gives a ratio without “× 100” (0.8, not 80). Add “× "
        "100” to the formula or confirm that it is meant."
    ),
    Code.NUMBER_ON_YES_NO: _(
        "The target is a number ({detail}), but the formula only asks yes or no. Write a formula that "
        "gives the number, or a target in words."
    ),
    Code.WORDS_ON_NUMBER: _(
        "The formula gives a number, but the target is in words: “{detail}”. Write the value that "
        "counts as reached."
    ),
    Code.INDEX_AGAINST_VARIATION: _(
        "The formula gives an index (100 = no change), the target is a change of {detail}. The change "
        "is compared with the index less 100; confirm it."
    ),
    Code.INDEX_TARGET_LOW: _(
        "The formula compares two years (100 = no change), so almost any value passes a target of "
        "{detail}. A growth or a share is probably meant: check it."
    ),
    Code.PARAMETERS_NOT_TARGETS: _(
        "“{detail}”: these are the terms that the formula counts, not values it can give. Write the "
        "share that must be reached."
    ),
    Code.COUNTS_DO_NOT_MATCH: _(
        "Targets and indicators cannot be paired ({detail}). Say which target belongs to which indicator."
    ),
    Code.UNIT_MISMATCH: _("The units of target and formula differ ({detail}). Correct one of them."),
    Code.PERCENT_OR_FRACTION: _(
        "The formula gives a percentage, the target is {detail}: less than one per cent, or a share "
        "such as 0.85 for 85 %? Write the value with its “%”."
    ),
    Code.SCALE_OF_FORMULA: _(
        "Thousands or millions are named here, and perhaps not all numbers are in them ({detail}). Write "
        "formula and target in one scale."
    ),
    Code.MISSING_AREA: _("No area is written. Choose the area that is responsible."),
    Code.MISSING_CODE: _("The row has no code. Add one if it has one in the original."),
    Code.UNKNOWN_AREA: _(
        "“{detail}” is none of the known areas. Choose the area, or add this spelling to one."
    ),
    Code.SHIFTED_COLUMN: _(
        "“{detail}” does not seem to stand under its heading. Check the cells of the row."
    ),
    Code.TITLE_CUT_SHORT: _(
        "The title seems to be cut off: “…{detail}”. Complete it from the original document."
    ),
    Code.NEAR_DUPLICATE: _("Another row says almost the same (“{detail}”). Check that both are meant."),
    Code.CODE_NOT_UNDER_PARENT: _(
        "The code does not fit the row above it ({detail}). The row was left where it stands; check "
        "its place."
    ),
}
"""By code, with the place ``{detail}`` for the words or the number concerned."""
