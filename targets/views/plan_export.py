"""Hand out the plan as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from objectives.models import Plan
from targets.services.exporting import Format, export_plan

if TYPE_CHECKING:
    from django.http import HttpRequest


@require_safe
@permission_required("objectives.view_plan", raise_exception=True)
def plan_export(request: HttpRequest, year: int, kind: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Return the plan of ``year`` as XLSX, CSV or JSON, to be imported back unchanged."""
    plan = get_object_or_404(Plan, year=year)
    if kind not in set(Format):
        raise Http404
    wanted = Format(kind)
    response = HttpResponse(export_plan(plan, wanted), content_type=wanted.content_type)
    response["Content-Disposition"] = f'attachment; filename="piano-performance-{year}.{wanted}"'
    response["Cache-Control"] = "private, no-cache"
    return response
