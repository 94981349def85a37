"""The first page: what is asked of whom, and the way to what each may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from reports.home.page import Tally, build_home_page
from targets.models import ActualValue, Indicator, ReportingPeriod
from tests import factories, factories_site, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.factories_site import Site

IN_TIME = date(2019, 1, 20)
TOO_LATE = date(2019, 2, 1)


@pytest.fixture
def site(db: None) -> Site:
    return factories_site.site()


def page_of(client: Client) -> str:
    client.post("/lingua/", {"language": "en"})
    return client.get("/").content.decode()


def test_an_area_manager_is_asked_for_the_values_of_their_areas_and_no_others(site: Site) -> None:
    asked = build_home_page(site.owner, today=IN_TIME).open_periods
    assert [each.tally for each in asked] == [Tally(3, draft=0, returned=1, submitted=0, validated=0)]
    assert asked[0].tally.missing == 2
    assert asked[0].tally.to_do == 3
    other = build_home_page(site.other, today=IN_TIME).open_periods
    assert [each.tally for each in other] == [Tally(1, draft=0, returned=0, submitted=0, validated=0)]


def test_the_planning_office_sees_the_states_of_all_areas(site: Site, planning_officer: User) -> None:
    factories_values.actual_value(Indicator.objects.exclude(pk=site.indicator.pk).first(), site.period)  # type: ignore[arg-type]
    asked = build_home_page(planning_officer, today=IN_TIME).open_periods
    assert asked[0].tally == Tally(4, draft=0, returned=1, submitted=1, validated=0)


def test_what_is_done_is_not_late(site: Site) -> None:
    assert not build_home_page(site.owner, today=IN_TIME).open_periods[0].is_late
    assert build_home_page(site.owner, today=TOO_LATE).open_periods[0].is_late
    ActualValue.objects.update(state=ActualValue.State.SUBMITTED)
    Indicator.objects.exclude(pk=site.indicator.pk).delete()
    assert not build_home_page(site.owner, today=TOO_LATE).open_periods[0].is_late


def test_what_is_due_first_comes_first(site: Site) -> None:
    first = factories_values.mid_year(site.plan)
    asked = build_home_page(site.owner, today=IN_TIME).open_periods
    assert [each.period for each in asked] == [first, site.period]
    assert asked[0].tally.missing == 3  # what was entered for another period is of no use to it


@pytest.mark.parametrize("state", [ReportingPeriod.State.PLANNED, ReportingPeriod.State.CLOSED])
def test_nothing_is_asked_for_a_period_that_is_not_open(state: str, site: Site) -> None:
    ReportingPeriod.objects.update(state=state)
    assert build_home_page(site.owner, today=IN_TIME).open_periods == ()


def test_a_director_finds_the_results_and_is_asked_for_nothing(site: Site, director: User) -> None:
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    page = build_home_page(director, today=IN_TIME)
    assert page.open_periods == ()
    assert page.plans[0].periods == (site.period,)
    assert page.plans[0].open_doubts is None


def test_a_period_that_was_never_opened_has_no_results(site: Site, director: User) -> None:
    ReportingPeriod.objects.update(state=ReportingPeriod.State.PLANNED)
    assert build_home_page(director, today=IN_TIME).plans[0].periods == ()


def test_an_area_manager_is_not_led_to_what_others_reported(site: Site) -> None:
    assert build_home_page(site.owner, today=IN_TIME).plans[0].periods == ()


@pytest.mark.parametrize(
    ("person", "invented"), [("owner", True), ("director", True), ("stranger", False), ("other", False)]
)
def test_invented_values_are_said_to_be_so_to_whoever_sees_them(
    person: str, invented: bool, site: Site, director: User, stranger: User
) -> None:
    people = {"owner": site.owner, "director": director, "stranger": stranger, "other": site.other}
    ReportingPeriod.objects.update(is_demonstration=True)
    Indicator.objects.filter(measure__target__code="2").delete()  # nothing is asked of the other
    assert build_home_page(people[person], today=IN_TIME).has_invented_values is invented


def test_without_a_role_the_page_says_whom_to_ask(
    site: Site, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    page = page_of(signed_in(stranger))
    assert "has no role yet" in page
    assert "Piano performance" not in page


def test_a_manager_without_an_area_is_told_whom_to_ask(
    site: Site, area_manager: User, signed_in: Callable[[User], Client]
) -> None:
    assert "no area is yours yet" in page_of(signed_in(area_manager))


def test_the_page_of_an_area_manager_leads_to_their_values(
    site: Site, signed_in: Callable[[User], Client]
) -> None:
    page = page_of(signed_in(site.owner))
    assert page.index("What is asked of you") < page.index("Values as of") < page.index("Plans</h2>")
    assert f'href="/valori/{site.period.pk}/"' in page
    assert "<strong>3</strong> values of 3 are still to be done" in page


def test_the_page_of_the_planning_office_leads_to_its_work(
    site: Site, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    page = page_of(signed_in(planning_officer))
    for address in (f"/verifica/{site.period.pk}/", "/importa/", "/admin/targets/evaluationmethod/"):
        assert f'href="{address}' in page


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.EVALUATION_BODY])
def test_whoever_looks_at_results_is_led_to_dashboard_report_and_evidence(
    role: Role, site: Site, signed_in: Callable[[User], Client]
) -> None:
    page = page_of(signed_in(factories.user("looks", role)))
    key = site.period.pk
    for address in (
        f"/cruscotto/2018/{key}/",
        f"/relazione/2018/{key}/",
        f"/relazione/2018/{key}/pdf/",
        f"/verifica/{key}/",
        "/piano/2018/pdf/",
    ):
        assert f'href="{address}"' in page
    assert "/importa/" not in page


def test_the_method_of_a_plan_is_one_step_away(
    site: Site, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    method = factories_values.method(site.plan)
    assert f'href="/admin/targets/evaluationmethod/{method.pk}/change/"' in page_of(
        signed_in(planning_officer)
    )


def test_a_closed_site_offers_to_open_a_period(
    site: Site, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    assert 'href="/verifica/"' in page_of(signed_in(planning_officer)).split("No period is open")[1]


def queries(client: Client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        client.get("/")
    return len(captured)


@pytest.mark.parametrize("person", ["owner", "director", "officer"])
def test_the_queries_do_not_grow_with_what_is_there(
    person: str, site: Site, director: User, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    people = {"owner": site.owner, "director": director, "officer": planning_officer}
    client = signed_in(people[person])
    before = queries(client)
    for year in (2019, 2020):
        plan = factories.plan(year)
        factories_values.period(plan)
        factories_values.mid_year(plan)
    factories.area("Third").managers.add(site.owner)
    factories_values.mid_year(site.plan)
    assert queries(client) == before <= 12


def entries(client: Client) -> list[str]:
    client.post("/lingua/", {"language": "en"})
    return [entry.label for entry in client.get("/").context["entries"]]


def test_the_menu_holds_what_each_comes_for(
    site: Site, director: User, planning_officer: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    assert entries(signed_in(stranger)) == ["Home"]
    assert entries(signed_in(site.owner)) == ["Home", "My values", "Dashboard"]
    assert entries(signed_in(director)) == ["Home", "Values and evidence", "Dashboard", "Report"]
    office = ["Home", "Review", "Dashboard", "Report", "Import", "Data entry"]
    assert entries(signed_in(planning_officer)) == office


def test_dashboard_and_report_open_with_the_newest_results(
    site: Site, director: User, signed_in: Callable[[User], Client]
) -> None:
    factories.plan(2019)  # nothing of it has been reported yet
    client = signed_in(director)
    assert client.get("/cruscotto/").headers["Location"] == "/cruscotto/2018/"
    assert client.get("/relazione/").headers["Location"] == "/relazione/2018/"
    ReportingPeriod.objects.update(state=ReportingPeriod.State.PLANNED)
    assert client.get("/cruscotto/").headers["Location"] == "/cruscotto/2019/"


def test_without_a_plan_dashboard_and_report_lead_to_the_first_page(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(director).get("/cruscotto/").headers["Location"] == "/"


def test_the_menu_says_where_one_is(planning_officer: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(planning_officer)
    page = client.get("/importa/")
    assert [entry.url for entry in page.context["entries"] if entry.here] == ["/importa/"]
    assert [entry.url for entry in client.get("/").context["entries"] if entry.here] == ["/"]
