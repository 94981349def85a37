"""The start of the site, as a person starts it: a process with an environment, right or wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
KEY = "a-key-for-these-tests-only-a-key-for-these-tests-only-0123456789"
REAL_SITE = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "piano.example.it"}


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command with these variables and nothing of what this process has."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def setting(name: str, **environment: str) -> str:
    """Return one setting as Python writes it."""
    code = f"from django.conf import settings; print(repr(settings.{name}))"
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "perfplan.settings"} | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return result.stdout.strip()


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"DEBUG": "maybe"}, "DEBUG"),
        ({"DEBUG": ""}, "DEBUG"),
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "a.it"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": KEY, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": KEY, "ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": KEY, "ALLOWED_HOSTS": "https://a.it/"}, "ALLOWED_HOSTS"),
        (REAL_SITE | {"HTTPS": "si"}, "HTTPS"),
        (REAL_SITE | {"BEHIND_PROXY": "2"}, "BEHIND_PROXY"),
        (REAL_SITE | {"CSRF_TRUSTED_ORIGINS": "piano.example.it"}, "CSRF_TRUSTED_ORIGINS"),
        (REAL_SITE | {"DATABASE_URL": "hello"}, "DATABASE_URL"),
        (REAL_SITE | {"DATABASE_URL": ""}, "DATABASE_URL"),
        (REAL_SITE | {"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL"),
        (REAL_SITE | {"DATABASE_URL": "postgres://u:p@h:port/d"}, "DATABASE_URL"),
        (REAL_SITE | {"EMAIL_URL": "mail.example.it"}, "EMAIL_URL"),
        (REAL_SITE | {"TIME_ZONE": "Europe/Roma"}, "TIME_ZONE"),
        (REAL_SITE | {"MEDIA_ROOT": ""}, "MEDIA_ROOT"),
        (REAL_SITE | {"MEDIA_ROOT": "uploads"}, "MEDIA_ROOT"),
        (REAL_SITE | {"STATIC_ROOT": "static"}, "STATIC_ROOT"),
    ],
)
def test_a_wrong_variable_is_refused_in_one_line_that_names_it(
    environment: dict[str, str], name: str
) -> None:
    result = manage("check", **environment)
    assert result.returncode == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert f'"{name}"' in result.stderr


def test_a_real_site_starts_with_a_key_and_its_host_names() -> None:
    result = manage("check", "--deploy", "--fail-level", "WARNING", **REAL_SITE)
    assert result.returncode == 0, result.stderr


def test_a_real_site_is_secure_without_being_told() -> None:
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert setting(name, **REAL_SITE) == "True"
    assert setting("DEBUG", **REAL_SITE) == "False"


def test_host_names_may_have_blanks_after_the_comma() -> None:
    hosts = setting("ALLOWED_HOSTS", SECRET_KEY=KEY, ALLOWED_HOSTS="a.it, b.it")
    assert hosts == "['a.it', 'b.it']"


def test_passwords_are_hashed_with_argon2() -> None:
    assert "Argon2" in setting("PASSWORD_HASHERS[0]", **REAL_SITE)


def test_sqlite_takes_its_write_lock_at_the_start_of_a_transaction() -> None:
    options = setting("DATABASES['default']['OPTIONS']", DEBUG="true")
    assert "'transaction_mode': 'IMMEDIATE'" in options
    assert "journal_mode=WAL" in options


def test_a_database_that_does_not_answer_is_said_in_words(tmp_path: Path) -> None:
    result = manage("migrate", **REAL_SITE, DATABASE_URL=f"postgres://u@/d?host={tmp_path}")
    assert result.returncode != 0
    assert "perfplan.E003" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_folder_of_the_database_is_said_in_words(tmp_path: Path) -> None:
    result = manage("migrate", **REAL_SITE, DATABASE_URL=f"sqlite:///{tmp_path}/none/db.sqlite3")
    assert result.returncode != 0
    assert "perfplan.E002" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_folder_for_uploads_that_is_a_file_is_found_before_an_upload(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = manage("check", **REAL_SITE, MEDIA_ROOT=str(tmp_path / "file" / "media"))
    assert "perfplan.E001" in result.stderr
