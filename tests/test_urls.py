"""Who is answered what at every address, asked and posted to: nobody, a stranger, the manager of
another area, the manager whose area it is, one who may read, one who may write.

An address that is missing in the table fails the test: whoever adds a page says who may see it.
What a person may not see is not found (404); what they may not do is refused (403).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.roles import PERMISSIONS, Role
from tests import factories, factories_site
from tests.factories_site import SECRET
from tests.site_map import Address, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from tests.factories_site import Site


class Answers(NamedTuple):
    """The status that each of the six is answered."""

    anonymous: int
    stranger: int
    """Has an account and no role."""
    other: int
    """Manages an area, and not the one that the address is about."""
    owner: int
    """Manages the area that the address is about."""
    reader: int
    """The director."""
    writer: int
    """Of the planning office."""


class Page(NamedTuple):
    """What an address answers when it is asked for, and when an empty form is posted to it."""

    get: Answers
    post: Answers


NO_POST = Answers(302, 405, 405, 405, 405, 405)
"""``require_safe`` stands before whatever asks who it is."""
NO_GET = NO_POST


def read_only(get: Answers) -> Page:
    """An address that takes no form."""
    return Page(get, NO_POST)


def by_button(post: Answers) -> Page:
    """An address that only takes a form: it is behind a button, not behind a link."""
    return Page(NO_GET, post)


NEVER = Answers(405, 405, 405, 405, 405, 405)
EVERYONE = Answers(200, 200, 200, 200, 200, 200)
SIGNED_IN = Answers(302, 200, 200, 200, 200, 200)
READERS = Answers(302, 403, 200, 200, 200, 200)
WRITERS = Answers(302, 403, 403, 403, 403, 200)

LOOKERS = Answers(302, 404, 404, 404, 200, 200)
"""What every area reported: who sees only their own finds no such page."""
REVIEWERS_POST = Answers(302, 404, 404, 404, 403, 302)
"""What only the planning office does; whoever may look is refused."""
AWAY = Answers(302, 302, 302, 302, 302, 302)

ENTERED = Answers(302, 404, 404, 200, 403, 200)
"""What enters a value: a piece of the page, for who may enter it."""

TABLE = {
    "accounts:account": read_only(SIGNED_IN),
    "accounts:password_change": Page(SIGNED_IN, SIGNED_IN),
    "accounts:password_reset": Page(EVERYONE, EVERYONE),
    "accounts:password_reset_confirm": Page(EVERYONE, EVERYONE),  # a link that does not hold
    "accounts:password_reset_done": Page(EVERYONE, NEVER),
    "accounts:password_reset_sent": Page(EVERYONE, NEVER),
    "accounts:send_again": Page(AWAY, AWAY),  # nothing was lost
    "accounts:sign_in": Page(Answers(200, 302, 302, 302, 302, 302), Answers(200, 302, 302, 302, 302, 302)),
    "accounts:sign_out": Page(NEVER, AWAY),
    "accounts:sign_out_everywhere": Page(SIGNED_IN, AWAY),
    "healthz": Page(EVERYONE, NEVER),
    "reports:area_sheet": read_only(Answers(302, 404, 404, 200, 200, 200)),
    "reports:area_sheet_pdf": read_only(Answers(302, 404, 404, 303, 303, 303)),  # printed first
    "reports:dashboard": read_only(Answers(302, 404, 200, 200, 200, 200)),
    "reports:dashboard_of_year": read_only(Answers(302, 404, 302, 302, 302, 302)),
    "reports:home": read_only(SIGNED_IN),
    "reports:newest_dashboard": read_only(Answers(302, 404, 302, 302, 302, 302)),
    "reports:newest_report": read_only(Answers(302, 404, 404, 404, 302, 302)),
    "reports:plan": read_only(READERS),
    "reports:plan_pdf": read_only(Answers(302, 403, 303, 303, 303, 303)),
    "reports:plan_print": read_only(READERS),
    "reports:print": Page(Answers(302, 404, 404, 200, 404, 404), Answers(302, 404, 404, 303, 404, 404)),
    "reports:report": read_only(LOOKERS),
    "reports:report_data": read_only(LOOKERS),
    "reports:report_of_year": read_only(Answers(302, 404, 404, 404, 302, 302)),
    "reports:report_pdf": read_only(Answers(302, 404, 404, 404, 303, 303)),
    "reports:report_print": read_only(LOOKERS),
    "reports:report_texts": Page(
        Answers(302, 404, 404, 404, 403, 200), Answers(302, 404, 404, 404, 403, 404)
    ),
    "targets:evidence": read_only(Answers(302, 404, 404, 200, 200, 200)),
    "targets:evidence_add": by_button(ENTERED),
    "targets:evidence_remove": by_button(Answers(302, 404, 404, 302, 403, 302)),
    "targets:my_area": Page(Answers(302, 403, 200, 200, 403, 200), Answers(302, 403, 302, 302, 403, 302)),
    "targets:my_values": read_only(Answers(302, 403, 302, 302, 403, 302)),
    "targets:period_close": by_button(REVIEWERS_POST),
    "targets:period_open": by_button(REVIEWERS_POST),
    "targets:plan_export": read_only(READERS),
    "targets:plan_import": Page(WRITERS, WRITERS),
    "targets:plan_import_preview": Page(
        Answers(302, 403, 403, 403, 403, 404), Answers(302, 403, 403, 403, 403, 404)
    ),
    "targets:remind": Page(Answers(302, 404, 404, 404, 403, 200), REVIEWERS_POST),
    "targets:review": read_only(LOOKERS),
    "targets:review_validate": by_button(REVIEWERS_POST),
    "targets:review_value": Page(
        LOOKERS, Answers(302, 404, 404, 404, 403, 302)
    ),  # no decision: the page anew
    "targets:reviews": read_only(LOOKERS),
    "targets:value": Page(Answers(302, 404, 404, 200, 200, 200), Answers(302, 404, 404, 302, 403, 302)),
    "targets:value_history": read_only(Answers(302, 404, 404, 200, 200, 200)),
    "targets:value_preview": by_button(ENTERED),
    "set_language": Page(AWAY, AWAY),
}

OWN_KEYS = {
    "targets:evidence": "evidence",
    "targets:evidence_remove": "evidence",
    "reports:print": "print",
}
"""Addresses whose ``pk`` is the key of a row of the example: which one."""

PAGES = [address for address in addresses() if not address.in_admin]
ADMIN_DOORS = {"admin:login", "admin:logout"}
ADMIN_PAGES = [a for a in addresses() if a.in_admin and a.name not in ADMIN_DOORS]
OPEN_TO_THE_OFFICE = set(PERMISSIONS[Role.PLANNING_OFFICE])


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what the fixtures below make for the whole module; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_site(kept: None, django_db_blocker: DjangoDbBlocker) -> Site:
    with django_db_blocker.unblock():
        return factories_site.site()


@pytest.fixture(scope="module")
def sessions(kept_site: Site, django_db_blocker: DjangoDbBlocker) -> list[str]:
    """The key of a session of each of the six; nobody has an empty one."""
    with django_db_blocker.unblock():
        people = (
            factories.user("stranger"),
            kept_site.other,
            kept_site.owner,
            factories.user("director", Role.DIRECTOR),
            factories.user("officer", Role.PLANNING_OFFICE),
        )
        clients = [Client() for _person in people]
        for client, person in zip(clients, people, strict=True):
            client.force_login(person, backend="accounts.backends.RoleBackend")
        return ["", *(client.cookies[settings.SESSION_COOKIE_NAME].value for client in clients)]


@pytest.fixture
def site(kept_site: Site, db: None) -> Site:
    return kept_site


@pytest.fixture
def clients(sessions: list[str], db: None) -> list[Client]:
    """A client of each of the six, in the order of ``Answers``."""
    clients = [Client() for _session in sessions]
    for client, session in zip(clients, sessions, strict=True):
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return clients


def path_of(address: Address, site: Site) -> str:
    parts = site.parts()
    if address.name in OWN_KEYS:
        parts["pk"] = parts[OWN_KEYS[address.name]]
    return address.path(**parts)


def status(client: Client, method: str, path: str) -> int:
    """Return what is answered; what the request changed is undone, so that all six find the same."""
    with transaction.atomic():
        code = getattr(client, method)(path).status_code
        transaction.set_rollback(True)
    return int(code)


def test_every_address_outside_the_admin_is_in_the_table() -> None:
    assert {address.name for address in PAGES} == set(TABLE)


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_each_of_six_people_who_asks_is_answered_what_the_table_says(
    address: Address, site: Site, clients: list[Client]
) -> None:
    path = path_of(address, site)
    assert Answers(*(status(each, "get", path) for each in clients)) == TABLE[address.name].get


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_each_of_six_people_who_posts_is_answered_what_the_table_says(
    address: Address, site: Site, clients: list[Client]
) -> None:
    path = path_of(address, site)
    assert Answers(*(status(each, "post", path) for each in clients)) == TABLE[address.name].post


def words_of(client: Client, path: str) -> str:
    """Return what a page says; empty where it is refused, or is no text."""
    response = client.get(path)
    is_text = response.headers.get("Content-Type", "").startswith("text/")
    return response.getvalue().decode() if response.status_code == 200 and is_text else ""


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_nobody_else_reads_what_an_area_reported(address: Address, site: Site, clients: list[Client]) -> None:
    anonymous, stranger, other = clients[:3]
    for each in (anonymous, stranger, other):
        assert SECRET not in words_of(each, path_of(address, site))


def test_the_area_itself_and_whoever_sees_all_read_it(site: Site, clients: list[Client]) -> None:
    by_name = {address.name: address for address in PAGES}
    owner, reader, writer = clients[3:]
    pages = ((owner, "targets:my_area"), (reader, "targets:review_value"), (writer, "targets:review"))
    for client, name in pages:
        assert SECRET in words_of(client, path_of(by_name[name], site))


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_has_one_main_heading(address: Address, site: Site, clients: list[Client]) -> None:
    response = clients[-1].get(path_of(address, site), follow=True)
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        assert response.getvalue().count(b"<h1") == 1


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_no_cache_keeps_what_a_person_was_answered(
    address: Address, site: Site, clients: list[Client]
) -> None:
    kept = clients[-1].get(path_of(address, site)).headers["Cache-Control"]
    assert "private" in kept
    assert "no-cache" in kept or "no-store" in kept


@pytest.mark.parametrize("address", ADMIN_PAGES, ids=lambda address: address.name)
def test_the_admin_is_closed_to_whoever_does_not_work_there(address: Address, clients: list[Client]) -> None:
    anonymous, stranger, _other, _owner, director, _officer = clients
    for each in (anonymous, stranger, director):
        response = each.get(address.path())
        assert response.status_code == 302
        assert response.headers["Location"].startswith(("/accesso/?next=", "/admin/login/?next="))


def models_in_admin() -> list[str]:
    lists = [address.name for address in ADMIN_PAGES if address.name.endswith("_changelist")]
    return [name.removeprefix("admin:").removesuffix("_changelist").replace("_", ".", 1) for name in lists]


@pytest.mark.parametrize("label", models_in_admin())
def test_the_office_opens_the_data_of_the_plan_and_nothing_else(
    label: str, site: Site, clients: list[Client]
) -> None:
    client = clients[-1]
    path = f"/admin/{label.replace('.', '/')}/"
    response = client.get(path)
    assert response.status_code == (200 if label in OPEN_TO_THE_OFFICE else 403)
    if response.status_code == 200:
        assert response.getvalue().count(b"<h1") == 1
        assert client.get(f"{path}add/").status_code in {200, 403}
        row = apps.get_model(label)._default_manager.first()
        assert row is None or client.get(f"{path}{row.pk}/change/").status_code == 200
