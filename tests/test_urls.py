"""Who is answered what at every address: nobody, a stranger, one who may read, one who may write.

An address that is missing in the table fails the test: whoever adds a page says who may see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.apps import apps

from accounts.roles import PERMISSIONS, Role
from tests import factories
from tests.site_map import Address, addresses

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan


class Answers(NamedTuple):
    """The status of a GET, to each of the four."""

    anonymous: int
    stranger: int
    reader: int
    writer: int


EVERYONE = Answers(200, 200, 200, 200)
SIGNED_IN = Answers(302, 200, 200, 200)
READERS = Answers(302, 403, 200, 200)
WRITERS = Answers(302, 403, 403, 200)
BY_BUTTON = Answers(302, 405, 405, 405)

TABLE = {
    "accounts:password_change": SIGNED_IN,
    "accounts:sign_in": Answers(200, 302, 302, 302),
    "accounts:sign_out": BY_BUTTON,
    "healthz": EVERYONE,
    "reports:home": SIGNED_IN,
    "reports:plan": READERS,
    "reports:plan_pdf": READERS,
    "reports:plan_print": READERS,
    "targets:plan_export": READERS,
    "targets:plan_import": WRITERS,
    "targets:plan_import_preview": Answers(302, 403, 403, 404),
    "set_language": Answers(302, 302, 302, 302),
}

PAGES = [address for address in addresses() if not address.in_admin]
ADMIN_DOORS = {"admin:login", "admin:logout"}
ADMIN_PAGES = [a for a in addresses() if a.in_admin and a.name not in ADMIN_DOORS]
OPEN_TO_THE_OFFICE = set(PERMISSIONS[Role.PLANNING_OFFICE])


@pytest.fixture
def plan(db: None) -> Plan:
    factories.organization()
    return factories.small_plan()


def test_every_address_outside_the_admin_is_in_the_table() -> None:
    assert {address.name for address in PAGES} == set(TABLE)


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_each_of_four_people_is_answered_what_the_table_says(
    address: Address,
    plan: Plan,
    client: Client,
    stranger: User,
    director: User,
    planning_officer: User,
    signed_in: Callable[[User], Client],
) -> None:
    clients = [client, *(signed_in(person) for person in (stranger, director, planning_officer))]
    statuses = Answers(*(each.get(address.path(year=plan.year)).status_code for each in clients))
    assert statuses == TABLE[address.name]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_a_page_has_one_main_heading(
    address: Address, plan: Plan, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    response = signed_in(planning_officer).get(address.path(year=plan.year), follow=True)
    if response.status_code == 200 and response.headers["Content-Type"].startswith("text/html"):
        assert response.getvalue().count(b"<h1") == 1


@pytest.mark.parametrize("address", ADMIN_PAGES, ids=lambda address: address.name)
def test_the_admin_is_closed_to_whoever_does_not_work_there(
    address: Address,
    client: Client,
    stranger: User,
    director: User,
    signed_in: Callable[[User], Client],
) -> None:
    for each in (client, signed_in(stranger), signed_in(director)):
        response = each.get(address.path())
        assert response.status_code == 302
        assert response.headers["Location"].startswith(("/accesso/?next=", "/admin/login/?next="))


def models_in_admin() -> list[str]:
    lists = [address.name for address in ADMIN_PAGES if address.name.endswith("_changelist")]
    return [name.removeprefix("admin:").removesuffix("_changelist").replace("_", ".", 1) for name in lists]


@pytest.mark.parametrize("label", models_in_admin())
def test_the_office_opens_the_data_of_the_plan_and_nothing_else(
    label: str, plan: Plan, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    path = f"/admin/{label.replace('.', '/')}/"
    response = client.get(path)
    assert response.status_code == (200 if label in OPEN_TO_THE_OFFICE else 403)
    if response.status_code == 200:
        assert response.getvalue().count(b"<h1") == 1
        assert client.get(f"{path}add/").status_code in {200, 403}
        row = apps.get_model(label)._default_manager.first()
        assert row is None or client.get(f"{path}{row.pk}/change/").status_code == 200
