"""HTML to a PDF that may be published (PDF/UA-1) and preserved (PDF/A-3a) as it is.

The only module that knows WeasyPrint. The printer reads nothing but what it is handed: its
fetcher answers from memory and from ``data:`` addresses, and opens no file and no connection,
whatever a text typed by a person asks for.
"""

from __future__ import annotations

import base64
import gc
import logging
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

import weasyprint
from weasyprint.document import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports import typefaces
from reports.xmp import with_pdfua_identification

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    Tell = Callable[["Progress"], None]
    """Called at every step, in the thread that prints; what it raises ends the printing."""

logger = logging.getLogger(__name__)

# Fontconfig looks at this whenever a document is laid out. With it, a font that happens to be on
# the machine can never slip in (it did, for characters with an emoji form).
os.environ["FONTCONFIG_FILE"] = str(typefaces.CONFIGURATION)

VARIANT = "pdf/a-3a"
_STEPS = logging.getLogger("weasyprint.progress")
_STEPS.propagate = False  # a line a page is no message to whoever runs the site
_FONT_FACES = "".join(face.css(face.url) for face in typefaces.FACES)


@dataclass(frozen=True, slots=True)
class Resource:
    """A picture (or another file) that the HTML may name by its address."""

    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF."""

    name: str
    """File name a reader saves it under."""
    mime: str
    data: bytes
    description: str
    relationship: str = "Data"
    """What it is to the document (ISO 19005-3, annex E): ``Source``, ``Data``, ``Alternative``,
    ``Supplement`` or ``Unspecified``."""


class MemoryFetcher(URLFetcher):  # type: ignore[misc]  # the library ships no types
    """Answer from what the program handed over, and refuse everything else.

    The library's own fetcher reads any file of the server (measured); none of its handlers is
    ever called from here.
    """

    def __init__(self, resources: dict[str, Resource]) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False)
        self._resources = resources

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return the resource at ``url``; raise ValueError, which the printer treats as absent."""
        resource = self._resources.get(url)
        if resource is None and url[:5].lower() == "data:":
            resource = _parse_data_url(url)
        if resource is None:
            logger.warning("A document asked for %.200r, which it was not handed: left out.", url)
            raise ValueError("not handed to the printer")
        return URLFetcherResponse(url, resource.data, {"Content-Type": resource.mime})


class _ArchiveMetadata(DocumentMetadata):  # type: ignore[misc]  # the library ships no types
    """The library's metadata (which says PDF/A) with the identification of PDF/UA added."""

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        return with_pdfua_identification(super().generate_rdf_metadata(variant, version, conformance))


@dataclass(slots=True)
class PrintJob:
    """One document on its way to paper: what the HTML may use, and what goes inside the PDF."""

    html: str
    """A whole document. Its ``lang``, ``<title>`` and ``<meta>`` author, description and
    keywords become the PDF's."""
    stylesheet: str
    created: datetime
    """Aware. The only date in the file: the same job gives the same bytes."""
    attachments: Sequence[Attachment] = ()
    resources: dict[str, Resource] = field(default_factory=dict)
    """Pictures by the address the HTML names them with."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a print has come."""

    pages: int = 0
    """Laid out so far in the present pass."""
    total: int | None = None
    """Pages of the document; None = not known before the first pass ends. (Numbers of pages that the
    table of contents names take a second one.)"""


def render_pdf(job: PrintJob, tell: Tell | None = None) -> bytes:
    """Return ``job`` as one PDF that conforms to PDF/A-3a and PDF/UA-1, its fonts inside.

    A character that no typeface of ours draws is printed as its code point (``[U+1F9FF]``).
    """
    if job.created.tzinfo is None:
        raise ValueError("created must carry its time zone")
    with _no_garbage_collection(), _told(tell):
        return _print(job)


def print_bare(html: str) -> bytes:
    """Return what the library alone makes of ``html``: the measure that ours is held to, never a document."""
    pdf: bytes = weasyprint.HTML(string=html).write_pdf()
    return pdf


def _print(job: PrintJob) -> bytes:
    fetcher = MemoryFetcher(_everything_handed_over(job))
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=f"{_FONT_FACES}\n{job.stylesheet}", url_fetcher=fetcher, font_config=fonts)
    page_source = weasyprint.HTML(string=typefaces.drawable(job.html), url_fetcher=fetcher)
    document = page_source.render(stylesheets=[css], font_config=fonts, pdf_variant=VARIANT)
    document.metadata = _archive_metadata(document.metadata, job.created)
    pdf: bytes = document.write_pdf(
        pdf_variant=VARIANT, attachments=[_embedded(item, fetcher, job.created) for item in job.attachments]
    )
    return pdf


class _Listener(logging.Handler):
    """Makes progress of what the library says about its steps."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.INFO)
        self._tell = tell
        self._thread = threading.get_ident()
        self._progress = Progress()

    def handle(self, record: logging.LogRecord) -> bool:
        # The logger is one for all threads; and ``emit`` is called under a lock that all would wait for.
        if record.thread == self._thread:
            self._progress = self._after(record)
            self._tell(self._progress)
        return True

    def _after(self, record: logging.LogRecord) -> Progress:
        so_far = self._progress
        if "- Page " in record.msg and isinstance(record.args, tuple):
            return Progress(int(str(record.args[0])), so_far.total)
        if "Repagination" in record.msg:
            return Progress(0, so_far.pages)
        if record.msg.startswith("Step 6"):
            return Progress(so_far.pages, so_far.pages)
        return so_far


@contextmanager
def _told(tell: Tell | None) -> Iterator[None]:
    """Call ``tell`` at every step of what this thread prints."""
    if tell is None:
        yield
        return
    listener = _Listener(tell)
    _STEPS.setLevel(logging.INFO)
    _STEPS.addHandler(listener)
    try:
        yield
    finally:
        _STEPS.removeHandler(listener)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Do not look for garbage while boxes are made by the hundred thousand and all still needed.

    Measured on the demonstration plan: a fifth of the time to the PDF.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _everything_handed_over(job: PrintJob) -> dict[str, Resource]:
    fonts = {face.url: Resource("font/ttf", typefaces.content(face)) for face in typefaces.FACES}
    attached = {_attachment_url(item): Resource(item.mime, item.data) for item in job.attachments}
    return {**job.resources, **fonts, **attached}


def _archive_metadata(metadata: DocumentMetadata, created: datetime) -> _ArchiveMetadata:
    fields: dict[str, Any] = vars(metadata)
    date = created.isoformat(timespec="seconds")
    return _ArchiveMetadata(**{**fields, "created": date, "modified": date})


def _embedded(item: Attachment, fetcher: MemoryFetcher, created: datetime) -> weasyprint.Attachment:
    # By address rather than as bytes: only so does the library take our media type
    # instead of asking the machine's tables for one.
    return weasyprint.Attachment(
        url=_attachment_url(item),
        url_fetcher=fetcher,
        name=item.name,
        description=item.description,
        created=created,
        modified=created,
        relationship=item.relationship,
    )


def _attachment_url(item: Attachment) -> str:
    return f"perfplan:attachments/{item.name}"


def _parse_data_url(url: str) -> Resource | None:
    """Return the content of a ``data:`` address (RFC 2397); None where it is malformed."""
    head, comma, body = url[5:].partition(",")
    if not comma:
        return None
    data = unquote_to_bytes(body)
    if head.lower().endswith(";base64"):
        head = head[: -len(";base64")]
        data = base64.b64decode(data)
    return Resource(head or "text/plain;charset=US-ASCII", data)
