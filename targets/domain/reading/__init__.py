"""From the words of a formula and a target value to what they mean, and how sure that is.

``row.read_row`` is the way in; ``terms`` are the words it answers in.
"""

from __future__ import annotations

from targets.domain.reading.terms import (
    Basis,
    Condition,
    Doubt,
    FormulaReading,
    IndicatorReading,
    Kind,
    Operand,
    Operator,
    RowReading,
    Status,
    TargetReading,
)

__all__ = [
    "Basis",
    "Condition",
    "Doubt",
    "FormulaReading",
    "IndicatorReading",
    "Kind",
    "Operand",
    "Operator",
    "RowReading",
    "Status",
    "TargetReading",
]
