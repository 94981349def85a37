"""Where the printed report breaks: no heading stands alone on its page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdf
import pytest

from reports.results.printing import report_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.documents.report import ReportDocument, ReportSection

pytestmark = [pytest.mark.django_db, pytest.mark.appearance]
ENDS = ("Indicatoriperfascia", "Fasceeindicatori")
"""The chart and the table that end a part, whole: what is left of their page stays white."""
WORKINGS = "Calcolon.Dichecosa"
"""Begins every page of the table of workings; white may stay behind its last row, on no page before."""


def with_tall_row(section: ReportSection) -> ReportSection:
    return replace(section, rows=(replace(section.rows[0], text="Testo lungo " * 600), *section.rows[1:]))


def with_tall_cause(section: ReportSection) -> ReportSection:
    row = section.rows[0]
    indicator = row.cells[0].indicators[0]
    reported = replace(indicator.reported, cause="Testo lungo " * 600)
    cells = replace(row.cells[0], indicators=(replace(indicator, reported=reported),))
    return replace(section, rows=(replace(row, cells=(cells,)), *section.rows[1:]))


@pytest.mark.parametrize("tall", [with_tall_row, with_tall_cause])
@pytest.mark.parametrize("place", [0, 1])
def test_a_row_longer_than_a_page_begins_under_its_heading(
    tall: Callable[[ReportSection], ReportSection], place: int, seed_report: ReportDocument
) -> None:
    sections = list(seed_report.lines[:2])
    sections[place] = replace(tall(sections[place]), title="Titolo cercato")
    document = replace(seed_report, sections=tuple(sections))
    pdf = report_pdf(document, language="it", created=datetime(2019, 6, 30, tzinfo=UTC))
    pages = ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    headed = [page for page in pages if "Lineastrategica" in page.title() and "Titolocercato" in page]
    assert headed
    begins = "Testolungo" if tall is with_tall_row else "".join(sections[place].rows[0].text.split())[:20]
    assert begins in headed[0]
    nearly_empty = [
        page[:80]
        for page, following in pairwise(pages[3:])
        if len(page) < 300
        and not page.startswith(ENDS)
        and not (page.startswith(WORKINGS) and not following.startswith(WORKINGS))
    ]
    assert nearly_empty == []
