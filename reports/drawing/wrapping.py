"""Breaking a text into lines of a given width for what is drawn, guessing them for what is laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ELLIPSIS = "…"
TALLEST_ROW = 20
"""Lines, about half a page of paper."""


def is_tall(*texts: tuple[str, int]) -> bool:
    """Whether a printed row may break in two: kept whole, it could leave the headings above it alone.

    ``texts`` come with the letters that a line of their column holds, rather too few than too many.
    """
    return any(
        sum(1 + len(line) // length for line in text.splitlines()) > TALLEST_ROW for text, length in texts
    )


def wrap(text: str, width: float, most_lines: int, measure: Callable[[str], float]) -> list[str]:
    """Break ``text`` into at most ``most_lines`` lines no wider than ``width``.

    A word wider than a line is broken inside; what is left over is replaced by "…".
    """
    words = [part for word in text.split() for part in _fitting_parts(word, width, measure)]
    lines: list[str] = [""]
    for position, word in enumerate(words):
        longer = f"{lines[-1]} {word}".strip()
        if measure(longer) <= width:
            lines[-1] = longer
        elif len(lines) < most_lines:
            lines.append(word)
        else:
            lines[-1] = _with_ellipsis(lines[-1], width, measure)
            break
        if position == len(words) - 1:
            break
    return lines


def _fitting_parts(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    if measure(word) <= width:
        yield word
        return
    part = ""
    for character in word:
        if part and measure(part + character) > width:
            yield part
            part = ""
        part += character
    yield part


def _with_ellipsis(line: str, width: float, measure: Callable[[str], float]) -> str:
    while line and measure(f"{line} {ELLIPSIS}") > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line} {ELLIPSIS}".strip()
