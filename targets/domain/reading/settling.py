"""What makes a number of a target cell doubtful: its shape and its sign."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Operator, beside, changes, passages, scales, written_signs
from targets.domain.reading.anchors import marks
from targets.domain.reading.cells import lower
from targets.domain.reading.dates import day_with_point
from targets.domain.reading.doubts import Code
from targets.domain.reading.figures import LIKE_YEARS, number_value
from targets.domain.reading.numerals import value_of
from targets.domain.reading.phrases import When
from targets.domain.reading.placed_number import PlacedNumber, ask, assume
from targets.domain.reading.whole_clauses import WholeClause

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.domain.reading.clauses import Clause
    from targets.domain.reading.drafts import Draft

_ABOUT = re.compile(
    r"(?:(?<!\w)(?:circa|ca\.?|intorno (?:al?|all'|ai)|attorno (?:al?|all'|ai)|about)"
    r"(?: (?:il|lo|i|gli|le|la)| l')?|[~≈≃]) ?$"
)
_ABOUT_BEHIND = re.compile(r" ?(?:circa|ca\.?)(?!\w)")
_BY = (None, Operator.AT_MOST)
"""A day is written alone ("31.12") or as the last one ("≤ 31.12")."""
_FOR_SO_MANY = re.compile(
    r" ?(?:[^\W\d_]+ )?(?:per |su )?ogni"
    r" (?:[\d.]+|mille|cento|dieci)(?! ?(?:g|giorni|gg|settiman|mes|ann|ore|h(?!\w)|minuti))"
    r"(?![\d.])"
)
"""``1 ogni 100 utenti``: a rate, and no number of what is counted."""
_TWO_YEARS = re.compile(r"\((?:nel |anno )?((?:19|20)\d\d)\).*\((?:nel |anno )?((?:19|20)\d\d)\)")
_UNREAD_SCALE = re.compile(
    r"(?<![\d.,] )(?<![\d.,\w])(?:migliaia|milion[ei]|miliard[oi]|ml[nd]|mgl|mila|k ?€)(?!\w)"
)
"""A scale among the words of a number that was not multiplied by it."""
_TIMES = re.compile(r" ?(?:[^\W\d_]+ )?[x×*] ?\d")
"""``2 pattuglie x 52 settimane``."""
_NEVER_TOLD = {"torn": Code.CONFLICTING_SIGNS, "tolerance": Code.TOLERANCE}
_ONE_OF_TWO = re.compile(r"(?:maggior[ei]|minor[ei]|più (?:alt|bass)[oa]|massim[oa]|minim[oa]) (?:valore )?$")
_FOUR_FIGURES = len("31.12")


def drafts_of(clause: Clause, year: int | None) -> list[Draft]:
    """Give the conditions of a clause, each as sure as its own words make it."""
    if not clause.anchors:
        return clause.in_words()
    whole = WholeClause(clause)
    return [_settled(PlacedNumber(whole, place, year)) for place in range(len(clause.anchors))]


def _settled(at: PlacedNumber) -> Draft:
    draft = at.clause.draft(at.place, at.anchor)
    for settle in (_number, _shape, written_signs.settle):
        draft = settle(at, draft)
    return changes.settle(at, draft)


def _number(at: PlacedNumber, draft: Draft) -> Draft:
    if at.quantity.ambiguous:
        draft = replace(draft, day=_day(at))
        draft = assume(draft, Code.AMBIGUOUS_NUMBER, at.written)
    if at.quantity.unit is None and draft.unit is None and draft.value in LIKE_YEARS:
        draft = assume(draft, Code.AMBIGUOUS_NUMBER, at.written)
    if at.quantity.value is None and at.quantity.shape != "range":
        draft = ask(draft, Code.NUMBER_NOT_READ, at.written)
    if at.place in at.whole.entangled or at.whole.is_composed:
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if at.whole.may_move:
        draft = ask(draft, Code.RANGE_OR_CHANGE, at.clause.written)
    if at.place in at.whole.choices:
        draft = ask(draft, Code.ALTERNATIVES, at.clause.written)
    draft = _number_told_again(at, draft)
    if written_signs.is_lost(at):
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if written_signs.is_negated(at):
        draft = ask(draft, Code.CONFLICTING_SIGNS, at.clause.written)
    figures = at.whole.figures
    return ask(draft, Code.NUMBER_NOT_READ, figures[0].value) if figures else draft


def _number_told_again(at: PlacedNumber, draft: Draft) -> Draft:
    """Ask where the words beside a number name another one: "10 modificato in 5", "5 (sei)"."""
    if beside.in_foreign_money(at.clause.text, at.quantity.start, at.quantity.end):
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if _FOR_SO_MANY.match(at.behind) or _TIMES.match(at.behind):
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if beside.was_changed(at.behind):
        draft = ask(draft, Code.RANGE_OR_CHANGE, at.clause.written)
    notes = [f"({note.value})" for note in marks(at.anchor.after[:1], "NOTE")]
    unread = draft.scale == 1 and draft.unit in (None, "EUR") and _UNREAD_SCALE.search(lower(draft.label))
    if unread or scales.follows(at.behind) or any(scales.named(note) for note in notes):
        draft = ask(draft, Code.AMBIGUOUS_NUMBER, at.clause.written)
    spelled = [value_of(lower(note.value)) for note in marks(at.anchor.after[:1], "NOTE")]
    if spelled not in ([], [None], [at.quantity.value]):
        draft = ask(draft, Code.AMBIGUOUS_NUMBER, at.clause.written)
    return draft


def _day(at: PlacedNumber) -> When | None:
    """Take "31.12" for a day too; with words beside it ("versione 3.1") only in four figures."""
    found = day_with_point(at.written.lstrip("≤ "))
    if found is None or at.quantity.operator not in _BY or at.clause.whens:
        return None
    alone = at.written == at.clause.written.strip(" .,-•*")
    month, day = found
    return (
        When(at.quantity.start, at.quantity.end, month, day)
        if alone or len(at.written) == _FOUR_FIGURES
        else None
    )


def _shape(at: PlacedNumber, draft: Draft) -> Draft:
    quantity = at.quantity
    if beside.is_part_of(at.ahead):
        return ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if _ABOUT.search(at.ahead) or _ABOUT_BEHIND.match(lower(at.clause.text[quantity.end : at.clause.end])):
        draft = assume(draft, Code.TOLERANCE, at.clause.written)
    if quantity.shape in _NEVER_TOLD:
        return ask(draft, _NEVER_TOLD[quantity.shape], at.written)
    if quantity.polarity == "±" and quantity.value is not None:
        both = replace(draft, operator=Operator.BETWEEN, value=-quantity.value, upper=quantity.value)
        return assume(both, Code.TOLERANCE, at.written)
    if quantity.shape == "score":
        return _score(at, draft)
    return _range(at, draft) if quantity.shape == "range" else draft


def _score(at: PlacedNumber, draft: Draft) -> Draft:
    """Take "4/5" for a mark on a scale; "100/5" is none."""
    scale = number_value((at.quantity.unit or "").removeprefix("su "))
    value = at.quantity.value
    beyond = value is not None and scale is not None and value > scale
    return (ask if beyond else assume)(draft, Code.SCORE_SCALE, at.written)


def _range(at: PlacedNumber, draft: Draft) -> Draft:
    low, high = at.quantity.value, at.quantity.upper
    if _ONE_OF_TWO.search(at.ahead):
        return ask(draft, Code.ALTERNATIVES, at.clause.written)
    found = assume(draft, Code.RANGE_OR_CHANGE, at.written)
    torn = at.quantity.polarity == "?"
    if low is None or high is None or (torn and low > high):
        return replace(found, operator=None, value=None, upper=None, unclear=True)
    return replace(found, unclear=True) if torn else _way(at, draft, low, high)


def _way(at: PlacedNumber, draft: Draft, low: Decimal, high: Decimal) -> Draft:
    """Tell a range from the way to a target, as far as the cell alone tells."""
    written = lower(at.written)
    if passages.is_range(at.ahead, written) and low <= high:
        return draft
    found = assume(draft, Code.RANGE_OR_CHANGE, at.written)
    from_to = passages.may_be_passage(written)
    told = at.is_moving or _TWO_YEARS.search(f"{at.written}{at.behind[:8]}") is not None
    if told or (from_to and low > high):
        return passages.taken(found, low, high, at.written)
    if low > high:
        return replace(found, operator=Operator.AT_MOST, value=high, upper=None, unclear=True)
    if from_to:
        return replace(found, unclear=True, from_to=at.written)
    return found if at.quantity.polarity == "-" else draft
