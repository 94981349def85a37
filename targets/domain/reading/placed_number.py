"""One number of a clause with what stands around it, and how a doubt about it is noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft
    from targets.domain.reading.phrases import Phrase
    from targets.domain.reading.whole_clauses import WholeClause

SHARES = ("%", "percentage points")
_MOVING = lexicon.pattern("signs", "moving")


class PlacedNumber:
    """One number of a clause, being settled."""

    def __init__(self, whole: WholeClause, place: int, year: int | None) -> None:
        self.whole = whole
        self.clause = whole.clause
        self.place = place
        self.year = year
        self.anchor = self.clause.anchors[place]
        self.quantity = self.anchor.quantity
        start, end = self.quantity.start, self.quantity.end
        self.written = self.clause.text[start:end]
        self.ahead = lower(self.clause.text[self.clause.start : start])
        """The words of the clause before the number, in lower case."""
        self.behind = lower(self.clause.text[end : self.clause.end])
        """The words of the clause after the number, in lower case."""

    @property
    def phrases_ahead(self) -> list[Phrase]:
        """The phrases before the number that are no numbers."""
        return [phrase for anchor in self.clause.anchors[: self.place + 1] for phrase in anchor.before]

    @property
    def is_moving(self) -> bool:
        """Say whether "from … to …" is the way to the target: "portare da 6 a 8", "6 → 8"."""
        if self.quantity.shape != "range":
            return False
        moving = lower(self.written).startswith(("da", "from"))
        return self.quantity.polarity == "→" or (moving and _MOVING.search(self.ahead) is not None)


def ask(draft: Draft, code: Code, detail: str) -> Draft:
    """Note a doubt that only a person can settle."""
    return replace(draft, unclear=True, doubts=(*draft.doubts, doubt(code, detail)))


def assume(draft: Draft, code: Code, detail: str) -> Draft:
    """Note a doubt about what was assumed."""
    return replace(draft, assumed=True, doubts=(*draft.doubts, doubt(code, detail)))
