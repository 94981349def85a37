"""``manage.py explain``: what the program reads in a formula and a target, as JSON."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _

from targets.domain.reading.as_json import row_as_json
from targets.domain.reading.row import read_row
from targets.wording.readings import doubt_message

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator
    from typing import TextIO

COLUMNS = ("formula", "target")

TEXTS = ("--formula", "--target", "--title")


class Command(BaseCommand):
    help = "Prints as JSON what the program understands of a formula and a target, and what it doubts."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--formula", metavar="TEXT", help="the formula as the plan writes it")
        parser.add_argument("--target", metavar="TEXT", help="the target value as the plan writes it")
        parser.add_argument("--title", metavar="TEXT", default="", help="the title: it may name the deadline")
        parser.add_argument(
            "--year", metavar="YEAR", type=int, help="the year of the plan, for dates without one"
        )
        parser.add_argument(
            "--stdin",
            action="store_true",
            help="read tab-separated rows with a header (formula, target, title); one JSON object a line",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default="it",
            help="of the messages and of errors",
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """Take ``--target -3%`` for what it is: to the parser of arguments it is an option of its own."""
        super().run_from_argv(list(_joined(argv)))

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Speak one language, errors too; stop quietly where nobody reads on (``explain … | head``)."""
        with translation.override(options["language"]):
            try:
                self._explain(options)
                self.stdout.flush()
            except BrokenPipeError:
                # What is left in the buffer must not be tried again when the program ends.
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _explain(self, options: dict[str, Any]) -> None:
        one = options["formula"] is not None or options["target"] is not None
        if one == options["stdin"]:
            raise CommandError(_("Give either --formula and --target, or --stdin."), returncode=2)
        if one and (options["formula"] is None or options["target"] is None):
            raise CommandError(_("--formula and --target belong together."), returncode=2)
        if options["year"] is not None and not 1900 <= options["year"] <= 2999:
            raise CommandError(_("The year must be between 1900 and 2999."), returncode=2)
        if one:
            reading = explain(options["formula"], options["target"], options["title"], options["year"])
            self._print(reading, indent=2)
            return
        for row in rows(sys.stdin):
            self._print(explain(row["formula"], row["target"], row.get("title") or "", options["year"]))

    def _print(self, reading: dict[str, Any], indent: int | None = None) -> None:
        """Print as readable text; with escapes where the output cannot hold it (no UTF-8, half a letter)."""
        text = json.dumps(reading, ensure_ascii=False, indent=indent)
        try:
            text.encode(getattr(self.stdout, "encoding", None) or "utf-8")
        except UnicodeEncodeError:
            text = json.dumps(reading, indent=indent)
        self.stdout.write(text)


def _joined(argv: list[str]) -> Iterator[str]:
    """Tie each text that begins with a minus to its option (``--target=-3%``)."""
    rest = iter(argv)
    for each in rest:
        text = next(rest, None) if each in TEXTS else None
        if text is None:
            yield each
        elif text.startswith("-") and not text.startswith("--"):
            yield f"{each}={text}"
        else:
            yield from (each, text)


def explain(formula: str, target: str, title: str, year: int | None) -> dict[str, Any]:
    """Read one row and give it as plain data, with the messages in the active language."""
    return row_as_json(read_row(formula, target, title, year), doubt_message)


def rows(stream: TextIO | None) -> Iterator[dict[str, str]]:
    """Read tab-separated rows; raise CommandError (status 1) where the table has errors.

    Without any input (a closed stream) the command was used wrongly: status 2.
    """
    if stream is None:
        raise CommandError(_("There is no input to read: give a table."), returncode=2)
    lines = _lines(stream)
    header = [name.strip().lower() for name in next(lines, "").split("\t")]
    missing = [name for name in COLUMNS if name not in header]
    if missing:
        raise CommandError(
            _("The first line must name the columns; missing: %(names)s.") % {"names": ", ".join(missing)},
            returncode=1,
        )
    for line in lines:
        if line:
            cells = [_cell(cell) for cell in line.split("\t")]
            yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))


def _lines(stream: TextIO) -> Iterator[str]:
    """Give the lines; some systems hand on bytes that are no text as half letters, which encoding shows."""
    try:
        for line in stream:
            line.encode()
            yield line.removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeError as error:
        raise CommandError(_("The input is not UTF-8 text."), returncode=1) from error


def _cell(text: str) -> str:
    """Take off what a spreadsheet's export adds to a cell: outer quotes with inner ones doubled, ``\\n``."""
    inner = text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == '"' and '"' not in inner.replace('""', ""):
        text = inner.replace('""', '"')
    return text.replace("\\n", "\n")
