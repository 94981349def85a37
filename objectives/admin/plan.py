"""Plans and their strategic lines.

The app ``targets`` registers these with what it adds: sections, measures, doubts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from objectives.admin.base import PlanPartAdmin
from objectives.admin.filters import PlanFilter
from objectives.admin.inlines import PartInline
from objectives.admin.links import link_to
from objectives.models import Plan, StrategicLine, StrategicObjective
from objectives.selectors import with_counts

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class LineInline(PartInline):
    model = StrategicLine
    fields: ClassVar[Any] = ("position", "heading", "name")
    as_written = ("heading", "name")
    ordering = ("position", "pk")


class PlanAdmin(PlanPartAdmin):
    """The plan; from approval on only to be read."""

    list_display: Any = ("__str__", "title", "state", "approval_act")
    list_filter: ClassVar[Any] = ("state",)
    search_fields: ClassVar[Any] = ("year", "title")
    autocomplete_fields: ClassVar[Any] = ("approval_act",)
    up = ("approval_act",)
    as_written = ("title", "lines_heading")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": (("year", "first_year", "last_year"), "title", "lines_heading")}),
        (
            _("Approval"),
            {
                "fields": (("state", "approval_act"),),
                "description": _("Once approved, the text of the plan is fixed: it changes only by an act."),
            },
        ),
    )
    inlines: ClassVar[Any] = (LineInline,)
    parts: ClassVar[Any] = ((StrategicLine, "plan"),)

    def plan_of(self, obj: Plan) -> Plan:
        return obj

    def title_in_path(self, obj: Plan) -> str:
        return str(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Plan | None = None) -> tuple[str, ...]:
        """Fix the year once there is something in the plan: the target values are of that year."""
        filled = obj is not None and obj.lines.exists()
        return (*super().get_readonly_fields(request, obj), *(("year",) if filled else ()))


class ObjectiveInline(PartInline):
    model = StrategicObjective
    fields: ClassVar[Any] = ("position", "code", "text", "area")
    as_written = ("text",)
    ordering = ("position", "pk")


class StrategicLineAdmin(PlanPartAdmin):
    list_display: Any = ("name", "code", "plan_link", "objective_count", "position")
    list_filter: ClassVar[Any] = (PlanFilter,)
    search_fields: ClassVar[Any] = ("code", "name", "heading", "plan__year")
    autocomplete_fields: ClassVar[Any] = ("plan",)
    parent_field = "plan"
    up = ("plan",)
    as_written = ("heading", "name")
    fields: ClassVar[Any] = (("plan", "position", "code"), "heading", "name")
    inlines: ClassVar[Any] = (ObjectiveInline,)
    parts: ClassVar[Any] = ((StrategicObjective, "line"),)
    actions: Any = ("move_up", "move_down")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return with_counts(super().get_queryset(request), objective_count=(StrategicObjective, "line"))

    @admin.display(description=_("plan"), ordering="plan")
    def plan_link(self, line: StrategicLine) -> SafeString:
        return link_to(line.plan, line.plan.year)

    @admin.display(description=_("objectives"))
    def objective_count(self, line: Any) -> int:
        count: int = line.objective_count
        return count
