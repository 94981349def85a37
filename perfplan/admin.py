"""The admin site: data entry of the plan."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class PerfplanAdminSite(AdminSite):
    site_header = _("perfplan – data entry")
    site_title = _("perfplan")
    index_title = _("Data of the plan")
    site_url = "/"
