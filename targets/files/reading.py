"""From an uploaded file or a pasted text to rows of cells. What it is, its content decides.

Nothing here knows of plans; ``targets.domain.table.layout.read_layout`` understands the rows.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum

from perfplan.lib.text import printable
from targets.files.decoding import checked, decode, find_garbled
from targets.files.delimited import read_delimited
from targets.files.errors import (
    DamagedFileError,
    EmptySourceError,
    EncodingError,
    TooLargeError,
    WrongKindError,
)
from targets.files.grid import MAX_BYTES, Grid, GridProblem, GridProblemCode
from targets.files.html_table import looks_like_html, read_html
from targets.files.package import Package
from targets.files.xlsx import read_xlsx


class WrongKind(StrEnum):
    """Kinds of file that are recognized in order to say what to do instead."""

    PDF = "pdf"
    IMAGE = "image"
    WORD = "word"
    POWERPOINT = "powerpoint"
    OLD_OFFICE = "old_office"
    """XLS and DOC before 2007, and any Office file with a password."""
    BINARY_EXCEL = "binary_excel"
    OPEN_DOCUMENT = "open_document"
    RTF = "rtf"
    ARCHIVE = "archive"
    XML = "xml"
    BINARY = "binary"


_SIGNATURES: tuple[tuple[bytes, WrongKind], ...] = (
    (b"%PDF-", WrongKind.PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", WrongKind.OLD_OFFICE),
    (b"{\\rtf", WrongKind.RTF),
    (b"\x89PNG", WrongKind.IMAGE),
    (b"\xff\xd8\xff", WrongKind.IMAGE),
    (b"GIF8", WrongKind.IMAGE),
    (b"II*\x00", WrongKind.IMAGE),
    (b"MM\x00*", WrongKind.IMAGE),
    (b"BM", WrongKind.IMAGE),
    (b"\x1f\x8b", WrongKind.ARCHIVE),
    (b"7z\xbc\xaf", WrongKind.ARCHIVE),
    (b"Rar!", WrongKind.ARCHIVE),
    (b"PK\x05\x06", WrongKind.ARCHIVE),
    (b"\x7fELF", WrongKind.BINARY),
    (b"MZ", WrongKind.BINARY),
)
_MUST_HAVE_NUL = frozenset({b"BM", b"MZ"})
"""Signatures that a text may begin with: only bytes that no text has make them one."""

_BY_PART: tuple[tuple[str, WrongKind], ...] = (
    ("xl/workbook.bin", WrongKind.BINARY_EXCEL),
    ("word/document.xml", WrongKind.WORD),
    ("ppt/presentation.xml", WrongKind.POWERPOINT),
)
_JSON = re.compile(r"\s*\{")


def read_source(data: bytes, filename: str = "") -> Grid:
    """Read a file: XLSX, or text with tabs, commas or semicolons, or HTML with a table.

    ``filename`` is only named in messages elsewhere; it decides nothing. Raises a
    ``SourceError`` that says why the file cannot be read.
    """
    del filename
    if len(data) > MAX_BYTES:
        raise TooLargeError(limit_mb=MAX_BYTES // 1024 // 1024)
    if not data.strip(b" \t\r\n\x00"):
        raise EmptySourceError
    if data.startswith(b"PK\x03\x04"):
        return _checked(_read_package(Package(data)))
    refuse_wrong_kind(data)
    return read_text(decode(data))


def refuse_wrong_kind(data: bytes) -> None:
    """Raise ``WrongKindError`` for a file that its first bytes show to be none of ours."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and (signature not in _MUST_HAVE_NUL or b"\x00" in data[:1024]):
            raise WrongKindError(kind=kind.value)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        raise WrongKindError(kind=WrongKind.IMAGE.value)


def read_text(text: str) -> Grid:
    """Read a pasted text, or the text of a file. Raises a ``SourceError``."""
    if len(text) > MAX_BYTES:
        raise TooLargeError(limit_mb=MAX_BYTES // 1024 // 1024)
    text = checked(text.removeprefix("\ufeff"))
    if not text.strip():
        raise EmptySourceError
    if looks_like_html(text):
        rows = read_html(text)
    elif re.match(r"\s*<(?:\?xml|!doctype|html)", text, re.IGNORECASE):
        raise WrongKindError(kind=WrongKind.XML.value)
    else:
        rows = read_delimited(text)
    if not any(cell.strip() for row in rows for cell in row):
        raise EmptySourceError
    return _checked(Grid(rows, _garbled(rows)))


def is_json(data: bytes) -> bool:
    """Whether a file is JSON rather than a table: it begins like it."""
    return bool(_JSON.match(data[:64].decode("utf-8-sig", "replace")))


def _read_package(package: Package) -> Grid:
    for part, kind in _BY_PART:
        if part in package.names:
            raise WrongKindError(kind=kind.value)
    if package.read("mimetype", 64).startswith(b"application/vnd.oasis.opendocument"):
        raise WrongKindError(kind=WrongKind.OPEN_DOCUMENT.value)
    if not any(name.startswith("xl/") for name in package.names):
        raise WrongKindError(kind=WrongKind.ARCHIVE.value)
    if "_rels/.rels" not in package.names:
        raise DamagedFileError(part="_rels/.rels")
    return read_xlsx(package)


def _checked(grid: Grid) -> Grid:
    """Refuse characters that no text has: a sheet or HTML can spell out any of them.

    A line end of a word processor (a vertical tab in a table copied from Word) becomes one.
    """
    for line_no, row in enumerate(grid.rows, start=1):
        try:
            checked("".join(row))
        except EncodingError:
            raise EncodingError(line=line_no) from None
    return replace(grid, rows=tuple(tuple(printable(cell) for cell in row) for row in grid.rows))


def _garbled(rows: tuple[tuple[str, ...], ...]) -> tuple[GridProblem, ...]:
    for line_no, row in enumerate(rows, start=1):
        word = find_garbled(" ".join(row))
        if word:
            return (GridProblem(GridProblemCode.GARBLED_TEXT, line_no, word[:80]),)
    return ()
