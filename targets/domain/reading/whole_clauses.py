"""What a clause shows as a whole, worked out once for all its numbers."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from targets.domain.reading.cells import lower
from targets.domain.reading.clauses import TIME, marks
from targets.domain.reading.phrases import Mark

if TYPE_CHECKING:
    from targets.domain.reading.clauses import Clause

_AND = re.compile(r" ?(?:,|e)? ?")
_CHOICE = re.compile(
    r"(?<!\w)(?:od?|or)(?: (?:in alternativa|comunque|meglio))? ?$"
    r"|(?<!\w)(?:oppure|ovvero|in alternativa)(?!\w)"
)
_LAST_YEAR = re.compile(r"(?:anno|esercizio) (?:precedente|scorso)|(?:previous|last) year")
_NEAR = 4
"""Phrases within which "rispetto a" reaches its year or its baseline."""


class WholeClause:
    """One clause, seen as a whole."""

    def __init__(self, clause: Clause) -> None:
        self.clause = clause
        self._pairs = list(pairwise(clause.anchors))

    @cached_property
    def figures(self) -> list[Mark]:
        """What looks like a figure and is none that can be named."""
        return marks(self.clause.phrases, "FIGURE")

    @cached_property
    def may_move(self) -> bool:
        """Say whether it goes from one number to another: "80 % → 85 %"; "80%>85%" may do so too."""
        runs_into_sign = any(
            first.quantity.operator is None and not first.after and second.quantity.operator is not None
            for first, second in self._pairs
        )
        return bool(marks(self.clause.phrases, "ARROW")) or runs_into_sign

    @cached_property
    def is_composed(self) -> bool:
        """Say whether a length of time goes on in a smaller unit: "1 ora e 30 minuti", "1 ora e 30"."""
        return any(
            first.unit in TIME
            and (second.unit in TIME or second.unit is None)
            and first.unit != second.unit
            and second.operator is None
            and _AND.fullmatch(self.clause.text[first.end : second.start]) is not None
            for first, second in pairwise([anchor.quantity for anchor in self.clause.anchors])
        )

    @cached_property
    def choices(self) -> frozenset[int]:
        """Give the places of the numbers of which one is enough: "≥ 50 oppure 100 %"."""
        found = [
            place
            for place, (first, second) in enumerate(self._pairs)
            if _CHOICE.search(lower(self.clause.text[first.quantity.end : second.quantity.start]))
        ]
        return frozenset([*found, *(place + 1 for place in found)])

    @cached_property
    def is_against_earlier(self) -> bool:
        """Say whether "rispetto a" is followed by a baseline or an earlier year, and not by a total."""
        phrases = self.clause.phrases
        for place, phrase in enumerate(phrases):
            if isinstance(phrase, Mark) and phrase.kind == "VERSUS":
                following = marks(phrases[place + 1 : place + 1 + _NEAR], "BASE", "YEAR")
                if following or self.clause.compared or lower(phrase.value).startswith("su base"):
                    return True
        return False

    @cached_property
    def names_last_year(self) -> bool:
        """Say whether the year before is named without its number: "rispetto all'anno precedente"."""
        return any(_LAST_YEAR.match(lower(base.value)) for base in marks(self.clause.phrases, "BASE"))
