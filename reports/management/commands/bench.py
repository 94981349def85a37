"""``manage.py bench``: measure queries and times on a database made for it and thrown away."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from reports.benchmark import measure

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    """The measures run in a process of their own, which never opens the database of the site."""

    help = "Measure queries and times with the demonstration plan and with a plan of ten times its rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--runs", type=int, default=5, help="of each measure; the median counts")
        parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)

    def handle(self, *_args: Any, **options: Any) -> None:
        runs = options["runs"]
        if runs < 1:
            raise CommandError("--runs must be 1 or more.", returncode=2)
        if options["inside"] is not None:
            measure(options["inside"], runs, out=self.stdout)
            return
        with tempfile.TemporaryDirectory(prefix="perfplan-bench-") as folder:
            database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            command = [sys.executable, "-m", "django", "bench", "--runs", str(runs), "--inside", folder]
            environment = {**os.environ, "DATABASE_URL": database}
            finished = subprocess.run(command, env=environment, check=False)  # noqa: S603 - our own words
        if finished.returncode != 0:
            raise CommandError("The measures did not finish.")
