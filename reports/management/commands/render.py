"""``manage.py render``: print a document to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from objectives.models import Plan
from reports.plan.data import build_plan_document
from reports.plan.printing import plan_html_file, plan_pdf
from reports.results.data import build_report_document, period_of_year, report_periods
from reports.results.printing import report_html_file, report_pdf
from targets.management.arguments import day
from targets.models import ReportingPeriod
from targets.wording.files import file_error_reason

if TYPE_CHECKING:
    from datetime import date

    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Exit status: 0 printed; 1 no such plan or period; 2 wrong use, or a file that cannot be written."""

    help = "Print a document as an HTML page that stands alone, or as a PDF (PDF/UA-1 and PDF/A-3a)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", choices=["plan", "report"], help="what to print")
        parser.add_argument("--year", type=int, required=True, help="year of the plan, for example 2018")
        parser.add_argument(
            "--period",
            type=day,
            metavar="DAY",
            help="of a report: its last day, for example 2018-06-30 (default: the year's end, else the last)",
        )
        parser.add_argument("--format", choices=["html", "pdf"], required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="file to write")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the words around the plan's own (default: %(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["document"] == "plan" and options["period"] is not None:
            raise CommandError(_("--period is of a report: a plan has none."), returncode=2)
        content = {"plan": self._plan, "report": self._report}[options["document"]](options)
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            words = {"file": options["output"], "reason": file_error_reason(error)}
            raise CommandError(_("%(file)s cannot be written: %(reason)s.") % words, returncode=2) from error
        self.stdout.write(_("Written: %(file)s") % {"file": options["output"]})

    def _plan(self, options: dict[str, Any]) -> bytes:
        plan = Plan.objects.select_related("approval_act").filter(year=options["year"]).first()
        if plan is None:
            raise _no_plan(options["year"])
        document = build_plan_document(plan)
        if options["format"] == "html":
            return plan_html_file(document, language=options["language"]).encode()
        return plan_pdf(document, language=options["language"], created=timezone.now())

    def _report(self, options: dict[str, Any]) -> bytes:
        document = build_report_document(_period(options["year"], options["period"]))
        if options["format"] == "html":
            return report_html_file(document, language=options["language"]).encode()
        return report_pdf(document, language=options["language"], created=timezone.now())


def _no_plan(year: int) -> CommandError:
    return CommandError(_("There is no plan for the year %(year)d.") % {"year": year})


def _period(year: int, ends_on: date | None) -> ReportingPeriod:
    """Return the period that is asked for; raise in words where there is none."""
    if not Plan.objects.filter(year=year).exists():
        raise _no_plan(year)
    found = (
        period_of_year(year)
        if ends_on is None
        else report_periods().filter(plan__year=year, ends_on=ends_on).first()
    )
    if found is not None:
        return found
    days = (
        ReportingPeriod.objects.filter(plan__year=year).order_by("ends_on").values_list("ends_on", flat=True)
    )
    if ends_on is None or not days:
        raise CommandError(_("The plan of %(year)d has no reporting period.") % {"year": year})
    raise CommandError(
        _("The plan of %(year)d has no reporting period as of %(day)s. It has: %(days)s.")
        % {"year": year, "day": _in_words(ends_on), "days": ", ".join(map(_in_words, days))}
    )


def _in_words(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
