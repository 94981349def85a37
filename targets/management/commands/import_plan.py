"""``manage.py import_plan``: bring a plan table into the database."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from targets.files.errors import SourceError
from targets.files.grid import MAX_BYTES
from targets.imports.page import absent_in_words, build_import_page
from targets.imports.wording import ACTIONS, REFUSALS, source_error_message
from targets.services.importing import ImportRefusedError, import_plan, preview_import
from targets.services.importing.outcome import Action
from targets.services.importing.source import checked_against, plan_years, read_plan
from targets.wording.files import file_error_reason

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from targets.domain.table.plan_table import PlanTable
    from targets.imports.shown import ImportPage
    from targets.services.importing.outcome import ImportOutcome


def plan_year(text: str) -> int:
    """Read a year from the command line; argparse says the rest where it is none a plan can have."""
    if not (text.isascii() and text.isdecimal() and 1900 <= int(text[:5]) <= 2100):
        raise ArgumentTypeError(_("“%(text)s” is not a year between 1900 and 2100.") % {"text": text})
    return int(text)


class Command(BaseCommand):
    help = gettext_lazy(  # type: ignore[assignment] # argparse gets it as text, see below
        "Imports a plan from XLSX, CSV, tab-separated text, HTML or exported JSON: all of it or nothing. "
        "Run again with the same file, it changes nothing. Exit status: 0 done; 1 the file has errors or "
        "the plan is approved, nothing was changed; 2 wrong use."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.description = str(self.help)  # argparse takes no lazy text
        period = _("of the period; else as the title says")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--year", type=plan_year, required=True, help=_("the year of the plan"))
        parser.add_argument("--first-year", type=plan_year, help=period)
        parser.add_argument("--last-year", type=plan_year, help=period)
        parser.add_argument(
            "--dry-run", action="store_true", help=_("say what would happen and change nothing")
        )
        parser.add_argument(
            "--remove-absent", action="store_true", help=_("delete from the plan what is not in the file")
        )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        table = self._read(options["file"], options["year"])
        years = plan_years(table, options["year"], options["first_year"], options["last_year"])
        table = checked_against(table, years)
        write = preview_import if options["dry_run"] else import_plan
        try:
            outcome = write(table, years, user=None, remove_absent=options["remove_absent"])
        except ImportRefusedError as error:
            self._list(build_import_page(table, years, None, only_doubtful=True, refused=error))
            raise CommandError(str(REFUSALS[error.reason]), returncode=1) from error
        self._list(build_import_page(table, years, outcome, only_doubtful=True))
        self._sum_up(table, outcome, is_removed=options["remove_absent"])
        if options["dry_run"]:
            self.stdout.write(_("Nothing was changed: this was a trial run."))

    def _read(self, path: Path, year: int) -> PlanTable:
        try:
            # Not by the size that the file system tells: a device or a pipe has none.
            with path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            text = _("%(file)s cannot be opened: %(reason)s.") % {
                "file": path,
                "reason": file_error_reason(error),
            }
            raise CommandError(text, returncode=2) from error
        if len(data) > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise CommandError(
                _("%(file)s is larger than %(limit)s MB.") % {"file": path, "limit": limit}, returncode=1
            )
        try:
            return read_plan(data, path.name, year=year)
        except SourceError as error:
            text = _("%(file)s cannot be read. %(reason)s") % {
                "file": path,
                "reason": source_error_message(error),
            }
            raise CommandError(text, returncode=1) from error

    def _list(self, page: ImportPage) -> None:
        """Write what to look at: errors to the error stream, doubts to the output."""
        for message in page.errors:
            self.stderr.write(_("Error: %(text)s") % {"text": message})
        for message in page.notes:
            self.stdout.write(message)
        if page.emptied:
            self.stdout.write(page.emptied)
        for section in page.sections:
            for shown in section.rows:
                where = _("Line %(line)s") % {"line": shown.row.line_no}
                where = f"{where} {shown.row.code}".strip()
                for message in shown.errors:
                    self.stderr.write(_("Error: %(text)s") % {"text": f"{where}: {message}"})
                for message in filter(None, (shown.emptied, shown.lost, *shown.doubts)):
                    self.stdout.write(f"{where}: {message}")

    def _sum_up(self, table: PlanTable, outcome: ImportOutcome, *, is_removed: bool) -> None:
        counts = ", ".join(f"{ACTIONS[action]}: {outcome.count(action)}" for action in Action)
        rows = sum(1 for _row in table.rows())
        self.stdout.write(
            ngettext("%(count)s row (%(counts)s).", "%(count)s rows (%(counts)s).", rows)
            % {"count": rows, "counts": counts}
        )
        label = _("Deleted: %(text)s") if is_removed else _("In the plan, not in the file: %(text)s")
        for text in absent_in_words(outcome):
            self.stdout.write(label % {"text": text})
