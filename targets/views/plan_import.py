"""Import a plan in two steps: upload or paste, then look at every row and confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from targets.forms import ConfirmImportForm, PlanImportForm
from targets.import_page import build_import_page
from targets.import_wording import REFUSALS
from targets.models import PlanUpload
from targets.services.importing import ImportRefusedError, import_plan, preview_import
from targets.services.uploading import keep_upload, table_of, years_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from targets.services.importing_outcome import ImportOutcome

may_import = permission_required(["objectives.add_plan", "objectives.change_plan"], raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def plan_import(request: HttpRequest) -> HttpResponse:
    """Take a file or a pasted table and show its preview."""
    is_post = request.method == "POST"
    form = PlanImportForm(request.POST, request.FILES) if is_post else PlanImportForm()
    if form.is_valid():
        found = form.cleaned_data
        upload = keep_upload(
            found["content"], found["filename"], found["years"], user=_user(request), now=timezone.now()
        )
        return redirect("targets:plan_import_preview", upload.pk)
    return render(request, "targets/plan_import.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def plan_import_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the import would do; on POST, do it."""
    upload = get_object_or_404(PlanUpload.objects.of(_user(request)), pk=pk)
    table, years = table_of(upload), years_of(upload)
    form = ConfirmImportForm(request.POST if request.method == "POST" else None)
    outcome, refusal = None, ""
    try:
        if form.is_valid():
            remove = form.cleaned_data["remove_absent"]
            return _done(
                request, upload, import_plan(table, years, user=_user(request), remove_absent=remove)
            )
        outcome = preview_import(table, years, user=_user(request))
    except ImportRefusedError as error:
        refusal = str(REFUSALS[error.reason])
    page = build_import_page(table, years, outcome, only_doubtful="doubts" in request.GET)
    context = {"upload": upload, "years": years, "page": page, "form": form, "refusal": refusal}
    return render(request, "targets/plan_import_preview.html", context)


def _done(request: HttpRequest, upload: PlanUpload, outcome: ImportOutcome) -> HttpResponse:
    upload.delete()
    text = _("The plan is imported: %(count)s rows.") % {"count": len(outcome.rows)}
    messages.success(request, text)
    return redirect("reports:plan", outcome.plan.year)


def _user(request: HttpRequest) -> User:
    """Return who is signed in: the permission was asked for before."""
    user: User | AnonymousUser = request.user
    assert not user.is_anonymous  # noqa: S101 - for the type checker
    return user
