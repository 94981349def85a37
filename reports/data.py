"""From the database to the document: the rows of a plan, in a fixed number of queries.

Seven for the document of any plan.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, Q

from objectives.models import OperationalObjective, Organization, StrategicLine, StrategicObjective
from reports.document import ActKind, Cells, FormalAct, PlanDocument, PlanRow, PlanSection, RowChange
from targets.domain.table.plan_table import Change, RowKind, SectionKind
from targets.models import ROW_FIELDS, Measure, Section, Target, in_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from objectives.models import Act, Plan
    from objectives.models import PlanRow as Row

ROW_KINDS: dict[type[Row], RowKind] = {
    StrategicObjective: RowKind.STRATEGIC_OBJECTIVE,
    OperationalObjective: RowKind.OPERATIONAL_OBJECTIVE,
    Target: RowKind.TARGET,
}


@dataclass(slots=True)
class LoadedMeasure:
    """A formula and its target of the plan's year."""

    measure: Measure
    target: str
    """Empty where none is written."""


@dataclass(slots=True)
class LoadedRow:
    """A row of the plan and its measures, in order."""

    row: Row
    measures: list[LoadedMeasure]


@dataclass(slots=True)
class LoadedSection:
    """A strategic line or a section, and its rows in the order of the document."""

    source: StrategicLine | Section
    rows: list[LoadedRow]


def load_sections(plan: Plan) -> list[LoadedSection]:
    """Return the lines and sections of ``plan`` with all rows and cells; six queries."""
    measures = _load_measures(plan)
    operational = _by_parent(
        OperationalObjective.objects.filter(strategic_objective__line__plan=plan)
        .select_related("area", "change_act")
        .order_by("position", "pk"),
        "strategic_objective_id",
    )
    strategic = _by_parent(
        StrategicObjective.objects.filter(line__plan=plan)
        .select_related("area", "change_act")
        .order_by("position", "pk"),
        "line_id",
    )
    targets = _by_parent(
        Target.objects.filter(section__plan=plan)
        .select_related("area", "change_act")
        .order_by("position", "pk"),
        "section_id",
    )
    lines = [
        LoadedSection(
            line,
            [
                LoadedRow(row, measures[type(row), row.pk])
                for objective in strategic[line.pk]
                for row in (objective, *operational[objective.pk])
            ],
        )
        for line in plan.lines.all()
    ]
    sections = [
        LoadedSection(section, [LoadedRow(row, measures[Target, row.pk]) for row in targets[section.pk]])
        for section in plan.sections.all()
    ]
    return lines + sections


def _by_parent(rows: Iterable[Any], parent: str) -> defaultdict[int, list[Any]]:
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, parent)].append(row)
    return grouped


def _load_measures(plan: Plan) -> defaultdict[tuple[type[Row], int], list[LoadedMeasure]]:
    """Return every measure of ``plan`` by its row, with the target text of the plan's year."""
    rows: defaultdict[tuple[type[Row], int], list[LoadedMeasure]] = defaultdict(list)
    this_year = FilteredRelation("target_values", condition=Q(target_values__year=plan.year))
    found = Measure.objects.filter(in_plan(plan)).annotate(of_year=this_year, target_text=F("of_year__text"))
    for measure in found.order_by("position", "pk"):
        rows[_row_key(measure)].append(LoadedMeasure(measure, measure.target_text or ""))  # type: ignore[attr-defined]  # annotated above
    return rows


def _row_key(measure: Measure) -> tuple[type[Row], int]:
    """Return kind and key of the row of ``measure``, without loading it."""
    for name, model in zip(ROW_FIELDS, ROW_KINDS, strict=True):
        key = getattr(measure, f"{name}_id")
        if key is not None:
            return model, key
    raise ValueError("A measure without a row cannot have been saved.")


def build_plan_document(plan: Plan) -> PlanDocument:
    """Return ``plan`` as a document; seven queries at any size, one more where its act is not loaded."""
    return document_of(plan, Organization.objects.first(), load_sections(plan))


def document_of(plan: Plan, organization: Organization | None, sections: list[LoadedSection]) -> PlanDocument:
    """Return the document of what was loaded; no query where the act of approval is loaded."""
    return PlanDocument(
        organization=organization.name if organization else "",
        title=plan.title,
        year=plan.year,
        first_year=plan.first_year,
        last_year=plan.last_year,
        lines_heading=plan.lines_heading,
        sections=tuple(_section(loaded) for loaded in sections),
        approval=_act(plan.approval_act) if not plan.is_draft else None,
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
        change=RowChange(Change(row.change), row.replaces, _act(row.change_act)) if row.change else None,
    )


def _act(act: Act | None) -> FormalAct | None:
    if act is None:
        return None
    return FormalAct(ActKind(act.type), act.number, act.date, act.organ)
