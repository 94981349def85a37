"""Writes of people and roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from accounts.roles import DATA_ENTRY, PERMISSIONS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable


def _permissions(table: dict[str, tuple[str, ...]]) -> list[Permission]:
    """Return the permissions that ``table`` names. Raises ``LookupError`` if one is not in the database."""
    wanted = {
        (app, f"{action}_{model}")
        for label, actions in table.items()
        for app, model in [label.split(".")]
        for action in actions
    }
    condition = Q()
    for app, codename in wanted:
        condition |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(condition).select_related("content_type"))
    missing = wanted - {(p.content_type.app_label, p.codename) for p in found}
    if missing:
        names = ", ".join(sorted(f"{app}.{codename}" for app, codename in missing))
        raise LookupError(f"These permissions are not in the database (run migrate first): {names}")
    return found


@transaction.atomic
def sync_roles() -> dict[Role, int]:
    """Make every role's group and give it exactly the permissions of its table.

    Permissions added by hand to such a group are taken away. Returns how many each role has.
    Raises ``LookupError`` if the database is not migrated.
    """
    counts = {}
    for role in Role:
        group, _created = Group.objects.get_or_create(name=role.value)
        permissions = _permissions(PERMISSIONS[role])
        group.permissions.set(permissions)
        counts[role] = len(permissions)
    return counts


def open_data_entry(user: User) -> None:
    """Let ``user`` into the admin exactly if a role of theirs works there, or as administrator."""
    works_there = user.groups.filter(name__in=[role.value for role in DATA_ENTRY]).exists()
    user.is_staff = user.is_superuser or works_there
    user.save(update_fields=["is_staff"])


@transaction.atomic
def assign_roles(user: User, roles: Iterable[Role]) -> None:
    """Give ``user`` these roles and no others; groups that are no roles stay."""
    user.groups.remove(*Group.objects.filter(name__in=Role.values))
    user.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    open_data_entry(user)


def end_all_sessions(user: User) -> None:
    """Sign ``user`` out on every device, this one included."""
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)


def keep_language(user: User, language: str) -> None:
    """Remember the language that ``user`` chose, for every device and for the messages to them."""
    if language != user.language:
        user.language = language
        user.save(update_fields=["language"])


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """One account to try the site with."""

    username: str
    first_name: str
    last_name: str
    role: Role | None
    """None: the administrator, who may do everything."""


DEMONSTRATION_PASSWORD = "perfplan-dimostrazione"  # noqa: S105 - printed by the command, only with DEBUG on
DEMONSTRATION_ACCOUNTS = (
    DemonstrationAccount("ufficio", "Paola", "Ferrando", Role.PLANNING_OFFICE),
    DemonstrationAccount("dirigente", "Marco", "Oliveri", Role.AREA_MANAGER),
    DemonstrationAccount("dirigente2", "Lucia", "Bruno", Role.AREA_MANAGER),
    DemonstrationAccount("dirigente3", "Giorgio", "Conti", Role.AREA_MANAGER),
    DemonstrationAccount("dirigente4", "Elena", "Rovere", Role.AREA_MANAGER),
    DemonstrationAccount("direttore", "Silvia", "Parodi", Role.DIRECTOR),
    DemonstrationAccount("oiv", "Andrea", "Rossi", Role.EVALUATION_BODY),
    DemonstrationAccount("admin", "Amministratore", "del sito", None),
)


@transaction.atomic
def make_demonstration_accounts() -> dict[DemonstrationAccount, User]:
    """Make the demonstration accounts, or set those that are there back to what is printed.

    Their password is known to everyone who reads this: the caller sees to it that the site is
    one for trying out.
    """
    sync_roles()
    users = {}
    for account in DEMONSTRATION_ACCOUNTS:
        user, _created = User.objects.get_or_create(username=account.username)
        user.first_name, user.last_name = account.first_name, account.last_name
        user.email = f"{account.username}@example.org"  # a domain that belongs to nobody
        user.is_active = True
        user.is_superuser = account.role is None
        user.set_password(DEMONSTRATION_PASSWORD)
        user.save()
        assign_roles(user, [account.role] if account.role else [])
        users[account] = user
    return users
