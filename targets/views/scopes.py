"""Who finds which period: what a person may not see is not found, what they may not do is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from targets.access import reviews, sees_all
from targets.models import ReportingPeriod

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def user_of(request: HttpRequest) -> User:
    """Return who is signed in: the middleware asked for that before."""
    user = request.user
    assert not user.is_anonymous  # noqa: S101 - for the type checker
    return user


def loaded_period(key: int) -> ReportingPeriod:
    """Return a period with its plan and method, or raise ``Http404``."""
    return get_object_or_404(ReportingPeriod.objects.select_related("plan__evaluation_method"), pk=key)


def period_to_look_at(request: HttpRequest, key: int) -> ReportingPeriod:
    """Return a period for whoever sees what every area reported; ``Http404`` for others."""
    if not sees_all(request.user):
        raise Http404
    return loaded_period(key)


def period_to_review(request: HttpRequest, key: int) -> ReportingPeriod:
    """Return a period for the planning office; whoever may only look is refused."""
    period = period_to_look_at(request, key)
    if not reviews(request.user):
        raise PermissionDenied
    return period
