"""What the machine lacks for some of the tests, and how the run says so.

Tests marked ``browser`` need Chromium, tests marked ``verapdf`` need Java and JAXB. On a
developer's machine without them they are left out, and the last lines of the run name them with
the command that brings them. In CI (``CI=true``) nothing may be left out: the run stops at once.

With ``--only-database`` a run leaves out what opens no database: such a test says the same on
every database, and ``make test`` has just run it on SQLite.

Loaded by ``-p tests.machine`` in ``pyproject.toml``.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.reports import verapdf

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_BROWSERS = Path.home() / ".cache" / "ms-playwright"
"""Where ``playwright install`` puts its own: for Ubuntu, whose Chromium is a snap."""

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "django_db_setup"})


def chromium() -> Path | None:
    """Return the Chromium of this machine, None if it has none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    return max(PLAYWRIGHT_BROWSERS.glob("chromium-*/chrome-linux*/chrome"), default=None)


def lacking() -> dict[str, str]:
    """Return marker → the Debian packages without which tests with it cannot run."""
    lacks = {}
    if chromium() is None:
        lacks["browser"] = "chromium"
    packages = verapdf.missing_packages()
    if packages:
        lacks["verapdf"] = " ".join(packages)
    return lacks


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"true", "1"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="Run the tests that open the database.")
    parser.addoption(
        "--slow-network", action="store_true", help="Let pages arrive slowly: finds who looks too early."
    )


def opens_database(item: pytest.Item) -> bool:
    """Whether a test says something about the database; pytest-django refuses it to all without these.

    How pages and documents look is no matter of the database, though they fetch what they show from there.
    """
    if item.get_closest_marker("appearance") is not None:
        return False
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Stop where something would be left out that may not be."""
    if in_ci() and (lacks := lacking()):
        wanted = " ".join(lacks.values())
        pytest.exit(f"CI leaves nothing out, and this machine lacks: apt-get install {wanted}", returncode=1)


def is_slow_to_trace(item: pytest.Item) -> bool:
    """Whether a test repeats the same code very often: a law with thousands of examples, a browser."""
    law = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return law or item.get_closest_marker("browser") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot run here; measure coverage by the plain tests alone, tracing costs threefold."""
    for item in items:
        if is_slow_to_trace(item):
            item.add_marker("no_cover")
    lacks = lacking()
    only_database = config.getoption("--only-database")
    left_out = {
        item
        for item in items
        if any(item.get_closest_marker(marker) for marker in lacks)
        or (only_database and not opens_database(item))
    }
    if left_out:
        config.hook.pytest_deselected(items=list(left_out))
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Name what was left out."""
    if terminalreporter.config.getoption("--only-database"):
        terminalreporter.write_line("Only the tests that open the database; the others need none of it.")
    for marker, packages in lacking().items():
        terminalreporter.write_line(
            f"NOT RUN: the tests marked «{marker}». They need: apt-get install {packages}",
            yellow=True,
            bold=True,
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close with one plain line: how many tests passed and failed."""
    reporter: TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or hasattr(config, "workerinput"):
        return
    passed = len(reporter.stats.get("passed", []))
    failed = len(reporter.stats.get("failed", [])) + len(reporter.stats.get("error", []))
    reporter.write_line(f"{passed} passed, {failed} failed")
