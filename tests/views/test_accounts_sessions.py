"""Sessions: where a sign-in leads, what becomes of a form that comes too late, signing out everywhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from accounts import lost_form
from accounts.roles import Role
from tests import factories
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http.response import HttpResponseBase

    from accounts.models import User

SIGN_IN = "/accesso/"
SEND_AGAIN = "/accesso/riprendi/"
ACCOUNT = "/account/"
EVERYWHERE = "/account/uscita-ovunque/"
FORM_PAGE = "/importa/"
"""Any page with a form that is not about passwords."""
TYPED = {"year": "2018", "note": "due\nrighe & <segni>", "several": ["a", "b"]}


def lost_in(response: HttpResponseBase) -> str:
    found = re.search(r'name="lost" value="([^"]+)"', response.getvalue().decode())
    assert found
    return found[1]


def sign_in(client: Client, **more: str) -> HttpResponseBase:
    return client.post(SIGN_IN, {"username": "director", "password": PASSWORD} | more)


def test_whoever_is_signed_out_on_a_page_comes_back_to_it(director: User, client: Client) -> None:
    away = client.get("/account/?from=here")
    assert away.headers["Location"] == "/accesso/?next=/account/%3Ffrom%3Dhere"
    asked = client.get(away.headers["Location"]).context["next"]
    assert sign_in(client, next=asked).headers["Location"] == "/account/?from=here"


def test_a_form_that_came_too_late_is_there_after_signing_in(director: User, client: Client) -> None:
    refused = client.post(FORM_PAGE, TYPED)
    assert refused.status_code == 403
    again = sign_in(client, lost=lost_in(refused), next=FORM_PAGE)
    assert again.headers["Location"] == SEND_AGAIN
    page = client.get(SEND_AGAIN)
    lost = page.context["lost"]
    assert lost.path == FORM_PAGE
    assert dict(lost.fields) == {"year": "2018", "note": "due\nrighe & <segni>", "several": "b"}
    assert [value for name, value in lost.fields if name == "several"] == ["a", "b"]
    assert b"righe &amp; &lt;segni&gt;</textarea>" in page.content


def test_a_wrong_password_does_not_lose_it(director: User, client: Client) -> None:
    refused = client.post(FORM_PAGE, TYPED)
    wrong = client.post(SIGN_IN, {"username": "director", "password": "x", "lost": lost_in(refused)})
    assert lost_in(wrong) == lost_in(refused)


def test_what_is_thrown_away_is_gone(director: User, client: Client) -> None:
    sign_in(client, lost=lost_in(client.post(FORM_PAGE, TYPED)))
    assert client.post(SEND_AGAIN).headers["Location"] == "/"
    assert client.get(SEND_AGAIN).headers["Location"] == "/"


def test_nobody_can_put_a_form_into_anothers_hands(director: User, client: Client) -> None:
    forged = lost_form.LostForm("https://evil.example/", (("a", "b"),), had_files=False)
    assert sign_in(client, lost=f"{forged.signed()}x").headers["Location"] == "/"
    assert client.get(SEND_AGAIN).headers["Location"] == "/"


def test_files_are_said_to_be_lost(director: User, client: Client) -> None:
    file = SimpleUploadedFile("proof.pdf", b"%PDF-1.4")
    sign_in(client, lost=lost_in(client.post(FORM_PAGE, TYPED | {"file": file})))
    assert client.get(SEND_AGAIN).context["lost"].had_files


@pytest.mark.parametrize(
    "sent",
    [
        {"old_password": "secret-one", "new_password1": "x"},
        {"note": "x" * (lost_form.MOST + 1)},
        {"file": SimpleUploadedFile("proof.pdf", b"%PDF-1.4")},
    ],
    ids=["a password", "too much", "only a file"],
)
def test_what_cannot_be_kept_is_said_to_be_lost(sent: dict[str, object], client: Client, db: None) -> None:
    client.post("/lingua/", {"language": "en"})
    response = client.post(FORM_PAGE, sent, follow=True)
    assert b"nothing was saved" in response.getvalue()
    assert b"secret-one" not in response.getvalue()
    assert b'name="lost"' not in response.getvalue()


def test_a_button_pressed_too_late_leads_back_to_its_page(client: Client, db: None) -> None:
    """The address behind a button shows nothing of its own: after signing in it would be an error."""
    page = "http://testserver/account/?x=1"
    response = client.post("/account/uscita-ovunque/", headers={"referer": page})
    assert response.headers["Location"] == "/accesso/?next=/account/%3Fx%3D1"
    foreign = client.post("/account/uscita-ovunque/", headers={"referer": "https://evil.example/"})
    assert foreign.headers["Location"] == "/accesso/?next=/account/uscita-ovunque/"


def test_signing_out_twice_asks_nothing(client: Client, db: None) -> None:
    assert client.post("/uscita/").headers["Location"] == SIGN_IN


def test_signing_out_everywhere_asks_first_and_then_ends_every_session(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    here, elsewhere = signed_in(director), signed_in(director)
    assert here.get(EVERYWHERE).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 200
    assert here.post(EVERYWHERE).headers["Location"] == SIGN_IN
    assert here.get(ACCOUNT).status_code == 302
    assert elsewhere.get(ACCOUNT).status_code == 302
    assert sign_in(here).status_code == 302
    assert here.get(ACCOUNT).status_code == 200


def test_signing_out_everywhere_is_nobody_elses_business(
    director: User, evaluator: User, signed_in: Callable[[User], Client]
) -> None:
    other = signed_in(evaluator)
    signed_in(director).post(EVERYWHERE)
    assert other.get(ACCOUNT).status_code == 200


def test_a_changed_password_ends_the_other_sessions_and_says_so(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    here, elsewhere = signed_in(director), signed_in(director)
    here.post("/lingua/", {"language": "en"})
    assert b"On every other device" in here.get("/password/").content
    new = "another-one-for-tests-2019"
    here.post("/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302


def test_a_new_key_of_the_site_signs_nobody_out(director: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(director)
    with override_settings(SECRET_KEY="the-next-one", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert client.get(ACCOUNT).status_code == 200


def test_a_session_lasts_a_working_day(director: User, client: Client) -> None:
    sign_in(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 10 * 60 * 60


def test_the_account_page_says_who_one_is(db: None, signed_in: Callable[[User], Client]) -> None:
    person = factories.user("rossi", Role.AREA_MANAGER, first_name="Anna", email="rossi@example.it")
    factories.area("Promozione").managers.add(person)
    client = signed_in(person)
    client.post("/lingua/", {"language": "en"})
    page = client.get(ACCOUNT).content.decode()
    for text in ("Anna", "rossi", "Area manager", "Promozione", "rossi@example.it", "English", "10 hours"):
        assert text in page


def test_without_an_address_the_account_page_says_what_that_costs(
    stranger: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(stranger)
    client.post("/lingua/", {"language": "en"})
    page = client.get(ACCOUNT).content.decode()
    assert "None yet" in page
    assert "cannot reach you" in page
