"""The dashboard: the same figures as everywhere, what is late and missed, and nobody else's."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reports.dashboard.data import Dashboard, Scope, build_dashboard
from reports.dashboard.periods import latest, periods_of
from targets.models import ReportingPeriod
from targets.results import results_of, results_of_periods
from targets.services.measures import refresh_plan
from tests import factories
from tests.factories_values import actual_value, method, mid_year, period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from objectives.models import Plan
    from tests.reports.dashboard.conftest import Board

TODAY = datetime.date(2019, 1, 20)
ALL = Scope(everything=True)
LATE = datetime.date(2019, 2, 1)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def page_of(board: Board, scope: Scope = ALL, today: datetime.date = TODAY) -> Dashboard:
    return build_dashboard(board.period, periods_of(2018), scope=scope, today=today)


def counts(page: Dashboard) -> dict[str, int]:
    return {each.label: each.number for each in page.counts}


def test_the_figures_are_those_of_the_results(board: Board) -> None:
    board.report_everything()
    page, results = page_of(board), results_of(board.period)
    assert [row.shown.figure.value for row in page.wholes] == [results.result.shown]
    assert {group.anchor: [row.shown.figure.value for row in group.rows] for group in page.groups} == {
        "lines": [section.result.shown for section in results.sections if section.is_line],
        "sections": [section.result.shown for section in results.sections if not section.is_line],
        "areas": [area.result.shown for area in results.areas],
    }


def test_each_figure_opens_its_working(board: Board) -> None:
    board.report_everything()
    page = page_of(board)
    assert page.wholes[0].shown.proof
    assert all(row.shown.proof for group in page.groups for row in group.rows)
    assert any("40" in line for line in page.missed[0].shown.proof)


def test_every_indicator_is_counted_in_exactly_one_share(board: Board) -> None:
    actual_value(board.companies, board.period, {"a": 40})
    page = page_of(board)
    assert sum(share.count for share in page.shares) == page.total == 3
    assert counts(page)["not reported"] == 2


def test_the_columns_of_a_group_add_up_to_its_indicators(board: Board) -> None:
    """Those of its table: met, not met, not yet due, not reported, not computable, not applicable."""
    for group in page_of(board).groups:
        for row in group.rows:
            tally = row.tally
            columns = (tally.met, tally.not_met, tally.not_due, tally.not_reported)
            assert sum((*columns, tally.not_computable, tally.not_applicable)) == tally.total, row.name


def test_what_is_missed_says_target_value_and_cause(board: Board) -> None:
    board.report_everything()
    (line,) = page_of(board).missed
    assert (line.target, line.actual) == ("more than 50\xa0imprese", ("40\xa0imprese",))
    assert line.deviation == "Poche adesioni"
    assert line.shown.figure.text == "80\xa0%"


def test_the_furthest_from_its_target_stands_first(board: Board) -> None:
    actual_value(board.companies, board.period, {"a": 49})
    actual_value(board.days, board.period, {"a": 50})
    assert [line.code for line in page_of(board).missed] == ["3", "1"]


def test_a_draft_is_missing_and_its_numbers_stay_with_the_area(board: Board) -> None:
    actual_value(board.companies, board.period, {"a": 4321}, state="draft", deviation="Solo per noi")
    page = page_of(board)
    assert [(line.code, line.entry, line.actual, line.deviation) for line in page.missing] == [
        ("1", "Draft", (), ""),
        ("2", "Missing", (), ""),
        ("3", "Missing", (), ""),
    ]
    assert "4321" not in str(page)
    assert counts(page)["still a draft"] == 1


def test_what_is_missing_is_late_only_after_the_due_date(board: Board) -> None:
    assert not page_of(board, today=board.period.due_on).is_late
    assert page_of(board, today=LATE).is_late
    board.report_everything()
    assert not page_of(board, today=LATE).is_late


def test_a_deadline_that_has_passed_without_a_date_is_listed_apart(board: Board) -> None:
    row = factories.target(board.plan.sections.get(), "9", area=board.promotion)
    factories.measure(row, "% di completamento", "100% entro 30/6/2018")
    refresh_plan(board.plan, user=None)
    indicator = next(each for each in board.indicators() if each.measure.target_id == row.pk)
    actual_value(indicator, board.period, {"a": 100})
    page = page_of(board)
    assert [line.code for line in page.undated] == ["9"]
    assert "9" not in [line.code for line in page.missing]
    assert page.undated[0].why


def test_what_gives_no_figure_is_listed_with_its_reason(board: Board) -> None:
    row = factories.target(board.plan.sections.get(), "8", area=board.promotion)
    factories.measure(row, "n. imprese / n. domande", "> 2")
    refresh_plan(board.plan, user=None)
    indicator = next(each for each in board.indicators() if each.measure.target_id == row.pk)
    actual_value(indicator, board.period, {"a": 1, "b": 0})
    (line,) = page_of(board).without_figure
    assert line.code == "8"
    assert line.shown.reason == "The formula divides by zero."


def test_what_was_set_by_hand_stands_beside_the_computed_figure(board: Board, director: User) -> None:
    actual_value(
        board.companies,
        board.period,
        {"a": 40},
        override=Decimal(95),
        override_reason="Evento rinviato",
        override_by=director,
        override_on=datetime.date(2019, 1, 15),
    )
    page = page_of(board)
    (line,) = page.missed
    assert line.shown.figure.text == "80\xa0%"
    assert line.shown.figure.override.startswith("set by hand: 95\xa0%")
    assert "Evento rinviato" in line.shown.override_reason
    assert counts(page)["set by hand"] == 1


def test_figures_are_compared_with_the_period_before(board: Board) -> None:
    earlier = mid_year(board.plan, state="closed")
    actual_value(board.companies, earlier, {"a": 10})
    actual_value(board.companies, board.period, {"a": 40})
    row = page_of(board).groups[0].rows[0]
    assert row.before is not None
    assert (row.before.text, row.before.change) == ("20\xa0%", "+60 percentage points")


def test_a_period_that_was_never_opened_is_nothing_to_compare_with(board: Board) -> None:
    mid_year(board.plan, state="planned")
    page = page_of(board)
    assert page.before is None
    assert page.wholes[0].before is None


def test_without_a_figure_before_no_change_is_made_up(board: Board) -> None:
    mid_year(board.plan, state="closed")
    actual_value(board.companies, board.period, {"a": 40})
    before = page_of(board).groups[0].rows[0].before
    assert before is not None
    assert (before.text, before.change) == ("not reported", "")


def test_results_of_several_periods_are_those_of_each(board: Board) -> None:
    earlier = mid_year(board.plan, state="closed")
    actual_value(board.companies, earlier, {"a": 10})
    board.report_everything()
    together = results_of_periods([board.period, earlier])
    assert [found.result for found in together] == [
        results_of(board.period).result,
        results_of(earlier).result,
    ]


def test_the_latest_period_is_the_last_with_values_or_open(board: Board) -> None:
    june = mid_year(board.plan, state="closed")
    ReportingPeriod.objects.filter(pk=board.period.pk).update(state="planned")
    assert latest(periods_of(2018)) == june  # neither: the first
    actual_value(board.companies, june, {"a": 10})
    assert latest(periods_of(2018)) == june
    actual_value(board.companies, board.period, {"a": 10}, state="draft")
    assert latest(periods_of(2018)) == june  # a draft counts nowhere
    ReportingPeriod.objects.filter(pk=board.period.pk).update(state="open")
    assert latest(periods_of(2018)) == board.period
    assert latest([]) is None


def test_who_manages_several_areas_sees_each_of_them(board: Board) -> None:
    board.report_everything()
    both = Scope(everything=False, areas=frozenset({board.registry.pk, board.promotion.pk}))
    page = page_of(board, both)
    assert [row.name for row in page.wholes] == ["Promozione", "Registro Imprese"]
    assert [group.anchor for group in page.groups] == ["areas"]
    assert page.tree is None


def test_the_data_of_the_page_costs_ten_queries(board: Board) -> None:
    method(board.plan)
    mid_year(board.plan, state="closed")
    board.report_everything()
    periods = list(periods_of(2018))
    chosen = next(each for each in periods if each == board.period)
    with CaptureQueriesContext(connection) as context:
        build_dashboard(chosen, periods, scope=ALL, today=TODAY)
    assert len(context) == 10


def test_the_demonstration_plan_costs_no_more_queries_than_a_small_one(
    seed_plan: Plan, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    method(seed_plan)
    mid_year(seed_plan, state="closed")
    chosen = period(seed_plan)
    periods = list(periods_of(2018))
    with django_assert_num_queries(10):
        page = build_dashboard(chosen, periods, scope=ALL, today=TODAY)
    assert page.total == 117
    assert len(page.missing) == 117 - counts(page)["cannot be computed"]
