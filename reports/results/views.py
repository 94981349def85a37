"""The report as a page, a print preview and files; and the sheet of one area.

What a person may not see is not found: the whole report is for who sees every area's values, the
sheet of an area for its managers too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from objectives.models import Organization, Plan
from reports.results.area import area_sheet as sheet_of
from reports.results.behind import load_what_stands_behind
from reports.results.data import (
    build_report_document,
    load_period,
    period_of_year,
    report_document_of,
    report_periods,
)
from reports.results.evidence import evidence_addresses
from reports.results.files import report_file
from reports.results.page import build_report_page
from reports.results.printing import STYLESHEETS, report_html
from targets.access import areas_to_enter, sees, sees_all
from targets.results import results_of
from targets.services.exporting import Format

if TYPE_CHECKING:
    from django.http import HttpRequest

    from reports.documents.report import ReportDocument
    from targets.models import ReportingPeriod

MAY_WRITE = "reports.change_narrative"


@require_safe
def report_of_year(request: HttpRequest, year: int) -> HttpResponse:
    """Go to the year-end report, or the latest there is; without a period, say so."""
    if not sees_all(request.user):
        raise Http404
    plan = get_object_or_404(Plan, year=year)
    period = period_of_year(year)
    if period is None:
        return render(request, "reports/report_none.html", {"plan": plan})
    return redirect("reports:report", year, period.pk)


@require_safe
def report(request: HttpRequest, year: int, period: int) -> HttpResponse:
    """Show the report of a period, narrowed by the query of the address."""
    if not sees_all(request.user):
        raise Http404
    # The database refuses a key of more bits in a join, where Django does not look before.
    loaded = load_period(year, period) if period.bit_length() < 64 else None
    if loaded is None:
        raise Http404
    found, organization = loaded.period, Organization.objects.first()
    behind = load_what_stands_behind(found)
    document = report_document_of(results_of(found), organization, loaded.texts, behind)
    context = {
        "page": build_report_page(
            document, request.GET, evidence_addresses(behind), may_write=request.user.has_perm(MAY_WRITE)
        ),
        "period": found,
        "other_periods": loaded.others,
        "plan": found.plan,
        # Here so that the frame of the page does not ask for it again.
        "organization": organization,
    }
    return render(request, "reports/report.html", context)


@require_safe
def report_print(request: HttpRequest, year: int, period: int) -> HttpResponse:
    """Show the document as it is printed, page breaks apart."""
    document = build_report_document(period_to_see(request, year, period))
    sheets = ("css/typefaces.css", *STYLESHEETS)
    style_urls = [static(sheet) for sheet in sheets]
    return HttpResponse(report_html(document, language=_language(), style_urls=style_urls))


@require_safe
def report_data(request: HttpRequest, year: int, period: int, kind: str) -> HttpResponse:
    """Hand out the figures as a file."""
    found = period_to_see(request, year, period)
    if kind not in {each.value for each in Format}:
        raise Http404
    made = report_file(build_report_document(found), Format(kind))
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@require_safe
def area_sheet(request: HttpRequest, year: int, period: int, area: int) -> HttpResponse:
    """Show the sheet of one area."""
    found = stored_period(year, period)
    document = sheet_to_see(request, found, area)
    evidence = evidence_addresses(load_what_stands_behind(found, sees(request.user)))
    page = build_report_page(document, {}, evidence)
    context = {"page": page, "period": found, "plan": found.plan, "area": area}
    return render(request, "reports/report.html", context)


def period_to_see(request: HttpRequest, year: int, key: int) -> ReportingPeriod:
    """Return the period for whoever sees what every area reported; ``Http404`` for others."""
    if not sees_all(request.user):
        raise Http404
    return stored_period(year, key)


def stored_period(year: int, key: int) -> ReportingPeriod:
    """Return the period, whoever asks; ``Http404`` where there is none."""
    return get_object_or_404(report_periods(), pk=key, plan__year=year)


def sheet_to_see(request: HttpRequest, period: ReportingPeriod, area: int) -> ReportDocument:
    """Return the sheet of an area for who sees it; ``Http404`` for others, and where it measures nothing."""
    own = sees_all(request.user) or any(each.pk == area for each in areas_to_enter(request.user))
    sheet = sheet_of(build_report_document(period), str(area)) if own else None
    if sheet is None:
        raise Http404
    return sheet


def _language() -> str:
    return get_language() or "it"
