"""The first page: what is asked of whoever signs in, and the way to everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reports.home_page import build_home_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what is to do first; without a role, say whom to ask for one."""
    user = cast("User", request.user)  # nobody else comes past the middleware
    page = build_home_page(user, today=timezone.localdate())
    return render(request, "reports/home.html", {"page": page})
