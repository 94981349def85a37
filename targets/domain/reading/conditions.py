"""From drafts to conditions: the sign that words imply, the date completed, and how sure it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.reading import (
    Basis,
    Condition,
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operator,
    Status,
    deadlines,
    measures,
)
from targets.domain.reading.direction import direction, is_open, words_say
from targets.domain.reading.doubts import Code, doubt

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft
    from targets.domain.reading.phrases import When

_OPEN = (Code.BASELINE_NOT_TARGET, Code.TOLERANCE, Code.VARIATION_OR_LEVEL, Code.MINUS_OR_BULLET)
"""Doubts that leave open what the number is, and with it whether more or less is better."""
_LETTER = re.compile(r"[^\W\d_]")
_NOT_MEASURED = (Kind.YES_NO, Kind.UNCLEAR, Kind.COMPLETION)
_MEASURED = (Kind.DURATION, Kind.AMOUNT, Kind.RATIO)
_OPPOSITE = {
    Operator.AT_MOST: (Operator.AT_LEAST, Operator.MORE_THAN),
    Operator.AT_LEAST: (Operator.AT_MOST, Operator.LESS_THAN),
}
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands around a target cell and helps to read it."""

    formula: FormulaReading | None = None
    title: str = ""
    year: int | None = None


def conditions_of(drafts: list[Draft], row: Row, folded: str) -> tuple[list[Condition], list[Doubt]]:
    """Complete the drafts of a cell from the row around it, and say what had to be completed."""
    title_dates = deadlines.dates_of_title(row.title) if row.title else []
    conditions: list[Condition] = []
    doubts: list[Doubt] = []
    for draft in drafts:
        indicator = (
            row.formula.indicators[draft.indicator] if row.formula and draft.indicator is not None else None
        )
        written = folded[draft.when.start : draft.when.end] if draft.when else ""
        deadline = deadlines.settle(draft.when, title_dates, row.year, written)
        signed = _doubting_units(_signed(_doubting(draft), indicator, row.title), indicator)
        doubts += [*signed.doubts, *deadline.doubts, *_differing(deadline, draft.when, title_dates)]
        conditions.append(_condition(signed, deadline, indicator))
    return conditions, doubts


def unread(label: str) -> Condition:
    """Make the one condition of a cell that is not read."""
    return Condition(None, None, None, None, None, None, Basis.ABSOLUTE, label, None, Status.UNCLEAR)


def _with(
    draft: Draft, code: Code, detail: object = "", *, unclear: bool = False, assumed: bool = False
) -> Draft:
    doubts = (*draft.doubts, doubt(code, detail))
    return replace(draft, doubts=doubts, unclear=draft.unclear or unclear, assumed=draft.assumed or assumed)


def _doubting(draft: Draft) -> Draft:
    """Words without a letter ("%", "∞") say nothing that can be done."""
    if draft.is_words and not draft.when and not _LETTER.search(draft.label):
        return _with(draft, Code.NUMBER_MISSING, draft.label, unclear=True)
    return draft


def _signed(draft: Draft, indicator: IndicatorReading | None, title: str) -> Draft:
    """Give a draft without a sign the one that its words imply."""
    if draft.within and indicator is not None and indicator.kind in _NOT_MEASURED:
        return _with(draft, Code.RELATIVE_DEADLINE, draft.label, unclear=True)
    if draft.value is None or draft.operator is not None:
        against = _OPPOSITE.get(words_say(indicator) or Operator.EQUAL, ())
        conflict = draft.operator in against and draft.basis is Basis.ABSOLUTE
        return _with(draft, Code.SIGN_AGAINST_WORDS, draft.operator) if conflict else draft
    if draft.unclear and any(each.code in _OPEN for each in draft.doubts):
        return draft
    if draft.embedded and (indicator is None or indicator.kind not in _MEASURED):
        return _with(draft, Code.NUMBER_NOT_READ, draft.value, unclear=True)
    operator = direction(draft, indicator, title)
    if draft.value == 0 and operator is Operator.AT_LEAST and draft.basis is Basis.ABSOLUTE:
        return _with(draft, Code.ZERO_TARGET, unclear=True)
    draft = replace(draft, operator=operator, assumed=True)
    return _with(draft, Code.DIRECTION_UNKNOWN, draft.label) if is_open(draft, indicator) else draft


def _doubting_units(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Hold the unit of a target against its formula; a clash is never taken for read."""
    if indicator is None or draft.value is None or draft.basis is Basis.VARIATION:
        return draft
    if draft.unit in measures.TIME and measures.is_share(indicator):
        return _with(draft, Code.PARAMETERS_NOT_TARGETS, draft.label or draft.value, unclear=True)
    if measures.units_differ(draft.unit, indicator):
        return _with(draft, Code.UNIT_MISMATCH, f"{draft.unit} / {indicator.unit}", assumed=True)
    if draft.value < 0 and indicator.kind is Kind.COUNT and indicator.unit is not None:
        return replace(draft, unclear=True)
    if draft.unit is None and indicator.unit == "%" and 0 < draft.value <= _ONE:
        return _with(draft, Code.PERCENT_OR_FRACTION, draft.value, assumed=True)
    return draft


def _differing(deadline: deadlines.Deadline, when: When | None, title_dates: list[When]) -> list[Doubt]:
    if deadline.day is None or when is None or when.elsewhere:
        return []
    if not deadlines.differs_from_title(deadline.day, title_dates):
        return []
    return [doubt(Code.DEADLINE_DIFFERS_FROM_TITLE, deadline.day.isoformat())]


def _condition(draft: Draft, deadline: deadlines.Deadline, indicator: IndicatorReading | None) -> Condition:
    unit = draft.unit
    if unit is None and indicator is not None and draft.value is not None and indicator.kind is Kind.COUNT:
        unit = indicator.unit
    return Condition(
        operator=draft.operator,
        value=draft.value,
        upper=draft.upper,
        unit=unit,
        deadline=deadline.day,
        reference_year=draft.reference_year,
        basis=draft.basis,
        label=draft.label,
        indicator=draft.indicator,
        status=_status(draft, deadline),
    )


def _status(draft: Draft, deadline: deadlines.Deadline) -> Status:
    if draft.unclear or deadline.unclear:
        return Status.UNCLEAR
    if draft.assumed or deadline.assumed:
        return Status.ASSUMED
    if draft.is_words:
        return Status.READ if draft.when and not draft.label else Status.WORDS
    return Status.READ
