"""The parts of an object on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin as InlineAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from objectives.admin.base import PlanPartAdmin
from objectives.admin.fields import plan_formfield
from objectives.admin.forms import AsWrittenForm

if TYPE_CHECKING:
    from django.http import HttpRequest

    InlineModelAdmin = InlineAdmin[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    InlineModelAdmin = InlineAdmin
    TabularInline = admin.TabularInline
    StackedInline = admin.StackedInline


class PartOptions(InlineModelAdmin):
    """What tables and lists of parts have in common."""

    form: Any = AsWrittenForm
    extra = 0
    show_change_link = True
    as_written: ClassVar[tuple[str, ...]] = ()
    classes: Any = ("parts",)
    sealed_by_approval: ClassVar[bool] = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        own = plan_formfield(self, db_field)
        if own is not None:
            return own
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            # Four icons on each line of a table are noise; the area's own page has them.
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Load the few areas once for all lines of the table, not once for each."""
        field: Any = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name == "area":
            field.choices = list(field.choices)
        return field

    def _is_sealed(self, obj: Any) -> bool:
        parent: Any = self.admin_site.get_model_admin(self.parent_model)
        return self.sealed_by_approval and isinstance(parent, PlanPartAdmin) and parent.is_sealed(obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not self._is_sealed(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not self._is_sealed(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not self._is_sealed(obj)


class PartInline(PartOptions, TabularInline):
    """The parts of an object on its page: a line each, with a link to the page of the part."""


class PartList(PartOptions, StackedInline):
    """Parts with more fields than a line holds: a block each."""
