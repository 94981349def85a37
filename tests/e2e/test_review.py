"""The planning office's journey in a real browser: look, validate, return, set by hand, remind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail

from accounts.roles import Role
from targets.models import ActualValue, Indicator
from tests import factories, factories_site, factories_values
from tests.e2e.conftest import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize
    from pytest_django.live_server_helper import LiveServer

    from tests.e2e.conftest import Visit
    from tests.factories_site import Site

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    """The example of the addresses, with two values that wait."""
    made = factories_site.site()
    made.owner.email = "owner@example.org"
    made.owner.save()
    indicators = Indicator.objects.of_plan(made.plan)
    yes_no = indicators.get(measure__operational_objective__isnull=False)
    days = indicators.get(measure__target__area=made.area)
    factories_values.actual_value(yes_no, made.period, done=True, entered_by=made.owner)
    factories_values.actual_value(days, made.period, {"a": 7}, entered_by=made.owner, deviation="Ferie")
    return made


def look(visit: Visit, size: ViewportSize) -> None:
    """See to it that the page fits the window and bars nobody."""
    assert visit.width_needed() <= size["width"], visit.page.url
    assert visit.barriers() == "", visit.page.url


@SIZES
def test_the_office_reviews_the_values_of_an_area(
    size: ViewportSize, site: Site, window: Callable[..., Visit]
) -> None:
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=size)
    page = visit.page
    visit.open("/verifica/")
    look(visit, size)
    visit.follow(page.locator("main a").first)
    look(visit, size)

    visit.follow(page.locator("tr", has_text="Ferie").locator("th a"))
    look(visit, size)
    page.locator("summary").first.click()
    page.locator("textarea:visible").fill("Manca il verbale")
    visit.follow(page.locator("button[value=return]:visible"))
    assert ActualValue.objects.filter(state="returned").count() == 2

    visit.open(f"/verifica/{site.period.pk}/")
    visit.follow(page.locator(f"button[name=area][value='{site.area.pk}']"))
    look(visit, size)
    visit.follow(page.locator("main form button[type=submit]"))
    assert ActualValue.objects.filter(state="validated").count() == 1
    look(visit, size)

    visit.open(f"/valori/{site.period.pk}/{site.indicator.pk}/storia/")
    look(visit, size)


@SIZES
def test_the_office_sees_the_reminders_before_they_are_sent(
    size: ViewportSize, site: Site, window: Callable[..., Visit]
) -> None:
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=size)
    visit.open(f"/verifica/{site.period.pk}/solleciti/")
    assert "owner@example.org" in visit.page.locator("main").inner_text()
    look(visit, size)
    assert mail.outbox == []
    visit.follow(visit.page.locator("main form button[type=submit]"))
    assert [message.to for message in mail.outbox] == [["owner@example.org"]]
