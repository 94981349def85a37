"""From approval on a plan prints the same, whatever is edited elsewhere; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from objectives.models import Act, Area, OperationalObjective, Organization, Plan, StrategicObjective
from reports.plan.data import build_plan_document
from targets.models import Doubt, Measure, Target
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import page_of, save, url

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def plan(db: None) -> Plan:
    factories.organization()
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def act(plan: Plan) -> Act:
    return Act.objects.create(organ="board", number="1", date="2018-01-31", subject="Piano")


@pytest.fixture
def approved(plan: Plan, act: Act, office: Client) -> Plan:
    save(office, page_of(plan), state="approved", approval_act=str(act.pk))
    plan.refresh_from_db()
    assert not plan.is_draft
    return plan


def test_an_approved_plan_prints_what_it_printed_when_names_change(approved: Plan, office: Client) -> None:
    before = build_plan_document(approved)
    save(office, page_of(Organization.objects.get()), name="Camera nuova")
    save(office, page_of(Area.objects.get()), name="Area nuova")
    assert build_plan_document(Plan.objects.get()) == before
    assert before.organization == "Camera di Commercio di Prova"
    assert {row.area for section in before.sections for row in section.rows} == {"Registro Imprese"}


def test_a_draft_prints_the_names_of_today(plan: Plan, office: Client) -> None:
    save(office, page_of(Organization.objects.get()), name="Camera nuova")
    save(office, page_of(Area.objects.get()), name="Area nuova")
    document = build_plan_document(plan)
    assert document.organization == "Camera nuova"
    assert {row.area for section in document.sections for row in section.rows} == {"Area nuova"}


def test_what_the_office_wrote_as_area_stays_to_the_character(plan: Plan, act: Act, office: Client) -> None:
    Target.objects.update(area_text=" REGISTRO  Imprese ")
    save(office, page_of(plan), state="approved", approval_act=str(act.pk))
    assert Target.objects.get().area_text == " REGISTRO  Imprese "
    assert StrategicObjective.objects.get().area_text == "Registro Imprese"
    assert Target.history.count() == 1


def _on(model: type[StrategicObjective | OperationalObjective | Target]) -> Act:
    change_act = Act.objects.create(number="122", date="2017-11-09")
    model._default_manager.update(change_act=change_act)
    return change_act


@pytest.mark.parametrize("model", [None, StrategicObjective, OperationalObjective, Target])
def test_an_act_that_an_approved_plan_rests_on_does_not_change(
    model: type[StrategicObjective] | None, approved: Plan, office: Client
) -> None:
    fixed = Act.objects.get() if model is None else _on(model)
    page = office.get(page_of(fixed)).content.decode()
    assert 'class="sealed"' in page
    assert 'name="number"' not in page
    office.post(page_of(fixed), {"type": "decision", "number": "99", "date": "2018-02-01"})
    assert Act.objects.get(pk=fixed.pk).number == fixed.number
    fixed.number = "99"
    with pytest.raises(ValidationError):
        fixed.full_clean()


def test_an_act_that_only_drafts_rest_on_can_be_corrected(plan: Plan, act: Act, office: Client) -> None:
    Plan.objects.update(approval_act=act)
    _on(Target)
    save(office, page_of(act), number="2")
    assert Act.objects.get(pk=act.pk).number == "2"


def test_doubts_that_are_open_at_approval_are_counted_and_stop_nothing(
    plan: Plan, act: Act, office: Client
) -> None:
    for measure in Measure.objects.all():
        Doubt.objects.create(measure=measure, code="missing_area")
    count = Measure.objects.count()
    data = save(office, page_of(plan), state="approved", approval_act=str(act.pk))
    assert Plan.objects.get().state == Plan.State.APPROVED
    page = office.get(data.headers["Location"]).content.decode()
    warning = page.partition('<li class="warning">')[2].partition("</li>")[0]
    assert f" {count} " in warning
    assert "/admin/targets/doubt/?plan=2018" in warning


def test_the_approval_is_taken_back_with_a_reason_that_stays(approved: Plan, office: Client) -> None:
    address = url(Plan, "back_to_draft", approved.pk)
    assert f'href="{address}"' in office.get(page_of(approved)).content.decode()
    assert office.get(address).content.count(b"<h1") == 1
    assert office.post(address, {"reason": "  "}).status_code == 200
    assert not Plan.objects.get().is_draft
    assert office.post(address, {"reason": "Numero di delibera errato"}).status_code == 302
    plan = Plan.objects.get()
    assert plan.is_draft
    assert plan.organization_name == ""
    entry = plan.history.first()
    assert (entry.history_change_reason, entry.history_user.username) == (
        "Numero di delibera errato",
        "officer",
    )
    assert "Numero di delibera errato" in office.get(url(Plan, "history", plan.pk)).content.decode()
    assert b'name="_save"' in office.get(page_of(plan)).content


def test_a_second_click_on_back_to_draft_changes_nothing(plan: Plan, office: Client) -> None:
    entries = Plan.history.count()
    response = office.post(url(Plan, "back_to_draft", plan.pk), {"reason": "x"})
    assert response.headers["Location"] == page_of(plan)
    assert Plan.history.count() == entries


def test_only_who_writes_plans_takes_an_approval_back(approved: Plan, onlooker: Client) -> None:
    address = url(Plan, "back_to_draft", approved.pk)
    assert address not in onlooker.get(page_of(approved)).content.decode()
    assert onlooker.post(address, {"reason": "x"}).status_code == 403
    assert not Plan.objects.get().is_draft


def test_no_plan_no_way_back(office: Client, plan: Plan) -> None:
    assert office.get(url(Plan, "back_to_draft", plan.pk + 1)).status_code == 404


def test_an_area_that_is_chosen_anew_is_printed_in_place_of_the_words(approved: Plan, office: Client) -> None:
    office.post(url(Plan, "back_to_draft", approved.pk), {"reason": "x"})
    row, other = StrategicObjective.objects.get(), factories.area("Competitività")
    response = save(office, page_of(row), area=str(other.pk))
    row.refresh_from_db()
    assert row.area_as_written == "Competitività"
    page = office.get(response.headers["Location"]).content.decode()
    assert "Registro Imprese" in page.partition('<li class="warning">')[2].partition("</li>")[0]
    child = OperationalObjective.objects.get()
    save(office, page_of(row), operational_objectives__0__area=str(other.pk))
    child.refresh_from_db()
    assert child.area_as_written == "Competitività"


def test_words_that_meant_no_known_area_stay_when_it_is_chosen(plan: Plan, office: Client) -> None:
    StrategicObjective.objects.update(area=None, area_text="REG. IMPR.")
    row = StrategicObjective.objects.get()
    save(office, page_of(row), area=str(Area.objects.get().pk))
    row.refresh_from_db()
    assert (row.area_as_written, str(row.area)) == ("REG. IMPR.", "Registro Imprese")
