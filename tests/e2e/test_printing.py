"""Waiting for a PDF: with and without JavaScript, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from reports.models import Print
from tests import factories
from tests.e2e.conftest import DESK, PHONE
from tests.factories_prints import asked_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from accounts.models import User
    from objectives.models import Plan
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def director(plan: Plan) -> User:
    return factories.user("director", Role.DIRECTOR)


@pytest.fixture
def half_printed(plan: Plan, director: User) -> Print:
    now = timezone.now()
    return asked_for(plan, director, state="printing", pages=7, started_at=now, seen_at=now)


def move(found: Print, **fields: object) -> None:
    """Do in the database what the worker does."""
    Print.objects.filter(pk=found.pk).update(seen_at=timezone.now(), **fields)


def have_ready(found: Print) -> None:
    file = default_storage.save("prints/ready", ContentFile(b"%PDF-1.7"))
    move(found, state="ready", pages=23, total_pages=23, file=file)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_page_follows_the_printing_and_goes_on_to_the_file(
    size: ViewportSize, half_printed: Print, director: User, window: Callable[..., Visit]
) -> None:
    visit = window(user=director, size=size)
    page = visit.page
    visit.open(f"/stampe/{half_printed.pk}/?scarica")
    parts = page.locator("#print")
    expect(parts).to_contain_text("7")
    status = page.get_by_role("status").element_handle()
    assert visit.width_needed() <= size["width"]
    assert visit.barriers() == ""
    move(half_printed, pages=12)
    expect(parts).to_contain_text("12")
    with page.expect_download() as download:
        have_ready(half_printed)
    assert download.value.suggested_filename == "piano-performance-2018.pdf"
    expect(parts.locator("a.btn")).to_have_attribute("href", "/piano/2018/pdf/")
    assert page.url.endswith(f"/stampe/{half_printed.pk}/"), "coming back sends nothing"
    assert status.is_visible(), "a screen reader still listens to it"
    assert visit.barriers() == ""


def test_without_javascript_the_page_loads_itself_again(
    half_printed: Print, director: User, window: Callable[..., Visit]
) -> None:
    visit = window(user=director, script=False)
    visit.open(f"/stampe/{half_printed.pk}/?scarica")
    with visit.page.expect_download() as download:
        have_ready(half_printed)
    assert download.value.suggested_filename == "piano-performance-2018.pdf"
    expect(visit.page.locator("#print a.btn")).to_be_visible()


def test_who_is_signed_out_while_waiting_is_led_to_sign_in(
    half_printed: Print, director: User, window: Callable[..., Visit]
) -> None:
    visit = window(user=director)
    visit.open(f"/stampe/{half_printed.pk}/?scarica")
    visit.page.context.clear_cookies()
    expect(visit.page.locator("input[type=password]")).to_be_visible(timeout=10_000)
