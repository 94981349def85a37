"""Correcting a reading: indicators with their operands, target values with their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PartInline, PartList
from objectives.admin.imports import TableAdmin
from targets.admin.display import reading_panel
from targets.admin.filters import (
    ConfirmedFilter,
    MeasureAreaFilter,
    MeasurePlanFilter,
    through_measure,
    through_target_value,
)
from targets.admin.measures import CONFIRM, TEXT_SEALED, MeasurePartAdmin
from targets.admin.words import condition_in_words
from targets.domain.expression import ExpressionError, keys
from targets.models import Condition, Indicator, Measure, Operand, TargetValue
from targets.resources import IndicatorResource
from targets.selectors import READING, measures_for_reading, up_to_plan
from targets.services.reading import confirm, read_measures

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

WITHOUT_NUMBERS = (Indicator.Kind.YES_NO, Indicator.Kind.UNCLEAR)


class CorrectedByHand(MeasurePartAdmin):
    """What a person changes here, or confirms with the button, is confirmed by that person."""

    reading_fields: ClassVar[frozenset[str]] = frozenset()
    """The fields that are the reading; the others (baseline, source) say nothing about the text."""

    def readings(self, obj: Any) -> list[Any]:
        """Return what is confirmed together with ``obj``."""
        return [obj]

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        corrected = not self.reading_fields.isdisjoint(form.changed_data) or any(
            formset.has_changed() for formset in formsets
        )
        if corrected or CONFIRM in request.POST:
            confirm(self.readings(form.instance), user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
            self.message_user(request, gettext("The reading is confirmed."), messages.SUCCESS)

    @admin.display(description=_("formula, as written"))
    def formula(self, obj: Any) -> str:
        return self.measure_of(obj).formula_text or "–"

    @admin.display(description=_("how formula and target value are read"))
    def panel(self, obj: Any) -> SafeString:
        measure = Measure.objects.prefetch_related(*READING).get(pk=self.measure_of(obj).pk)
        return reading_panel(measure, self.year_of(obj))

    def year_of(self, obj: Any) -> int:
        return self.plan_of(obj).year

    @admin.display(description=_("confirmed"))
    def confirmation(self, obj: Any) -> str:
        if obj.confirmed_at is None:
            return gettext("not yet: the program read it so")
        return gettext("by %(person)s") % {"person": obj.confirmed_by}


class OperandFormSet(BaseInlineFormSet[Operand, Indicator, Any]):
    """The numbers that the expression asks for: exactly these."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        given = {
            form.cleaned_data["key"]
            for form in self.forms
            if form.cleaned_data.get("key") and not form.cleaned_data.get("DELETE")
        }
        if self.instance.kind in WITHOUT_NUMBERS:
            if given or self.instance.expression:
                raise ValidationError(
                    gettext("«%(kind)s» asks for no number: it has neither expression nor operands.")
                    % {"kind": self.instance.get_kind_display()}
                )
            return
        try:
            wanted = set(keys(self.instance.expression))
        except ExpressionError as error:
            raise ValidationError(
                gettext("«%(text)s» is no expression. Write it like a / b * 100.")
                % {"text": self.instance.expression}
            ) from error
        _refuse_difference(wanted - given, gettext("The expression uses %(keys)s: add the operand."))
        _refuse_difference(given - wanted, gettext("The expression does not use %(keys)s."))


def _refuse_difference(found: set[str], text: str) -> None:
    if found:
        raise ValidationError(text % {"keys": ", ".join(sorted(found))})


class OperandInline(PartInline):
    model = Operand
    formset = OperandFormSet
    fields = ("key", "label", "year")
    as_written = ("label",)
    sealed_by_approval = False
    show_change_link = False
    verbose_name_plural = _("operands: one number to enter for each")


@admin.register(Indicator)
class IndicatorAdmin(TableAdmin, CorrectedByHand):
    """How a formula is read, and what is known of the indicator beside it."""

    list_display = ("short_label", "kind", "expression", "unit", "baseline", "weight", "area", "row_link")
    list_filter = (
        through_measure(MeasurePlanFilter),
        "kind",
        ConfirmedFilter,
        through_measure(MeasureAreaFilter),
    )
    list_select_related = (*up_to_plan("measure__"), "area")
    search_fields = ("label", "measure__formula_text", "external_code", "source")
    up = (*up_to_plan("measure__"), "area", "confirmed_by")
    parent_field = "measure"
    as_written = ("label",)
    autocomplete_fields = ("area",)
    sealed_by_approval = False
    readonly_fields = ("panel", "confirmation")
    reading_fields = frozenset({"label", "kind", "expression", "unit", "direction"})
    fieldsets = (
        (_("As written, and how it is read"), {"fields": ("panel",)}),
        (
            _("Correct the reading"),
            {
                "fields": ("label", ("kind", "expression"), ("unit", "direction"), "confirmation"),
                "description": _("What you change here is confirmed by you, and stays until the text changes."),
            },
        ),
        (
            _("More about the indicator"),
            {
                "fields": (
                    ("baseline", "baseline_year", "weight"),
                    ("area", "external_code"),
                    "source",
                    "position",
                )
            },
        ),
    )
    inlines = (OperandInline,)
    parts = ((Operand, "indicator"),)
    resource_classes = (IndicatorResource,)

    def title_in_path(self, obj: Indicator) -> str:
        return Truncator(obj).chars(40)

    @admin.display(description=_("indicator"), ordering="label")
    def short_label(self, obj: Indicator) -> str:
        return Truncator(obj).chars(70)


class ConditionInline(PartList):
    """The things to satisfy that were read from a target value."""

    model = Condition
    fields = (
        ("operator", "value", "upper", "unit"),
        ("deadline", "reference_year", "basis"),
        ("indicator", "label"),
        ("position", "status"),
    )
    readonly_fields = ("status",)
    as_written = ("label",)
    sealed_by_approval = False
    show_change_link = False
    ordering = ("position", "pk")
    classes = ("conditions",)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Offer only the indicators of the same formula."""
        formset = super().get_formset(request, obj, **kwargs)
        field = formset.form.base_fields.get("indicator")
        if field is not None:
            field.queryset = Indicator.objects.filter(measure=obj.measure if obj else None)
            field.choices = list(field.choices)
        return formset


class ConditionFields(CorrectedByHand):
    """The way from a condition to its measure."""

    def measure_of(self, obj: Any) -> Measure:
        measure: Measure = obj.target_value.measure
        return measure


@admin.register(Condition)
class ConditionAdmin(ConditionFields):
    """All conditions in one list: to go through what was assumed, one after the other."""

    list_display = ("in_words", "status", "year", "written", "row_link", "confirmed_at")
    list_filter = (
        through_target_value(MeasurePlanFilter),
        "status",
        ConfirmedFilter,
        through_target_value(MeasureAreaFilter),
    )
    list_select_related = up_to_plan("target_value__measure__")
    search_fields = ("label", "unit", "target_value__text", "target_value__measure__formula_text")
    up = (*up_to_plan("target_value__measure__"), "indicator", "confirmed_by")
    parent_field = "target_value"
    as_written = ("label",)
    sealed_by_approval = False
    readonly_fields = ("panel", "status", "confirmation")
    reading_fields = frozenset(
        {"operator", "value", "upper", "unit", "deadline", "reference_year", "basis", "indicator", "label"}
    )
    fieldsets = (
        (_("As written, and how it is read"), {"fields": ("panel",)}),
        (_("Correct the reading"), {"fields": (*ConditionInline.fields, "confirmation")}),
    )
    actions = ("confirm_conditions",)

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

    list_display = ("short_text", "year", "row_link")
    list_filter = (through_measure(MeasurePlanFilter), "year", through_measure(MeasureAreaFilter))
    list_select_related = up_to_plan("measure__")
    search_fields = ("text", "measure__formula_text")
    up = up_to_plan("measure__")
    parent_field = "measure"
    as_written = ("text",)
    readonly_fields = ("formula", "panel")
    sealed_fields = ("year", "text")
    sealed_text = TEXT_SEALED
    fieldsets = (
        (_("As written"), {"fields": ("formula", ("year", "text"))}),
        (_("How it is read"), {"fields": ("panel",)}),
    )
    inlines = (ConditionInline,)
    parts = ((Condition, "target_value"),)

    def title_in_path(self, obj: TargetValue) -> str:
        return str(obj.year)

    def siblings_of(self, obj: TargetValue) -> QuerySet[Any]:
        return obj.measure.target_values.order_by("year")

    def year_of(self, obj: TargetValue) -> int:
        return obj.year

    def readings(self, obj: TargetValue) -> list[Any]:
        return list(obj.conditions.all())

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Read a new text again, unless its conditions were corrected with it."""
        corrected = any(formset.has_changed() for formset in formsets)
        rewritten = not {"text", "year"}.isdisjoint(form.changed_data)
        if rewritten and CONFIRM in request.POST and not corrected:
            text = gettext("The text was read anew: look at the reading before you confirm it.")
            self.message_user(request, text, messages.WARNING)
            request.POST = request.POST.copy()
            del request.POST[CONFIRM]
        super().save_related(request, form, formsets, change)
        value = form.instance
        if corrected:
            value.read_text = value.text
            value.save()
        plan = self.plan_of(value)
        measures = measures_for_reading(plan, pk=value.measure_id)
        read_measures(measures, plan, user=request.user)  # type: ignore[arg-type] # signed in

    @admin.display(description=_("target value"), ordering="text")
    def short_text(self, obj: TargetValue) -> str:
        return Truncator(obj.text).chars(90) or "–"
