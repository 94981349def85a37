"""People at work in the data entry, and plans of several sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accounts.roles import Role
from objectives.models import Area, OperationalObjective, StrategicLine, StrategicObjective
from targets.models import Condition, Doubt, Indicator, Measure, Operand, Section, Target, TargetValue
from targets.selectors import row_field
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan, PlanRow


@pytest.fixture
def office(planning_officer: User, signed_in: Callable[[User], Client]) -> Client:
    """The planning office at its desk."""
    return signed_in(planning_officer)


@pytest.fixture
def onlooker(db: None, signed_in: Callable[[User], Client]) -> Client:
    """Someone let into the data entry who may only look."""
    person = factories.user("onlooker", Role.DIRECTOR)
    person.is_staff = True
    person.save()
    return signed_in(person)


@pytest.fixture
def outsider(stranger: User, signed_in: Callable[[User], Client]) -> Client:
    """Signed in, with no role."""
    return signed_in(stranger)


def add_measures(rows: list[PlanRow], year: int) -> None:
    """Give each row a formula, a target value, and the reading of both, in one write a table."""
    field = row_field(rows[0])
    measures = Measure.objects.bulk_create(
        Measure(**{field: row}, position=1, formula_text="Avviati/fattibili*100") for row in rows
    )
    values = TargetValue.objects.bulk_create(TargetValue(measure=m, year=year, text="80%") for m in measures)
    indicators = Indicator.objects.bulk_create(
        Indicator(measure=m, kind="ratio", expression="a / b * 100", label="Avviati") for m in measures
    )
    Operand.objects.bulk_create(
        Operand(indicator=indicator, key=key, label=key) for indicator in indicators for key in "ab"
    )
    Condition.objects.bulk_create(
        Condition(
            target_value=value, indicator=indicator, operator=">=", value=80, unit="%", status="assumed"
        )
        for value, indicator in zip(values, indicators, strict=True)
    )
    Doubt.objects.bulk_create(Doubt(measure=m, code="missing_area") for m in measures)


def plan_of_size(scale: int) -> Plan:
    """Make a plan of the size of the demonstration plan (``scale`` 1) or a multiple of it.

    Every parent grows with ``scale``, so that each page has so many more parts on it.
    """
    plan = factories.plan()
    areas = Area.objects.bulk_create(Area(name=f"Area {n}") for n in range(4))
    lines = StrategicLine.objects.bulk_create(
        StrategicLine(plan=plan, position=n, name=f"Linea {n}") for n in range(15 * scale)
    )
    strategic = StrategicObjective.objects.bulk_create(
        StrategicObjective(line=lines[0], position=n, code=str(n), text="Obiettivo", area=areas[n % 4])
        for n in range(18 * scale)
    )
    operational = OperationalObjective.objects.bulk_create(
        OperationalObjective(strategic_objective=strategic[0], position=n, code=f"1.{n}", text="Obiettivo")
        for n in range(35 * scale)
    )
    section = Section.objects.create(plan=plan, position=1, kind="activity", name="Attività")
    targets = Target.objects.bulk_create(
        Target(section=section, position=n, code=str(n), text="Target") for n in range(50 * scale)
    )
    for rows in (strategic, operational, targets):
        add_measures(list(rows), plan.year)
    return plan
