"""An achievement as pictures show it, and the look of its band: never a colour without its word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.drawing.svg import ACCENT, TEXT, Hatch
from reports.typefaces import drawable
from targets.domain.counting.bands import BandColour

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Look:
    """How a band looks. Text on the fill and on paper reads with 4.5 to 1, the border with 3 to 1."""

    fill: str
    border: str
    text: str
    hatch: Hatch


COLOURS: dict[BandColour, Look] = {
    BandColour.RED: Look("#fbe3e6", "#b3223c", "#7d1128", Hatch.CROSSED),
    BandColour.ORANGE: Look("#fdeada", "#b35900", "#7a3d00", Hatch.RISING),
    BandColour.YELLOW: Look("#fdf6cf", "#8a6d00", "#5c4900", Hatch.LEVEL),
    BandColour.LIGHT_GREEN: Look("#eaf6d9", "#557a0c", "#3c5607", Hatch.UPRIGHT),
    BandColour.GREEN: Look("#d4efdf", "#00733d", "#00522b", Hatch.NONE),
    BandColour.BLUE: Look("#dfecfa", "#0059b3", "#003e7d", Hatch.FALLING),
    BandColour.GREY: Look("#eceff2", "#5c6f82", "#33424f", Hatch.SPARSE),
}
"""The same colours stand in ``static/css/bands.css`` for what is no picture; a test compares them."""

NO_FIGURE = Look("#ffffff", "#5c6f82", "#33424f", Hatch.SPARSE)
"""Its edge is drawn with dashes."""
NO_BAND = Look("#e8eff6", ACCENT, TEXT, Hatch.NONE)
"""There is a figure, and the method has no band for it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One achievement with its words, in the reader's language."""

    value: Decimal | None
    """As it is shown, in per cent; None = there is no figure, which is not zero."""
    text: str
    """The figure as it is written (``92,86 %``), or why there is none (``not reported``)."""
    word: str = ""
    """Of its band."""
    colour: BandColour | None = None
    override: str = ""
    """What a person set beside it, in words (``set by hand: 100 %``); empty where nobody did."""
    override_value: Decimal | None = None

    @property
    def look(self) -> Look:
        """How it is drawn."""
        if self.value is None:
            return NO_FIGURE
        return NO_BAND if self.colour is None else COLOURS[self.colour]

    @property
    def dashes(self) -> str:
        """The edge of what has no figure is broken."""
        return ' stroke-dasharray="3 2"' if self.value is None else ""

    @property
    def css_class(self) -> str:
        """Its classes in ``static/css/bands.css``."""
        if self.value is None:
            return "band band-none"
        return "band band-plain" if self.colour is None else f"band band-{self.colour}"

    @property
    def in_words(self) -> str:
        """Everything about it as a phrase: ``92,86 %, largely reached, set by hand: 100 %``."""
        return ", ".join(part for part in (self.text, self.word, self.override) if part)

    def drawable(self) -> Figure:
        """Return it with what no typeface draws as code points."""
        words = (drawable(part) for part in (self.text, self.word, self.override))
        text, word, override = words
        return replace(self, text=text, word=word, override=override)
