"""The bands that give an achievement its word and its colour."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class BandColour(StrEnum):
    """The colours a band may have: each has a tested contrast, and none stands without its word."""

    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    LIGHT_GREEN = "light_green"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Band:
    """One band: it reaches from its lower edge up to the next band's."""

    name: str
    """Stable name in data: ``partly_reached``."""
    lower: Decimal
    """Its lower edge, an achievement in per cent."""
    includes_lower: bool
    """Whether the edge itself belongs to it: "from 90" (True) or "more than 90" (False)."""
    colour: BandColour
    word: str
    """What is printed beside or in place of the colour."""
    word_en: str = ""
    """The same for English pages and documents; empty = the word itself."""

    def holds(self, shown: Decimal) -> bool:
        """Say whether a shown achievement is not below this band."""
        return shown > self.lower or (self.includes_lower and shown == self.lower)

    @property
    def order(self) -> tuple[Decimal, bool]:
        """From the lowest band to the highest: "from 0" stands before "more than 0"."""
        return (self.lower, not self.includes_lower)


def default_bands() -> tuple[Band, ...]:
    """Return the bands a new method starts with (the edges 0–70–90 are widespread, not law).

    The words are English: who stores them puts the body's language in place of them.
    """
    return (
        Band("not_reached", Decimal(0), includes_lower=True, colour=BandColour.RED, word="not reached"),
        Band(
            "partly_reached",
            Decimal(70),
            includes_lower=True,
            colour=BandColour.ORANGE,
            word="partly reached",
        ),
        Band(
            "largely_reached",
            Decimal(90),
            includes_lower=True,
            colour=BandColour.YELLOW,
            word="largely reached",
        ),
        Band("reached", Decimal(100), includes_lower=True, colour=BandColour.GREEN, word="reached"),
    )
