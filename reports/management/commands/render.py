"""``manage.py render``: print a document to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from objectives.models import Plan
from reports.data import build_plan_document
from reports.printing import plan_html_file, plan_pdf

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """Exit status: 0 printed; 1 no such plan; 2 wrong use, a file that cannot be written among it."""

    help = "Print a document as an HTML page that stands alone, or as a PDF (PDF/UA-1 and PDF/A-3a)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("document", choices=["plan"], help="what to print")
        parser.add_argument("--year", type=int, required=True, help="year of the plan, for example 2018")
        parser.add_argument("--format", choices=["html", "pdf"], required=True)
        parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="file to write")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of the words around the plan's own (default: %(default)s)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = Plan.objects.select_related("approval_act").filter(year=options["year"]).first()
        if plan is None:
            raise CommandError(_("There is no plan for the year %(year)d.") % {"year": options["year"]})
        document = build_plan_document(plan)
        language = options["language"]
        if options["format"] == "html":
            content = plan_html_file(document, language=language).encode()
        else:
            content = plan_pdf(document, language=language, created=timezone.now())
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            words = {"file": options["output"], "reason": error.strerror}
            raise CommandError(_("%(file)s cannot be written: %(reason)s") % words, returncode=2) from error
        self.stdout.write(_("Written: %(file)s") % {"file": options["output"]})
