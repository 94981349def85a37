"""A plan as JSON: every cell under its name. The open, exact form of the plan.

``{"format": "perfplan.plan", "version": 1, "title": …, "heading": …, "year": 2018, "rows": [{…}]}``;
a row has the cells of ``targets.domain.table.flat.HEADINGS`` under their names there, ``targets`` of
other years (``{"2019": "90%"}``) and ``indicators``: the data of each indicator of its formula, in
order, by the names of ``flat_extras.INDICATOR_HEADINGS``. Numbers are texts as in a sheet: ``12,5``.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from targets.domain.table.flat import HEADINGS, FlatRow, flat_rows
from targets.domain.table.flat_extras import INDICATOR_HEADINGS, FlatIndicator
from targets.domain.table.flat_reading import flat_table, missing_columns
from targets.files.decoding import checked, decode
from targets.files.errors import (
    JsonSyntaxError,
    JsonValueError,
    TooLargeError,
    TooManyRowsError,
    WrongKindError,
)
from targets.files.grid import MAX_BYTES, MAX_ROWS

if TYPE_CHECKING:
    from targets.domain.table.plan_table import PlanTable

FORMAT = "perfplan.plan"
VERSION = 1
TARGETS = "targets"
INDICATORS = "indicators"


def write_json(table: PlanTable, year: int | None = None) -> bytes:
    """Write a plan as JSON: UTF-8, indented, in the order of the document."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "title": table.title,
        "heading": table.heading,
        "year": year,
        "rows": [_as_json(row) for row in flat_rows(table)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _as_json(row: FlatRow) -> dict[str, Any]:
    return {
        **{name: getattr(row, name) for name in HEADINGS},
        TARGETS: {str(year): text for year, text in row.targets},
        INDICATORS: [cells.filled() for cells in row.indicators],
    }


def read_json(data: bytes, *, year: int | None = None) -> PlanTable:
    """Read what ``write_json`` wrote. Raises a ``SourceError`` for anything else.

    ``year``: the year it is wanted for. Where the file is of another and has targets of this one,
    these are the targets, and its own become those of another year.
    """
    if len(data) > MAX_BYTES:
        raise TooLargeError(limit_mb=MAX_BYTES // 1024 // 1024)
    try:
        content = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise JsonSyntaxError(line=error.lineno) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets without end
        raise JsonSyntaxError(line=1) from None
    if not isinstance(content, dict) or content.get("format") != FORMAT or content.get("version") != VERSION:
        raise WrongKindError(kind="json")
    rows = content.get("rows")
    if not isinstance(rows, list):
        raise JsonValueError(name="rows")
    if len(rows) > MAX_ROWS:
        raise TooManyRowsError(limit=MAX_ROWS)
    flat = [_row(row, number) for number, row in enumerate(rows, start=1)]
    return flat_table(
        _text(content, "title"), _text(content, "heading"), _of_year(flat, content.get("year"), year)
    )


def _of_year(rows: list[FlatRow], written_for: object, year: int | None) -> list[FlatRow]:
    """Take the targets of ``year`` for the targets, where the file has any."""
    if not isinstance(written_for, int) or written_for == year:
        return rows
    if not any(year == other for row in rows for other, _text in row.targets):
        return rows
    return [_turned(row, written_for, year) for row in rows]


def _turned(row: FlatRow, written_for: int, year: int | None) -> FlatRow:
    others = {other: text for other, text in (*row.targets, (written_for, row.target)) if text}
    target = others.pop(year, "") if year is not None else row.target
    return replace(row, target=target, targets=tuple(sorted(others.items())))


def _row(row: object, number: int) -> FlatRow:
    if not isinstance(row, dict):
        raise JsonValueError(name=f"rows[{number}]")
    known = {*HEADINGS, TARGETS, INDICATORS}
    return FlatRow(
        **{name: _text(row, name) for name in HEADINGS},
        line_no=number,
        others=tuple((str(name), str(value)) for name, value in row.items() if name not in known),
        targets=_targets(row.get(TARGETS, {})),
        indicators=_indicators(row.get(INDICATORS, [])),
        absent=missing_columns(row),
    )


def _targets(found: object) -> tuple[tuple[int, str], ...]:
    if not isinstance(found, dict) or not all(re.fullmatch(r"(19|20)[0-9]{2}", year) for year in found):
        raise JsonValueError(name=TARGETS)
    return tuple(sorted((int(year), _text(found, year)) for year in found if found[year]))


def _indicators(found: object) -> tuple[FlatIndicator, ...]:
    if not isinstance(found, list) or not all(isinstance(cells, dict) for cells in found):
        raise JsonValueError(name=INDICATORS)
    return tuple(
        FlatIndicator(**{name: _text(cells, name) for name in INDICATOR_HEADINGS}) for cells in found
    )


def _text(content: dict[str, Any], name: str) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        raise JsonValueError(name=name)
    return checked(value)
