"""Makes the site's own admin (titles, colours, sign-in) the one that every app registers with."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class PerfplanAdminConfig(AdminConfig):
    default_site = "perfplan.admin.PerfplanAdminSite"

    def ready(self) -> None:
        super().ready()
        from perfplan import checks  # noqa: PLC0415 - importing registers them, once the apps are there

        checks.take_json_for_granted()
