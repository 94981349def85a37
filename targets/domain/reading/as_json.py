"""A reading as plain data, in the shape that ``manage.py explain`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from perfplan.lib.numbers import canonical_decimal

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from targets.domain.reading import Condition, Doubt, IndicatorReading, Operand, RowReading


def row_as_json(row: RowReading, message: Callable[[Doubt], str]) -> dict[str, Any]:
    """Turn a reading into plain data; ``message`` gives the sentence of a doubt in the reader's language."""
    return {
        "formula": {
            "kind": row.formula.kind.value,
            "indicators": [_indicator(indicator) for indicator in row.formula.indicators],
        },
        "target": {"conditions": [_condition(condition) for condition in row.target.conditions]},
        "doubts": [{"code": doubt.code, "message": message(doubt)} for doubt in row.doubts],
    }


def _indicator(indicator: IndicatorReading) -> dict[str, Any]:
    return {
        "label": indicator.label,
        "kind": indicator.kind.value,
        "expression": indicator.expression,
        "operands": [_operand(operand) for operand in indicator.operands],
        "unit": indicator.unit,
    }


def _operand(operand: Operand) -> dict[str, Any]:
    return {"key": operand.key, "label": operand.label, "year": operand.year}


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "operator": condition.operator.value if condition.operator is not None else None,
        "value": _number(condition.value),
        "upper": _number(condition.upper),
        "unit": condition.unit,
        "deadline": condition.deadline.isoformat() if condition.deadline is not None else None,
        "reference_year": condition.reference_year,
        "basis": condition.basis.value,
        "label": condition.label,
        "indicator": condition.indicator,
        "status": condition.status.value,
    }


def _number(value: Decimal | None) -> str | None:
    return canonical_decimal(value) if value is not None else None
