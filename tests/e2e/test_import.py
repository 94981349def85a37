"""A planning officer brings in last year's table: upload, look, confirm."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from objectives.models import Plan
from targets.services.demonstration import PLAN_FILE
from tests import factories
from tests.e2e.conftest import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import ViewportSize

    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser
LINE = "linea strategica Imprese"
TABLE = """TIPO\tOBIETTIVO\tFORMULA\tVALORE OBIETTIVO\tAREA
1 OBIETTIVO STRATEGICO\tCrescere\tn. imprese\t> 50\tAREA DELLE IMPRESE
1.1 OBIETTIVO OPERATIVO\t\tSI/NO\tfatto\tAREA DELLE IMPRESE"""
WHOLE = TABLE.replace("OPERATIVO\t", "OPERATIVO\tAprire lo sportello")
WORD = Path(__file__).parents[1] / "imports" / "word_clipboard.html"
PASTE = """([text, html]) => {
  const box = document.getElementById("id_text");
  const data = new DataTransfer();
  data.setData("text/plain", text);
  data.setData("text/html", html);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  box.value = text;
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
}"""
"""What the browser does when a person pastes: the two forms of the clipboard, then the text in the box."""


@pytest.fixture
def officer_at(window: Callable[..., Visit]) -> Callable[[ViewportSize], Visit]:
    """Open the first page, in English, of a planning officer."""

    def open_first_page(size: ViewportSize) -> Visit:
        factories.organization()
        visit = window(user=factories.user("officer", Role.PLANNING_OFFICE), size=size)
        visit.open("/")
        visit.follow(visit.page.locator(".language-switch button[value=en]"))
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
    visit.follow(visit.page.get_by_role("button", name="Look at it first"))
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    assert not Plan.objects.exists()
    assert visit.width_needed() <= size["width"]
    assert visit.barriers() == ""
    visit.follow(visit.page.get_by_role("button", name="Import", exact=True))
    expect(visit.page.get_by_role("status").first).to_contain_text("103 rows")
    assert Plan.objects.get().lines.count() == 15


def test_a_file_that_is_no_table_is_refused_beside_its_field(
    officer_at: Callable[[ViewportSize], Visit],
) -> None:
    visit = officer_at(DESK)
    visit.follow(visit.page.get_by_role("link", name="Import", exact=True))
    visit.page.get_by_label("File").set_input_files(
        {"name": "plan.xlsx", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(200)}
    )
    visit.page.get_by_label("Plan year").fill("2018")
    visit.follow(visit.page.get_by_role("button", name="Look at it first"))
    expect(visit.page.locator("#id_file")).to_have_attribute("aria-invalid", "true")
    expect(visit.page.locator(".errorlist")).to_be_visible()
    assert visit.barriers() == ""


def _look_at(visit: Visit, table: str) -> None:
    visit.open("/importa/")
    visit.page.get_by_label("paste the table").fill(table)
    visit.page.get_by_label("Plan year").fill("2018")
    visit.follow(visit.page.get_by_role("button", name="Look at it first"))
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Preview of the import")


def test_an_error_leads_by_keyboard_to_its_row(officer_at: Callable[[ViewportSize], Visit]) -> None:
    visit = officer_at(DESK)
    _look_at(visit, f"{LINE}\n{TABLE}")
    link = visit.page.get_by_role("link", name="Line 4 (1.1)").first
    link.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#row-4")).to_be_focused()
    summary = visit.page.locator(".import-checks summary")
    summary.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".import-checks a")).to_be_visible()
    assert visit.barriers() == ""


def test_an_import_says_that_it_runs_and_takes_no_second_click(
    officer_at: Callable[[ViewportSize], Visit],
) -> None:
    visit = officer_at(PHONE)
    _look_at(visit, f"{LINE}\n{WHOLE}")
    button = visit.page.get_by_role("button", name="Import", exact=True)
    expect(button).to_be_enabled()
    # The request is held back: it is over before anybody could look.
    visit.page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    button.click()
    expect(button).to_be_disabled()
    expect(visit.page.locator(".import-busy")).to_contain_text("Importing")
    assert visit.barriers() == ""
    visit.page.reload()
    visit.follow(button)
    expect(visit.page.get_by_role("status").first).to_contain_text("2 rows")


def test_a_table_pasted_from_word_keeps_its_rows(officer_at: Callable[[ViewportSize], Visit]) -> None:
    visit = officer_at(DESK)
    visit.open("/importa/")
    visit.page.evaluate(PASTE, ["as the box shows it", WORD.read_text(encoding="utf-8")])
    visit.page.get_by_label("Plan year").fill("2018")
    visit.follow(visit.page.get_by_role("button", name="Look at it first"))
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    expect(visit.page.locator(".import-table tbody tr")).to_have_count(5)
    expect(visit.page.locator(".import-table tbody tr").last).to_contain_text("AREA SERVIZI")
    visit.follow(visit.page.get_by_role("button", name="Import", exact=True))
    expect(visit.page.get_by_role("status").first).to_contain_text("5 rows")
