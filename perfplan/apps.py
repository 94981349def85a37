"""Makes the site's own admin (titles, colours) the one that every app registers with."""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig


class PerfplanAdminConfig(AdminConfig):
    default_site = "perfplan.admin.PerfplanAdminSite"
