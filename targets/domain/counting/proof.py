"""The working behind a figure: an ordered list of steps that every output can print.

A step holds a code, the name of the rule that was applied and the numbers it was applied to,
never a sentence: sentences are made outside, in the reader's language, from exactly these data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Self, TypedDict

from perfplan.lib.numbers import canonical_decimal, round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SHOWN_DECIMALS = 6
"""Decimals of a number in plain arithmetic; the step itself keeps the number unrounded."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class StepCode(StrEnum):
    """What a step says. One sentence per code and language stands outside the domain."""

    # -- the value --------------------------------------------------------------------------
    VALUE = "value"
    """The formula with its numbers: ``412 / 490 × 100 = 84.08``."""
    DONE = "done"
    """A yes or a no, said by a person."""
    PARTIAL = "partial"
    """A part of 100 given by hand, with its reason."""
    PARTIAL_REFUSED = "partial_refused"
    """A part was given, but the method knows only done and not done."""
    SCALED = "scaled"
    """A pure ratio times 100, because the target is in per cent."""
    CHANGE = "change"
    """The change against the baseline or the earlier year."""
    LEVEL = "level"
    """The target as a level: the baseline with the wanted change."""

    # -- the judgement ----------------------------------------------------------------------
    CONDITION = "condition"
    """The condition that is judged next."""
    MET = "met"
    """Whether the value satisfies the condition, its date apart."""
    SCORE = "score"
    """What the value amounts to by the rule named."""
    CAP = "cap"
    """More than the method counts: cut to its cap."""
    FLOOR = "floor"
    """Less than the method counts: raised to its floor."""
    ON_TIME = "on_time"
    """The deadline was kept, or has not passed yet."""
    NOT_DUE = "not_due"
    """Not met, and need not be yet: the deadline lies after the day of the results."""
    LATE = "late"
    """The deadline was not kept, and what the method makes of it."""
    DEADLINE_IGNORED = "deadline_ignored"
    """There is a deadline, and the method does not look at it."""
    BELOW_FULL = "below_full"
    """A condition that is not met never counts as full."""
    COMBINED = "combined"
    """Several figures made one: the weighted mean, or the worst."""
    OWN_AND_CHILDREN = "own_and_children"
    """A row's own indicators against its children's."""
    ROUNDED = "rounded"
    """Rounded or truncated as the method says, at this step."""
    BAND = "band"
    """The band in which the figure lies, as it is shown."""
    NO_BAND_YET = "no_band_yet"
    """The figure of what is not due yet: no band judges it before its deadline."""

    # -- no figure, or not this one ---------------------------------------------------------
    STOPPED = "stopped"
    """There is no figure, for the reason named."""
    COUNTED_AS_ZERO = "counted_as_zero"
    """A figure is missing, and the method counts nothing achieved in its place."""
    LEFT_OUT = "left_out"
    """A figure is missing or does not apply: the others share its weight."""
    OVERRIDDEN = "overridden"
    """A person set another achievement, with a reason; shown beside the computed one."""


class StepData(TypedDict):
    """A step as JSON: numbers are decimal strings, dates are ISO."""

    code: str
    rule: str
    numbers: dict[str, str]
    words: dict[str, str]
    dates: dict[str, str]
    pattern: str
    arithmetic: str


def plain_number(number: Decimal) -> str:
    """Write a number for the plain arithmetic: a point, no exponent, at most six decimals."""
    exponent = number.as_tuple().exponent
    longer = isinstance(exponent, int) and -exponent > _SHOWN_DECIMALS
    return canonical_decimal(round_half_up(number, _SHOWN_DECIMALS) if longer else number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the working."""

    code: StepCode
    rule: str = ""
    """Name of the rule of the method or of the reason (``proportional``); empty where there is
    only one way."""
    numbers: Mapping[str, Decimal]
    """Unrounded, by name; the names of ``pattern`` among them."""
    words: Mapping[str, str]
    """Units, signs, labels and reasons, by name, as people wrote them."""
    dates: Mapping[str, date]
    pattern: str = ""
    """The arithmetic with names for its numbers: ``{a} / {b} × 100 = {result}``."""

    def arithmetic(self, write: Callable[[Decimal], str] = plain_number) -> str:
        """Return the arithmetic with its numbers: ``412 / 490 × 100 = 84.081633``.

        ``write`` writes one number, in the reader's language for instance. A negative number
        behind a sign is put in brackets.
        """

        def number(found: re.Match[str]) -> str:
            value = self.numbers[found[1]]
            written = write(value)
            leads = re.search(r"(?:^|= |\()$", found.string[: found.start()]) is not None
            return f"({written})" if value < 0 and not leads else written

        return _PLACEHOLDER.sub(number, self.pattern)

    def plain_arithmetic(self) -> str:
        """Return the arithmetic with plain numbers: ``412 / 490 × 100 ≈ 84.081633``.

        ``=`` stands only between what is equal as it is written: where a number is shown rounded, ``≈``.
        """
        named = _PLACEHOLDER.findall(self.pattern)
        is_rounded = any(Decimal(plain_number(self.numbers[name])) != self.numbers[name] for name in named)
        written = self.arithmetic()
        return written.replace(" = ", " ≈ ") if is_rounded else written

    def as_data(self) -> StepData:
        """Return the step as plain data for canonical JSON."""
        return {
            "code": self.code.value,
            "rule": self.rule,
            "numbers": {name: canonical_decimal(number) for name, number in self.numbers.items()},
            "words": dict(self.words),
            "dates": {name: day.isoformat() for name, day in self.dates.items()},
            "pattern": self.pattern,
            "arithmetic": self.plain_arithmetic(),
        }

    @classmethod
    def from_data(cls, data: StepData) -> Self:
        """Rebuild a step from its data; ``arithmetic`` is derived and not read."""
        return cls(
            code=StepCode(data["code"]),
            rule=data["rule"],
            numbers={name: Decimal(number) for name, number in data["numbers"].items()},
            words=dict(data["words"]),
            dates={name: date.fromisoformat(day) for name, day in data["dates"].items()},
            pattern=data["pattern"],
        )


def step(  # noqa: PLR0913 - the six parts of a line, all but the first by name
    code: StepCode,
    *,
    rule: str = "",
    pattern: str = "",
    numbers: Mapping[str, Decimal | None] | None = None,
    words: Mapping[str, str | None] | None = None,
    dates: Mapping[str, date | None] | None = None,
) -> Step:
    """Make a step; what is None is left out, for a step says only what there is."""
    return Step(
        code=code,
        rule=rule,
        numbers={name: number for name, number in (numbers or {}).items() if number is not None},
        words={name: word for name, word in (words or {}).items() if word is not None},
        dates={name: day for name, day in (dates or {}).items() if day is not None},
        pattern=pattern,
    )


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps from what was entered to the figure, in order."""

    steps: tuple[Step, ...] = ()

    def as_data(self) -> list[StepData]:
        """Return the proof as plain data for canonical JSON."""
        return [each.as_data() for each in self.steps]

    @classmethod
    def from_data(cls, data: list[StepData]) -> Self:
        """Rebuild a proof from its data: a sealed report prints from its JSON alone."""
        return cls(tuple(Step.from_data(each) for each in data))
