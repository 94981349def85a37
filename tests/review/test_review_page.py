"""The page of a period: what it counts, what it shows, what can be done on it, and for whom."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from targets.models import ActualValue, ReportingPeriod, ReviewDecision
from targets.results import results_of
from targets.review.page import Counts, build_review_page
from targets.services.reviewing import return_value, set_override
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.review.conftest import Office

NOW = datetime.datetime(2019, 2, 1, 10, 0, tzinfo=datetime.UTC)
BEFORE, AFTER = datetime.date(2019, 1, 31), datetime.date(2019, 2, 1)


@pytest.fixture
def client_of_office(office: Office, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(office.officer)


def url(name: str, *args: object) -> str:
    return reverse(f"targets:{name}", args=args)


def test_each_state_is_counted_by_area(office: Office) -> None:
    page = build_review_page(office.period, {}, today=BEFORE)
    by_area = {each.area: each.counts for each in page.areas}
    assert by_area[office.area] == Counts(missing=1, draft=1, submitted=1)
    assert by_area[office.elsewhere] == Counts(missing=1)
    assert page.counts == Counts(missing=2, draft=1, submitted=1)


def test_what_the_area_has_not_submitted_is_late_from_the_day_after_the_due_date(office: Office) -> None:
    assert build_review_page(office.period, {}, today=BEFORE).counts.late == 0
    assert build_review_page(office.period, {}, today=AFTER).counts.late == 3


def test_an_area_names_its_managers_and_a_person_what_they_entered(office: Office) -> None:
    page = build_review_page(office.period, {}, today=BEFORE)
    assert [each.managers for each in page.areas] == [(office.other_manager,), (office.manager,)]
    (person,) = page.people
    assert (person.person, person.counts) == (office.manager, Counts(draft=1, submitted=1))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, 4),
        ({"state": "submitted"}, 1),
        ({"state": "missing"}, 2),
        ({"late": "on"}, 3),
        ({"missed": "on"}, 1),
        ({"q": "IMPRESE coinvolte"}, 1),
        ({"q": "no such words"}, 0),
        ({"state": "no-such-state", "area": "no-such-area"}, 4),
    ],
)
def test_the_filter_narrows_what_is_shown_and_not_what_is_counted(
    query: dict[str, str], shown: int, office: Office
) -> None:
    page = build_review_page(office.period, query, today=AFTER)
    assert (page.shown_count, page.counts.total) == (shown, 4)


def test_the_filter_shows_one_area(office: Office) -> None:
    page = build_review_page(office.period, {"area": str(office.elsewhere.pk)}, today=AFTER)
    assert [each.area for each in page.shown_areas] == [office.elsewhere]


def test_its_figures_are_those_of_the_results(office: Office) -> None:
    set_override(office.submitted, Decimal(95), "Dati tardivi", user=office.officer, today=AFTER)
    page = build_review_page(office.period, {}, today=AFTER)
    shown = {row.key: row for each in page.areas for row in each.rows}
    for each in results_of(office.period).indicators():
        row = shown[each.measured.indicator.pk]
        if row.counts or row.value is None:
            assert (row.result.shown, row.result.band, row.result.override, row.outcome) == (
                each.result.shown,
                each.result.band,
                each.result.override,
                each.outcome,
            )
    with translation.override("it"):
        assert shown[office.submitted.indicator_id].figure == "87,5\u00a0%"
    assert shown[office.submitted.indicator_id].override_words == "95\u00a0%"


def test_a_draft_is_shown_as_what_does_not_count(office: Office) -> None:
    page = build_review_page(office.period, {"state": "draft"}, today=AFTER)
    (row,) = [row for each in page.areas for row in each.rows]
    assert row.result.shown == 100
    assert not row.counts


def test_a_returned_value_says_why(office: Office) -> None:
    return_value(office.submitted, "Manca il verbale", user=office.officer, now=NOW)
    page = build_review_page(office.period, {"state": "returned"}, today=AFTER)
    (row,) = [row for each in page.areas for row in each.rows]
    assert row.returned is not None
    assert row.returned.reason == "Manca il verbale"


def test_the_page_shows_everything_of_a_value(office: Office, client_of_office: Client) -> None:
    text = client_of_office.get(url("review", office.period.pk)).content.decode()
    for shown in (
        "Meno personale",
        "87,5\u00a0%",
        "Procedimenti avviati",
        "Anna",
        "Registro Imprese",
        "≤ 5 gg",
    ):
        assert shown in text


def test_the_chosen_values_are_validated(office: Office, client_of_office: Client) -> None:
    token = f"{office.submitted.pk}:{office.submitted.version}"
    data = {"value": [token], "query": "state=submitted"}
    response = client_of_office.post(url("review_validate", office.period.pk), data)
    assert response.headers["Location"] == url("review", office.period.pk) + "?state=submitted"
    office.submitted.refresh_from_db()
    assert office.submitted.state == ActualValue.State.VALIDATED


def test_all_of_an_area_are_shown_before_they_are_validated(office: Office, client_of_office: Client) -> None:
    address = url("review_validate", office.period.pk)
    shown = client_of_office.post(address, {"area": str(office.area.pk)})
    token = f"{office.submitted.pk}:{office.submitted.version}"
    assert f'value="{token}"' in shown.content.decode()
    assert not ReviewDecision.objects.exists()
    client_of_office.post(address, {"value": token})
    assert ReviewDecision.objects.get().actual_value == office.submitted


def test_a_value_that_changed_since_the_page_was_opened_is_named(
    office: Office, client_of_office: Client
) -> None:
    token = f"{office.submitted.pk}:{office.submitted.version}"
    return_value(office.submitted, "Manca il verbale", user=office.colleague, now=NOW)
    address = url("review_validate", office.period.pk)
    text = client_of_office.post(address, {"value": token}, follow=True).content.decode()
    assert "Avviare l&#x27;80% dei procedimenti" in text.partition("<h1>")[0]
    office.submitted.refresh_from_db()
    assert office.submitted.state == ActualValue.State.RETURNED


@pytest.mark.parametrize("tokens", [[], ["x"], ["1:"], ["99999:0"], ["1:1:1"], ["9" * 40 + ":0"]])
def test_what_names_no_value_of_the_period_validates_nothing(
    tokens: list[str], office: Office, client_of_office: Client
) -> None:
    response = client_of_office.post(url("review_validate", office.period.pk), {"value": tokens})
    assert response.status_code == 302
    assert not ReviewDecision.objects.exists()


def test_the_period_is_closed_and_opened_again_with_a_reason(
    office: Office, client_of_office: Client
) -> None:
    client_of_office.post(url("period_close", office.period.pk))
    office.period.refresh_from_db()
    assert office.period.state == ReportingPeriod.State.CLOSED
    client_of_office.post(url("period_open", office.period.pk))
    office.period.refresh_from_db()
    assert office.period.state == ReportingPeriod.State.CLOSED
    client_of_office.post(url("period_open", office.period.pk), {"reason": "Dati corretti"})
    office.period.refresh_from_db()
    assert office.period.is_open


@pytest.mark.parametrize(
    ("name", "method", "of_director", "of_manager", "of_stranger"),
    [
        ("reviews", "get", 200, 404, 404),
        ("review", "get", 200, 404, 404),
        ("review_validate", "post", 403, 404, 404),
        ("period_open", "post", 403, 404, 404),
        ("period_close", "post", 403, 404, 404),
        ("remind", "get", 403, 404, 404),
        ("remind", "post", 403, 404, 404),
    ],
)
def test_who_may_look_does_not_decide_and_others_find_nothing(
    name: str,
    method: str,
    of_director: int,
    of_manager: int,
    of_stranger: int,
    office: Office,
    director: User,
    stranger: User,
    signed_in: Callable[[User], Client],
) -> None:
    address = url(name, *(() if name == "reviews" else (office.period.pk,)))
    people = {director: of_director, office.manager: of_manager, stranger: of_stranger}
    for person, status in people.items():
        assert getattr(signed_in(person), method)(address).status_code == status


def test_who_only_looks_is_offered_no_button(
    office: Office, evaluator: User, signed_in: Callable[[User], Client]
) -> None:
    text = signed_in(evaluator).get(url("review", office.period.pk)).content.decode()
    assert "87,5\u00a0%" in text
    assert 'method="post"' not in text.partition("<main")[2]


def test_no_page_asks_more_of_the_database_for_a_larger_plan(
    office: Office, client_of_office: Client
) -> None:
    pages = {
        "reviews": url("reviews"),
        "review": url("review", office.period.pk),
        "review_value": url("review_value", office.period.pk, office.submitted.indicator_id),
    }

    def counts() -> dict[str, int]:
        found = {}
        for name, address in pages.items():
            with CaptureQueriesContext(connection) as queries:
                assert client_of_office.get(address).status_code == 200
            found[name] = len(queries)
        return found

    small = counts()
    section = office.plan.sections.get()
    for number in range(15):
        elsewhere = factories.area(f"Area {number}")
        elsewhere.managers.add(office.manager)
        measure = factories.measure(factories.target(section, f"x{number}", area=elsewhere), "SI/NO", "SI")
        indicator = measure.indicators.create(kind="yes_no")
        person = factories.user(f"person{number}")
        factories_values.actual_value(indicator, office.period, done=True, entered_by=person)
    large = counts()
    assert large == small
    assert large["review"] <= 15
    assert large["review_value"] <= 25
