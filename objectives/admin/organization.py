"""The body, its areas and its acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from objectives.admin.history import HistoryAdmin
from objectives.admin.imports import TableAdmin
from objectives.admin.inlines import PartInline
from objectives.models import Act, Area, AreaSpelling, Organization
from objectives.models.plan import ACT_FIXED
from objectives.resources import ActResource, AreaResource

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


@admin.register(Organization)
class OrganizationAdmin(HistoryAdmin):
    list_display = ("name", "short_name", "ipa_code")
    search_fields = ("name", "short_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and not Organization.objects.exists()

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:  # noqa: FBT001
        obj.pk = 1  # there is one: the database refuses any other
        super().save_model(request, obj, form, change)


class AreaSpellingInline(PartInline):
    model = AreaSpelling
    fields = ("spelling",)


@admin.register(Area)
class AreaAdmin(TableAdmin):
    list_display = ("name", "code", "spelling_count", "position")
    search_fields = ("name", "code", "spellings__spelling")
    ordering = ("position", "name")  # the model's own is lost where rows are counted
    fields = ("name", "code", "position", "managers")
    filter_horizontal = ("managers",)
    inlines = (AreaSpellingInline,)
    parts = ((AreaSpelling, "area"),)
    resource_classes = (AreaResource,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Area]:
        areas: QuerySet[Area] = super().get_queryset(request)
        return areas.annotate(spelling_count=Count("spellings"))

    @admin.display(description=_("other spellings"), ordering="spelling_count")
    def spelling_count(self, area: Any) -> int:
        count: int = area.spelling_count
        return count


@admin.register(Act)
class ActAdmin(TableAdmin):
    change_form_template = "admin/plan/part_form.html"
    list_display = ("__str__", "organ", "subject")
    list_filter = ("organ", "type")
    search_fields = ("number", "subject")
    date_hierarchy = "date"
    fields = (("type", "organ"), ("number", "date"), "subject", "document")
    resource_classes = (ActResource,)

    def get_readonly_fields(self, request: HttpRequest, obj: Act | None = None) -> tuple[str, ...]:
        """Fix what an approved plan prints; its document may still be added."""
        fixed = obj is not None and obj.is_fixed
        return (*super().get_readonly_fields(request, obj), *(Act.PRINTED if fixed else ()))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        context["sealed"] = ACT_FIXED if obj is not None and obj.is_fixed else ""
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response
