"""``manage.py demo``: a site to try out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.services import DEMONSTRATION_PASSWORD, make_demonstration_accounts
from objectives.models import Area, Organization
from reports.narrative.demonstration import TEXTS_FILE, invent_texts
from targets.services.demonstration import VALUES_FILE, import_demonstration_plan, invent_values

if TYPE_CHECKING:
    from accounts.models import User

ORGANIZATION = {
    "name": "Camera di Commercio Riviere di Liguria – Imperia La Spezia Savona",
    "short_name": "CCIAA Riviere di Liguria",
}


class Command(BaseCommand):
    help = (
        "Makes the demonstration organization, accounts with passwords that everyone knows, the plan "
        "2018-2020, and invented values of 2018 with the texts of their reports. Only where DEBUG is on. Run "
        "again, it sets the accounts back and leaves plan, values and texts alone."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        if not settings.DEBUG:
            raise CommandError(
                _("The demonstration is for a site with DEBUG on: its passwords are public."), returncode=2
            )
        Organization.objects.get_or_create(pk=1, defaults=ORGANIZATION)
        users = make_demonstration_accounts()
        by_role: dict[Role | None, list[User]] = defaultdict(list)
        for account, user in users.items():
            by_role[account.role].append(user)
        (office,) = by_role[Role.PLANNING_OFFICE]
        plan = import_demonstration_plan(office)
        for area, manager in zip(Area.objects.order_by("pk"), by_role[Role.AREA_MANAGER], strict=False):
            area.managers.add(manager)
        invent_values(plan, VALUES_FILE, office=office)
        invent_texts(plan, TEXTS_FILE, office=office)
        self.stdout.write(_("Plan: %(title)s") % {"title": plan.title})
        self.stdout.write(
            _("Accounts (password of all: %(password)s)") % {"password": DEMONSTRATION_PASSWORD}
        )
        for role, people in by_role.items():
            names = ", ".join(user.username for user in people)
            label = role.label if role else _("Administrator")
            self.stdout.write(f"  {names:<10} {label} – {', '.join(map(str, people))}")
