"""The rows of the plan: what the three kinds have in common, and the two kinds of objective.

The app ``targets`` registers them with their formulas and target values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PartInline, PlanPartAdmin
from objectives.admin.filters import LineFilter, PlanFilter
from objectives.admin.links import link_to
from objectives.models import OperationalObjective, StrategicObjective

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from objectives.models import PlanRow

ROW_TEXTS = ("kind_text", "text", "change_note", "area_text", "note")
AREA_FIELDS = (_("Area as written, scope, note"), {"fields": ("area_text", "scope", "note"), "classes": ("collapse",)})
CHANGE_FIELDS = (
    _("Change by an act"),
    {"fields": (("change", "replaces", "change_act"), "change_note"), "classes": ("collapse",)},
)


class RowAdmin(PlanPartAdmin):
    """What the data entry of every kind of row has in common."""

    as_written = ROW_TEXTS
    autocomplete_fields: tuple[str, ...] = ("area", "change_act")
    list_display: tuple[Any, ...] = ("row_code", "row_text", "parent_link", "area", "position")
    list_display_links = ("row_code", "row_text")
    search_fields: tuple[str, ...] = ("code", "text", "kind_text", "area__name", "area_text")
    search_help_text = _("Code, words of the row, of its formula or target value, area, year of the plan.")
    actions: tuple[str, ...] = ("move_up", "move_down")

    def title_in_path(self, obj: PlanRow) -> str:
        return f"{obj._meta.verbose_name} {obj.code}" if obj.code else Truncator(obj.text).chars(40)

    @admin.display(description=_("code"), ordering="code")
    def row_code(self, row: PlanRow) -> str:
        return row.code or "–"

    @admin.display(description=_("text"), ordering="text")
    def row_text(self, row: PlanRow) -> str:
        return Truncator(row.text).chars(110)

    @admin.display(description=_("part of"))
    def parent_link(self, row: PlanRow) -> SafeString:
        parent = self.parent_of(row)
        return link_to(parent, getattr(parent, "code", "") or Truncator(parent).chars(40))


class OperationalInline(PartInline):
    model = OperationalObjective
    fields = ("position", "code", "text", "area")
    as_written = ("text",)
    ordering = ("position", "pk")


class StrategicPlanFilter(PlanFilter):
    path = "line__plan"


class StrategicObjectiveAdmin(RowAdmin):
    parent_field = "line"
    up = ("line__plan", "area", "change_act")
    list_select_related = ("line__plan", "area")
    list_filter: tuple[Any, ...] = (StrategicPlanFilter, LineFilter, "area", "change")
    search_fields = (*RowAdmin.search_fields, "line__plan__year")
    autocomplete_fields = (*RowAdmin.autocomplete_fields, "line")
    fieldsets = (
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
    inlines: tuple[Any, ...] = (OperationalInline,)
    parts = ((OperationalObjective, "strategic_objective"),)


class OperationalPlanFilter(PlanFilter):
    path = "strategic_objective__line__plan"


class OperationalLineFilter(LineFilter):
    path = "strategic_objective__line"


class OperationalObjectiveAdmin(RowAdmin):
    parent_field = "strategic_objective"
    up = ("strategic_objective__line__plan", "area", "change_act")
    list_select_related = ("strategic_objective__line__plan", "area")
    list_filter: tuple[Any, ...] = (OperationalPlanFilter, OperationalLineFilter, "area", "change")
    search_fields = (*RowAdmin.search_fields, "strategic_objective__line__plan__year")
    autocomplete_fields = (*RowAdmin.autocomplete_fields, "strategic_objective")
    fieldsets = (
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
