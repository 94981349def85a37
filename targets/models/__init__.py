"""What is measured: sections and targets, formulas and target values, and their reading."""

from __future__ import annotations

from targets.models.measures import ROW_FIELDS, Measure, TargetValue, in_plan
from targets.models.methods import EvaluationMethod, MethodBand
from targets.models.periods import ReportingPeriod
from targets.models.readings import Condition, Doubt, Indicator, Operand
from targets.models.reminders import SentReminder
from targets.models.review import Evidence, ReviewDecision
from targets.models.rows import Section, Target
from targets.models.uploads import PlanUpload
from targets.models.values import ActualValue, OperandValue, ReportedCase

__all__ = [
    "ROW_FIELDS",
    "ActualValue",
    "Condition",
    "Doubt",
    "EvaluationMethod",
    "Evidence",
    "Indicator",
    "Measure",
    "MethodBand",
    "Operand",
    "OperandValue",
    "PlanUpload",
    "ReportedCase",
    "ReportingPeriod",
    "ReviewDecision",
    "Section",
    "SentReminder",
    "Target",
    "TargetValue",
    "in_plan",
]
