"""What becomes of typed values when the session ends under one's hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from targets.models import ActualValue
from tests import factories_site
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_journeys import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize
    from pytest_django.live_server_helper import LiveServer

    from tests.e2e.conftest import Visit
    from tests.factories_site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    return factories_site.site()


def check(visit: Visit, size: ViewportSize) -> None:
    assert visit.width_needed() <= size["width"]
    assert visit.barriers() == ""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_values_typed_into_an_ended_session_are_saved_after_signing_in_again(
    size: ViewportSize, site: Site, window: Callable[..., Visit]
) -> None:
    """Without script: what the page's own script would keep is not there to help."""
    visit = window(user=site.owner, size=size, script=False)
    visit.open(f"/valori/{site.period.pk}/")
    block = visit.page.locator(f"#v{site.indicator.pk}")
    block.locator("[data-number]").nth(0).fill("84")
    Session.objects.all().delete()
    visit.expected_status = 403
    visit.follow(block.locator("[name=save]"))
    expect(visit.page.locator("#id_password")).to_be_visible()
    assert value_entered(site) == 70
    sign_in(visit, "owner")
    expect(visit.page.locator("main form textarea[hidden]")).not_to_have_count(0)
    visit.follow(visit.page.locator("main form button[type=submit]").first)
    expect(block.locator("[data-number]").nth(0)).to_have_value("84")
    assert value_entered(site) == 84


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
def test_the_pages_between_have_no_barrier(
    size: ViewportSize, site: Site, window: Callable[..., Visit]
) -> None:
    visit = window(user=site.owner, size=size)
    visit.open("/account/uscita-ovunque/")
    check(visit, size)
    visit.open(f"/valori/{site.period.pk}/{site.indicator.pk}/storia/")
    visit.page.evaluate(
        """path => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = path;
            const token = document.querySelector("[name=csrfmiddlewaretoken]").cloneNode();
            const typed = document.createElement("input");
            typed.name = "note";
            typed.value = "ferie";
            form.append(token, typed);
            document.body.append(form);
            window.lateForm = form;
        }""",
        f"/valori/{site.period.pk}/",
    )
    Session.objects.all().delete()
    visit.expected_status = 403
    with visit.to_another_page():
        visit.page.evaluate("window.lateForm.submit()")
    expect(visit.page.locator("#id_password")).to_be_visible()
    check(visit, size)
    sign_in(visit, "owner")
    expect(visit.page.locator("main form textarea[hidden]")).to_have_count(1)
    check(visit, size)


def value_entered(site: Site) -> int:
    """The first number that is stored of the value."""
    cases = ActualValue.objects.get(pk=site.value.pk).cases
    return int(cases.get().values.order_by("operand__key").values_list("value", flat=True)[0])
