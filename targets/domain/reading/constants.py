"""Numbers that a formula multiplies with: ``0,6``, ``½``, ``1/2``, ``60%``."""

from __future__ import annotations

import re
from decimal import Decimal

from perfplan.lib.numbers import canonical_decimal, parse_decimal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_FRACTION = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})")
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)*) ?%")
_VULGAR = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅕": "1/5", "⅛": "1/8"}
_WEIGHTED = re.compile(r"(\d+(?:[.,]\d+)? ?%) ?(?:[x×*] ?|d(?:i|el|ella|ei|elle|ell') ?)?(?=[^\W\d_])")
_WEIGHT_AFTER = re.compile(r"(?P<label>.*\S) ?\((?:peso:? ?)?(?P<weight>\d+(?:[.,]\d+)? ?%)\)")
_HUNDRED = Decimal(100)
_LONGEST = 30
"""Characters of a number; a longer label is not looked through, for every letter of a formula asks."""
_MOST_DECIMALS = Decimal("0.0001")


def constant(label: str, *, alone: bool) -> list[str]:
    """Give the tokens of a label that is a number; none where it is the name of an operand.

    A fraction is kept as one where no decimal says the same. ``alone`` is a whole formula that is
    only this label: "1/2" and "80%" are no formulas.
    """
    if len(label) > _LONGEST:
        return []
    label = _VULGAR.get(label, label)
    if _NUMBER.fullmatch(label) and (value := parse_decimal(label)) is not None:
        return [canonical_decimal(value)]
    if alone:
        return []
    if fraction := _FRACTION.fullmatch(label):
        return _divided(Decimal(fraction[1]), Decimal(fraction[2]))
    percent = _PERCENT.fullmatch(label)
    if percent is None or (share := parse_decimal(percent[1])) is None:
        return []
    return [canonical_decimal(share if share == _HUNDRED else share / _HUNDRED)]


def weighted(label: str) -> tuple[list[str], str]:
    """Take the weight off an operand: "60% A" and "A (60%)" are ``0.6 * A``."""
    if after := _WEIGHT_AFTER.fullmatch(label):
        return [*constant(after["weight"], alone=False), "*"], after["label"]
    if (match := _WEIGHTED.match(label)) is None:
        return [], label
    return [*constant(match[1], alone=False), "*"], label[match.end() :]


def _divided(above: Decimal, below: Decimal) -> list[str]:
    if below == 0:
        return []
    value = above / below
    if value == value.quantize(_MOST_DECIMALS):
        return [canonical_decimal(value)]
    return ["(", canonical_decimal(above), "/", canonical_decimal(below), ")"]
