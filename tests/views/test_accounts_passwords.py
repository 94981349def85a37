"""A new password by e-mail: who gets a link, what it tells, how long it holds."""

from __future__ import annotations

import re
import threading
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.test import override_settings
from django.utils import timezone
from django.utils.http import urlsafe_base64_encode

from accounts import password_reset
from accounts.models import PasswordResetRequest
from accounts.password_reset import A_MAILBOX, A_NETWORK, Answer, register_request
from accounts.roles import Role
from tests import factories
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http.response import HttpResponseBase
    from django.test import Client

    from accounts.models import User

ASK = "/password/dimenticata/"
SENT = "/password/dimenticata/inviata/"
ADDRESS = "silvia.parodi@example.it"
NEW_PASSWORD = "another-one-for-tests-2019"


@pytest.fixture
def person(db: None) -> User:
    return factories.user("parodi", Role.DIRECTOR, first_name="Silvia", email=ADDRESS)


def ask(client: Client, address: str = ADDRESS, **more: Any) -> HttpResponseBase:
    """Ask for a link, and wait until the message has left."""
    response = client.post(ASK, {"email": address}, **more)
    for thread in threading.enumerate():
        if thread.name == password_reset.THREAD:
            thread.join()
    return response


def link() -> str:
    """The path in the last message."""
    found = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def form_page(client: Client) -> str:
    """Follow the link of the last message to the form it leads to."""
    response = client.get(link())
    assert response.status_code == 302
    return str(response.headers["Location"])


def choose(client: Client, page: str, password: str = NEW_PASSWORD) -> HttpResponseBase:
    return client.post(page, {"new_password1": password, "new_password2": password})


def test_a_person_chooses_a_new_password_by_a_link(person: User, client: Client) -> None:
    assert ask(client).headers["Location"] == SENT
    assert mail.outbox[0].to == [ADDRESS]
    response = choose(client, form_page(client))
    assert response.headers["Location"] == "/password/nuova/fatto/"
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(person: User, client: Client) -> None:
    known, unknown = ask(client), ask(client, "nobody@example.it")
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    assert len(mail.outbox) == 1


def test_the_address_may_be_typed_in_capitals(person: User, client: Client) -> None:
    ask(client, ADDRESS.upper())
    assert mail.outbox[0].to == [ADDRESS]


@pytest.mark.parametrize(("language", "word"), [("it", "Il nome utente"), ("en", "Your user name")])
def test_the_message_is_plain_text_in_the_language_of_the_page(
    language: str, word: str, person: User, client: Client
) -> None:
    client.post("/lingua/", {"language": language})
    ask(client)
    message = mail.outbox[0]
    assert word in str(message.body)
    assert "parodi" in str(message.body)
    assert "\n" not in message.subject
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", [])


def test_a_link_works_once(person: User, client: Client) -> None:
    ask(client)
    choose(client, form_page(client))
    response = client.get(link())
    assert response.status_code == 200
    assert b"/password/dimenticata/" in response.getvalue()
    assert b"new_password1" not in response.getvalue()


class MadeEarlier(PasswordResetTokenGenerator):
    """Makes links as they were made so many minutes ago."""

    def __init__(self, minutes: int) -> None:
        super().__init__()
        self.minutes = minutes

    def _now(self) -> datetime:
        return super()._now() - timedelta(minutes=self.minutes)


@pytest.mark.parametrize(("minutes", "status"), [(59, 302), (61, 200)])
def test_a_link_holds_for_an_hour(minutes: int, status: int, person: User, client: Client) -> None:
    token = MadeEarlier(minutes).make_token(person)
    uid = urlsafe_base64_encode(str(person.pk).encode())
    assert client.get(f"/password/nuova/{uid}/{token}/").status_code == status


def test_a_weak_password_is_refused_and_the_rules_are_shown(person: User, client: Client) -> None:
    ask(client)
    page = form_page(client)
    assert b"12" in client.get(page).content  # the rule of length
    response = choose(client, page, "12345678")
    assert response.status_code == 200
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_whoever_locked_themselves_out_is_back_with_a_new_password(person: User, client: Client) -> None:
    for _attempt in range(8):
        client.post("/accesso/", {"username": "parodi", "password": "wrong"})
    ask(client)
    choose(client, form_page(client))
    response = client.post("/accesso/", {"username": "parodi", "password": NEW_PASSWORD})
    assert response.status_code == 302


def test_a_new_password_ends_the_sessions_that_stood_open(
    person: User, client: Client, signed_in: Callable[[User], Client]
) -> None:
    elsewhere = signed_in(person)
    ask(client)
    choose(client, form_page(client))
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize("what", [{"is_active": False}, {"email": ""}])
def test_nobody_else_gets_a_link(what: dict[str, object], person: User, client: Client) -> None:
    for field, value in what.items():
        setattr(person, field, value)
    person.save()
    ask(client)
    assert mail.outbox == []


def test_a_mailbox_is_not_flooded_and_the_page_does_not_tell(person: User, client: Client) -> None:
    answers = [ask(client).headers.get("Location") for _time in range(A_MAILBOX + 2)]
    assert answers == [SENT] * (A_MAILBOX + 2)
    assert len(mail.outbox) == A_MAILBOX


def test_a_network_that_asks_without_end_is_told_to_wait(db: None, client: Client) -> None:
    answers = [ask(client, f"{n}@example.it").status_code for n in range(A_NETWORK + 1)]
    assert answers == [302] * A_NETWORK + [429]
    assert ask(client, "one@example.it", REMOTE_ADDR="203.0.113.7").status_code == 302


def test_after_an_hour_everything_is_forgotten(db: None) -> None:
    now = timezone.now()
    for _time in range(A_MAILBOX):
        register_request(ADDRESS, "192.0.2.1", now=now)
    assert register_request(ADDRESS, "192.0.2.1", now=now) is Answer.SILENCE
    assert register_request(ADDRESS, "192.0.2.1", now=now + timedelta(hours=1)) is Answer.SEND
    assert PasswordResetRequest.objects.count() == 1


def test_no_address_is_kept(person: User, client: Client) -> None:
    ask(client)
    row = PasswordResetRequest.objects.values().get()
    assert ADDRESS not in str(row.values())


@override_settings(BEHIND_PROXY=True)
def test_behind_the_proxy_a_client_cannot_choose_where_it_comes_from(db: None, client: Client) -> None:
    for n in range(A_NETWORK):
        ask(client, f"{n}@example.it", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}, 203.0.113.9")
    blocked = ask(client, "x@example.it", HTTP_X_FORWARDED_FOR="198.51.100.99, 203.0.113.9")
    other = ask(client, "x@example.it", HTTP_X_FORWARDED_FOR="203.0.113.10")
    assert (blocked.status_code, other.status_code) == (429, 302)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_PORT=1)
def test_a_mail_server_that_is_down_is_told_to_the_administrator_only(
    person: User, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert ask(client).headers["Location"] == SENT
    assert f"person {person.pk}" in caplog.text
    assert ADDRESS not in caplog.text


def test_people_without_an_address_are_told_whom_to_ask(client: Client, db: None) -> None:
    client.post("/lingua/", {"language": "en"})
    page = client.get(ASK).content.decode()
    assert "no e-mail address? The administrator of the site" in page
