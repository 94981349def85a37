"""Target values, and the conditions read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.inlines import PartList
from targets.admin.filters import (
    ConfirmedFilter,
    MeasureAreaFilter,
    MeasurePlanFilter,
    through_measure,
    through_target_value,
)
from targets.admin.measures import TEXT_SEALED
from targets.admin.readings import CorrectedByHand
from targets.admin.words import condition_in_words
from targets.models import Condition, Indicator, Measure, TargetValue
from targets.selectors import measures_for_reading, up_to_plan
from targets.services.reading import confirm, read_measures

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class ConditionInline(PartList):
    """The things to satisfy that were read from a target value."""

    model = Condition
    fields: ClassVar[Any] = (
        ("operator", "value", "upper", "unit"),
        ("deadline", "reference_year", "basis"),
        ("indicator", "label"),
        ("position", "status"),
    )
    readonly_fields: ClassVar[Any] = ("status",)
    as_written = ("label",)
    sealed_by_approval = False
    show_change_link = False
    ordering = ("position", "pk")
    classes: Any = ("conditions",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer only the indicators of the same formula."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("indicator")
        if field is not None:
            field.queryset = Indicator.objects.filter(measure=obj.measure if obj else None)
            field.choices = list(field.choices)
        return formset


@admin.register(Condition)
class ConditionAdmin(CorrectedByHand):
    """All conditions in one list: to go through what was assumed, one after the other."""

    list_display: Any = ("in_words", "status", "year", "written", "row_link", "confirmed_at")
    list_filter: ClassVar[Any] = (
        through_target_value(MeasurePlanFilter),
        "status",
        ConfirmedFilter,
        through_target_value(MeasureAreaFilter),
    )
    search_fields: ClassVar[Any] = (
        "label",
        "unit",
        "target_value__text",
        "target_value__measure__formula_text",
    )
    up = (*up_to_plan("target_value__measure__"), "indicator", "confirmed_by")
    parent_field = "target_value"
    from_measure = "target_values__conditions"
    from_condition = "pk"
    as_written = ("label",)
    sealed_by_approval = False
    readonly_fields: ClassVar[Any] = ("panel", "status", "confirmation")
    reading_fields = frozenset(
        {"operator", "value", "upper", "unit", "deadline", "reference_year", "basis", "indicator", "label"}
    )
    fieldsets: ClassVar[Any] = (
        (_("As written, and how it is read"), {"fields": ("panel",)}),
        (_("Correct the reading"), {"fields": (*ConditionInline.fields, "confirmation")}),
    )
    actions: Any = ("confirm_conditions",)

    def measure_of(self, obj: Any) -> Measure:
        measure: Measure = obj.target_value.measure
        return measure

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None and "indicator" in form.base_fields:
            form.base_fields["indicator"].queryset = self.measure_of(obj).indicators.all()
        return form

    def year_of(self, obj: Any) -> int:
        year: int = obj.target_value.year
        return year

    @admin.action(description=_("Confirm as they stand"), permissions=["change"])
    def confirm_conditions(self, request: HttpRequest, queryset: QuerySet[Condition]) -> None:
        conditions = list(queryset)
        confirm(conditions, user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
        text = ngettext("%(count)s reading confirmed.", "%(count)s readings confirmed.", len(conditions))
        self.message_user(request, text % {"count": len(conditions)}, messages.SUCCESS)

    @admin.display(description=_("read as"))
    def in_words(self, condition: Condition) -> str:
        return Truncator(condition_in_words(condition)).chars(90)

    @admin.display(description=_("year"), ordering="target_value__year")
    def year(self, condition: Condition) -> int:
        return condition.target_value.year

    @admin.display(description=_("target value"), ordering="target_value__text")
    def written(self, condition: Condition) -> str:
        return Truncator(condition.target_value.text).chars(70)


@admin.register(TargetValue)
class TargetValueAdmin(CorrectedByHand):
    """A target value as written, and the conditions read from it."""

    list_display: Any = ("short_text", "year", "row_link")
    list_filter: ClassVar[Any] = (
        through_measure(MeasurePlanFilter),
        "year",
        through_measure(MeasureAreaFilter),
    )
    search_fields: ClassVar[Any] = ("text", "measure__formula_text")
    up = up_to_plan("measure__")
    parent_field = "measure"
    from_measure = "target_values"
    from_condition = "target_value"
    as_written = ("text",)
    readonly_fields: ClassVar[Any] = ("formula", "panel")
    sealed_fields = ("year", "text")
    sealed_text = TEXT_SEALED
    fieldsets: ClassVar[Any] = (
        (_("As written"), {"fields": ("formula", ("year", "text"))}),
        (_("How it is read"), {"fields": ("panel",)}),
    )
    inlines: ClassVar[Any] = (ConditionInline,)
    parts: ClassVar[Any] = ((Condition, "target_value"),)

    def title_in_path(self, obj: TargetValue) -> str:
        return str(obj.year)

    def siblings_of(self, obj: TargetValue) -> QuerySet[Any]:
        return obj.measure.target_values.order_by("year")

    def year_of(self, obj: TargetValue) -> int:
        return obj.year

    def readings(self, obj: TargetValue) -> list[Any]:
        return list(obj.conditions.all())

    def may_confirm(self, request: HttpRequest, form: Any) -> bool:
        """Refuse to confirm the reading of a text that changed with the click."""
        wants = super().may_confirm(request, form)
        if wants and self._rewritten(form):
            text = gettext("The text was read anew: look at the reading before you confirm it.")
            self.message_user(request, text, messages.WARNING)
            return False
        return wants

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Read a new text again, unless its conditions were corrected with it."""
        super().save_related(request, form, formsets, change)
        value = form.instance
        if any(formset.has_changed() for formset in formsets):
            value.read_text = value.text
            value.save()
        plan = self.plan_of(value)
        measures = measures_for_reading(plan, pk=value.measure_id)
        read_measures(measures, plan, user=request.user)  # type: ignore[arg-type] # signed in

    def _rewritten(self, form: Any) -> bool:
        return not {"text", "year"}.isdisjoint(form.changed_data)

    @admin.display(description=_("target value"), ordering="text")
    def short_text(self, obj: TargetValue) -> str:
        return Truncator(obj.text).chars(90) or "–"
