"""What was achieved, as pictures: plain data in, SVG out.

Read without colour too: every bar carries its figure and the word of its band, every band has
its own hatching, what has no figure is drawn empty with a broken edge and says why. A page that
shows one has the same figures in a table beside it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.drawing.bands import COLOURS, NO_FIGURE, Figure, Look
from reports.drawing.svg import INK, LEADING, PAPER, RULE, TEXT, Picture, hatching, picture, rect, text
from reports.drawing.tree import PAGE_HEIGHT, WIDTH, TreeNode, TreeWords, tree_pictures
from reports.drawing.wrapping import wrap
from reports.typefaces import drawable, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "COLOURS",
    "ChartRow",
    "Figure",
    "Look",
    "Picture",
    "Share",
    "TreeNode",
    "TreeWords",
    "band_distribution",
    "bars_by_group",
    "tree_by_band",
]

SIZE = 9.0
AXIS = 16.0
"""Room for the numbers above the bars."""
BAR = 15.0
GAP = 9.0
WIDE = 480.0
"""From this width on a label stands on the left of its bar, below it above the bar."""
FULL = Decimal(100)
LONGEST = Decimal(150)
"""In per cent. A higher achievement is drawn to the edge with an arrow; its figure says the rest."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar: a line, a section or an area."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Share:
    """How many indicators lie in one band, or have no figure for one reason."""

    label: str
    """The word of the band, or ``not reported``."""
    count: int
    look: Look = NO_FIGURE
    """``COLOURS[band.colour]``, or that of what has no figure."""


def tree_by_band(
    root: str,
    figure: Figure,
    lines: Sequence[TreeNode],
    words: TreeWords,
    *,
    page_height: float = PAGE_HEIGHT,
) -> tuple[Picture, ...]:
    """Draw the performance tree with what each box achieved, as many landscape pages as it takes.

    ``figure`` is that of the whole plan, ``root`` its organization; every node carries its own.
    """
    return tree_pictures(root, lines, words, root_figure=figure, page_height=page_height)


def bars_by_group(
    rows: Sequence[ChartRow], title: str, *, width: float = WIDTH, page_height: float | None = PAGE_HEIGHT
) -> tuple[Picture, ...]:
    """Draw the achievement of each row as a bar, in the order given, with its number and its band.

    ``page_height`` None = one picture of any height, for a screen. No rows, no picture.
    """
    drawn = [replace(row, label=drawable(row.label), figure=row.figure.drawable()) for row in rows]
    frame = _Frame(width, _top(row.figure for row in drawn))
    room = math.inf if page_height is None else page_height - AXIS
    pages: list[list[ChartRow]] = [[]]
    for row in drawn:
        if pages[-1] and sum(map(frame.height, (*pages[-1], row))) > room:
            pages.append([])
        pages[-1].append(row)
    return tuple(_bars(page, title, frame) for page in pages if page)


def band_distribution(shares: Sequence[Share], title: str, *, width: float = WIDTH) -> Picture:
    """Draw how many indicators lie in each band, and how many have no figure, one bar each.

    A share of none keeps its line: that nothing was missed is worth reading too.
    """
    most = max((share.count for share in shares), default=0) or 1
    label_width = max((text_width(share.label, size=SIZE, weight=600) for share in shares), default=0)
    left = min(label_width + 10, width * 0.6)
    number_width = text_width(str(most), size=SIZE, weight=600) + 8
    parts: list[str] = []
    y = 0.0
    for share in shares:
        lines = _wrapped(drawable(share.label), left - 10, 2, 600)
        tall = max(BAR, len(lines) * SIZE * LEADING)
        parts += _lines_of_text(lines, 0, y + SIZE + 2, weight=600, fill=TEXT)
        length = (width - left - number_width) * share.count / most
        dashes = ' stroke-dasharray="3 2"' if share.look is NO_FIGURE else ""
        parts += _bar(left, y, length, share.look, dashes)
        parts.append(
            text(left + length + 6, y + SIZE + 2, str(share.count), size=SIZE, weight=600, fill=TEXT)
        )
        y += tall + GAP * 0.7
    counted = " ".join(f"{share.label}: {share.count}." for share in shares)
    return picture(parts, title=title, alternative=f"{title}. {counted}", width=width, height=y)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where labels, bars and figures stand."""

    width: float
    top: Decimal
    """Per cent at the right end of the bars."""

    @property
    def is_wide(self) -> bool:
        return self.width >= WIDE

    @property
    def left(self) -> float:
        """Where the bars begin; the edge of a bar at zero still has to be seen."""
        return self.width * 0.36 + 12 if self.is_wide else 1.0

    @property
    def figure_x(self) -> float:
        return self.width * (0.74 if self.is_wide else 0.56)

    @property
    def bar_width(self) -> float:
        return self.figure_x - self.left - 14

    def at(self, value: Decimal) -> float:
        """Return where ``value`` lies."""
        share = min(max(value, Decimal(0)), self.top) / self.top
        return self.left + self.bar_width * float(share)

    def label(self, row: ChartRow) -> list[str]:
        room = self.left - 16 if self.is_wide else self.width
        return _wrapped(row.label, room, 3, 400)

    def figure(self, row: ChartRow) -> list[tuple[str, int]]:
        """Return the lines beside a bar with their weight: the figure, its band, what is set by hand."""
        parts = [(row.figure.text, 600), (row.figure.word, 400), (row.figure.override, 400)]
        return [
            (line, weight)
            for words, weight in parts
            if words
            for line in _wrapped(words, self.width - self.figure_x, 3, weight)
        ]

    def height(self, row: ChartRow) -> float:
        label, figure = (len(lines) * SIZE * LEADING for lines in (self.label(row), self.figure(row)))
        beside = max(figure, BAR)
        return GAP + (max(label, beside) if self.is_wide else label + 3 + beside)


def _top(figures: Iterator[Figure]) -> Decimal:
    values = [
        value for figure in figures for value in (figure.value, figure.override_value) if value is not None
    ]
    return min(max([FULL, *values]), LONGEST)


def _bars(rows: Sequence[ChartRow], title: str, frame: _Frame) -> Picture:
    height = AXIS + sum(map(frame.height, rows))
    parts = list(_axis(frame, height))
    y = AXIS
    for row in rows:
        parts += _row(row, frame, y)
        y += frame.height(row)
    sentences = (f"{row.label.strip().rstrip('.')}: {row.figure.in_words}." for row in rows)
    alternative = " ".join((f"{title}.", *sentences))
    return picture(parts, title=title, alternative=alternative, width=frame.width, height=height)


def _axis(frame: _Frame, height: float) -> Iterator[str]:
    for value in (Decimal(0), Decimal(50), FULL):
        x = frame.at(value)
        words = f"{value} %" if value == FULL else str(value)
        start = max(0.0, x - text_width(words, size=8) / 2)
        yield text(start, 8, words, size=8, weight=400, fill="#455b71")
        look = f'stroke="{RULE}" stroke-width="{1 if value == FULL else 0.5}"'
        yield f'<path d="M{x:.1f} {AXIS - 4:g}V{height:.1f}" fill="none" {look}/>'


def _row(row: ChartRow, frame: _Frame, y: float) -> Iterator[str]:
    label, figure = frame.label(row), row.figure
    label_height = len(label) * SIZE * LEADING
    if not frame.is_wide:  # the rules of the axis do not cross the label
        widest = max(text_width(line, size=SIZE) for line in label)
        yield rect(0, y - 1, widest + 3, label_height + 2, fill=PAPER)
    yield from _lines_of_text(label, 0, y + SIZE + 1, weight=400, fill=TEXT)
    top = y if frame.is_wide else y + label_height + 3
    if figure.value is None:
        yield from _bar(frame.left, top, frame.bar_width, figure.look, figure.dashes)
    else:
        yield from _bar(frame.left, top, frame.at(figure.value) - frame.left, figure.look, "")
        if figure.value > frame.top:
            end = frame.left + frame.bar_width
            yield f'<path d="M{end + 2:.1f} {top + 3:.1f}l6 4.5l-6 4.5z" fill="{figure.look.border}"/>'
    if figure.override_value is not None:
        yield _diamond(frame.at(figure.override_value), top + BAR / 2)
    for number, (line, weight) in enumerate(frame.figure(row)):
        place = top + SIZE + 1 + number * SIZE * LEADING
        fill = figure.look.text if weight == 600 else TEXT
        yield text(frame.figure_x, place, line, size=SIZE, weight=weight, fill=fill)


def _bar(x: float, y: float, length: float, look: Look, dashes: str) -> Iterator[str]:
    """Draw a bar from ``x``; a bar of zero is a thick stroke, so that it is not taken for a gap."""
    if length < 1:
        yield rect(x, y, 2, BAR, fill=look.border)
        return
    yield rect(x, y, length, BAR, fill=look.fill, extra=f' stroke="{look.border}" stroke-width="1"{dashes}')
    yield hatching(x, y, length, BAR, hatch=look.hatch, stroke=look.border)


def _diamond(x: float, y: float) -> str:
    """Mark what was set by hand, beside the bar of what was computed."""
    shape = f"M{x:.1f} {y - 6:.1f}l5 6l-5 6l-5 -6z"
    return f'<path d="{shape}" fill="{PAPER}" stroke="{INK}" stroke-width="1.4"/>'


def _wrapped(words: str, room: float, most: int, weight: int) -> list[str]:
    return wrap(words, room, most, lambda part: text_width(part, size=SIZE, weight=weight))


def _lines_of_text(lines: Sequence[str], x: float, y: float, *, weight: int, fill: str) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield text(x, y + number * SIZE * LEADING, line, size=SIZE, weight=weight, fill=fill)
