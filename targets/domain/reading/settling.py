"""What makes a number of a target cell doubtful: its sign, its shape, a baseline, a change."""

# Over 300 lines: everything that can make one number doubtful, in the order in which it is asked.

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, Operator, beside, lexicon
from targets.domain.reading.cells import UNDERLINED_SIGNS, lower, one_line
from targets.domain.reading.clauses import Clause, marks
from targets.domain.reading.dates import day_with_point
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.drafts import TURNED, Draft
from targets.domain.reading.figures import LIKE_YEARS
from targets.domain.reading.numerals import value_of
from targets.domain.reading.phrases import When
from targets.domain.reading.whole_clauses import WholeClause

if TYPE_CHECKING:
    from targets.domain.reading.clauses import Anchor
    from targets.domain.reading.phrases import Mark, Phrase

_LEVEL = frozenset(lexicon.words("prose", "level"))
_AMOUNT_OF_CHANGE = frozenset(lexicon.words("prose", "amount_of_change"))
_BASE = lexicon.pattern("signs", "against", "base")
_EXACT = lexicon.pattern("signs", "equal_in_words")
_MOVING = lexicon.pattern("signs", "moving")
_NOT = frozenset({"non", "mai", "né", "senza", "not", "never", "nessun", "nessuna", "nessuno"})
_SHARES = ("%", "percentage points")
_BY_SO_MUCH = re.compile(r"\w+ d(?:i|el|ell')(?!\w)")
_ABOUT = re.compile(
    r"(?:(?<!\w)(?:circa|ca\.?|intorno (?:al?|all'|ai)|attorno (?:al?|all'|ai)|about)"
    r"(?: (?:il|lo|i|gli|le|la)| l')?|[~≈≃]) ?$"
)
_ABOUT_BEHIND = re.compile(r" ?(?:circa|ca\.?)(?!\w)")
_FOUR_FIGURES = len("31.12")


def drafts_of(clause: Clause, year: int | None) -> list[Draft]:
    """Give the conditions of a clause, each as sure as its own words make it."""
    if not clause.anchors:
        return clause.in_words()
    whole = WholeClause(clause)
    return [_Settled(whole, place, year).draft() for place in range(len(clause.anchors))]


class _Settled:
    """One number of a clause, being settled."""

    def __init__(self, whole: WholeClause, place: int, year: int | None) -> None:
        self.whole = whole
        self.clause = clause = whole.clause
        self.place = place
        self.year = year
        self.anchor: Anchor = clause.anchors[place]
        self.quantity = self.anchor.quantity
        self.written = clause.text[self.quantity.start : self.quantity.end]

    def draft(self) -> Draft:
        draft = self.clause.draft(self.place, self.anchor)
        for settle in (
            self._number,
            self._shape,
            self._sign,
            self._sign_behind,
            self._further_sign,
            self._baseline,
            self._change,
            self._last_year,
        ):
            draft = settle(draft)
        return draft

    def _ask(self, draft: Draft, code: Code, detail: str) -> Draft:
        return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(code, detail)))

    def _assume(self, draft: Draft, code: Code, detail: str) -> Draft:
        return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(code, detail)))

    # -- number and sign --------------------------------------------------------------------

    def _number(self, draft: Draft) -> Draft:
        if self.quantity.ambiguous:
            draft = replace(draft, day=self._day())
            draft = self._assume(draft, Code.AMBIGUOUS_NUMBER, self.written)
        if self.quantity.unit is None and draft.unit is None and draft.value in LIKE_YEARS:
            draft = self._assume(draft, Code.AMBIGUOUS_NUMBER, self.written)
        if self.quantity.value is None and self.quantity.shape != "range":
            draft = self._ask(draft, Code.NUMBER_NOT_READ, self.written)
        if self.place in self.whole.entangled or self.whole.is_composed:
            draft = self._ask(draft, Code.NUMBER_NOT_READ, self.clause.written)
        if self.whole.may_move:
            draft = self._ask(draft, Code.RANGE_OR_CHANGE, self.clause.written)
        if self.place in self.whole.choices:
            draft = self._ask(draft, Code.ALTERNATIVES, self.clause.written)
        draft = self._number_told_again(draft)
        if self._has_lost_its_sign():
            draft = self._ask(draft, Code.NUMBER_NOT_READ, self.clause.written)
        if self._is_negated():
            draft = self._ask(draft, Code.CONFLICTING_SIGNS, self.clause.written)
        figures = self.whole.figures
        return self._ask(draft, Code.NUMBER_NOT_READ, figures[0].value) if figures else draft

    def _number_told_again(self, draft: Draft) -> Draft:
        """Ask where the words beside a number name another one: "10 modificato in 5", "5 (sei)"."""
        if beside.in_foreign_money(self.clause.text, self.quantity.start, self.quantity.end):
            draft = self._ask(draft, Code.NUMBER_NOT_READ, self.clause.written)
        if beside.was_changed(self._behind()):
            draft = self._ask(draft, Code.RANGE_OR_CHANGE, self.clause.written)
        spelled = [value_of(lower(note.value)) for note in marks(self.anchor.after[:1], "NOTE")]
        if spelled not in ([], [None], [self.quantity.value]):
            draft = self._ask(draft, Code.AMBIGUOUS_NUMBER, self.clause.written)
        return draft

    def _behind(self) -> str:
        return lower(self.clause.text[self.quantity.end : self.clause.end])

    def _day(self) -> When | None:
        """Take "31.12" for a day too; with words beside it ("versione 3.1") only in four figures."""
        found = day_with_point(self.written)
        if found is None or self.quantity.operator is not None or self.clause.whens:
            return None
        alone = self.written == self.clause.written.strip(" .,-•*")
        month, day = found
        return (
            When(self.quantity.start, self.quantity.end, month, day)
            if alone or len(self.written) == _FOUR_FIGURES
            else None
        )

    def _shape(self, draft: Draft) -> Draft:
        quantity = self.quantity
        ahead = lower(self.clause.text[self.clause.start : quantity.start])
        if beside.is_part_of(ahead):
            return self._ask(draft, Code.NUMBER_NOT_READ, self.clause.written)
        if _ABOUT.search(ahead) or _ABOUT_BEHIND.match(
            lower(self.clause.text[quantity.end : self.clause.end])
        ):
            draft = self._assume(draft, Code.TOLERANCE, self.clause.written)
        if quantity.shape == "torn":
            return self._ask(draft, Code.CONFLICTING_SIGNS, self.written)
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
        if self.quantity.polarity == "?":
            return replace(found, unclear=True)
        told = self._is_moving()
        if told or low > high:
            way = Operator.AT_MOST if low > high else Operator.AT_LEAST
            return replace(found, operator=way, value=high, upper=None, unclear=not told)
        return found if moving or self.quantity.polarity == "-" else draft

    def _is_moving(self) -> bool:
        """Say whether "from … to …" is the way to the target: "portare da 6 a 8", "6 → 8"."""
        if self.quantity.shape != "range":
            return False
        ahead = lower(self.clause.text[self.clause.start : self.quantity.start])
        moving = lower(self.written).startswith(("da", "from"))
        return self.quantity.polarity == "→" or (moving and _MOVING.search(ahead) is not None)

    def _sign_behind(self, draft: Draft) -> Draft:
        """Read "80 % ≤ x": the sign is seen from the other side."""
        behind = marks(self.anchor.after[:1], "SIGN")
        if not behind or draft.operator is not None or behind[0].value == Operator.EQUAL:
            return draft
        return replace(draft, operator=TURNED[Operator(behind[0].value)], assumed=True)

    def _further_sign(self, draft: Draft) -> Draft:
        """Find a second demand that has no number: "95 %, comunque non inferiore al 2017"."""
        further = marks(self.anchor.after[1:], "SIGN")
        told = beside.demand_in_words(lower(self.clause.text[self.quantity.end : self._end()]))
        if told and self.quantity.operator is not None and not further:
            return self._assume(draft, Code.NUMBER_MISSING, told)
        if not further or further[0] is self.anchor.after[-1]:
            return draft
        if any(year.start > further[0].start for year in marks(self.anchor.after, "YEAR")):
            draft = replace(draft, reference_year=None)
        missing = one_line(self.clause.text[further[0].start : self.clause.end])
        return self._assume(draft, Code.NUMBER_MISSING, missing)

    def _end(self) -> int:
        """The place where the words of this number end."""
        return self.anchor.after[-1].end if self.anchor.after else self.quantity.end

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

    def _has_lost_its_sign(self) -> bool:
        """Say whether a sign stands before the number with words between: "≥ media di 3 comuni"."""
        signs = marks(self.anchor.before, "SIGN")
        if not signs or self.quantity.operator is not None:
            return False
        words = [word for word in marks(self.anchor.before, "WORD") if word.start > signs[-1].start]
        return any(word.value[:1].isalpha() for word in words)

    def _is_negated(self) -> bool:
        """Say whether a "non" stands before the sign, with words between that no spelling knows."""
        telling = self.quantity.operator not in (None, Operator.EQUAL, Operator.BETWEEN)
        return telling and any(lower(word.value) in _NOT for word in marks(self.anchor.before, "WORD"))

    # -- baseline and change ----------------------------------------------------------------

    def _baseline(self, draft: Draft) -> Draft:
        """Tell where things stand from what must be reached: "Baseline 2022: 35 % - Target: 40 %"."""
        if self._is_noted_as_base() or self._is_compared_with():
            asked = self._ask(draft, Code.BASELINE_NOT_TARGET, self.written)
            return replace(asked, operator=None, baseline=True)
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

    def _is_compared_with(self) -> bool:
        """Say whether a number is only what another is held against: "15 gg rispetto ai 30 previsti"."""
        last = self.anchor.mark_before
        return self.place > 0 and last is not None and last.kind == "VERSUS" and not self.quantity.operator

    def _is_noted_as_base(self) -> bool:
        """Say whether a note right after the number calls it the baseline: "80 % (baseline)"."""
        notes = marks(self.anchor.after[:1], "NOTE") if len(self.clause.anchors) > 1 else []
        return bool(notes) and _BASE.match(lower(notes[0].value)) is not None

    def _ahead(self) -> list[Phrase]:
        return [phrase for anchor in self.clause.anchors[: self.place + 1] for phrase in anchor.before]

    def _change(self, draft: Draft) -> Draft:
        """Tell a change against an earlier value from the value itself."""
        if draft.value is None or draft.baseline or self._is_moving():
            return draft
        if draft.operator is Operator.BETWEEN:
            return self._changed_between(draft)
        polarity, against, change = self.quantity.polarity, self.whole.is_against_earlier, self._change_word()
        if polarity:
            changed = against or change is not None or draft.unit in _SHARES
            return self._dash(replace(draft, basis=Basis.VARIATION) if changed else draft, against=against)
        if change is not None:
            return self._changed(draft, change, against=against)
        if self._is_relative(draft, against=against):
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        return draft

    def _is_relative(self, draft: Draft, *, against: bool) -> bool:
        """Say whether a number is set against another: "superiore del 5 % al 2023", "1,5 volte il …"."""
        if beside.is_of_another(self._behind(), share=draft.unit in _SHARES):
            return True
        by_so_much = _BY_SO_MUCH.match(lower(self.written)) is not None and self._refers_back(draft)
        return draft.unit in _SHARES and (against or by_so_much or bool(marks(self.anchor.after[:3], "BASE")))

    def _last_year(self, draft: Draft) -> Draft:
        """Name the year of "rispetto all'anno precedente": the one before the year of the plan."""
        if draft.basis is Basis.ABSOLUTE or draft.reference_year is not None or self.year is None:
            return draft
        return replace(draft, reference_year=self.year - 1) if self.whole.names_last_year else draft

    def _refers_back(self, draft: Draft) -> bool:
        """Say whether an earlier year stands beside the number: "superiore del 5 % al 2023"."""
        year = draft.reference_year
        return year is not None and (self.year is None or year < self.year)

    def _changed_between(self, draft: Draft) -> Draft:
        """ "Riduzione tra il 5 % e il 10 %" is a change from −10 to −5."""
        change = self._change_word()
        if change is None or self.anchor.word_before in _LEVEL or draft.value is None or draft.upper is None:
            return draft
        if change == "unknown" or draft.unit not in _SHARES:
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        if change == "down":
            draft = replace(draft, value=-draft.upper, upper=-draft.value)
        return replace(draft, basis=Basis.VARIATION)

    def _dash(self, draft: Draft, *, against: bool) -> Draft:
        """A dash and a blank at the start of a line may be a bullet: then a person must say."""
        if self.quantity.polarity == "+" and draft.unit not in _SHARES and not against:
            return self._assume(draft, Code.VARIATION_OR_LEVEL, self.written)
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

    def _changed(self, draft: Draft, change: str, *, against: bool) -> Draft:
        word, mark = self.anchor.word_before, self.anchor.mark_before
        if word in _LEVEL:
            return draft
        if beside.is_above_a_mean(self._behind()):
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        certain = draft.unit in _SHARES or word in _AMOUNT_OF_CHANGE or against or bool(self._trailing())
        certain = certain or (mark is not None and mark.kind == "CHANGE")
        value = draft.value
        if change == "unknown" or not certain or value is None:
            return self._ask(draft, Code.VARIATION_OR_LEVEL, self.clause.written)
        draft = replace(draft, basis=Basis.VARIATION, change_in_words=True)
        if draft.operator in (Operator.AT_MOST, Operator.LESS_THAN):
            draft = self._assume(draft, Code.SIGN_AGAINST_WORDS, self.written)
        if change == "down":
            operator = TURNED[draft.operator] if draft.operator else None
            return replace(draft, value=-abs(value), operator=operator)
        return draft
