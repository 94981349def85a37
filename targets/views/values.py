"""Enter actual values: the pages of an area manager, and the files that prove a value."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from targets import access
from targets.entry.desk import open_desk, open_periods
from targets.models import Evidence, Indicator
from targets.services.reporting import PeriodNotOpen, ValueFixed, remove_evidence

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest

    from accounts.models import User
    from targets.entry.answer import Answer
    from targets.entry.desk import Desk

PIECE = "X-Piece-Of-Page"
GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def my_values(request: HttpRequest) -> HttpResponse:
    """Lead to the period that is open; list them where there are several, or none.

    Who is to enter values and has no area yet is told whom to ask.
    """
    user = _user(request)
    if not user.has_perm(access.ENTERS):
        raise PermissionDenied
    if access.enters(user) is None:
        return render(request, "targets/my_values.html", {"has_no_area": True})
    periods = open_periods()
    current = [period for period in periods if period.is_open]
    if len(current) == 1:
        return redirect("targets:my_area", current[0].pk)
    context = {"periods": periods, "is_any_open": bool(current)}
    return render(request, "targets/my_values.html", context)


@GET_OR_POST
def my_area(request: HttpRequest, period: int) -> HttpResponse:
    """Show what is to be entered for a period, and take what was entered."""
    desk = open_desk(_user(request), period, request.GET)
    if request.method == "POST":
        return _answered(request, desk)
    return _shown(request, desk)


@GET_OR_POST
def value(request: HttpRequest, period: int, indicator: int) -> HttpResponse:
    """Show one value with its working; whoever may enter it enters it here."""
    desk = open_desk(_user(request), period, request.GET, indicator=indicator)
    if request.method == "POST":
        return _answered(request, desk)
    return _shown(request, desk)


@require_POST
def value_preview(request: HttpRequest, period: int, indicator: int) -> HttpResponse:
    """Return what the numbers typed so far amount to, as a piece of the page; nothing is saved."""
    desk = open_desk(_user(request), period, request.GET, indicator=indicator, to_enter=True)
    block = desk.preview(request.POST)
    return _piece(request, "targets/values_result.html", {"block": block, "is_fragment": True})


@require_POST
def evidence_add(request: HttpRequest, period: int, indicator: int) -> HttpResponse:
    """Attach the files that were chosen, and nothing else of what is typed; return the list of files."""
    desk = open_desk(_user(request), period, request.GET, indicator=indicator, to_enter=True)
    answer = desk.attach(request.FILES, timezone.now())
    (block,) = desk.page(answer.forms, answer.saving).groups[0].blocks
    context = {"block": block, "saving": answer.saving}
    return _piece(request, "targets/values_evidence.html", context)


@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out a file of evidence as a download: it is never shown inside the site."""
    found = _evidence(pk, access.sees(_user(request)))
    try:
        content = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=found.name)
    response["Content-Type"] = found.content_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file off a value that may still be changed."""
    user = _user(request)
    found = _evidence(pk, access.sees(user))
    if not _is_among(found.actual_value.indicator_id, access.enters(user)):
        raise PermissionDenied
    try:
        remove_evidence(found, user=user, now=timezone.now())
    except (PeriodNotOpen, ValueFixed):
        messages.error(
            request, _("“%(name)s” was not removed: its value can no longer change.") % {"name": found}
        )
    else:
        messages.success(request, _("“%(name)s” is no longer attached.") % {"name": found})
    about = found.actual_value
    return redirect("targets:value", about.period_id, about.indicator_id)


def _piece(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Return a piece of the page, marked as one: the script takes nothing else, a sign-in page least."""
    response = render(request, template, context)
    response[PIECE] = "values"
    return response


def _shown(
    request: HttpRequest, desk: Desk, answer: Answer | None = None, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    page = desk.page() if answer is None else desk.page(answer.forms, answer.saving)
    context = {
        "desk": desk,
        "page": page,
        "answer": answer,
        "organization": desk.organization,
        "is_late": desk.period.is_late(timezone.localdate()),
        "action": request.get_full_path(),
    }
    return render(request, "targets/values.html", context, status=status)


def _answered(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Do what was asked; a page that says it all is opened anew, so that nothing is sent twice."""
    answer = desk.answer(request.POST, request.FILES, timezone.now())
    _tell(request, answer)
    if not answer.is_plain:
        return _shown(request, desk, answer)
    return redirect(f"{request.get_full_path()}{'#' if answer.anchor else ''}{answer.anchor}")


def _tell(request: HttpRequest, answer: Answer) -> None:
    """Say what was done; what was not stands where it was typed."""
    saved, files = len(answer.saving.saved), answer.saving.files
    submitted = 0 if answer.submission is None else len(answer.submission.submitted)
    if saved:
        text = ngettext("%(count)s value is saved.", "%(count)s values are saved.", saved)
        messages.success(request, text % {"count": saved})
    if files:
        text = ngettext("%(count)s file is attached.", "%(count)s files are attached.", files)
        messages.success(request, text % {"count": files})
    for text in answer.saving.refused:
        messages.error(request, text)
    if answer.removed:
        messages.success(request, _("“%(name)s” is no longer attached.") % {"name": answer.removed})
    if submitted:
        text = ngettext(
            "%(count)s value is submitted to the planning office.",
            "%(count)s values are submitted to the planning office.",
            submitted,
        )
        messages.success(request, text % {"count": submitted})
    elif answer.submission is not None and answer.already:
        text = ngettext(
            "Nothing was submitted again: %(count)s value of this page had been submitted already.",
            "Nothing was submitted again: %(count)s values of this page had been submitted already.",
            answer.already,
        )
        messages.info(request, text % {"count": answer.already})
    elif answer.submission is not None:
        messages.warning(request, _("Nothing was submitted: no value is complete yet."))
    elif answer.is_plain and not (saved or files or answer.removed):
        messages.info(request, _("Nothing has changed: everything was saved already."))


def _evidence(pk: int, where: object) -> Evidence:
    """Return a file whose value the condition ``where`` lets a person see; not found otherwise."""
    found = get_object_or_404(Evidence.objects.select_related("actual_value__period"), pk=pk)
    if not _is_among(found.actual_value.indicator_id, where):
        raise Http404
    return found


def _is_among(indicator: int, where: object) -> bool:
    return where is not None and Indicator.objects.filter(where, pk=indicator).exists()


def _user(request: HttpRequest) -> User:
    """Return who is signed in: nobody else gets here."""
    user: User | AnonymousUser = request.user
    assert not user.is_anonymous  # noqa: S101 - for the type checker
    return user
