"""From phrases to drafts of conditions: which numbers are targets, and what belongs to which."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from targets.domain.reading import Doubt, Operator, lexicon, noted_labels, qualifiers
from targets.domain.reading.anchors import Anchor, marks
from targets.domain.reading.cells import lower, one_line
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.drafts import Draft
from targets.domain.reading.labels import label, noun_after
from targets.domain.reading.parameters import is_embedded, is_parameter
from targets.domain.reading.phrases import Mark, Phrase, Quantity, When

if TYPE_CHECKING:
    from collections.abc import Sequence

_RECEIVED = lexicon.pattern("prose", "received")
_PARTICLES = frozenset(["a", "al", "alla", "di", "del", "dello", "della", "dell'", "valore", "dato", "mese"])
_IN_HAND = re.compile(
    r"(?<!\w)(?:de(?:i|gli|lle|l)|dell'|di) ?(?:[^\W\d_]+ ){0,3}?"
    r"(?:pendent[ei]|giacent[ei]|iscritt[aeio]|arretrat[oaie]"
    r"|residui|in essere|inevas[aeio]|sospes[aeio]|apert[aeio]|attiv[aeio]|giacenza) (?:al|alla data del) ?$"
)
"""``90 % delle istanze pendenti al 30/06``: the day tells which of them."""
_NOT_BEFORE = re.compile(r"(?<!\w)non ?$")
_START = re.compile(
    r"(?<!\w)(?:dopo|a partire|a decorrere|success\w+|posterior\w+|con inizio|dal)"
    r"(?: (?:il|lo|la|i|da|dal|dalla|al|alla|mese|giorno|di|del|fine)(?!\w)| (?:da|a)?ll')* ?$"
)
_AND = re.compile(r" ?(?:[,;:–-]|ed?|and) ?(?:poi )?")
_LATEST = re.compile(r"(?:(?:ed?|o|comunque|e non oltre|non oltre|al più tardi)(?: |$))*")


class Clause:
    """One clause of a target cell."""

    def __init__(self, text: str, phrases: list[Phrase]) -> None:
        self.text = text
        self.phrases = phrases
        self.start = phrases[0].start
        self.end = phrases[-1].end
        self.doubts: list[Doubt] = []
        self.proviso = ""
        self.qualified = False
        self.anchors = self._targets()
        self.compared = [
            second
            for first, second in pairwise(self._without_particles())
            if isinstance(second, When) and first in marks([first], "VERSUS")
        ]
        self.whens = [
            phrase
            for phrase in phrases
            if isinstance(phrase, When)
            and phrase not in self.compared
            and not self._qualifies(phrase)
            and not self._starts(phrase)
            and not self._is_of_part(phrase)
        ]

    def _without_particles(self) -> list[Phrase]:
        """The phrases without what may stand between "rispetto a" and its date: "alla baseline di"."""
        return [
            each
            for each in self.phrases
            if not (
                isinstance(each, Mark)
                and (each.kind == "BASE" or (each.kind == "WORD" and lower(each.value) in _PARTICLES))
            )
        ]

    def _is_of_part(self, when: When) -> bool:
        """Say whether a date is that of a part only: "10, di cui 4 entro il 30/6"."""
        parts = [mark for mark in marks(self.phrases, "PART") if mark.end <= when.start]
        if not parts or not self.anchors or self.anchors[0].quantity.start > parts[0].start:
            return False
        self.doubts.append(doubt(Code.NUMBER_NOT_READ, one_line(self.text[parts[0].start : when.end])))
        return True

    def _qualifies(self, when: When) -> bool:
        """Say whether a date tells which cases are meant: "90 % of the requests received by 30/11"."""
        ahead = lower(self.text[self.start : when.start])
        words = ahead.split()
        if not (when.by and words and _RECEIVED.fullmatch(words[-1])) and not (
            self.anchors and not when.by and _IN_HAND.search(ahead)
        ):
            return False
        self.doubts.append(doubt(Code.NUMBER_NOT_READ, one_line(self.text[when.start : when.end])))
        return True

    def _starts(self, when: When) -> bool:
        """Say whether a date is the first day and not the last: "dopo il 30/6", "non prima del 30/6"."""
        ahead = lower(self.text[self.start : when.start])
        found = (_NOT_BEFORE if when.before else _START).search(ahead)
        if found is None:
            return False
        written = one_line(self.text[self.start + found.start() : when.end])
        self.doubts.append(doubt(Code.START_NOT_DEADLINE, written))
        return True

    @property
    def written(self) -> str:
        """The clause as written, on one line."""
        return one_line(self.text[self.start : self.end])

    # -- which numbers are targets ----------------------------------------------------------

    def _targets(self) -> list[Anchor]:
        places = [place for place, phrase in enumerate(self.phrases) if isinstance(phrase, Quantity)]
        anchors = self._anchors(places)
        kept = [n for n, anchor in enumerate(anchors) if not is_parameter(self, anchor, anchors, n)]
        return anchors if len(kept) == len(anchors) else self._anchors([places[n] for n in kept])

    def _anchors(self, places: list[int]) -> list[Anchor]:
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

    # -- drafts -----------------------------------------------------------------------------

    def in_words(self) -> list[Draft]:
        """Give the conditions of a clause without a number: one for every date, at least one."""
        if figures := marks(self.phrases, "FIGURE"):
            return [self._unread(figures[0])]
        first = next((each for each in self.phrases if each not in marks(self.phrases, "COMMA")), None)
        if isinstance(first, Mark) and first.kind == "SIGN":
            missing = doubt(Code.NUMBER_MISSING, self.written)
            label, year = self.label(self.start, self.end, [first]), self._only_year()
            return [Draft(label, Operator(first.value), reference_year=year, unclear=True, doubts=(missing,))]
        if isinstance(first, Mark) and first.kind == "BASE":
            found = doubt(Code.BASELINE_NOT_TARGET, self.written)
            return [Draft(self.written, unclear=True, baseline=True, doubts=(found,))]
        if len(self.whens) <= 1:
            when = self.whens[0] if self.whens else None
            return [Draft(self.label(self.start, self.end, self.whens), when=when)]
        if self.whens[0].start == self.start and self.whens[-1].end < self.end:
            edges = [*(when.start for when in self.whens), self.end]
        else:
            edges = [self.start, *(when.end for when in self.whens[:-1]), self.whens[-1].end]
        labels = [self.label(start, end, self.whens) for start, end in pairwise(edges)]
        found = doubt(
            Code.SEVERAL_DEADLINES, ", ".join(self.text[when.start : when.end] for when in self.whens)
        )
        notes = {noted_labels.behind(self.text, when.end) for when in self.whens} - {""}
        told = len(notes) == len(labels) or len(
            {label for label in labels if not _LATEST.fullmatch(lower(label))}
        ) == len(labels)
        return [
            Draft(
                label,
                when=when,
                assumed=not told,
                doubts=() if told else (found,),
                noted=noted_labels.behind(self.text, when.end),
            )
            for label, when in zip(labels, self.whens, strict=True)
        ]

    def _unread(self, figure: Mark) -> Draft:
        signs = marks(self.phrases, "SIGN")
        return Draft(
            self.written,
            Operator(signs[0].value) if signs else None,
            when=self.whens[0] if self.whens else None,
            unclear=True,
            doubts=(doubt(Code.NUMBER_NOT_READ, figure.value),),
        )

    def _only_year(self) -> int | None:
        years = marks(self.phrases, "YEAR")
        return int(years[0].value) if len(years) == 1 else None

    def draft(self, place: int, anchor: Anchor) -> Draft:
        """Take a number with its unit, date, year and words, before its meaning is settled."""
        quantity = anchor.quantity
        when, doubts = self._when(place, anchor)
        return Draft(
            label=qualifiers.kept(self._label_of(place, anchor), self.text, anchor),
            operator=quantity.operator,
            value=quantity.value,
            upper=quantity.upper,
            scale=quantity.scale,
            unit=quantity.unit or noun_after(self.text, quantity.end, anchor.after),
            when=when,
            reference_year=self._reference_year(place, anchor),
            assumed=self.qualified,
            unclear=quantity.value is None or bool(doubts),
            embedded=is_embedded(anchor),
            within=quantity.shape == "within",
            proviso=self.proviso,
            noted=noted_labels.behind(self.text, quantity.end),
            doubts=tuple(doubts),
        )

    def _when(self, place: int, anchor: Anchor) -> tuple[When | None, list[Doubt]]:
        if len(self.whens) <= 1:
            return (self.whens[0] if self.whens and not self._is_of_later(place) else None), []
        if len(self.anchors) == 1:
            dates = ", ".join(self.text[when.start : when.end] for when in self.whens)
            return None, [doubt(Code.SEVERAL_DEADLINES, dates)]
        dates_lead = self.whens[0] in self.anchors[0].before and self.whens[-1] not in self.anchors[-1].after
        trail = self.whens[0] in self.anchors[0].after and self.whens[-1] in self.anchors[-1].after
        lead = dates_lead or (self._leads() and not trail)
        near = [when for when in self.whens if when in (anchor.before if lead else anchor.after)]
        if not near and place in (0, len(self.anchors) - 1):
            near = [when for when in self.whens if when in (anchor.after if place else anchor.before)]
        if not near and place:
            near = [when for when in self.whens if when in anchor.before][1:]
        return (near[0] if near else None), []

    def _is_of_later(self, place: int) -> bool:
        """Say whether the only date stands right before a later number: "≥ 5 e a fine anno 10"."""
        between = self.anchors[place + 1 :]
        return any(
            each.before and each.before[-1] is self.whens[0] and _AND.fullmatch(self._between(each))
            for each in between
        )

    def _between(self, anchor: Anchor) -> str:
        """Give the words between the number before a number and the date right before it."""
        before = self.anchors[self.anchors.index(anchor) - 1].quantity.end
        return lower(self.text[before : self.whens[0].start])

    def _leads(self) -> bool:
        """Say whether the words stand before their numbers: "Regioni 50 %, Comuni 10 %"."""
        telling = ("WORD", "YEAR", "OPAQUE", "AIM", "BASE")
        return bool(marks(self.anchors[0].before, *telling)) and not marks(self.anchors[-1].after, *telling)

    def _reference_year(self, place: int, anchor: Anchor) -> int | None:
        near: Sequence[Phrase] = anchor.before if self._leads() else anchor.after
        if len(self.anchors) == 1 or (place == 0 and not marks(near, "YEAR")):
            near = (*anchor.after, *anchor.before)
        years = marks(near, "YEAR")
        if years or not self.compared:
            return int(years[0].value) if years else None
        return self.compared[0].year

    # -- words ------------------------------------------------------------------------------

    def _label_of(self, place: int, anchor: Anchor) -> str:
        previous = self.anchors[place - 1].quantity.end if place else self.start
        following = self.anchors[place + 1].quantity.start if place + 1 < len(self.anchors) else self.end
        if self._leads() and len(self.anchors) > 1:
            start, end = previous, anchor.quantity.end
        else:
            start, end = (previous if place == 0 else anchor.quantity.end), following
        return self.label(start, end, [anchor.quantity, *self.whens])

    def label(self, start: int, end: int, without: Sequence[Phrase]) -> str:
        """Give the words of a stretch without some of its phrases and without notes in brackets."""
        return label(self.text, start, end, [*without, *marks(self.phrases, "NOTE")])
