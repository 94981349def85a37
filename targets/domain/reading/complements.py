"""What is left of a whole: "1 - A/B", "100 - % reclami"; and where a share and a percentage are mixed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark import Token, Tree

from targets.domain.reading.expression import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

LEADING = re.compile(r"(1|100) ?%? ?- ?(?=[^\W\d_]|[(\[{%])")
"""A whole before a dash at the start of a formula, where the figure might also number the indicator."""
_HUNDRED = "100"
_MAY_MIX = re.compile(r"(?<![\w.])(?:1|100) [+-] |[+-] (?:1|100)(?![\w.])")


def mixes_share_and_percent(expression: str) -> bool:
    """Say whether 1 stands beside a percentage, or 100 beside a share: ``1 - (a / b) * 100``.

    Taken as written the first is far below zero and the second always near a hundred.
    """
    if _MAY_MIX.search(expression) is None:
        return False
    return any(_mixes(tree) for tree in _sums(parse(expression)))


def _sums(tree: Tree[Token]) -> Iterator[Tree[Token]]:
    return (each for each in tree.iter_subtrees() if each.data in ("add", "subtract"))


def _mixes(tree: Tree[Token]) -> bool:
    sides = [side for side in tree.children if isinstance(side, Tree)]
    for whole, other in (sides, sides[::-1]):
        if _number(whole) == "1" and _is_percent(other):
            return True
        if _number(whole) == _HUNDRED and _is_share(other):
            return True
    return False


def _number(tree: Tree[Token]) -> str | None:
    return str(tree.children[0]) if tree.data == "number" else None


def _is_percent(tree: Tree[Token]) -> bool:
    """Say whether something is multiplied by a hundred."""
    if tree.data not in ("multiply", "divide"):
        return False
    sides = [side for side in tree.children if isinstance(side, Tree)]
    return any(_number(side) == _HUNDRED for side in sides if tree.data == "multiply") or any(
        _is_percent(side) for side in sides
    )


def _is_share(tree: Tree[Token]) -> bool:
    """Say whether something is divided and nowhere multiplied by a hundred."""
    divides = any(each.data == "divide" for each in tree.iter_subtrees())
    return divides and not any(_number(each) == _HUNDRED for each in tree.iter_subtrees())
