"""The budget that a title mentions: "Bdg complessivo Euro … - Bdg CCIAA - Partner Euro …".

It is money about the objective, never a target; the title keeps it as written.
"""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = r"(\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?)"
_WORD = r"\b(?:bdg|budget)\b"
_GAP = rf"(?:(?!{_WORD})[^\d]){{0,60}}?"
_EURO = r"(?:euro|eur|€)\s*\.?\s*"
_TOTAL = re.compile(rf"{_WORD}\s+(?:complessivo|totale){_GAP}{_EURO}{_NUMBER}", re.IGNORECASE)
_OWN = re.compile(
    rf"{_WORD}\s+(?:della\s+|dell['’]\s*)?(?:cciaa|camer\w+|ente|propri\w+){_GAP}{_EURO}{_NUMBER}",
    re.IGNORECASE,
)
_MOST_DIGITS = 13
"""Whole digits of an amount: what the database keeps without rounding, less the cents."""


def read_budget(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Give (whole budget, own share) in euro; None for what the text does not say.

    A number is Italian: the point parts thousands, the comma decimals; a full stop stuck to the
    number ends the sentence.
    """
    return _amount(_TOTAL.search(text)), _amount(_OWN.search(text))


def _amount(match: re.Match[str] | None) -> Decimal | None:
    if match is None:
        return None
    plain = match[1].replace(".", "").replace(",", ".")
    return Decimal(plain) if len(plain.partition(".")[0]) <= _MOST_DIGITS else None
