"""The figures of a report as files: XLSX, CSV and JSON, made from the document that is printed.

In every sheet a figure stands twice: as a number to count with, and as it is shown. A text cell is
text, whatever it begins with (``targets.files.writing``). The same document gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from perfplan.lib.numbers import canonical_decimal
from perfplan.lib.text import printable
from reports.render import Attachment
from reports.results.sheets import Sheet, indicator_sheet, sheets_of
from reports.results.showing import shown_report
from targets.files.delimited import guard
from targets.files.writing import same_bytes, write_text
from targets.services.exporting import Format

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from reports.documents.report import ReportDocument
    from reports.results.sheets import Cell

_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed stamp in place of the clock; files have no zone
_HEADER = 4
"""Row of the column headings: above it stand title, what the values are, and a blank."""
_LONGEST = 30_000
"""Characters of a text in a cell; the JSON has all of them."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file to hand out."""

    name: str
    content_type: str
    content: bytes


def report_json(document: ReportDocument) -> bytes:
    """Return the document itself: what every other output is made from."""
    return document.to_json().encode()


def fingerprint(document: ReportDocument) -> str:
    """Return the SHA-256 of that JSON: whoever has the file can check that it is the report's."""
    return hashlib.sha256(report_json(document)).hexdigest()


def report_csv(document: ReportDocument) -> bytes:
    """Return one line for each indicator: semicolons, UTF-8 with mark, all cells quoted.

    For a spreadsheet of the reader's country: in Italian numbers have a decimal comma, for 5.7 would be
    the fifth of July there; in English a point. What a program could run has an apostrophe in front.
    """
    sheet = indicator_sheet(shown_report(document))
    notice = _notice(document)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([*sheet.headings, _("Note")])
    for row in sheet.rows:
        writer.writerow([*map(_delimited, row), notice])
    return out.getvalue().encode("utf-8-sig")


def _delimited(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guard(_clean(cell))
    number = canonical_decimal(Decimal(cell))
    return number.replace(".", ",") if (get_language() or "").startswith("it") else number


def report_xlsx(document: ReportDocument) -> bytes:
    """Return the sheets of ``reports.results.sheets``, each under the title of the report."""
    book = Workbook()
    book.remove(book.worksheets[0])
    report = shown_report(document)
    for sheet in sheets_of(report):
        page = book.create_sheet(sheet.name)
        write_text(page, 1, 1, _clean(f"{report.title} – {document.organization}"))
        write_text(page, 2, 1, _clean(" · ".join(filter(None, (report.subtitle, _notice(document))))))
        _fill(page, sheet)
        _dress(page, sheet)
    book.properties.creator = "perfplan"
    book.properties.title = report.title
    book.properties.created = _EPOCH
    out = io.BytesIO()
    book.save(out)
    # Saving has set the clock's time in the properties.
    book.properties.modified = _EPOCH
    return same_bytes(out.getvalue(), {ARC_CORE: tostring(book.properties.to_tree())})


def _notice(document: ReportDocument) -> str:
    return _("Invented values: this is a demonstration.") if document.period.is_demonstration else ""


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate((sheet.headings, *sheet.rows), start=_HEADER):
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str):
                if cell:
                    write_text(page, number, column, _clean(cell))
            elif cell is not None:
                page.cell(number, column, cell)


def _clean(text: str) -> str:
    """Return a text that a cell can hold."""
    whole = printable(text)
    return whole if len(whole) <= _LONGEST else f"{whole[:_LONGEST]}…"


def _dress(page: Worksheet, sheet: Sheet) -> None:
    page.cell(1, 1).font = Font(bold=True, size=14)
    for row in page.iter_rows(min_row=_HEADER):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        heading = page.cell(_HEADER, column)
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = PatternFill("solid", start_color="FF17324D")
    page.freeze_panes = page.cell(_HEADER + 1, 1).coordinate
    page.auto_filter.ref = f"A{_HEADER}:{get_column_letter(len(sheet.headings))}{_HEADER + len(sheet.rows)}"
    page.print_title_rows = f"{_HEADER}:{_HEADER}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


_WRITERS = {Format.JSON: report_json, Format.XLSX: report_xlsx, Format.CSV: report_csv}


def file_name(document: ReportDocument, ending: str) -> str:
    """Return the name that a file of the report is saved under."""
    kind = "relazione-performance" if document.period.is_year_end else "monitoraggio"
    parts = (kind, slugify(document.area), document.period.as_of.isoformat())
    return f"{'-'.join(filter(None, parts))}.{ending}"


def report_file(document: ReportDocument, kind: Format) -> ReportFile:
    """Return the report as a file of one kind, its headings in the active language."""
    return ReportFile(file_name(document, kind.value), kind.content_type, _WRITERS[kind](document))


def report_attachments(document: ReportDocument) -> tuple[Attachment, ...]:
    """Return the data that the PDF carries inside, described in the active language."""
    described = (
        (Format.JSON, _("The report as data (JSON)"), "Data"),
        (Format.XLSX, _("The report as a spreadsheet (XLSX)"), "Alternative"),
    )
    files = ((report_file(document, kind), words, role) for kind, words, role in described)
    return tuple(
        Attachment(each.name, each.content_type, each.content, words, role) for each, words, role in files
    )
