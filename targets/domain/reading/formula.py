"""Reading of a formula cell: kind, operands, expression, and the indicators it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from targets.domain.reading import (
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operand,
)
from targets.domain.reading.cells import (
    MOST_CONDITIONS,
    fold,
    is_broken,
    is_too_long,
    looks_cut_short,
    lower,
    one_line,
    says_nothing,
    without_bullet,
)
from targets.domain.reading.comparisons import is_comparison, without_target
from targets.domain.reading.complements import LEADING
from targets.domain.reading.divisions import KEPT_SLASH, computing_side
from targets.domain.reading.doubts import Code, doubt, unique
from targets.domain.reading.indicators import split_indicators
from targets.domain.reading.kinds import (
    Found,
    given_percentage,
    not_measured,
    one_number,
    simple,
    yes_or_no,
)
from targets.domain.reading.legends import legend
from targets.domain.reading.measures import is_change_between, is_share
from targets.domain.reading.named_brackets import behind_name
from targets.domain.reading.operands import arithmetic
from targets.domain.reading.parsing import phrases
from targets.domain.reading.per_cent import Mark as PerCent
from targets.domain.reading.per_cent import given_in_per_cent, mark_of
from targets.domain.reading.phrases import Mark, Quantity
from targets.domain.reading.powers import is_beyond_arithmetic, with_powers
from targets.domain.reading.precedence import times_100
from targets.domain.reading.ratios import ratio
from targets.domain.reading.slashes import is_span_of_dates
from targets.domain.reading.years import year_of

_CODE_OF_INDICATOR = re.compile(
    r"(?:i?[A-Za-z]{0,3}[._]?\d{1,3}(?:\.\d+)*[a-z]?|indicatore(?: n?\.? ?\d+)?|ind\. ?\d*|kpi ?\d*)"
    r"(?: ?[-:]|\)) (?=[^\W\d_]|%)",
    re.IGNORECASE,
)
"""A number of the indicator before its words: "iA16 - Percentuale di …"."""
_GROUPED = re.compile(r"\([^()]*\)")
_IN_PER_CENT = re.compile(r"(?:rapporto )?(?:%|percentual[ei]|perc\.)")
_NAMED_RATIO = re.compile(r"(?:il )?(?:rapporto|quoziente)(?!\w)")
_LONGEST_TARGET = 200
"""Characters; a longer formula holds words too, and is not looked through for a target."""
_LONGEST_LABEL = 200
"""Characters kept of a cell that is not read; the cell itself is kept in full elsewhere."""


def read_formula(text: str) -> FormulaReading:
    """Read a formula cell. Any text gives a reading, an unclear one at worst; never raises."""
    return read_with_doubts(text)[0]


def read_with_doubts(text: str) -> tuple[FormulaReading, tuple[Doubt, ...]]:
    """Read a formula cell, with what is doubtful of it alone."""
    folded = fold(text)
    label = one_line(folded)
    if is_too_long(text):
        return _whole(Kind.UNCLEAR, label[:_LONGEST_LABEL]), (doubt(Code.TOO_LONG),)
    if is_broken(folded):
        return _whole(Kind.UNCLEAR, label), (doubt(Code.FORMULA_UNCLEAR, label),)
    if says_nothing(folded):
        return _whole(Kind.EMPTY, label), (doubt(Code.MISSING_FORMULA, label),)
    if _is_target(folded) and yes_or_no(label) is None:
        return _whole(Kind.TARGET, label), (doubt(Code.TARGET_IN_FORMULA, label),)
    parts, doubts = split_indicators(folded)
    if len(parts) > MOST_CONDITIONS:
        return _whole(Kind.UNCLEAR, label[:_LONGEST_LABEL]), (doubt(Code.TOO_LONG),)
    indicators = []
    for part in parts:
        indicator, found = (_complement(part) if len(parts) == 1 else None) or read_indicator(part)
        indicators.append(indicator)
        doubts += found
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, label[-40:]))
    kind = Kind.SEVERAL if len(indicators) > 1 else indicators[0].kind
    return FormulaReading(kind, tuple(indicators)), unique(doubts)


def _whole(kind: Kind, label: str) -> FormulaReading:
    return FormulaReading(kind, (IndicatorReading(label, Kind.UNCLEAR, None, (), None),))


def _is_target(folded: str) -> bool:
    """Say whether the cell is only a sign, a number and its unit."""
    found = (phrases(folded) or ()) if len(folded) <= _LONGEST_TARGET else ()
    only_numbers = all(
        isinstance(each, Quantity) or (isinstance(each, Mark) and each.kind in ("SEP", "COMMA"))
        for each in found
    )
    return only_numbers and any(isinstance(each, Quantity) for each in found)


def _complement(part: str) -> Found | None:
    """Read "1 - A/B" and "100 - % reclami", where the figure might also number the indicator."""
    label = one_line(without_bullet(part))
    match = LEADING.match(label)
    if match is None:
        return None
    mark = mark_of(label) if match[1] == "1" else None
    bare = mark.bare if mark else label
    indicator, doubts = read_indicator(bare[match.end() :])
    if not is_share(indicator) or indicator.expression is None:
        return None
    whole, share = match[1], indicator.expression
    bracketed = bare[match.end()] in "([{"
    if not bracketed:
        doubts = [*doubts, doubt(Code.MINUS_OR_BULLET, label)]
    if (whole == "100") != (indicator.unit == "%"):
        numbered = indicator.kind is Kind.RATIO and not bracketed and whole == "1"
        if numbered:
            return replace(indicator, label=label), doubts
        if whole == "1" or bracketed:
            return None
        doubts = [doubt(Code.PERCENT_FROM_ONE, label)]
    grouped = share if share == "a" or _GROUPED.fullmatch(share) else f"({share})"
    left = replace(indicator, label=label, kind=Kind.RATIO, expression=f"{whole} - {grouped}")
    if mark is None:
        return left, doubts
    return replace(left, expression=times_100(f"1 - {grouped}"), unit="%"), [*doubts, *mark.doubts(label)]


def read_indicator(part: str) -> Found:
    """Read one indicator of a formula cell, with what is doubtful of it."""
    label = one_line(without_bullet(part))
    if code := _CODE_OF_INDICATOR.match(label):
        indicator, doubts = read_indicator(label[code.end() :])
        return replace(indicator, label=label), doubts
    if done := yes_or_no(label):
        return done, []
    if is_comparison(label):
        return not_measured(label, Kind.YES_NO), [doubt(Code.FORMULA_ASSUMED, label)]
    if is_span_of_dates(label.strip("()[] ") if label.endswith((")", "]")) else label):
        days = IndicatorReading(label, Kind.DURATION, "a", (Operand("a", label, None),), "days")
        return days, [doubt(Code.SLASH_BETWEEN_DATES, label)]
    behind = behind_name(label)
    return (behind and _computed(label, behind)) or given_percentage(label) or _told(label)


def _told(label: str) -> Found:
    """Read a formula by its signs, and by its words where it has none."""
    told = without_target(label)
    mark = mark_of(told)
    letters, named = legend(mark.bare if mark else told)
    computing = with_powers(letters)
    if is_beyond_arithmetic(computing):
        return not_measured(label, Kind.UNCLEAR), [doubt(Code.FORMULA_UNCLEAR, label)]
    read = arithmetic(computing_side(computing))
    read.operands = [
        replace(each, label=named[each.label], year=year_of(named[each.label]))
        if each.label in named
        else replace(each, label=each.label.replace(KEPT_SLASH, "/"))
        for each in read.operands
    ]
    if is_change_between(label):
        change = one_number(label, Kind.PERCENTAGE, "%")
        return change, [doubt(Code.FORMULA_ASSUMED, label)]
    if _NAMED_RATIO.match(lower(label)):
        read.doubts = [each for each in read.doubts if each.code != Code.SLASH_MEANING]
    if read.has_operator:
        return ratio(label, read, mark)
    indicator, doubts = given_in_per_cent(label, mark) if mark else simple(label)
    return indicator, [*read.doubts, *doubts]


def _computed(label: str, behind: str) -> Found | None:
    """Read the arithmetic behind a name; "% di …" before it wants the result in per cent."""
    mark = mark_of(behind)
    read = arithmetic(computing_side(with_powers(mark.bare if mark else behind)))
    if "/" not in read.tokens or not read.is_sound:
        return None
    if mark is None and _IN_PER_CENT.match(lower(label)):
        mark = PerCent(behind, said=True)
    return ratio(label, read, mark)
