"""The measures behind ``manage.py bench``, on an empty database that is theirs alone.

Times are medians. What is compared runs in turns, so that a slow moment of the machine falls on
both; the ratio is the median of the ratios of neighbouring runs.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import statistics
import subprocess
import time
from dataclasses import dataclass
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import User
from accounts.roles import Role
from objectives.models import Plan
from reports import typefaces
from reports.data import build_plan_document
from reports.printing import PRINT_STYLESHEET, plan_html, plan_pdf, stylesheet
from reports.render import print_bare

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.management.base import OutputWrapper

    from reports.document import PlanDocument

SEED = Path(settings.BASE_DIR) / "fixtures" / "piano-performance-2018-2020.txt"
COPIES = 10
YEAR = 2018
_CODE = re.compile(r"(?<=^)\d+|(?<=^\t)\d+")
"""The number that a code begins with, in the first or the second column."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(slots=True)
class QueryCounter:
    """Counts the queries that pass through it."""

    queries: int = 0

    def __call__(self, execute: Callable[..., object], *query: object) -> object:
        self.queries += 1
        return execute(*query)


@dataclass(slots=True)
class Report:
    """Where the results go, and how often each measure runs."""

    out: OutputWrapper
    runs: int

    def line(self, what: str, seconds: float, note: str = "") -> None:
        self.out.write(f"  {what:<44} {seconds:8.3f} s   {note}".rstrip())
        self.out.flush()

    def queries_and_time(self, what: str, action: Callable[[], object]) -> None:
        counter = QueryCounter()
        with connection.execute_wrapper(counter):  # also the run that fills the caches
            action()
        self.line(what, self.median(action), f"{counter.queries} queries")

    def median(self, action: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
        times = []
        for _run in range(self.runs):
            before()
            times.append(timed(action))
        return statistics.median(times)


def measure(folder: Path, runs: int, out: OutputWrapper) -> None:
    """Measure everything with ``folder`` for files, and write a line for each to ``out``."""
    report = Report(out, runs)
    call_command("migrate", verbosity=0)
    client = _signed_in_office_worker()
    large = folder / "large.txt"
    large.write_text(many_copies(SEED.read_text(encoding="utf-8"), COPIES), encoding="utf-8")
    out.write(f"Medians of {runs} runs. Python {platform.python_version()}, {os.cpu_count()} processors.")
    for name, file in (("demonstration plan", SEED), (f"{COPIES} copies of the demonstration plan", large)):
        _import(file, report)
        document = build_plan_document(_plan())
        out.write(f"\n{name}: {sum(1 for _row in document.rows())} rows")
        report.line("import", report.median(partial(_import, file, report), before=_delete_plan))
        report.queries_and_time("page of the plan", lambda: _page(client))
        report.queries_and_time("data of the document", lambda: build_plan_document(_plan()))
        if file is SEED:
            _compare_pdf(document, folder, report)
        _delete_plan()


def timed(action: Callable[[], object]) -> float:
    """Return how long ``action`` takes, in seconds."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def many_copies(text: str, copies: int) -> str:
    """Return the plan ``text`` with all its sections ``copies`` times, with titles and codes of their own."""
    mark = "**linea strategica"
    head, _mark, body = text.partition(mark)
    return head + "\n".join(_renamed(mark + body, copy) for copy in range(copies))


def _renamed(text: str, copy: int) -> str:
    lines = (f"{line[:-2]} ({copy})**" if line.startswith("**") else line for line in text.split("\n"))
    return "\n".join(_CODE.sub(lambda code: str(int(code[0]) + 100 * copy), line) for line in lines)


def _signed_in_office_worker() -> Client:
    services.sync_roles()
    person = User.objects.create_user("bench", is_staff=True)
    services.assign_roles(person, [Role.PLANNING_OFFICE])
    client = Client(SERVER_NAME="localhost")
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _import(file: Path, report: Report) -> None:
    years = {"year": YEAR, "first_year": YEAR, "last_year": YEAR + 2}
    call_command("import_plan", str(file), **years, stdout=StringIO(), stderr=report.out)


def _delete_plan() -> None:
    Plan.objects.all().delete()


def _plan() -> Plan:
    return Plan.objects.select_related("approval_act").get(year=YEAR)


def _page(client: Client) -> None:
    response = client.get(reverse("reports:plan", args=[YEAR]), secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"the page of the plan answers {response.status_code}")


def _compare_pdf(document: PlanDocument, folder: Path, report: Report) -> None:
    """Time the PDF beside bare WeasyPrint and a browser, each printing the same HTML."""
    style = typefaces.embedded_css() + stylesheet(PRINT_STYLESHEET)
    html = plan_html(document, language="it", style=style)
    page, printed = folder / "plan.html", folder / "plan.pdf"
    page.write_text(html, encoding="utf-8")
    now = timezone.now()
    ways: dict[str, Callable[[], object]] = {
        "PDF (tagged, PDF/UA-1 and PDF/A-3a)": lambda: plan_pdf(document, language="it", created=now),
        "PDF by bare WeasyPrint": lambda: print_bare(html),
    }
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser:
        ways["PDF by headless Chromium, its start included"] = lambda: _print_in(browser, page, printed)
    else:
        report.out.write("  PDF by headless Chromium: not measured, there is none on this machine")
    for print_it in ways.values():
        print_it()
    turns = [{name: timed(print_it) for name, print_it in ways.items()} for _run in range(report.runs)]
    ours = next(iter(ways))
    for name in ways:
        ratio = statistics.median(turn[ours] / turn[name] for turn in turns)
        note = "" if name == ours else f"ours takes {ratio:.2f} times as long"
        report.line(name, statistics.median(turn[name] for turn in turns), note)


def _print_in(browser: str, page: Path, printed: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [browser, *options, f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own words
