"""The parts that every picture is drawn with. All lengths are in points."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reports.typefaces import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FONTS = "Plan Text, Plan Signs, Titillium Web, sans-serif"
LEADING = 1.24
INK, PAPER, RULE, ACCENT, TEXT = "#17324d", "#ffffff", "#8a9bab", "#0059b3", "#1a1a1a"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, no larger than a page."""

    svg: str
    alternative: str
    """The same in words, for who cannot see it."""
    width: float
    height: float

    @property
    def data_url(self) -> str:
        """The picture as an address that needs no file."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


class Hatch(StrEnum):
    """Lines inside a shape: they tell bands apart where colours do not."""

    NONE = "none"
    RISING = "rising"
    FALLING = "falling"
    CROSSED = "crossed"
    LEVEL = "level"
    UPRIGHT = "upright"
    SPARSE = "sparse"
    """Rising, with room between: for what has no figure."""


def picture(parts: Iterable[str], *, title: str, alternative: str, width: float, height: float) -> Picture:
    """Return ``parts`` as one picture that stands alone and names itself."""
    svg = "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:g} {height:.1f}" '
            f'width="{width:g}pt" height="{height:.1f}pt" font-family={quoteattr(FONTS)}>',
            f"<title>{escape(title)}</title><desc>{escape(alternative)}</desc>",
            *parts,
            "</svg>",
        )
    )
    return Picture(svg, alternative, width, height)


def rect(  # noqa: PLR0913 - a rectangle has that many numbers
    x: float, y: float, width: float, height: float, *, fill: str, extra: str = ""
) -> str:
    """Draw a rectangle; ``extra`` are attributes of its edge."""
    return f'<rect x="{x:g}" y="{y:.1f}" width="{width:g}" height="{height:.1f}" fill="{fill}"{extra}/>'


def text(  # noqa: PLR0913 - place, size and look of a line of text
    x: float, y: float, words: str, *, size: float, weight: int, fill: str
) -> str:
    """Draw one line of text that begins at ``x`` and stands on ``y``."""
    # The length keeps the text in its box where a browser has to set it in another typeface.
    length = text_width(words, size=size, weight=weight)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
    )


def hatching(  # noqa: PLR0913 - a rectangle, and how it is filled
    x: float, y: float, width: float, height: float, *, hatch: Hatch, stroke: str
) -> str:
    """Fill a rectangle with lines, each cut at its edges; nothing where there are none to draw.

    Lines and no ``<pattern>``: a pattern needs an id, and a page holds many pictures.
    """
    lines = [
        f"M{x + x1:.1f} {y + y1:.1f}L{x + x2:.1f} {y + y2:.1f}"
        for x1, y1, x2, y2 in _lines(width, height, hatch)
    ]
    if not lines:
        return ""
    return f'<path d="{"".join(lines)}" fill="none" stroke="{stroke}" stroke-width="0.6"/>'


def _lines(width: float, height: float, hatch: Hatch) -> Iterator[tuple[float, float, float, float]]:
    if hatch is Hatch.LEVEL:
        yield from ((0, at, width, at) for at in _steps(height, 2.5))
    if hatch is Hatch.UPRIGHT:
        yield from ((at, 0, at, height) for at in _steps(width, 3))
    if hatch in (Hatch.RISING, Hatch.CROSSED, Hatch.SPARSE):
        yield from _slanted(width, height, 9 if hatch is Hatch.SPARSE else 4)
    if hatch in (Hatch.FALLING, Hatch.CROSSED):
        yield from ((width - x1, y1, width - x2, y2) for x1, y1, x2, y2 in _slanted(width, height, 4))


def _slanted(width: float, height: float, step: float) -> Iterator[tuple[float, float, float, float]]:
    """Yield the lines x + y = c inside the rectangle."""
    for c in _steps(width + height, step):
        left, right = max(0.0, c - height), min(c, width)
        yield (left, c - left, right, c - right)


def _steps(length: float, step: float) -> Iterator[float]:
    yield from (step * number for number in range(1, int(length / step) + 1) if step * number < length)
