"""What people do first: sign in, read in their language, open the menu, sign out."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts import password_reset
from accounts.roles import Role
from tests import factories
from tests.e2e.conftest import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from objectives.models import Plan
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser


def sign_in(visit: Visit, username: str, password: str = factories.PASSWORD) -> None:
    visit.page.locator("#id_username").fill(username)
    visit.page.locator("#id_password").fill(password)
    visit.follow(visit.page.locator("main button[type=submit]"))


@pytest.mark.appearance
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_sign_in_page_has_no_barrier(
    size: ViewportSize, plan: Plan, window: Callable[..., Visit]
) -> None:
    visit = window(size=size)
    visit.open("/accesso/")
    assert visit.barriers() == ""
    assert visit.width_needed() <= size["width"]
    sign_in(visit, "nobody")
    expect(visit.page.locator(".errorlist")).to_be_visible()
    assert visit.barriers() == ""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_whoever_forgot_the_password_chooses_a_new_one(
    size: ViewportSize, plan: Plan, window: Callable[..., Visit]
) -> None:
    factories.user("parodi", Role.DIRECTOR, email="parodi@example.org")
    visit = window(size=size)
    visit.open("/accesso/")
    visit.follow(visit.page.locator("main a[href='/password/dimenticata/']"))
    assert visit.barriers() == ""
    visit.page.locator("#id_email").fill("parodi@example.org")
    visit.follow(visit.page.locator("main button[type=submit]"))
    expect(visit.page.locator("#id_email")).to_have_count(0)
    assert visit.barriers() == ""
    visit.page.goto(link_in_the_mail())
    assert visit.barriers() == ""
    assert visit.width_needed() <= size["width"]
    for field in ("#id_new_password1", "#id_new_password2"):
        visit.page.locator(field).fill("another-one-for-tests-2019")
    visit.follow(visit.page.locator("main button[type=submit]"))
    visit.follow(visit.page.locator("main a[href='/accesso/']"))
    sign_in(visit, "parodi", "another-one-for-tests-2019")
    expect(visit.page.locator(".account-name")).to_be_visible()


def link_in_the_mail() -> str:
    """Wait for the message, which leaves in a thread of its own."""
    for thread in threading.enumerate():
        if thread.name == password_reset.THREAD:
            thread.join()
    return str(re.findall(r"http\S+", str(mail.outbox[-1].body))[0])


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_person_signs_in_switches_the_language_and_signs_out(
    script: bool, plan: Plan, window: Callable[..., Visit]
) -> None:
    factories.user("director", Role.DIRECTOR)
    visit = window(size=PHONE, script=script)
    visit.open("/password/")
    sign_in(visit, "director")
    expect(visit.page.locator("#id_old_password")).to_be_visible()
    html = visit.page.locator("html")
    expect(html).to_have_attribute("lang", "it")
    visit.follow(visit.page.locator(".language-switch button[value=en]"))
    expect(html).to_have_attribute("lang", "en")
    expect(visit.page.locator("#id_old_password")).to_be_visible()
    visit.follow(visit.page.get_by_role("button", name="Sign out"))
    expect(visit.page.locator("#id_username")).to_be_visible()
    visit.page.go_back()  # the next person at this computer
    expect(visit.page.locator("#id_old_password")).to_have_count(0)
    expect(visit.page.locator("#id_username")).to_be_visible()


@pytest.mark.appearance
def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=PHONE)
    visit.open("/password/")
    entry = visit.page.locator("#main-menu a[href='/admin/']")
    expect(entry).to_be_hidden()
    visit.page.locator(".custom-navbar-toggler").press("Enter")
    expect(entry).to_be_visible()
    expect(visit.page.locator(".close-menu")).to_be_focused()  # it has come to rest
    assert visit.barriers() == ""
    visit.page.keyboard.press("Escape")
    expect(entry).to_be_hidden()


@pytest.mark.appearance
def test_without_script_the_menu_of_a_phone_is_there(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=PHONE, script=False)
    visit.open("/password/")
    expect(visit.page.locator("#main-menu a[href='/admin/']")).to_be_visible()
    expect(visit.page.locator(".custom-navbar-toggler")).to_be_hidden()


@pytest.mark.appearance
def test_the_first_tab_stop_leads_to_the_content(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("director", Role.DIRECTOR))
    visit.expected_status = 404  # a page whose first field does not take the focus
    visit.open("/no-such-page/")
    visit.page.keyboard.press("Tab")
    skip = visit.page.locator(".skiplinks a")
    expect(skip).to_be_focused()
    expect(skip).to_be_visible()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("main")).to_be_focused()


@pytest.mark.appearance
def test_an_error_page_has_the_frame(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("director", Role.DIRECTOR))
    visit.expected_status = 404
    visit.open("/no-such-page/")
    expect(visit.page.locator("h1")).to_be_visible()
    assert visit.barriers() == ""


@pytest.mark.appearance
def test_the_frame_is_not_printed(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("director", Role.DIRECTOR))
    visit.open("/password/")
    visit.page.emulate_media(media="print")
    expect(visit.page.locator("header.it-header-wrapper")).to_be_hidden()
    expect(visit.page.locator("footer")).to_be_hidden()
    expect(visit.page.locator("h1")).to_be_visible()


@pytest.mark.appearance
def test_the_admin_is_as_dark_as_the_system_and_leads_back(plan: Plan, window: Callable[..., Visit]) -> None:
    visit = window(user=factories.user("officer", Role.PLANNING_OFFICE))
    visit.page.emulate_media(color_scheme="dark")
    visit.open("/admin/")
    header = visit.page.locator("#header")
    assert header.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 51, 102)"
    visit.page.emulate_media(color_scheme="light")
    assert header.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 102, 204)"
    visit.follow(visit.page.locator(".language-switch button[value=en]"))
    expect(visit.page.get_by_role("link", name="Back to the pages")).to_have_attribute("href", "/")
