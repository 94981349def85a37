"""The plan, its lines and sections and every kind of row, with what is measured of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives import admin as plan_admin
from objectives.admin.base import PlanPartAdmin
from objectives.admin.inlines import PartInline
from objectives.admin.links import list_url
from objectives.admin.rows import AREA_FIELDS, CHANGE_FIELDS
from objectives.models import OperationalObjective, Plan, PlanRow, StrategicLine, StrategicObjective
from objectives.selectors import with_counts
from targets.admin.approval import ApprovalAdmin
from targets.admin.filters import SectionPlanFilter, TargetPlanFilter, TargetSectionFilter
from targets.admin.judged import JudgedAdmin
from targets.admin.measures import MeasureInline
from targets.admin.methods import method_url
from targets.models import Doubt, EvaluationMethod, Measure, ReportingPeriod, Section, Target
from targets.selectors import open_doubt_count, open_doubts, open_doubts_by_plan
from targets.services.measures import refresh_plan, refresh_rows
from targets.services.reading import confirm_reading

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

ROW_MODELS = (StrategicObjective, OperationalObjective, Target)


def doubts_link(count: int, **query: Any) -> SafeString | str:
    """Return how many doubts are open, with a link to their list."""
    if count == 0:
        return gettext("none")
    text = ngettext("%(count)s open doubt", "%(count)s open doubts", count) % {"count": count}
    return format_html('<a class="doubt-count" href="{}">{}</a>', list_url(Doubt, **query), text)


class ReadingAdmin(PlanPartAdmin):
    """Reads again what was written, as soon as it is saved."""

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        super().save_formset(request, form, formset, change)
        if issubclass(formset.model, ROW_MODELS):
            rows: list[PlanRow] = [*formset.new_objects, *(row for row, _fields in formset.changed_objects)]
            refresh_rows(rows, self.plan_of(form.instance), user=request.user)  # type: ignore[arg-type] # signed in


class MeasuredRowAdmin(JudgedAdmin, ReadingAdmin):
    """A row with its formulas and target values on its page."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(open_doubt_count=open_doubt_count(self.model))
        return counted

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        super().save_formset(request, form, formset, change)
        if formset.model is Measure:
            year = self.plan_of(form.instance).year
            for measure_form in formset.kept_forms():
                measure_form.save_target_value(year)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        row = form.instance
        refresh_rows([row], self.plan_of(row), user=request.user)  # type: ignore[arg-type] # signed in
        for formset in formsets:
            if formset.model is Measure:
                self._confirm(request, formset)

    def _confirm(self, request: HttpRequest, formset: Any) -> None:
        """Confirm the readings that were ticked, except those whose text changed with the tick."""
        for form in formset.kept_forms():
            if not form.cleaned_data.get("confirm"):
                continue
            if form.text_changed:
                text = gettext("«%(text)s» was read anew: look at the reading before you confirm it.")
                self.message_user(request, text % {"text": form.instance}, "warning")
            else:
                measure = Measure.objects.get(pk=form.instance.pk)
                confirm_reading(measure, user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in

    @admin.display(description=_("doubts"), ordering="open_doubt_count")
    def doubts(self, row: Any) -> str:
        return str(row.open_doubt_count) if row.open_doubt_count else "–"


@admin.register(StrategicObjective)
class StrategicObjectiveAdmin(MeasuredRowAdmin, plan_admin.StrategicObjectiveAdmin):
    list_display: Any = ("row_code", "row_text", "doubts", "parent_link", "row_area")
    search_fields: ClassVar[Any] = (
        *plan_admin.StrategicObjectiveAdmin.search_fields,
        "measures__formula_text",
        "measures__target_values__text",
    )
    inlines: ClassVar[Any] = (MeasureInline, *plan_admin.StrategicObjectiveAdmin.inlines)
    parts: ClassVar[Any] = (*plan_admin.StrategicObjectiveAdmin.parts, (Measure, "strategic_objective"))
    from_measure = "strategic_objective"


@admin.register(OperationalObjective)
class OperationalObjectiveAdmin(MeasuredRowAdmin, plan_admin.OperationalObjectiveAdmin):
    list_display: Any = ("row_code", "row_text", "doubts", "parent_link", "row_area")
    search_fields: ClassVar[Any] = (
        *plan_admin.OperationalObjectiveAdmin.search_fields,
        "measures__formula_text",
        "measures__target_values__text",
    )
    inlines: ClassVar[Any] = (MeasureInline,)
    parts: ClassVar[Any] = ((Measure, "operational_objective"),)
    from_measure = "operational_objective"


@admin.register(Target)
class TargetAdmin(MeasuredRowAdmin, plan_admin.RowAdmin):
    list_display: Any = ("row_code", "row_text", "doubts", "parent_link", "row_area")
    list_filter: ClassVar[Any] = (TargetPlanFilter, TargetSectionFilter, "area", "change")
    search_fields: ClassVar[Any] = (
        *plan_admin.RowAdmin.search_fields,
        "section__plan__year",
        "measures__formula_text",
        "measures__target_values__text",
    )
    autocomplete_fields: ClassVar[Any] = (*plan_admin.RowAdmin.autocomplete_fields, "section")
    parent_field = "section"
    up = ("section__plan", "area", "change_act")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("section", ("position", "code", "weight", "area"), "kind_text", "text")}),
        AREA_FIELDS,
        CHANGE_FIELDS,
    )
    inlines: ClassVar[Any] = (MeasureInline,)
    parts: ClassVar[Any] = ((Measure, "target"),)
    from_measure = "target"


@admin.register(StrategicLine)
class StrategicLineAdmin(ReadingAdmin, plan_admin.StrategicLineAdmin):
    """The line, whose objectives are read as soon as they are written here."""


class TargetInline(PartInline):
    model = Target
    fields: ClassVar[Any] = ("position", "code", "text", "area")
    as_written = ("text",)
    ordering = ("position", "pk")


class SectionInline(PartInline):
    model = Section
    fields: ClassVar[Any] = ("position", "kind", "heading", "name", "has_notes")
    as_written = ("heading", "name")
    ordering = ("position", "pk")


@admin.register(Section)
class SectionAdmin(ReadingAdmin):
    list_display: Any = ("name", "kind", "plan", "target_count", "position")
    list_filter: ClassVar[Any] = (SectionPlanFilter, "kind")
    search_fields: ClassVar[Any] = ("name", "plan__year")
    autocomplete_fields: ClassVar[Any] = ("plan",)
    parent_field = "plan"
    up = ("plan",)
    as_written = ("heading", "name")
    fields: ClassVar[Any] = (("plan", "position"), ("kind", "has_notes"), "heading", "name")
    inlines: ClassVar[Any] = (TargetInline,)
    parts: ClassVar[Any] = ((Target, "section"),)
    actions: Any = ("move_up", "move_down")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_counts(super().get_queryset(request), target_count=(Target, "section"))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if "has_notes" in form.changed_data:  # whether an area is missing depends on it
            rows = list(form.instance.targets.all())
            refresh_rows(rows, form.instance.plan, user=request.user)  # type: ignore[arg-type] # signed in

    @admin.display(description=_("targets"))
    def target_count(self, section: Any) -> int:
        count: int = section.target_count
        return count


@admin.register(Plan)
class PlanAdmin(ApprovalAdmin, ReadingAdmin, plan_admin.PlanAdmin):
    """The plan with its sections and its open doubts."""

    list_display: Any = ("__str__", "title", "state", "approval_act", "doubts")
    readonly_fields: ClassVar[Any] = ("open_doubts", "method", "periods")
    fieldsets: ClassVar[Any] = (
        *plan_admin.PlanAdmin.fieldsets,
        (_("Doubts"), {"fields": ("open_doubts",)}),
        (_("Measurement"), {"fields": ("method", "periods")}),
    )
    inlines: ClassVar[Any] = (*plan_admin.PlanAdmin.inlines, SectionInline)
    parts: ClassVar[Any] = (
        *plan_admin.PlanAdmin.parts,
        (Section, "plan"),
        (EvaluationMethod, "plan"),
        (ReportingPeriod, "plan"),
    )
    _YEARS: ClassVar[set[str]] = {"first_year", "last_year"}

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        counts = open_doubts_by_plan()
        for plan in changelist.result_list:
            plan.open_doubt_count = counts.get(plan.pk, 0)
        return changelist

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        if change and not self._YEARS.isdisjoint(form.changed_data):
            refresh_plan(form.instance, user=request.user)  # type: ignore[arg-type] # signed in

    @admin.display(description=_("doubts"))
    def doubts(self, plan: Any) -> SafeString | str:
        return doubts_link(plan.open_doubt_count, plan=plan.year)

    @admin.display(description=_("open doubts"))
    def open_doubts(self, plan: Plan) -> SafeString | str:
        return doubts_link(open_doubts(plan).count() if plan.pk else 0, plan=plan.year)

    @admin.display(description=_("evaluation method"))
    def method(self, plan: Plan) -> SafeString | str:
        if not plan.pk:
            return "–"
        return format_html('<a href="{}">{}</a>', method_url(plan), gettext("rules and bands"))

    @admin.display(description=_("reporting periods"))
    def periods(self, plan: Plan) -> SafeString | str:
        if not plan.pk:
            return "–"
        address = list_url(ReportingPeriod, plan=plan.year)
        return format_html('<a href="{}">{}</a>', address, gettext("days and due dates"))
