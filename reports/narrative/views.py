"""Where the planning office writes the texts of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.models import Narrative
from reports.narrative.page import (
    ChapterEntry,
    chapter_entries,
    chapter_form,
    conflicting_entry,
)
from reports.narrative.saving import NarrativeConflictError, save_narrative
from reports.results.views import MAY_WRITE, period_to_see
from targets.views.scopes import user_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from reports.narrative.page import ChapterForm
    from targets.models import ReportingPeriod


@require_http_methods(["GET", "HEAD", "POST"])
def report_texts(request: HttpRequest, year: int, period: int) -> HttpResponse:
    """Show the texts of every chapter, and save the one that was sent."""
    found = period_to_see(request, year, period)
    if not request.user.has_perm(MAY_WRITE):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, found, {})
    chapter = _chapter(request.POST.get("chapter", ""))
    form = chapter_form(chapter, data=request.POST)
    if not form.is_valid():
        return _page(request, found, {chapter: ChapterEntry(chapter, form, preview=SafeString())}, status=422)
    return _save(request, found, chapter, form)


def _save(
    request: HttpRequest, period: ReportingPeriod, chapter: Narrative.Chapter, form: ChapterForm
) -> HttpResponse:
    text = form.cleaned_data["text"].replace("\r\n", "\n")
    try:
        save_narrative(period, chapter, text, seen=form.cleaned_data["version"], user=user_of(request))
    except NarrativeConflictError as conflict:
        return _page(
            request, period, {chapter: conflicting_entry(chapter, text, conflict.stored)}, status=409
        )
    messages.success(request, _("Saved: %(chapter)s.") % {"chapter": chapter.label})
    place = reverse("reports:report_texts", args=[period.plan.year, period.pk])
    return redirect(f"{place}#{chapter.value}")


def _chapter(name: str) -> Narrative.Chapter:
    try:
        return Narrative.Chapter(name)
    except ValueError as error:
        raise Http404 from error


def _page(
    request: HttpRequest,
    period: ReportingPeriod,
    sent: dict[Narrative.Chapter, ChapterEntry],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"period": period, "plan": period.plan, "entries": chapter_entries(period, sent)}
    return render(request, "reports/report_texts.html", context, status=status)
