"""The table of roles, and what the database makes of it."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from accounts import services
from accounts.roles import NOBODYS, PERMISSIONS, REPORTED, VALUE, Role
from tests import factories

PLAN_APPS = ("objectives", "targets", "reports")


def models_of_the_plan() -> set[str]:
    return {
        model._meta.label_lower
        for app in PLAN_APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    } - set(NOBODYS)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AREA_MANAGER])
def test_every_model_of_the_plan_is_in_the_table_of_every_role(role: Role) -> None:
    assert set(PERMISSIONS[role]) == models_of_the_plan()


def test_of_what_is_reported_an_area_manager_sees_nothing_by_table() -> None:
    assert set(PERMISSIONS[Role.AREA_MANAGER]) == models_of_the_plan() - set(REPORTED)
    assert PERMISSIONS[Role.AREA_MANAGER][VALUE] == ("enter",)


def test_only_the_planning_office_writes() -> None:
    writers = {
        role
        for role, table in PERMISSIONS.items()
        for label, actions in table.items()
        if set(actions) != {"view"} and label != VALUE
    }
    assert writers == {Role.PLANNING_OFFICE}


def test_nobody_makes_or_removes_a_doubt_by_hand() -> None:
    assert set(PERMISSIONS[Role.PLANNING_OFFICE]["targets.doubt"]) == {"view", "change"}


def test_a_permission_given_by_hand_is_taken_away_again(db: None) -> None:
    services.sync_roles()
    group = Group.objects.get(name="director")
    before = set(group.permissions.all())
    group.permissions.add(Permission.objects.get(codename="delete_plan"))
    services.sync_roles()
    assert set(group.permissions.all()) == before


def test_the_command_says_how_many_permissions_each_role_has(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("sync_roles")
    assert len(capsys.readouterr().out.splitlines()) == len(Role)


def test_roles_on_a_database_without_its_permissions_are_an_error_in_words(db: None) -> None:
    Permission.objects.filter(codename="view_plan").delete()
    with pytest.raises(LookupError, match=r"objectives\.view_plan"):
        services.sync_roles()


def test_the_planning_office_enters_the_admin_and_a_director_does_not(db: None) -> None:
    assert factories.user("officer", Role.PLANNING_OFFICE).is_staff
    assert not factories.user("director", Role.DIRECTOR).is_staff


def test_whoever_leaves_the_planning_office_leaves_the_admin(db: None) -> None:
    person = factories.user("officer", Role.PLANNING_OFFICE)
    services.assign_roles(person, [Role.DIRECTOR])
    assert not person.is_staff
    assert [group.name for group in person.groups.all()] == ["director"]


def test_an_administrator_without_a_role_keeps_the_admin(db: None) -> None:
    person = factories.administrator()
    services.assign_roles(person, [])
    assert person.is_staff


def test_a_permission_given_to_one_person_is_worth_nothing(db: None) -> None:
    person = factories.user("director", Role.DIRECTOR)
    person.user_permissions.add(Permission.objects.get(codename="delete_plan"))
    fresh = type(person).objects.get(pk=person.pk)
    assert fresh.has_perm("objectives.view_plan")
    assert not fresh.has_perm("objectives.delete_plan")
