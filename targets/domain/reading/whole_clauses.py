"""What a clause shows as a whole, worked out once for all its numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from targets.domain.reading.anchors import TIME, marks
from targets.domain.reading.cells import lower
from targets.domain.reading.phrases import Mark

if TYPE_CHECKING:
    from targets.domain.reading.clauses import Clause
    from targets.domain.reading.phrases import Quantity

_AND = re.compile(r" ?(?:,|e)? ?")
_CHOICE = re.compile(
    r"(?<!\w)(?<!c/)(?:od?|or)(?: (?:in alternativa|comunque|meglio))?"
    r"(?: (?:il|lo|la|i|gli|le|l'|almeno))*? ?$"
    r"|(?<!\w)(?:oppure|ovvero|in alternativa)(?!\w)"
)
_LAST_YEAR = re.compile(r"(?:anno|esercizio) (?:precedente|scorso)|(?:previous|last) year")
_ARITHMETIC = re.compile(r" ?[+*×·] ?|:| [^\W\d_]+ [x×*] ")
_PART_OF = re.compile(
    r"(?<!\w)(?:d(?:i|el|ei|ella|elle|egli)|su|sul|sulla|nel|nella|nei|nelle|in) $|(?:dell|sull|nell)'$"
)
_JOINED = re.compile(r"[,;|:=•\n-]|(?<!\w)(?:ed?|poi|and|a|al|per|target|anno)(?!\w)")
_NEAR = 4
"""Phrases within which "rispetto a" reaches its year or its baseline."""


def _is_bare(quantity: Quantity) -> bool:
    return quantity.operator is None and quantity.shape == "bound" and not quantity.polarity


class WholeClause:
    """One clause, seen as a whole; each thing is found once, and every number asks for most of them."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self._pairs = list(pairwise(clause.anchors))
        self.figures = self._find_figures()
        self.may_move = self._find_may_move()
        self.is_composed = self._find_is_composed()
        self.entangled = self._find_entangled()
        self.choices = self._find_choices()
        self.is_against_earlier = self._find_is_against_earlier()
        self.names_last_year = self._find_names_last_year()

    def _find_figures(self) -> list[Mark]:
        """What looks like a figure and is none that can be named."""
        return marks(self.clause.phrases, "FIGURE")

    def _find_may_move(self) -> bool:
        """Say whether it goes from one number to another: "80 % → 85 %"; "80%>85%" may do so too."""
        runs_into_sign = any(
            first.quantity.operator is None and not first.after and second.quantity.operator is not None
            for first, second in self._pairs
        )
        return bool(marks(self.clause.phrases, "ARROW")) or runs_into_sign

    def _find_is_composed(self) -> bool:
        """Say whether a length of time goes on in a smaller unit: "1 ora e 30 minuti", "1 ora e 30"."""
        return any(
            first.unit in TIME
            and (second.unit in TIME or second.unit is None)
            and first.unit != second.unit
            and second.operator is None
            and _AND.fullmatch(self.clause.text[first.end : second.start]) is not None
            for first, second in pairwise([anchor.quantity for anchor in self.clause.anchors])
        )

    def _find_entangled(self) -> frozenset[int]:
        """Give the places of numbers that make one figure together: "80 % del 90 %", "5 + 3", "10:2".

        So does a bare number that trails a number with a sign: "almeno 5 via Roma 12".
        """
        found: set[int] = set()
        for place, (first, second) in enumerate(self._pairs):
            one, other = first.quantity, second.quantity
            between = lower(self.clause.text[one.end : other.start])
            shares = one.unit == other.unit == "%" and other.operator is None
            side_by_side = not between.strip() and one.unit is None and _is_bare(one) and _is_bare(other)
            if _ARITHMETIC.fullmatch(between) or side_by_side or (shares and _PART_OF.search(between)):
                found |= {place, place + 1}
            elif self._trails(one, other, between):
                found.add(place + 1)
        return frozenset(found)

    def _trails(self, one: Quantity, other: Quantity, between: str) -> bool:
        bare = other.operator is None and other.unit is None and other.shape == "bound"
        joined = _JOINED.search(between) is not None or other.polarity
        told = self.clause.text[other.end : other.end + 2].strip()[:1].isalpha()
        return one.operator is not None and bare and not joined and not told

    def _find_choices(self) -> frozenset[int]:
        """Give the places of the numbers of which one is enough: "≥ 50 oppure 100 %"."""
        found = [
            place
            for place, (first, second) in enumerate(self._pairs)
            if _CHOICE.search(lower(self.clause.text[first.quantity.end : second.quantity.start]))
        ]
        return frozenset([*found, *(place + 1 for place in found)])

    def _find_is_against_earlier(self) -> bool:
        """Say whether "rispetto a" is followed by a baseline or an earlier year, and not by a total."""
        phrases = self.clause.phrases
        for place, phrase in enumerate(phrases):
            if isinstance(phrase, Mark) and phrase.kind == "VERSUS":
                following = marks(phrases[place + 1 : place + 1 + _NEAR], "BASE", "YEAR")
                if following or self.clause.compared or lower(phrase.value).startswith("su base"):
                    return True
        return False

    def _find_names_last_year(self) -> bool:
        """Say whether the year before is named without its number: "rispetto all'anno precedente"."""
        return any(_LAST_YEAR.match(lower(base.value)) for base in marks(self.clause.phrases, "BASE"))
