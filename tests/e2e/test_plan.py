"""From the list of plans to the paper: what a director does before a meeting of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from tests import factories
from tests.e2e.conftest import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from objectives.models import Plan
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(seed: Plan, window: Callable[..., Visit]) -> Visit:
    """The first page, in English, of a director on a phone."""
    visit = window(user=factories.user("director", Role.DIRECTOR), size=PHONE)
    visit.open("/")
    visit.follow(visit.page.locator(".language-switch button[value=en]"))
    return visit


def test_a_director_finds_a_row_by_its_words(visit: Visit) -> None:
    visit.follow(visit.page.get_by_role("link", name="PROGRAMMAZIONE 2018"))
    visit.page.get_by_label("Search in the text").fill("certificazione vino")
    visit.follow(visit.page.get_by_role("button", name="Search"))
    expect(visit.page.get_by_role("status")).to_contain_text("of 103")
    expect(visit.page.get_by_role("main")).to_contain_text("≤ 18 gg certificazione vino")
    assert visit.width_needed() <= PHONE["width"]
    visit.follow(visit.page.get_by_role("link", name="Show everything"))
    expect(visit.page.get_by_role("status")).to_have_text("103 rows")


def test_a_director_downloads_the_plan_as_pdf(visit: Visit, tmp_path: Path) -> None:
    visit.follow(visit.page.get_by_role("link", name="PROGRAMMAZIONE 2018"))
    with visit.page.expect_download() as download:
        visit.page.get_by_role("link", name="Download the PDF").click()
    assert download.value.suggested_filename == "piano-performance-2018.pdf"
    file = tmp_path / "plan.pdf"
    download.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF-")
