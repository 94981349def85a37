"""The history of what is entered, and what goes with it when it is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext

from objectives.admin.forms import AsWrittenForm
from objectives.admin.links import change_url
from objectives.history import change_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.admin.sites import AdminSite
    from django.http import HttpRequest, HttpResponse
    from django.urls import URLPattern

    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

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
        if past and not hasattr(owner, "history"):
            return  # a log, which is a history itself
        manager: Any = owner.history if past else owner._default_manager  # type: ignore[attr-defined] # by simple_history
        mine = manager.filter(condition)
        found[owner] = found[owner] | mine if owner in found else mine
        for part, field in getattr(site._registry.get(owner), "parts", ()):
            collect(part, models.Q(**{f"{field}__in": mine.order_by().values("id")}))

    collect(model, models.Q(id__in=keys))
    return found


def relations_to(model: type[models.Model]) -> list[Any]:
    """Return the relations of other models to ``model``, those without a name from here included."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, models.ManyToOneRel)]


class HistoryAdmin(ModelAdmin):
    """Data entry whose every change can be looked up, deletions of parts included.

    ``simple_history`` brings an admin of its own; it is not used because its page for old
    versions lets whoever may only look put one back by a POST, and because its list breaks our
    Content-Security-Policy with an inline style.
    """

    parts: ClassVar[Parts] = ()
    list_per_page = 50
    form: Any = AsWrittenForm
    change_list_template = "admin/plan/change_list.html"

    class Media:
        css = {"all": ("admin-perfplan.css",)}

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_changes"
        return [
            path("changes/", self.admin_site.admin_view(self.changes_view), name=name),
            *super().get_urls(),
        ]

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        """Search all of them whatever the case and the accents, here and where a row is chosen by name."""
        return tuple(f"{field}__folded" for field in super().get_search_fields(request))

    def changes_view(self, request: HttpRequest) -> HttpResponse:
        """Show the history of all objects of this model: the way to those that are deleted."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        history = self.model.history.all()
        title = gettext("Changes: %(name)s") % {"name": self.opts.verbose_name_plural}
        return self._history_page(request, [history], title, None)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save what changed: a page that is only sent again is no entry of the history."""
        if not change or form.has_changed():
            super().save_model(request, obj, form, change)

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> HttpResponse:
        """Show the history of one object and of its parts, also after its deletion."""
        try:
            key = self.model._meta.pk.to_python(unquote(object_id))
        except (ValueError, ValidationError) as error:
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
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/plan/history.html", context)

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[Any], list[str]]:
        """Return what goes with ``objs``: names, counts, missing permissions, what stands against it.

        Django's own loads and names every row; a plan has thousands. This counts them: the
        number of queries depends on the kinds of row only.
        """
        keys = [obj.pk for obj in objs]
        counts: dict[str, int] = {}
        names: list[Any] = []
        missing: set[Any] = set()
        protected: list[str] = []
        for model, rows in tree(self.admin_site, self.model, keys).items():
            count = rows.count()
            if not count:
                continue
            opts = model._meta
            counts[str(opts.verbose_name_plural)] = count
            names.append(capfirst(str(opts.verbose_name_plural)))
            named = [Truncator(row).chars(100) for row in rows[:_NAMED_ON_DELETION]]
            if count > len(named):
                named.append(gettext("… and %(count)s more") % {"count": count - len(named)})
            names.append(named)
            model_admin = self.admin_site._registry.get(model)
            allowed = request.user.has_perm(f"{opts.app_label}.delete_{opts.model_name}")
            if model_admin and not allowed and not getattr(model_admin, "goes_with_its_parent", False):
                missing.add(opts.verbose_name)
            for relation in relations_to(model):
                if relation.on_delete is models.PROTECT:
                    against = relation.related_model._default_manager.filter(
                        **{f"{relation.field.name}__in": rows.order_by().values("pk")}
                    )
                    name = relation.related_model._meta.verbose_name
                    protected += [f"{capfirst(str(name))}: {row}" for row in against[:_NAMED_ON_DELETION]]
        return names, counts, missing, protected
