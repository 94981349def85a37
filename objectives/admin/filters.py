"""Filters of the lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from objectives.models import Plan, StrategicLine

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class PlanFilter(admin.SimpleListFilter):
    """By plan. A subclass names in ``path`` the relation from its rows to the plan."""

    title = _("plan")
    parameter_name = "plan"
    path = "plan"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        return [(year, str(year)) for year in Plan.objects.values_list("year", flat=True)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        value = self.value()
        if value is None or not value.isdecimal():
            return queryset
        return queryset.filter(**{f"{self.path}__year": value})


class LineFilter(admin.SimpleListFilter):
    """By strategic line: those of the chosen plan, or of the newest."""

    title = _("strategic line")
    parameter_name = "line"
    path = "line"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:  # noqa: ARG002
        lines = StrategicLine.objects.order_by("-plan__year", "position")
        year = request.GET.get("plan", "")
        if year.isdecimal():
            lines = lines.filter(plan__year=int(year))
        else:
            lines = lines.filter(plan__in=Plan.objects.order_by("-year")[:1])
        return [(key, Truncator(name).chars(60)) for key, name in lines.values_list("pk", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:  # noqa: ARG002
        value = self.value()
        return queryset.filter(**{self.path: value}) if value and value.isdecimal() else queryset
