"""What is a baseline beside a target, and what a change against an earlier value."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, Operator, beside, lexicon
from targets.domain.reading.anchors import TIME, marks
from targets.domain.reading.cells import lower, one_line
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import TURNED, Draft
from targets.domain.reading.placed_number import SHARES, PlacedNumber, ask, assume

if TYPE_CHECKING:
    from targets.domain.reading.phrases import Mark

_LEVEL = frozenset(lexicon.words("prose", "level"))
_AMOUNT_OF_CHANGE = frozenset(lexicon.words("prose", "amount_of_change"))
_BASE = lexicon.pattern("signs", "against", "base")
_BY_SO_MUCH = re.compile(r"\w+ d(?:i|el|ell')(?!\w)")

_SIGNED = (Operator.AT_MOST, Operator.LESS_THAN)
"""``≤ -10 gg``: days ahead of a term."""
_OTHERS = re.compile(r"(?<!\w)altr[ie] (?:n\. ?)?$")
"""``2 entro giugno e altri 2 entro dicembre``: four in all, or two at each time?"""
_OF_A_CHANGE = ("", "di")
_UP_TO = re.compile(r"(?:fino|sino|up to)(?!\w)")
_WAY = {"up": Operator.AT_LEAST, "down": Operator.AT_MOST}
"""``aumentare fino a 50``: the value to come to, and no limit to the rise."""


def settle(at: PlacedNumber, draft: Draft) -> Draft:
    """Say of a number whether it is a baseline or a change, and against which year."""
    return _last_year(at, _change(at, _baseline(at, draft)))


def _baseline(at: PlacedNumber, draft: Draft) -> Draft:
    """Tell where things stand from what must be reached: "Baseline 2022: 35 % - Target: 40 %"."""
    if _is_noted_as_base(at) or _is_compared_with(at):
        asked = ask(draft, Code.BASELINE_NOT_TARGET, at.written)
        return replace(asked, operator=None, baseline=True)
    ahead = at.phrases_ahead
    aims = [place for place, phrase in enumerate(ahead) if phrase in marks([phrase], "AIM")]
    ahead = ahead[aims[-1] :] if aims else ahead
    for place, phrase in enumerate(ahead):
        if phrase not in marks([phrase], "BASE") or marks(ahead[:place], "VERSUS"):
            continue
        years = marks(ahead[place : place + 2], "YEAR")
        if years and at.year is not None and int(years[0].value) >= at.year:
            return draft
        written = one_line(at.clause.text[phrase.start : at.quantity.end])
        asked = ask(draft, Code.BASELINE_NOT_TARGET, written)
        return replace(asked, operator=None, baseline=True)
    return draft


def _is_compared_with(at: PlacedNumber) -> bool:
    """Say whether a number is only what another is held against: "15 gg rispetto ai 30 previsti"."""
    last = at.anchor.mark_before
    return at.place > 0 and last is not None and last.kind == "VERSUS" and not at.quantity.operator


def _is_noted_as_base(at: PlacedNumber) -> bool:
    """Say whether a note right after the number calls it the baseline: "80 % (baseline)"."""
    notes = marks(at.anchor.after[:1], "NOTE") if len(at.clause.anchors) > 1 else []
    return bool(notes) and _BASE.match(lower(notes[0].value)) is not None


def _change(at: PlacedNumber, draft: Draft) -> Draft:
    """Tell a change against an earlier value from the value itself."""
    if draft.value is None or draft.baseline or at.is_moving:
        return draft
    if draft.operator is Operator.BETWEEN:
        return _changed_between(at, draft)
    polarity, against, change = at.quantity.polarity, at.whole.is_against_earlier, _change_word(at)
    if polarity:
        changed = against or change is not None or draft.unit in SHARES
        return _dash(at, replace(draft, basis=Basis.VARIATION) if changed else draft, against=against)
    if change is not None:
        return _changed(at, draft, change, against=against)
    if _is_relative(at, draft, against=against):
        return ask(draft, Code.VARIATION_OR_LEVEL, at.clause.written)
    return draft


def _is_relative(at: PlacedNumber, draft: Draft, *, against: bool) -> bool:
    """Say whether a number is set against another: "superiore del 5 % al 2023", "1,5 volte il …"."""
    if beside.is_of_another(at.behind, share=draft.unit in SHARES):
        return True
    by_so_much = _BY_SO_MUCH.match(lower(at.written)) is not None and _refers_back(at, draft)
    return draft.unit in SHARES and (against or by_so_much or bool(marks(at.anchor.after[:3], "BASE")))


def _last_year(at: PlacedNumber, draft: Draft) -> Draft:
    """Name the year of "rispetto all'anno precedente": the one before the year of the plan."""
    if draft.basis is Basis.ABSOLUTE or draft.reference_year is not None or at.year is None:
        return draft
    return replace(draft, reference_year=at.year - 1) if at.whole.names_last_year else draft


def _refers_back(at: PlacedNumber, draft: Draft) -> bool:
    """Say whether an earlier year stands beside the number: "superiore del 5 % al 2023"."""
    year = draft.reference_year
    return year is not None and (at.year is None or year < at.year)


def _changed_between(at: PlacedNumber, draft: Draft) -> Draft:
    """ "Riduzione tra il 5 % e il 10 %" is a change from −10 to −5."""
    if at.quantity.polarity == "±" and at.whole.is_against_earlier and draft.unit in SHARES:
        return replace(draft, basis=Basis.VARIATION)
    change = _change_word(at)
    if change is None or at.anchor.word_before in _LEVEL or draft.value is None or draft.upper is None:
        return draft
    if change == "unknown" or draft.unit not in SHARES:
        return ask(draft, Code.VARIATION_OR_LEVEL, at.clause.written)
    if change == "down":
        draft = replace(draft, value=-draft.upper, upper=-draft.value)
    return replace(draft, basis=Basis.VARIATION)


def _dash(at: PlacedNumber, draft: Draft, *, against: bool) -> Draft:
    """A dash and a blank at the start of a line may be a bullet: then a person must say."""
    if at.quantity.polarity == "+" and draft.unit not in SHARES and not against:
        return assume(draft, Code.VARIATION_OR_LEVEL, at.written)
    if at.quantity.polarity != "-" or against:
        return draft
    if at.written.startswith("- "):
        return ask(draft, Code.MINUS_OR_BULLET, at.written)
    if draft.unit in SHARES or (draft.unit in TIME and at.quantity.operator in _SIGNED):
        return draft
    return assume(draft, Code.VARIATION_OR_LEVEL, at.written)


def _change_word(at: PlacedNumber) -> str | None:
    found = _trailing(at) or marks(at.phrases_ahead, "CHANGE")[-1:]
    return found[0].value if found else None


def _trailing(at: PlacedNumber) -> list[Mark]:
    """Find a change that is told after its number: "5 in più", "5 % increase", "5 % di riduzione"."""
    text, end = at.clause.text, at.quantity.end
    return [
        mark
        for mark in marks(at.anchor.after[:3], "CHANGE")
        if text[mark.start :].startswith("in ")
        or (at.quantity.unit in SHARES and text[end : mark.start].strip() in _OF_A_CHANGE)
    ]


def _is_lowered(at: PlacedNumber, draft: Draft) -> bool:
    """Say whether what is measured shall come down to the number: "ridurre a 10", "ridurre al 5 %"."""
    told = marks(at.phrases_ahead, "CHANGE")[-1]
    return draft.unit not in SHARES or lower(at.clause.text[told.start : told.end]).endswith("re")


def _changed(at: PlacedNumber, draft: Draft, change: str, *, against: bool) -> Draft:
    word, mark = at.anchor.word_before, at.anchor.mark_before
    if word in _LEVEL:
        lowered = change == "down" and draft.operator is None and _is_lowered(at, draft)
        return replace(draft, operator=Operator.AT_MOST, assumed=True) if lowered else draft
    if change in _WAY and draft.unit not in SHARES and _UP_TO.match(lower(at.written)):
        return replace(draft, operator=_WAY[change], assumed=True)
    if beside.is_above_a_mean(at.behind) or (at.place and _OTHERS.search(at.ahead)):
        return ask(draft, Code.VARIATION_OR_LEVEL, at.clause.written)
    certain = draft.unit in SHARES or word in _AMOUNT_OF_CHANGE or against or bool(_trailing(at))
    certain = certain or (mark is not None and mark.kind == "CHANGE")
    value = draft.value
    if change == "unknown" or not certain or value is None:
        return ask(draft, Code.VARIATION_OR_LEVEL, at.clause.written)
    draft = replace(draft, basis=Basis.VARIATION, change_in_words=True)
    if draft.operator in (Operator.AT_MOST, Operator.LESS_THAN):
        draft = assume(draft, Code.SIGN_AGAINST_WORDS, at.written)
    if change == "down":
        operator = TURNED[draft.operator] if draft.operator else None
        return replace(draft, value=-abs(value), operator=operator)
    return draft
