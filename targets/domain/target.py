"""Reading of a target cell: what must be reached, by when, against what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from targets.domain import deadlines, lexicon
from targets.domain.cells import (
    MOST_CONDITIONS,
    fold,
    is_broken,
    is_too_long,
    looks_cut_short,
    lower,
    one_line,
    says_nothing,
)
from targets.domain.clauses import Clause, split_clauses
from targets.domain.direction import direction, words_say
from targets.domain.doubts import Code, doubt, unique
from targets.domain.drafts import Draft
from targets.domain.pairing import pair
from targets.domain.phrases import Mark, Phrase, Quantity, When, phrases
from targets.domain.reading import (
    Basis,
    Condition,
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operator,
    Status,
    TargetReading,
)

_ALSO = lexicon.pattern("cells", "also_required")
_SEVERAL_YEARS = lexicon.pattern("cells", "several_years")
_TIME = frozenset(lexicon.table("units")["time"])
_OPEN = (Code.BASELINE_NOT_TARGET, Code.TOLERANCE, Code.VARIATION_OR_LEVEL, Code.MINUS_OR_BULLET)
"""Doubts that leave open what the number is, and with it whether more or less is better."""
_BANDS = re.compile(r"[=:] ?\d+ ?(?:punt|p\.|%)")
_LETTERS = re.compile(r"[^\W\d_]")
_NOT_MEASURED = (Kind.YES_NO, Kind.UNCLEAR, Kind.COMPLETION)
_MEASURED = (Kind.DURATION, Kind.AMOUNT, Kind.RATIO)
_OPPOSITE = {
    Operator.AT_MOST: (Operator.AT_LEAST, Operator.MORE_THAN),
    Operator.AT_LEAST: (Operator.AT_MOST, Operator.LESS_THAN),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What stands around a target cell and helps to read it."""

    formula: FormulaReading | None = None
    title: str = ""
    year: int | None = None


def read_target(
    text: str, formula: FormulaReading | None = None, title: str = "", year: int | None = None
) -> TargetReading:
    """Read a target cell; formula, title and the year of the plan complete what it leaves out.

    Any text gives a reading, an unclear one at worst; never raises. No condition: the cell is
    empty or says there is none.
    """
    return read_with_doubts(text, Row(formula, title, year))[0]


def read_with_doubts(text: str, row: Row) -> tuple[TargetReading, tuple[Doubt, ...]]:
    """Read a target cell, with what is doubtful of it."""
    folded = fold(text)
    label = one_line(folded)
    if is_too_long(text):
        return TargetReading((_unclear(label[:200]),)), (doubt(Code.TOO_LONG),)
    if says_nothing(folded) or is_broken(folded):
        return TargetReading(()), (doubt(Code.MISSING_TARGET, label),)
    drafts = _drafts(folded, row.year)
    if drafts is None:
        return TargetReading((_unclear(label[:200]),)), (doubt(Code.TOO_LONG),)
    doubts: list[Doubt] = []
    if row.formula is not None:
        drafts, doubts = pair(drafts, row.formula)
    if found_bands := _bands(drafts, folded):
        drafts = [replace(draft, unclear=True) for draft in drafts]
        doubts += found_bands
    conditions, found = _conditions(drafts, row, folded)
    doubts += found + _of_cell(text, folded, conditions)
    return TargetReading(tuple(conditions)), unique(doubts)


def _is_share(indicator: IndicatorReading) -> bool:
    """Say whether a formula gives a share, for which a length of time is no value."""
    if indicator.kind in (Kind.PERCENTAGE, Kind.COMPLETION):
        return True
    return (
        indicator.kind is Kind.RATIO and indicator.unit in (None, "%") and "/" in (indicator.expression or "")
    )


def _unclear(label: str) -> Condition:
    return Condition(None, None, None, None, None, None, Basis.ABSOLUTE, label, None, Status.UNCLEAR)


def _drafts(folded: str, year: int | None) -> list[Draft] | None:
    """Read the cell by clauses; None where it is beyond what is read. Where no number stands outside brackets, look inside them."""
    found = phrases(folded)
    if found is None or sum(isinstance(each, Quantity | When) for each in found) > MOST_CONDITIONS:
        return None
    clauses = [Clause(folded, clause, year) for clause in split_clauses(found)]
    drafts = _joined(clauses)
    if any(not draft.is_words or draft.when or draft.unclear for draft in drafts):
        return _with_clause_doubts(drafts, clauses)
    return _from_notes(folded, found, year) or [Draft(_whole_label(folded))]


def _joined(clauses: list[Clause]) -> list[Draft]:
    """A clause that is only a date belongs to the clause before it; one of few words adds nothing."""
    drafts: list[Draft] = []
    found = [draft for clause in clauses for draft in clause.drafts()]
    if any(not draft.baseline and draft.value is not None for draft in found):
        found = [draft for draft in found if not draft.baseline]
    for draft in found:
        if draft.is_words and draft.when and not draft.label and drafts and drafts[-1].when is None:
            drafts[-1] = replace(drafts[-1], when=draft.when)
        elif draft.is_words and not draft.when and len(draft.label) < 3:  # noqa: PLR2004
            continue
        else:
            drafts.append(draft)
    return drafts


def _with_clause_doubts(drafts: list[Draft], clauses: list[Clause]) -> list[Draft]:
    found = tuple(each for clause in clauses for each in clause.doubts)
    return [replace(drafts[0], doubts=(*drafts[0].doubts, *found)), *drafts[1:]] if drafts else drafts


def _from_notes(folded: str, found: Sequence[Phrase], year: int | None) -> list[Draft]:
    """Read "Organizzazione di eventi (almeno 5)": the number stands only in the brackets."""
    drafts: list[Draft] = []
    for note in found:
        if isinstance(note, Mark) and note.kind == "NOTE" and re.search(r"\d", note.value):
            inside = phrases(note.value) or ()
            for clause in split_clauses(inside):
                read = Clause(note.value, clause, year).drafts()
                drafts += [
                    replace(draft, assumed=True)
                    for draft in read
                    if (draft.operator and draft.value is not None) or draft.unit == "%" or draft.when
                ]
    if len(drafts) == 1:
        return [replace(drafts[0], label=_whole_label(folded))]
    return drafts


def _whole_label(folded: str) -> str:
    return one_line(re.sub(r"^[-•*] ?", "", folded))


def _conditions(drafts: list[Draft], row: Row, folded: str) -> tuple[list[Condition], list[Doubt]]:
    title_dates = deadlines.dates_of_title(row.title) if row.title else []
    conditions, doubts = [], []
    for draft in drafts:
        indicator = (
            row.formula.indicators[draft.indicator] if row.formula and draft.indicator is not None else None
        )
        written = folded[draft.when.start : draft.when.end] if draft.when else ""
        deadline = deadlines.settle(draft.when, title_dates, row.year, written)
        signed, found = _signed(draft, indicator, row.title)
        doubts += [*signed.doubts, *found, *deadline.doubts]
        if (
            deadline.day
            and draft.when
            and not draft.when.elsewhere
            and deadlines.differs_from_title(deadline.day, title_dates)
        ):
            doubts.append(doubt(Code.DEADLINE_DIFFERS_FROM_TITLE, deadline.day.isoformat()))
        conditions.append(_condition(signed, draft, deadline, indicator))
    return conditions, doubts


def _bands(drafts: list[Draft], folded: str) -> list[Doubt]:
    """A scale of merit names points, or gives every value a percentage of its own."""
    units = {draft.unit for draft in drafts if draft.value is not None}
    repeated = len(_BANDS.findall(lower(folded)))
    return [doubt(Code.SCORING_BANDS, one_line(folded)[:80])] if repeated > 1 and len(units) > 1 else []


def _signed(draft: Draft, indicator: IndicatorReading | None, title: str) -> tuple[Draft, list[Doubt]]:
    """Give a draft without a sign the one that its words imply."""
    if draft.within and indicator is not None and indicator.kind in _NOT_MEASURED:
        return replace(draft, unclear=True), [doubt(Code.RELATIVE_DEADLINE, draft.label)]
    if draft.value is None or draft.operator is not None:
        against = _OPPOSITE.get(words_say(indicator) or Operator.EQUAL, ())
        conflict = draft.operator in against and draft.basis is Basis.ABSOLUTE
        return draft, [doubt(Code.SIGN_AGAINST_WORDS, draft.operator)] if conflict else []
    if draft.unclear and any(each.code in _OPEN for each in draft.doubts):
        return draft, []
    if draft.unit in _TIME and indicator is not None and _is_share(indicator):
        return replace(draft, operator=Operator.AT_MOST, unclear=True), []
    measured = indicator is not None and indicator.kind in _MEASURED
    if draft.embedded and not measured:
        return replace(draft, unclear=True), [doubt(Code.NUMBER_NOT_READ, draft.value)]
    operator = direction(draft, indicator, title)
    if operator is None:
        return replace(draft, unclear=True), [doubt(Code.DIRECTION_UNKNOWN, draft.label)]
    if draft.value == 0 and operator is Operator.AT_LEAST and draft.basis is Basis.ABSOLUTE:
        return replace(draft, unclear=True), [doubt(Code.ZERO_TARGET)]
    return replace(draft, operator=operator, assumed=True), []


def _condition(
    draft: Draft, as_written: Draft, deadline: deadlines.Deadline, indicator: IndicatorReading | None
) -> Condition:
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
        status=_status(draft, as_written, deadline),
    )


def _status(draft: Draft, as_written: Draft, deadline: deadlines.Deadline) -> Status:
    if draft.unclear or deadline.unclear:
        return Status.UNCLEAR
    if draft.assumed or deadline.assumed:
        return Status.ASSUMED
    if draft.is_words and not draft.when and not _LETTERS.search(draft.label):
        return Status.UNCLEAR
    if draft.is_words:
        return Status.READ if as_written.when and not draft.label else Status.WORDS
    return Status.READ


def _of_cell(text: str, folded: str, conditions: list[Condition]) -> list[Doubt]:
    """What is doubtful of the cell as a whole."""
    plain = lower(folded)
    doubts = []
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, one_line(folded)[-40:]))
    if any(
        condition.status is Status.UNCLEAR
        and condition.value is None
        and not _LETTERS.search(condition.label)
        for condition in conditions
    ):
        doubts.append(doubt(Code.NUMBER_MISSING, one_line(folded)[:40]))
    numbered = any(condition.value is not None for condition in conditions)
    if numbered and (found := _SEVERAL_YEARS.search(plain)):
        doubts.append(doubt(Code.SEVERAL_YEARS, folded[found.start() : found.end()]))
    if numbered and (found := _ALSO.search(plain)):
        doubts.append(doubt(Code.ALSO_IN_WORDS, folded[found.start() :].strip(" .")))
    return doubts
