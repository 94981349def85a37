"""XLSX files for tests: made by openpyxl, and broken by hand."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet


def workbook(rows: Sequence[Sequence[Any]], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """A workbook of one sheet with these rows; ``change`` may merge, format or hide."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, part: str, change: Callable[[bytes], bytes] | bytes) -> bytes:
    """The same workbook with one part changed, replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        before = old.read(part) if part in old.namelist() else b""
        new.writestr(part, change if isinstance(change, bytes) else change(before))
    return out.getvalue()


def archive(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()
