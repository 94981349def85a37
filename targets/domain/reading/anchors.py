"""The numbers of a clause, each with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.phrases import Mark, Phrase, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

TIME = frozenset(lexicon.table("units")["time"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number that may be a target, with the phrases on both sides up to the next one."""

    quantity: Quantity
    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]

    @property
    def word_before(self) -> str:
        """The word right before the number, in lower case; empty where none is."""
        last = self.before[-1] if self.before else None
        return lower(last.value) if isinstance(last, Mark) and last.kind == "WORD" else ""

    @property
    def mark_before(self) -> Mark | None:
        """Whatever stands right before the number, if it is no date."""
        last = self.before[-1] if self.before else None
        return last if isinstance(last, Mark) else None


def marks(phrases: Sequence[Phrase], *kinds: str) -> list[Mark]:
    """Pick the marks of some kinds."""
    return [phrase for phrase in phrases if isinstance(phrase, Mark) and phrase.kind in kinds]
