"""A chapter that nobody wrote is in no document."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reports.documents.report import Chapter, ChapterText
from reports.results.contents import NARRATIVE
from reports.results.printing import report_html

if TYPE_CHECKING:
    from reports.documents.report import ReportDocument

pytestmark = pytest.mark.django_db
UNWRITTEN = "Nothing has been written for this chapter yet"
TITLES = {
    Chapter.CONTEXT: "Context and resources",
    Chapter.GENDER_BUDGET: "Gender budget",
    Chapter.INDIVIDUAL: "Individual objectives",
}


def told(document: ReportDocument, *chapters: Chapter) -> ReportDocument:
    """Return it with a text for these chapters and no other."""
    return replace(document, texts=tuple(ChapterText(each, f"Del {each.value}.") for each in chapters))


def headings(html: str) -> list[str]:
    return [title.strip() for title in re.findall(r"<h[23][^>]*>([^<]*)", html)]


def test_what_nobody_wrote_is_neither_in_the_body_nor_in_the_contents(seed_report: ReportDocument) -> None:
    html = report_html(told(seed_report), language="en")
    assert not [title for title in TITLES.values() if title in html]
    assert UNWRITTEN not in html
    assert "Process of measurement and evaluation" in headings(html)


@pytest.mark.parametrize("written", NARRATIVE)
def test_what_was_written_is_in_both(seed_report: ReportDocument, written: Chapter) -> None:
    html = report_html(told(seed_report, written), language="en")
    assert f"Del {written.value}." in html
    assert [title for title in TITLES.values() if title in html] == [TITLES[written]]
    assert html.count(f">{TITLES[written]}<") == 2


def test_chapters_have_their_numbers_once_none_of_them_is_missing(seed_report: ReportDocument) -> None:
    whole = headings(report_html(told(seed_report, Chapter.CONTEXT, Chapter.INDIVIDUAL), language="en"))
    for title in ("1 Main results", "2 Context and resources", "3 Results", "4 Individual objectives"):
        assert title in whole
    partly = headings(report_html(told(seed_report, Chapter.CONTEXT), language="en"))
    assert not [title for title in partly if re.match(r"[0-9.]+ (?:Main|Context|Results|Process)", title)]
