from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObjectivesConfig(AppConfig):
    name = "objectives"
    verbose_name = _("Plan")

    def ready(self) -> None:
        from objectives import folded  # noqa: PLC0415 - once the models are there

        folded.register()
