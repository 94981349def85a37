"""The rows of the plan: what the three kinds have in common, and the two kinds of objective.

The app ``targets`` registers them with their formulas and target values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from objectives.admin.filters import LineFilter, PlanFilter
from objectives.admin.inlines import PartInline
from objectives.admin.links import link_to
from objectives.models import OperationalObjective

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from objectives.models import PlanRow

ROW_TEXTS = ("kind_text", "text", "change_note", "area_text", "note")
AREA_FIELDS = (
    _("Area as written, scope, note"),
    {"fields": ("area_text", "scope", "note"), "classes": ("collapse",)},
)
CHANGE_FIELDS = (
    _("Change by an act"),
    {"fields": (("change", "replaces", "change_act"), "change_note"), "classes": ("collapse",)},
)


class RowAdmin(PlanPartAdmin):
    """What the data entry of every kind of row has in common."""

    as_written = ROW_TEXTS
    autocomplete_fields: ClassVar[Any] = ("area", "change_act")
    list_display: Any = ("row_code", "row_text", "parent_link", "row_area")
    list_display_links = ("row_code", "row_text")
    search_fields: ClassVar[Any] = ("code", "text", "kind_text", "area__name", "area_text")
    search_help_text = _("Code, words of the row, of its formula or target value, area, year of the plan.")
    actions: Any = ("move_up", "move_down")

    def title_in_path(self, obj: PlanRow) -> str:
        return f"{obj._meta.verbose_name} {obj.code}" if obj.code else Truncator(obj.text).chars(40)

    @admin.display(description=_("code"), ordering="code")
    def row_code(self, row: PlanRow) -> str:
        return row.code or "–"

    @admin.display(description=_("text"), ordering="text")
    def row_text(self, row: PlanRow) -> str:
        return Truncator(row.text).chars(110)

    @admin.display(description=_("area"), ordering="area")
    def row_area(self, row: PlanRow) -> str:
        return Truncator(row.area).chars(45) if row.area else "–"

    @admin.display(description=_("part of"))
    def parent_link(self, row: PlanRow) -> SafeString:
        parent = self.parent_of(row)
        return link_to(parent, getattr(parent, "code", "") or Truncator(parent).chars(40))


class OperationalInline(PartInline):
    model = OperationalObjective
    fields: ClassVar[Any] = ("position", "code", "text", "area")
    as_written = ("text",)
    ordering = ("position", "pk")


class StrategicPlanFilter(PlanFilter):
    path = "line__plan"


class StrategicObjectiveAdmin(RowAdmin):
    parent_field = "line"
    up = ("line__plan", "area", "change_act")
    list_filter: ClassVar[Any] = (StrategicPlanFilter, LineFilter, "area", "change")
    search_fields: ClassVar[Any] = (*RowAdmin.search_fields, "line__plan__year")
    autocomplete_fields: ClassVar[Any] = (*RowAdmin.autocomplete_fields, "line")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "line",
                    ("position", "code", "weight"),
                    ("period_first", "period_last", "area"),
                    "kind_text",
                    "text",
                )
            },
        ),
        AREA_FIELDS,
        CHANGE_FIELDS,
    )
    inlines: ClassVar[Any] = (OperationalInline,)
    parts: ClassVar[Any] = ((OperationalObjective, "strategic_objective"),)


class OperationalPlanFilter(PlanFilter):
    path = "strategic_objective__line__plan"


class OperationalLineFilter(LineFilter):
    path = "strategic_objective__line"


class OperationalObjectiveAdmin(RowAdmin):
    parent_field = "strategic_objective"
    up = ("strategic_objective__line__plan", "area", "change_act")
    list_filter: ClassVar[Any] = (OperationalPlanFilter, OperationalLineFilter, "area", "change")
    search_fields: ClassVar[Any] = (*RowAdmin.search_fields, "strategic_objective__line__plan__year")
    autocomplete_fields: ClassVar[Any] = (*RowAdmin.autocomplete_fields, "strategic_objective")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "strategic_objective",
                    ("position", "code", "weight", "area"),
                    "kind_text",
                    "text",
                )
            },
        ),
        (_("Budget"), {"fields": (("budget_total", "budget_own"),), "classes": ("collapse",)}),
        AREA_FIELDS,
        CHANGE_FIELDS,
    )
