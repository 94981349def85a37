"""Words in brackets that tell the numbers and dates of a cell apart: "90 % (lab), 80 % (RX)"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading.cells import one_line

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_NOTE = re.compile(r"(?: ?[^\W\d_]+\.?)? ?\(([^()]{2,60})\)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_OWN_FIGURE = re.compile(r"\d[.,/]\d|\d{3}|%|€|≥|≤|<|>")
"""A bracket with a figure of its own is no name."""


def behind(text: str, end: int) -> str:
    """Give the name in the bracket that follows a place of a cell; empty where none does."""
    found = _NOTE.match(text, end)
    if found is None or not _LETTERS.search(found[1]) or _OWN_FIGURE.search(found[1]):
        return ""
    return one_line(found[1])


def labelled(drafts: list[Draft]) -> list[Draft]:
    """Take the brackets for labels where every one of several conditions has its own."""
    told = [draft for draft in drafts if draft.value is not None or draft.when is not None]
    names = {draft.noted for draft in told}
    if len(told) < 2 or "" in names or len(names) < len(told):
        return drafts
    return [
        replace(each, label=f"{each.label} {each.noted}".strip()) if each in told else each for each in drafts
    ]
