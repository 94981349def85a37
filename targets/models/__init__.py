"""What is measured: sections and targets, formulas and target values, and their reading."""

from __future__ import annotations

from targets.models.measures import (
    ROW_FIELDS,
    Condition,
    Doubt,
    Indicator,
    Measure,
    Operand,
    TargetValue,
    in_plan,
)
from targets.models.rows import Section, Target
from targets.models.uploads import PlanUpload

__all__ = [
    "ROW_FIELDS",
    "Condition",
    "Doubt",
    "Indicator",
    "Measure",
    "Operand",
    "PlanUpload",
    "Section",
    "Target",
    "TargetValue",
    "in_plan",
]
