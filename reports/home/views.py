"""The first page: what is asked of whoever signs in, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.home.page import build_home_page, newest_year
from targets.access import sees, sees_all

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to do first; without a role, say whom to ask for one."""
    page = build_home_page(_user(request), today=timezone.localdate())
    return render(request, "reports/home.html", {"page": page})


@require_safe
def newest_dashboard(request: HttpRequest) -> HttpResponse:
    """Go to the dashboard of the newest plan with results."""
    if sees(_user(request)) is None:
        raise Http404
    return _go_to_newest("reports:dashboard_of_year")


@require_safe
def newest_report(request: HttpRequest) -> HttpResponse:
    """Go to the report of the newest plan with results."""
    if not sees_all(_user(request)):
        raise Http404
    return _go_to_newest("reports:report_of_year")


def _go_to_newest(page: str) -> HttpResponse:
    year = newest_year()
    return redirect("reports:home") if year is None else redirect(page, year)


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # nobody else comes past the middleware
