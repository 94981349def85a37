"""A plan as JSON: every cell under its name. The open, exact form of the plan.

``{"format": "perfplan.plan", "version": 1, "title": …, "heading": …, "year": 2018, "rows": [{…}]}``;
a row has the cells of ``targets.domain.table.flat.HEADINGS`` under their names there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from targets.domain.table.flat import HEADINGS, FlatRow, flat_rows, flat_table
from targets.files.decoding import checked, decode
from targets.files.errors import DamagedFileError, TooLargeError, TooManyRowsError, WrongKindError
from targets.files.grid import MAX_BYTES, MAX_ROWS

if TYPE_CHECKING:
    from targets.domain.table.plan_table import PlanTable

FORMAT = "perfplan.plan"
VERSION = 1


def write_json(table: PlanTable, year: int | None = None) -> bytes:
    """Write a plan as JSON: UTF-8, indented, in the order of the document."""
    rows = [{name: getattr(row, name) for name in HEADINGS} for row in flat_rows(table)]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": table.title,
        "heading": table.heading,
        "year": year,
        "rows": rows,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def read_json(data: bytes) -> PlanTable:
    """Read what ``write_json`` wrote. Raises a ``SourceError`` for anything else."""
    if len(data) > MAX_BYTES:
        raise TooLargeError(limit_mb=MAX_BYTES // 1024 // 1024)
    try:
        content = json.loads(decode(data))
    except (ValueError, RecursionError):
        raise DamagedFileError(part="JSON") from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise WrongKindError(kind="json")
    rows = content.get("rows")
    if not isinstance(rows, list):
        raise DamagedFileError(part="rows")
    if len(rows) > MAX_ROWS:
        raise TooManyRowsError(limit=MAX_ROWS)
    return flat_table(
        _text(content, "title"),
        _text(content, "heading"),
        [_row(row, number) for number, row in enumerate(rows, start=1)],
    )


def _row(row: object, number: int) -> FlatRow:
    if not isinstance(row, dict):
        raise DamagedFileError(part=f"rows[{number}]")
    others = tuple((str(name), str(value)) for name, value in row.items() if name not in HEADINGS)
    return FlatRow(**{name: _text(row, name) for name in HEADINGS}, line_no=number, others=others)


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        raise DamagedFileError(part=name)
    return checked(value)
