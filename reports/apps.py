from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = _("Documents")

    def ready(self) -> None:
        from reports.prints.program import program_fingerprint  # noqa: PLC0415 - settings are there now

        program_fingerprint()
