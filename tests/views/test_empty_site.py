"""A site on its first day: no plan, no period, no area. Its pages say so, and none is an error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from objectives.models import Area
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

ENGLISH = {"accept-language": "en"}


def menu(client: Client) -> list[str]:
    """Return where the entries of the main menu lead."""
    html = client.get("/").content.decode().partition('<ul class="navbar-nav">')[2].partition("</ul>")[0]
    return re.findall(r'href="([^"]+)"', html)


def said(client: Client, path: str) -> str:
    return client.get(path, headers=ENGLISH, follow=True).content.decode()


@pytest.fixture(params=["planning_officer", "director", "evaluator", "area_manager"])
def person(request: pytest.FixtureRequest) -> User:
    found: User = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("has_plan", [False, True])
def test_no_entry_of_the_menu_leads_to_an_error(
    has_plan: bool,
    person: User,
    signed_in: Callable[[User], Client],
) -> None:
    if has_plan:
        factories.small_plan()
    client = signed_in(person)
    entries = menu(client)
    assert len(entries) >= 3
    for path in entries:
        assert client.get(path, follow=True).status_code == 200, path


def test_results_without_a_plan_are_said_to_be_none(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    for path in ("/cruscotto/", "/relazione/"):
        assert "There is no plan yet, and so there are no results to show." in said(signed_in(director), path)


def test_the_planning_office_without_a_plan_is_not_sent_to_open_periods(
    planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    assert "Open a period" not in said(client, "/")
    assert "/admin/targets/reportingperiod/add/" in said(client, "/verifica/")
    factories.small_plan()
    assert "Open a period" in said(client, "/")


def test_who_has_no_area_yet_is_told_whom_to_ask(
    area_manager: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    for path in ("/", "/valori/", "/cruscotto/"):
        assert "no area is yours yet: ask the planning office" in said(signed_in(area_manager), path)
    assert signed_in(stranger).get("/valori/").status_code == 403
    assert signed_in(stranger).get("/cruscotto/").status_code == 404


def test_my_values_say_that_no_period_is_open(
    area_manager: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(area_manager)
    plan = factories.small_plan()
    Area.objects.get().managers.add(area_manager)
    assert "When the planning office opens one" in said(client, "/valori/")
    closed = factories_values.period(plan, state="closed")
    page = said(client, "/valori/")
    assert "No period is open. The values of these can be read:" in page
    assert f"/valori/{closed.pk}/" in page


def test_a_plan_without_values_shows_its_pages(
    planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    for state in ("planned", "open", "closed"):
        period = factories_values.period(factories.plan(2030 + len(state)), state=state)
        for path in (
            f"/cruscotto/{period.plan.year}/{period.pk}/",
            f"/relazione/{period.plan.year}/{period.pk}/",
            f"/relazione/{period.plan.year}/{period.pk}/stampa/",
            f"/verifica/{period.pk}/",
            f"/valori/{period.pk}/",
        ):
            assert client.get(path).status_code == 200, (state, path)
