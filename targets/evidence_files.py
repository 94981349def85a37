"""Which files may be evidence: told by their content, never by what they are called.

Evidence is handed out as a download and never shown inside the site, so the question is not
"could this script run here" but "is this what an office proves a value with, and is it whole".
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath

import pikepdf

from targets.files.errors import SourceError
from targets.files.package import Package

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_FILES = 20
"""Of one value."""
LONGEST_NAME = 200
_HEAD = 1024
"""Where a PDF may begin: some programs write a few bytes before it."""

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"


class Kind(StrEnum):
    """What a file is; the value is its usual ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    TEXT = "txt"
    CSV = "csv"


CONTENT_TYPES: dict[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Kind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Kind.PPTX: f"{_OFFICE}.presentationml.presentation",
    Kind.ODT: f"{_OPEN}.text",
    Kind.ODS: f"{_OPEN}.spreadsheet",
    Kind.ODP: f"{_OPEN}.presentation",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.WEBP: "image/webp",
    Kind.TEXT: "text/plain",
    Kind.CSV: "text/csv",
}

_OFFICE_PARTS = {
    "word/document.xml": Kind.DOCX,
    "xl/workbook.xml": Kind.XLSX,
    "ppt/presentation.xml": Kind.PPTX,
}
_OPEN_TYPES = {CONTENT_TYPES[kind].encode(): kind for kind in (Kind.ODT, Kind.ODS, Kind.ODP)}
_ENDINGS = {Kind.JPEG: {".jpg", ".jpeg"}}
_MACROS = re.compile(r"(?:^|/)(?:vbaProject|vbaData)[^/]*$|^Basic/", re.IGNORECASE)


class Refusal(StrEnum):
    """Why a file is no evidence. The sentences stand in ``targets.entry.wording``."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_KIND = "wrong_kind"
    """None of the kinds, or something else under the guise of one (HTML, a program, an old .doc)."""
    DAMAGED = "damaged"
    """Begins like one of the kinds and is cut short or broken."""
    UNSAFE = "unsafe"
    """Unpacks to far more than it is, or carries macros or a program that runs when it is opened."""
    LOCKED = "locked"
    """Opens only with a password: whoever must judge it could not read it."""
    TOO_MANY = "too_many"


class EvidenceRefused(Exception):  # noqa: N818 - names the state of things, as the pages do
    """The file was not stored."""

    def __init__(self, refusal: Refusal, name: str = "") -> None:
        """Keep the reason, and the name of the file for the sentence."""
        super().__init__(refusal.value)
        self.refusal = refusal
        self.name = name


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file that may be stored."""

    name: str
    """For people to read; never a path, and no part of where it is stored."""
    kind: Kind
    content: bytes
    sha256: str

    @property
    def content_type(self) -> str:
        """The type it is handed out with: that of its content, not the one the browser claimed."""
        return CONTENT_TYPES[self.kind]


def checked_file(name: str, content: bytes) -> EvidenceFile:
    """Return the file with what it is; raise ``EvidenceRefused`` on one that may not be stored."""
    shown = clean_name(name)
    if not content:
        raise EvidenceRefused(Refusal.EMPTY, shown)
    if len(content) > MAX_BYTES:
        raise EvidenceRefused(Refusal.TOO_LARGE, shown)
    try:
        kind = _kind(content)
    except EvidenceRefused as error:
        raise EvidenceRefused(error.refusal, shown) from None
    if kind is Kind.TEXT and shown.lower().endswith(".csv"):
        kind = Kind.CSV
    return EvidenceFile(_with_ending(shown, kind), kind, content, sha256(content).hexdigest())


def clean_name(name: str) -> str:
    """Return the name of a file as people may be shown it: no folder, no control or bidi character."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in base)
    plain = re.sub(r'[<>:"|?*]', "_", " ".join(plain.split())).strip(". ")
    if len(plain) <= LONGEST_NAME:
        return plain or "file"
    ending = PurePosixPath(plain).suffix[:10]
    return plain[: LONGEST_NAME - len(ending)] + ending


def _with_ending(name: str, kind: Kind) -> str:
    """Give the name the ending of what the file is, so that a click opens the right program."""
    endings = _ENDINGS.get(kind, {f".{kind.value}"})
    if PurePosixPath(name.lower()).suffix in endings:
        return name
    return f"{name[: LONGEST_NAME - len(kind.value) - 1]}.{kind.value}"


def _kind(content: bytes) -> Kind:
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    if b"%PDF-" in content[:_HEAD]:
        return _pdf(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(Kind.PNG, ends=b"IEND" in content[-64:])
    if content.startswith(b"\xff\xd8\xff"):
        return _whole(Kind.JPEG, ends=b"\xff\xd9" in content[-_HEAD:])
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _whole(Kind.WEBP, ends=int.from_bytes(content[4:8], "little") + 8 <= len(content))
    if _is_plain_text(content):
        return Kind.TEXT
    raise EvidenceRefused(Refusal.WRONG_KIND)


def _whole(kind: Kind, *, ends: bool) -> Kind:
    if not ends:
        raise EvidenceRefused(Refusal.DAMAGED)
    return kind


def _pdf(content: bytes) -> Kind:
    """Open the file: it has pages, and runs nothing on the computer of whoever reads it."""
    before, _mark, _rest = content.partition(b"%PDF-")
    if b"<" in before:  # the source of a page that also opens as a PDF
        raise EvidenceRefused(Refusal.WRONG_KIND)
    _whole(Kind.PDF, ends=b"%%EOF" in content[-2 * _HEAD :])
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not pdf.pages:
                raise EvidenceRefused(Refusal.DAMAGED)
            if any(_runs(found) for found in pdf.objects):
                raise EvidenceRefused(Refusal.UNSAFE)
    except pikepdf.PasswordError:
        raise EvidenceRefused(Refusal.LOCKED) from None
    except pikepdf.PdfError:
        raise EvidenceRefused(Refusal.DAMAGED) from None
    return Kind.PDF


def _runs(found: pikepdf.Object) -> bool:
    """Whether an object of a PDF is a script, or starts a program (ISO 32000-1, 12.6.4)."""
    return isinstance(found, pikepdf.Dictionary) and (
        "/JS" in found or any(found.get("/S") == name for name in ("/JavaScript", "/Launch"))
    )


def _kind_of_archive(content: bytes) -> Kind:
    """Tell an office file by its parts; any other archive is none, and a bomb is refused unopened."""
    try:
        package = Package(content)
        if any(_MACROS.search(name) for name in package.names):
            raise EvidenceRefused(Refusal.UNSAFE)
        kind = _OPEN_TYPES.get(package.read("mimetype", 100).strip())
        if "[Content_Types].xml" in package.names:
            kind = next((k for part, k in _OFFICE_PARTS.items() if part in package.names), kind)
        if kind is None:
            raise EvidenceRefused(Refusal.WRONG_KIND)
        _unpack(content)
    except SourceError as error:
        unsafe = error.code == "unsafe_archive"
        raise EvidenceRefused(Refusal.UNSAFE if unsafe else Refusal.DAMAGED) from None
    return kind


def _unpack(content: bytes) -> None:
    """Unpack every part, counting what really comes out, so that nobody else has to find the bomb."""
    left = 10 * MAX_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    while chunk := part.read(64 * 1024):
                        left -= len(chunk)
                        if left < 0:
                            raise EvidenceRefused(Refusal.UNSAFE)
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise EvidenceRefused(Refusal.DAMAGED) from None


def _is_plain_text(content: bytes) -> bool:
    """Say whether it is text that is not the source of a page, a script or a mail."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # what spreadsheets of Italian offices still write
    if any((letter < " " and letter not in "\t\r\n\f") or letter == "\x7f" for letter in text):
        return False
    start = text.lstrip()[:_HEAD].lower()
    is_code = re.match(r"<[!?a-z]|#!|%!ps|\{\\rtf|(?:from|received|return-path|mime-version):", start)
    return is_code is None and re.search(r"<(?:html|script|svg|iframe)\b", start) is None
