"""Saying why a stored value changes, in a real browser: offered when it changes, kept, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from objectives.models import Area
from targets.models import ActualValue
from targets.services.reporting import save_value
from tests import factories, factories_values
from tests.e2e.conftest import DESK, PHONE
from tests.entry.conftest import entry_plan
from tests.entry.entering import NOW, entered, indicator, numbers_of
from tests.entry.posting import area_path, box, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize
    from pytest_django.live_server_helper import LiveServer

    from accounts.models import User
    from targets.models import ReportingPeriod
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
WHY = "Ricontati i procedimenti"


@pytest.fixture
def period(live_server: LiveServer) -> ReportingPeriod:
    factories.organization()
    return factories_values.period(entry_plan())


@pytest.fixture
def owner(period: ReportingPeriod) -> User:
    """Has entered 400 of 490 for the first indicator."""
    person = factories.user("owner", Role.AREA_MANAGER)
    Area.objects.get().managers.add(person)
    save_value(indicator(), period, entered(a=400, b=490), version=None, user=person, now=NOW)
    return person


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_place_for_the_reason_opens_as_a_stored_value_changes(
    size: ViewportSize, period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = window(user=owner, size=size), indicator()
    visit.open(area_path(period))
    block = visit.page.locator(f"#v{mine.pk}")
    why = block.locator("[data-why]")
    expect(why).not_to_have_attribute("open", "")
    expect(visit.page.locator("[data-why]")).to_have_count(1)  # the others are entered for the first time
    block.locator(f"[name='{box(mine)}']").fill("412")
    expect(why).to_have_attribute("open", "")
    why.locator("textarea").fill(WHY)
    expect(block.locator(".is-stale")).to_have_count(0)
    assert visit.barriers() == ""
    assert visit.width_needed() <= size["width"]
    visit.open(area_path(period))  # gone without saving
    visit.page.locator(".values-offer button").first.click()
    expect(why.locator("textarea")).to_have_value(WHY)
    expect(why).to_have_attribute("open", "")
    why.locator("textarea").focus()
    with visit.to_another_page():
        visit.page.keyboard.press("Control+Enter")
    assert numbers_of(ActualValue.objects.get())["a"] == 412
    visit.open(value_path(period, mine, "storia/"))
    expect(visit.page.locator(".review-history")).to_contain_text(WHY)


def test_without_script_and_by_keyboard_alone_a_reason_is_given(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = window(user=owner, script=False), indicator()
    visit.open(area_path(period))
    block = visit.page.locator(f"#v{mine.pk}")
    block.locator(f"[name='{box(mine)}']").fill("412")
    block.locator("[data-why] summary").focus()
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.type(WHY)
    with visit.to_another_page():
        block.locator("[data-save]").press("Enter")
    kept = ActualValue.objects.get().history.values_list("history_change_reason", flat=True)
    assert WHY in kept
