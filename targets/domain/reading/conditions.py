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
    minus_signs,
    passages,
    scores,
    stages,
    thousands,
)
from targets.domain.reading.cells import lower
from targets.domain.reading.direction import direction, is_open, names_a_place, names_direction, words_say
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.drafts import Draft, shown, with_doubt
from targets.domain.reading.fitting import held_against
from targets.domain.reading.named_units import states_its_unit
from targets.domain.reading.scaled_targets import in_scale

if TYPE_CHECKING:
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
_WHOLE = Decimal(100)
"""Per cent: at most so much asks for nothing."""
_SPENT = re.compile(r"(?<!\w)(?:budget|spes[ae]|cost[oi]|tett[oi]|limit[ei]|indebitament\w+|oner[ei])(?!\w)")
_FOUR_FIGURES = len("31.12")
_WAY = {
    Operator.AT_LEAST: Operator.AT_LEAST,
    Operator.MORE_THAN: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.AT_MOST,
    Operator.LESS_THAN: Operator.AT_MOST,
}
_AHEAD_OF = re.compile(r"(?<!\w)prima (?:d|che )")
_DAYS_OF_SPREADSHEETS = range(36526, 54790)
"""The years 2000 to 2049 as a spreadsheet counts days: a date that has lost its form."""
_TERMS = re.compile(r"(?<!\w)(?:temp[io]|termin[ei]|scadenz[ae]|puntual\w*|tempestiv\w*)(?!\w)")
_DAY_SET = re.compile(r"dat[ae]|date")
_OF_MONTH = re.compile(r"(?:giorno )?(?:del|di ogni|di ciascun) (?:mese|trimestre|bimestre|semestre)")
"""``entro il 15 di ogni mese``: a day, and no number of days."""
_FROM_ELSEWHERE = re.compile(
    r"(?:prima|dopo|dal|dalla|dallo|dall'|dai|dalle|antecedent\w+|success\w+|di anticipo)(?!\w)"
)


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
    drafts = stages.asked_of_parts(stages.in_following_year(drafts, row.year), row.formula, folded)
    alone = sum(each.value is not None for each in drafts) == 1
    for place, found in enumerate(drafts):
        indicator = (
            row.formula.indicators[found.indicator] if row.formula and found.indicator is not None else None
        )
        draft = _beside(_as_day(found, indicator), drafts[:place])
        draft = replace(draft, ranged=_is_end_of_range(draft, drafts))
        written = folded[draft.when.start : draft.when.end] if draft.when else ""
        if not title_dates and _are_terms_of_cases(draft, indicator, written):
            draft = replace(draft, when=None, label=draft.label or written)
        if draft.when and draft.value is not None and deadlines.is_past(draft.when, row.year):
            label = f"{draft.label} {written}".strip()
            draft = with_doubt(replace(draft, when=None, label=label), Code.NUMBER_NOT_READ, written)
        deadline = deadlines.settle(draft.when, title_dates, row.year, written)
        draft = scores.settled(draft, indicator, alone=alone)
        draft = thousands.settled(passages.told_by_row(draft, indicator, row.title), indicator)
        draft = in_scale(draft, indicator)
        whole = minus_signs.settled(_doubting(draft), indicator)
        signed = held_against(_signed(whole, indicator, row.title), indicator)
        doubts += [*signed.doubts, *deadline.doubts, *_differing(deadline, draft.when, title_dates)]
        conditions.append(_condition(signed, deadline, indicator))
    return conditions, doubts


def _are_terms_of_cases(draft: Draft, indicator: IndicatorReading | None, written: str) -> bool:
    """Say whether "entro i termini" speaks of the cases that a formula counts: "100 % entro i termini"."""
    if draft.when is None or not draft.when.elsewhere or indicator is None or _DAY_SET.search(lower(written)):
        return False
    if indicator.kind in _NOT_MEASURED:
        return _TERMS.search(lower(indicator.label)) is not None
    return draft.value is not None


def _as_day(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Take ``31.12`` for a deadline where the formula asks for no number."""
    if indicator is not None and indicator.kind is Kind.YES_NO and draft.value in _DAYS_OF_SPREADSHEETS:
        return with_doubt(draft, Code.AMBIGUOUS_NUMBER, shown(draft), unclear=True)
    if draft.day is None or (indicator is not None and indicator.kind not in _NOT_MEASURED) or draft.unit:
        return draft
    yes_no = indicator is not None and indicator.kind is Kind.YES_NO
    if not (yes_no or draft.day.end - draft.day.start == _FOUR_FIGURES):
        return draft
    doubts = tuple(each for each in draft.doubts if not (yes_no and each.code == Code.AMBIGUOUS_NUMBER))
    return replace(draft, value=None, operator=None, when=draft.day, embedded=False, doubts=doubts)


def _beside(draft: Draft, earlier: list[Draft]) -> Draft:
    """Let a written direction hold on: "≥ 95 % entro il 30/9 e 100 % entro il 31/12"."""
    if draft.value is None or draft.operator is not None or draft.basis is not Basis.ABSOLUTE:
        return draft
    if draft.unclear or names_direction(draft.label):
        return draft
    written = {
        _WAY[each.operator]
        for each in earlier
        if each.operator in _WAY and (each.unit, each.indicator, each.basis) == _kin(draft)
    }
    return replace(draft, operator=written.pop(), assumed=True) if len(written) == 1 else draft


def _is_end_of_range(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether another number limits it from the other side: "min 3 max 5"."""
    way = _WAY.get(draft.operator) if draft.operator else None
    kin = [each for each in drafts if _kin(each) == _kin(draft) and each.operator in _WAY]
    return way is not None and any(_WAY[each.operator] is not way for each in kin if each.operator)


def _kin(draft: Draft) -> tuple[str | None, int | None, Basis]:
    return draft.unit, draft.indicator, draft.basis


def unread(label: str) -> Condition:
    """Make the one condition of a cell that is not read."""
    return Condition(None, None, None, None, None, None, Basis.ABSOLUTE, label, None, Status.UNCLEAR)


def _doubting(draft: Draft) -> Draft:
    """Words without a letter ("%", "∞") say nothing that can be done."""
    if draft.is_words and not draft.when and not _LETTER.search(draft.label):
        return with_doubt(draft, Code.NUMBER_MISSING, draft.label, unclear=True)
    return draft


def _signed(draft: Draft, indicator: IndicatorReading | None, title: str) -> Draft:
    """Give a draft without a sign the one that its words imply."""
    if indicator is not None and _is_relative(draft, indicator):
        return with_doubt(draft, Code.RELATIVE_DEADLINE, draft.label or shown(draft), unclear=True)
    if draft.proviso and indicator is not None and indicator.kind in (*_NOT_MEASURED, Kind.COUNT):
        draft = with_doubt(draft, Code.RELATIVE_DEADLINE, draft.proviso, assumed=True)
    if draft.value is None or draft.operator is not None:
        return _held_against_words(draft, indicator)
    if draft.unclear and any(each.code in _OPEN for each in draft.doubts):
        return draft
    if draft.embedded and (indicator is None or indicator.kind not in _MEASURED):
        return with_doubt(draft, Code.NUMBER_NOT_READ, draft.value, unclear=True)
    return _directed(draft, indicator, title)


def _held_against_words(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Point out a written sign that the words contradict, or that asks for nothing."""
    if names_a_place(draft) and draft.operator in _OPPOSITE[Operator.AT_MOST]:
        return with_doubt(draft, Code.SIGN_AGAINST_WORDS, draft.label, unclear=True)
    against = _OPPOSITE.get(words_say(indicator) or Operator.EQUAL, ())
    conflict = draft.operator in against and draft.basis is Basis.ABSOLUTE and not draft.ranged
    reaches = indicator is not None and not draft.ranged and _reaches_whole(draft, indicator)
    if not (conflict or reaches):
        return draft
    return with_doubt(draft, Code.SIGN_AGAINST_WORDS, f"{draft.operator} {shown(draft)}", assumed=reaches)


def _reaches_whole(draft: Draft, indicator: IndicatorReading) -> bool:
    """Say whether "fino al 100 %" of what more is better would ask for nothing."""
    whole = draft.operator is Operator.AT_MOST and draft.unit == "%" and draft.value == _WHOLE
    return whole and indicator.kind is Kind.PERCENTAGE and not _SPENT.search(lower(indicator.label))


def _directed(draft: Draft, indicator: IndicatorReading | None, title: str) -> Draft:
    """Assume the sign, and ask where the words leave it open or it would ask for nothing."""
    operator = direction(draft, indicator, title)
    if draft.value == 0 and is_open(draft, indicator, title):
        return replace(draft, operator=Operator.AT_MOST, assumed=True)
    if draft.value == 0 and operator is Operator.AT_LEAST and draft.basis is Basis.ABSOLUTE:
        return with_doubt(draft, Code.ZERO_TARGET, unclear=True)
    whole = operator is Operator.AT_MOST and draft.unit == "%" and draft.value == _WHOLE
    asks_nothing = whole and indicator is not None and indicator.kind is Kind.PERCENTAGE
    if asks_nothing or is_open(draft, indicator, title):
        draft = replace(draft, operator=Operator.AT_LEAST, assumed=True)
        return with_doubt(draft, Code.DIRECTION_UNKNOWN, draft.label)
    return replace(draft, operator=operator, assumed=True)


def _is_relative(draft: Draft, indicator: IndicatorReading) -> bool:
    """Say whether a length of time counts from something else: "entro 60 giorni", "30 gg prima"."""
    label = lower(draft.label)
    if draft.unit in measures.TIME and draft.operator is None and _AHEAD_OF.search(label):
        return True
    if draft.within and draft.unit is None and _OF_MONTH.match(label):
        return True
    from_elsewhere = draft.unit in measures.TIME and _FROM_ELSEWHERE.match(label) is not None
    return indicator.kind in _NOT_MEASURED and (draft.within or from_elsewhere)


def _differing(deadline: deadlines.Deadline, when: When | None, title_dates: list[When]) -> list[Doubt]:
    if deadline.day is None or when is None or when.elsewhere:
        return []
    if not deadlines.differs_from_title(deadline.day, title_dates):
        return []
    return [doubt(Code.DEADLINE_DIFFERS_FROM_TITLE, deadline.day.isoformat())]


def _condition(draft: Draft, deadline: deadlines.Deadline, indicator: IndicatorReading | None) -> Condition:
    unit = draft.unit
    if unit is None and indicator is not None and draft.value is not None and _gives_its_unit(indicator):
        unit = indicator.unit
    return Condition(
        # A sign without its number ("> media nazionale") compares nothing: the label keeps what was written.
        operator=draft.operator if draft.value is not None else None,
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


def _gives_its_unit(indicator: IndicatorReading) -> bool:
    """Say whether a bare number takes the unit of its formula: what is counted, or a unit named in it."""
    named = indicator.kind in (Kind.DURATION, Kind.AMOUNT) and states_its_unit(indicator.label)
    return indicator.kind is Kind.COUNT or named


def _status(draft: Draft, deadline: deadlines.Deadline) -> Status:
    if draft.unclear or deadline.unclear:
        return Status.UNCLEAR
    if draft.assumed or deadline.assumed:
        return Status.ASSUMED
    if draft.is_words:
        return Status.READ if draft.when and not draft.label else Status.WORDS
    return Status.READ
