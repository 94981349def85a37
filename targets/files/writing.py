"""A plan as a file: XLSX, CSV or JSON. What goes out comes back unchanged, and nothing runs.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end stays text. In XLSX it is a
text cell, its characters unaltered. In CSV every cell is quoted and such a cell gets an
apostrophe in front (``delimited.guard``), because programs run what they find in a CSV; the
import takes it off again. The same plan gives the same bytes.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from perfplan.lib.text import printable
from targets.domain.table.flat import HEADING_LABEL, HEADINGS, TITLE_LABEL, flat_grid
from targets.files.delimited import guard, is_live

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from targets.domain.table.plan_table import PlanTable

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp in place of the clock; files have no zone
_ZIP_DATE = (2000, 1, 1, 0, 0, 0)
_MAX_TEXT = 32_767
_WIDTHS = {
    "section": 16,
    "heading": 16,
    "name": 34,
    "level": 18,
    "code": 9,
    "kind_text": 24,
    "title": 60,
    "formula": 38,
    "target": 38,
    "area": 34,
    "note": 34,
}
_DEFAULT_WIDTH = 10
_NEEDS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_csv(table: PlanTable, year: int | None = None) -> bytes:
    """Write a plan as CSV for an Italian spreadsheet: semicolons, UTF-8 with mark, all cells quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in flat_grid(table, year):
        writer.writerow([guard(printable(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(table: PlanTable, year: int | None = None) -> bytes:
    """Write a plan as an XLSX to print or work in: one sheet, its heading row always in view.

    Raises ``ValueError`` for a cell that a sheet cannot hold.
    """
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = f"Piano {year}" if year else "Piano"
    grid = flat_grid(table, year)
    for number, row in enumerate(grid, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                write_text(sheet, number, column, text)
    _dress(sheet, grid)
    book.properties.creator = "perfplan"
    book.properties.title = table.title or None
    book.properties.created = _EPOCH
    out = io.BytesIO()
    book.save(out)
    # Saving has set the clock's time in the properties.
    book.properties.modified = _EPOCH
    return same_bytes(out.getvalue(), {ARC_CORE: tostring(book.properties.to_tree())})


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a cell that is text and stays text, whatever it begins with.

    Raises ``ValueError`` for a text that no sheet can hold.
    """
    # A bare carriage return would come back as a line feed; what looks like an escape is one.
    escaped = _NEEDS_ESCAPE.sub("_x005F_", printable(text)).replace("\r", "_x000D_")
    if len(escaped) > _MAX_TEXT:
        raise ValueError(f"A cell of {len(text)} characters does not fit into a sheet.")
    cell = sheet.cell(row, column, escaped)
    # Set after the value: openpyxl takes "=70%" for a formula and "#N/D" for an error.
    cell.data_type = "s"
    if is_live(text):
        # Stays text also when somebody edits the cell.
        cell.quotePrefix = True


def _dress(sheet: Worksheet, grid: Sequence[Sequence[str]]) -> None:
    header = next(i for i, row in enumerate(grid, start=1) if row[0] not in {TITLE_LABEL, HEADING_LABEL})
    labels = {label: name for name, label in HEADINGS.items()}
    for row in sheet.iter_rows(min_row=header):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for index, heading in enumerate(grid[header - 1], start=1):
        name = labels.get(heading.rstrip("0123456789 "), "")
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(name, _DEFAULT_WIDTH)
        cell = sheet.cell(header, index)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color="FF17324D")
    for number in range(1, header):
        sheet.cell(number, 1).font = sheet.cell(number, 2).font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(header + 1, 1).coordinate
    sheet.auto_filter.ref = f"A{header}:{get_column_letter(len(grid[header - 1]))}{len(grid)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def same_bytes(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Pack an archive again, with fixed dates in place of the clock's and some parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, changed.get(entry.filename) or old.read(entry))
    return out.getvalue()
