"""A sum and a division without brackets: which of them was meant first."""

from __future__ import annotations

import re

_KEY = r"[a-z]\d*"
_TERM = rf"(?:{_KEY}|\([^()/]*\))"
_SUM = rf"{_TERM}(?: [+-] {_TERM})+"
_FACTOR = r"(?P<factor>(?: \* 10+)?)"
_SUM_DIVIDED = re.compile(rf"(?P<above>{_SUM}) / (?P<below>{_TERM}|\d+){_FACTOR}")
_DIVIDED_BY_SUM = re.compile(rf"(?P<above>{_TERM}) / (?P<below>{_SUM}){_FACTOR}")
_DIVIDED_BY_PRODUCT = re.compile(rf"(?P<above>{_TERM}) / (?P<below>{_KEY} \* (?:{_KEY}|36[0-6])){_FACTOR}")
_WITHIN = re.compile(rf"\((?P<inside>.*)\){_FACTOR}")
_GROUP = re.compile(r"\(([^()]*)\)")
_PLUS_OR_MINUS = re.compile(r" [+-] ")
_THEN_MULTIPLIES = re.compile(rf"/ {_KEY} \* (?:{_KEY}|_|36[0-6]\b)")
_ADDS = re.compile(rf"(?:{_KEY}|_|\* [\d.]+) [+-] (?:{_KEY}|_|[\d.]+ \*)")


def is_open(expression: str) -> bool:
    """Say whether operands are added and divided with no bracket that tells which comes first.

    ``a / b - 1`` and ``a / b * 100 - 100`` leave nothing open: a change is meant.
    """
    flat = expression
    while group := _GROUP.search(flat):
        if _adds_and_divides(group[1]):
            return True
        flat = f"{flat[: group.start()]}_{flat[group.end() :]}"
    return _adds_and_divides(flat)


def grouped(expression: str) -> str:
    """Put the brackets that prose leaves out: ``a + b / c`` is ``(a + b) / c``.

    Taken literally a sum of things would be added to a quotient of them, which no plan means. What is
    not of this shape comes back as it is.
    """
    if match := _SUM_DIVIDED.fullmatch(expression):
        return f"({match['above']}) / {match['below']}{match['factor']}"
    if match := _DIVIDED_BY_SUM.fullmatch(expression) or _DIVIDED_BY_PRODUCT.fullmatch(expression):
        return f"{match['above']} / ({match['below']}){match['factor']}"
    within = _WITHIN.fullmatch(expression)
    if within is None or (inside := grouped(within["inside"])) == within["inside"]:
        return expression
    return f"({inside}){within['factor']}"


def times_100(expression: str) -> str:
    """Multiply an expression with 100, in brackets where it is a sum."""
    flat = expression
    while group := _GROUP.search(flat):
        flat = f"{flat[: group.start()]}_{flat[group.end() :]}"
    return f"({expression}) * 100" if _PLUS_OR_MINUS.search(flat) else f"{expression} * 100"


def _adds_and_divides(flat: str) -> bool:
    return "/" in flat and (_ADDS.search(flat) or _THEN_MULTIPLIES.search(flat)) is not None
