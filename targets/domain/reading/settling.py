"""What makes a number of a target cell doubtful: its sign, its shape, a baseline, a change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, Operator, lexicon
from targets.domain.reading.cells import UNDERLINED_SIGNS, lower, one_line
from targets.domain.reading.clauses import Anchor, Clause, marks
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.figures import LIKE_YEARS
from targets.domain.reading.phrases import Mark, Phrase

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_LEVEL = frozenset(lexicon.words("prose", "level"))
_AMOUNT_OF_CHANGE = frozenset(lexicon.words("prose", "amount_of_change"))
_EXACT = lexicon.pattern("signs", "equal_in_words")
_MOVING = lexicon.pattern("signs", "moving")
_SHARES = ("%", "percentage points")
_NEAR = 4
"""Phrases within which "rispetto a" reaches its year or its baseline."""
_TURNED = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.MORE_THAN: Operator.LESS_THAN,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.LESS_THAN: Operator.MORE_THAN,
    Operator.EQUAL: Operator.EQUAL,
}
"""At least ten per cent less = a change of at most −10."""


def drafts_of(clause: Clause, year: int | None) -> list[Draft]:
    """Give the conditions of a clause, each as sure as its own words make it."""
    if not clause.anchors:
        return clause.in_words()
    return [_Settled(clause, place, year).draft() for place in range(len(clause.anchors))]


class _Settled:
    """One number of a clause, being settled."""

    def __init__(self, clause: Clause, place: int, year: int | None) -> None:
        self.clause = clause
        self.place = place
        self.year = year
        self.anchor: Anchor = clause.anchors[place]
        self.quantity = self.anchor.quantity
        self.written = clause.text[self.quantity.start : self.quantity.end]

    def draft(self) -> Draft:
        draft = self.clause.draft(self.place, self.anchor)
        for settle in (self._number, self._shape, self._sign, self._baseline, self._change):
            draft = settle(draft)
        return draft

    def _ask(self, draft: Draft, code: Code, detail: str) -> Draft:
        return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(code, detail)))

    def _assume(self, draft: Draft, code: Code, detail: str) -> Draft:
        return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(code, detail)))

    # -- number and sign --------------------------------------------------------------------

    def _number(self, draft: Draft) -> Draft:
        if self.quantity.ambiguous:
            draft = self._assume(draft, Code.AMBIGUOUS_NUMBER, self.written)
        if self.quantity.unit is None and draft.unit is None and draft.value in LIKE_YEARS:
            draft = self._assume(draft, Code.AMBIGUOUS_NUMBER, self.written)
        figures = marks(self.clause.phrases, "FIGURE")
        return self._ask(draft, Code.NUMBER_NOT_READ, figures[0].value) if figures else draft

    def _shape(self, draft: Draft) -> Draft:
        quantity = self.quantity
        if quantity.shape == "tolerance":
            return self._ask(draft, Code.TOLERANCE, self.written)
        if quantity.polarity == "±" and quantity.value is not None:
            both = replace(draft, operator=Operator.BETWEEN, value=-quantity.value, upper=quantity.value)
            return self._assume(both, Code.TOLERANCE, self.written)
        if quantity.shape == "score":
            return self._assume(draft, Code.SCORE_SCALE, self.written)
        return self._range(draft) if quantity.shape == "range" else draft

    def _range(self, draft: Draft) -> Draft:
        low, high = self.quantity.value, self.quantity.upper
        found = self._assume(draft, Code.RANGE_OR_CHANGE, self.written)
        if low is None or high is None:
            return replace(found, operator=None, value=None, upper=None, unclear=True)
        moving = lower(self.written).startswith(("da", "from"))
        ahead = lower(self.clause.text[self.clause.start : self.quantity.start])
        told = moving and _MOVING.search(ahead) is not None
        if told or low > high:
            way = Operator.AT_MOST if low > high else Operator.AT_LEAST
            return replace(found, operator=way, value=high, upper=None, unclear=not told)
        return found if moving or self.quantity.polarity == "-" else draft

    def _sign(self, draft: Draft) -> Draft:
        last = self.anchor.mark_before
        if last is not None and last.kind == "SIGN" and draft.operator and last.value != draft.operator:
            signs = one_line(self.clause.text[last.start : self.quantity.end])
            return self._ask(draft, Code.CONFLICTING_SIGNS, signs)
        if last is not None and last.kind == "AIM" and draft.operator and len(self.clause.anchors) > 1:
            return self._assume(draft, Code.RANGE_OR_CHANGE, self.written)
        if self.written[0] in UNDERLINED_SIGNS.values():
            return self._assume(draft, Code.SIGN_LOST, self.written[1:].strip())
        if draft.operator is not Operator.EQUAL:
            return draft
        if _EXACT.match(lower(self.written)):
            return self._assume(draft, Code.EXACT_VALUE, self.written)
        return self._ask(draft, Code.SIGN_LOST, self.written)

    # -- baseline and change ----------------------------------------------------------------

    def _baseline(self, draft: Draft) -> Draft:
        """Tell where things stand from what must be reached: "Baseline 2022: 35 % - Target: 40 %"."""
        ahead = self._ahead()
        aims = [place for place, phrase in enumerate(ahead) if phrase in marks([phrase], "AIM")]
        ahead = ahead[aims[-1] :] if aims else ahead
        for place, phrase in enumerate(ahead):
            if phrase not in marks([phrase], "BASE") or marks(ahead[:place], "VERSUS"):
                continue
            years = marks(ahead[place : place + 2], "YEAR")
            if years and self.year is not None and int(years[0].value) >= self.year:
                return draft
            written = one_line(self.clause.text[phrase.start : self.quantity.end])
            asked = self._ask(draft, Code.BASELINE_NOT_TARGET, written)
            return replace(asked, operator=None, baseline=True)
        return draft

    def _ahead(self) -> list[Phrase]:
        return [phrase for anchor in self.clause.anchors[: self.place + 1] for phrase in anchor.before]

    def _change(self, draft: Draft) -> Draft:
        """Tell a change against an earlier value from the value itself."""
        if draft.value is None or draft.operator is Operator.BETWEEN or draft.baseline:
            return draft
        polarity, against, change = self.quantity.polarity, self._against_earlier(), self._change_word()
        if polarity:
            changed = against or change is not None or draft.unit in _SHARES
            return self._dash(replace(draft, basis=Basis.VARIATION) if changed else draft, against=against)
        if change is not None:
            return self._changed(draft, change, against=against)
        if draft.unit in _SHARES and (against or marks(self.anchor.after[:3], "BASE")):
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        return draft

    def _dash(self, draft: Draft, *, against: bool) -> Draft:
        """A dash and a blank at the start of a line may be a bullet: then a person must say."""
        if self.quantity.polarity != "-" or against:
            return draft
        if self.written.startswith("- "):
            return self._ask(draft, Code.MINUS_OR_BULLET, self.written)
        if draft.unit in _SHARES:
            return draft
        return self._assume(draft, Code.VARIATION_OR_LEVEL, self.written)

    def _change_word(self) -> str | None:
        found = self._trailing() or marks(self._ahead(), "CHANGE")[-1:]
        return found[0].value if found else None

    def _trailing(self) -> list[Mark]:
        """Find a change that is told after its number: "5 in più"."""
        text = self.clause.text
        return [
            mark for mark in marks(self.anchor.after[:3], "CHANGE") if text[mark.start :].startswith("in ")
        ]

    def _against_earlier(self) -> bool:
        """Say whether "rispetto a" is followed by a baseline or an earlier year, and not by a total."""
        phrases = self.clause.phrases
        for place, phrase in enumerate(phrases):
            if isinstance(phrase, Mark) and phrase.kind == "VERSUS":
                following = marks(phrases[place + 1 : place + 1 + _NEAR], "BASE", "YEAR")
                if following or lower(phrase.value).startswith("su base"):
                    return True
        return False

    def _changed(self, draft: Draft, change: str, *, against: bool) -> Draft:
        word, mark = self.anchor.word_before, self.anchor.mark_before
        if word in _LEVEL:
            return draft
        certain = draft.unit in _SHARES or word in _AMOUNT_OF_CHANGE or against or bool(self._trailing())
        certain = certain or (mark is not None and mark.kind == "CHANGE")
        if change == "unknown" or not certain or draft.value is None:
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        if change == "down":
            operator = _TURNED[draft.operator] if draft.operator else None
            return replace(draft, basis=Basis.VARIATION, value=-abs(draft.value), operator=operator)
        return replace(draft, basis=Basis.VARIATION)
