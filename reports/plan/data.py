"""From the database to the document: the rows of a plan, in a fixed number of queries.

Seven for the document of any plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from objectives.models import Organization, StrategicLine
from reports.documents.plan import ActKind, Cells, FormalAct, PlanDocument, PlanRow, PlanSection, RowChange
from targets.domain.table.plan_table import Change, SectionKind
from targets.plan_rows import ROW_KINDS, load_sections

if TYPE_CHECKING:
    from objectives.models import Act, Plan
    from targets.plan_rows import LoadedRow, LoadedSection


def build_plan_document(plan: Plan) -> PlanDocument:
    """Return ``plan`` as a document; six queries at any size, one more where its act is not loaded."""
    return document_of(plan, Organization.objects.first(), load_sections(plan))


def document_of(plan: Plan, organization: Organization | None, sections: list[LoadedSection]) -> PlanDocument:
    """Return the document of what was loaded; no query where the act of approval is loaded."""
    return PlanDocument(
        # What was copied at approval; a draft has none and prints the body as it is called today.
        organization=plan.organization_name or (organization.name if organization else ""),
        title=plan.title,
        year=plan.year,
        first_year=plan.first_year,
        last_year=plan.last_year,
        lines_heading=plan.lines_heading,
        sections=tuple(_section(loaded) for loaded in sections),
        approval=act_of(plan.approval_act) if not plan.is_draft else None,
    )


def _section(loaded: LoadedSection) -> PlanSection:
    source = loaded.source
    rows = tuple(_row(row) for row in loaded.rows)
    if isinstance(source, StrategicLine):
        return PlanSection(SectionKind.STRATEGIC_LINE, source.heading, source.name, rows)
    kind = SectionKind(source.kind)
    return PlanSection(kind, source.heading, source.name, rows, has_notes=source.has_notes)


def _row(loaded: LoadedRow) -> PlanRow:
    row = loaded.row
    cells = tuple(Cells(entry.measure.formula_text, entry.target) for entry in loaded.measures)
    return PlanRow(
        kind=ROW_KINDS[type(row)],
        code=row.code,
        kind_text=row.kind_text,
        text=row.text,
        change_note=row.change_note,
        cells=cells or (Cells("", ""),),
        area=row.area_as_written,
        note=row.note,
        weight=row.weight,
        change=RowChange(Change(row.change), row.replaces, act_of(row.change_act)) if row.change else None,
    )


def act_of(act: Act | None) -> FormalAct | None:
    """Return a stored act as the documents know it."""
    if act is None:
        return None
    return FormalAct(ActKind(act.type), act.number, act.date, act.organ)
