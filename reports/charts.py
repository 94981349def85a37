"""The performance tree as pictures: plain data in, SVG out.

Each picture is one landscape A4 page at most. Levels are told apart by column, heading and
shape, never by colour alone; every picture comes with a text that says the same.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from reports.typefaces import drawable, text_width
from reports.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FONTS = "Plan Text, Plan Signs, Titillium Web, sans-serif"

# All lengths are in points: the text is read on paper, where less than 7 pt is too small.
WIDTH = 762.0
PAGE_HEIGHT = 462.0
HEADING = 20.0
ROOT_WIDTH = 30.0
LEADING = 1.24
PADDING_X = 7.0
PADDING_Y = 5.0
INK, PAPER, RULE, ACCENT = "#17324d", "#ffffff", "#8a9bab", "#0059b3"


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One box: a strategic line, a strategic objective or an operational objective."""

    code: str
    """Empty where it has none."""
    text: str
    children: tuple[TreeNode, ...] = ()
    continued: str = ""
    """The word that says it stands on the page before too; empty where it stands only here."""


@dataclass(frozen=True, slots=True)
class TreeWords:
    """The words of the pictures, in the reader's language."""

    title: str
    levels: tuple[str, str, str]
    """What a box of the first, second and third column is."""
    continued: str
    """Stands in a box that is carried over from the page before."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of the tree."""

    svg: str
    alternative: str
    """The same in words, for who cannot see it."""
    width: float
    height: float

    @property
    def data_url(self) -> str:
        """The picture as an address that needs no file."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


@dataclass(frozen=True, slots=True)
class _Column:
    x: float
    width: float
    size: float
    weight: int
    most_lines: int
    gap: float
    """Between two boxes of it."""


_COLUMNS = (
    _Column(x=52, width=186, size=9, weight=600, most_lines=6, gap=12),
    _Column(x=262, width=242, size=8, weight=400, most_lines=4, gap=9),
    _Column(x=528, width=233, size=7.5, weight=400, most_lines=2, gap=5),
)


def tree_pictures(
    root: str, lines: Sequence[TreeNode], words: TreeWords, *, page_height: float = PAGE_HEIGHT
) -> tuple[Picture, ...]:
    """Draw the tree of ``lines`` under the organization ``root``, as many pages as it takes.

    A line stays on one page where it fits; else it goes on overleaf, its boxes marked as
    continued. Long texts are cut at a word and end with "…": the tables hold them whole.
    """
    room = page_height - HEADING
    pages: list[list[TreeNode]] = [[]]
    for node in lines:
        for piece in _pieces(_drawable(node), 0, room, words.continued):
            if pages[-1] and _column_height([*pages[-1], piece], 0) > room:
                pages.append([])
            pages[-1].append(piece)
    return tuple(_draw(drawable(root), page, words) for page in pages if page)


def _drawable(node: TreeNode) -> TreeNode:
    children = tuple(_drawable(child) for child in node.children)
    return replace(node, code=drawable(node.code), text=drawable(node.text), children=children)


def _pieces(node: TreeNode, level: int, room: float, continued: str) -> Iterator[TreeNode]:
    """Yield ``node`` whole if it is no taller than ``room``, else in parts that are."""
    if not node.children or _height(node, level) <= room:
        yield node
        return
    part = replace(node, children=())
    for child in node.children:
        for piece in _pieces(child, level + 1, room, continued):
            longer = replace(part, children=(*part.children, piece))
            if part.children and _height(longer, level) > room:
                yield part
                longer = replace(node, children=(piece,), continued=continued)
            part = longer
    yield part


def _height(node: TreeNode, level: int) -> float:
    own = _box_height(node, level)
    return max(own, _column_height(node.children, level + 1)) if node.children else own


def _column_height(nodes: Sequence[TreeNode], level: int) -> float:
    return sum(_height(node, level) for node in nodes) + _COLUMNS[level].gap * max(0, len(nodes) - 1)


def _box_height(node: TreeNode, level: int) -> float:
    column = _COLUMNS[level]
    return len(_box_text(node, level)) * column.size * LEADING + 2 * PADDING_Y


@lru_cache(maxsize=1024)
def _box_text(node: TreeNode, level: int) -> list[str]:
    column = _COLUMNS[level]
    return wrap(
        f"({node.continued}) {node.text}" if node.continued else node.text,
        column.width - 2 * PADDING_X - _indent(node, level),
        1 if node.continued else column.most_lines,
        lambda text: text_width(text, size=column.size, weight=column.weight),
    )


def _indent(node: TreeNode, level: int) -> float:
    """How far the text stands to the right to leave room for the code."""
    if not node.code:
        return 0
    return text_width(node.code, size=_COLUMNS[level].size, weight=600) + 5


def _draw(root: str, nodes: Sequence[TreeNode], words: TreeWords) -> Picture:
    height = HEADING + _column_height(nodes, 0)
    alternative = _in_words(root, nodes, words)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH:g} {height:.1f}" '
        f'width="{WIDTH:g}pt" height="{height:.1f}pt" font-family={quoteattr(FONTS)}>',
        f"<title>{escape(words.title)}</title><desc>{escape(alternative)}</desc>",
        *(
            _text(column.x, 10, label, size=8, weight=600, fill=ACCENT)
            for column, label in zip(_COLUMNS, words.levels, strict=True)
        ),
        *_root_box(root, height),
        *_boxes(nodes, 0, HEADING, trunk_x=ROOT_WIDTH, trunk_y=None),
        "</svg>",
    ]
    return Picture("".join(parts), alternative, WIDTH, height)


def _root_box(root: str, height: float) -> Iterator[str]:
    """Draw the organization as a bar on the left, its name upwards: one line, or two smaller ones."""
    tall = height - HEADING
    room = tall - 2 * PADDING_X
    size = 10.0 if text_width(root, size=10, weight=600) <= room else 8.5
    lines = wrap(root, room, 2, lambda text: text_width(text, size=size, weight=600))
    middle = HEADING + tall / 2
    first = ROOT_WIDTH / 2 + size / 3 - (len(lines) - 1) * size * LEADING / 2
    yield _rect(0, HEADING, ROOT_WIDTH, tall, fill=INK)
    for number, line in enumerate(lines):
        start = -text_width(line, size=size, weight=600) / 2
        x = first + number * size * LEADING
        yield (
            f'<g transform="translate({x:.1f} {middle:.1f}) rotate(-90)">'
            f"{_text(start, 0, line, size=size, weight=600, fill=PAPER)}</g>"
        )


def _boxes(
    nodes: Sequence[TreeNode], level: int, top: float, *, trunk_x: float, trunk_y: float | None
) -> Iterator[str]:
    """Draw ``nodes`` one under the other from ``top``, each joined to its parent's right side.

    ``trunk_y`` is the middle of the parent's box; None where the parent is as tall as the page.
    """
    for node in nodes:
        column = _COLUMNS[level]
        tall = _height(node, level)
        own = _box_height(node, level)
        # Parents stand at the middle of their children, a lone child at the middle of its parent.
        box_top = top + (tall - own) / 2
        middle = box_top + own / 2
        start = middle if trunk_y is None else trunk_y
        bend = (trunk_x + column.x) / 2
        yield (
            f'<path d="M{trunk_x:g} {start:.1f}H{bend:g}V{middle:.1f}H{column.x:g}" '
            f'fill="none" stroke="{RULE}" stroke-width="0.8"/>'
        )
        yield from _box(node, level, box_top)
        inner = top + (tall - _column_height(node.children, level + 1)) / 2 if node.children else top
        yield from _boxes(node.children, level + 1, inner, trunk_x=column.x + column.width, trunk_y=middle)
        top += tall + column.gap


def _box(node: TreeNode, level: int, top: float) -> Iterator[str]:
    column = _COLUMNS[level]
    tall = _box_height(node, level)
    if level == 0:
        yield _rect(column.x, top, column.width, tall, fill=INK)
    else:
        dashes = ' stroke-dasharray="3 2"' if node.continued else ""
        stroke = ACCENT if level == 1 else RULE
        yield _rect(
            column.x,
            top,
            column.width,
            tall,
            fill=PAPER,
            extra=f' stroke="{stroke}" stroke-width="0.8"{dashes}',
        )
    if level == 1:  # a thick left edge marks the strategic objective also in black and white
        yield _rect(column.x, top, 3, tall, fill=ACCENT)
    baseline = top + PADDING_Y + column.size
    fill = PAPER if level == 0 else "#1a1a1a"
    if node.code:
        yield _text(column.x + PADDING_X, baseline, node.code, size=column.size, weight=600, fill=fill)
    x = column.x + PADDING_X + _indent(node, level)
    for number, line in enumerate(_box_text(node, level)):
        y = baseline + number * column.size * LEADING
        yield _text(x, y, line, size=column.size, weight=column.weight, fill=fill)


def _rect(  # noqa: PLR0913 - a rectangle has that many numbers
    x: float, y: float, width: float, height: float, *, fill: str, extra: str = ""
) -> str:
    return f'<rect x="{x:g}" y="{y:.1f}" width="{width:g}" height="{height:.1f}" fill="{fill}"{extra}/>'


def _text(  # noqa: PLR0913 - place, size and look of a line of text
    x: float, y: float, text: str, *, size: float, weight: int, fill: str
) -> str:
    # The length keeps the text in its box where a browser has to set it in another typeface.
    length = text_width(text, size=size, weight=weight)
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs">{escape(text)}</text>'
    )


def _in_words(root: str, nodes: Sequence[TreeNode], words: TreeWords) -> str:
    sentences = [f"{words.title}. {root}."]
    for node in nodes:
        sentences.extend(_node_in_words(node, 0, words))
    return " ".join(sentences)


def _node_in_words(node: TreeNode, level: int, words: TreeWords) -> Iterator[str]:
    mark = f" ({words.continued})" if node.continued else ""
    name = " ".join(part for part in (words.levels[level], node.code) if part)
    yield f"{name}{mark}: {node.text.strip().rstrip('.')}."
    for child in node.children:
        yield from _node_in_words(child, level + 1, words)
