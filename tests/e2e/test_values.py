"""Entering values in a real browser: as they type, pasted, by keyboard, on a phone, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import FilePayload, expect

from accounts.roles import Role
from objectives.models import Area
from targets.models import ActualValue, Evidence, ReportingPeriod
from targets.services.reporting import save_value
from tests import factories, factories_values
from tests.e2e.conftest import DESK, PHONE
from tests.entry import files
from tests.entry.conftest import entry_plan
from tests.entry.entering import NOW, entered, indicator, numbers_of
from tests.entry.posting import area_path, box

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route, ViewportSize
    from pytest_django.live_server_helper import LiveServer

    from accounts.models import User
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser

PASTE = """box => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "1\\r\\n2,5\\r\\n\\r\\n4\\r\\n");
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
"""What the browser does when a column of four cells, one of them empty, is pasted into a box."""


@pytest.fixture
def period(live_server: LiveServer) -> ReportingPeriod:
    factories.organization()
    return factories_values.period(entry_plan())


@pytest.fixture
def owner(period: ReportingPeriod) -> User:
    person = factories.user("owner", Role.AREA_MANAGER, first_name="Marco", last_name="Oliveri")
    Area.objects.get().managers.add(person)
    return person


def desk(window: Callable[..., Visit], owner: User, period: ReportingPeriod, **more: object) -> Visit:
    visit = window(user=owner, **more)
    visit.open(area_path(period))
    return visit


def colleague() -> User:
    return factories.user("officer", Role.PLANNING_OFFICE)


def field(name: str) -> str:
    return f"[name='{name}']"


def test_the_result_appears_as_they_type_and_nothing_is_saved(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    block = visit.page.locator(f"#v{mine.pk}")
    block.locator(field(box(mine))).fill("412")
    block.locator(field(box(mine, "b"))).fill("490")
    expect(block.locator(".band")).to_be_visible()
    expect(block.locator(".values-outcome")).to_contain_text("84,08")
    expect(visit.page.locator("[data-unsaved]")).to_be_visible()
    block.locator(field(box(mine))).fill("1")
    expect(block.locator("[data-note]")).to_have_attribute("open", "")
    block.locator(field(box(mine))).fill("tanti")
    expect(block.locator(field(box(mine)))).to_have_attribute("aria-invalid", "true")
    expect(block.locator(f"[id='{box(mine)}-error']")).not_to_be_empty()
    block.locator(field(box(mine))).fill("1.234")
    expect(block.locator(".values-question")).to_be_visible()
    assert visit.barriers() == ""
    block.locator(".values-question input").first.check()
    expect(block.locator(".values-outcome")).to_contain_text("251,84")
    assert not ActualValue.objects.exists()
    with visit.to_another_page():
        visit.page.keyboard.press("Control+Enter")
    assert visit.page.url.endswith(f"#v{mine.pk}")
    assert numbers_of(ActualValue.objects.get())["a"] == 1234


def test_a_column_of_a_spreadsheet_is_pasted_and_the_paste_undone(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit = desk(window, owner, period)
    boxes = visit.page.locator("[data-number]")
    boxes.nth(1).fill("7")
    boxes.first.evaluate(PASTE)
    assert [boxes.nth(place).input_value() for place in range(4)] == ["1", "2,5", "", "4"]
    status = visit.page.locator("[data-status]")
    expect(status).to_contain_text("4")
    status.get_by_role("button").click()
    assert [boxes.nth(place).input_value() for place in range(4)] == ["", "7", "", ""]


def test_what_was_typed_before_the_session_ended_is_offered_back(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    name = field(box(mine))
    visit.page.locator(name).fill("412")
    visit.open(area_path(period))
    offer = visit.page.locator(".values-offer")
    expect(offer).to_be_visible()
    assert visit.page.locator(name).input_value() == ""  # offered, not forced
    assert visit.barriers() == ""
    offer.get_by_role("button").first.click()
    assert visit.page.locator(name).input_value() == "412"
    visit.follow(visit.page.locator(f"#v{mine.pk} [data-save]"))
    assert visit.page.url.endswith(f"#v{mine.pk}")
    expect(visit.page.locator(".messages")).to_be_visible()
    expect(visit.page.locator(".values-offer")).to_have_count(0)
    visit.open(area_path(period))
    expect(visit.page.locator(".values-offer")).to_have_count(0)


def test_a_draft_put_back_over_what_a_colleague_saved_is_asked_about_and_only_where_it_was_typed(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    mine, other = indicator(), indicator("n. imp")
    save_value(mine, period, entered(a=400, b=490), version=None, user=owner, now=NOW)
    save_value(other, period, entered(a=60), version=None, user=owner, now=NOW)
    visit, officer = desk(window, owner, period), colleague()
    visit.page.locator(field(box(mine))).fill("412")
    save_value(mine, period, entered(a=410, b=490), version=1, user=officer, now=NOW)
    save_value(other, period, entered(a=61), version=1, user=officer, now=NOW)
    visit.open(area_path(period))
    visit.page.locator(".values-offer button").first.click()
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-conflict")).to_have_count(1)
    assert numbers_of(ActualValue.objects.get(indicator=mine))["a"] == 410
    assert numbers_of(ActualValue.objects.get(indicator=other))["a"] == 61
    assert visit.page.locator(field(box(mine))).input_value() == "412"


def test_an_ended_session_is_told_and_what_was_typed_is_saved_after_signing_in(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    visit.page.context.clear_cookies(name="sessionid")
    visit.expected_status = 403  # the sign-in page, in answer to what was sent
    visit.page.locator(field(box(mine))).fill("412")
    told = visit.page.locator("#values").get_attribute("data-text-expired")
    assert told
    expect(visit.page.locator("[data-status]")).to_have_text(told)
    assert visit.page.locator(f"#v{mine.pk}-result").inner_text() == ""
    visit.follow(visit.page.locator(f"#v{mine.pk} [data-save]"))
    visit.page.locator("#id_username").fill("owner")
    visit.page.locator("#id_password").fill(factories.PASSWORD)
    visit.follow(visit.page.locator("main button[type=submit]"))
    visit.follow(visit.page.locator("main form").first.get_by_role("button"))
    expect(visit.page.locator(".messages")).to_be_visible()
    assert numbers_of(ActualValue.objects.get())["a"] == 412
    expect(visit.page.locator(".values-offer")).to_have_count(0)


def test_with_all_cookies_lost_what_was_typed_is_offered_after_signing_in_in_this_window(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    visit.page.locator(field(box(mine))).fill("412")
    visit.page.context.clear_cookies()
    visit.expected_status = 403
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator("h1")).to_have_count(1)
    expect(visit.page.locator(".values-form")).to_have_count(0)
    assert visit.barriers() == ""
    save_value(mine, period, entered(a=400, b=490), version=None, user=colleague(), now=NOW)
    visit.page.go_back()
    visit.page.reload()
    visit.page.locator("#id_username").fill("owner")
    visit.page.locator("#id_password").fill(factories.PASSWORD)
    visit.follow(visit.page.locator("main button[type=submit]"))
    visit.page.locator(".values-offer button").first.click()
    assert visit.page.locator(field(box(mine))).input_value() == "412"
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-conflict")).to_have_count(1)  # not dropped, nor put over the other
    assert numbers_of(ActualValue.objects.get())["a"] == 400


def test_what_the_page_showed_back_unsaved_is_kept_as_well_when_all_cookies_are_lost(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    visit.page.locator(field(box(mine))).fill("tanti")
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-trouble")).to_be_visible()
    cookies = visit.page.context.cookies()
    visit.page.context.clear_cookies()
    visit.expected_status = 403
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-form")).to_have_count(0)
    visit.page.context.add_cookies(cookies)  # type: ignore[arg-type]  # as the browser wrote them
    visit.open(area_path(period))
    visit.page.locator(".values-offer button").first.click()
    assert visit.page.locator(field(box(mine))).input_value() == "tanti"


def test_a_file_is_attached_when_it_is_chosen_and_removed_again(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    block = visit.page.locator(f"#v{mine.pk}")
    block.locator(field(box(mine))).fill("412")
    upload = FilePayload(name="verbale.pdf", mimeType="application/pdf", buffer=files.PDF)
    block.locator("input[type=file]").set_input_files(upload)
    expect(block.get_by_role("link", name="verbale.pdf")).to_be_visible()
    assert block.locator(field(box(mine))).input_value() == "412"
    hostile = FilePayload(name="pagina.html", mimeType="text/html", buffer=b"<html><script>1</script>")
    block.locator("input[type=file]").set_input_files(hostile)
    expect(block.locator("[data-evidence] [role=alert]")).to_contain_text("pagina.html")
    block.locator(".values-remove").click()
    expect(visit.page.locator(".values-files")).to_have_count(0)
    assert visit.page.locator(field(box(mine))).input_value() == "412"
    assert not Evidence.objects.exists()


def test_who_types_while_a_file_is_attached_goes_on_typing(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator()
    block = visit.page.locator(f"#v{mine.pk}")
    on_the_way: list[Route] = []
    visit.page.route("**/prove/", lambda route: on_the_way.append(route))  # noqa: PLW0108 - it takes no method
    upload = FilePayload(name="verbale.pdf", mimeType="application/pdf", buffer=files.PDF)
    block.locator("input[type=file]").set_input_files(upload)
    block.locator(field(box(mine))).press_sequentially("4")
    for _waited in range(1000):
        if on_the_way:
            break
        visit.page.wait_for_timeout(10)
    on_the_way[0].continue_()
    expect(block.get_by_role("link", name="verbale.pdf")).to_be_visible()
    visit.page.keyboard.type("12")
    assert block.locator(field(box(mine))).input_value() == "412"


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["wide", "narrow"])
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_conflict_and_an_unreadable_number_are_told_without_a_barrier(
    size: ViewportSize, script: bool, period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine, other = (
        desk(window, owner, period, size=size, script=script),
        indicator(),
        indicator("n. imp"),
    )
    save_value(mine, period, entered(a=400, b=490), version=None, user=owner, now=NOW)
    visit.page.locator(field(box(mine))).fill("412")
    visit.page.locator(field(box(other))).fill("1.234")
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-conflict")).to_be_visible()
    expect(visit.page.locator(f"#v{other.pk} .values-question")).to_be_visible()
    assert visit.page.locator(field(box(mine))).input_value() == "412"
    assert visit.width_needed() <= size["width"]
    if script:
        assert visit.barriers() == ""
    visit.page.locator(f"#v{mine.pk}-mine").check()
    visit.page.locator(f"#v{other.pk} .values-question input").first.check()
    visit.follow(visit.page.locator(".values-bar button[name=save_all]"))
    expect(visit.page.locator(".values-conflict")).to_have_count(0)
    assert numbers_of(ActualValue.objects.get(indicator=mine))["a"] == 412
    assert numbers_of(ActualValue.objects.get(indicator=other))["a"] == 1234


def test_enter_in_a_box_saves_and_does_not_submit(
    period: ReportingPeriod, owner: User, window: Callable[..., Visit]
) -> None:
    visit, mine = desk(window, owner, period), indicator("n. imp")
    visit.page.locator(field(box(mine))).fill("60")
    with visit.to_another_page():
        visit.page.locator(field(box(mine))).press("Enter")
    expect(visit.page.locator(".messages")).to_be_visible()
    assert ActualValue.objects.get().state == ActualValue.State.DRAFT
