"""Where the plan stands, period by period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from objectives.models import Plan
from reports.dashboard.data import build_dashboard, scope_of
from reports.dashboard.periods import latest, periods_of
from targets.access import reviews

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from reports.dashboard.data import Scope


@require_safe
def dashboard_of_year(request: HttpRequest, year: int) -> HttpResponse:
    """Go to the latest period there is anything to see of; without a period, say so."""
    _scope(request)
    plan = get_object_or_404(Plan, year=year)
    found = latest(periods_of(year))
    if found is None:
        context = {"plan": plan, "reviews": reviews(request.user)}
        return render(request, "reports/dashboard_empty.html", context)
    return redirect("reports:dashboard", year, found.pk)


@require_safe
def dashboard(request: HttpRequest, year: int, period: int) -> HttpResponse:
    """Show what was achieved by the end of ``period``, as far as the person may see it."""
    scope = _scope(request)
    periods = list(periods_of(year))
    chosen = next((each for each in periods if each.pk == period), None)
    if chosen is None:
        raise Http404
    page = build_dashboard(chosen, periods, scope=scope, today=timezone.localdate())
    context = {"page": page, "periods": periods, "reviews": reviews(request.user)}
    return render(request, "reports/dashboard.html", context)


def _scope(request: HttpRequest) -> Scope:
    """Return whose results the person sees. What they may not see is not found."""
    scope = scope_of(request.user)  # type: ignore[arg-type]  # every page asks for a sign-in
    if scope is None:
        raise Http404
    return scope
