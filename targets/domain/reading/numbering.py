"""The marks that number the indicators of one cell: "a) … b) …", "I1: … I2: …", "Ind. 1: … Ind. 2: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading.cells import lower

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHAPES = tuple(
    re.compile(rf"(?:(?<=^)|(?<=[ \n;,.])){shape} ?(?=\S)")
    for shape in (
        r"([a-h])\)",
        r"(\d)[).](?!\d)",
        r"\((\d)\)",
        r"\(([a-h])\)",
        r"(i{1,3}|iv|v)\)",
        r"(?:indicatore|indic\.|ind\.?|kpi|target|i|k)[ _]?(?:n\. ?|n° ?)?(\d)(?: ?[:=)]| - )",
    )
)
_COUNTS = ("abcdefgh", "12345678", ("i", "ii", "iii", "iv", "v"))
_DASH = re.compile(r"(?:^|(?<=[ \n]))- ?(?=[^\s-])")


def numbered(text: str) -> list[re.Match[str]]:
    """Find the marks that count up from the first ("1) … 2) …"); none where there are not two of them."""
    plain = lower(text)
    for shape in _SHAPES:
        marks = list(shape.finditer(plain))
        names = [match[1] for match in marks]
        if len(marks) > 1 and any(names == list(count[: len(names)]) for count in _COUNTS):
            return marks
    return []


def in_lines(target: str, formula: str, count: int) -> str:
    """Put the parts of a target on lines of their own where they are marked as those of its formula.

    ``count`` is the number of indicators that the formula gave. A target without such marks comes back
    as it is: "Ind. 1: ≥ 90 %; Ind. 2: ≤ 10 gg" has one condition for each, "1" and "2" are none.
    """
    plain = target.strip()
    if count > 1 and len(marks := numbered(plain)) == count and numbered(formula):
        return "\n".join(_between([match.span() for match in marks], plain))
    if count > 1 and formula.startswith("-") and plain.startswith("-"):
        dashes = [match.span() for match in _DASH.finditer(plain)]
        if len(dashes) == count:
            return "\n".join(_between(dashes, plain))
    return target


def _between(spans: list[tuple[int, int]], text: str) -> Iterator[str]:
    ends = [*(start for start, _ in spans[1:]), len(text)]
    for (_, start), end in zip(spans, ends, strict=True):
        yield text[start:end].strip(" ;,\n")
