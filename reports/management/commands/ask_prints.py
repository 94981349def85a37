"""``manage.py ask_prints``: have the documents of a year printed before anybody wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from objectives.models import Plan
from reports.plan.data import build_plan_document
from reports.prints.orders import plan_order, report_order
from reports.prints.queue import ask
from reports.results.data import build_report_document, period_of_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser

    from reports.prints.orders import Order


class Command(BaseCommand):
    """Exit status: 0 asked for; 1 no such plan; 2 wrong use."""

    help = (
        "Put the PDF of a year's plan, and of its year-end report if it has one, in the queue of the "
        "printing service, so that whoever wants them first finds them ready."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, required=True, help="year of the plan, for example 2018")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the words around the plan's own (default: %(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        for order in _orders(options["year"], options["language"]):
            ask(order, user=None, now=timezone.now())
            self.stdout.write(_("Asked for: %(title)s") % {"title": order.title})


def _orders(year: int, language: str) -> Iterator[Order]:
    plan = Plan.objects.select_related("approval_act").filter(year=year).first()
    if plan is None:
        raise CommandError(_("There is no plan for the year %(year)d.") % {"year": year})
    address, page = (reverse(f"reports:{name}", args=[year]) for name in ("plan_pdf", "plan"))
    yield plan_order(build_plan_document(plan), language=language, address=address, page=page)
    period = period_of_year(year)
    if period is not None:
        keys = [year, period.pk]
        address, page = (reverse(f"reports:{name}", args=keys) for name in ("report_pdf", "report"))
        yield report_order(build_report_document(period), language=language, address=address, page=page)
