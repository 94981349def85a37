"""Formulas and target values: as written, and beside them what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.inlines import PartInline, PartList
from objectives.admin.links import link_to
from objectives.selectors import count_of
from targets.admin.display import reading_panel
from targets.admin.filters import MeasureAreaFilter, MeasurePlanFilter, RowKindFilter
from targets.admin.forms import MeasureForm, MeasureFormSet
from targets.admin.judged import JudgedAdmin
from targets.models import Doubt, Indicator, Measure, TargetValue
from targets.selectors import READING, UP_TO_PLAN, measures_for_reading, open_doubts
from targets.services.reading import confirm, confirm_reading, read_measures

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from objectives.models import Plan, PlanRow

CONFIRM = "_confirm"
"""Name of the button «Confirm the reading»."""
TEXT_SEALED = _(
    "This plan is approved: formula and target value are fixed. How they are read may still be corrected."
)


class MeasureInline(PartList):
    """The cells of a row: formula and this year's target value as written, and how they are read."""

    model = Measure
    form: Any = MeasureForm
    formset: Any = MeasureFormSet
    fields: ClassVar[Any] = (("formula_text", "target_text"), "reading", ("confirm", "position"))
    readonly_fields: ClassVar[Any] = ("reading",)
    as_written = ("formula_text",)
    ordering = ("position", "pk")
    verbose_name_plural = _("formulas and target values of the plan's year")
    classes: Any = ("parts", "measures")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measure]:
        return super().get_queryset(request).prefetch_related(*READING)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:  # noqa: ARG002
        return 1 if obj is None else 0

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Offer to confirm only what can be seen and changed."""
        if obj is not None and self.has_change_permission(request, obj):
            return self.fields
        return (*self.fields[:-1], "position")

    @admin.display(description=_("read as"))
    def reading(self, measure: Measure) -> SafeString | str:
        if measure.pk is None:
            return gettext("It is read when you save.")
        return reading_panel(measure, measure.row.plan.year)

    @admin.display(description=_("target value"))
    def target_text(self, measure: Measure) -> str:
        """The target value for whoever may only look."""
        year = measure.row.plan.year
        return next((value.text for value in measure.target_values.all() if value.year == year), "")


class TargetValueInline(PartInline):
    model = TargetValue
    fields: ClassVar[Any] = ("year", "text")
    as_written = ("text",)
    verbose_name_plural = _("target values by year")


class IndicatorInline(PartInline):
    """The indicators read from the formula; one that the program did not see can be added."""

    model = Indicator
    fields: ClassVar[Any] = ("label", "kind", "expression", "unit")
    as_written = ("label",)
    one_line = ("expression",)
    sealed_by_approval = False
    ordering = ("position", "pk")
    verbose_name_plural = _("indicators read from the formula")


class MeasurePartAdmin(JudgedAdmin):
    """What the pages of a measure and of its parts have in common."""

    def row_of(self, obj: Any) -> PlanRow:
        """Return the row that ``obj`` measures."""
        row: PlanRow = self.measure_of(obj).row
        return row

    def measure_of(self, obj: Any) -> Measure:
        measure: Measure = obj.measure
        return measure

    def plan_of(self, obj: Any) -> Plan:
        return self.row_of(obj).plan

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nothing here stands alone: it is added on the page of what it belongs to."""
        return False

    @admin.display(description=_("row"))
    def row_link(self, obj: Any) -> SafeString:
        row = self.row_of(obj)
        return link_to(row, f"{row.code} {Truncator(row.text).chars(60)}".strip())

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        context["confirm_button"] = CONFIRM if obj and self.has_change_permission(request, obj) else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if CONFIRM in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)


@admin.register(Measure)
class MeasureAdmin(MeasurePartAdmin):
    list_display: Any = ("formula", "this_year", "row_link", "doubts")
    list_filter: ClassVar[Any] = (MeasurePlanFilter, RowKindFilter, MeasureAreaFilter)
    search_fields: ClassVar[Any] = (
        "formula_text",
        "target_values__text",
        "strategic_objective__text",
        "operational_objective__text",
        "target__text",
    )
    up = UP_TO_PLAN
    from_measure = "pk"
    as_written = ("formula_text",)
    fields: ClassVar[Any] = ("position", "formula_text", "reading")
    readonly_fields: ClassVar[Any] = ("reading",)
    sealed_fields = ("position", "formula_text")
    sealed_text = TEXT_SEALED
    inlines: ClassVar[Any] = (TargetValueInline, IndicatorInline)
    parts: ClassVar[Any] = ((TargetValue, "measure"), (Indicator, "measure"), (Doubt, "measure"))
    actions: Any = ("confirm_readings",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        measures = super().get_queryset(request).prefetch_related(*READING)
        counted: QuerySet[Any] = measures.annotate(open_doubt_count=count_of(open_doubts(), "measure"))
        return counted

    def measure_of(self, obj: Measure) -> Measure:
        return obj

    def parent_of(self, obj: Measure) -> PlanRow:
        return obj.row

    def siblings_of(self, obj: Measure) -> Any:
        return obj.row.measures.order_by("position", "pk")

    def title_in_path(self, obj: Measure) -> str:
        return Truncator(obj).chars(40)

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        measure = form.instance
        texts = "formula_text" in form.changed_data
        for formset in formsets:
            if formset.model is Indicator and formset.has_changed():
                self._correct(request, measure, formset)
            texts |= formset.model is TargetValue and formset.has_changed()
        read_measures(
            measures_for_reading(self.plan_of(measure), pk=measure.pk),
            self.plan_of(measure),
            user=request.user,  # type: ignore[arg-type] # signed in
        )
        if CONFIRM in request.POST and texts:
            text = gettext("The text was read anew: look at the reading before you confirm it.")
            self.message_user(request, text, messages.WARNING)
        elif CONFIRM in request.POST:
            confirm_reading(measure, user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
            self.message_user(request, gettext("The reading is confirmed."), messages.SUCCESS)

    def _correct(self, request: HttpRequest, measure: Measure, formset: Any) -> None:
        """Keep what a person changed in the indicators, also where the formula changed with them."""
        changed = [*formset.new_objects, *(indicator for indicator, _fields in formset.changed_objects)]
        confirm(changed, user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
        measure.read_text = measure.formula_text
        measure.save()

    @admin.action(description=_("Confirm the readings as they stand"), permissions=["change"])
    @transaction.atomic
    def confirm_readings(self, request: HttpRequest, queryset: QuerySet[Measure]) -> None:
        count = 0
        for measure in queryset:
            confirm_reading(measure, user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
            count += 1
        text = ngettext("%(count)s reading confirmed.", "%(count)s readings confirmed.", count)
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    @admin.display(description=_("read as"))
    def reading(self, measure: Measure) -> SafeString:
        return reading_panel(measure, self.plan_of(measure).year)

    @admin.display(description=_("formula"), ordering="formula_text")
    def formula(self, measure: Measure) -> str:
        return Truncator(measure.formula_text).chars(90) or "–"

    @admin.display(description=_("target value"))
    def this_year(self, measure: Measure) -> str:
        year = self.plan_of(measure).year
        texts = (value.text for value in measure.target_values.all() if value.year == year)
        return Truncator(next(texts, "")).chars(90) or "–"

    @admin.display(description=_("doubts"), ordering="open_doubt_count")
    def doubts(self, measure: Any) -> str:
        return str(measure.open_doubt_count) if measure.open_doubt_count else "–"
