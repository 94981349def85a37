"""One value: the working behind it, the decisions on it, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from targets.access import reviews, sees
from targets.models import ActualValue, Indicator
from targets.review.forms import ClearOverrideForm, DecisionForm, OverrideForm, ReopenForm, ReturnForm
from targets.review.history import history_of
from targets.review.value_page import build_value_page, load_row, neighbours
from targets.review.wording import refusal_message
from targets.services import reviewing
from targets.views.scopes import loaded_period, period_to_look_at, user_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from accounts.models import User
    from targets.models import ReportingPeriod
    from targets.review.rows import ReviewRow


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that can be done with a value: its form, what does it, and what is said afterwards."""

    form: type[DecisionForm]
    act: Callable[[reviewing.Seen, Any, User], ActualValue]
    said: _StrPromise
    goes_on: bool
    """Whether the next value that waits is shown afterwards."""


DECISIONS = {
    "validate": Decision(
        DecisionForm,
        lambda seen, _data, user: reviewing.validate([seen], user=user, now=timezone.now())[0],
        gettext_lazy("Validated: %(row)s"),
        goes_on=True,
    ),
    "return": Decision(
        ReturnForm,
        lambda seen, data, user: reviewing.return_value(seen, data["reason"], user=user, now=timezone.now()),
        gettext_lazy("Returned: %(row)s"),
        goes_on=True,
    ),
    "reopen": Decision(
        ReopenForm,
        lambda seen, data, user: reviewing.reopen(seen, data["reason"], user=user, now=timezone.now()),
        gettext_lazy("The validation is taken back: %(row)s"),
        goes_on=False,
    ),
    "override": Decision(
        OverrideForm,
        lambda seen, data, user: reviewing.set_override(
            seen, data["percent"], data["reason"], user=user, today=timezone.localdate()
        ),
        gettext_lazy("The achievement is set by hand: %(row)s"),
        goes_on=False,
    ),
    "clear_override": Decision(
        ClearOverrideForm,
        lambda seen, data, user: reviewing.clear_override(seen, data["reason"], user=user),
        gettext_lazy("The achievement set by hand is taken away: %(row)s"),
        goes_on=False,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def review_value(request: HttpRequest, period: int, indicator: int) -> HttpResponse:
    """Show one value with everything about it; on POST, decide on it."""
    found = period_to_look_at(request, period)
    row = load_row(found, indicator, today=timezone.localdate())
    if row is None:
        raise Http404
    if request.method != "POST":
        return _page(request, found, row)
    if not reviews(request.user):
        raise PermissionDenied
    decision = DECISIONS.get(request.POST.get("action", ""))
    if decision is None or row.value is None:
        messages.warning(
            request, gettext("The value has changed since you opened this page: look at it again.")
        )
        return redirect("targets:review_value", found.pk, row.key)
    return _decide(request, found, row, decision)


def _decide(
    request: HttpRequest, period: ReportingPeriod, row: ReviewRow, decision: Decision
) -> HttpResponse:
    form = decision.form(request.POST)
    assert row.value is not None  # noqa: S101 - for the type checker
    if not form.is_valid():
        return _page(request, period, row, form)
    following = neighbours(period, row)[1] if decision.goes_on else row.key
    try:
        decision.act(form.seen(row.value.pk), form.cleaned_data, user_of(request))
    except reviewing.ConflictError:
        form.add_error(None, gettext("The value has changed since you opened this page: look at it again."))
        return _page(request, period, row, form, status=HTTPStatus.CONFLICT)
    except reviewing.ReviewRefusedError as error:
        form.add_error(None, refusal_message(error.refusal))
        return _page(request, period, row, form)
    messages.success(request, str(decision.said) % {"row": row.row})
    if following is None:
        return redirect("targets:review", period.pk)
    return redirect("targets:review_value", period.pk, following)


def _page(
    request: HttpRequest,
    period: ReportingPeriod,
    row: ReviewRow,
    sent: DecisionForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render the page; ``sent`` is the form that was refused, with what was typed in it."""
    forms = {name: sent if type(sent) is each.form else each.form() for name, each in DECISIONS.items()}
    context = {
        "page": build_value_page(period, row),
        "forms": forms,
        "refused": sent,
        "may_review": reviews(request.user),
    }
    return render(request, "targets/review_value.html", context, status=status)


@require_safe
def value_history(request: HttpRequest, period: int, indicator: int) -> HttpResponse:
    """Show every change of one value to whoever sees the value."""
    seen = sees(request.user)
    if seen is None:
        raise Http404
    found = loaded_period(period)
    indicators = Indicator.objects.of_plan(found.plan).filter(seen).select_related("measure")
    shown = get_object_or_404(indicators, pk=indicator)
    value = ActualValue.objects.filter(period=found, indicator=shown).first()
    context = {
        "period": found,
        "indicator": shown,
        "row": shown.measure.row,
        "history": () if value is None else history_of(value),
        "decisions": () if value is None else value.decisions.select_related("decided_by"),
    }
    return render(request, "targets/value_history.html", context)
