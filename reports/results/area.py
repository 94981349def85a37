"""The sheet of one area: the report narrowed to what the area answers for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.documents.report import (
        ReportCells,
        ReportDocument,
        ReportIndicator,
        ReportRow,
        ReportSection,
    )


def area_sheet(document: ReportDocument, key: str) -> ReportDocument | None:
    """Return the report of the area ``key`` alone; None where the plan measures nothing of it.

    Figures that other areas have a part in are left out: only the area's own figure, and those of
    rows that are all its own, are there. So are the texts, which are about the whole body.
    """
    area = next((each for each in document.areas if each.key == key), None)
    if area is None:
        return None
    sections = tuple(kept for each in document.sections if (kept := _section(each, key)) is not None)
    return replace(document, area=area.name, texts=(), sections=sections, areas=(area,), total=area.figure)


def _section(section: ReportSection, key: str) -> ReportSection | None:
    rows = tuple(kept for row in section.rows for kept in _rows(row, key))
    return replace(section, rows=rows, figure=None) if rows else None


def _rows(row: ReportRow, key: str) -> Iterator[ReportRow]:
    """Yield the row with what is the area's below it; where it is not its own, only what is below."""
    children = tuple(kept for child in row.children for kept in _rows(child, key))
    cells = tuple(kept for each in row.cells if (kept := _cells(each, key)) is not None)
    if not cells:
        yield from children
        return
    whole = (row, *row.children)
    is_own = all(each.area == key for part in whole for each in part.indicators)
    yield replace(row, cells=cells, children=children, figure=row.figure if is_own else None)


def _cells(cells: ReportCells, key: str) -> ReportCells | None:
    own: tuple[ReportIndicator, ...] = tuple(each for each in cells.indicators if each.area == key)
    return replace(cells, indicators=own) if own else None
