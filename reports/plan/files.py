"""The files that the printed plan carries inside: its data, as they leave the program everywhere.

Made from the document that is printed, so that paper and data cannot differ; byte for byte what
``export_plan`` writes for the same plan.
"""

from __future__ import annotations

import hashlib
import logging
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.render import Attachment
from targets.domain.table.plan_table import (
    Change,
    LastColumn,
    MeasureCells,
    PlanTable,
    TableRow,
    TableSection,
)
from targets.files.plan_json import write_json
from targets.files.writing import write_xlsx
from targets.services.exporting import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.documents.plan import PlanDocument, PlanRow, PlanSection

logger = logging.getLogger(__name__)


def plan_json(document: PlanDocument) -> bytes:
    """Return the plan as JSON that can be imported back."""
    return write_json(plan_table(document), document.year)


def fingerprint(document: PlanDocument) -> str:
    """Return the SHA-256 of that JSON: whoever has the file can check that it is the printed plan's."""
    return hashlib.sha256(plan_json(document)).hexdigest()


def plan_attachments(document: PlanDocument) -> tuple[Attachment, ...]:
    """Return the plan as JSON and as XLSX, described in the active language.

    A plan with a cell that no sheet can hold (a control character) goes without the XLSX.
    """
    name = f"piano-performance-{document.year}"
    json = Attachment(
        f"{name}.json", Format.JSON.content_type, plan_json(document), _("The plan as data (JSON)")
    )
    try:
        sheet = write_xlsx(plan_table(document), document.year)
    except ValueError as error:
        logger.warning("The plan %d is printed without its spreadsheet: %s", document.year, error)
        return (json,)
    description = _("The plan as a spreadsheet (XLSX)")
    return (json, Attachment(f"{name}.xlsx", Format.XLSX.content_type, sheet, description, "Alternative"))


def plan_table(document: PlanDocument) -> PlanTable:
    """Return the table of ``document``: what a file of the plan is written from."""
    sections = tuple(_section(section) for section in document.sections)
    return PlanTable(document.title, document.lines_heading, sections, ())


def _section(section: PlanSection) -> TableSection:
    last = LastColumn.NOTE if section.has_notes else LastColumn.AREA
    rows = tuple(_rows(section))
    return TableSection(section.kind, section.heading, section.title, 1, last, rows)


def _rows(section: PlanSection) -> Iterator[TableRow]:
    line_no = 1
    for row in section.rows:
        yield _row(row, line_no)
        line_no += len(row.cells)


def _row(row: PlanRow, line_no: int) -> TableRow:
    first, *further = row.cells
    return TableRow(
        line_no=line_no,
        kind=row.kind,
        code=row.code,
        kind_text=row.kind_text,
        text=row.text,
        change_note=row.change_note,
        formula=first.formula,
        target=first.target,
        further=tuple(
            MeasureCells(line_no + number, cells.formula, cells.target)
            for number, cells in enumerate(further, start=1)
        ),
        area=row.area,
        note=row.note,
        weight=row.weight,
        # What the form of the cells says is read from them again on the way in: no file holds it.
        change=Change.NONE,
        replaces="",
        act=None,
        period_first=None,
        period_last=None,
        budget_total=None,
        budget_own=None,
        parent_line_no=None,
        others=(),
        problems=(),
    )
