"""Going through the doubts of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from objectives.models import Plan, StrategicObjective
from targets.models import Doubt
from targets.selectors import measures_for_reading, open_doubts, open_doubts_by_plan
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import page_of, save, url

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

LIST = url(Doubt, "changelist")


@pytest.fixture
def plan(db: None) -> Plan:
    """A plan with two doubts: a lost sign, a missing target."""
    plan = factories.small_plan()
    parent = StrategicObjective.objects.get()
    area = parent.area
    factories.measure(factories.operational_objective(parent, "1.2", area=area), "% di completamento", "=70%")
    factories.measure(factories.operational_objective(parent, "1.3", area=area), "SI/NO", "")
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def lost_sign(plan: Plan) -> Doubt:
    return Doubt.objects.get(code="sign_lost")


def test_the_list_shows_open_doubts_in_words_with_row_and_cells(lost_sign: Doubt, office: Client) -> None:
    office.cookies["django_language"] = "en"
    page = office.get(LIST).content.decode()
    assert "A sign was probably lost" in page
    assert page_of(lost_sign.measure.row) in page
    assert "% di completamento" in page
    assert "=70%" in page


def test_the_list_filters_by_plan_area_and_kind(lost_sign: Doubt, office: Client) -> None:
    row = lost_sign.measure.row
    found = {"plan": "2018", "area": str(row.area_id), "code": "sign_lost", "row": "operational_objective"}
    for name, value in found.items():
        assert page_of(lost_sign) in office.get(LIST, {name: value}).content.decode(), name
    others = {"plan": "2019", "area": "99", "code": "missing_target", "row": "target", "state": "settled"}
    for name, value in others.items():
        assert page_of(lost_sign) not in office.get(LIST, {name: value}).content.decode(), name


def test_a_doubt_is_settled_with_a_word(lost_sign: Doubt, office: Client, planning_officer: User) -> None:
    save(office, page_of(lost_sign), settlement="è ≥ 70%, detto dall'area", _save="1")
    lost_sign.refresh_from_db()
    assert lost_sign.settled_by == planning_officer
    assert lost_sign.settled_at is not None
    assert lost_sign.settlement == "è ≥ 70%, detto dall'area"
    office.get(LIST)  # shows the message once
    assert page_of(lost_sign) not in office.get(LIST).content.decode()
    assert page_of(lost_sign) in office.get(LIST, {"state": "settled"}).content.decode()


def test_a_doubt_is_not_settled_without_a_word(lost_sign: Doubt, office: Client) -> None:
    assert save(office, page_of(lost_sign), settlement="  ").status_code == 200
    lost_sign.refresh_from_db()
    assert lost_sign.settled_at is None


def test_one_doubt_leads_to_the_next(plan: Plan, office: Client) -> None:
    first, second = Doubt.objects.order_by("measure", "pk")
    response = save(office, page_of(first), settlement="sì", _next="1")
    assert response.url == page_of(second)


def test_a_settled_doubt_is_opened_again(lost_sign: Doubt, office: Client) -> None:
    save(office, page_of(lost_sign), settlement="sì")
    office.post(page_of(lost_sign), {"_reopen": "1"})
    lost_sign.refresh_from_db()
    assert (lost_sign.settled_at, lost_sign.settled_by, lost_sign.settlement) == (None, None, "")


def test_many_doubts_are_settled_with_one_word_after_a_page_that_asks_for_it(
    plan: Plan, office: Client
) -> None:
    chosen = {"action": "settle", "_selected_action": list(Doubt.objects.values_list("pk", flat=True))}
    asked = office.post(LIST, chosen)
    assert asked.status_code == 200
    assert open_doubts(plan).count() == 2
    assert office.post(LIST, chosen | {"confirmed": "1", "settlement": ""}).status_code == 200
    assert open_doubts(plan).count() == 2
    assert office.post(LIST, chosen | {"confirmed": "1", "settlement": "visto"}).status_code == 302
    assert open_doubts(plan).count() == 0
    office.post(LIST, {**chosen, "action": "reopen"}, query_params={"state": "all"})
    assert open_doubts(plan).count() == 2


def test_who_may_only_look_settles_nothing(lost_sign: Doubt, onlooker: Client) -> None:
    assert onlooker.post(page_of(lost_sign), {"settlement": "x"}).status_code == 403
    assert onlooker.post(page_of(lost_sign), {"_reopen": "1"}).status_code == 403
    chosen = {"action": "settle", "_selected_action": [lost_sign.pk], "confirmed": "1", "settlement": "x"}
    onlooker.post(LIST, chosen)
    lost_sign.refresh_from_db()
    assert lost_sign.settled_at is None


def test_the_plan_says_how_many_doubts_are_open_and_leads_to_them(plan: Plan, office: Client) -> None:
    office.cookies["django_language"] = "en"
    other = factories.plan(2019)
    assert open_doubts_by_plan() == {plan.pk: 2}
    for address in (url(Plan, "changelist"), page_of(plan)):
        page = office.get(address).content.decode()
        assert "2 open doubts" in page
        assert f"{LIST}?plan=2018" in page
    assert "2 open doubts" not in office.get(page_of(other)).content.decode()


def test_a_new_text_opens_a_settled_doubt_again(lost_sign: Doubt, office: Client) -> None:
    save(office, page_of(lost_sign), settlement="è ≥")
    row = lost_sign.measure.row
    save(office, page_of(row))
    lost_sign.refresh_from_db()
    assert lost_sign.settled_at is not None
    save(office, page_of(row), measures__0__formula_text="% di completamento delle attività")
    lost_sign.refresh_from_db()
    assert lost_sign.settled_at is None
