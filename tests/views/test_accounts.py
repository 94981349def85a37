"""Signing in and out, lockout, passwords."""

from __future__ import annotations

from django.test import Client

SIGN_IN = "/accesso/"


def test_the_sign_in_page_is_open_to_everyone(db: None) -> None:
    response = Client().get(SIGN_IN)
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
