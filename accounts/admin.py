"""People and their roles, for the administrator of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import User
from accounts.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

ROLE_LABELS = dict(Role.choices)


@admin.register(User)
class PersonAdmin(UserAdmin[User]):
    list_display = (
        "username",
        "last_name",
        "first_name",
        "email",
        "roles",
        "managed",
        "is_active",
        "last_login",
    )
    list_filter = ("groups", "is_active", "is_superuser")
    ordering = ("last_name", "first_name", "username")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "language")}),
        (
            _("Roles"),
            {
                "fields": ("is_active", "groups", "managed", "is_superuser"),
                "description": _(
                    "People of the planning office work here, in the data entry; all others read the pages. "
                    "Take an account out of use instead of deleting it: its name stands in the history. "
                    "Who manages an area is written in the data of the area."
                ),
            },
        ),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("username", "usable_password", "password1", "password2")}),
        (_("Person"), {"fields": ("first_name", "last_name", "email", "groups")}),
    )
    readonly_fields = ("managed", "last_login", "date_joined")
    filter_horizontal = ("groups",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups", "areas")

    @admin.display(description=_("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(user.role_labels())

    @admin.display(description=_("areas"), empty_value="–")
    def managed(self, user: User) -> str | None:
        """The areas whose values the person enters: written where the areas are, shown here."""
        return ", ".join(str(area) for area in user.areas.all()) or None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        """Whether a person may enter the admin follows from the role; nobody ticks it by hand."""
        super().save_related(request, form, formsets, change)
        services.open_data_entry(form.instance)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """Who has which role. What a role may do is written in the program (``accounts/roles.py``)."""

    list_display = ("name", "label")

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:  # noqa: ARG002
        return False

    @admin.display(description=_("role"))
    def label(self, group: Group) -> str:
        return str(ROLE_LABELS.get(group.name, "–"))
