"""Rows for tests: each function makes one valid row, with what it is given in place of the default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group

from accounts import services
from accounts.models import User
from accounts.roles import Role
from objectives.models import (
    Area,
    OperationalObjective,
    Organization,
    Plan,
    StrategicLine,
    StrategicObjective,
)
from targets.models import Measure, Section, Target, TargetValue
from targets.services.demonstration import import_demonstration_plan

if TYPE_CHECKING:
    from objectives.models import PlanRow

PASSWORD = "only-for-tests-2018"


def user(username: str, *roles: Role, **fields: Any) -> User:
    """A person with these roles; the roles are made first if need be."""
    if roles and not Group.objects.filter(name=Role.PLANNING_OFFICE.value).exists():
        services.sync_roles()
    person = User.objects.create_user(username, password=PASSWORD, **fields)
    services.assign_roles(person, roles)
    return person


def administrator(username: str = "administrator") -> User:
    return User.objects.create_superuser(username, password=PASSWORD)


def organization(**fields: Any) -> Organization:
    defaults = {"pk": 1, "name": "Camera di Commercio di Prova", "short_name": "CCIAA Prova"}
    return Organization.objects.create(**defaults | fields)


def area(name: str = "Registro Imprese", **fields: Any) -> Area:
    return Area.objects.create(name=name, **fields)


def plan(year: int = 2018, **fields: Any) -> Plan:
    defaults = {"first_year": year, "last_year": year + 2, "title": f"Piano performance {year} - {year + 2}"}
    return Plan.objects.create(year=year, **defaults | fields)


def line(plan: Plan, name: str = "Qualità del Registro Imprese", **fields: Any) -> StrategicLine:
    defaults = {"heading": "linea strategica", "position": plan.lines.count() + 1}
    return StrategicLine.objects.create(plan=plan, name=name, **defaults | fields)


def strategic_objective(line: StrategicLine, code: str = "1", **fields: Any) -> StrategicObjective:
    defaults = {
        "kind_text": "OBIETTIVO STRATEGICO 2017-2019",
        "text": "Avviare l'80% dei procedimenti",
        "position": line.strategic_objectives.count() + 1,
    }
    return StrategicObjective.objects.create(line=line, code=code, **defaults | fields)


def operational_objective(
    parent: StrategicObjective, code: str = "1.1", **fields: Any
) -> OperationalObjective:
    defaults = {
        "kind_text": "OBIETTIVO OPERATIVO",
        "text": "Avviare i procedimenti di cancellazione",
        "position": parent.operational_objectives.count() + 1,
    }
    return OperationalObjective.objects.create(strategic_objective=parent, code=code, **defaults | fields)


def section(plan: Plan, name: str = "Target su attività programmate", **fields: Any) -> Section:
    defaults = {"kind": Section.Kind.ACTIVITY, "position": plan.sections.count() + 1}
    return Section.objects.create(plan=plan, name=name, **defaults | fields)


def target(section: Section, code: str = "1", **fields: Any) -> Target:
    defaults = {"kind_text": "TARGET", "text": "Tempi di pagamento", "position": section.targets.count() + 1}
    return Target.objects.create(section=section, code=code, **defaults | fields)


ROW_FIELD = {
    StrategicObjective: "strategic_objective",
    OperationalObjective: "operational_objective",
    Target: "target",
}


def measure(
    row: PlanRow, formula: str = "SI/NO", target_text: str | None = None, year: int = 2018
) -> Measure:
    """The cells of ``row`` as written; ``target_text`` None: no target value for the year."""
    made = Measure.objects.create(**{ROW_FIELD[type(row)]: row}, formula_text=formula)
    if target_text is not None:
        TargetValue.objects.create(measure=made, year=year, text=target_text)
    return made


def small_plan() -> Plan:
    """A plan with one row of each kind, each with a formula and a target value."""
    made = plan()
    office = area()
    first = strategic_objective(line(made), area=office)
    measure(first, "Procedimenti avviati/procedimenti fattibili*100", "80%")
    measure(operational_objective(first, area=office), "SI/NO", "Realizzazione delle attività previste")
    measure(target(section(made), area=office), "Tempo medio", "≤ 5 gg")
    return made


def seed_plan() -> Plan:
    """The demonstration plan, imported from its file: a second or two, see the fixture ``seed_plan``."""
    return import_demonstration_plan(None)
