"""Signing in and out, lockout, passwords, the administrator's page of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group

from accounts.roles import Role
from tests import factories
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

SIGN_IN = "/accesso/"
SIGN_OUT = "/uscita/"
PASSWORD_CHANGE = "/password/"
NEW_PASSWORD = "another-one-for-tests-2019"


def sign_in(client: Client, password: str, **more: str) -> int:
    return client.post(SIGN_IN, {"username": "director", "password": password} | more).status_code


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_person_signs_in_and_goes_where_they_wanted(director: User, client: Client) -> None:
    response = client.post(SIGN_IN, {"username": "director", "password": PASSWORD, "next": "/password/"})
    assert response.headers["Location"] == "/password/"
    assert is_signed_in(client)


def test_signing_in_never_leads_to_another_site(director: User, client: Client) -> None:
    response = client.post(
        SIGN_IN, {"username": "director", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert response.headers["Location"] == "/"


def test_a_wrong_password_is_said_and_not_which_part_was_wrong(director: User, client: Client) -> None:
    wrong = client.post(SIGN_IN, {"username": "director", "password": "x"}).context["form"].errors
    unknown = client.post(SIGN_IN, {"username": "nobody", "password": "x"}).context["form"].errors
    assert wrong == unknown


def test_after_eight_wrong_passwords_even_the_right_one_waits(director: User, client: Client) -> None:
    statuses = [sign_in(client, "wrong") for _attempt in range(8)]
    assert statuses == [200] * 7 + [429]
    locked = client.post(SIGN_IN, {"username": "director", "password": PASSWORD})
    assert locked.status_code == 429
    assert locked.content.count(b"<h1") == 1
    assert not is_signed_in(client)


def test_the_right_password_makes_wrong_ones_forgotten(director: User, client: Client) -> None:
    for _round in range(2):
        for _attempt in range(6):
            sign_in(client, "wrong")
        assert sign_in(client, PASSWORD) == 302
        client.post(SIGN_OUT)


def test_an_account_out_of_use_does_not_sign_in(director: User, client: Client) -> None:
    director.is_active = False
    director.save()
    assert sign_in(client, PASSWORD) == 200
    assert not is_signed_in(client)


def test_signing_out_needs_a_button_and_not_a_link(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(director)
    assert client.get(SIGN_OUT).status_code == 405
    response = client.post(SIGN_OUT)
    assert response.headers["Location"] == SIGN_IN
    assert response.headers["Clear-Site-Data"] == '"cache"'  # the back button shows no page of the person
    assert not is_signed_in(client)


def test_whoever_is_signed_in_does_not_see_the_sign_in_page(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    assert signed_in(director).get(SIGN_IN).status_code == 302


def test_a_person_changes_their_password_and_stays_signed_in(
    director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(director)
    response = client.post(
        PASSWORD_CHANGE,
        {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
        follow=True,
    )
    assert b'class="alert alert-success"' in response.content
    assert is_signed_in(client)
    director.refresh_from_db()
    assert director.check_password(NEW_PASSWORD)


def test_a_short_password_is_refused(director: User, signed_in: Callable[[User], Client]) -> None:
    response = signed_in(director).post(
        PASSWORD_CHANGE,
        {"old_password": PASSWORD, "new_password1": "xy7zq", "new_password2": "xy7zq"},
    )
    assert b'aria-invalid="true"' in response.content
    director.refresh_from_db()
    assert director.check_password(PASSWORD)


def test_the_admin_sends_to_the_one_sign_in_page(db: None, client: Client) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1] == ("/accesso/?next=/admin/", 302)
    assert response.status_code == 200


@pytest.mark.parametrize("role", [Role.AREA_MANAGER, Role.DIRECTOR, Role.EVALUATION_BODY])
def test_who_only_reads_is_refused_the_admin_and_told_so(
    role: Role, db: None, signed_in: Callable[[User], Client]
) -> None:
    response = signed_in(factories.user("reader", role)).get("/admin/", follow=True)
    assert response.status_code == 403
    assert response.content.count(b"<h1") == 1


def test_the_administrator_gives_a_role_and_the_admin_opens(
    administrator: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)
    page = f"/admin/accounts/user/{director.pk}/change/"
    office = Group.objects.get(name=Role.PLANNING_OFFICE.value)
    form = {"username": "director", "first_name": "", "last_name": "", "email": "", "is_active": "on"}
    assert client.post(page, form | {"groups": [office.pk]}).status_code == 302
    director.refresh_from_db()
    assert director.is_staff
    assert client.post(page, form | {"groups": []}).status_code == 302
    director.refresh_from_db()
    assert not director.is_staff


def test_the_administrator_sees_peoples_roles_by_name(
    administrator: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)
    client.post("/lingua/", {"language": "en"})
    assert b"Director" in client.get("/admin/accounts/user/").content


def test_the_administrator_sees_whose_areas_are_whose(
    administrator: User, area_manager: User, signed_in: Callable[[User], Client]
) -> None:
    factories.area("Promozione").managers.add(area_manager)
    client = signed_in(administrator)
    for page in ("/admin/accounts/user/", f"/admin/accounts/user/{area_manager.pk}/change/"):
        assert b"Promozione" in client.get(page).content


def test_a_new_person_is_added_with_an_address_and_a_role(
    administrator: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    office = Group.objects.get(name=Role.PLANNING_OFFICE.value)
    form = {
        "username": "nuova",
        "usable_password": "true",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "email": "nuova@example.it",
        "groups": [office.pk],
    }
    assert signed_in(administrator).post("/admin/accounts/user/add/", form).status_code == 302
    person = type(director).objects.get(username="nuova")
    assert person.email == "nuova@example.it"
    assert person.is_staff


def test_the_planning_office_makes_no_accounts(
    planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    for page in ("/admin/accounts/user/", "/admin/accounts/user/add/", "/admin/auth/group/"):
        assert client.get(page).status_code == 403


def test_what_a_role_may_do_is_not_changed_in_the_admin(
    administrator: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(administrator)
    group = Group.objects.get(name="director")
    assert client.get("/admin/auth/group/add/").status_code == 403
    assert client.get(f"/admin/auth/group/{group.pk}/change/").status_code == 200
    assert client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "x"}).status_code == 403
    assert client.get(f"/admin/auth/group/{group.pk}/delete/").status_code == 403
