"""The planning office's pages of a period: who has entered what, and validation of several values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from targets.access import reviews as may_review
from targets.access import sees_all
from targets.models import ActualValue, ReportingPeriod
from targets.review.forms import PeriodForm
from targets.review.page import area_key, build_review_page
from targets.review.rows import load_rows
from targets.review.wording import refusal_message
from targets.services.periods import ReasonMissingError, close_period, open_period
from targets.services.reviewing import ConflictError, ReviewRefusedError, Seen, validate
from targets.views.scopes import period_to_look_at, period_to_review, user_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from targets.review.rows import ReviewRow


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Show every period, with how many values wait for the planning office."""
    if not sees_all(request.user):
        raise Http404
    submitted = Q(actual_values__state=ActualValue.State.SUBMITTED)
    periods = ReportingPeriod.objects.select_related("plan").annotate(
        waiting=Count("actual_values", filter=submitted)
    )
    context = {"periods": periods.order_by("-ends_on", "-pk"), "today": timezone.localdate()}
    return render(request, "targets/reviews.html", context)


@require_safe
def review(request: HttpRequest, period: int) -> HttpResponse:
    """Show who has entered what for a period, what is late, and what waits."""
    found = period_to_look_at(request, period)
    page = build_review_page(found, request.GET, today=timezone.localdate())
    context = {"page": page, "may_review": may_review(request.user), "query": request.GET.urlencode()}
    return render(request, "targets/review.html", context)


@require_POST
def review_validate(request: HttpRequest, period: int) -> HttpResponse:
    """Validate the values that were chosen; those of a whole area are shown first and confirmed."""
    found = period_to_review(request, period)
    rows, _method = load_rows(found, today=timezone.localdate())
    if "area" in request.POST:
        waiting = [row for row in rows if row.is_submitted and area_key(row.area) == request.POST["area"]]
        context = {"period": found, "rows": waiting, "query": _query(request)}
        return render(request, "targets/review_confirm.html", context)
    named = {row.value.pk: row for row in rows if row.value is not None}
    chosen = [seen for seen in _chosen(request) if seen.pk in named]
    if not chosen:
        messages.warning(request, _("Nothing was chosen: choose at least one submitted value."))
    else:
        _validate(request, chosen, named)
    return redirect(f"{reverse('targets:review', args=[found.pk])}?{_query(request)}")


def _validate(request: HttpRequest, chosen: list[Seen], named: dict[int, ReviewRow]) -> None:
    try:
        validate(chosen, user=user_of(request), now=timezone.now())
    except ConflictError as conflict:
        text = _(
            "Nothing was validated, for these have changed since you opened the page: %(rows)s. "
            "Look at them, then validate again."
        )
        messages.error(request, text % {"rows": _names(named[key] for key in conflict.keys)})
    except ReviewRefusedError as error:
        messages.error(request, refusal_message(error.refusal))
    else:
        text = ngettext("%(count)s value is validated.", "%(count)s values are validated.", len(chosen))
        messages.success(request, text % {"count": len(chosen)})


def _names(rows: Iterable[ReviewRow]) -> str:
    return "; ".join(str(row.row) for row in rows)


def _chosen(request: HttpRequest) -> list[Seen]:
    """Return the values of the form with the version that the person saw; what is no such thing is left."""
    parts = (token.partition(":") for token in request.POST.getlist("value")[:5000])
    return [
        Seen(int(key), int(version))
        for key, _colon, version in parts
        if key.isdecimal() and version.isdecimal() and len(key) < 19 and len(version) < 19
    ]


def _query(request: HttpRequest) -> str:
    """Return the filter of the page the person came from."""
    return QueryDict(request.POST.get("query", "")[:2000]).urlencode()


@require_POST
def period_open(request: HttpRequest, period: int) -> HttpResponse:
    """Open a period, or open it again with a reason."""
    found = period_to_review(request, period)
    form = PeriodForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        open_period(found, user=user_of(request), reason=reason)
    except ReasonMissingError:
        messages.error(request, _("Say why the period is opened again: the reason is kept."))
    else:
        messages.success(request, _("The period is open: the areas can enter their values."))
    return redirect("targets:review", found.pk)


@require_POST
def period_close(request: HttpRequest, period: int) -> HttpResponse:
    """Close a period."""
    found = period_to_review(request, period)
    close_period(found, user=user_of(request))
    messages.success(request, _("The period is closed: nothing more can be entered."))
    return redirect("targets:review", found.pk)
