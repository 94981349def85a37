"""A planning officer brings in last year's table: upload, look, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from objectives.models import Plan
from targets.management.commands.demo import PLAN_FILE
from tests import factories
from tests.e2e.conftest import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def officer_at(window: Callable[..., Visit]) -> Callable[[ViewportSize], Visit]:
    """Open the first page, in English, of a planning officer."""

    def open_first_page(size: ViewportSize) -> Visit:
        factories.organization()
        visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=size)
        visit.open("/")
        visit.page.locator(".language-switch button[value=en]").click()
        return visit

    return open_first_page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_an_officer_imports_the_plan_and_sees_it(
    size: ViewportSize, officer_at: Callable[[ViewportSize], Visit]
) -> None:
    visit = officer_at(size)
    visit.open("/importa/")
    visit.page.get_by_label("File").set_input_files(PLAN_FILE)
    visit.page.get_by_label("Plan year").fill("2018")
    visit.page.get_by_role("button", name="Look at it first").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    assert not Plan.objects.exists()
    assert visit.width_needed() <= size["width"]
    assert visit.barriers() == ""
    visit.page.get_by_role("button", name="Import", exact=True).click()
    expect(visit.page.get_by_role("status").first).to_contain_text("103 rows")
    assert Plan.objects.get().lines.count() == 15


def test_a_file_that_is_no_table_is_refused_beside_its_field(
    officer_at: Callable[[ViewportSize], Visit],
) -> None:
    visit = officer_at(DESK)
    visit.page.get_by_role("link", name="Import", exact=True).click()
    visit.page.get_by_label("File").set_input_files(
        {"name": "plan.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    )
    visit.page.get_by_label("Plan year").fill("2018")
    visit.page.get_by_role("button", name="Look at it first").click()
    expect(visit.page.locator("#id_file")).to_have_attribute("aria-invalid", "true")
    expect(visit.page.locator(".errorlist")).to_be_visible()
    assert visit.barriers() == ""
