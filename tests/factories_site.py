"""One row behind every part of an address: a plan that is measured, with what an area reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from accounts.roles import Role
from targets.models import Evidence, Indicator
from targets.services.measures import refresh_plan
from tests import factories, factories_prints, factories_values

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Area, Plan
    from targets.models import ActualValue, ReportingPeriod

CONTENT = b"%PDF-1.4\n%%EOF\n"
SECRET = "riservata"
"""In the words of the area about its value: on no page of a stranger."""


@dataclass(frozen=True, slots=True)
class Site:
    """A plan with an open period, and one value of one area with a file that proves it."""

    plan: Plan
    period: ReportingPeriod
    area: Area
    indicator: Indicator
    """Of ``area``: a ratio with two operands."""
    value: ActualValue
    """What was entered for ``indicator``; returned by the planning office, so that it may change."""
    evidence: Evidence
    owner: User
    """Manages ``area``."""
    other: User
    """Manages an area of the same plan, and not ``area``."""

    def parts(self) -> dict[str, object]:
        """Return a value for each part of an address that leads to a row."""
        return {
            "year": self.plan.year,
            "period": self.period.pk,
            "area": self.area.pk,
            "indicator": self.indicator.pk,
            "evidence": self.evidence.pk,
            "print": factories_prints.asked_for(self.plan, self.owner).pk,
        }


def site() -> Site:
    """Make the rows of a ``Site``."""
    factories.organization()
    plan = factories.small_plan()
    elsewhere = factories.area("Promozione")
    section = plan.sections.get()
    factories.measure(factories.target(section, "2", area=elsewhere), "n. imprese coinvolte", "> 50")
    refresh_plan(plan, user=None)
    period = factories_values.period(plan)
    indicator = Indicator.objects.of_plan(plan).get(measure__strategic_objective__isnull=False)
    area = indicator.measure.row.area
    assert area is not None
    owner = factories.user("owner", Role.AREA_MANAGER)
    other = factories.user("other", Role.AREA_MANAGER)
    area.managers.add(owner)
    elsewhere.managers.add(other)
    value = factories_values.actual_value(
        indicator, period, {"a": 70, "b": 100}, state="returned", deviation=f"Causa {SECRET}"
    )
    return Site(plan, period, area, indicator, value, evidence(value, owner), owner, other)


def evidence(value: ActualValue, user: User, content: bytes = CONTENT) -> Evidence:
    """A small PDF attached to ``value``."""
    return Evidence.objects.create(
        actual_value=value,
        file=ContentFile(content, name="proof.pdf"),
        name="verbale.pdf",
        content_type="application/pdf",
        size=len(content),
        sha256=f"{value.pk:064x}",
        uploaded_by=user,
        uploaded_at=factories_values.ENTERED,
    )
