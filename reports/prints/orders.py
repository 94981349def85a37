"""What is to be printed: a document, its language, and where its file is handed out.

A print is made from its order alone, whose document is canonical JSON. The key names what comes
out: the same key is the same PDF but for its date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation

from reports.documents.plan import PlanDocument
from reports.documents.report import ReportDocument
from reports.models import Print
from reports.plan.printing import plan_pdf
from reports.results.printing import report_pdf
from reports.results.wording import title as report_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from reports.render import Tell

PROGRAM = {
    "reports": ("*.py", "*.css", "*.ttf", "*.conf"),
    "targets": ("*.py", "*.toml", "*.lark"),
    "perfplan": ("*.py",),
    "templates/reports": ("*.html",),
    "static/css": ("*.css",),
    "locale": ("*.mo",),
}
"""Folder → the files in it that can change what is printed: code, templates, styles, typefaces, words."""
LIBRARIES = ("django", "fonttools", "markdown-it-py", "openpyxl", "pikepdf", "weasyprint")


@dataclass(frozen=True, slots=True)
class Order:
    """A document to print."""

    kind: Print.Kind
    language: str
    title: str
    """In ``language``: what people are told is being printed."""
    document: str
    """Canonical JSON."""
    address: str
    """Path of the site that hands out the file, and asks who wants it."""
    page: str
    """Path of the page that shows the same document."""

    @property
    def key(self) -> str:
        """SHA-256, in hexadecimal; equal for what prints the same."""
        return key_of(self.kind, self.language, self.document)


def plan_order(document: PlanDocument, *, language: str, address: str, page: str) -> Order:
    """Return the order of a plan."""
    return Order(Print.Kind.PLAN, language, document.title, document.to_json(), address, page)


def report_order(document: ReportDocument, *, language: str, address: str, page: str) -> Order:
    """Return the order of a report, or of the sheet of one area."""
    kind = Print.Kind.AREA_SHEET if document.area else Print.Kind.REPORT
    with translation.override(language):
        title = report_title(document)
    return Order(kind, language, title, document.to_json(), address, page)


def key_of(kind: str, language: str, document: str) -> str:
    """Return the key of a document (canonical JSON) as this program prints it.

    The HTML and the attached files are functions of the document and the program. To hash them would
    mean making them, which for a long report takes the seconds that a request must not take.
    """
    parts = "\0".join((program_fingerprint(), kind, language, document))
    return hashlib.sha256(parts.encode()).hexdigest()


@cache
def program_fingerprint() -> str:
    """Return the SHA-256 of everything beside the document that can change a print; read once a process."""
    digest = hashlib.sha256(settings.TIME_ZONE.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\0".encode())
    for path in _files_of_the_program():
        digest.update(f"{path.relative_to(settings.BASE_DIR).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files_of_the_program() -> Iterator[Path]:
    for folder, patterns in PROGRAM.items():
        found = (path for pattern in patterns for path in (settings.BASE_DIR / folder).rglob(pattern))
        yield from sorted(path for path in found if "migrations" not in path.parts)


def print_order(kind: str, language: str, document: str, *, created: datetime, tell: Tell) -> bytes:
    """Return the PDF. Raises ``CanonicalError`` where ``document`` is none of that kind."""
    if kind == Print.Kind.PLAN:
        return plan_pdf(PlanDocument.from_json(document), language=language, created=created, tell=tell)
    return report_pdf(ReportDocument.from_json(document), language=language, created=created, tell=tell)
