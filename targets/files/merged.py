"""Merged cells: what a person sees across several rows belongs to each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

Cells = dict[tuple[int, int], str]
"""Filled cells by (row, column), both from 0."""


class Merged(NamedTuple):
    """A merged range, corners included, rows and columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


def fill_down(cells: Cells, ranges: Iterable[Merged], last_row: int) -> None:
    """Repeat the text of each merged range in the first column of its other rows.

    Columns are not filled: a title merged across the sheet is one cell of text.
    """
    for merged in ranges:
        text = cells.get((merged.top, merged.left))
        if text is None:
            continue
        for row in range(merged.top + 1, min(merged.bottom, last_row) + 1):
            cells.setdefault((row, merged.left), text)


def to_rows(cells: Cells) -> tuple[tuple[str, ...], ...]:
    """Lay filled cells out as rows; each row ends with its last filled cell."""
    rows: list[list[str]] = [[] for _ in range(max((row for row, _ in cells), default=-1) + 1)]
    for (row, column), text in sorted(cells.items()):
        line = rows[row]
        line.extend([""] * (column - len(line)))
        line.append(text)
    return tuple(tuple(row) for row in rows)
