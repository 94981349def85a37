"""From phrases to drafts of conditions: which numbers are targets, and what belongs to which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from targets.domain import lexicon
from targets.domain.cells import UNDERLINED_SIGNS, lower, one_line
from targets.domain.doubts import Code, doubt
from targets.domain.drafts import Draft
from targets.domain.phrases import Mark, Phrase, Quantity, When
from targets.domain.reading import Basis, Doubt, Operator

_NO_UNIT = frozenset(lexicon.words("prose", "no_unit"))
_ADJECTIVE = lexicon.pattern("prose", "adjectives")
_PARAMETER = frozenset(lexicon.words("prose", "parameter"))
_LEVEL = frozenset(lexicon.words("prose", "level"))
_AMOUNT_OF_CHANGE = frozenset(lexicon.words("prose", "amount_of_change"))
_MOVING = lexicon.pattern("signs", "moving")
_ONE_OF = re.compile(
    r"(?<!\w)(?:un[oa]?|alcun[ei]|ciascun[oa]|ognun[oa]|tutt[ei]) (?:de[il]|delle|degli|le|gli|i)(?: \w+)? ?$"
)
_EXACT = lexicon.pattern("signs", "equal_in_words")
_TIME = frozenset(lexicon.table("units")["time"])
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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number that may be a target, with the phrases on both sides up to the next one."""

    quantity: Quantity
    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]


def split_clauses(phrases: Sequence[Phrase]) -> list[list[Phrase]]:
    """Cut at line breaks, bullets, semicolons and full stops."""
    clauses: list[list[Phrase]] = [[]]
    for phrase in phrases:
        if isinstance(phrase, Mark) and phrase.kind == "SEP":
            clauses.append([])
        else:
            clauses[-1].append(phrase)
    return [clause for clause in clauses if clause]


class Clause:
    """One clause of a target cell."""

    def __init__(self, text: str, phrases: list[Phrase], year: int | None) -> None:
        self.text = text
        self.phrases = phrases
        self.year = year
        self.start = phrases[0].start
        self.end = phrases[-1].end
        self.doubts: list[Doubt] = []
        self.anchors = self._targets(self._anchors())
        self.whens = [phrase for phrase in phrases if isinstance(phrase, When)]

    # -- which numbers are targets ----------------------------------------------------------

    def _anchors(self) -> list[Anchor]:
        places = [place for place, phrase in enumerate(self.phrases) if isinstance(phrase, Quantity)]
        edges = [-1, *places, len(self.phrases)]
        return [
            Anchor(
                quantity,
                tuple(self.phrases[edges[n] + 1 : place]),
                tuple(self.phrases[place + 1 : edges[n + 2]]),
            )
            for n, place in enumerate(places)
            if isinstance(quantity := self.phrases[place], Quantity)
        ]

    def _targets(self, anchors: list[Anchor]) -> list[Anchor]:
        kept = [anchor for n, anchor in enumerate(anchors) if not self._is_parameter(anchor, anchors, n)]
        if len(kept) == len(anchors):
            return kept
        places = [self.phrases.index(anchor.quantity) for anchor in kept]
        edges = [-1, *places, len(self.phrases)]
        return [
            Anchor(
                anchor.quantity,
                tuple(self.phrases[edges[n] + 1 : places[n]]),
                tuple(self.phrases[places[n] + 1 : edges[n + 2]]),
            )
            for n, anchor in enumerate(kept)
        ]

    def _is_parameter(self, anchor: Anchor, anchors: list[Anchor], place: int) -> bool:
        """Say whether a number only explains another: "80 % within 30 days", "10, of which 4 …"."""
        quantity = anchor.quantity
        others = [other.quantity for other in anchors if other is not anchor]
        if anchor.before and isinstance(last := anchor.before[-1], Mark) and last.kind == "PART":
            self.doubts.append(doubt(Code.NUMBER_NOT_READ, self.text[quantity.start : quantity.end]))
            return True
        if _ONE_OF.search(lower(self.text[self.start : quantity.start])) and quantity.operator is None:
            return True
        if any(self._stands_alone(other) for other in anchors if other is not anchor) and self._is_embedded(
            anchor
        ):
            self.doubts.append(doubt(Code.NUMBER_NOT_READ, self.text[quantity.start : quantity.end]))
            return True
        is_time = quantity.unit in _TIME
        if is_time and any(other.unit not in _TIME for other in others):
            follows = place > 0 and (quantity.operator is None or self._word_before(anchor) in _PARAMETER)
            return quantity.shape == "within" or follows
        if place == 0 or quantity.operator is not None or quantity.unit == "%":
            return False
        if self._word_before(anchor) in _PARAMETER and not any(self._kinds(anchor.before, "CHANGE")):
            self.doubts.append(doubt(Code.NUMBER_NOT_READ, self.text[quantity.start : quantity.end]))
            return True
        return False

    def _stands_alone(self, anchor: Anchor) -> bool:
        return not self._is_embedded(anchor) and self._word_before(anchor) not in _PARAMETER

    def _word_before(self, anchor: Anchor) -> str:
        last = anchor.before[-1] if anchor.before else None
        return lower(last.value) if isinstance(last, Mark) and last.kind == "WORD" else ""

    def _kinds(self, phrases: Sequence[Phrase], *kinds: str) -> list[Mark]:
        return [phrase for phrase in phrases if isinstance(phrase, Mark) and phrase.kind in kinds]

    # -- drafts -----------------------------------------------------------------------------

    def drafts(self) -> list[Draft]:
        """Give the conditions of this clause; one in words where there is no number."""
        if not self.anchors:
            return self._in_words()
        return [self._draft(place, anchor) for place, anchor in enumerate(self.anchors)]

    def _in_words(self) -> list[Draft]:
        if figures := self._kinds(self.phrases, "FIGURE"):
            label = one_line(self.text[self.start : self.end])
            found = doubt(Code.NUMBER_NOT_READ, figures[0].value)
            signs = self._kinds(self.phrases, "SIGN")
            operator = Operator(signs[0].value) if signs else None
            return [
                Draft(
                    label, operator, when=self.whens[0] if self.whens else None, unclear=True, doubts=(found,)
                )
            ]
        first = next(
            (phrase for phrase in self.phrases if not (isinstance(phrase, Mark) and phrase.kind == "COMMA")),
            None,
        )
        if isinstance(first, Mark) and first.kind == "SIGN":
            years = self._kinds(self.phrases, "YEAR")
            year = int(years[0].value) if years else None
            missing = doubt(Code.NUMBER_MISSING, one_line(self.text[self.start : self.end]))
            label = self._label(self.start, self.end, [first])
            return [Draft(label, Operator(first.value), reference_year=year, unclear=True, doubts=(missing,))]
        if len(self.whens) <= 1:
            return [
                Draft(
                    self._label(self.start, self.end, self.whens), when=self.whens[0] if self.whens else None
                )
            ]
        edges = [self.start, *(when.end for when in self.whens)]
        return [
            Draft(self._label(edges[n], when.end, self.whens), when=when) for n, when in enumerate(self.whens)
        ]

    def _draft(self, place: int, anchor: Anchor) -> Draft:
        quantity = anchor.quantity
        when, doubts = self._when(place, anchor)
        draft = Draft(
            label=self._label_of(place, anchor),
            operator=quantity.operator,
            value=quantity.value,
            upper=quantity.upper,
            unit=quantity.unit or self._noun(anchor),
            when=when,
            reference_year=self._reference_year(place, anchor),
            unclear=quantity.value is None or bool(doubts),
            embedded=self._is_embedded(anchor),
            within=quantity.shape == "within",
            doubts=tuple(doubts),
        )
        for settle in (self._shape, self._sign, self._figures, self._baseline, self._change):
            draft = settle(draft, place, anchor)
        return draft

    def _when(self, place: int, anchor: Anchor) -> tuple[When | None, list[Doubt]]:
        if len(self.whens) == 1 or not self.whens:
            return (self.whens[0] if self.whens else None), []
        near = [when for when in (anchor.before if self._leads() else anchor.after) if isinstance(when, When)]
        if not near and place == 0:
            near = [when for when in anchor.before if isinstance(when, When)]
        if len(near) > 1 and len(self.anchors) == 1:
            dates = ", ".join(self.text[when.start : when.end] for when in near)
            return None, [doubt(Code.SEVERAL_DEADLINES, dates)]
        return (near[0] if near else None), []

    def _leads(self) -> bool:
        """Say whether the words stand before their numbers: "Regioni 50 %, Comuni 10 %"."""
        telling = ("WORD", "YEAR", "OPAQUE")
        return bool(self._kinds(self.anchors[0].before, *telling)) and not self._kinds(
            self.anchors[-1].after, *telling
        )

    def _label_of(self, place: int, anchor: Anchor) -> str:
        previous = self.anchors[place - 1].quantity.end if place else self.start
        following = self.anchors[place + 1].quantity.start if place + 1 < len(self.anchors) else self.end
        if len(self.anchors) == 1 or not place:
            start, end = (
                previous,
                (anchor.quantity.end if self._leads() and len(self.anchors) > 1 else following),
            )
        elif self._leads():
            start, end = previous, anchor.quantity.start
        else:
            start, end = anchor.quantity.end, following
        return self._label(start, end, [anchor.quantity, *self.whens])

    def _label(self, start: int, end: int, without: Sequence[Phrase]) -> str:
        cut = [
            phrase
            for phrase in [*without, *self._kinds(self.phrases, "NOTE")]
            if phrase.start >= start and phrase.end <= end
        ]
        pieces, place = [], start
        for phrase in sorted(cut, key=lambda each: each.start):
            pieces.append(self.text[place : phrase.start])
            place = max(place, phrase.end)
        pieces.append(self.text[place:end])
        label = one_line(" ".join(pieces)).strip(" ,:;-\"'")
        return re.sub(
            r"(?: (?:e|ed|o|il|lo|la|i|le|and))+$", "", re.sub(r"^(?:e|ed|il|and) (?=.)", "", label)
        ).strip(" ,:;-")

    def _noun(self, anchor: Anchor) -> str | None:
        """Take the noun right after a number for its unit, as written."""
        words: list[str] = []
        place = anchor.quantity.end
        for phrase in anchor.after:
            if (
                not isinstance(phrase, Mark)
                or phrase.kind not in ("WORD", "CHANGE")
                or phrase.start - place > 1
            ):
                return None
            word = self.text[phrase.start : phrase.end]
            if lower(word) in _NO_UNIT or word.endswith("'"):
                return None
            words.append(word)
            place = phrase.end
            if phrase.kind == "WORD" and not _ADJECTIVE.fullmatch(lower(word)):
                return " ".join(words) if re.match(r"[^\W\d_]{2}", word) else None
        return None

    def _reference_year(self, place: int, anchor: Anchor) -> int | None:
        near = anchor.before if self._leads() else anchor.after
        if len(self.anchors) == 1 or (place == 0 and not self._kinds(near, "YEAR")):
            near = (*anchor.after, *anchor.before)
        years = self._kinds(near, "YEAR")
        return int(years[0].value) if years else None

    def _is_embedded(self, anchor: Anchor) -> bool:
        quantity = anchor.quantity
        telling = quantity.unit in _TIME or quantity.unit == "EUR"
        return telling and quantity.operator is None and self._word_before(anchor) in _PARAMETER

    # -- what makes a draft doubtful --------------------------------------------------------

    def _shape(self, draft: Draft, _place: int, anchor: Anchor) -> Draft:
        quantity = anchor.quantity
        written = self.text[quantity.start : quantity.end]
        if quantity.ambiguous:
            draft = replace(
                draft, assumed=True, doubts=(*draft.doubts, doubt(Code.AMBIGUOUS_NUMBER, written))
            )
        if quantity.shape == "tolerance" or (quantity.polarity == "±" and quantity.value is None):
            return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(Code.TOLERANCE, written)))
        if quantity.polarity == "±" and quantity.value is not None:
            found = doubt(Code.TOLERANCE, written)
            both = replace(draft, operator=Operator.BETWEEN, value=-quantity.value, upper=quantity.value)
            return replace(both, assumed=True, doubts=(*draft.doubts, found))
        if quantity.shape == "score":
            return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(Code.SCORE_SCALE, written)))
        if quantity.shape == "range":
            return self._range(draft, anchor, written)
        return draft

    def _range(self, draft: Draft, anchor: Anchor, written: str) -> Draft:
        quantity = anchor.quantity
        found = replace(draft, assumed=True, doubts=(*draft.doubts, doubt(Code.RANGE_OR_CHANGE, written)))
        if quantity.value is None or quantity.upper is None:
            return replace(found, unclear=True)
        moving = lower(written).startswith(("da", "from"))
        told = moving and _MOVING.search(lower(self.text[self.start : quantity.start])) is not None
        if told or quantity.value > quantity.upper:
            way = Operator.AT_MOST if quantity.value > quantity.upper else Operator.AT_LEAST
            return replace(found, operator=way, value=quantity.upper, upper=None, unclear=not told)
        return found if moving or quantity.polarity == "-" else draft

    def _sign(self, draft: Draft, _place: int, anchor: Anchor) -> Draft:
        written = self.text[anchor.quantity.start : anchor.quantity.end]
        last = anchor.before[-1] if anchor.before else None
        if isinstance(last, Mark) and last.kind == "SIGN" and draft.operator and last.value != draft.operator:
            signs = one_line(self.text[last.start : anchor.quantity.end])
            return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(Code.CONFLICTING_SIGNS, signs)))
        if isinstance(last, Mark) and last.kind == "AIM" and draft.operator and len(self.anchors) > 1:
            return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(Code.RANGE_OR_CHANGE, written)))
        if written[0] in UNDERLINED_SIGNS.values():
            return replace(
                draft, assumed=True, doubts=(*draft.doubts, doubt(Code.SIGN_LOST, written[1:].strip()))
            )
        if draft.operator is not Operator.EQUAL:
            return draft
        if _EXACT.match(lower(written)):
            return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(Code.EXACT_VALUE, written)))
        return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(Code.SIGN_LOST, written)))

    def _figures(self, draft: Draft, _place: int, _anchor: Anchor) -> Draft:
        figures = self._kinds(self.phrases, "FIGURE")
        if not figures:
            return draft
        return replace(
            draft, unclear=True, doubts=(*draft.doubts, doubt(Code.NUMBER_NOT_READ, figures[0].value))
        )

    def _baseline(self, draft: Draft, place: int, anchor: Anchor) -> Draft:
        ahead = [phrase for each in self.anchors[: place + 1] for phrase in each.before]
        aims = [
            number for number, phrase in enumerate(ahead) if isinstance(phrase, Mark) and phrase.kind == "AIM"
        ]
        ahead = ahead[aims[-1] :] if aims else ahead
        for number, phrase in enumerate(ahead):
            if (
                isinstance(phrase, Mark)
                and phrase.kind == "BASE"
                and not self._kinds(ahead[:number], "VERSUS")
            ):
                years = self._kinds(ahead[number : number + 2], "YEAR")
                if years and self.year is not None and int(years[0].value) >= self.year:
                    return draft
                written = one_line(self.text[phrase.start : anchor.quantity.end])
                return replace(
                    draft,
                    operator=None,
                    unclear=True,
                    baseline=True,
                    doubts=(*draft.doubts, doubt(Code.BASELINE_NOT_TARGET, written)),
                )
        return draft

    def _change(self, draft: Draft, place: int, anchor: Anchor) -> Draft:
        """Tell a change against an earlier value from the value itself."""
        if (
            draft.value is None
            or draft.operator is Operator.BETWEEN
            or draft.unclear
            and draft.operator is None
        ):
            return draft
        polarity, against = anchor.quantity.polarity, self._against_earlier()
        change = self._change_word(place, anchor)
        if polarity and (against or change or draft.unit in ("%", "percentage points")):
            return replace(draft, basis=Basis.VARIATION, **self._dash(draft, anchor, against=against))
        if polarity == "-" and draft.operator is None:
            return replace(draft, **self._dash(draft, anchor, against=against))
        if change is None:
            if against and draft.unit in ("%", "percentage points"):
                written = one_line(self.text[self.start : self.end])
                return replace(
                    draft, unclear=True, doubts=(*draft.doubts, doubt(Code.VARIATION_OR_LEVEL, written))
                )
            return (
                replace(draft, basis=Basis.VARIATION)
                if draft.unit == "percentage points" and against
                else draft
            )
        return self._changed(draft, anchor, change)

    def _dash(self, draft: Draft, anchor: Anchor, *, against: bool) -> dict[str, object]:
        """A dash and a blank at the start of a line may be a bullet: then a person must say."""
        written = self.text[anchor.quantity.start : anchor.quantity.end]
        if anchor.quantity.polarity == "-" and re.match(r"- ", written) and not against:
            return {"unclear": True, "doubts": (*draft.doubts, doubt(Code.MINUS_OR_BULLET, written))}
        if anchor.quantity.polarity == "-" and draft.unit not in ("%", "percentage points") and not against:
            return {"assumed": True, "doubts": (*draft.doubts, doubt(Code.VARIATION_OR_LEVEL, written))}
        return {}

    def _change_word(self, place: int, anchor: Anchor) -> str | None:
        trailing = [
            mark
            for mark in self._kinds(anchor.after[:3], "CHANGE")
            if self.text[mark.start : mark.start + 3] == "in "
        ]
        ahead = [mark for each in self.anchors[: place + 1] for mark in self._kinds(each.before, "CHANGE")]
        found = trailing or ahead[-1:]
        return found[0].value if found else None

    def _against_earlier(self) -> bool:
        """Say whether "rispetto a" is followed by a baseline or an earlier year, and not by a total."""
        for number, phrase in enumerate(self.phrases):
            if isinstance(phrase, Mark) and phrase.kind == "VERSUS":
                following = self.phrases[number + 1 : number + 1 + _NEAR]
                if self._kinds(following, "BASE", "YEAR") or lower(phrase.value).startswith("su base"):
                    return True
        return False

    def _changed(self, draft: Draft, anchor: Anchor, change: str) -> Draft:
        word = self._word_before(anchor)
        if word in _LEVEL and draft.value is not None:
            return replace(draft, assumed=draft.assumed or draft.operator is None)
        certain = (
            draft.unit in ("%", "percentage points") or word in _AMOUNT_OF_CHANGE or self._against_earlier()
        )
        certain = certain or bool(anchor.before) and getattr(anchor.before[-1], "kind", "") == "CHANGE"
        if change == "unknown" or not certain:
            written = one_line(self.text[self.start : self.end])
            return replace(
                draft, unclear=True, doubts=(*draft.doubts, doubt(Code.VARIATION_OR_LEVEL, written))
            )
        if change == "down" and draft.value is not None:
            operator = _TURNED[draft.operator] if draft.operator else None
            return replace(draft, basis=Basis.VARIATION, value=-abs(draft.value), operator=operator)
        return replace(draft, basis=Basis.VARIATION)
