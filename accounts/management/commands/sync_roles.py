"""``manage.py sync_roles``: write the table of roles to the database; part of every deployment."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.services import sync_roles


class Command(BaseCommand):
    help = "Makes the groups of the roles and gives each exactly its permissions. Run it after migrate."

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        try:
            counts = sync_roles()
        except LookupError as error:
            raise CommandError(str(error)) from error
        for role, count in counts.items():
            self.stdout.write(_("%(role)s: %(count)s permissions") % {"role": role.label, "count": count})
