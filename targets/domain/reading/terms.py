"""What the program understood of a formula and of a target value: plain, frozen data.

A reading stands beside the text that the office wrote and never replaces it.
Everything here is pure: standard library only, no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


class Kind(StrEnum):
    """How an indicator is measured, hence what an area manager is asked for."""

    YES_NO = "yes_no"
    """Done or not done: one yes/no."""
    COMPLETION = "completion"
    """State of work declared by hand, 0–100 %."""
    PERCENTAGE = "percentage"
    """A share given directly as a percentage; no division is written."""
    COUNT = "count"
    """A number of things."""
    AMOUNT = "amount"
    """A sum of money, in euro."""
    DURATION = "duration"
    """A length of time given directly (mean time, days between two dates)."""
    RATIO = "ratio"
    """An arithmetic expression over operands (division, ×100, sums, differences)."""
    SEVERAL = "several"
    """Only for a whole formula cell: it holds two indicators or more."""
    TARGET = "target"
    """Only for a whole formula cell: a target value stands in the wrong column."""
    UNCLEAR = "unclear"
    """Not understood: a person must say."""
    EMPTY = "empty"
    """Only for a whole formula cell: nothing is written in it."""


class Operator(StrEnum):
    """The sign of a condition."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    BETWEEN = "between"
    """From ``value`` to ``upper``, both included."""


class Basis(StrEnum):
    """What the number of a condition is measured against."""

    ABSOLUTE = "absolute"
    """The value of the formula itself."""
    VARIATION = "variation"
    """The change against a baseline or an earlier year (``-20`` = twenty per cent less)."""


class Status(StrEnum):
    """How sure the reading of a condition is. A wrong reading must never be READ."""

    READ = "read"
    """Written out: sign, number and (where there is one) the full date."""
    ASSUMED = "assumed"
    """Completed by the program (a missing sign, the year of a date, a date of the title) and shown
    for confirmation."""
    UNCLEAR = "unclear"
    """Cannot be decided from the text: a person must say."""
    WORDS = "words"
    """Only words: done or not done, judged by a person."""


@dataclass(frozen=True, slots=True)
class Operand:
    """One number that the formula needs: one labelled input box."""

    key: str
    """Name inside the expression: ``a``, ``b``, ``c`` … in order of appearance."""
    label: str
    """The words of the formula, as written (blanks folded, no bullet, no ``*100``)."""
    year: int | None
    """The year written in the operand; None where none is written."""


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """One indicator of a formula cell."""

    label: str
    """Its part of the cell, as written (blanks folded, bullet removed)."""
    kind: Kind
    expression: str | None
    """Over the operands' keys, in + - * / ^ ( ) and numbers: ``a / b * 100``; ``a`` for one
    number; None for yes/no and for what is unclear."""
    operands: tuple[Operand, ...]
    """Empty for yes/no and for what is unclear."""
    unit: str | None
    """Of the value: ``%``, ``days`` (``hours``, ``months``…), ``EUR``, or the noun as written
    (``imprese``); None = a pure number or not known."""


@dataclass(frozen=True, slots=True)
class FormulaReading:
    """The reading of a whole formula cell."""

    kind: Kind
    indicators: tuple[IndicatorReading, ...]
    """Never empty: an empty or misplaced cell gives one unclear indicator."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing to satisfy, read from a target cell."""

    operator: Operator | None
    """None where only words are written or the sign cannot be decided."""
    value: Decimal | None
    """In ``unit``; for a variation the signed change (``-20``). None where there is no number."""
    upper: Decimal | None
    """Only with BETWEEN: the upper bound, included."""
    unit: str | None
    """As for an indicator: ``%``, ``days``, ``EUR``, ``percentage points``, or the noun as written."""
    deadline: date | None
    """The last day on which it counts; None = no date."""
    reference_year: int | None
    """The earlier year it is compared with, or whose cases it is about."""
    basis: Basis
    label: str
    """The words that tell this condition from the others (``certificazione olio``), or the
    whole text where it is only words; may be empty."""
    indicator: int | None
    """Index (from 0) of the indicator of the formula it belongs to; None = cannot be told."""
    status: Status


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The reading of a whole target cell. No condition: the cell is empty or says there is none."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person should look at. ``code`` is one of ``targets.domain.reading.doubts.Code``;
    the sentence in the reader's language is made outside the domain."""

    code: str
    detail: str = ""
    """The words or the number it is about, as written; goes into the sentence."""


@dataclass(frozen=True, slots=True)
class RowReading:
    """Formula, target and what is doubtful of the two together."""

    formula: FormulaReading
    target: TargetReading
    doubts: tuple[Doubt, ...]
