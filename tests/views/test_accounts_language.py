"""The language of a person: chosen once, held on every device, in pages and in messages."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client

from accounts import password_reset
from accounts.models import User
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

SIGN_IN = "/accesso/"
ACCOUNT = "/account/"
FORM_PAGE = "/importa/"


def choose(client: Client, language: str, **more: str) -> HttpResponseBase:
    return client.post("/lingua/", {"language": language, "next": ACCOUNT} | more)


def language_of(response: HttpResponseBase) -> str:
    found = re.search(r'<html lang="(\w+)">', response.getvalue().decode())
    assert found
    return found[1]


def test_the_language_chosen_while_signed_in_is_read_on_every_other_device(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    choose(signed_in(director), "en")
    director.refresh_from_db()
    assert director.language == "en"
    elsewhere = Client()
    assert language_of(elsewhere.get(SIGN_IN)) == "it"
    elsewhere.post(SIGN_IN, {"username": "director", "password": PASSWORD})
    assert language_of(elsewhere.get(ACCOUNT)) == "en"
    assert elsewhere.get(ACCOUNT).headers["Content-Language"] == "en"


def test_a_language_chosen_in_this_browser_holds_in_it(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    choose(signed_in(director), "en")
    here = Client()
    choose(here, "it")  # not signed in: of the browser alone
    here.post(SIGN_IN, {"username": "director", "password": PASSWORD})
    assert language_of(here.get(ACCOUNT)) == "it"
    director.refresh_from_db()
    assert director.language == "en"


def test_whoever_has_not_chosen_reads_the_language_of_the_browser(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(director).get(ACCOUNT, headers={"accept-language": "en"})
    assert language_of(page) == "en"


def test_one_persons_language_is_not_the_next_ones(
    director: User, evaluator: User, signed_in: Callable[[User], Client]
) -> None:
    choose(signed_in(director), "en")
    assert language_of(signed_in(director).get(ACCOUNT)) == "en"
    assert language_of(signed_in(evaluator).get(ACCOUNT)) == "it"
    assert language_of(Client().get(SIGN_IN)) == "it"


def test_the_account_page_changes_it(director: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(director)
    assert '<option value="it" lang="it" selected>' in client.get(ACCOUNT).content.decode()
    response = client.post("/lingua/", {"language": "en", "next": ACCOUNT}, follow=True)
    assert response.redirect_chain == [(ACCOUNT, 302)]
    assert '<option value="en" lang="en" selected>' in response.content.decode()


@pytest.mark.parametrize("language", ["", "de", "xx", "it-IT"])
def test_a_language_that_the_site_does_not_speak_is_not_kept(
    language: str, director: User, signed_in: Callable[[User], Client]
) -> None:
    choose(signed_in(director), language)
    director.refresh_from_db()
    assert director.language == ""


def test_asking_for_the_address_changes_nothing(director: User, signed_in: Callable[[User], Client]) -> None:
    signed_in(director).get("/lingua/?language=en")
    director.refresh_from_db()
    assert director.language == ""


@pytest.mark.parametrize(
    ("own", "of_the_page", "words"),
    [("it", "en", "Buongiorno"), ("en", "it", "Good morning"), ("", "en", "Good morning")],
)
def test_the_link_to_a_new_password_comes_in_the_persons_language(
    own: str, of_the_page: str, words: str, director: User, client: Client
) -> None:
    User.objects.filter(pk=director.pk).update(language=own, email="director@example.org")
    choose(client, of_the_page)
    client.post("/password/dimenticata/", {"email": "director@example.org"})
    for thread in threading.enumerate():
        if thread.name == password_reset.THREAD:
            thread.join()
    assert words in str(mail.outbox[0].body)


def lost_in(response: HttpResponseBase) -> dict[str, str]:
    """Return what the language switch of the sign-in page would send."""
    html = response.getvalue().decode()
    switch = html.partition('action="/lingua/"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(next|lost)" value="([^"]*)"', switch))


def test_a_form_kept_for_after_the_sign_in_survives_the_switch_of_the_language(
    director: User, client: Client
) -> None:
    refused = client.post(FORM_PAGE, {"note": "due\nrighe"})
    switched = client.post("/lingua/", lost_in(refused) | {"language": "en"})
    assert switched.status_code == 200
    assert language_of(switched) == "en"
    again = lost_in(switched)
    assert again.keys() == lost_in(refused).keys()  # signed anew, perhaps in the next second
    assert language_of(client.get(SIGN_IN)) == "en"
    signing_in = {"username": "director", "password": PASSWORD} | again
    assert client.post(SIGN_IN, signing_in).headers["Location"] == "/accesso/riprendi/"
    assert dict(client.get("/accesso/riprendi/").context["lost"].fields) == {"note": "due\nrighe"}


def test_it_survives_the_switch_after_a_wrong_password_too(director: User, client: Client) -> None:
    refused = client.post(FORM_PAGE, {"note": "x"})
    wrong = client.post(SIGN_IN, {"username": "director", "password": "x"} | lost_in(refused))
    assert lost_in(wrong) == lost_in(refused)


def test_what_this_site_has_not_made_is_not_shown_after_the_switch(client: Client, db: None) -> None:
    response = client.post("/lingua/", {"language": "en", "lost": "forged", "next": SIGN_IN})
    assert response.headers["Location"] == SIGN_IN
