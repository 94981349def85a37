"""One sheet of an Excel workbook in and out, for single tables.

Written values are values: a text that begins with ``=``, ``+``, ``-`` or ``@`` stays that text.
Read values are what the person sees: a formula or a percentage is refused with its cell named,
never turned into another number.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import openpyxl
import tablib
from django.utils.translation import gettext
from import_export.formats.base_formats import XLSX
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from perfplan.lib.text import printable

MAX_BYTES = 2 * 1024 * 1024
MAX_UNPACKED_BYTES = 40 * 1024 * 1024
MAX_ROWS = 5_000
_WIDEST = 60


class SheetError(Exception):
    """The file is no sheet that can be read; the message says why, to a person."""


class Sheet(XLSX):  # type: ignore[misc] # the library is not typed
    """The format offered for single tables: the first sheet of a workbook, names of columns on top."""

    def get_title(self) -> str:
        return "xlsx"

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        """Return the rows of the first sheet, empty ones left out, with their numbers in the sheet
        as ``row_numbers``. Raises ``SheetError``."""
        _refuse_bombs(in_stream)
        try:
            book = openpyxl.load_workbook(BytesIO(in_stream), read_only=True)
            sheet = book.worksheets[0]
            numbered = [
                (number, [_value(cell) for cell in row])
                for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2), start=1)
                if any_value(row)
            ]
        except SheetError:
            raise
        except Exception as error:  # openpyxl raises whatever the XML leads it to
            raise SheetError(gettext("The file is no Excel workbook (.xlsx), or it is damaged.")) from error
        if not numbered:
            raise SheetError(gettext("The first sheet is empty."))
        if numbered[-1][0] > MAX_ROWS + 1:
            raise SheetError(gettext("The sheet has more than %(count)s rows.") % {"count": MAX_ROWS})
        dataset = tablib.Dataset(headers=[str(name or "").strip() for name in numbered[0][1]])
        for _number, row in numbered[1:]:
            dataset.append(row)
        dataset.row_numbers = [number for number, _row in numbered[1:]]
        return dataset

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:  # noqa: ARG002
        book = openpyxl.Workbook()
        sheet: Any = book.active
        widths: dict[int, int] = {}
        for number, row in enumerate([dataset.headers, *dataset], start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                if isinstance(value, str):
                    cell.value = printable(value)
                    cell.data_type = "s"
                    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
                else:
                    cell.value = value
                widths[column] = max(widths.get(column, 8), min(len(str(value or "")) + 2, _WIDEST))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column, width in widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = "A2"
        output = BytesIO()
        book.save(output)
        return output.getvalue()


def any_value(row: tuple[Any, ...]) -> bool:
    """Whether one cell of ``row`` holds something."""
    return any(cell.value is not None and str(cell.value).strip() for cell in row)


def _refuse_bombs(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise SheetError(
            gettext("The file is larger than %(count)s MB.") % {"count": MAX_BYTES // 1024 // 1024}
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SheetError(gettext("The file is no Excel workbook (.xlsx), or it is damaged.")) from error
    if unpacked > MAX_UNPACKED_BYTES:
        raise SheetError(gettext("The file is far larger inside than outside: it is not opened."))


def _value(cell: Any) -> Any:
    """Return what stands in the cell, as the person sees it."""
    if cell.data_type == "f":
        raise SheetError(
            gettext("Cell %(cell)s holds a formula: put its value in its place.") % {"cell": cell.coordinate}
        )
    if cell.data_type == "n" and cell.value is not None and "%" in (cell.number_format or ""):
        raise SheetError(
            gettext("Cell %(cell)s is formatted as a percentage: write the plain number.")
            % {"cell": cell.coordinate}
        )
    return printable(cell.value) if isinstance(cell.value, str) else cell.value
