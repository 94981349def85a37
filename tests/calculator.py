"""Works out again what a working prints, from the printed numbers alone."""

from __future__ import annotations

import re
from decimal import Context, Decimal, localcontext
from typing import TYPE_CHECKING

from django.utils import translation

from perfplan.lib.numbers import round_half_up
from targets.wording.figures import decimals_of
from targets.wording.proof import proof_lines

if TYPE_CHECKING:
    from targets.domain.counting.proof import Proof

_LINE = re.compile(r"(?P<left>[-\d.,×/+()| ]*\d[-\d.,×/+()| ]*) (?P<sign>[=≈]) (?P<right>-?[\d.,]*\d)")
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_CALCULATOR = Context(prec=60)
_MARKS = {"it": str.maketrans({".": "", ",": "."}), "en": str.maketrans({",": ""})}


def by_calculator(left: str, language: str) -> Decimal:
    """Work out what is printed, with the numbers as printed."""
    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", left.strip(" ,")).replace("×", "*")
    text = _NUMBER.sub(lambda found: f"Decimal('{found[0].translate(_MARKS[language])}')", text)
    with localcontext(_CALCULATOR):
        return Decimal(eval(text, {"Decimal": Decimal, "abs": abs}))  # noqa: S307 - digits and signs only


def assert_holds(proof: Proof) -> int:
    """Check every line of arithmetic in both languages; return how many there were."""
    checked = 0
    for language in ("it", "en"):
        with translation.override(language):
            lines = proof_lines(proof)
        for line in lines:
            found = _LINE.search(line)
            if found is None:
                assert "=" not in line, line
                continue
            checked += 1
            printed = Decimal(found["right"].translate(_MARKS[language]))
            worked = by_calculator(found["left"], language)
            if found["sign"] == "=":
                assert round_half_up(worked, 20) == printed, lines
            assert round_half_up(worked, decimals_of(printed)) == printed, lines
    return checked
