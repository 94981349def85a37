"""What a person reports of one indicator for one period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import FULL, ZERO

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal


class ActualError(ValueError):
    """What was reported contradicts itself; the message is for programmers, forms say it better."""


@dataclass(frozen=True, slots=True)
class Partial:
    """A part of 100 % given by hand to what is not fully done."""

    percent: Decimal
    """From 0 to 100."""
    reason: str
    """Why this part and no other; never blank."""

    def __post_init__(self) -> None:
        """Refuse what is no part, and a part without a reason."""
        if not (self.percent.is_finite() and ZERO <= self.percent <= FULL):
            raise ActualError("a part is from 0 to 100 per cent")
        if not self.reason.strip():
            raise ActualError("a part needs a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """What was reported. Everything may be missing: None is "not reported", zero is a value."""

    operands: Mapping[str, Decimal | None] = field(default_factory=dict)
    """The numbers of the formula by their keys."""
    by_condition: Mapping[int, Actual] = field(default_factory=dict)
    """What was reported of conditions about cases of their own (oil, wine; by June, by December),
    by the place of the condition among those of the indicator."""
    done: bool | None = None
    """For a yes/no, and for a target in words."""
    done_on: date | None = None
    """When the reported result was reached; None = not said."""
    as_of: date | None = None
    """The last day of the period reported on: what is reported had been reached by then."""
    partial: Partial | None = None
    not_applicable: str | None = None
    """Why it does not apply this year; None = it applies."""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself."""
        if self.not_applicable is not None and not self.not_applicable.strip():
            raise ActualError("what does not apply needs a reason")
        if self.done and self.partial is not None:
            raise ActualError("what is done has no partial value")
