"""What an XLSX says besides its cells: its sheets, shared texts and number formats."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.files.errors import DamagedFileError, TooManyRowsError
from targets.files.grid import MAX_CELLS
from targets.files.number_format import GENERAL, builtin_format

if TYPE_CHECKING:
    from targets.files.package import Package

_ROOT = "_rels/.rels"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAX_TEXT = 32_767
"""Characters of a cell, by the format's own rule."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """What the cells of every sheet refer to."""

    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    formats: tuple[str, ...]
    """Number format of each cell style."""
    is_1904: bool
    """Dates count from 1904 (old Macintosh files)."""


def read_workbook(package: Package) -> Workbook:
    """Read everything but the cells. Raises ``DamagedFileError`` where the parts do not hang together."""
    main = next((t for kind, t in _relations(package, "").values() if kind == "officeDocument"), None)
    if main is None:
        raise DamagedFileError(part=_ROOT)
    relations = _relations(package, main)
    by_kind = dict(relations.values())
    sheets: list[Sheet] = []
    is_1904 = False
    for event, name, attrs in package.xml(main):
        if (event, name) == ("start", "sheet"):
            kind, part = relations.get(attrs.get("id", ""), ("", ""))
            if kind == "worksheet":
                sheets.append(Sheet(attrs.get("name", ""), part, attrs.get("state", "visible") != "visible"))
        elif (event, name) == ("start", "workbookPr"):
            is_1904 = attrs.get("date1904", "0") in {"1", "true"}
    return Workbook(
        sheets=tuple(sheets),
        texts=_texts(package, by_kind.get("sharedStrings")),
        formats=_formats(package, by_kind.get("styles")),
        is_1904=is_1904,
    )


def unescape(text: str) -> str:
    """Read the ``_x000D_`` that a workbook writes for characters XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return {id: (kind, part)} of what a part refers to."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels") if part else _ROOT
    found = {}
    for event, tag, attrs in package.xml(path):
        if (event, tag) == ("start", "Relationship") and attrs.get("TargetMode") != "External":
            target = attrs.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            kind = attrs.get("Type", "").rpartition("/")[2]
            found[attrs.get("Id", "")] = (kind, posixpath.normpath(whole))
    return found


def _texts(package: Package, part: str | None) -> tuple[str, ...]:
    if part is None or part not in package.names:
        return ()
    texts: list[str] = []
    current: list[str] = []
    in_text = in_reading = False
    for event, name, _attrs in package.xml(part):
        if event == "text":
            if in_text and not in_reading:
                current.append(name)
        elif name == "t":
            in_text = event == "start"
        elif name == "rPh":
            # How Japanese text is pronounced: not part of it.
            in_reading = event == "start"
        elif (event, name) == ("start", "si"):
            current = []
        elif (event, name) == ("end", "si"):
            texts.append(unescape("".join(current))[:_MAX_TEXT])
            if len(texts) > MAX_CELLS:
                raise TooManyRowsError(limit=MAX_CELLS)
    return tuple(texts)


def _formats(package: Package, part: str | None) -> tuple[str, ...]:
    if part is None or part not in package.names:
        return ()
    own: dict[str, str] = {}
    used: list[str] = []
    in_cell_styles = False
    for event, name, attrs in package.xml(part):
        if name == "cellXfs":
            in_cell_styles = event == "start"
        elif (event, name) == ("start", "numFmt"):
            own[attrs.get("numFmtId", "")] = attrs.get("formatCode", GENERAL)
        elif (event, name) == ("start", "xf") and in_cell_styles:
            used.append(attrs.get("numFmtId", "0"))
    return tuple(own.get(number) or _builtin(number) for number in used)


def _builtin(number: str) -> str:
    return builtin_format(int(number)) if number.isdecimal() and len(number) < 6 else GENERAL
