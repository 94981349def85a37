"""What is to be printed: a document, its language, and where its file is handed out.

A print is made from its order alone, whose document is canonical JSON. The key names what comes
out: the same key is the same PDF but for its date.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation

from reports.documents.plan import PlanDocument
from reports.documents.report import ReportDocument
from reports.models import Print
from reports.plan.printing import plan_pdf
from reports.prints.program import program_fingerprint
from reports.results.printing import report_pdf
from reports.results.wording import title as report_title

if TYPE_CHECKING:
    from datetime import datetime

    from reports.render import Tell


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


def order_in(language: str, stored: Print) -> Order:
    """Return the order of the very document of a print in another language.

    Raises ``CanonicalError`` where another version of the program stored it.
    """
    of_site = {"language": language, "address": stored.address, "page": stored.page}
    if stored.kind == Print.Kind.PLAN:
        return plan_order(PlanDocument.from_json(stored.document), **of_site)
    return report_order(ReportDocument.from_json(stored.document), **of_site)


def key_of(kind: str, language: str, document: str) -> str:
    """Return the key of a document (canonical JSON) as this program prints it.

    The HTML and the attached files are functions of the document and the program. To hash them would
    mean making them, which for a long report takes the seconds that a request must not take.
    """
    parts = "\0".join((program_fingerprint(), kind, language, document))
    return hashlib.sha256(parts.encode()).hexdigest()


def print_order(kind: str, language: str, document: str, *, created: datetime, tell: Tell) -> bytes:
    """Return the PDF. Raises ``CanonicalError`` where ``document`` is none of that kind."""
    if kind == Print.Kind.PLAN:
        return plan_pdf(PlanDocument.from_json(document), language=language, created=created, tell=tell)
    return report_pdf(ReportDocument.from_json(document), language=language, created=created, tell=tell)
