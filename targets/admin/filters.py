"""Filters of the lists of what is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from objectives.admin.filters import LineFilter, PlanFilter
from objectives.models import Area, Plan
from targets.admin.words import doubt_label
from targets.domain.reading.doubts import Code
from targets.models import ROW_FIELDS, Section
from targets.selectors import in_area, up_to_plan

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class ByMeasure:
    """What is reached through a measure; ``prefix`` is the path to it."""

    prefix = ""


class MeasurePlanFilter(ByMeasure, PlanFilter):
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        value = self.value()
        if value is None or not value.isdecimal():
            return queryset
        condition = Q()
        for path in up_to_plan(self.prefix):
            condition |= Q(**{f"{path}__year": value})
        return queryset.filter(condition)


class MeasureAreaFilter(ByMeasure, admin.SimpleListFilter):
    title = _("area")
    parameter_name = "area"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return list(Area.objects.values_list("pk", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        value = self.value()
        return queryset.filter(in_area(value, self.prefix)) if value and value.isdecimal() else queryset


class RowKindFilter(ByMeasure, admin.SimpleListFilter):
    title = _("kind of row")
    parameter_name = "row"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return [
            ("strategic_objective", str(_("strategic objective"))),
            ("operational_objective", str(_("operational objective"))),
            ("target", str(_("target"))),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        value = self.value()
        if value not in ROW_FIELDS:
            return queryset
        return queryset.filter(**{f"{self.prefix}{value}__isnull": False})


class ConfirmedFilter(admin.SimpleListFilter):
    """Whether a person vouched for the reading."""

    title = _("confirmed")
    parameter_name = "confirmed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return [("no", str(_("not yet"))), ("yes", str(_("yes")))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        if self.value() is None:
            return queryset
        return queryset.filter(confirmed_at__isnull=self.value() == "no")


class SettledFilter(admin.SimpleListFilter):
    """Open doubts first: the list is for settling them."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return [("settled", str(_("settled"))), ("all", str(_("all")))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        if self.value() == "all":
            return queryset
        return queryset.filter(settled_at__isnull=self.value() != "settled")


class DoubtCodeFilter(admin.SimpleListFilter):
    title = _("about")
    parameter_name = "code"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        found = set(model_admin.get_queryset(request).order_by().values_list("code", flat=True).distinct())
        return [(code.value, doubt_label(code)) for code in Code if code.value in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        return queryset.filter(code=self.value()) if self.value() else queryset


def through_measure(base: type[Any]) -> type[Any]:
    """Return the filter ``base`` for rows that have a ``measure``."""
    return type(f"Through{base.__name__}", (base,), {"prefix": "measure__"})


def through_target_value(base: type[Any]) -> type[Any]:
    """Return the filter ``base`` for rows that have a ``target_value``."""
    return type(f"ThroughValue{base.__name__}", (base,), {"prefix": "target_value__measure__"})


class SectionPlanFilter(PlanFilter):
    path = "plan"


class TargetPlanFilter(PlanFilter):
    path = "section__plan"


class TargetSectionFilter(LineFilter):
    """By section: those of the chosen plan, or of the newest."""

    title = _("section")
    parameter_name = "section"
    path = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        year = request.GET.get("plan", "")
        sections = Section.objects.order_by("position")
        if year.isdecimal():
            sections = sections.filter(plan__year=int(year))
        else:
            sections = sections.filter(plan__in=Plan.objects.order_by("-year")[:1])
        return [(key, name[:60]) for key, name in sections.values_list("pk", "name")]
