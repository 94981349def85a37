"""Read an XLSX: the first visible sheet that has a table in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targets.files.errors import EmptySourceError
from targets.files.grid import Grid, GridProblem, GridProblemCode
from targets.files.xlsx_parts import Sheet, Workbook, read_workbook
from targets.files.xlsx_sheet import SheetReader

if TYPE_CHECKING:
    from targets.files.package import Package

_TABLE_WIDTH = 3
_TABLE_ROWS = 2
_MAX_SHEETS = 50


def read_xlsx(package: Package) -> Grid:
    """Read the cells as the sheet shows them; formulas give their last value and a problem.

    Raises a ``SourceError``; ``EmptySourceError`` where no visible sheet has a filled cell.
    """
    workbook = read_workbook(package)
    chosen: tuple[Sheet, Grid] | None = None
    for sheet in [s for s in workbook.sheets if not s.is_hidden][:_MAX_SHEETS]:
        grid = _read_sheet(package, workbook, sheet)
        if grid.rows and (chosen is None or _has_table(grid)):
            chosen = sheet, grid
        if chosen is not None and _has_table(chosen[1]):
            break
    if chosen is None:
        raise EmptySourceError
    others = [s.name for s in workbook.sheets if s is not chosen[0]]
    if not others:
        return chosen[1]
    unread = GridProblem(GridProblemCode.OTHER_SHEETS, None, ", ".join(others)[:200])
    return Grid(chosen[1].rows, (unread, *chosen[1].problems))


def _read_sheet(package: Package, workbook: Workbook, sheet: Sheet) -> Grid:
    reader = SheetReader(workbook)
    rows = reader.read(package, sheet.part)
    return Grid(rows, tuple(reader.problems))


def _has_table(grid: Grid) -> bool:
    wide = [row for row in grid.rows if sum(bool(cell.strip()) for cell in row) >= _TABLE_WIDTH]
    return len(wide) >= _TABLE_ROWS
