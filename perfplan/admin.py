"""The admin site: data entry of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

APPS_IN_ORDER = ("objectives", "targets", "accounts", "auth")
MODELS_IN_ORDER = (
    "Plan",
    "StrategicLine",
    "StrategicObjective",
    "OperationalObjective",
    "Area",
    "Act",
    "Organization",
    "Doubt",
    "Section",
    "Target",
    "Measure",
    "TargetValue",
    "Indicator",
    "Condition",
)


def _place(order: tuple[str, ...], name: str) -> tuple[int, str]:
    """Return where ``name`` comes in ``order``; after all others, by name, if it is not there."""
    return (order.index(name) if name in order else len(order), name)


class PerfplanAdminSite(AdminSite):
    site_header = _("perfplan – data entry")
    site_title = _("perfplan")
    index_title = _("Data of the plan")
    site_url = "/"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """List the tables in the order people work with them, not by the alphabet."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(MODELS_IN_ORDER, model["object_name"]))
        return sorted(apps, key=lambda app: _place(APPS_IN_ORDER, app["app_label"]))

    @method_decorator(login_not_required)
    def login(
        self,
        request: HttpRequest,
        extra_context: dict[str, object] | None = None,  # noqa: ARG002 - Django's signature
    ) -> HttpResponse:
        """Send to the site's own sign-in page; refuse whoever is signed in and does not work here."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", request.get_full_path()))
