"""The open questions: what the program could not decide, in words, and how each was settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from targets.admin.display import reading_panel
from targets.admin.filters import (
    DoubtCodeFilter,
    MeasureAreaFilter,
    MeasurePlanFilter,
    RowKindFilter,
    SettledFilter,
    through_measure,
)
from targets.admin.forms import SettleForm, SettleManyForm
from targets.admin.measures import MeasurePartAdmin
from targets.models import Doubt, in_plan
from targets.selectors import READING, up_to_plan
from targets.services.reading import reopen_doubt, settle_doubt

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

REOPEN = "_reopen"
NEXT = "_next"
AREAS = (
    "measure__strategic_objective__area",
    "measure__operational_objective__area",
    "measure__target__area",
)


@admin.register(Doubt)
class DoubtAdmin(MeasurePartAdmin):
    """The doubts, the open ones first on the desk; nobody makes or deletes one by hand."""

    goes_with_its_parent = True
    change_form_template = "admin/plan/doubt_form.html"
    form: Any = SettleForm
    list_display: Any = ("message", "row_link", "cells", "area", "state")
    list_filter: ClassVar[Any] = (
        SettledFilter,
        through_measure(MeasurePlanFilter),
        through_measure(MeasureAreaFilter),
        through_measure(RowKindFilter),
        DoubtCodeFilter,
    )
    search_fields: ClassVar[Any] = (
        "detail",
        "settlement",
        "measure__formula_text",
        "measure__strategic_objective__text",
        "measure__operational_objective__text",
        "measure__target__text",
    )
    up = (*up_to_plan("measure__"), *AREAS, "settled_by")
    parent_field = "measure"
    sealed_by_approval = False
    fields: ClassVar[Any] = ("message", "row_link", "panel", "settlement", "state")
    readonly_fields: ClassVar[Any] = ("message", "row_link", "panel", "state")
    actions: Any = ("settle", "reopen")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        doubts = super().get_queryset(request)
        return doubts.prefetch_related(*(f"measure__{name}" for name in READING))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:  # noqa: ARG002
        return ("measure", "pk")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def siblings_of(self, obj: Doubt) -> QuerySet[Any]:
        """Return the open doubts of the plan, to go through them one after the other."""
        in_same_plan = Doubt.objects.filter(in_plan(self.plan_of(obj), "measure__"))
        return in_same_plan.filter(Q(settled_at__isnull=True) | Q(pk=obj.pk)).order_by("measure", "pk")

    def title_in_path(self, obj: Doubt) -> str:
        return Truncator(obj).chars(40)

    # --- Settling ---

    def save_model(self, request: HttpRequest, obj: Doubt, form: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        settle_doubt(obj, user=request.user, now=timezone.now(), settlement=form.cleaned_data["settlement"])  # type: ignore[arg-type] # signed in

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and REOPEN in request.POST:
            doubt = self.get_object(request, object_id)
            if doubt is None or not self.has_change_permission(request, doubt):
                raise PermissionDenied
            reopen_doubt(doubt)
            self.message_user(request, gettext("The doubt is open again."), messages.SUCCESS)
            return HttpResponseRedirect(request.get_full_path())
        return super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        doubt = kwargs.get("obj")
        context["is_settled"] = doubt is not None and doubt.settled_at is not None
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Doubt) -> HttpResponse:
        _before, after = self.neighbours(obj)
        if NEXT in request.POST and after:
            return HttpResponseRedirect(after)
        return super().response_change(request, obj)

    @admin.action(description=_("Settle, with a word why"), permissions=["change"])
    def settle(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> HttpResponse | None:
        """Ask for the word, then settle all that were chosen."""
        form = SettleManyForm(request.POST if "confirmed" in request.POST else None)
        if form.is_valid():
            self._settle(request, queryset, form.cleaned_data["settlement"])
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Settle doubts"),
            "opts": self.opts,
            "form": form,
            "doubts": [(doubt.pk, str(doubt), self.row_of(doubt)) for doubt in queryset],
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/plan/settle.html", context)

    @transaction.atomic
    def _settle(self, request: HttpRequest, queryset: QuerySet[Doubt], settlement: str) -> None:
        doubts = list(queryset.filter(settled_at__isnull=True))
        for doubt in doubts:
            settle_doubt(doubt, user=request.user, now=timezone.now(), settlement=settlement)  # type: ignore[arg-type] # signed in
        text = ngettext("%(count)s doubt settled.", "%(count)s doubts settled.", len(doubts))
        self.message_user(request, text % {"count": len(doubts)}, messages.SUCCESS)

    @admin.action(description=_("Open again"), permissions=["change"])
    @transaction.atomic
    def reopen(self, request: HttpRequest, queryset: QuerySet[Doubt]) -> None:
        doubts = list(queryset.filter(settled_at__isnull=False))
        for doubt in doubts:
            reopen_doubt(doubt)
        text = ngettext("%(count)s doubt open again.", "%(count)s doubts open again.", len(doubts))
        self.message_user(request, text % {"count": len(doubts)}, messages.SUCCESS)

    # --- Columns ---

    @admin.display(description=_("doubt"), ordering="code")
    def message(self, doubt: Doubt) -> str:
        return str(doubt)

    @admin.display(description=_("formula and target value"))
    def cells(self, doubt: Doubt) -> SafeString:
        year = self.plan_of(doubt).year
        target = next((value.text for value in doubt.measure.target_values.all() if value.year == year), "")
        shown = (Truncator(text).chars(60) or "–" for text in (doubt.measure.formula_text, target))
        return format_html("{}<br>→ {}", *shown)

    @admin.display(description=_("area"))
    def area(self, doubt: Doubt) -> str:
        return Truncator(self.row_of(doubt).area_as_written.capitalize()).chars(40) or "–"

    @admin.display(description=_("state"), ordering="settled_at")
    def state(self, doubt: Doubt) -> str:
        if doubt.settled_at is None:
            return gettext("open")
        return gettext("settled by %(person)s: %(word)s") % {
            "person": doubt.settled_by,
            "word": Truncator(doubt.settlement).chars(60),
        }

    @admin.display(description=_("as written, and how it is read"))
    def panel(self, doubt: Doubt) -> SafeString:
        return reading_panel(doubt.measure, self.plan_of(doubt).year, with_cells=True)
