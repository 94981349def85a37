"""The page on which one waits for a PDF, and the way to the file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reports.models import Print
from tests.factories_prints import asked_for
from tests.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan

PDF = "/piano/2018/pdf/"
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def client(signed_in: Callable[[User], Client], director: User) -> Client:
    """The director's."""
    return signed_in(director)


def page_of(client: Client, found: Print, query: str = "") -> str:
    return client.get(f"/stampe/{found.pk}/{query}", headers=ENGLISH).content.decode()


LONG_AGO = timezone.now() - timedelta(minutes=16)
"""Who asked then has seen a print taken up again a few times."""


def seen(seconds: int, **fields: Any) -> dict[str, Any]:
    """Return the fields of a print with the last sign of life so many seconds ago."""
    now = timezone.now()
    return {"seen_at": now - timedelta(seconds=seconds), "asked_at": now, "started_at": now} | fields


def test_one_is_led_to_the_waiting_page_and_from_there_to_the_file(plan: Plan, client: Client) -> None:
    waiting = client.get(PDF)
    assert waiting.status_code == 303
    page = client.get(waiting.headers["Location"]).content.decode()
    assert f'<noscript><meta http-equiv="refresh" content="0; url={PDF}"></noscript>' in page
    assert f'data-file="{PDF}" data-goes-on' in page
    file = client.get(PDF)
    content = file.getvalue()
    assert content.startswith(b"%PDF-1.7")
    assert file.headers["Content-Length"] == str(len(content))


def test_who_comes_back_to_the_page_finds_a_link_and_is_sent_nothing(plan: Plan, client: Client) -> None:
    client.get(PDF, headers=ENGLISH)
    page = page_of(client, Print.objects.get())
    assert "The PDF is ready" in page
    assert f'href="{PDF}"' in page
    assert "http-equiv" not in page
    assert "data-goes-on" not in page


def test_a_file_in_store_costs_no_print_and_few_queries(plan: Plan, client: Client) -> None:
    printed(client, PDF)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(PDF).status_code == 200
    assert Print.objects.count() == 1
    assert len(queries) == 11, "session, person, rights, plan; six of the document; the print"


@pytest.mark.parametrize(
    ("seconds", "fields", "words", "again"),
    [
        (1, {"state": "waiting"}, "is about to be made", False),
        (20, {"state": "waiting"}, "printing service is not running", False),
        (130, {"state": "waiting"}, "printing service is not running", True),
        (1, {"state": "printing"}, "The data are being put together", False),
        (1, {"state": "printing", "pages": 7}, "Pages laid out: 7", False),
        (1, {"state": "printing", "pages": 7, "total_pages": 23}, "page 7 of 23", False),
        (1, {"state": "printing", "pages": 23, "total_pages": 23}, "file is being written: 23 pages", False),
        (1000, {"state": "printing", "asked_at": LONG_AGO}, "stopped half-way", True),
        (1, {"state": "failed", "failure": "error"}, "could not be printed", True),
        (1, {"state": "failed", "failure": "other_version"}, "to restart it", True),
    ],
)
def test_the_page_says_where_the_print_stands(
    seconds: int,
    fields: dict[str, Any],
    words: str,
    again: bool,
    plan: Plan,
    client: Client,
    director: User,
) -> None:
    page = page_of(client, asked_for(plan, director, language="en", **seen(seconds, **fields)))
    assert words in page
    assert ("Try again" in page) is again
    assert ('content="2"' in page) is (fields["state"] != "failed")


def test_the_print_of_a_killed_worker_is_taken_up_without_a_click(
    plan: Plan, client: Client, director: User, queue: None
) -> None:
    found = asked_for(plan, director, language="en", **seen(130, state="printing", pages=7))
    for _look in range(2):
        assert "is about to be made" in page_of(client, found)
    found.refresh_from_db()
    assert (found.state, found.pages) == (Print.State.WAITING, 0)
    assert DBTaskResult.objects.count() == 1


def test_the_page_says_that_the_printer_is_busy_with_another(
    plan: Plan, client: Client, director: User
) -> None:
    found = asked_for(plan, director, language="en", **seen(200))
    Print.objects.create(key="1" * 64, kind="plan", **seen(5, state="printing"))  # somebody else's
    page = page_of(client, found)
    assert "Another document is being printed" in page
    assert "Try again" not in page


def test_trying_again_prints_what_failed(plan: Plan, client: Client, director: User) -> None:
    failed = asked_for(plan, director, state="failed", failure="error")
    answer = client.post(f"/stampe/{failed.pk}/")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/stampe/{failed.pk}/?scarica"
    assert Print.objects.get().state == Print.State.READY


def test_trying_again_leaves_alone_what_is_ready(plan: Plan, client: Client, director: User) -> None:
    file = default_storage.save("prints/a", ContentFile(b"%PDF"))
    ready = asked_for(plan, director, state="ready", file=file)
    client.post(f"/stampe/{ready.pk}/")
    assert Print.objects.get().file.name == file


def test_the_page_is_for_those_who_asked(
    plan: Plan, queue: None, director: User, evaluator: User, signed_in: Callable[[User], Client]
) -> None:
    path = signed_in(director).get(PDF).headers["Location"]
    colleague = signed_in(evaluator)
    assert colleague.get(path).status_code == 404
    assert colleague.post(path).status_code == 404
    assert colleague.get(PDF).headers["Location"] == path
    assert colleague.get(path).status_code == 200


@pytest.mark.parametrize("query", ["", "?scarica"])
def test_in_another_language_one_waits_for_the_print_in_that_language(
    query: str, plan: Plan, client: Client, director: User
) -> None:
    italian = asked_for(plan, director, **seen(1, state="printing"))
    answer = client.get(f"/stampe/{italian.pk}/{query}", headers=ENGLISH)
    english = Print.objects.exclude(pk=italian.pk).get()
    assert (english.language, english.document) == ("en", italian.document)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/stampe/{english.pk}/{query}"
    page = page_of(client, english)
    assert "The PDF is ready" in page
    assert f'href="{PDF}"' in page
    assert client.get(PDF, headers=ENGLISH).getvalue().startswith(b"%PDF-1.7")
    assert Print.objects.count() == 2


def test_in_another_language_what_another_version_stored_leads_to_the_document(
    plan: Plan, client: Client, director: User
) -> None:
    old = asked_for(plan, director, document="{}")
    answer = client.get(f"/stampe/{old.pk}/", headers=ENGLISH)
    assert answer.headers["Location"] == "/piano/2018/"
    assert Print.objects.count() == 1


def test_looking_at_the_page_costs_few_queries(plan: Plan, client: Client, director: User) -> None:
    found = asked_for(plan, director, language="en", **seen(1, state="printing"))
    page_of(client, found)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, found)
    assert not [each for each in queries if '"reports_print"."document"' in each["sql"]]
    assert len(queries) == 5, "session, person, print; the frame: organization, rights"
