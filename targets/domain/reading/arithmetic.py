"""What a formula says as arithmetic, before its unit and its doubts are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.domain.reading.expression import is_expression

if TYPE_CHECKING:
    from targets.domain.reading import Doubt, Operand

MOST_OPERANDS = 20
"""Input boxes for one indicator; beyond it the text is no formula."""

_NEEDLESS = re.compile(r"\(([a-z]\d*|\d+(?:\.\d+)?|\(\d+ / \d+\))\)")
"""Brackets around one operand, one number, one fraction in its own brackets."""


@dataclass
class Arithmetic:
    """What one formula says as arithmetic; ``tokens`` are operators, brackets, numbers and keys."""

    tokens: list[str] = field(default_factory=list)
    operands: list[Operand] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    percent: bool = False
    """A "%" stands before or after a bracket: the result is wanted in per cent."""
    permille: bool = False
    """A "‰" stands at the end."""

    @property
    def expression(self) -> str:
        """In the spelling of readings: ``(a - b) / a * 100``."""
        joined = " ".join(self.tokens).replace("( ", "(").replace(" )", ")")
        return _NEEDLESS.sub(r"\1", joined)

    @property
    def is_sound(self) -> bool:
        """An expression, and not beyond what a person can be asked for."""
        return 0 < len(self.operands) <= MOST_OPERANDS and is_expression(self.expression)

    @property
    def has_operator(self) -> bool:
        """Anything is divided, multiplied, added or subtracted."""
        return any(part in "+-*/^" for part in self.tokens)
