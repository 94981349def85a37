"""Import a plan in two steps: upload or paste, then look at every row and confirm."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from targets.imports.forms import ConfirmImportForm, PlanImportForm
from targets.imports.page import build_import_page, shows_only_doubtful
from targets.imports.sources import OF_FILE, OF_PASTE
from targets.imports.wording import REFUSALS
from targets.models import PlanUpload
from targets.services.importing import ImportRefusedError, preview_import
from targets.services.uploading import UploadGoneError, import_upload, keep_upload, table_of, years_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from targets.services.importing.outcome import ImportOutcome

IMPORTED = "imported_uploads"
"""In the session: the year of the plan by the key of an upload that was imported and is gone."""
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
    user = _user(request)
    upload = PlanUpload.objects.of(user).filter(pk=pk).first()
    if upload is None:
        return _gone(request, pk)
    table, years = table_of(upload), years_of(upload)
    form = ConfirmImportForm(request.POST if request.method == "POST" else None)
    outcome = refused = None
    try:
        if form.is_valid():
            remove = form.cleaned_data["remove_absent"]
            return _done(request, pk, import_upload(upload, table, user=user, remove_absent=remove))
        outcome = preview_import(table, years, user=user)
    except UploadGoneError:
        return _gone(request, pk, there_a_moment_ago_for=years.year)
    except ImportRefusedError as error:
        refused = error
    folded = shows_only_doubtful(table, request.GET)
    words = OF_PASTE if upload.is_pasted else OF_FILE
    page = build_import_page(table, years, outcome, only_doubtful=folded, refused=refused, words=words)
    refusal = REFUSALS[refused.reason] if refused else ""
    context = {"upload": upload, "years": years, "page": page, "form": form, "refusal": refusal}
    return render(request, "targets/plan_import_preview.html", context)


def _done(request: HttpRequest, pk: int, outcome: ImportOutcome) -> HttpResponse:
    request.session[IMPORTED] = {**request.session.get(IMPORTED, {}), str(pk): outcome.plan.year}
    text = _("The plan is imported: %(count)s rows.") % {"count": len(outcome.rows)}
    messages.success(request, text)
    return redirect("reports:plan", outcome.plan.year)


def _gone(request: HttpRequest, pk: int, *, there_a_moment_ago_for: int | None = None) -> HttpResponse:
    """Say what became of an upload that is no longer there, and lead to what took its place.

    ``there_a_moment_ago_for``: the year of one that went while it was being confirmed: another
    click imported it, unless another upload took its place. Not found where it is another
    person's, or nobody's.
    """
    newer = PlanUpload.objects.of(_user(request)).filter(pk__gt=pk).first()
    imported_year = request.session.get(IMPORTED, {}).get(str(pk))
    if newer is None:
        imported_year = imported_year or there_a_moment_ago_for
    if PlanUpload.objects.filter(pk=pk).exists() or (newer is None and imported_year is None):
        raise Http404
    context = {"newer": newer, "imported_year": imported_year}
    return render(request, "targets/plan_import_gone.html", context, status=HTTPStatus.GONE)


def _user(request: HttpRequest) -> User:
    """Return who is signed in: the permission was asked for before."""
    user: User | AnonymousUser = request.user
    assert not user.is_anonymous  # noqa: S101 - for the type checker
    return user
