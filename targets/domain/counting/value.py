"""The value of an indicator: its formula with the numbers that were reported."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import EXACT, held, is_in_range, is_usable
from targets.domain.counting.proof import Step, StepCode, step
from targets.domain.counting.states import Reason, State, Stop
from targets.domain.reading import IndicatorReading, Kind, expression

if TYPE_CHECKING:
    from collections.abc import Mapping

NUMERIC = frozenset({Kind.COMPLETION, Kind.PERCENTAGE, Kind.COUNT, Kind.AMOUNT, Kind.DURATION, Kind.RATIO})
"""The kinds whose value is a number."""

_KEY = re.compile(r"[a-z]\d*")


@dataclass(frozen=True, slots=True)
class ValueStep:
    """The value of a formula and how it came about."""

    value: Decimal | None
    """Unrounded, in the unit of the indicator; None = there is none, see ``reason``."""
    state: State
    reason: Reason | None
    step: Step


def value_of(indicator: IndicatorReading, operands: Mapping[str, Decimal | None]) -> ValueStep:
    """Compute the value of a numeric indicator; total, it never raises.

    An operand that is missing or None gives "not reported", a divisor of zero "not computable".
    """
    try:
        value, working = compute(indicator, operands)
    except Stop as stop:
        return ValueStep(None, stop.state, stop.reason, stop.step)
    return ValueStep(value, State.COMPUTED, None, working)


def compute(indicator: IndicatorReading, operands: Mapping[str, Decimal | None]) -> tuple[Decimal, Step]:
    """Return the value with its step; raise Stop where there is none."""
    formula = indicator.expression
    if indicator.kind not in NUMERIC or formula is None or not expression.is_expression(formula):
        raise Stop(Reason.INDICATOR_UNCLEAR, words={"indicator": indicator.label})
    numbers = _reported(indicator, expression.keys(formula), operands)
    try:
        with localcontext(EXACT):
            value = expression.evaluate(formula, numbers)
    except expression.ExpressionError as error:
        by_zero = isinstance(error, expression.DivisionByZero)
        reason = Reason.DIVISION_BY_ZERO if by_zero else Reason.EXPRESSION_FAILED
        raise Stop(reason, numbers=numbers) from error
    if not is_in_range(value):
        raise Stop(Reason.OUT_OF_RANGE, numbers=numbers)
    value = held(value)
    pattern = _KEY.sub(lambda key: f"{{{key[0]}}}", formula).replace("*", "×")
    working = step(
        StepCode.VALUE,
        pattern=f"{pattern} = {{result}}" if _KEY.fullmatch(formula) is None else "{result}",
        numbers={**numbers, "result": value},
        words={"indicator": indicator.label, "unit": indicator.unit},
    )
    return value, working


def _reported(
    indicator: IndicatorReading, keys: tuple[str, ...], operands: Mapping[str, Decimal | None]
) -> dict[str, Decimal]:
    """Return the numbers of the formula, all of them; a missing one is never zero."""
    labels = {operand.key: operand.label for operand in indicator.operands}
    numbers: dict[str, Decimal] = {}
    for key in keys:
        number = operands.get(key)
        if number is None:
            words = {"operand": labels.get(key, key), "indicator": indicator.label}
            raise Stop(Reason.OPERAND_MISSING, State.NOT_REPORTED, words=words)
        if not is_usable(number):
            raise Stop(Reason.OUT_OF_RANGE, words={"operand": labels.get(key, key)})
        numbers[key] = number
    return numbers
