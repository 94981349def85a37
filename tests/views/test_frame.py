"""What every page has around it: language, messages, menu, errors, security headers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path
from django.views import defaults

from perfplan.urls import handler500 as site_handler500
from perfplan.urls import urlpatterns as site_urlpatterns
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from accounts.models import User

SIGN_IN = "/accesso/"
PASSWORD_CHANGE = "/password/"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("as a fault in the program would")


def unreachable(request: HttpRequest) -> HttpResponse:
    """As with a database that has gone: whoever asks it fails."""
    del request.user
    request.__class__ = type("Request", (request.__class__,), {"user": property(_ask_the_database)})
    raise RuntimeError


def _ask_the_database(request: HttpRequest) -> None:
    raise OperationalError("the database does not answer")


def bad_request(request: HttpRequest) -> HttpResponse:
    return defaults.bad_request(request, ValueError())


handler500 = site_handler500
urlpatterns = [
    *site_urlpatterns,
    path("accesso/broken/", broken),
    path("accesso/unreachable/", unreachable),
    path("accesso/bad/", bad_request),
]


def switch(client: Client, language: str, back_to: str = SIGN_IN) -> HttpResponseBase:
    return client.post("/lingua/", {"language": language, "next": back_to})


def test_pages_are_italian_until_somebody_chooses(db: None) -> None:
    # A browser set to another language counts as a choice.
    assert b'<html lang="it">' in Client().get(SIGN_IN, headers={"accept-language": "de"}).content
    assert b'<html lang="en">' in Client().get(SIGN_IN, headers={"accept-language": "en-GB"}).content


def test_the_language_is_switched_before_signing_in_and_the_page_stays(client: Client, db: None) -> None:
    assert switch(client, "en").headers["Location"] == SIGN_IN
    assert b'<html lang="en">' in client.get(SIGN_IN).content
    switch(client, "it")
    assert b'<html lang="it">' in client.get(SIGN_IN).content


def test_switching_the_language_never_leads_to_another_site(client: Client, db: None) -> None:
    assert switch(client, "en", "https://evil.example/").headers["Location"] == "/"


def test_the_query_of_the_address_survives_the_switch(client: Client, db: None) -> None:
    page = client.get(f"{SIGN_IN}?next=/password/").content.decode()
    assert '<input type="hidden" name="next" value="/accesso/?next=/password/">' in page


def test_the_name_of_the_body_stands_on_every_page(client: Client, db: None) -> None:
    assert b"Camera di Commercio di Prova" not in client.get(SIGN_IN).content
    factories.organization()
    assert b"Camera di Commercio di Prova" in client.get(SIGN_IN).content


def test_only_the_planning_office_sees_the_way_to_the_data(
    director: User, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    assert b'href="/admin/"' in signed_in(planning_officer).get(PASSWORD_CHANGE).content
    assert b'href="/admin/"' not in signed_in(director).get(PASSWORD_CHANGE).content


@pytest.mark.parametrize("page", [SIGN_IN, "/no-such-page/"])
def test_pages_hold_no_inline_script_and_no_inline_style(page: str, client: Client, db: None) -> None:
    text = client.get(page, follow=True).content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text)


def test_the_policy_of_every_page_is_strict(client: Client, db: None) -> None:
    policy = client.get(SIGN_IN).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_that_is_not_there_is_told_within_the_frame(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    response = signed_in(director).get("/no-such-page/")
    assert response.status_code == 404
    assert response.content.count(b"<h1") == 1
    assert b'class="language-switch"' in response.content
    assert b'id="main-menu"' in response.content


def test_what_one_may_not_do_is_told_within_the_frame(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    response = signed_in(director).get("/importa/")
    assert response.status_code == 403
    assert response.content.count(b"<h1") == 1
    assert b'id="main-menu"' in response.content


@pytest.mark.parametrize("page", ["/no-such-page/", "/piano/1999/", "/no-such-page"])
def test_the_developers_machine_shows_the_same_page_for_what_is_not_there(
    page: str, director: User, signed_in: Callable[[User], Client]
) -> None:
    with override_settings(DEBUG=True):
        client = signed_in(director)
        response = client.get(page)
        switch(client, "en")
        english = client.get(page)
    assert response.status_code == english.status_code == 404
    assert "Pagina non trovata" in response.content.decode()
    assert "Page not found" in english.content.decode()
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "URLconf" not in response.content.decode()


@override_settings(DEBUG=True)
def test_the_developers_machine_still_brings_a_missing_slash(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    response = signed_in(director).get(PASSWORD_CHANGE.removesuffix("/"))
    assert (response.status_code, response.headers["Location"]) == (301, PASSWORD_CHANGE)


@override_settings(ROOT_URLCONF="tests.views.test_frame", DEBUG=True)
def test_the_developers_machine_keeps_the_technical_page_of_a_fault(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(director)
    client.raise_request_exception = False
    assert b"RuntimeError" in client.get("/accesso/broken/").content


@override_settings(ROOT_URLCONF="tests.views.test_frame")
def test_a_fault_of_the_program_is_told_within_the_frame(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(director)
    client.raise_request_exception = False
    response = client.get("/accesso/broken/")
    assert response.status_code == 500
    assert response.content.count(b"<h1") == 1
    assert b'id="main-menu"' in response.content
    assert b"RuntimeError" not in response.content


@override_settings(ROOT_URLCONF="tests.views.test_frame")
def test_a_fault_of_the_database_is_told_too(director: User, signed_in: Callable[[User], Client]) -> None:
    """Whatever breaks, the person gets a page in words: without the menu, which asks the database."""
    client = signed_in(director)
    client.raise_request_exception = False
    response = client.get("/accesso/unreachable/")
    assert response.status_code == 500
    assert response.content.count(b"<h1") == 1
    assert b'id="main-menu"' not in response.content


@override_settings(ROOT_URLCONF="tests.views.test_frame")
def test_a_bad_request_is_told_within_the_frame(director: User, signed_in: Callable[[User], Client]) -> None:
    response = signed_in(director).get("/accesso/bad/")
    assert response.status_code == 400
    assert response.content.count(b"<h1") == 1
    assert b'id="main-menu"' in response.content


def test_a_form_from_elsewhere_is_refused_in_words(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(SIGN_IN, {"username": "x", "password": "y"})
    assert response.status_code == 403
    assert response.content.count(b"<h1") == 1


def test_an_error_among_the_messages_is_an_alert_and_the_rest_are_not() -> None:
    page = render_to_string(
        "_messages.html",
        {"messages": [{"level_tag": "danger"}, {"level_tag": "success"}, {"level_tag": "warning"}]},
    )
    assert re.findall(r'alert-(\w+)" role="(\w+)"', page) == [
        ("danger", "alert"),
        ("success", "status"),
        ("warning", "status"),
    ]
