"""What makes a number of a target cell doubtful: its shape and its sign."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Operator, beside, changes, lexicon
from targets.domain.reading.anchors import marks
from targets.domain.reading.cells import UNDERLINED_SIGNS, lower, one_line
from targets.domain.reading.dates import day_with_point
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import TURNED
from targets.domain.reading.figures import LIKE_YEARS
from targets.domain.reading.numerals import value_of
from targets.domain.reading.phrases import When
from targets.domain.reading.placed_number import PlacedNumber, ask, assume
from targets.domain.reading.whole_clauses import WholeClause

if TYPE_CHECKING:
    from targets.domain.reading.clauses import Clause
    from targets.domain.reading.drafts import Draft

_EXACT = lexicon.pattern("signs", "equal_in_words")
_NOT = frozenset({"non", "mai", "né", "senza", "not", "never", "nessun", "nessuna", "nessuno"})
_ABOUT = re.compile(
    r"(?:(?<!\w)(?:circa|ca\.?|intorno (?:al?|all'|ai)|attorno (?:al?|all'|ai)|about)"
    r"(?: (?:il|lo|i|gli|le|la)| l')?|[~≈≃]) ?$"
)
_ABOUT_BEHIND = re.compile(r" ?(?:circa|ca\.?)(?!\w)")
_BY = (None, Operator.AT_MOST)
"""A day is written alone ("31.12") or as the last one ("≤ 31.12")."""
_IN_THOUSANDS = re.compile(
    r"(?<!\w)(?:(?:in |valori in )(?:migliaia|milioni|mln|mgl|k ?€)|k ?€|/1?\.?000)(?!\w)"
)
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
    for settle in (_number, _shape, _sign, _sign_behind, _further_sign):
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
    if _has_lost_its_sign(at):
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if _is_negated(at):
        draft = ask(draft, Code.CONFLICTING_SIGNS, at.clause.written)
    figures = at.whole.figures
    return ask(draft, Code.NUMBER_NOT_READ, figures[0].value) if figures else draft


def _number_told_again(at: PlacedNumber, draft: Draft) -> Draft:
    """Ask where the words beside a number name another one: "10 modificato in 5", "5 (sei)"."""
    if beside.in_foreign_money(at.clause.text, at.quantity.start, at.quantity.end):
        draft = ask(draft, Code.NUMBER_NOT_READ, at.clause.written)
    if beside.was_changed(at.behind):
        draft = ask(draft, Code.RANGE_OR_CHANGE, at.clause.written)
    if any(_IN_THOUSANDS.search(lower(note.value)) for note in marks(at.anchor.after[:1], "NOTE")):
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
    if quantity.shape == "torn":
        return ask(draft, Code.CONFLICTING_SIGNS, at.written)
    if quantity.shape == "tolerance":
        return ask(draft, Code.TOLERANCE, at.written)
    if quantity.polarity == "±" and quantity.value is not None:
        both = replace(draft, operator=Operator.BETWEEN, value=-quantity.value, upper=quantity.value)
        return assume(both, Code.TOLERANCE, at.written)
    if quantity.shape == "score":
        return assume(draft, Code.SCORE_SCALE, at.written)
    return _range(at, draft) if quantity.shape == "range" else draft


def _range(at: PlacedNumber, draft: Draft) -> Draft:
    low, high = at.quantity.value, at.quantity.upper
    if _ONE_OF_TWO.search(at.ahead):
        return ask(draft, Code.ALTERNATIVES, at.clause.written)
    found = assume(draft, Code.RANGE_OR_CHANGE, at.written)
    if low is None or high is None:
        return replace(found, operator=None, value=None, upper=None, unclear=True)
    moving = lower(at.written).startswith(("da", "from"))
    if at.quantity.polarity == "?":
        return replace(found, unclear=True)
    told = at.is_moving
    if told or low > high:
        way = Operator.AT_MOST if low > high else Operator.AT_LEAST
        return replace(found, operator=way, value=high, upper=None, unclear=not told)
    return found if moving or at.quantity.polarity == "-" else draft


def _sign_behind(at: PlacedNumber, draft: Draft) -> Draft:
    """Read "80 % ≤ x": the sign is seen from the other side."""
    behind = marks(at.anchor.after[:1], "SIGN")
    if not behind or draft.operator is not None or behind[0].value == Operator.EQUAL:
        return draft
    return replace(draft, operator=TURNED[Operator(behind[0].value)], assumed=True)


def _further_sign(at: PlacedNumber, draft: Draft) -> Draft:
    """Find a second demand that has no number: "95 %, comunque non inferiore al 2017"."""
    further = marks(at.anchor.after[1:], "SIGN")
    told = beside.demand_in_words(lower(at.clause.text[at.quantity.end : _end(at)]))
    if told and at.quantity.operator is not None and not further:
        return assume(draft, Code.NUMBER_MISSING, told)
    if not further or further[0] is at.anchor.after[-1]:
        return draft
    if any(year.start > further[0].start for year in marks(at.anchor.after, "YEAR")):
        draft = replace(draft, reference_year=None)
    missing = one_line(at.clause.text[further[0].start : at.clause.end])
    return assume(draft, Code.NUMBER_MISSING, missing)


def _end(at: PlacedNumber) -> int:
    """The place where the words of this number end."""
    return at.anchor.after[-1].end if at.anchor.after else at.quantity.end


def _sign(at: PlacedNumber, draft: Draft) -> Draft:
    last = at.anchor.mark_before
    if last is not None and last.kind == "SIGN" and draft.operator and last.value != draft.operator:
        signs = one_line(at.clause.text[last.start : at.quantity.end])
        return ask(draft, Code.CONFLICTING_SIGNS, signs)
    if last is not None and last.kind == "AIM" and draft.operator and len(at.clause.anchors) > 1:
        return assume(draft, Code.RANGE_OR_CHANGE, at.written)
    if at.written[0] in UNDERLINED_SIGNS.values():
        return assume(draft, Code.SIGN_LOST, at.written[1:].strip())
    if draft.operator is not Operator.EQUAL:
        return draft
    if _EXACT.match(lower(at.written)):
        return assume(draft, Code.EXACT_VALUE, at.written)
    return ask(draft, Code.SIGN_LOST, at.written)


def _has_lost_its_sign(at: PlacedNumber) -> bool:
    """Say whether a sign stands before the number with words between: "≥ media di 3 comuni"."""
    signs = marks(at.anchor.before, "SIGN")
    if not signs or at.quantity.operator is not None:
        return False
    words = [word for word in marks(at.anchor.before, "WORD") if word.start > signs[-1].start]
    return any(word.value[:1].isalpha() for word in words)


def _is_negated(at: PlacedNumber) -> bool:
    """Say whether a "non" stands before the sign, with words between that no spelling knows."""
    telling = at.quantity.operator not in (None, Operator.EQUAL, Operator.BETWEEN)
    return telling and any(lower(word.value) in _NOT for word in marks(at.anchor.before, "WORD"))
