"""The report as one object: built in a fixed number of queries, and equal to what its JSON rebuilds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from reports.documents.canonical import CanonicalError
from reports.documents.report import Chapter, Entry, ReportDocument
from reports.models import Narrative
from reports.results.data import build_report_document, report_periods
from targets.domain.counting.states import State
from targets.results import results_of
from targets.wording.figures import as_judged
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

    from reports.documents.report import Figure, ReportIndicator
    from targets.models import ReportingPeriod

pytestmark = pytest.mark.django_db


def indicators(document: ReportDocument) -> Iterator[ReportIndicator]:
    for row in document.rows():
        yield from row.indicators


def figures(document: ReportDocument) -> Iterator[Figure]:
    yield document.total
    for group in (document.areas, document.sections, document.rows(), indicators(document)):
        yield from (each.figure for each in group if each.figure is not None)


def test_it_is_built_in_twelve_queries_at_any_size(
    seed_period: ReportingPeriod, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(12):
        build_report_document(seed_period)
    small = factories_values.mid_year(factories.plan(2031))
    factories_values.method(small.plan)
    period = report_periods().get(pk=small.pk)
    with django_assert_num_queries(12):
        build_report_document(period)


def test_the_json_rebuilds_an_equal_document(seed_report: ReportDocument) -> None:
    text = seed_report.to_json()
    rebuilt = ReportDocument.from_json(text)
    assert rebuilt == seed_report
    assert rebuilt.to_json() == text
    assert rebuilt.digest == seed_report.digest


def test_the_json_is_canonical(seed_report: ReportDocument) -> None:
    text = seed_report.to_json()
    data = json.loads(text, parse_float=lambda number: pytest.fail(f"{number} is no decimal string"))
    assert json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == text
    assert data["schema"] == ReportDocument.SCHEMA
    assert data["period"]["as_of"] == "2018-12-31"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"schema":"perfplan/report/2"}',
        '{"schema":"perfplan/report/1","year":2018}',
    ],
)
def test_json_that_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(CanonicalError):
        ReportDocument.from_json(text)


def test_a_changed_kind_of_data_is_refused(seed_report: ReportDocument) -> None:
    data = json.loads(seed_report.to_json())
    data["year"] = "2018"
    with pytest.raises(CanonicalError, match="no int"):
        ReportDocument.from_json(json.dumps(data))


def test_the_values_cover_every_state(seed_report: ReportDocument) -> None:
    found = list(indicators(seed_report))
    assert {each.reported.entry for each in found} == set(Entry)
    assert {each.figure.state for each in found} == set(State) - {State.EMPTY}
    assert {each.met for each in found} == {True, False, None}
    assert any(each.figure.achievement == 0 for each in found)
    assert any(each.figure.override for each in found)
    assert any(each.reported.evidence for each in found)
    assert any(each.deviations for each in found)


def test_every_figure_is_that_of_the_one_function(
    seed_period: ReportingPeriod, seed_report: ReportDocument
) -> None:
    results = results_of(seed_period)
    assert seed_report.total.achievement == results.result.achievement
    assert [each.figure.shown for each in seed_report.areas] == [each.result.shown for each in results.areas]
    assert [(each.figure.achievement, each.figure.proof) for each in indicators(seed_report)] == [
        (each.result.achievement, each.result.proof) for each in results.indicators()
    ]
    assert [each.value for each in indicators(seed_report)] == [
        each.outcome.value and as_judged(each.outcome.value, None, each.outcome.proof)[0]
        for each in results.indicators()
    ]
    rows = [row for section in results.sections for row in section.all_rows()]
    assert [row.figure.shown for row in seed_report.rows() if row.figure] == [
        row.result.shown for row in rows
    ]


def test_each_figure_has_a_proof_of_its_own_number(seed_report: ReportDocument) -> None:
    refs = [figure.ref for figure in figures(seed_report)]
    assert len(refs) == len(set(refs))


def test_what_an_area_does_not_stand_by_is_named_and_not_shown(seed_report: ReportDocument) -> None:
    held_back = [
        each for each in indicators(seed_report) if each.reported.entry in {Entry.DRAFT, Entry.RETURNED}
    ]
    assert held_back
    for each in held_back:
        assert each.is_missing
        assert each.value is None
        assert (each.reported.answers, each.reported.cause, each.reported.entered) == ((), "", None)


def test_a_validated_value_says_who_validated_it(seed_report: ReportDocument) -> None:
    for each in indicators(seed_report):
        assert (each.reported.validated is not None) is (each.reported.entry is Entry.VALIDATED)


def test_chapters_of_the_texts_are_those_of_the_document() -> None:
    assert set(Narrative.Chapter.values) == {each.value for each in Chapter}
