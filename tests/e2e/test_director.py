"""The director before the board meets, the evaluation body after: figures, proofs, evidence, the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdf
import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from targets.models import Evidence
from tests import factories
from tests.e2e.conftest import DESK, PHONE
from tests.e2e.test_journeys import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import ViewportSize

    from targets.models import ReportingPeriod
    from tests.e2e.conftest import Visit

pytestmark = pytest.mark.browser

PRINTING = 120_000
"""Milliseconds: the report is printed while its reader waits, and a machine of CI may be busy."""


def check(visit: Visit, size: ViewportSize) -> None:
    """Hold the page that is shown to what every page of the journey must keep."""
    assert visit.page.locator("h1").count() == 1
    assert visit.width_needed() <= size["width"], visit.page.url
    assert visit.barriers() == "", visit.page.url


@pytest.mark.appearance
def test_a_director_sees_where_the_body_stands_and_downloads_the_report(
    demonstration: ReportingPeriod, window: Callable[..., Visit], tmp_path: Path
) -> None:
    factories.user("direttore", Role.DIRECTOR)
    for size, language in ((DESK, "it"), (PHONE, "en")):
        visit = window(size=size)
        visit.open("/accesso/")
        visit.follow(visit.page.locator(f".language-switch button[value={language}]"))
        sign_in(visit, "direttore")
        check(visit, size)
        look_at_the_proofs(visit, size, demonstration)
        printed = download_report(visit, demonstration, tmp_path / f"{language}.pdf")
        assert str(printed.root_object["/Lang"]).startswith(language)
        assert len(printed.pages) > 20


def look_at_the_proofs(visit: Visit, size: ViewportSize, period: ReportingPeriod) -> None:
    """Go from the dashboard to the report and open the proof of a figure on each."""
    for page, proofs in (("cruscotto", "board-proof"), ("relazione", "proof")):
        visit.follow(visit.page.locator(f"main a[href='/{page}/{period.plan.year}/{period.pk}/']"))
        proof = visit.page.locator(f"details.{proofs}").first
        proof.locator("summary").click()
        expect(proof.locator("li").first).to_be_visible()
        check(visit, size)


def download_report(visit: Visit, period: ReportingPeriod, file: Path) -> pypdf.PdfReader:
    with visit.page.expect_download(timeout=PRINTING) as download:
        address = f"/relazione/{period.plan.year}/{period.pk}/pdf/"
        visit.page.locator(f"main a[href='{address}']").click(timeout=PRINTING)
    download.value.save_as(file)
    return pypdf.PdfReader(file)


def test_the_evaluation_body_reads_a_value_with_its_evidence(
    demonstration: ReportingPeriod, window: Callable[..., Visit], tmp_path: Path
) -> None:
    visit = window(user=factories.user("oiv", Role.EVALUATION_BODY))
    evidence = Evidence.objects.filter(actual_value__period=demonstration).latest("pk")
    value = evidence.actual_value
    visit.open("/")
    visit.follow(visit.page.locator(f"main a[href='/verifica/{demonstration.pk}/']"))
    check(visit, DESK)
    address = f"/verifica/{demonstration.pk}/{value.indicator_id}/"
    visit.follow(visit.page.locator(f"main a[href='{address}']").first)
    check(visit, DESK)
    assert visit.page.locator("main form[method=post]").count() == 0  # who looks decides nothing
    with visit.page.expect_download() as download:
        visit.page.locator(f"main a[href='/prove/{evidence.pk}/']").first.click()
    file = tmp_path / "evidence"
    download.value.save_as(file)
    assert file.stat().st_size == evidence.size
