"""What every part of a plan has in common: the seal of approval, the way up and down, the order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import models, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.fields import plan_formfield
from objectives.admin.forms import SEALED, PlanPartForm, let_area_be_printed
from objectives.admin.history import HistoryAdmin
from objectives.admin.links import change_url, link_to
from objectives.services.ordering import move, next_position

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

    from objectives.models import Plan


class PlanPartAdmin(HistoryAdmin):
    """Data entry of a part of a plan: fixed once the plan is approved, linked up and down."""

    form: Any = PlanPartForm
    change_form_template = "admin/plan/part_form.html"
    parent_field: ClassVar[str] = ""
    """Relation to the parent; empty for the plan itself."""
    up: ClassVar[tuple[str, ...]] = ()
    """Relations on the way up to the plan and to whatever a list shows, loaded with every object."""
    as_written: ClassVar[tuple[str, ...]] = ()
    """Cells of the document: kept to the character."""
    sealed_by_approval: ClassVar[bool] = True
    sealed_fields: ClassVar[tuple[str, ...]] = ()
    """What approval fixes; empty: the whole page. A reading may be corrected as long as the plan lives."""
    sealed_text: Any = SEALED

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.up) if self.up else queryset

    # --- The seal of approval ---

    def plan_of(self, obj: Any) -> Plan:
        plan: Plan = obj.plan
        return plan

    def is_sealed(self, obj: Any) -> bool:
        return obj is not None and self.sealed_by_approval and not self.plan_of(obj).is_draft

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        fixed = not self.sealed_fields and self.is_sealed(obj)
        return super().has_change_permission(request, obj) and not fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and not self.is_sealed(obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = self.sealed_fields if self.is_sealed(obj) else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[Any], list[str]]:
        names, counts, missing, protected = super().get_deleted_objects(objs, request)
        sealed = [obj for obj in objs if self.is_sealed(obj)]
        protected += [f"{Truncator(obj).chars(80)} – {SEALED}" for obj in sealed]
        return names, counts, missing, protected

    # --- Fields ---

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> type[Any]:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.parent_field = self.parent_field
        made: type[Any] = form
        return made

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plan_formfield(self, db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if getattr(obj, "position", 0) is None:
            obj.position = next_position(self.siblings_of(obj))
        self._print_chosen_areas(request, [form])
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        parts = formset.save(commit=False)
        self._print_chosen_areas(request, formset.initial_forms)
        for part in formset.deleted_objects:
            part.delete()
        for part in parts:
            if getattr(part, "position", 0) is None:
                siblings = {formset.fk.name: formset.instance}
                part.position = next_position(formset.model._default_manager.filter(**siblings))
            part.save()
        formset.save_m2m()

    def _print_chosen_areas(self, request: HttpRequest, forms: Any) -> None:
        for written in filter(None, map(let_area_be_printed, forms)):
            text = gettext("The area was written “%(text)s”; now the name of the chosen area is printed.")
            self.message_user(request, text % {"text": written}, messages.WARNING)

    # --- The way up, down and along ---

    def parent_of(self, obj: Any) -> Any:
        """Return the object this one is a part of; None for a plan."""
        return getattr(obj, self.parent_field) if self.parent_field else None

    def siblings_of(self, obj: Any) -> models.QuerySet[Any]:
        """Return the parts of the same parent, ``obj`` among them, in the order of the document."""
        siblings = self.model._default_manager.filter(**{self.parent_field: self.parent_of(obj)})
        ordered: models.QuerySet[Any] = siblings.order_by("position", "pk")
        return ordered

    def title_in_path(self, obj: Any) -> str:
        return Truncator(obj).chars(50)

    def path_to(self, obj: Any) -> list[SafeString]:
        """Return links to everything above ``obj``, the plan first."""
        links: list[SafeString] = []
        current: Any = self
        while (obj := current.parent_of(obj)) is not None:
            current = self.admin_site.get_model_admin(type(obj))
            links.insert(0, link_to(obj, current.title_in_path(obj)))
        return links

    def neighbours(self, obj: Any) -> tuple[str, str]:
        """Return the addresses of the row before and after ``obj`` ('' at the ends): one query."""
        keys = list(self.siblings_of(obj).values_list("pk", flat=True))
        here = keys.index(obj.pk)
        before, after = keys[max(here - 1, 0)], keys[min(here + 1, len(keys) - 1)]
        return tuple("" if key == obj.pk else change_url(self.model(pk=key)) for key in (before, after))  # type: ignore[return-value] # two of them

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            context["path"] = self.path_to(obj)
            if self.parent_field:
                context["before"], context["after"] = self.neighbours(obj)
            context["sealed"] = self.sealed_text if self.is_sealed(obj) else ""
        return super().render_change_form(request, context, *args, **kwargs)

    # --- Order ---

    @admin.action(description=_("Move up in the document"), permissions=["change"])
    def move_up(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self._move(request, queryset.order_by("position", "pk"), -1)

    @admin.action(description=_("Move down in the document"), permissions=["change"])
    def move_down(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        self._move(request, queryset.order_by("-position", "-pk"), 1)

    @transaction.atomic
    def _move(self, request: HttpRequest, queryset: models.QuerySet[Any], steps: int) -> None:
        rows = list(queryset)
        if any(self.is_sealed(row) for row in rows):
            self.message_user(request, SEALED, messages.ERROR)
            return
        moved = sum(move(row, self.siblings_of(row), steps, user=request.user) for row in rows)  # type: ignore[arg-type] # signed in
        text = ngettext("%(count)s moved.", "%(count)s moved.", moved) % {"count": moved}
        self.message_user(request, text, messages.SUCCESS if moved else messages.INFO)
