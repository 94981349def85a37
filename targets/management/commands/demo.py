"""``manage.py demo``: a site to try out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.services import DEMONSTRATION_PASSWORD, make_demonstration_accounts
from objectives.models import Organization

ORGANIZATION = {
    "name": "Camera di Commercio Riviere di Liguria – Imperia La Spezia Savona",
    "short_name": "CCIAA Riviere di Liguria",
}


class Command(BaseCommand):
    help = (
        "Makes the demonstration organization and accounts, with passwords that everyone knows. "
        "Only where DEBUG is on. Run again, it sets the accounts back and leaves the plan as it is."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not settings.DEBUG:
            raise CommandError(
                _("The demonstration is for a site with DEBUG on: its passwords are public."), returncode=2
            )
        Organization.objects.get_or_create(pk=1, defaults=ORGANIZATION)
        users = make_demonstration_accounts()
        self.stdout.write(
            _("Accounts (password of all: %(password)s)") % {"password": DEMONSTRATION_PASSWORD}
        )
        for account, user in users.items():
            role = account.role.label if account.role else _("Administrator")
            self.stdout.write(f"  {account.username:<10} {role} – {user}")
