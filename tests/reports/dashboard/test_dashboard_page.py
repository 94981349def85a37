"""The page of the dashboard: who sees what, and what it says where there is nothing to show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from targets.models import ActualValue, ReportingPeriod
from targets.services.measures import refresh_plan
from tests import factories
from tests.factories_values import actual_value, method, mid_year, period

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.reports.dashboard.conftest import Board


def reading(client: Client) -> Client:
    """Let who is signed in read English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def test_an_area_manager_sees_their_own_areas_and_nothing_of_the_others(
    board: Board, manager: User, signed_in: Callable[[User], Client]
) -> None:
    board.report_everything()
    page = reading(signed_in(manager)).get(board.url).content.decode()
    assert "n. imprese coinvolte" in page
    assert "Registro Imprese" in page
    for other in ("Promozione", "Turismo", "Processi", "Tempo medio"):
        assert other not in page


def test_who_may_see_no_values_finds_no_dashboard(
    board: Board, area_manager: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    for person in (area_manager, stranger):  # the manager has no area yet
        client = reading(signed_in(person))
        assert client.get(board.url).status_code == 404
        assert client.get("/cruscotto/2018/").status_code == 404


def test_the_dashboard_of_a_year_leads_to_its_latest_period(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    response = reading(signed_in(director)).get("/cruscotto/2018/")
    assert response.status_code == 302
    assert response.headers["Location"] == board.url


def test_without_a_period_the_page_says_so(
    db: None, director: User, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    factories.plan(year=2018)
    for person, offered in ((director, False), (planning_officer, True)):
        page = reading(signed_in(person)).get("/cruscotto/2018/")
        assert page.status_code == 200
        assert "no reporting period yet" in page.content.decode()
        assert ("/admin/targets/reportingperiod/" in page.content.decode()) is offered
    assert reading(signed_in(director)).get("/cruscotto/2017/").status_code == 404


def test_a_period_of_another_plan_is_not_found(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    other = period(factories.plan(year=2017))
    assert reading(signed_in(director)).get(f"/cruscotto/2018/{other.pk}/").status_code == 404


def test_before_anything_is_submitted_there_is_no_figure_and_no_chart(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    actual_value(board.companies, board.period, {"a": 40}, state="draft")
    page = reading(signed_in(director)).get(board.url).content.decode()
    assert "No value has been submitted for this period yet" in page
    assert 'role="img"' not in page
    assert "What is missed" not in page
    assert "3 indicators" in page


@pytest.mark.parametrize(
    ("state", "said", "not_said"),
    [
        (
            "planned",
            ["not open yet", "What will be asked for", "will be due by", "Read the values"],
            ["late"],
        ),
        ("open", ["No value has been submitted for this period yet", "What is late", "Enter values"], []),
        (
            "closed",
            ["No value was submitted", "period is closed", "What is late", "Read the values"],
            ["submitted for this period yet", "not open yet"],
        ),
    ],
)
def test_what_is_not_open_yet_and_what_is_closed_is_worded(
    state: str,
    said: list[str],
    not_said: list[str],
    board: Board,
    planning_officer: User,
    signed_in: Callable[[User], Client],
) -> None:
    ReportingPeriod.objects.update(state=state)
    page = reading(signed_in(planning_officer)).get(board.url).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    assert [words for words in said if words not in main] == []
    assert [words for words in not_said if words in main] == []


def test_nothing_is_late_before_the_period_is_opened(
    board: Board, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    page = f"/verifica/{board.period.pk}/"
    assert "3 indicators are late" in reading(signed_in(planning_officer)).get(page).content.decode()
    ReportingPeriod.objects.update(state="planned")
    assert "indicators are late" not in reading(signed_in(planning_officer)).get(page).content.decode()


def test_who_has_nothing_in_the_plan_is_told_so_and_shown_no_row_of_zeros(
    board: Board, area_manager: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    factories.area("Altrove").managers.add(area_manager)
    page = reading(signed_in(area_manager)).get(board.url).content.decode()
    assert "No indicator belongs to your areas in this plan." in page
    assert "0 indicators" not in page
    empty = period(factories.plan(year=2019))
    page = reading(signed_in(director)).get(f"/cruscotto/2019/{empty.pk}/").content.decode()
    assert "Nothing is measured in this plan yet" in page
    assert "0 indicators" not in page


def test_invented_values_are_said_to_be(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    client = reading(signed_in(director))
    notice = "Invented values: this is a demonstration."
    assert notice not in client.get(board.url).content.decode()
    ReportingPeriod.objects.update(is_demonstration=True)
    assert notice in client.get(board.url).content.decode()


def test_a_text_of_a_person_is_never_markup(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    board.report_everything()
    ActualValue.objects.update(deviation="<script>alert(1)</script>")
    board.plan.lines.filter(name="Innovazione").update(name="<b>Innovazione</b>")
    page = reading(signed_in(director)).get(board.url).content.decode()
    assert "<script>alert" not in page
    assert "<b>Innovazione" not in page
    assert "&lt;b&gt;Innovazione" in page


def test_a_target_missed_without_a_note_says_so(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    actual_value(board.companies, board.period, {"a": 40})
    assert "no note yet" in reading(signed_in(director)).get(board.url).content.decode()


def test_the_page_costs_the_same_queries_at_any_size(
    board: Board, director: User, signed_in: Callable[[User], Client]
) -> None:
    method(board.plan)
    client = reading(signed_in(director))
    mid_year(board.plan, state="closed")
    board.report_everything()

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(board.url).status_code == 200
        return len(context)

    few = queries()
    for number in range(5):
        line = factories.line(board.plan, f"Linea {number}")
        area = factories.area(f"Area {number}")
        factories.measure(
            factories.strategic_objective(line, f"{number + 20}", area=area), "n. imprese", "> 5"
        )
    refresh_plan(board.plan, user=None)
    for indicator in board.indicators()[3:]:
        actual_value(indicator, board.period, {"a": 3})
    assert queries() == few
