"""Whose values a person may see, enter and review: one rule for pages, downloads and commands.

The planning office reviews and may enter for every area; an area manager enters for the areas
they manage and sees no other's; whoever has ``view_actualvalue`` sees all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from objectives.models import Area
from targets.selectors import in_area

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from targets.results.loading import MeasuredIndicator

SEES_ALL = "targets.view_actualvalue"
ENTERS = "targets.enter_actualvalue"
REVIEWS = "targets.review_actualvalue"


def sees_all(user: User | AnonymousUser) -> bool:
    """Whether a person may look at what every area reported."""
    return user.has_perm(SEES_ALL)


def reviews(user: User | AnonymousUser) -> bool:
    """Whether a person opens periods, validates and returns, and may enter for every area."""
    return user.has_perm(REVIEWS)


def areas_to_enter(user: User | AnonymousUser) -> list[Area]:
    """Return the areas that a person enters values of; all of them for who reviews. One query."""
    if reviews(user):
        return list(Area.objects.all())
    if not user.has_perm(ENTERS) or user.pk is None:
        return []
    return list(Area.objects.filter(managers=user.pk))


def enters(user: User | AnonymousUser) -> Q | None:
    """Return the condition «an indicator whose values this person may enter»; None = none at all.

    An indicator belongs to its own area, or else to that of its row. What belongs to no area is
    entered by the planning office.
    """
    if reviews(user):
        return Q()
    areas = areas_to_enter(user)
    return of_areas(areas) if areas else None


def sees(user: User | AnonymousUser) -> Q | None:
    """Return the condition «an indicator whose values this person may see»; None = none at all."""
    return Q() if sees_all(user) else enters(user)


def of_areas(areas: Iterable[Area]) -> Q:
    """Return the condition «an indicator of one of these areas»: its own area, or that of its row."""
    condition = Q(pk__in=())
    for area in areas:
        condition |= Q(area=area) | (Q(area__isnull=True) & in_area(area, "measure__"))
    return condition


def area_of(measured: MeasuredIndicator) -> Area | None:
    """Return the area of an indicator: its own, or that of its row. No query where both are loaded."""
    return measured.indicator.area or measured.indicator.measure.row.area
