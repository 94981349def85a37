"""What the signs written around a number tell of it: lost, doubled, contradicting, from the other side."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.reading import Operator, beside, lexicon
from targets.domain.reading.anchors import marks
from targets.domain.reading.cells import UNDERLINED_SIGNS, lower, one_line
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import TURNED
from targets.domain.reading.placed_number import PlacedNumber, ask, assume

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft
    from targets.domain.reading.phrases import Mark

_EXACT = lexicon.pattern("signs", "equal_in_words")
_KEEPS = re.compile(r"(?<!\w)(?:manten|conferm|conserv|consolidament)\w*")
_WHOLE = Decimal(100)
_NOT = frozenset({"non", "mai", "né", "senza", "not", "never", "nessun", "nessuna", "nessuno"})


def settle(at: PlacedNumber, draft: Draft) -> Draft:
    """Say of a number what its signs leave open."""
    return _further_sign(at, _sign_behind(at, _sign(at, draft)))


def _sign_behind(at: PlacedNumber, draft: Draft) -> Draft:
    """Read "80 % ≤ x": the sign is seen from the other side."""
    behind = marks(at.anchor.after[:1], "SIGN")
    if not behind or draft.operator is not None or behind[0].value == Operator.EQUAL:
        return draft
    if not at.clause.text[behind[0].end : at.clause.end].strip(" .,)"):
        return assume(replace(draft, operator=Operator(behind[0].value)), Code.SIGN_LOST, at.clause.written)
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
    return _equal(at, draft) if draft.operator is Operator.EQUAL else _doubled(at, draft, last)


def _equal(at: PlacedNumber, draft: Draft) -> Draft:
    """Ask of "= 70 %" whether a sign was lost; "mantenimento …, pari a 120" is the least to keep."""
    if _is_of_year(at):
        return replace(draft, operator=None)
    if _is_bound(draft):
        return replace(draft, operator=None if draft.unit == "%" else Operator.EQUAL, assumed=True)
    if not _EXACT.match(lower(at.written)):
        return ask(draft, Code.SIGN_LOST, at.written)
    if _KEEPS.search(at.ahead):
        return replace(draft, operator=None, assumed=True)
    return assume(draft, Code.EXACT_VALUE, at.written)


def _is_of_year(at: PlacedNumber) -> bool:
    """Say whether the sign only stands between a year and its value: "2025 = 60 %"."""
    last = at.anchor.mark_before
    return last is not None and last.kind == "YEAR" and last.end + 1 >= at.quantity.start


def _is_bound(draft: Draft) -> bool:
    """Say whether no sign can have been lost: nothing lies beyond 100 % of a whole, nor below zero."""
    return draft.value == 0 or (draft.unit == "%" and draft.value == _WHOLE)


def _doubled(at: PlacedNumber, draft: Draft, last: Mark | None) -> Draft:
    """Assume a sign that is written twice (">> 50"): one of the two may have been another."""
    if last is None or last.kind != "SIGN" or last.value != draft.operator or last.end != at.quantity.start:
        return draft
    return assume(draft, Code.SIGN_LOST, one_line(at.clause.text[last.start : at.quantity.end]))


def is_lost(at: PlacedNumber) -> bool:
    """Say whether a sign stands before the number with words between: "≥ media di 3 comuni"."""
    signs = marks(at.anchor.before, "SIGN")
    if not signs or at.quantity.operator is not None:
        return False
    words = [word for word in marks(at.anchor.before, "WORD") if word.start > signs[-1].start]
    return any(word.value[:1].isalpha() for word in words)


def is_negated(at: PlacedNumber) -> bool:
    """Say whether a "non" stands before the sign, with words between that no spelling knows."""
    telling = at.quantity.operator not in (None, Operator.EQUAL, Operator.BETWEEN)
    return telling and any(lower(word.value) in _NOT for word in marks(at.anchor.before, "WORD"))
