"""A plan with an open period: values of one area in several states, and who may do what with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from accounts.roles import Role
from targets.models import ActualValue, Indicator
from targets.services.measures import refresh_plan
from tests import factories, factories_values

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Area, Plan
    from targets.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class Office:
    """Two areas, four indicators: a submitted value, a draft, one that is missing, one elsewhere."""

    plan: Plan
    period: ReportingPeriod
    area: Area
    elsewhere: Area
    submitted: ActualValue
    """A ratio of 70 / 100 × 100 against a target of 80 %: missed."""
    draft: ActualValue
    missing: Indicator
    other: Indicator
    """Of the area elsewhere; nothing is entered."""
    manager: User
    other_manager: User
    officer: User
    colleague: User
    """A second person of the planning office."""


@pytest.fixture
def office(planning_officer: User) -> Office:
    factories.organization()
    plan = factories.small_plan()
    elsewhere = factories.area("Promozione")
    row = factories.target(plan.sections.get(), "2", area=elsewhere)
    factories.measure(row, "n. imprese coinvolte", "> 50")
    refresh_plan(plan, user=None)
    period = factories_values.period(plan)
    indicators = Indicator.objects.of_plan(plan)
    ratio = indicators.get(measure__strategic_objective__isnull=False)
    yes_no = indicators.get(measure__operational_objective__isnull=False)
    area = ratio.measure.row.area
    assert area is not None
    manager = factories.user("manager", Role.AREA_MANAGER, email="manager@example.org", first_name="Anna")
    other = factories.user("other", Role.AREA_MANAGER, email="other@example.org")
    area.managers.add(manager)
    elsewhere.managers.add(other)
    return Office(
        plan=plan,
        period=period,
        area=area,
        elsewhere=elsewhere,
        submitted=factories_values.actual_value(
            ratio, period, {"a": 70, "b": 100}, deviation="Meno personale", entered_by=manager
        ),
        draft=factories_values.actual_value(yes_no, period, done=True, state="draft", entered_by=manager),
        missing=indicators.get(measure__target__area=area),
        other=indicators.get(measure__target__area=elsewhere),
        manager=manager,
        other_manager=other,
        officer=planning_officer,
        colleague=factories.user("colleague", Role.PLANNING_OFFICE),
    )
