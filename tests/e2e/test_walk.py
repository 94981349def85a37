"""Every page in a real browser, wide and narrow: no error on the console, no violation of the
Content-Security-Policy, nothing that does not load, no barrier that axe finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.db.models import Q

from targets.access import area_of
from targets.models import ActualValue
from targets.results import load_indicators
from tests import factories
from tests.e2e.conftest import DESK, PHONE
from tests.factories_prints import asked_for
from tests.site_map import addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from objectives.models import Plan
    from targets.models import ReportingPeriod
    from tests.e2e.conftest import Visit

pytestmark = [pytest.mark.browser, pytest.mark.appearance]

BUTTONS_AND_FILES = {
    "accounts:send_again",  # only after a session has ended: has a journey of its own
    "accounts:sign_in",  # has journeys of its own, without being signed in
    "accounts:sign_out",
    "healthz",  # a word for machines
    "reports:area_sheet_pdf",
    "reports:plan_pdf",
    "reports:print",  # of a print: has a journey of its own
    "reports:report_data",
    "reports:report_pdf",
    "set_language",
    "targets:evidence",
    "targets:evidence_add",
    "targets:evidence_remove",
    "targets:period_close",
    "targets:period_open",
    "targets:plan_export",
    "targets:plan_import_preview",  # what one has uploaded: has a journey of its own
    "targets:review_validate",
    "targets:value_preview",
}
"""Addresses that are no pages."""
WIDE_AS_PAPER = {"reports:plan_print", "reports:report_print"}
"""The landscape page that is printed: not for a phone, and judged for barriers as the PDF it becomes."""
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
PAGES = [a for a in addresses() if not a.in_admin and a.name not in BUTTONS_AND_FILES]


def parts_of(period: ReportingPeriod) -> dict[str, object]:
    """Return the parts of an address that leads to a value with all there is: a note, a decision, a file."""
    value = ActualValue.objects.filter(period=period, evidence__isnull=False).latest("pk")
    measured = load_indicators(period.plan, period, where=Q(pk=value.indicator_id))
    area = area_of(measured[0])
    assert area is not None
    return {"year": period.plan.year, "period": period.pk, "indicator": value.indicator_id, "area": area.pk}


def test_every_page_of_the_site(demonstration: ReportingPeriod, window: Callable[..., Visit]) -> None:
    walker = factories.administrator()
    parts = parts_of(demonstration) | {"pk": asked_for(demonstration.plan, walker).pk}
    for size, language in ((DESK, "en"), (PHONE, "it")):
        visit = window(user=walker, size=size)
        visit.open("/account/")
        visit.follow(visit.page.locator(f".language-switch button[value={language}]"))
        walk(visit, size, language, parts)


def walk(visit: Visit, size: ViewportSize, language: str, parts: dict[str, object]) -> None:
    """Open every page once and hold it to what every page must keep."""
    seen = set()
    for address in PAGES:
        if size is PHONE and address.name in WIDE_AS_PAPER:
            continue
        visit.open(address.path(**parts))
        if visit.page.url in seen:
            continue  # an address that leads on to another one's page
        seen.add(visit.page.url)
        assert visit.page.locator("html").get_attribute("lang") == language
        assert visit.page.locator("h1").count() == 1, address.name
        assert visit.width_needed() <= size["width"], f"{address.name} is too wide"
        if address.name not in WIDE_AS_PAPER:
            assert visit.barriers() == "", address.name


@SIZES
def test_every_page_of_the_admin(size: ViewportSize, plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.administrator(), size=size)
    visit.open("/admin/")
    for address in addresses():
        if not (address.in_admin and address.name.endswith("_changelist")):
            continue
        path = address.path()
        visit.open(path)
        assert visit.page.locator("h1").count() == 1, address.name
        app, model = address.name.removeprefix("admin:").removesuffix("_changelist").split("_", 1)
        row = apps.get_model(app, model)._default_manager.first()
        if row is not None:
            visit.open(f"{path}{row.pk}/change/")
            assert visit.page.locator("h1").count() == 1, f"{address.name}: the row"
