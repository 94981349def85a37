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


@pytest.mark.parametrize(
    ("size", "language"), [(DESK, "it"), (PHONE, "en")], ids=["wide, Italian", "phone, English"]
)
def test_a_director_sees_where_the_body_stands_and_downloads_the_report(
    size: ViewportSize,
    language: str,
    demonstration: ReportingPeriod,
    window: Callable[..., Visit],
    tmp_path: Path,
) -> None:
    factories.user("direttore", Role.DIRECTOR)
    visit = window(size=size)
    page = visit.page
    visit.open("/accesso/")
    page.locator(f".language-switch button[value={language}]").click()
    sign_in(visit, "direttore")
    check(visit, size)
    year, key = demonstration.plan.year, demonstration.pk

    page.locator(f"main a[href='/cruscotto/{year}/{key}/']").click()
    proof = page.locator("details.board-proof").first
    proof.locator("summary").click()
    expect(proof.locator("li").first).to_be_visible()
    check(visit, size)

    page.locator(f"main a[href='/relazione/{year}/{key}/']").click()
    proof = page.locator("details.proof").first
    proof.locator("summary").click()
    expect(proof.locator("li").first).to_be_visible()
    check(visit, size)

    with page.expect_download(timeout=PRINTING) as download:
        page.locator(f"main a[href='/relazione/{year}/{key}/pdf/']").click(timeout=PRINTING)
    file = tmp_path / "report.pdf"
    download.value.save_as(file)
    printed = pypdf.PdfReader(file)
    assert str(printed.root_object["/Lang"]).startswith(language)
    assert len(printed.pages) > 20


def test_the_evaluation_body_reads_a_value_with_its_evidence(
    demonstration: ReportingPeriod, window: Callable[..., Visit], tmp_path: Path
) -> None:
    visit = window(user=factories.user("oiv", Role.EVALUATION_BODY))
    evidence = Evidence.objects.filter(actual_value__period=demonstration).latest("pk")
    value = evidence.actual_value
    visit.open("/")
    visit.page.locator(f"main a[href='/verifica/{demonstration.pk}/']").click()
    check(visit, DESK)
    address = f"/verifica/{demonstration.pk}/{value.indicator_id}/"
    visit.page.locator(f"main a[href='{address}']").first.click()
    check(visit, DESK)
    assert visit.page.locator("main form[method=post]").count() == 0  # who looks decides nothing
    with visit.page.expect_download() as download:
        visit.page.locator(f"main a[href='/prove/{evidence.pk}/']").first.click()
    file = tmp_path / "evidence"
    download.value.save_as(file)
    assert file.stat().st_size == evidence.size
