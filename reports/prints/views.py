"""The PDFs, and the page on which one waits for them.

A PDF is only ever handed out by its own address, which asks who wants it. The page of a print says
how far it has come, to those who asked for it.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from reports.documents.canonical import CanonicalError
from reports.models import Print
from reports.plan.data import build_plan_document
from reports.plan.views import may_read, plan_to_see
from reports.prints.orders import order_in, plan_order, report_order
from reports.prints.queue import ask, ask_again, take, take_up
from reports.prints.states import state_of
from reports.results.data import build_report_document
from reports.results.files import file_name
from reports.results.views import period_to_see, sheet_to_see, stored_period

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from accounts.models import User
    from reports.documents.report import ReportDocument
    from reports.prints.orders import Order

DOWNLOAD = "scarica"
"""In the address of a waiting page: go on to the file once it is ready. Without it the page only tells."""


@require_safe
@may_read
def plan_pdf(request: HttpRequest, year: int) -> HttpResponseBase:
    """Hand out the PDF of the plan."""
    document = build_plan_document(plan_to_see(year))
    page = reverse("reports:plan", args=[year])
    order = plan_order(document, language=_language(), address=request.path, page=page)
    return _hand_out(request, order, f"piano-performance-{year}.pdf")


@require_safe
def report_pdf(request: HttpRequest, year: int, period: int) -> HttpResponseBase:
    """Hand out the PDF of the report."""
    document = build_report_document(period_to_see(request, year, period))
    return _hand_out_report(request, document, reverse("reports:report", args=[year, period]))


@require_safe
def area_sheet_pdf(request: HttpRequest, year: int, period: int, area: int) -> HttpResponseBase:
    """Hand out the PDF of the sheet of one area."""
    document = sheet_to_see(request, stored_period(year, period), area)
    return _hand_out_report(request, document, reverse("reports:area_sheet", args=[year, period, area]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def print_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how far a print has come, to those who asked for it; a POST has a failed one printed again."""
    asked = Print.objects.filter(asked_by=_user(request)).defer("document")
    found = get_object_or_404(asked, pk=pk)
    if request.method == "POST":
        ask_again(found.pk, now=timezone.now())
        return _see_other(_waiting_page(found))
    if found.language != _language():
        return _see_other(_page_in_this_language(request, found))
    now = timezone.now()
    state = state_of(take_up(found, now=now), now)
    goes_on = DOWNLOAD in request.GET
    return render(request, "reports/print.html", {"state": state, "print": found, "goes_on": goes_on})


def _hand_out_report(request: HttpRequest, document: ReportDocument, page: str) -> HttpResponseBase:
    order = report_order(document, language=_language(), address=request.path, page=page)
    return _hand_out(request, order, file_name(document, "pdf"))


def _hand_out(request: HttpRequest, order: Order, name: str) -> HttpResponseBase:
    """Hand out the file from the store, or have it printed and lead to the page where one waits for it.

    Who has this very content already gets "not modified".
    """
    tag = f'W/"{order.key}"'  # a weak one: two prints of the same content differ in their date
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    now = timezone.now()
    content = take(order.key, now=now)
    if content is None:
        return _see_other(_waiting_page(ask(order, user=_user(request), now=now)))
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _page_in_this_language(request: HttpRequest, found: Print) -> str:
    """Have the same document printed in the language of the page, and return where one waits for that.

    Title and button of a page are of one print, and the button's address prints in the page's language.
    What another version of the program stored is asked for anew, from the page that shows it.
    """
    try:
        order = order_in(_language(), found)
    except CanonicalError:
        return found.page
    return _waiting_page(ask(order, user=_user(request), now=timezone.now()), goes_on=DOWNLOAD in request.GET)


def _waiting_page(print_: Print, *, goes_on: bool = True) -> str:
    page = reverse("reports:print", args=[print_.pk])
    return f"{page}?{DOWNLOAD}" if goes_on else page


def _see_other(address: str) -> HttpResponse:
    response = HttpResponseRedirect(address)
    response.status_code = HTTPStatus.SEE_OTHER
    response["Cache-Control"] = "private, no-store"
    return response


def _user(request: HttpRequest) -> User:
    """Return who is signed in: nobody else gets here."""
    user: User | AnonymousUser = request.user
    assert not user.is_anonymous  # noqa: S101 - for the type checker
    return user


def _language() -> str:
    return get_language() or "it"
