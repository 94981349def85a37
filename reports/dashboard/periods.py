"""The periods that a dashboard can be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from targets.models import ActualValue, ReportingPeriod
from targets.results.plan import REPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


def periods_of(year: int) -> QuerySet[ReportingPeriod]:
    """Return the periods of the plan of ``year`` in order, with what their results need loaded.

    Each says in ``has_values`` whether anything counts in it.
    """
    reported = ActualValue.objects.filter(period=OuterRef("pk"), state__in=REPORTED)
    return (
        ReportingPeriod.objects.filter(plan__year=year)
        .select_related("plan__evaluation_method")
        .annotate(has_values=Exists(reported))
        .order_by("ends_on")
    )


def latest(periods: Iterable[ReportingPeriod]) -> ReportingPeriod | None:
    """Return the latest period with values or open; else the first; None = there is none."""
    found = list(periods)
    seen = [each for each in found if each.is_open or each.has_values]  # type: ignore[attr-defined]  # annotated above
    if seen:
        return seen[-1]
    return found[0] if found else None
