"""The performance tree as pictures: plain data in, SVG out.

Each picture is one landscape A4 page at most. Levels are told apart by column, heading and
shape, never by colour alone; every picture comes with a text that says the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from reports.drawing.svg import (
    ACCENT,
    INK,
    LEADING,
    PAPER,
    RULE,
    TEXT,
    Picture,
    hatching,
    picture,
    rect,
    text,
)
from reports.drawing.wrapping import wrap
from reports.typefaces import drawable, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.drawing.bands import Figure

# All lengths are in points: the text is read on paper, where less than 7 pt is too small.
WIDTH = 762.0
PAGE_HEIGHT = 462.0
HEADING = 20.0
ROOT_WIDTH = 30.0
PADDING_X = 7.0
PADDING_Y = 5.0
STRIPE = 9.0
"""Width of the hatched edge of a box that carries a figure."""
FIGURE_SIZE = 8.0
LEAST_ROOT = 180.0
"""Height in which the figure of the whole can be read on the root."""


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One box: a strategic line, a strategic objective or an operational objective."""

    code: str
    """Empty where it has none."""
    text: str
    children: tuple[TreeNode, ...] = ()
    continued: str = ""
    """The word that says it stands on the page before too; empty where it stands only here."""
    figure: Figure | None = None
    """What was achieved, which gives the box its look; None in the tree of a plan."""


@dataclass(frozen=True, slots=True)
class TreeWords:
    """The words of the pictures, in the reader's language."""

    title: str
    levels: tuple[str, str, str]
    """What a box of the first, second and third column is."""
    continued: str
    """Stands in a box that is carried over from the page before."""


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
    root: str,
    lines: Sequence[TreeNode],
    words: TreeWords,
    *,
    root_figure: Figure | None = None,
    page_height: float = PAGE_HEIGHT,
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
    # The figure of the whole has a line of its own, so that a long name does not push it out.
    roots = [drawable(part) for part in (root, root_figure and root_figure.in_words) if part]
    return tuple(_draw(roots, page, words) for page in pages if page)


def _drawable(node: TreeNode) -> TreeNode:
    children = tuple(_drawable(child) for child in node.children)
    figure = node.figure and node.figure.drawable()
    return replace(node, code=drawable(node.code), text=drawable(node.text), children=children, figure=figure)


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
    texts = len(_box_text(node, level)) * column.size * LEADING
    return texts + len(_figure_text(node, level)) * FIGURE_SIZE * LEADING + 2 * PADDING_Y


@lru_cache(maxsize=1024)
def _box_text(node: TreeNode, level: int) -> list[str]:
    column = _COLUMNS[level]
    return wrap(
        f"({node.continued}) {node.text}" if node.continued else node.text,
        column.width - 2 * PADDING_X - _indent(node, level),
        1 if node.continued else column.most_lines,
        lambda text: text_width(text, size=column.size, weight=column.weight),
    )


@lru_cache(maxsize=1024)
def _figure_text(node: TreeNode, level: int) -> list[str]:
    """The lines that word the figure of a box; none where it has none."""
    if node.figure is None:
        return []
    room = _COLUMNS[level].width - 2 * PADDING_X - STRIPE
    return wrap(node.figure.in_words, room, 3, lambda text: text_width(text, size=FIGURE_SIZE, weight=600))


def _indent(node: TreeNode, level: int) -> float:
    """How far the text stands to the right to leave room for the hatched edge and for the code."""
    edge = 0.0 if node.figure is None else STRIPE
    return edge + (text_width(node.code, size=_COLUMNS[level].size, weight=600) + 5 if node.code else 0)


def _draw(roots: Sequence[str], nodes: Sequence[TreeNode], words: TreeWords) -> Picture:
    boxes = _column_height(nodes, 0)
    tall = max(boxes, LEAST_ROOT if len(roots) > 1 else 0)
    height = HEADING + tall
    alternative = _in_words(roots, nodes, words)
    parts = [
        *(
            text(column.x, 10, label, size=8, weight=600, fill=ACCENT)
            for column, label in zip(_COLUMNS, words.levels, strict=True)
        ),
        *_root_box(roots, height),
        *_boxes(nodes, 0, HEADING + (tall - boxes) / 2, trunk_x=ROOT_WIDTH, trunk_y=None),
    ]
    return picture(parts, title=words.title, alternative=alternative, width=WIDTH, height=height)


def _root_box(roots: Sequence[str], height: float) -> Iterator[str]:
    """Draw the organization as a bar on the left, its name upwards: one line, or two smaller ones."""
    tall = height - HEADING
    room = tall - 2 * PADDING_X
    fits = len(roots) == 1 and text_width(roots[0], size=10, weight=600) <= room
    size = 10.0 if fits else 8.5
    most = 2 if len(roots) == 1 else 1
    lines = [
        line
        for root in roots
        for line in wrap(root, room, most, lambda text: text_width(text, size=size, weight=600))
    ]
    middle = HEADING + tall / 2
    first = ROOT_WIDTH / 2 + size / 3 - (len(lines) - 1) * size * LEADING / 2
    yield rect(0, HEADING, ROOT_WIDTH, tall, fill=INK)
    for number, line in enumerate(lines):
        start = -text_width(line, size=size, weight=600) / 2
        x = first + number * size * LEADING
        yield (
            f'<g transform="translate({x:.1f} {middle:.1f}) rotate(-90)">'
            f"{text(start, 0, line, size=size, weight=600, fill=PAPER)}</g>"
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
    yield from _ground(node, level, top)
    baseline = top + PADDING_Y + column.size
    fill = PAPER if level == 0 and node.figure is None else TEXT
    edge = 0.0 if node.figure is None else STRIPE
    if node.code:
        x = column.x + PADDING_X + edge
        yield text(x, baseline, node.code, size=column.size, weight=600, fill=fill)
    x = column.x + PADDING_X + _indent(node, level)
    lines = _box_text(node, level)
    for number, line in enumerate(lines):
        y = baseline + number * column.size * LEADING
        yield text(x, y, line, size=column.size, weight=column.weight, fill=fill)
    if node.figure is not None:
        x, y = column.x + PADDING_X + edge, top + PADDING_Y + len(lines) * column.size * LEADING
        for number, line in enumerate(_figure_text(node, level)):
            place = y + FIGURE_SIZE + number * FIGURE_SIZE * LEADING
            yield text(x, place, line, size=FIGURE_SIZE, weight=600, fill=node.figure.look.text)


def _ground(node: TreeNode, level: int, top: float) -> Iterator[str]:
    """Draw the box itself: by its band where it carries a figure, else by its level."""
    column = _COLUMNS[level]
    tall = _box_height(node, level)
    dashes = ' stroke-dasharray="3 2"' if node.continued else ""
    if node.figure is not None:
        look = node.figure.look
        edge = f' stroke="{look.border}" stroke-width="1"{node.figure.dashes or dashes}'
        yield rect(column.x, top, column.width, tall, fill=look.fill, extra=edge)
        yield hatching(column.x, top, STRIPE, tall, hatch=look.hatch, stroke=look.border)
        yield rect(
            column.x, top, STRIPE, tall, fill="none", extra=f' stroke="{look.border}" stroke-width="0.6"'
        )
    elif level == 0:
        yield rect(column.x, top, column.width, tall, fill=INK)
    else:
        edge = f' stroke="{ACCENT if level == 1 else RULE}" stroke-width="0.8"{dashes}'
        yield rect(column.x, top, column.width, tall, fill=PAPER, extra=edge)
        if level == 1:  # a thick left edge marks the strategic objective also in black and white
            yield rect(column.x, top, 3, tall, fill=ACCENT)


def _in_words(roots: Sequence[str], nodes: Sequence[TreeNode], words: TreeWords) -> str:
    sentences = [f"{part}." for part in (words.title, *roots)]
    for node in nodes:
        sentences.extend(_node_in_words(node, 0, words))
    return " ".join(sentences)


def _node_in_words(node: TreeNode, level: int, words: TreeWords) -> Iterator[str]:
    mark = f" ({words.continued})" if node.continued else ""
    name = " ".join(part for part in (words.levels[level], node.code) if part)
    figure = f" – {node.figure.in_words}" if node.figure else ""
    yield f"{name}{mark}: {node.text.strip().rstrip('.')}{figure}."
    for child in node.children:
        yield from _node_in_words(child, level + 1, words)
