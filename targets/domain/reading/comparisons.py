"""Formulas that compare: a figure with another, or a quotient with the value it is to reach."""

from __future__ import annotations

import re

from targets.domain.reading.cells import lower

_SIGN = re.compile(r"[<>≥≤]=?")
_WORD = re.compile(r"[^\W\d_]{3,}")
_TARGET_BEHIND = re.compile(r" ?[<>≥≤]=? ?\d+(?:[.,]\d+)? ?%?$")


def is_comparison(label: str) -> bool:
    """Say whether two figures of one kind are compared: "Spesa 2025 < Spesa 2024" holds or does not."""
    sides = _SIGN.split(lower(label))
    if len(sides) != len(("left", "right")) or "/" in label:
        return False
    left, right = (set(_WORD.findall(side)) for side in sides)
    return bool(left & right)


def without_target(label: str) -> str:
    """Take off the value to reach that stands behind a division: "evase / ricevute >= 90%"."""
    found = _TARGET_BEHIND.search(label)
    return label[: found.start()] if found and "/" in label[: found.start()] else label
