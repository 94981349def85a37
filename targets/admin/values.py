"""What was reported, to be looked up: the same figures as in the report, with all that is behind them.

Nothing is entered here. The pages for it know whose area an indicator is and in which state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from objectives.admin.history import HistoryAdmin
from objectives.admin.links import link_to
from objectives.models import Area
from targets.access import of_areas
from targets.admin.periods import demonstration_note
from targets.admin.value_display import (
    answers,
    decisions,
    met_in_words,
    named_files,
    reported_value,
    working,
)
from targets.models import ActualValue, Evidence, Indicator, OperandValue, ReportedCase, ReportingPeriod
from targets.results import IndicatorResult, results_of
from targets.selectors import UP_TO_PLAN
from targets.wording.bands import band_word
from targets.wording.figures import NO_FIGURE, percent
from targets.wording.proof import state_line
from targets.wording.verdict import not_due_mark

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

_ROW = "indicator__measure__{}"
_ROW_KINDS = ("strategic_objective", "operational_objective", "target")


class PeriodFilter(admin.SimpleListFilter):
    """One period at a time, the newest with values first: the figures of a list are of one period."""

    title = _("reporting period")
    parameter_name = "period"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        periods = ReportingPeriod.objects.filter(actual_values__isnull=False).distinct()
        newest_first = periods.select_related("plan").order_by("-ends_on")
        return [(str(period.pk), str(period)) for period in newest_first]

    def value(self) -> str | None:
        given, known = super().value(), [key for key, _name in self.lookup_choices]
        return given if given in known else next(iter(known), None)

    def choices(self, changelist: Any) -> Any:
        _all, *periods = super().choices(changelist)
        return periods

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        return queryset.filter(period=self.value())


class ValueAreaFilter(admin.SimpleListFilter):
    """By the area of the indicator: its own, or that of its row."""

    title = _("area")
    parameter_name = "area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return [(str(area.pk), area.name) for area in Area.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        key = self.value() or ""
        area = Area.objects.filter(pk=int(key)).first() if key.isdecimal() else None
        if area is None:
            return queryset
        return queryset.filter(indicator__in=Indicator.objects.filter(of_areas([area])))


@admin.register(ActualValue)
class ActualValueAdmin(HistoryAdmin):
    """Actual values with their figures, for whoever may see those of every area."""

    change_form_template = "admin/plan/part_form.html"
    list_display: Any = ("row_text", "value", "met", "achievement", "band", "state", "area")
    list_filter: ClassVar[Any] = (PeriodFilter, "state", ValueAreaFilter)
    search_fields: ClassVar[Any] = (
        "indicator__label",
        "indicator__measure__formula_text",
        *(f"{_ROW.format(kind)}__{field}" for kind in _ROW_KINDS for field in ("code", "text")),
        "deviation",
        "corrective_action",
    )
    list_select_related: ClassVar[Any] = (
        "period__plan__evaluation_method",
        "indicator__area",
        "entered_by",
        "submitted_by",
        "override_by",
        *(_ROW.format(path) for path in UP_TO_PLAN),
        *(f"{_ROW.format(kind)}__area" for kind in _ROW_KINDS),
    )
    parts: ClassVar[Any] = (
        (ReportedCase, "actual_value"),
        (OperandValue, "case__actual_value"),
        (Evidence, "actual_value"),
    )
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("row_link", "indicator_link", "period", "state", "figure", "met", "working")}),
        (
            _("What was reported"),
            {
                "fields": (
                    "answers",
                    "not_applicable",
                    "deviation",
                    "corrective_action",
                    "evidence_names",
                    ("entered_by", "entered_at"),
                    ("submitted_by", "submitted_at"),
                )
            },
        ),
        (
            _("Review"),
            {"fields": ("decisions", "override", "override_reason", ("override_by", "override_on"))},
        ),
    )

    # --- Nobody writes here ---

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:  # noqa: ARG002
        """All of them: Django asks for the names of what is no field of the table."""
        own = {field.name for field in self.opts.get_fields()}
        named = admin.utils.flatten_fieldsets(self.fieldsets)
        return tuple(name for name in named if name not in own)

    # --- One computation for a list or a page ---

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.list_select_related)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        _add_results(changelist.result_list)
        return changelist

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            _add_results([found])
        return found

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        response: Any = super().changelist_view(request, extra_context)
        listed = getattr(response, "context_data", {}).get("cl")
        if listed is not None and listed.result_list:
            response.context_data["subtitle"] = demonstration_note(listed.result_list[0].period)
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["sealed"] = demonstration_note(kwargs["obj"].period)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Columns and fields ---

    @admin.display(description=_("row"))
    def row_text(self, value: ActualValue) -> str:
        row, label = value.indicator.measure.row, value.indicator.label
        text = f"{row.code} {Truncator(row.text).chars(60)}".strip()
        return f"{text} – {Truncator(label).chars(60)}" if label else text

    @admin.display(description=_("row"))
    def row_link(self, value: ActualValue) -> SafeString:
        row = value.indicator.measure.row
        return link_to(row, f"{row.code} {row.text}".strip())

    @admin.display(description=_("indicator"))
    def indicator_link(self, value: ActualValue) -> SafeString:
        return link_to(value.indicator)

    @admin.display(description=_("area"))
    def area(self, value: ActualValue) -> str:
        area = value.indicator.area or value.indicator.measure.row.area
        return NO_FIGURE if area is None else Truncator(area.name).chars(30)

    @admin.display(description=_("actual value"))
    def value(self, value: Any) -> str:
        return reported_value(value.found)

    @admin.display(description=_("target"))
    def met(self, value: Any) -> str:
        return met_in_words(value.found)

    @admin.display(description=_("achievement"))
    def achievement(self, value: Any) -> str:
        return percent(value.found.result.shown)

    @admin.display(description=_("band"))
    def band(self, value: Any) -> str:
        result = value.found.result
        if result.due_on is not None and result.shown is not None:
            return not_due_mark()
        return NO_FIGURE if result.band is None else band_word(result.band)

    @admin.display(description=_("achievement"))
    def figure(self, value: Any) -> str:
        return state_line(value.found.result)

    @admin.display(description=_("working"))
    def working(self, value: Any) -> SafeString:
        return working(value.found.result.proof)

    @admin.display(description=_("answers"))
    def answers(self, value: Any) -> SafeString | str:
        return answers(value.found.measured)

    @admin.display(description=_("evidence"))
    def evidence_names(self, value: ActualValue) -> SafeString | str:
        return named_files(value)

    @admin.display(description=_("decisions"))
    def decisions(self, value: ActualValue) -> SafeString | str:
        return decisions(value)


def _add_results(values: list[Any]) -> None:
    """Give each value its result: those of a list are of one period, worked out once."""
    found: dict[int, dict[int, IndicatorResult]] = {}
    for value in values:
        period = value.period
        if period.pk not in found:
            results = results_of(period).indicators()
            found[period.pk] = {each.measured.indicator.pk: each for each in results}
        value.found = found[period.pk][value.indicator_id]
