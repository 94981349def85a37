"""The rows of a plan with their cells, in the order of the document and a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, F, FilteredRelation, Q, Value

from objectives.models import OperationalObjective, StrategicLine, StrategicObjective
from targets.domain.table.plan_table import RowKind
from targets.models import ROW_FIELDS, Measure, Section, Target, in_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from objectives.models import Plan
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
    """Return the lines and sections of ``plan`` with all rows and cells; five queries."""
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
    lines, sections = _load_headings(plan)
    return [
        LoadedSection(
            line,
            [
                LoadedRow(row, measures[type(row), row.pk])
                for objective in strategic[line.pk]
                for row in (objective, *operational[objective.pk])
            ],
        )
        for line in lines
    ] + [
        LoadedSection(section, [LoadedRow(row, measures[Target, row.pk]) for row in targets[section.pk]])
        for section in sections
    ]


def _load_headings(plan: Plan) -> tuple[list[StrategicLine], list[Section]]:
    """Return the lines and the sections in order, those without a row too.

    One query for both: every page of a plan begins with them, and their columns differ in three.
    """
    # "own" is the code of a line and the kind of a section.
    found = _headings(StrategicLine, plan, own=F("code"), notes=_NO_NOTES).union(
        _headings(Section, plan, own=F("kind"), notes=F("has_notes")), all=True
    )
    lines, sections = [], []
    for each in sorted(found, key=lambda each: (each["position"], each["pk"])):
        shared = {name: each[name] for name in _SHARED}
        if each["is_line"]:
            lines.append(StrategicLine(plan=plan, code=each["own"], **shared))
        else:
            sections.append(Section(plan=plan, kind=each["own"], has_notes=each["notes"], **shared))
    return lines, sections


_SHARED = ("pk", "position", "heading", "name")
_NO_NOTES = Value(False, BooleanField())  # noqa: FBT003 - a value in SQL, not a switch


def _headings(model: type[StrategicLine | Section], plan: Plan, **columns: Any) -> QuerySet[Any, Any]:
    is_line = Value(model is StrategicLine, BooleanField())
    rows = model._default_manager.filter(plan=plan).order_by()
    found: QuerySet[Any, Any] = rows.values(*_SHARED, is_line=is_line, **columns)
    return found


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
