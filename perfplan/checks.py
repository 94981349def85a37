"""System checks of the machine the site runs on: ``manage.py check`` and every start report them."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connections

if TYPE_CHECKING:
    from collections.abc import Sequence

PRINTING_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "libharfbuzz-subset0": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
"""Debian package → what WeasyPrint loads from it (Linux, macOS)."""


def can_load(names: tuple[str, ...]) -> bool:
    """Whether this process can load a system library under one of ``names``."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def can_write(folder: Path) -> bool:
    """Whether this process can write in ``folder``, or make it where it is not yet there."""
    while not folder.exists():
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


@checks.register
def printing_libraries(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Say what is missing for the PDF: the site itself runs without."""
    if sys.platform == "win32":
        return []
    missing = [package for package, names in PRINTING_LIBRARIES.items() if not can_load(names)]
    if not missing:
        return []
    return [
        checks.Warning(
            "Plans cannot be printed as PDF: a system library is missing.",
            hint=f"apt-get install {' '.join(missing)}",
            id="perfplan.W001",
        )
    ]


@checks.register
def media_folder(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Say that uploads would fail before somebody uploads."""
    if can_write(Path(settings.MEDIA_ROOT)):
        return []
    return [
        checks.Error(
            f"The folder of uploaded files, {settings.MEDIA_ROOT}, cannot be written to.",
            hint="Set MEDIA_ROOT to a folder that the web processes may write to, and that they share.",
            id="perfplan.E001",
        )
    ]


def take_json_for_granted() -> None:
    """Spare Django the question whether SQLite knows JSON: every one that Python 3.11 comes with does.

    It opens the database to ask, before any check can say that there is no folder for it.
    """
    for connection in connections.all():
        if connection.vendor == "sqlite":
            connection.features.supports_json_field = True


@checks.register(checks.Tags.database)
def database_answers(databases: Sequence[str] | None = None, **_kwargs: Any) -> list[checks.CheckMessage]:
    """Say in one line that the database cannot be reached, before ``migrate`` says it in fifty."""
    messages: list[checks.CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor == "sqlite":
            folder = Path(connection.settings_dict["NAME"]).parent
            if not folder.is_dir():
                messages.append(
                    checks.Error(
                        f"The folder of the database, {folder}, does not exist.",
                        hint=f"mkdir -p {folder}, or set DATABASE_URL to a file elsewhere.",
                        id="perfplan.E002",
                    )
                )
            continue
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            messages.append(
                checks.Error(
                    f"The database does not answer: {str(error).strip().splitlines()[0]}",
                    hint="Is DATABASE_URL right, and is the server running?",
                    id="perfplan.E003",
                )
            )
    return messages
