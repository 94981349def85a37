"""Data entry of the plan. What carries measures is registered by the app ``targets``."""

from __future__ import annotations

from objectives.admin.organization import ActAdmin, AreaAdmin, OrganizationAdmin
from objectives.admin.plan import PlanAdmin, StrategicLineAdmin
from objectives.admin.rows import OperationalObjectiveAdmin, RowAdmin, StrategicObjectiveAdmin

__all__ = [
    "ActAdmin",
    "AreaAdmin",
    "OperationalObjectiveAdmin",
    "OrganizationAdmin",
    "PlanAdmin",
    "RowAdmin",
    "StrategicLineAdmin",
    "StrategicObjectiveAdmin",
]
