"""The plan: the body, its acts, its plans and their objectives."""

from __future__ import annotations

from objectives.models.objectives import OperationalObjective, PlanRow, StrategicObjective
from objectives.models.organization import Area, AreaSpelling, Organization
from objectives.models.plan import Act, Plan, StrategicLine

__all__ = [
    "Act",
    "Area",
    "AreaSpelling",
    "OperationalObjective",
    "Organization",
    "Plan",
    "PlanRow",
    "StrategicLine",
    "StrategicObjective",
]
