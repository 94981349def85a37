"""Every page in a real browser, wide and narrow: no error on the console, no violation of the
Content-Security-Policy, nothing that does not load, no barrier that axe finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.apps import apps

from tests import factories
from tests.e2e.conftest import DESK, PHONE
from tests.site_map import addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from objectives.models import Plan
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser

NO_PAGES = {
    "accounts:sign_in",  # has journeys of its own, without being signed in
    "accounts:sign_out",  # a button
    "set_language",  # a button
    "healthz",  # a word for machines
    "reports:plan_pdf",  # a download
    "targets:plan_export",  # a download
    "targets:plan_import_preview",  # what one has uploaded: has a journey of its own
}
WIDE_AS_PAPER = {"reports:plan_print"}
"""Not for a phone: it shows the landscape page that is printed."""
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])


@SIZES
def test_every_page_of_the_site(size: ViewportSize, seed: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.administrator(), size=size)
    pages = [a for a in addresses() if not a.in_admin and a.name not in NO_PAGES]
    assert pages
    for address in pages:
        if size is PHONE and address.name in WIDE_AS_PAPER:
            continue
        visit.open(address.path(year=seed.year))
        assert visit.page.locator("h1").count() == 1, address.name
        assert visit.width_needed() <= size["width"], f"{address.name} is too wide"
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
