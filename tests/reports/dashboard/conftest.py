"""A measured plan with two areas, for the tests of the dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from targets.models import Indicator
from targets.services.measures import refresh_plan
from tests import factories, factories_values

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Area, Plan
    from targets.models import ReportingPeriod


@dataclass(slots=True)
class Board:
    """A plan of two lines and one section; the first line is of one area, the rest of another."""

    plan: Plan
    period: ReportingPeriod
    registry: Area
    promotion: Area
    companies: Indicator
    """``n. imprese``, more than 50; of the registry."""
    steps: Indicator
    """Yes or no; of the promotion."""
    days: Indicator
    """At most 5 days; of the promotion."""

    @property
    def url(self) -> str:
        return f"/cruscotto/{self.plan.year}/{self.period.pk}/"

    def indicators(self) -> list[Indicator]:
        """Every indicator, in the order in which they were made."""
        return list(Indicator.objects.of_plan(self.plan).order_by("pk"))

    def report_everything(self) -> None:
        """Submit a value of each: the first misses its target."""
        report = factories_values.actual_value
        report(self.companies, self.period, {"a": 40}, deviation="Poche adesioni")
        report(self.steps, self.period, done=True)
        report(self.days, self.period, {"a": 5})


@pytest.fixture
def board(db: None) -> Board:
    factories.organization()
    plan = factories.plan(year=2018)
    registry, promotion = factories.area("Registro Imprese"), factories.area("Promozione")
    first, second = factories.line(plan, "Innovazione"), factories.line(plan, "Turismo")
    rows = (
        factories.strategic_objective(first, "1", area=registry),
        factories.strategic_objective(second, "2", area=promotion),
        factories.target(factories.section(plan, "Processi"), "3", area=promotion),
    )
    cells = (("n. imprese coinvolte", "> 50"), ("SI/NO", "SI"), ("Tempo medio di rilascio", "≤ 5 gg"))
    for row, (formula, target) in zip(rows, cells, strict=True):
        factories.measure(row, formula, target)
    refresh_plan(plan, user=None)
    companies, steps, days = (
        Indicator.objects.get(measure__strategic_objective=rows[0]),
        Indicator.objects.get(measure__strategic_objective=rows[1]),
        Indicator.objects.get(measure__target=rows[2]),
    )
    return Board(plan, factories_values.period(plan), registry, promotion, companies, steps, days)


@pytest.fixture
def manager(board: Board, area_manager: User) -> User:
    """Manages the registry, and nothing else."""
    board.registry.managers.add(area_manager)
    return area_manager
