"""A plan with one indicator of each way of being asked, its open period, and who enters it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.roles import Role
from objectives.models import Area
from targets.services.measures import refresh_plan
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan
    from targets.models import ReportingPeriod

OIL_AND_WINE = "≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino"


def entry_plan(year: int = 2018) -> Plan:
    """The small plan with a target of two cases, a deadline, and a formula nobody understands."""
    made = factories.plan(year)
    office = Area.objects.filter(name="Registro Imprese").first() or factories.area()
    first = factories.strategic_objective(factories.line(made), area=office)
    factories.measure(first, "Procedimenti avviati/procedimenti fattibili*100", "80%", year)
    below = factories.operational_objective(first, area=office)
    factories.measure(below, "SI/NO", "Realizzazione delle attività previste", year)
    section = factories.section(made)
    for code, formula, target in (
        ("1", "Tempo medio di rilascio", OIL_AND_WINE),
        ("2", "% di completamento", f"100% entro 30/6/{year}"),
        ("3", "n. imprese coinvolte", "> 50"),
        ("4", "", ""),
        ("5", "n. eventi realizzati", ""),
    ):
        factories.measure(factories.target(section, code, area=office), formula, target, year)
    refresh_plan(made, user=None)
    return made


@pytest.fixture
def plan(db: None) -> Plan:
    return entry_plan()


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return factories_values.period(plan)


@pytest.fixture
def owner(plan: Plan) -> User:
    """Manages the area that everything in the plan belongs to."""
    person = factories.user("owner", Role.AREA_MANAGER, first_name="Marco", last_name="Oliveri")
    Area.objects.get(name="Registro Imprese").managers.add(person)
    return person


@pytest.fixture
def neighbour(plan: Plan) -> User:
    """Manages another area, which has a row of its own."""
    person = factories.user("neighbour", Role.AREA_MANAGER)
    other = factories.area("Internazionalizzazione")
    other.managers.add(person)
    row = factories.target(plan.sections.get(), "9", area=other)
    factories.measure(row, "n. fiere", "≥ 3")
    refresh_plan(plan, user=None)
    return person


@pytest.fixture
def at_desk(owner: User, signed_in: Callable[[User], Client]) -> Client:
    """The owner, signed in."""
    return signed_in(owner)
