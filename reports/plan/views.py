"""The plan as a page, as a print preview and as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from objectives.models import Organization, Plan
from reports.plan.data import build_plan_document
from reports.plan.page import build_plan_page
from reports.plan.printing import PRINT_STYLESHEET, SCREEN_STYLESHEET, plan_html, plan_pdf

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from reports.documents.plan import PlanDocument


may_read = permission_required("objectives.view_plan", raise_exception=True)


@require_safe
@may_read
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Show the plan of ``year``, narrowed by the query of the address."""
    found = _plan(year)
    organization = Organization.objects.first()
    page = build_plan_page(found, organization, user=request.user, asked=request.GET)
    # The organization is in the context so that the frame of the page does not ask for it again.
    return render(request, "reports/plan.html", {"plan": found, "page": page, "organization": organization})


@require_safe
@may_read
def plan_print(request: HttpRequest, year: int) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Show the document as it is printed, page breaks apart."""
    document = build_plan_document(_plan(year))
    sheets = ("css/typefaces.css", PRINT_STYLESHEET, SCREEN_STYLESHEET)
    style_urls = [static(sheet) for sheet in sheets]
    return HttpResponse(plan_html(document, language=_language(), style_urls=style_urls))


@require_safe
@may_read
def plan_pdf_file(request: HttpRequest, year: int) -> HttpResponseBase:
    """Hand out the PDF; who has this very content already gets "not modified" without a print."""
    document = build_plan_document(_plan(year))
    tag = _entity_tag(document)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    content = plan_pdf(document, language=_language(), created=timezone.now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="piano-performance-{year}.pdf"'
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _plan(year: int) -> Plan:
    return get_object_or_404(Plan.objects.select_related("approval_act"), year=year)


def _language() -> str:
    return get_language() or "it"


def _entity_tag(document: PlanDocument) -> str:
    """A weak one: two prints of the same content differ in their date."""
    return f'W/"{document.digest}-{_language()}"'
