"""What all data entry has in common: history, the way up and down the plan, the seal of approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin as InlineAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from objectives.admin.forms import SEALED, AsWrittenField, AsWrittenForm, PlanPartForm
from objectives.admin.links import change_url, link_to
from objectives.history import change_page
from objectives.services.ordering import move, next_position

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.admin.sites import AdminSite
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern
    from django.utils.safestring import SafeString

    from objectives.models import Plan

    ModelAdmin = admin.ModelAdmin[Any]
    InlineModelAdmin = InlineAdmin[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
    StackedInline = admin.StackedInline[Any, Any]
else:
    ModelAdmin = admin.ModelAdmin
    InlineModelAdmin = InlineAdmin
    TabularInline = admin.TabularInline
    StackedInline = admin.StackedInline

Parts = tuple[tuple[type[models.Model], str], ...]
"""The models whose rows are part of an object, each with the name of its relation to it."""

_NAMED_ON_DELETION = 20


def tree(site: AdminSite, model: type[models.Model], keys: Any, *, past: bool = False) -> dict[Any, Any]:
    """Return for ``model`` and every model below it the queryset of what belongs to ``keys``.

    ``keys`` are primary keys (a list or a subquery). ``past``: rows of the history tables,
    deleted ones included, in place of those that are there now.
    """
    found: dict[Any, Any] = {}

    def collect(owner: type[models.Model], condition: models.Q) -> None:
        manager: Any = owner.history if past else owner._default_manager  # type: ignore[attr-defined] # by simple_history
        mine = manager.filter(condition)
        found[owner] = found[owner] | mine if owner in found else mine
        for part, field in getattr(site._registry.get(owner), "parts", ()):
            collect(part, models.Q(**{f"{field}__in": mine.order_by().values("id")}))

    collect(model, models.Q(id__in=keys))
    return found


class HistoryAdmin(ModelAdmin):
    """Data entry whose every change can be looked up, deletions of parts included.

    ``simple_history`` brings an admin of its own; it is not used because its page for old
    versions lets whoever may only look put one back by a POST, and because its list breaks our
    Content-Security-Policy with an inline style.
    """

    parts: ClassVar[Parts] = ()
    list_per_page = 50
    form = AsWrittenForm
    change_list_template = "admin/plan/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_changes"
        return [path("changes/", self.admin_site.admin_view(self.changes_view), name=name), *super().get_urls()]

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """Show the history of all objects of this model: the way to those that are deleted."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        history = self.model.history.all()
        title = gettext("Changes: %(name)s") % {"name": self.opts.verbose_name_plural}
        return self._history_page(request, [history], title, None)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the history of one object and of its parts, also after its deletion."""
        try:
            key = self.model._meta.pk.to_python(unquote(object_id))
        except ValueError as error:
            raise Http404 from error
        obj = self.get_object(request, unquote(object_id))
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        last = self.model.history.filter(id=key).first()
        if obj is None and last is None:
            raise Http404
        sources = tree(self.admin_site, self.model, [key], past=True)
        title = gettext("History: %(name)s") % {"name": Truncator(obj or last.instance).chars(80)}
        return self._history_page(request, list(sources.values()), title, obj)

    def _history_page(
        self, request: HttpRequest, sources: Sequence[models.QuerySet[Any]], title: str, obj: Any
    ) -> HttpResponse:
        number = request.GET.get("p", "1")
        page = change_page(sources, max(int(number), 1) if number.isdecimal() and len(number) < 6 else 1)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "object": obj,
            "object_url": change_url(obj) if obj else "",
            "page": page,
            "newer": page.number - 1,
            "older": page.number + 1 if page.has_older else 0,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined] # read by Django's url tag
        return TemplateResponse(request, "admin/plan/history.html", context)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[Any], list[str]]:
        """Return what goes with ``objs``: names, counts, missing permissions, what stands against it.

        Django's own loads and names every row; a plan has thousands. This counts them: the
        number of queries depends on the kinds of row only.
        """
        keys = [obj.pk for obj in objs]
        counts, names, missing, protected = {}, [], set(), []
        for model, rows in tree(self.admin_site, self.model, keys).items():
            count = rows.count()
            if not count:
                continue
            opts = model._meta
            counts[opts.verbose_name_plural] = count
            names.append(capfirst(str(opts.verbose_name_plural)))
            named = [Truncator(row).chars(100) for row in rows[:_NAMED_ON_DELETION]]
            if count > len(named):
                named.append(gettext("… and %(count)s more") % {"count": count - len(named)})
            names.append(named)
            model_admin = self.admin_site._registry.get(model)
            if model_admin and not request.user.has_perm(f"{opts.app_label}.delete_{opts.model_name}"):
                if not getattr(model_admin, "goes_with_its_parent", False):
                    missing.add(opts.verbose_name)
            for relation in opts.related_objects:
                if relation.on_delete is models.PROTECT:
                    against = relation.related_model._default_manager.filter(
                        **{f"{relation.field.name}__in": rows.order_by().values("pk")}
                    )
                    name = relation.related_model._meta.verbose_name
                    protected += [f"{capfirst(str(name))}: {row}" for row in against[:_NAMED_ON_DELETION]]
        return names, counts, missing, protected


class PlanPartAdmin(HistoryAdmin):
    """Data entry of a part of a plan: fixed once the plan is approved, linked up and down."""

    form = PlanPartForm
    change_form_template = "admin/plan/part_form.html"
    parent_field: ClassVar[str] = ""
    """Relation to the parent; empty for the plan itself."""
    up: ClassVar[tuple[str, ...]] = ()
    """Relations on the way up to the plan, loaded with every object."""
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
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[Any]:  # noqa: FBT001, FBT002 - Django's signature
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.parent_field = self.parent_field
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plan_formfield(self, db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if getattr(obj, "position", 0) is None:
            obj.position = next_position(self.siblings_of(obj))
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: ARG002, FBT001
        parts = formset.save(commit=False)
        for part in formset.deleted_objects:
            part.delete()
        for part in parts:
            if getattr(part, "position", 0) is None:
                siblings = {formset.fk.name: formset.instance}
                part.position = next_position(formset.model._default_manager.filter(**siblings))
            part.save()
        formset.save_m2m()

    # --- The way up, down and along ---

    def parent_of(self, obj: Any) -> Any:
        """Return the object this one is a part of; None for a plan."""
        return getattr(obj, self.parent_field) if self.parent_field else None

    def siblings_of(self, obj: Any) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(**{self.parent_field: self.parent_of(obj)})

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
        keys = list(self.siblings_of(obj).order_by("position", "pk").values_list("pk", flat=True))
        here = keys.index(obj.pk)
        before, after = keys[max(here - 1, 0)], keys[min(here + 1, len(keys) - 1)]
        return tuple("" if key == obj.pk else change_url(self.model(pk=key)) for key in (before, after))  # type: ignore[return-value] # two of them

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        change: bool = False,  # noqa: FBT001, FBT002
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None:
            context["path"] = self.path_to(obj)
            if self.parent_field:
                context["before"], context["after"] = self.neighbours(obj)
            context["sealed"] = self.sealed_text if self.is_sealed(obj) else ""
        return super().render_change_form(request, context, add, change, form_url, obj)

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


class PartOptions(InlineModelAdmin):
    """What tables and lists of parts have in common."""

    form = AsWrittenForm
    extra = 0
    show_change_link = True
    as_written: ClassVar[tuple[str, ...]] = ()
    classes = ("parts",)
    sealed_by_approval: ClassVar[bool] = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return plan_formfield(self, db_field) or super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Load the few areas once for all lines of the table, not once for each."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
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


def plan_formfield(owner: Any, db_field: Any) -> Any:
    """Return the form field of a cell kept as written or of a position; None for any other."""
    if db_field.name in owner.as_written:
        return db_field.formfield(form_class=AsWrittenField, widget=AsWrittenField().widget)
    if db_field.name == "position":
        return db_field.formfield(required=False, initial=None, help_text=_("Empty: at the end."))
    return None
