"""The names of everything the program may ask a person to look at.

A doubt never changes what was read and never what was written; it stands beside the row until
someone settles it. The sentences in people's languages are in ``targets/wording/doubts.py``.
"""

from __future__ import annotations

from enum import StrEnum

from targets.domain.reading import Doubt


class Code(StrEnum):
    """Every doubt, by its name in data and in the output of ``explain``."""

    # -- the cells themselves ---------------------------------------------------------------
    MISSING_FORMULA = "missing_formula"
    """The formula cell is empty or says that there is nothing yet."""
    MISSING_TARGET = "missing_target"
    """The target cell is empty or says that there is nothing yet."""
    TARGET_IN_FORMULA = "target_in_formula"
    """A value to reach (``≥ 3``) stands in the formula column."""
    CUT_SHORT = "cut_short"
    """The text ends in the middle of a sentence."""
    TOO_LONG = "too_long"
    """The cell is longer than what is read, or holds more conditions than a row can have."""

    # -- the formula ------------------------------------------------------------------------
    FORMULA_UNCLEAR = "formula_unclear"
    """The formula is not understood: no numbers can be asked for."""
    FORMULA_ASSUMED = "formula_assumed"
    """The kind of the formula is taken from its first words only (a deed, a plural noun)."""
    SLASH_BETWEEN_DATES = "slash_between_dates"
    """``date / date`` is read as the days between them, not as a division."""
    SLASH_MEANING = "slash_meaning"
    """A slash that may be a division or an "or"."""
    TIMES_100_ON_PERCENTAGE = "times_100_on_percentage"
    """``*100`` on what is a percentage already: it is left out."""
    PERCENT_OF_RATIO = "percent_of_ratio"
    """``%`` before a division is read as ``× 100``."""
    MINUS_OR_BULLET = "minus_or_bullet"
    """A dash that may be a minus or only a bullet."""
    LITERAL_ARITHMETIC = "literal_arithmetic"
    """``a - b + c`` is taken as written; ``a - (b + c)`` may be meant."""
    PERCENT_FROM_ONE = "percent_from_one"
    """``1 - (a / b) * 100``, ``100 - a / b``: a share and a percentage are mixed; kept as written."""
    DIVISION_OF_SUM = "division_of_sum"
    """``a + b / c``: brackets were assumed, for a sum is hardly added to a quotient."""
    PERMILLE_OF_RATIO = "permille_of_ratio"
    """``‰`` after a division is read as ``× 1000``."""
    UPSIDE_DOWN_RATIO = "upside_down_ratio"
    """What was to be done stands over what was done."""
    FORMULA_EQUALS_TITLE = "formula_equals_title"
    """The formula only repeats the title: it does not say how to measure."""
    YEAR_AFTER_PLAN = "year_after_plan"
    """The formula or the target names a year after the year of the plan."""

    # -- the target -------------------------------------------------------------------------
    SIGN_LOST = "sign_lost"
    """``=`` where a lost ``≥`` or ``≤`` is likely (``=70%``, ``=- 20%``)."""
    EXACT_VALUE = "exact_value"
    """An "equal to" in words: more than that would count as missed."""
    DIRECTION_UNKNOWN = "direction_unknown"
    """No sign, and more or less may be better with equal right: "at least" was assumed."""
    CONFLICTING_SIGNS = "conflicting_signs"
    """Two signs before one number that contradict each other."""
    SIGN_AGAINST_WORDS = "sign_against_words"
    """The written sign and the words point in opposite directions (``≥ 5`` days of waiting)."""
    ZERO_TARGET = "zero_target"
    """A zero without a sign where more is better: any result would do."""
    AMBIGUOUS_NUMBER = "ambiguous_number"
    """A number that can be read in two ways (``1,500``; ``1.5``)."""
    NUMBER_MISSING = "number_missing"
    """A sign without its number (``≥ value of 2021``)."""
    NUMBER_NOT_READ = "number_not_read"
    """A figure in the cell that was not taken as a target."""
    RANGE_OR_CHANGE = "range_or_change"
    """A "from 5 to 10" may be a range or the way from one value to another."""
    SCORE_SCALE = "score_scale"
    """``4/5`` or "3 out of 5": read as a mark on a scale."""
    TOLERANCE = "tolerance"
    """``80 % ± 5 %``: five points or five per cent of 80?"""
    VARIATION_OR_LEVEL = "variation_or_level"
    """A change against an earlier value, or the value itself?"""
    DOUBLE_NEGATION = "double_negation"
    """A minus on a formula that measures a reduction: "-5 %" of "percentuale di riduzione"."""
    PERCENT_OR_POINTS = "percent_or_points"
    """``+5 %`` on a value in per cent: five points, or five per cent of the earlier value?"""
    BASELINE_BESIDE = "baseline_beside"
    """A baseline stands beside the target: the cell has no other place for it."""
    FOR_EACH = "for_each"
    """So many for each month, site or person, on a formula that counts the whole."""
    ALTERNATIVES = "alternatives"
    """One of several values is enough, or one of them is meant ("≥ 50 or 100 %")."""
    YEAR_CHOSEN = "year_chosen"
    """A value for each of several years: the one of the year of the plan was taken."""
    BASELINE_NOT_TARGET = "baseline_not_target"
    """A baseline stands where the target belongs."""
    SEVERAL_YEARS = "several_years"
    """A target for several years that cannot be split by year."""
    ALSO_IN_WORDS = "also_in_words"
    """Beside the number something else is asked for in words (kept times, kept budget)."""

    EXCEPTION = "exception"
    """An exception, a proviso or a reserve ("100 %, salvo proroghe"; "se possibile"; "da confermare")."""
    SCORING_BANDS = "scoring_bands"
    """A scale of points ("100 % = 10 points; 80-99 % = 5 points") and not one target."""
    BEYOND_SCALE = "beyond_scale"
    """More than 100 % of a work to complete."""
    NO_AS_TARGET = "no_as_target"
    """The good outcome is a "no": done and not done must be turned round."""

    # -- dates ------------------------------------------------------------------------------
    DEADLINE_YEAR_ASSUMED = "deadline_year_assumed"
    """A date without a year: the year of the plan was added."""
    DEADLINE_WITHOUT_YEAR = "deadline_without_year"
    """A date without a year, and no year of a plan is known."""
    DEADLINE_FROM_TITLE = "deadline_from_title"
    """A "by the date set": the date was found in the title."""
    DEADLINE_NOT_FOUND = "deadline_not_found"
    """A "by the date set", and no date is set anywhere."""
    START_NOT_DEADLINE = "start_not_deadline"
    """A first day ("after 30/6", "not before 30/6"), which says nothing of the last."""
    SEVERAL_DEADLINES = "several_deadlines"
    """A "by the date set", and the title has several dates."""
    RELATIVE_DEADLINE = "relative_deadline"
    """So many days after something else: no day of the calendar can be named."""
    DEADLINE_OUTSIDE_PLAN = "deadline_outside_plan"
    """The deadline is not in the year of the plan."""
    DEADLINE_DIFFERS_FROM_TITLE = "deadline_differs_from_title"
    """Title and target name different dates."""

    # -- formula and target together --------------------------------------------------------
    PERCENT_WITHOUT_100 = "percent_without_100"
    """A target in per cent on a ratio without ``× 100``."""
    NUMBER_ON_YES_NO = "number_on_yes_no"
    """A number as target of a yes/no formula."""
    WORDS_ON_NUMBER = "words_on_number"
    """A target in words on a formula that gives a number."""
    INDEX_AGAINST_VARIATION = "index_against_variation"
    """The formula gives an index (80), the target a change (−20 %)."""
    INDEX_TARGET_LOW = "index_target_low"
    """An index of two years with a target that almost any value passes."""
    PARAMETERS_NOT_TARGETS = "parameters_not_targets"
    """The numbers are terms that the formula counts, not values of the formula."""
    COUNTS_DO_NOT_MATCH = "counts_do_not_match"
    """Conditions and indicators cannot be paired one to one."""
    UNIT_MISMATCH = "unit_mismatch"
    """The unit of the target is not the unit of the formula."""

    PERCENT_OR_FRACTION = "percent_or_fraction"
    """``0.85`` on a formula in per cent: 85 % or less than one per cent?"""

    # -- raised by the import, which sees the whole row -------------------------------------
    MISSING_AREA = "missing_area"
    """The column is the area, and it is empty."""
    MISSING_CODE = "missing_code"
    """A row without a code."""
    UNKNOWN_AREA = "unknown_area"
    """An area that is not among the known ones or their spellings."""
    SHIFTED_COLUMN = "shifted_column"
    """The cells do not stand under their headings."""
    TITLE_CUT_SHORT = "title_cut_short"
    """The title ends in the middle of a sentence."""
    NEAR_DUPLICATE = "near_duplicate"
    """Another row says almost the same."""
    CODE_NOT_UNDER_PARENT = "code_not_under_parent"
    """The number of the code does not fit the row above it."""


def doubt(code: Code, detail: object = "") -> Doubt:
    """Make a doubt about ``detail``, the words or the number concerned."""
    return Doubt(code.value, str(detail))


def unique(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """Drop repeated doubts, keeping the order."""
    return tuple(dict.fromkeys(doubts))
