"""Indicators, conditions and reports for the tests of counting, each in one line."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from targets.domain.counting.achievement import Outcome, achievement_of_indicator
from targets.domain.counting.actual import Actual
from targets.domain.counting.method import EvaluationMethod
from targets.domain.counting.proof import Proof
from targets.domain.counting.states import State
from targets.domain.reading import Basis, Condition, IndicatorReading, Kind, Operand, Operator, Status

if TYPE_CHECKING:
    from datetime import date

    from targets.domain.counting.proof import StepCode
    from targets.domain.counting.states import Reason

DEFAULT = EvaluationMethod.default()


Figure = str | int | Decimal
"""A number as a test writes it."""


def number(text: Figure) -> Decimal:
    return Decimal(str(text))


def method(**rules: Any) -> EvaluationMethod:
    """The default method with some rules changed."""
    return replace(DEFAULT, **rules)


def count(unit: str | None = None, kind: Kind = Kind.COUNT) -> IndicatorReading:
    """A number asked for directly."""
    return IndicatorReading("n. imprese", kind, "a", (Operand("a", "n. imprese", None),), unit)


def days() -> IndicatorReading:
    return count("days", Kind.DURATION)


def yes_no() -> IndicatorReading:
    return IndicatorReading("SI/NO", Kind.YES_NO, None, (), None)


def ratio(
    expression: str = "a / b * 100",
    unit: str | None = "%",
    years: tuple[int | None, int | None] = (None, None),
) -> IndicatorReading:
    operands = (Operand("a", "evase", years[0]), Operand("b", "ricevute", years[1]))
    return IndicatorReading("evase/ricevute", Kind.RATIO, expression, operands, unit)


def target(sign: str | None, value: Figure | None, /, unit: str | None = None, **fields: Any) -> Condition:
    """A condition that was read: ``target(">=", 80)``."""
    whole = Condition(
        operator=None if sign is None else Operator(sign),
        value=None if value is None else number(value),
        upper=None,
        unit=unit,
        deadline=None,
        reference_year=None,
        basis=Basis.ABSOLUTE,
        label="",
        indicator=0,
        status=Status.READ,
    )
    return replace(whole, **fields)


def in_words(deadline: date | None = None) -> Condition:
    return target(None, None, status=Status.WORDS, label="Avvio della sperimentazione", deadline=deadline)


def reported(a: Figure | None = None, b: Figure | None = None, **fields: Any) -> Actual:
    operands = {key: None if text is None else number(text) for key, text in (("a", a), ("b", b))}
    return Actual(operands=operands, **fields)


def judged(
    condition: Condition,
    a: Figure | None,
    rules: EvaluationMethod = DEFAULT,
    *,
    indicator: IndicatorReading | None = None,
    baseline: Figure | None = None,
) -> Outcome:
    """One number against one condition."""
    base = None if baseline is None else number(baseline)
    return achievement_of_indicator(indicator or count(), [condition], reported(a), rules, baseline=base)


def achieved(*arguments: Any, **named: Any) -> Decimal | None:
    """The same, only the figure as it is shown."""
    return judged(*arguments, **named).shown


def codes(proof: Proof) -> list[StepCode]:
    return [each.code for each in proof.steps]


def outcome(
    achievement: Figure | None, state: State = State.COMPUTED, reason: Reason | None = None
) -> Outcome:
    """An outcome for a roll-up: a figure, or the state that stands for the lack of one."""
    figure = None if achievement is None else number(achievement)
    met = None if figure is None else figure >= 100
    return Outcome(state, reason, None, met, figure, figure, None, Proof())
