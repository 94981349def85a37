"""A plan table as the rows of one flat sheet: the form in which a plan leaves the program.

One heading row; the strategic line (or section) and the kind are columns, so that a person can
sort and filter. ``read_layout`` reads it back into the same table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targets.domain.plan_table import MeasureCells, PlanTable, TableRow, TableSection

HEADINGS = (
    "LINEA STRATEGICA/SEZIONE",
    "CODICE",
    "TIPO",
    "OBIETTIVO/TARGET",
    "FORMULA",
    "VALORE OBIETTIVO",
    "AREA",
    "NOTE",
)
"""In the language of the documents, not of the screen: the file must be read back anywhere."""

KIND_WORDS = {
    "strategic_objective": "OBIETTIVO STRATEGICO",
    "operational_objective": "OBIETTIVO OPERATIVO",
    "target": "TARGET",
}
"""What stands in the kind column of a row whose kind was never written."""


@dataclass(frozen=True, slots=True)
class FlatPlan:
    """The rows of the sheet, and where its heading row is (for who makes it look nice)."""

    rows: tuple[tuple[str, ...], ...]
    header_index: int


def flat_plan(table: PlanTable, year: int | None = None) -> FlatPlan:
    """Write a plan table as one flat sheet; ``year`` goes into the heading of the target value."""
    top = [(text,) for text in (table.title, table.heading) if text]
    headings = tuple(f"{h} {year}" if year and h == "VALORE OBIETTIVO" else h for h in HEADINGS)
    rows: list[tuple[str, ...]] = [*top, headings]
    for section in table.sections:
        if not section.rows:
            rows.append((section.title, *("" for _ in HEADINGS[1:])))
        rows.extend(_flat_row(section, row, measure) for row in section.rows for measure in row.measures)
    return FlatPlan(tuple(rows), header_index=len(top))


def _flat_row(section: TableSection, row: TableRow, measure: MeasureCells) -> tuple[str, ...]:
    kind_text = row.kind_text or KIND_WORDS[row.kind]
    return (
        *(section.title, row.code, kind_text, row.title),
        *(measure.formula, measure.target, row.area, row.note),
    )
