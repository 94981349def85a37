"""The page of one value, what is decided on it, and its history."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from targets.models import ActualValue, OperandValue, ReviewDecision
from targets.review.history import history_of
from targets.review.wording import STATES
from targets.services.reviewing import return_value, validate
from tests import factories_site, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.review.conftest import Office

NOW = datetime.datetime(2019, 2, 1, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture
def client_of_office(office: Office, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(office.officer)


def address(office: Office, name: str = "review_value", indicator: int | None = None) -> str:
    key = office.submitted.indicator_id if indicator is None else indicator
    return reverse(f"targets:{name}", args=[office.period.pk, key])


def decision(office: Office, action: str, **data: str) -> dict[str, str]:
    return {"action": action, "version": str(office.submitted.version)} | data


def test_the_page_shows_the_working_the_evidence_and_the_numbers(
    office: Office, client_of_office: Client
) -> None:
    factories_site.evidence(office.submitted, office.manager)
    text = client_of_office.get(address(office)).content.decode()
    for shown in ("70 / 100", "87,5\u00a0%", "verbale.pdf", "Meno personale", "Procedimenti fattibili"):
        assert shown.lower() in text.lower()


def test_the_page_of_a_missing_value_offers_nothing_to_decide(
    office: Office, client_of_office: Client
) -> None:
    response = client_of_office.get(address(office, indicator=office.missing.pk))
    assert response.status_code == 200
    assert 'name="action"' not in response.content.decode()


def test_validating_leads_to_the_next_value_that_waits(office: Office, client_of_office: Client) -> None:
    later = factories_values.actual_value(office.missing, office.period, {"a": 4})
    response = client_of_office.post(address(office), decision(office, "validate"))
    assert response.headers["Location"] == address(office, indicator=later.indicator_id)
    office.submitted.refresh_from_db()
    assert office.submitted.state == ActualValue.State.VALIDATED
    last = client_of_office.post(response.headers["Location"], {"action": "validate", "version": "0"})
    assert last.headers["Location"] == reverse("targets:review", args=[office.period.pk])


def test_the_values_that_wait_before_and_after_are_linked(office: Office, client_of_office: Client) -> None:
    later = factories_values.actual_value(office.missing, office.period, {"a": 4})
    earlier = factories_values.actual_value(office.other, office.period, {"a": 60})
    text = client_of_office.get(address(office)).content.decode()
    assert f'rel="next" href="{address(office, indicator=later.indicator_id)}"' in text
    assert f'rel="prev" href="{address(office, indicator=earlier.indicator_id)}"' in text


def test_a_value_is_not_returned_without_a_reason(office: Office, client_of_office: Client) -> None:
    response = client_of_office.post(address(office), decision(office, "return", reason="  "))
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    assert not ReviewDecision.objects.exists()


def test_a_returned_value_keeps_its_reason_for_good(office: Office, client_of_office: Client) -> None:
    client_of_office.post(address(office), decision(office, "return", reason="Manca il verbale"))
    office.submitted.refresh_from_db()
    assert office.submitted.state == ActualValue.State.RETURNED
    assert "Manca il verbale" in client_of_office.get(address(office)).content.decode()


def test_whoever_is_second_is_told_and_keeps_what_they_typed(
    office: Office, client_of_office: Client
) -> None:
    sent = decision(office, "return", reason="Il mio motivo, lungo")
    validate([office.submitted], user=office.colleague, now=NOW)
    response = client_of_office.post(address(office), sent)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Il mio motivo, lungo" in text
    assert f'name="version" value="{office.submitted.version + 1}"' in text
    assert ReviewDecision.objects.get().outcome == "validated"


def test_an_achievement_set_by_hand_is_shown_beside_the_computed_one(
    office: Office, client_of_office: Client
) -> None:
    sent = decision(office, "override", percent="95,25 %", reason="Dati arrivati tardi")
    client_of_office.post(address(office), sent)
    text = client_of_office.get(address(office)).content.decode()
    for shown in ("87,5\u00a0%", "95,25\u00a0%", "Dati arrivati tardi"):
        assert shown in text
    office.submitted.refresh_from_db()
    cleared = {"action": "clear_override", "version": str(office.submitted.version), "reason": "Errore"}
    client_of_office.post(address(office), cleared)
    office.submitted.refresh_from_db()
    assert office.submitted.override is None


@pytest.mark.parametrize("percent", ["", "1,500", "1.500", "molto", "-3", "100000", "87,12345678"])
def test_an_achievement_that_is_no_number_or_two_is_asked_about(
    percent: str, office: Office, client_of_office: Client
) -> None:
    sent = decision(office, "override", percent=percent, reason="Motivo")
    response = client_of_office.post(address(office), sent)
    assert response.status_code == 200
    assert 'aria-invalid="true"' in response.content.decode()
    office.submitted.refresh_from_db()
    assert office.submitted.override is None


def test_a_reason_pasted_from_an_old_text_is_kept_without_invisible_characters(
    office: Office, client_of_office: Client
) -> None:
    client_of_office.post(address(office), decision(office, "return", reason="Manca l\x92atto\ufffe"))
    assert office.submitted.decisions.get().reason == "Manca l’atto"


@pytest.mark.parametrize("data", [{}, {"action": "no-such"}, {"action": "save", "version": "0"}])
def test_what_is_no_decision_is_refused(
    data: dict[str, str], office: Office, client_of_office: Client
) -> None:
    answer = client_of_office.post(address(office), data, follow=True)
    assert answer.redirect_chain == [(address(office), 302)]
    assert "cambiato" in answer.content.decode()


def test_an_indicator_of_another_plan_is_not_found(office: Office, client_of_office: Client) -> None:
    assert client_of_office.get(address(office, indicator=99_999)).status_code == 404
    assert client_of_office.get(address(office, "value_history", 99_999)).status_code == 404


def test_the_director_looks_and_decides_nothing_and_the_area_finds_no_such_page(
    office: Office, director: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    looking = signed_in(director)
    page = looking.get(address(office))
    assert page.status_code == 200
    assert 'name="action"' not in page.content.decode()
    assert looking.post(address(office), decision(office, "validate")).status_code == 403
    for person in (office.manager, stranger):
        client = signed_in(person)
        assert client.get(address(office)).status_code == 404
        assert client.post(address(office), decision(office, "validate")).status_code == 404


def test_the_history_is_read_by_whoever_sees_the_value(
    office: Office, director: User, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    people = {
        office.manager: 200,
        office.officer: 200,
        director: 200,
        office.other_manager: 404,
        stranger: 404,
    }
    for person, status in people.items():
        assert signed_in(person).get(address(office, "value_history")).status_code == status


def test_every_change_is_in_the_history_with_old_new_who_and_why(office: Office) -> None:
    number = OperandValue.objects.get(case__actual_value=office.submitted, operand__key="a")
    number.value = 75
    number._history_user = office.manager  # type: ignore[attr-defined]
    number._history_date = NOW  # type: ignore[attr-defined]
    number.save()
    return_value(office.submitted, "Manca il verbale", user=office.officer, now=NOW)
    entries = [each for each in history_of(office.submitted) if each.when == NOW]
    changes = {
        (each.who, change.label, change.old, change.new) for each in entries for change in each.changes
    }
    assert changes == {
        (str(office.manager), "Procedimenti avviati", "70", "75"),
        (str(office.officer), "Stato", str(STATES["submitted"]), str(STATES["returned"])),
    }
    assert {reason for each in entries for reason in each.reasons} == {"Manca il verbale"}


def test_the_reason_of_an_achievement_set_by_hand_is_told_once(
    office: Office, client_of_office: Client
) -> None:
    sent = decision(office, "override", percent="95,25 %", reason="Dati arrivati tardi")
    client_of_office.post(address(office), sent)
    newest = history_of(office.submitted)[0]
    assert newest.reasons == ("Dati arrivati tardi",)
    assert [change.new for change in newest.changes] == ["95,25\u00a0%"]
    values = ActualValue.objects.filter(pk=office.submitted.pk)
    values.get().history.update(history_change_reason=None)
    newest = history_of(office.submitted)[0]
    assert "Dati arrivati tardi" in [change.new for change in newest.changes], "it is told nowhere else"


def test_what_is_taken_away_stays_in_the_history(office: Office) -> None:
    evidence = factories_site.evidence(office.submitted, office.manager)
    evidence.delete()
    OperandValue.objects.get(case__actual_value=office.submitted, operand__key="b").delete()
    changes = [change for each in history_of(office.submitted) for change in each.changes]
    found = {(change.old, change.new) for change in changes}
    assert {("verbale.pdf", ""), ("100", "")} <= found
