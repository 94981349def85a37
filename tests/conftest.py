"""Fixtures of the whole suite: people by role, a client for each, the plan of the fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from accounts.roles import Role
from tests import factories
from tests.machine import in_ci

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from accounts.models import User
    from objectives.models import Plan

# How long an example takes is the machine's business: times are measured by the benchmark. In CI
# the same examples every time, elsewhere new ones.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=in_ci(), print_blob=True)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hash with MD5: argon2 is slow on purpose, and no test is about its speed."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture
def planning_officer(db: None) -> User:
    """Writes the plan; works in the admin."""
    return factories.user("officer", Role.PLANNING_OFFICE)


@pytest.fixture
def director(db: None) -> User:
    """Reads everything, writes nothing."""
    return factories.user("director", Role.DIRECTOR)


@pytest.fixture
def area_manager(db: None) -> User:
    """Reads the plan."""
    return factories.user("manager", Role.AREA_MANAGER)


@pytest.fixture
def evaluator(db: None) -> User:
    """Of the evaluation body: reads everything."""
    return factories.user("evaluator", Role.EVALUATION_BODY)


@pytest.fixture
def stranger(db: None) -> User:
    """Has an account and no role."""
    return factories.user("stranger")


@pytest.fixture
def administrator(db: None) -> User:
    return factories.administrator()


@pytest.fixture(scope="module")
def seed_plan(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """The demonstration plan, imported once for the tests of a module.

    What a test changes is undone after it. Not for tests with a live server, which sees no open
    transaction: they call ``factories.seed_plan``.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield factories.seed_plan()
        transaction.set_rollback(True)


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """Return a client that ``user`` is signed in with."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="accounts.backends.RoleBackend")
        return client

    return sign_in
