"""The plan as a page and as a print preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from objectives.models import Organization, Plan
from reports.plan.data import build_plan_document
from reports.plan.page import build_plan_page
from reports.plan.printing import PRINT_STYLESHEET, SCREEN_STYLESHEET, plan_html

if TYPE_CHECKING:
    from django.http import HttpRequest


may_read = permission_required("objectives.view_plan", raise_exception=True)


@require_safe
@may_read
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Show the plan of ``year``, narrowed by the query of the address."""
    found = plan_to_see(year)
    organization = Organization.objects.first()
    page = build_plan_page(found, organization, user=request.user, asked=request.GET)
    # The organization is in the context so that the frame of the page does not ask for it again.
    return render(request, "reports/plan.html", {"plan": found, "page": page, "organization": organization})


@require_safe
@may_read
def plan_print(request: HttpRequest, year: int) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Show the document as it is printed, page breaks apart."""
    document = build_plan_document(plan_to_see(year))
    sheets = ("css/typefaces.css", PRINT_STYLESHEET, SCREEN_STYLESHEET)
    style_urls = [static(sheet) for sheet in sheets]
    return HttpResponse(plan_html(document, language=_language(), style_urls=style_urls))


def plan_to_see(year: int) -> Plan:
    """Return the plan of ``year``; ``Http404`` where there is none."""
    return get_object_or_404(Plan.objects.select_related("approval_act"), year=year)


def _language() -> str:
    return get_language() or "it"
