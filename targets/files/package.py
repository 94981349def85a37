"""Open an XLSX (a ZIP of XML files) that a stranger sent, without being harmed by it.

Nothing is trusted: neither the sizes that the archive declares nor its XML. What unpacks to far
more than it is, stops while it unpacks; a document type (the only way to declare entities that
multiply) is refused; nothing is read but the parts asked for.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import deque
from typing import TYPE_CHECKING
from xml.parsers import expat

from targets.files.errors import DamagedFileError, IncompletePackageError, UnsafeArchiveError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100 * 1024 * 1024
"""Bytes, of all parts that are read. The seed's sheet has 60 kB."""
MAX_RATIO = 200
"""Unpacked to packed, for parts over ``RATIO_FROM``; text in a sheet packs to a tenth or so."""
RATIO_FROM = 5 * 1024 * 1024
_CHUNK = 64 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What ``zipfile`` raises on broken, encrypted or strangely packed entries."""

XmlEvent = tuple[str, str, dict[str, str]]
"""("start", name, attributes), ("end", name, {}) or ("text", text, {}); names without prefix."""


class Package:
    """The parts of an Office file."""

    def __init__(self, data: bytes) -> None:
        """Open it. Raises ``DamagedFileError`` or ``UnsafeArchiveError``."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE:
            raise IncompletePackageError from None
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnsafeArchiveError(reason="entries")
        for entry in entries:
            is_tight = entry.file_size > RATIO_FROM and entry.file_size > MAX_RATIO * max(
                1, entry.compress_size
            )
            if entry.file_size > MAX_UNPACKED or is_tight:
                raise UnsafeArchiveError(reason="size")
        self.names = frozenset(entry.filename for entry in entries)
        self._left = MAX_UNPACKED

    def xml(self, part: str) -> Iterator[XmlEvent]:
        """Read a part as XML, piece by piece. Raises the same errors as opening."""
        parser = expat.ParserCreate()
        events: deque[XmlEvent] = deque()
        parser.StartElementHandler = lambda name, attrs: events.append(
            ("start", _local(name), _locals(attrs))
        )
        parser.EndElementHandler = lambda name: events.append(("end", _local(name), {}))
        parser.CharacterDataHandler = lambda text: events.append(("text", text, {}))
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.buffer_text = True
        try:
            for chunk in self._unpack(part):
                parser.Parse(chunk, False)  # noqa: FBT003 - the parser's own signature
                while events:
                    yield events.popleft()
            parser.Parse(b"", True)  # noqa: FBT003 - the end of the document
        except expat.ExpatError:
            raise DamagedFileError(part=part) from None
        yield from events

    def read(self, part: str, limit: int) -> bytes:
        """Return the first ``limit`` bytes of a part; b"" where there is none."""
        return next(self._unpack(part), b"")[:limit] if part in self.names else b""

    def _unpack(self, part: str) -> Iterator[bytes]:
        if part not in self.names:
            raise DamagedFileError(part=part)
        try:
            with self._zip.open(part) as file:
                while chunk := file.read(_CHUNK):
                    # What really comes out counts, whatever the archive says of itself.
                    self._left -= len(chunk)
                    if self._left < 0:
                        raise UnsafeArchiveError(reason="size")
                    yield chunk
        except _DAMAGE:
            raise DamagedFileError(part=part) from None


def _refuse_doctype(*_declared: object) -> None:
    raise UnsafeArchiveError(reason="doctype")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _locals(attrs: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in attrs.items()}
