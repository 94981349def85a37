"""The first page: what is asked of whoever signs in, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.home.page import build_home_page, newest_year
from targets.access import ENTERS, sees, sees_all

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
    """Go to the dashboard of the newest plan with results; to the first page for who has no area yet."""
    user = _user(request)
    if sees(user) is not None:
        return _go_to_newest(request, "reports:dashboard_of_year")
    if not user.has_perm(ENTERS):
        raise Http404
    return redirect("reports:home")


@require_safe
def newest_report(request: HttpRequest) -> HttpResponse:
    """Go to the report of the newest plan with results."""
    if not sees_all(_user(request)):
        raise Http404
    return _go_to_newest(request, "reports:report_of_year")


def _go_to_newest(request: HttpRequest, page: str) -> HttpResponse:
    year = newest_year()
    if year is not None:
        return redirect(page, year)
    messages.info(request, _("There is no plan yet, and so there are no results to show."))
    return redirect("reports:home")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)  # nobody else comes past the middleware
