"""Formulas with arithmetic: divisions in signs or in words, × 100, and the unit of the result."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import IndicatorReading, Kind, Operand, lexicon, scales
from targets.domain.reading.cells import lower
from targets.domain.reading.complements import mixes_share_and_percent
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.kinds import (
    Found,
    begins_as,
    names_days,
    not_measured,
)
from targets.domain.reading.measures import TIME
from targets.domain.reading.named_units import TRAILING_UNIT
from targets.domain.reading.precedence import grouped, is_open, times_100

if TYPE_CHECKING:
    from targets.domain.reading import Doubt
    from targets.domain.reading.arithmetic import Arithmetic
    from targets.domain.reading.per_cent import Mark

_STARTS = re.compile(lexicon.any_of(lexicon.words("formulas", "slash", "operand_starts")))
_VERSUS = re.compile(r" (?:vs\.?|versus) (?=(\S+))")
_FACTOR_AFTER = re.compile(r"\s*[(\[] ?[x*×] ?(10+) ?[)\]]$")
_TIME_OVER = re.compile(
    r"(?:n[.°]+ ?|numero (?:di )?|tot(?:ale|\.) |somma (?:delle |dei )?)*(ore|minuti)(?!\w)"
)
_TIMES = {"ore": "hours", "h": "hours", "minuti": "minutes", "min": "minutes"}
_STATED = re.compile(r"\((?:in )?(ore|h|minuti|min)\.?\)")
_EACH = lexicon.pattern("formulas", "each")
_DATE = re.compile(r"(?:la |il )?data")
_OF_THE_YEAR = re.compile(r"/ 36[0-6]\b")
"""``giorni di chiusura / 365`` is a share of the year, and no mean of days."""
_BY_YEAR = re.compile(r"[/-] \(?(?:199\d|20(?!00)[0-4]\d)\b")
"""``(2024 - 2023) / 2023``: the years stand for their values, and are no numbers."""
_CHAIN = re.compile(r"/ [^\s()]+ /")
_BELOW = re.compile(r"/ [(a-z]")
_SCALE_BELOW = re.compile(r"/ 10+\b")
_LETTER = re.compile(r"[a-z]\d?")
_HUNDRED = re.compile(r"(?<!\d)(?<!/ )100(?!\d)")
_SCALED_UP = re.compile(r"(?<!\d)(?<!/ )10{2,}(?!\d)")
"""A factor shows that the slash before it divides."""
_CELL = re.compile(r"(?<!\w)\$?[A-Za-z]{1,3}\$?\d{1,5}(?!\w)")


def ratio(label: str, read: Arithmetic, mark: Mark | None = None) -> Found:
    """Make the indicator of a formula that computes; unclear where the arithmetic is not sound.

    ``mark`` is the "(%)" or "in percentuale" that was taken off the formula.
    """
    of_cells = label.startswith("=") and all(_CELL.search(operand.label) for operand in read.operands)
    by_year = _BY_YEAR.search(read.expression)
    if of_cells or by_year or not read.is_sound or not _may_be_divided_twice(read):
        return not_measured(label, Kind.UNCLEAR), [*read.doubts, doubt(Code.FORMULA_UNCLEAR, label)]
    doubts = list(read.doubts)
    operands, expression = _without_factor(list(read.operands), read.expression)
    if _VERSUS.search(lower(label)):
        doubts.append(doubt(Code.FORMULA_ASSUMED, label))
    if is_open(expression):
        expression = grouped(expression)
        doubts.append(doubt(Code.DIVISION_OF_SUM, expression))
    elif re.search(r"- \w+ \+ ", expression):
        doubts.append(doubt(Code.LITERAL_ARITHMETIC, expression))
    expression, scaled = _scaled(label, read, mark, operands, expression)
    doubts += scaled
    if mixes_share_and_percent(expression):
        doubts.append(doubt(Code.PERCENT_FROM_ONE, label))
    if _SCALED_UP.search(expression):
        doubts = [each for each in doubts if each.code != Code.SLASH_MEANING]
    if scales.differ([each.label for each in operands]):
        doubts.append(doubt(Code.SCALE_OF_FORMULA, label))
    unit = _scale(expression, permille=read.permille) or _unit(operands, expression, lower(label))
    return IndicatorReading(label, Kind.RATIO, expression, tuple(operands), unit), doubts


def _may_be_divided_twice(read: Arithmetic) -> bool:
    """Say whether "A/B/C" is a quotient of a quotient: every part is whole by its words.

    Of "imprese/professionisti/cittadini" nobody knows. Three counts in a row may only be listed.
    """
    if not _CHAIN.search(read.expression) or "(" in read.expression:
        return True
    first, *others = (lower(operand.label) for operand in read.operands)
    whole = all(_LETTER.fullmatch(each) or _STARTS.match(each) for each in (first, *others))
    if not whole or _SCALE_BELOW.search(read.expression):
        return False
    if begins_as("number", first) and not _TIME_OVER.match(first):
        read.doubts.append(doubt(Code.SLASH_MEANING, " / ".join(each.label for each in read.operands)[:80]))
    return True


def _scaled(
    label: str, read: Arithmetic, mark: Mark | None, operands: list[Operand], expression: str
) -> tuple[str, list[Doubt]]:
    """Multiply with 100 or 1000 where "%" or "‰" asks for it and no factor is written."""
    if not _HUNDRED.search(expression) and "/" in expression:
        if mark is not None:
            return times_100(expression), mark.doubts(label)
        if read.percent or _wants_percent(operands):
            return times_100(expression), [doubt(Code.PERCENT_OF_RATIO, label)]
    if read.permille:
        return f"{expression} * 1000", [doubt(Code.PERMILLE_OF_RATIO, label)]
    return expression, []


def _without_factor(operands: list[Operand], expression: str) -> tuple[list[Operand], str]:
    """Take "(x 1000)" off the end of the last operand."""
    last = operands[-1]
    factor = _FACTOR_AFTER.search(last.label)
    if factor is None:
        return operands, expression
    operands[-1] = replace(last, label=last.label[: factor.start()].strip())
    return operands, f"{expression} * {factor[1]}"


def _wants_percent(operands: list[Operand]) -> bool:
    """ "% evase / pervenute": the sign is for the result, unless both sides are percentages."""
    first, *others = (begins_as("percent", lower(operand.label)) for operand in operands)
    return first and not any(others)


def _scale(expression: str, *, permille: bool) -> str | None:
    if _HUNDRED.search(expression):
        return "%"
    return "‰" if permille else None


def _unit(operands: list[Operand], expression: str, named: str) -> str | None:
    """Days over a count are days, money over a count is money; like over like has no unit."""
    above, below = lower(operands[0].label), lower(operands[-1].label)
    divisors = " ".join(lower(each.label) for each in operands if _is_below(each.key, expression))
    if _BELOW.search(expression) is None and all(
        begins_as("percent", lower(each.label)) for each in operands
    ):
        return "%"
    if "/" not in expression:
        return _unit_of_sum(operands, named)
    summed = begins_as("sums", above)
    dates = (summed or _DATE.match(above)) and above.count("data") > 1
    days = (
        names_days(above)
        and not names_days(divisors)
        and not _OF_THE_YEAR.search(expression)
        and (summed or begins_as("duration", above))
    )
    if dates or days:
        return _TIMES[stated[1]] if (stated := _STATED.search(named)) else "days"
    of_each = begins_as("number", below) or _EACH.match(below) is not None
    if (time := _TIME_OVER.match(above)) and of_each and time[1] not in divisors:
        return _TIMES[time[1]]
    return scales.of_sum([operands[0].label]) if begins_as("amount", above) and of_each else None


def _unit_of_sum(operands: list[Operand], named: str) -> str | None:
    """Give the unit of what is added and subtracted: times "(gg)", or sums of money in their scale."""
    trailing = TRAILING_UNIT.search(named)
    if trailing is not None and trailing.lastgroup in (*TIME, "eur"):
        return "EUR" if trailing.lastgroup == "eur" else trailing.lastgroup
    money = all(begins_as("amount", lower(operand.label)) for operand in operands)
    return scales.of_sum([each.label for each in operands]) if money else None


def _is_below(key: str, expression: str) -> bool:
    """Say whether an operand stands after the slash."""
    return re.search(rf"\b{key}\b", expression.partition("/")[2]) is not None
