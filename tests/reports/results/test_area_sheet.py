"""The sheet of one area: its own figure, its own rows, and nothing of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.documents.report import ReportDocument
from reports.results.area import area_sheet
from reports.results.printing import report_html

if TYPE_CHECKING:
    from reports.documents.report import ReportArea

pytestmark = pytest.mark.django_db


def keys(document: ReportDocument) -> list[str]:
    return [each.area for row in document.rows() for each in row.indicators]


def test_each_indicator_stands_on_the_sheet_of_its_area_and_on_no_other(seed_report: ReportDocument) -> None:
    for area in seed_report.areas:
        sheet = area_sheet(seed_report, area.key)
        assert sheet is not None
        assert keys(sheet) == [area.key] * keys(seed_report).count(area.key)


def test_its_total_is_the_figure_of_the_area(seed_report: ReportDocument) -> None:
    for area in seed_report.areas:
        sheet = area_sheet(seed_report, area.key)
        assert sheet is not None
        assert sheet.total == area.figure
        assert sheet.area == area.name
        assert (sheet.texts, sheet.areas) == ((), (area,))


def test_no_figure_of_it_has_a_part_of_another_area(seed_report: ReportDocument) -> None:
    sheet = area_sheet(seed_report, seed_report.areas[0].key)
    assert sheet is not None
    assert {section.figure for section in sheet.sections} == {None}
    for row in sheet.rows():
        if row.figure is not None:
            assert row.figure.tally.total == len(row.indicators) + sum(
                len(child.indicators) for child in row.children
            )


def test_an_area_that_nothing_is_measured_of_has_no_sheet(seed_report: ReportDocument) -> None:
    assert area_sheet(seed_report, "no such area") is None


@pytest.fixture
def first(seed_report: ReportDocument) -> ReportArea:
    return seed_report.areas[0]


def test_it_prints_the_same_from_its_own_json(seed_report: ReportDocument, first: ReportArea) -> None:
    sheet = area_sheet(seed_report, first.key)
    assert sheet is not None
    rebuilt = ReportDocument.from_json(sheet.to_json())
    assert report_html(rebuilt, language="it") == report_html(sheet, language="it")
    assert first.name in report_html(sheet, language="it")
