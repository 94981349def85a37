"""The periods of a plan: when values are reported, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import CASCADE, Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from objectives.admin.filters import PlanFilter
from objectives.admin.forms import AsWrittenForm
from objectives.admin.history import relations_to
from objectives.admin.links import link_to, list_url
from targets.models import ActualValue, ReportingPeriod

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString


def demonstration_note(period: ReportingPeriod | None) -> str:
    """Return what a page with invented values must say; empty where they are not."""
    invented = period is not None and period.is_demonstration
    return gettext("Invented values: this is a demonstration.") if invented else ""


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(PlanPartAdmin):
    """The periods. Opened and closed on the page of the review, which gives the plan its method;
    once values are in, the day they are as of stays, and so does the period."""

    form: Any = AsWrittenForm
    list_display: Any = ("__str__", "plan_link", "due_on", "state", "value_count", "review")
    list_filter: ClassVar[Any] = (PlanFilter, "state")
    search_fields: ClassVar[Any] = ("plan__year", "plan__title")
    autocomplete_fields: ClassVar[Any] = ("plan",)
    parent_field = "plan"
    up = ("plan",)
    sealed_by_approval = False
    fields: ClassVar[Any] = ("plan", ("ends_on", "due_on"), "state", "review")
    readonly_fields: ClassVar[Any] = ("state", "review")

    @property
    def parts(self) -> Any:  # type: ignore[override] # asked for, not listed
        """Whatever goes with a period, also of apps above this one: texts of its report."""
        going = (each for each in relations_to(ReportingPeriod) if each.on_delete is CASCADE)
        return tuple((each.related_model, each.field.name) for each in going)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        counted: QuerySet[Any] = super().get_queryset(request).annotate(value_count=Count("actual_values"))
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: ReportingPeriod | None = None) -> Any:
        has_values = obj is not None and obj.actual_values.exists()
        fixed = ("plan", "ends_on") if has_values else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **kwargs)
        context["sealed"] = demonstration_note(kwargs.get("obj"))
        return response

    def siblings_of(self, obj: ReportingPeriod) -> QuerySet[Any]:
        return ReportingPeriod.objects.filter(plan=obj.plan).order_by("ends_on")

    @admin.display(description=_("plan"), ordering="plan")
    def plan_link(self, period: ReportingPeriod) -> SafeString:
        return link_to(period.plan, period.plan.year)

    @admin.display(description=_("values"), ordering="value_count")
    def value_count(self, period: Any) -> SafeString | str:
        count: int = period.value_count
        if count == 0:
            return "0"
        return format_html('<a href="{}">{}</a>', list_url(ActualValue, period=period.pk), count)

    @admin.display(description=_("review"))
    def review(self, period: ReportingPeriod) -> SafeString | str:
        if period.pk is None:
            return "–"
        address = reverse("targets:review", args=[period.pk])
        return format_html('<a href="{}">{}</a>', address, gettext("open, close, review"))
