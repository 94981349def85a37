"""Every output tells what is not due yet from what is missed, and says what a figure does not depend on."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from django.utils import translation
from openpyxl import load_workbook

from reports.documents.report import ReportDocument
from reports.results.data import build_report_document, report_periods
from reports.results.files import report_csv, report_json, report_xlsx
from reports.results.page import build_report_page
from reports.results.printing import report_html
from reports.results.showing import shown_report
from targets.models import Indicator
from targets.results import results_of
from targets.services.measures import refresh_plan
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from targets.models import ReportingPeriod

pytestmark = pytest.mark.django_db

DUE = "not yet due: by 31 December 2019"
NOT_COUNTED = "not counted in the figure of its strategic objective"
HOW_MANY = (
    "1 of 4 indicators does not count towards this figure: by the evaluation method an objective "
    "with indicators of its own is judged by these, not by the rows below it."
)


@pytest.fixture
def period(db: None) -> ReportingPeriod:
    """31 December: an objective that is met and one below it that is missed; a target due a year later;
    a draft."""
    factories.organization()
    plan = factories.plan(year=2018)
    office = factories.area("Registro Imprese")
    above = factories.strategic_objective(factories.line(plan, "Innovazione"), "1", area=office)
    section = factories.section(plan, "Attività")
    rows = (
        (above, "n. imprese coinvolte", "> 50"),
        (factories.operational_objective(above, area=office), "n. incontri", "≥ 10"),
        (factories.target(section, "3", area=office), "% di completamento", "100% entro 31/12/2019"),
        (factories.target(section, "4", area=office), "n. eventi realizzati", "≥ 2"),
    )
    for row, formula, target in rows:
        factories.measure(row, formula, target)
    refresh_plan(plan, user=None)
    made = factories_values.period(plan)
    for (_row, formula, _target), number, state in zip(
        rows, (60, 4, 60, 3), ("submitted", "submitted", "submitted", "draft"), strict=True
    ):
        indicator = Indicator.objects.get(measure__formula_text=formula)
        factories_values.actual_value(indicator, made, {"a": number}, state=state)
    return report_periods().get(pk=made.pk)


@pytest.fixture
def document(period: ReportingPeriod) -> ReportDocument:
    """As it is rebuilt from its JSON alone."""
    with translation.override("en"):
        return ReportDocument.from_json(build_report_document(period).to_json())


def test_the_results_count_it_by_itself(period: ReportingPeriod) -> None:
    tally = results_of(period).result.tally
    assert (tally.met, tally.not_met, tally.not_due, tally.not_reported) == (1, 1, 1, 1)
    assert tally.passed_over == 1


def test_page_and_print_say_by_when_it_is_due_and_never_that_it_is_missed(document: ReportDocument) -> None:
    with translation.override("en"):
        report = shown_report(document)
        (found,) = [each.indicator for each in report.listed() if each.indicator.source.figure.due_on]
        html = report_html(document, language="en")
    assert (found.met, found.figure.word, found.figure.css) == (DUE, "not yet due", "band-grey")
    assert (found.figure.text, found.figure.drawn.word) == ("60\xa0%", "not yet due")
    assert "1 met, 1 not met, 1 not yet due, 1 not reported" in report.total.tally
    assert DUE in html
    assert f"achievement 60\xa0%; {DUE}: no band yet" in html
    assert report.others[0].figure is not None
    assert report.others[0].figure.word == "not yet due"  # the draft beside it is left out


def test_the_page_can_be_narrowed_to_it_and_not_to_it_as_missed(document: ReportDocument) -> None:
    with translation.override("en"):
        shown = {
            show: build_report_page(document, {"show": show}, {}).shown for show in ("not_met", "not_due")
        }
    assert shown == {"not_met": 1, "not_due": 1}


def test_spreadsheet_csv_and_json_say_the_same(document: ReportDocument) -> None:
    with translation.override("en"):
        book = load_workbook(io.BytesIO(report_xlsx(document)))
        rows = list(csv.DictReader(io.StringIO(report_csv(document).decode("utf-8-sig")), delimiter=";"))
    assert [row["Target met"] for row in rows] == ["met", "not met", DUE, ""]
    assert [row["Band"] for row in rows][2:] == ["not yet due", ""]
    assert [row["Weight in the figure"] for row in rows] == ["", NOT_COUNTED, "", ""]
    sheet = [row for row in book["Results"].iter_rows(min_row=5, values_only=True) if DUE in row]
    assert len(sheet) == 1
    groups = {row[0]: row for row in book["By line"].iter_rows(min_row=4, values_only=True)}
    titles = groups["Line or section"]
    whole = dict(zip(titles, groups["The whole plan"], strict=True))
    assert (whole["Not yet due"], whole["Not met"], whole["Not counted in this figure"]) == (1, 1, 1)
    figures = [
        each["figure"]
        for section in json.loads(report_json(document))["sections"]
        for row in section["rows"]
        for part in (row, *row["children"])
        for cells in part["cells"]
        for each in cells["indicators"]
    ]
    assert [(each["due_on"], each["is_passed_over"]) for each in figures] == [
        (None, False),
        (None, True),
        ("2019-12-31", False),
        (None, False),
    ]


def test_page_and_print_say_what_their_figure_does_not_depend_on(
    document: ReportDocument,
    period: ReportingPeriod,
    signed_in: Callable[[User], Client],
    director: User,
) -> None:
    path = f"/relazione/2018/{period.pk}/"
    page = signed_in(director).get(path, headers={"accept-language": "en"}).content.decode()
    for html in (page, report_html(document, language="en")):
        assert HOW_MANY in html
        assert html.count(NOT_COUNTED) == 1


def test_dashboard_and_review_say_the_same(
    period: ReportingPeriod, signed_in: Callable[[User], Client], director: User, planning_officer: User
) -> None:
    board = signed_in(director).get(f"/cruscotto/2018/{period.pk}/", headers={"accept-language": "en"})
    page = board.content.decode()
    assert HOW_MANY in page
    missed, not_due = page.partition('id="missed"')[2].split('id="not-due"')
    assert ("% di completamento" in missed, "% di completamento" in not_due) == (False, True)
    assert DUE in not_due
    assert "no note yet" not in not_due
    review = signed_in(planning_officer)
    shown = review.get(f"/verifica/{period.pk}/", headers={"accept-language": "en"}).content.decode()
    assert shown.count(DUE) == 1
    narrowed = review.get(f"/verifica/{period.pk}/?missed=on", headers={"accept-language": "en"})
    assert "% di completamento" not in narrowed.content.decode()


def test_a_draft_is_said_to_be_one_and_its_number_stays_out(document: ReportDocument) -> None:
    html = report_html(document, language="en")
    assert "Entered, not submitted yet." in html
    assert "a number of the formula has not been entered" not in html


@pytest.mark.parametrize(
    ("formula", "target", "numbers", "actual", "deviation"),
    [
        ("pratiche evase/pratiche ricevute", "82%", {"a": 31, "b": 41}, "75.61\xa0%", "−6.39 pp"),
        (
            "Costi di funzionamento anno 2018 *100/costi di funzionamento anno 2015",
            "- 20% rispetto al consolidato 2015",
            {"a": 1200, "b": 1600},
            "75\xa0%",
            "−5 pp",
        ),
    ],
)
def test_a_value_stands_in_the_unit_of_its_target_and_deviates_in_one_direction(
    formula: str, target: str, numbers: dict[str, int], actual: str, deviation: str, db: None
) -> None:
    plan = factories.plan(year=2018)
    factories.measure(factories.target(factories.section(plan), "1"), formula, target)
    refresh_plan(plan, user=None)
    made = factories_values.period(plan)
    factories_values.actual_value(Indicator.objects.get(), made, numbers)
    with translation.override("en"):
        report = shown_report(build_report_document(report_periods().get(pk=made.pk)))
        ((found),) = [each.indicator for each in report.listed()]
    assert (found.actual, found.deviation) == ((actual,), deviation)
