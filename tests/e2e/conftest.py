"""A real browser on a running site; every page it opens is watched."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client
from playwright.sync_api import sync_playwright

from accounts.roles import Role
from targets.services.demonstration import VALUES_FILE, invent_values
from tests import factories
from tests.machine import chromium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from playwright.sync_api import (
        Browser,
        ConsoleMessage,
        Locator,
        Page,
        Request,
        Response,
        ViewportSize,
    )
    from pytest_django.live_server_helper import LiveServer

    from accounts.models import User
    from objectives.models import Plan
    from targets.models import ReportingPeriod

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
WCAG_2_1_AA = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    # What passes is not described: on a page of thousands of elements that takes most of the time.
    "resultTypes": ["violations"],
}

SLOW_NETWORK = {"offline": False, "latency": 250, "downloadThroughput": 300_000, "uploadThroughput": 300_000}
"""Milliseconds and bytes a second: as on a phone among hills."""

# Playwright's synchronous interface runs a loop in this thread, which Django takes for a request
# served asynchronously and refuses the database. Nothing here is asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session", autouse=True)
def _one_request_at_a_time() -> Iterator[None]:
    """Let the live server answer one request after the other.

    On SQLite all its threads share one connection to a database in memory, where two at once are
    "locked" without waiting. A database in a file, which the site has, waits.
    """
    turn = threading.Lock()
    answer = WSGIHandler.get_response

    def in_turn(handler: WSGIHandler, request: HttpRequest) -> HttpResponseBase:
        with turn:
            return answer(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", in_turn)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    assert program is not None, "tests.machine leaves these tests out where there is no Chromium"
    with sync_playwright() as playwright:
        # Chromium's sandbox does not work as root in a container; the pages are our own.
        running = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield running
        running.close()


@dataclass
class Visit:
    """One window of the browser. What goes wrong in it is kept until the test looks."""

    page: Page
    site: str
    judges_barriers: bool = True
    """Not where the same journey has just been judged on another database: no barrier comes from one."""
    troubles: list[str] = field(default_factory=list)
    expected_status: int | None = None
    """The status of an error page that the test opens on purpose."""

    def __post_init__(self) -> None:
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("requestfailed", self._on_failure)
        self.page.on("response", self._on_response)

    def _on_console(self, message: ConsoleMessage) -> None:
        about_expected_status = self.expected_status and f"status of {self.expected_status}" in message.text
        # A violation of the Content-Security-Policy is an error on the console.
        if message.type in {"error", "warning"} and not about_expected_status:
            self.troubles.append(f"console, {self.page.url}: {message.text[:300]}")

    def _on_failure(self, request: Request) -> None:
        # Leaving a page ends what it was still loading; a download is no page.
        if request.failure != "net::ERR_ABORTED":
            self.troubles.append(f"not loaded: {request.url} ({request.failure})")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status != self.expected_status:
            self.troubles.append(f"{response.status}: {response.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.site + path, wait_until="load")

    @contextmanager
    def to_another_page(self) -> Iterator[None]:
        """Do what leads to another page, and wait until that page is whole.

        A click returns before the next page is there, often before the browser has left the old
        one: who looks then sees the old page, or half of the new one.
        """
        with self.page.expect_event("load"):
            yield

    def follow(self, what: Locator) -> None:
        """Click on a link or a button that leads to another page; return when that page is whole."""
        with self.to_another_page():
            what.click()

    def width_needed(self) -> int:
        """Return how wide the page is, in pixels: more than the window means scrolling sideways."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def barriers(self) -> str:
        """Return what axe finds against WCAG 2.1 AA, empty if nothing."""
        if not self.judges_barriers:
            return ""
        before = list(self.troubles)
        found = Axe().run(self.page, options=WCAG_2_1_AA)
        # Axe sets styles on elements while it measures, which the policy of the page refuses.
        self.troubles[:] = before
        return found.generate_report() if found.violations_count else ""


@pytest.fixture
def window(
    browser: Browser, live_server: LiveServer, pytestconfig: pytest.Config
) -> Iterator[Callable[..., Visit]]:
    """Open a window: ``window(user=…, size=…, script=…)``. The test fails on any trouble in any of them."""
    visits = []

    def open_window(*, user: User | None = None, size: ViewportSize = DESK, script: bool = True) -> Visit:
        context = browser.new_context(viewport=size, locale="it-IT", java_script_enabled=script)
        if user is not None:
            client = Client()
            client.force_login(user, backend="accounts.backends.RoleBackend")
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        only_database = pytestconfig.getoption("--only-database")
        visit = Visit(context.new_page(), live_server.url, judges_barriers=not only_database)
        if pytestconfig.getoption("--slow-network"):
            tools = context.new_cdp_session(visit.page)
            tools.send("Network.emulateNetworkConditions", SLOW_NETWORK)
        visits.append(visit)
        return visit

    yield open_window
    for visit in visits:
        visit.page.context.close()
    assert [trouble for visit in visits for trouble in visit.troubles] == []


@pytest.fixture
def plan(live_server: LiveServer) -> Plan:
    """A plan with one row of each kind."""
    factories.organization()
    return factories.small_plan()


@pytest.fixture
def seed(live_server: LiveServer) -> Plan:
    """The demonstration plan: as long as real plans are."""
    factories.organization()
    return factories.seed_plan()


@pytest.fixture
def demonstration(seed: Plan) -> ReportingPeriod:
    """The year's end of the demonstration plan, with invented values of every kind and state."""
    invent_values(seed, VALUES_FILE, office=factories.user("office", Role.PLANNING_OFFICE))
    return seed.periods.get(ends_on__month=12)
