"""``manage.py remind``: write to the area managers who have something to enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from environs import ValidationError

from perfplan.environment import site_address
from targets.management.arguments import day
from targets.models import ReportingPeriod
from targets.reminders.messages import messages_of, reminders_of
from targets.reminders.sending import send_reminders

if TYPE_CHECKING:
    from datetime import date

    from django.core.management.base import CommandParser

    from targets.reminders.messages import Reminder, Reminders


class Command(BaseCommand):
    """Exit status: 0 sent, or nothing to send; 1 no such period, or a message not sent; 2 wrong use."""

    help = (
        "Remind by e-mail, one message a person, the managers of areas with values that are missing, "
        "in draft or returned. A person gets at most one message a day."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="year of the plan, for example 2018")
        parser.add_argument(
            "--period",
            type=day,
            metavar="DAY",
            help="the day that is reported on, for example 2018-12-31 (default: the period that is open)",
        )
        parser.add_argument("--dry-run", action="store_true", help="print the messages and send none")
        parser.add_argument(
            "--site", metavar="URL", help="address of the site, for the links (default: SITE_URL)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        site = _site(options["site"])
        period = _period(options["year"], options["period"])
        today = timezone.localdate()
        reminders = reminders_of(period, today=today)
        if options["dry_run"]:
            self._show(reminders, site, today)
            self._name_the_others(reminders)
            return
        sending = send_reminders(reminders, site=site, today=today)
        for each in sending.sent:
            self.stdout.write(_("Sent: %(who)s, %(what)s") % _facts(each))
        for each in sending.already:
            self.stdout.write(_("Already sent today: %(who)s") % _facts(each))
        if not reminders.messages:
            self.stdout.write(_("There is nobody to write to."))
        self._name_the_others(reminders)
        for each, why in sending.failed:
            self.stderr.write(_("Not sent: %(who)s: %(why)s") % (_facts(each) | {"why": why}))
        if sending.failed:
            raise CommandError(_("Some messages could not be sent: run the command again."))

    def _show(self, reminders: Reminders, site: str, today: date) -> None:
        if not reminders.to_send:
            self.stdout.write(_("Nothing would be sent."))
        for _reminder, message in messages_of(reminders.to_send, reminders.period, site=site, today=today):
            self.stdout.write(_("Would be sent to %(address)s") % {"address": message.to})
            self.stdout.write(f"{message.subject}\n\n{message.body}\n")

    def _name_the_others(self, reminders: Reminders) -> None:
        for each in reminders.without_address:
            self.stdout.write(_("No e-mail address: %(who)s, %(what)s") % _facts(each))
        for lacks in reminders.without_manager:
            area = str(lacks.area) if lacks.area else _("Without an area")
            words = {"area": area, "what": _count(len(lacks.items))}
            self.stdout.write(_("Nobody to remind: %(area)s, %(what)s") % words)


def _facts(reminder: Reminder) -> dict[str, str]:
    person = reminder.person
    who = f"{person} <{person.email}>" if person.email else str(person)
    return {"who": who, "what": _count(reminder.count)}


def _count(count: int) -> str:
    return ngettext("%(count)s value", "%(count)s values", count) % {"count": count}


def _site(given: str | None) -> str:
    address = given or settings.SITE_URL
    if not address:
        raise CommandError(_("Give --site, or set SITE_URL: the links need it."), returncode=2)
    try:
        site_address(address)
    except ValidationError as error:
        raise CommandError(str(error), returncode=2) from error
    return str(address)


def _period(year: int, ends_on: date | None) -> ReportingPeriod:
    periods = ReportingPeriod.objects.select_related("plan").filter(plan__year=year)
    if ends_on is not None:
        found = periods.filter(ends_on=ends_on).first()
        if found is None:
            words = {"year": year, "day": ends_on}
            raise CommandError(_("The plan %(year)s has no period as of %(day)s.") % words)
        if not found.is_open:
            raise CommandError(_("The period as of %(day)s is not open.") % {"day": ends_on})
        return found
    several = list(periods.open())
    if not several:
        raise CommandError(_("No period of the plan %(year)s is open.") % {"year": year})
    if len(several) > 1:
        days = ", ".join(str(period.ends_on) for period in several)
        raise CommandError(
            _("Several periods are open, give --period: %(days)s") % {"days": days}, returncode=2
        )
    return several[0]
