"""Which program prints: what comes out depends on it as much as on the document."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "reports": ("*.py", "*.css", "*.ttf", "*.conf"),
    "targets": ("*.py", "*.toml", "*.lark"),
    "perfplan": ("*.py",),
    "templates/reports": ("*.html",),
    "static/css": ("*.css",),
    "locale": ("*.mo",),
}
"""Folder → the files in it that can change what is printed: code, templates, styles, typefaces, words."""
LIBRARIES = ("django", "fonttools", "markdown-it-py", "openpyxl", "pikepdf", "weasyprint")


@cache
def program_fingerprint() -> str:
    """Return the SHA-256 of the program, in hexadecimal.

    Read once, when the process starts (``reports.apps``): a worker that outlives an upgrade goes on
    printing by the old code, and must not pass for the new one.
    """
    digest = hashlib.sha256(settings.TIME_ZONE.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    for path in _files():
        digest.update(f"{path.relative_to(settings.BASE_DIR).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for folder, patterns in FILES.items():
        yield from sorted(path for each in patterns for path in (settings.BASE_DIR / folder).rglob(each))
