"""``manage.py export_plan``: write a plan to a file that can be imported back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from objectives.models import Plan
from targets.services.exporting import Format, export_plan
from targets.wording.files import file_error_reason

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = gettext_lazy(  # type: ignore[assignment] # argparse gets it as text, see below
        "Writes a plan as XLSX, CSV or JSON; importing it gives the same plan. Exit status: 0 done; "
        "1 there is no such plan; 2 wrong use, a file that cannot be written among it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.description = str(self.help)  # argparse takes no lazy text
        parser.add_argument("--year", type=int, required=True, help=_("the year of the plan"))
        parser.add_argument("--format", choices=[kind.value for kind in Format], required=True)
        parser.add_argument("--output", metavar="FILE", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        plan = Plan.objects.filter(year=options["year"]).first()
        if plan is None:
            raise CommandError(
                _("There is no plan of the year %(year)s.") % {"year": options["year"]}, returncode=1
            )
        content = export_plan(plan, Format(options["format"]))
        path: Path = options["output"]
        try:
            path.write_bytes(content)
        except OSError as error:
            text = _("%(file)s cannot be written: %(reason)s.") % {
                "file": path,
                "reason": file_error_reason(error),
            }
            raise CommandError(text, returncode=2) from error
        self.stdout.write(_("Written: %(file)s") % {"file": path})
