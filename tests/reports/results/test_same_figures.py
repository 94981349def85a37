"""The figures of page, print, XLSX, CSV, JSON and admin are those of the one function."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.utils import translation
from openpyxl import load_workbook

from reports.results.files import report_csv, report_json, report_xlsx
from reports.results.page import build_report_page
from reports.results.printing import report_html
from targets.domain.counting.states import State
from targets.results import results_of
from targets.wording.proof import percent
from targets.wording.reasons import state_name
from tests.calculator import assert_holds

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from reports.documents.report import ReportDocument
    from targets.models import ReportingPeriod

pytestmark = pytest.mark.django_db


class Line(NamedTuple):
    """What an output says of one indicator."""

    achievement: str
    band: str


@pytest.fixture
def expected(seed_period: ReportingPeriod) -> list[Line]:
    """What ``results_of`` says, in the order of the plan."""
    with translation.override("en"):
        return [
            Line(
                percent(each.result.shown)
                if each.result.state is State.COMPUTED
                else state_name(each.result.state),
                each.result.band.word if each.result.band else "",
            )
            for each in results_of(seed_period).indicators()
        ]


class Rows(HTMLParser):
    """The cells of the table rows of indicators, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._open = "indicator" in (dict(attrs).get("class") or "").split()
            if self._open:
                self.rows.append([])
        elif self._open and tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self._open and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def lines_of(html: str) -> list[Line]:
    found = []
    for row in Rows(html).rows:
        shown = re.split(r" – how it was|proof \d|set by hand|[A-Z]", row[4].strip())[0].strip()
        band = row[5].strip()
        found.append(Line(shown, "" if band == "–" else band))
    return found


def by_place(document: ReportDocument, expected: list[Line]) -> list[Line]:
    """Put the lines in the order of the chapters: strategic, then operational, then the rest."""
    indicators = [(row.kind.value, each) for row in document.rows() for each in row.indicators]
    order = {"strategic_objective": 0, "operational_objective": 1, "target": 2}
    places = sorted(range(len(indicators)), key=lambda place: order[indicators[place][0]])
    return [expected[place] for place in places]


def test_there_is_something_to_compare(expected: list[Line]) -> None:
    assert len(expected) > 100
    assert len(set(expected)) > 8


def test_the_print_says_the_same(seed_report: ReportDocument, expected: list[Line]) -> None:
    assert lines_of(report_html(seed_report, language="en")) == by_place(seed_report, expected)


def test_the_page_says_the_same(
    seed_period: ReportingPeriod,
    seed_report: ReportDocument,
    expected: list[Line],
    signed_in: Callable[[User], Client],
    director: User,
) -> None:
    path = f"/relazione/2018/{seed_period.pk}/"
    page = signed_in(director).get(path, headers={"accept-language": "en"}).content.decode()
    assert lines_of(page) == by_place(seed_report, expected)


def test_the_csv_says_the_same(seed_report: ReportDocument, expected: list[Line]) -> None:
    with translation.override("en"):
        rows = csv.DictReader(io.StringIO(report_csv(seed_report).decode("utf-8-sig")), delimiter=";")
        assert [Line(row["Achievement"], row["Band"]) for row in rows] == expected


def table_of(report: ReportDocument, language: str) -> list[list[str]]:
    with translation.override(language):
        text = report_csv(report).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_numbers_of_the_csv_are_those_of_the_readers_country(seed_report: ReportDocument) -> None:
    english, italian = table_of(seed_report, "en"), table_of(seed_report, "it")
    place = english[0].index("Achievement in per cent")
    points = [row[place] for row in english[1:]]
    assert any("." in number for number in points)
    assert [number.replace(".", ",") for number in points] == [row[place] for row in italian[1:]]


def test_the_spreadsheet_says_the_same_in_words_and_in_numbers(
    seed_period: ReportingPeriod, seed_report: ReportDocument, expected: list[Line]
) -> None:
    with translation.override("en"):
        book = load_workbook(io.BytesIO(report_xlsx(seed_report)))
    sheet = book["Results"]
    names = [cell.value for cell in sheet[4]]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert [Line(str(row["Achievement"]), str(row["Band"] or "")) for row in rows] == expected
    shown = [each.result.shown for each in results_of(seed_period).indicators()]
    numbers = [row["Achievement in per cent"] for row in rows]
    assert [None if each is None else Decimal(str(each)) for each in numbers] == shown
    areas = {row[0]: row[2] for row in book["By area"].iter_rows(min_row=5, values_only=True)}
    assert len(areas) == len(seed_report.areas)
    for area in seed_report.areas:
        assert Decimal(str(areas[area.name or "Without an area"])) == area.figure.shown


def test_the_json_says_the_same(seed_period: ReportingPeriod, seed_report: ReportDocument) -> None:
    data = json.loads(report_json(seed_report))
    results = results_of(seed_period)
    assert Decimal(data["total"]["achievement"]) == results.result.achievement
    written = [
        each["figure"]["shown"]
        for section in data["sections"]
        for row in section["rows"]
        for part in (row, *row["children"])
        for cells in part["cells"]
        for each in cells["indicators"]
    ]
    assert [None if each is None else Decimal(each) for each in written] == [
        each.result.shown for each in results.indicators()
    ]


def test_the_total_is_the_same_everywhere(seed_period: ReportingPeriod, seed_report: ReportDocument) -> None:
    with translation.override("en"):
        shown = percent(results_of(seed_period).result.shown)
        page = build_report_page(seed_report, {}, {})
    assert page.report.total.text == shown
    assert f"<b>{shown}</b>" in report_html(seed_report, language="en")


def test_no_cell_of_the_spreadsheet_is_a_formula(seed_report: ReportDocument) -> None:
    book = load_workbook(io.BytesIO(report_xlsx(seed_report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert any(cell.value == "=Sollecito al fornitore" for cell in cells)


def test_no_cell_of_the_csv_is_a_formula(seed_report: ReportDocument) -> None:
    rows = csv.reader(io.StringIO(report_csv(seed_report).decode("utf-8-sig")), delimiter=";")
    cells = [cell for row in rows for cell in row]
    assert "'=Sollecito al fornitore" in cells
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_every_file_says_that_the_values_are_invented(seed_report: ReportDocument) -> None:
    with translation.override("en"):
        book = load_workbook(io.BytesIO(report_xlsx(seed_report)))
        lines = report_csv(seed_report).decode("utf-8-sig").split("\r\n")[1:-1]
    assert all("Invented values" in str(sheet["A2"].value) for sheet in book)
    assert sum("Invented values" in line for line in lines) == len(lines) > 100
    assert json.loads(report_json(seed_report))["period"]["is_demonstration"] is True


def test_the_same_document_gives_the_same_files(seed_report: ReportDocument) -> None:
    assert report_xlsx(seed_report) == report_xlsx(seed_report)
    assert report_csv(seed_report) == report_csv(seed_report)


def test_a_calculator_confirms_every_line_of_every_working(seed_period: ReportingPeriod) -> None:
    results = results_of(seed_period)
    proofs = [results.result.proof]
    proofs += [each.result.proof for each in results.sections]
    proofs += [each.result.proof for each in results.areas]
    proofs += [each.result.proof for each in results.indicators()]
    assert sum(map(assert_holds, proofs)) > 150
