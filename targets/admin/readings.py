"""Correcting a reading: indicators with their operands, target values with their conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.imports import TableAdmin
from objectives.admin.inlines import PartInline
from targets.admin.display import reading_panel
from targets.admin.filters import (
    ConfirmedFilter,
    MeasureAreaFilter,
    MeasurePlanFilter,
    through_measure,
)
from targets.admin.measures import CONFIRM, MeasurePartAdmin
from targets.domain.reading.expression import ExpressionError, keys
from targets.models import Indicator, Measure, Operand
from targets.resources import IndicatorResource
from targets.selectors import READING, up_to_plan
from targets.services.reading import confirm

if TYPE_CHECKING:
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

    def may_confirm(self, request: HttpRequest, form: Any) -> bool:  # noqa: ARG002
        """Whether the person asked to confirm the reading as it stands."""
        return CONFIRM in request.POST

    @transaction.atomic
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        super().save_related(request, form, formsets, change)
        corrected = not self.reading_fields.isdisjoint(form.changed_data) or any(
            formset.has_changed() for formset in formsets
        )
        if corrected or self.may_confirm(request, form):
            confirm(self.readings(form.instance), user=request.user, now=timezone.now())  # type: ignore[arg-type] # signed in
            self.message_user(request, gettext("The reading is confirmed."), messages.SUCCESS)

    @admin.display(description=_("formula, as written"))
    def formula(self, obj: Any) -> str:
        return self.measure_of(obj).formula_text or "–"

    @admin.display(description=_("how formula and target value are read"))
    def panel(self, obj: Any) -> SafeString:
        measure = Measure.objects.prefetch_related(*READING).get(pk=self.measure_of(obj).pk)
        return reading_panel(measure, self.year_of(obj), with_cells=True)

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
    fields: ClassVar[Any] = ("key", "label", "year")
    as_written = ("label",)
    sealed_by_approval = False
    show_change_link = False
    verbose_name_plural = _("operands: one number to enter for each")


@admin.register(Indicator)
class IndicatorAdmin(TableAdmin, CorrectedByHand):
    """How a formula is read, and what is known of the indicator beside it."""

    list_display: Any = (
        "short_label",
        "kind",
        "expression",
        "unit",
        "baseline",
        "weight",
        "own_area",
        "row_link",
    )
    list_filter: ClassVar[Any] = (
        through_measure(MeasurePlanFilter),
        "kind",
        ConfirmedFilter,
        through_measure(MeasureAreaFilter),
    )
    search_fields: ClassVar[Any] = ("label", "measure__formula_text", "external_code", "source")
    up = (*up_to_plan("measure__"), "area", "confirmed_by")
    parent_field = "measure"
    from_measure = "indicators"
    as_written = ("label",)
    one_line = ("expression",)
    autocomplete_fields: ClassVar[Any] = ("area",)
    sealed_by_approval = False
    readonly_fields: ClassVar[Any] = ("panel", "confirmation")
    reading_fields = frozenset({"label", "kind", "expression", "unit", "direction"})
    fieldsets: ClassVar[Any] = (
        (_("As written, and how it is read"), {"fields": ("panel",)}),
        (
            _("Correct the reading"),
            {
                "fields": ("label", ("kind", "expression"), ("unit", "direction"), "confirmation"),
                "description": _(
                    "What you change here is confirmed by you, and stays until the text changes."
                ),
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
    inlines: ClassVar[Any] = (OperandInline,)
    parts: ClassVar[Any] = ((Operand, "indicator"),)
    resource_classes = (IndicatorResource,)

    def title_in_path(self, obj: Indicator) -> str:
        return Truncator(obj).chars(40)

    @admin.display(description=_("indicator"), ordering="label")
    def short_label(self, obj: Indicator) -> str:
        return Truncator(obj).chars(70)

    @admin.display(description=_("area"), ordering="area")
    def own_area(self, obj: Indicator) -> str:
        return Truncator(obj.area).chars(30) if obj.area else "–"
