"""A plan to print, and the queue of the site in place of that of the tests, which does everything at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from objectives.models import Plan


@pytest.fixture(autouse=True)
def _store_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def plan(db: None) -> Plan:
    factories.organization()
    return factories.small_plan()


@pytest.fixture
def queue(settings: Settings) -> None:
    """Jobs wait in the database for a worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
