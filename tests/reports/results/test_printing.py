"""The printed report: made from its JSON alone, fit to be published and preserved."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pypdf
import pytest
from django.utils import translation
from django.utils.translation import gettext

from reports.documents.report import ReportDocument
from reports.results.printing import report_html, report_html_file, report_pdf
from tests.reports.verapdf import PDF_A_3A, PDF_UA_1

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reports.verapdf import VeraPDF

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]
CREATED = datetime(2019, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module", params=["it", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def part(seed_report: ReportDocument) -> ReportDocument:
    """Every kind of table and figure of the report, in a tenth of its pages: printing takes seconds."""
    lines, others = seed_report.lines, seed_report.other_sections
    return replace(seed_report, sections=(*lines[:2], lines[5], others[-2], others[-1]))


@pytest.fixture(scope="module")
def pdf(part: ReportDocument, language: str) -> bytes:
    return report_pdf(part, language=language, created=CREATED)


def test_what_its_json_rebuilds_prints_the_same(seed_report: ReportDocument, language: str) -> None:
    rebuilt = ReportDocument.from_json(seed_report.to_json())
    assert report_html(rebuilt, language=language) == report_html(seed_report, language=language)


@pytest.mark.verapdf
@pytest.mark.parametrize("standard", [PDF_UA_1, PDF_A_3A])
def test_the_pdf_conforms(pdf: bytes, standard: str, verapdf: VeraPDF, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    verdict = verapdf.judge(path, standard)
    assert verdict.checks > 1000
    assert verdict.failed == ()


def test_the_pdf_carries_the_document_that_it_was_printed_from(pdf: bytes, part: ReportDocument) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert set(reader.attachments) == {
        "relazione-performance-2018-12-31.json",
        "relazione-performance-2018-12-31.xlsx",
    }
    (data,) = reader.attachments["relazione-performance-2018-12-31.json"]
    assert ReportDocument.from_json(data.decode()) == part


def test_every_page_is_marked_as_a_demonstration(pdf: bytes, language: str) -> None:
    with translation.override(language):
        notice = "".join(gettext("Invented values: this is a demonstration.").split())
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    assert all(notice in page for page in pages)


def test_no_text_begins_after_the_code_of_its_row(seed_report: ReportDocument) -> None:
    """Where one does, a code stands alone on its line as soon as the next one is full."""
    html = report_html(seed_report, language="it")
    assert '<span class="cell"><b>7</b> ' in html
    assert not re.search(r'</(b|small)>\s*<span class="cell">', html)


def test_nothing_that_was_typed_becomes_html(seed_report: ReportDocument) -> None:
    html = report_html(seed_report, language="it")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "Ritardo nella fornitura &lt;del sistema&gt;" in html


def test_the_file_stands_alone(seed_report: ReportDocument) -> None:
    page = report_html_file(seed_report, language="it")
    assert 'rel="stylesheet"' not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
