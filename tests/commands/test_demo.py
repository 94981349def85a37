"""The demonstration: accounts that anybody may use, on a site that nobody else uses."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from accounts.models import User
from accounts.services import DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD
from objectives.models import Organization


@pytest.fixture
def printed(db: None, capsys: pytest.CaptureFixture[str]) -> str:
    with override_settings(DEBUG=True):
        call_command("demo")
    return capsys.readouterr().out


def test_every_account_that_is_printed_signs_in(printed: str) -> None:
    assert DEMONSTRATION_PASSWORD in printed
    for account in DEMONSTRATION_ACCOUNTS:
        assert account.username in printed
        user = User.objects.get(username=account.username)
        assert user.check_password(DEMONSTRATION_PASSWORD)


def test_the_demonstration_has_an_organization(printed: str) -> None:
    assert Organization.objects.get().name.startswith("Camera di Commercio")


def test_run_again_it_doubles_nothing_and_sets_passwords_back(printed: str) -> None:
    officer = User.objects.get(username="ufficio")
    officer.set_password("changed-while-trying-it-out")
    officer.save()
    with override_settings(DEBUG=True):
        call_command("demo")
    officer.refresh_from_db()
    assert officer.check_password(DEMONSTRATION_PASSWORD)
    assert User.objects.count() == len(DEMONSTRATION_ACCOUNTS)
    assert Organization.objects.count() == 1


def test_a_real_site_refuses_the_demonstration(db: None) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert refusal.value.returncode == 2
    assert not User.objects.exists()
