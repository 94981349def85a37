"""A PDF as a person gets it: asked for, waited for, taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Response


def printed(client: Client, path: str) -> Response:
    """Return the answer with the file. The queue of the tests prints at once."""
    asked = client.get(path)
    assert asked.status_code == 303
    assert "/stampe/" in asked.headers["Location"]
    return client.get(path)
