"""The system check for the libraries that print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfplan import checks

if TYPE_CHECKING:
    import pytest


def test_nothing_is_said_where_the_libraries_are_there() -> None:
    assert checks.printing_libraries() == []


def test_a_missing_library_is_named_with_its_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PRINTING_LIBRARIES", {"libpango-1.0-0": ("libnone.so.0", "libnone.dylib")})
    (message,) = checks.printing_libraries()
    assert message.id == "perfplan.W001"
    assert message.hint == "apt-get install libpango-1.0-0"
