"""The measures behind ``manage.py bench``, on an empty database that is theirs alone.

Times are medians. What is compared runs in turns, so that a slow moment of the machine falls on
both; the ratio is the median of the ratios of neighbouring runs.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from objectives.models import Plan
from reports import typefaces
from reports.benchmark.results import measure_results, measure_saving, report_everything
from reports.benchmark.tools import Report, opened, person, signed_in
from reports.plan.data import build_plan_document
from reports.plan.printing import PRINT_STYLESHEET, plan_html, plan_pdf, stylesheet
from reports.render import print_bare
from targets.models import ActualValue

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.core.management.base import OutputWrapper

    from reports.documents.plan import PlanDocument

SEED = Path(settings.BASE_DIR) / "fixtures" / "piano-performance-2018-2020.txt"
COPIES = 10
YEAR = 2018
_CODE = re.compile(r"(?<=^)\d+|(?<=^\t)\d+")
"""The number that a code begins with, in the first or the second column."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def measure(
    folder: Path,
    runs: int,
    out: OutputWrapper,
    *,
    sizes: Sequence[int] = (1, COPIES),
    with_report_pdf: bool = True,
) -> None:
    """Measure everything with ``folder`` for files, and write a line for each to ``out``.

    ``sizes`` are how many copies of the demonstration plan are measured, one after the other. The
    PDF of the report takes longer than all the rest together.
    """
    report = Report(out, runs)
    call_command("migrate", verbosity=0)
    client = signed_in(person("bench", Role.PLANNING_OFFICE))
    page = reverse("reports:plan", args=[YEAR])
    out.write(f"Medians of {runs} runs. Python {platform.python_version()}, {os.cpu_count()} processors.")
    for copies in sizes:
        file = SEED if copies == 1 else folder / "large.txt"
        if file is not SEED:
            file.write_text(many_copies(SEED.read_text(encoding="utf-8"), copies), encoding="utf-8")
        name = "demonstration plan" if copies == 1 else f"{copies} copies of the demonstration plan"
        _import(file, report)
        document = build_plan_document(_plan())
        rows = sum(1 for _row in document.rows())
        out.write(f"\n{name}: {rows} rows")
        report.line("import", report.median(partial(_import, file, report), before=_delete_plan))
        report.queries_and_time("page of the plan", partial(opened, client, page))
        report.queries_and_time("data of the document", lambda: build_plan_document(_plan()))
        if file is SEED:
            _compare_pdf(document, folder, report)
        measure_results(_plan(), rows, report, with_pdf=with_report_pdf)
        _delete_plan()


def measure_only_saving(runs: int, out: OutputWrapper) -> None:
    """Measure the saving of one value of the demonstration plan, on whatever store this is."""
    report = Report(out, runs)
    call_command("migrate", verbosity=0)
    _import(SEED, report)
    manager, period = report_everything(_plan())
    measure_saving(_plan(), manager, period, report)


def many_copies(text: str, copies: int) -> str:
    """Return the plan ``text`` with all its sections ``copies`` times, with titles and codes of their own."""
    mark = "**linea strategica"
    head, _mark, body = text.partition(mark)
    return head + "\n".join(_renamed(mark + body, copy) for copy in range(copies))


def _renamed(text: str, copy: int) -> str:
    lines = (f"{line[:-2]} ({copy})**" if line.startswith("**") else line for line in text.split("\n"))
    return "\n".join(_CODE.sub(lambda code: str(int(code[0]) + 100 * copy), line) for line in lines)


def _import(file: Path, report: Report) -> None:
    years = {"year": YEAR, "first_year": YEAR, "last_year": YEAR + 2}
    call_command("import_plan", str(file), **years, stdout=StringIO(), stderr=report.out)


def _delete_plan() -> None:
    ActualValue.objects.all().delete()  # they protect the indicators that they are of
    Plan.objects.all().delete()


def _plan() -> Plan:
    return Plan.objects.select_related("approval_act").get(year=YEAR)


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
    report.in_turns(ways)


def _print_in(browser: str, page: Path, printed: Path) -> None:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command = [browser, *options, f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own words
