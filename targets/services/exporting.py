"""A stored plan as a table again, and as a file that can be imported back."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Prefetch

from objectives.models import OperationalObjective, PlanRow, StrategicObjective
from targets.domain.table.plan_table import (
    Change,
    IndicatorCells,
    LastColumn,
    MeasureCells,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.files.plan_json import write_json
from targets.files.writing import write_csv, write_xlsx
from targets.models import Indicator, Measure, Target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from objectives.models import Plan, StrategicLine
    from targets.models import Section

R = TypeVar("R", bound=PlanRow)


class Format(StrEnum):
    """A kind of file that a plan is exported to."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"

    @property
    def content_type(self) -> str:
        """Its media type, as the web names it."""
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}
_WRITERS = {Format.XLSX: write_xlsx, Format.CSV: write_csv, Format.JSON: write_json}


def export_plan(plan: Plan, kind: Format) -> bytes:
    """Write ``plan`` as a file; importing it into the same or a new plan gives the same plan.

    Raises ``ValueError`` for a cell that no such file can hold (a control character).
    """
    return _WRITERS[kind](plan_table(plan), plan.year)


def plan_table(plan: Plan) -> PlanTable:
    """Return ``plan`` as the table of its document, and what is stored beside it.

    Targets of other years, the data of the indicators, the codes of the lines.

    Costs a fixed number of queries. Lines are numbered from 1 in the order of the document.
    """
    return _TableMaker(plan.year).table(plan)


class _TableMaker:
    def __init__(self, year: int) -> None:
        self._year = year
        self._line_no = 0

    def table(self, plan: Plan) -> PlanTable:
        indicators = Indicator.objects.order_by("position", "pk").select_related("area")
        measures = Prefetch(
            "measures",
            Measure.objects.order_by("position", "pk").prefetch_related(
                "target_values", Prefetch("indicators", indicators)
            ),
        )
        strategic = _in_order(StrategicObjective, measures).prefetch_related(
            Prefetch("operational_objectives", _in_order(OperationalObjective, measures))
        )
        lines = plan.lines.order_by("position", "pk").prefetch_related(
            Prefetch("strategic_objectives", strategic)
        )
        targets = Prefetch("targets", _in_order(Target, measures))
        sections = plan.sections.order_by("position", "pk").prefetch_related(targets)
        parts = (*(self._line(line) for line in lines), *(self._section(section) for section in sections))
        return PlanTable(plan.title, plan.lines_heading, parts, ())

    def _line(self, line: StrategicLine) -> TableSection:
        first, rows = self._line_no + 1, tuple(self._line_rows(line))
        return TableSection(
            SectionKind.STRATEGIC_LINE, line.heading, line.name, first, LastColumn.AREA, rows, line.code
        )

    def _section(self, section: Section) -> TableSection:
        first = self._line_no + 1
        rows = tuple(self._row(target, RowKind.TARGET) for target in section.targets.all())
        last_column = LastColumn.NOTE if section.has_notes else LastColumn.AREA
        return TableSection(
            SectionKind(section.kind), section.heading, section.name, first, last_column, rows
        )

    def _line_rows(self, line: StrategicLine) -> Iterator[TableRow]:
        for strategic in line.strategic_objectives.all():
            parent = self._row(strategic, RowKind.STRATEGIC_OBJECTIVE)
            yield parent
            for operational in strategic.operational_objectives.all():
                yield self._row(operational, RowKind.OPERATIONAL_OBJECTIVE, parent)

    def _row(self, row: PlanRow, kind: RowKind, parent: TableRow | None = None) -> TableRow:
        self._line_no += 1
        line_no = self._line_no
        measures = [self._cells(measure) for measure in row.measures.all()] or [MeasureCells(0, "", "")]
        first, *further = measures
        self._line_no += len(further)
        return TableRow(
            line_no=line_no,
            kind=kind,
            code=row.code,
            kind_text=row.kind_text,
            period_first=getattr(row, "period_first", None),
            period_last=getattr(row, "period_last", None),
            text=row.text,
            change_note=row.change_note,
            change=Change(row.change),
            replaces=row.replaces,
            act=None,
            formula=first.formula,
            target=first.target,
            further=tuple(
                replace(cells, line_no=line_no + number) for number, cells in enumerate(further, start=1)
            ),
            area=row.area_as_written,
            note=row.note,
            weight=row.weight,
            budget_total=getattr(row, "budget_total", None),
            budget_own=getattr(row, "budget_own", None),
            parent_line_no=parent.line_no if parent else None,
            others=(),
            problems=(),
            other_targets=first.other_targets,
            indicators=first.indicators,
        )

    def _cells(self, measure: Measure) -> MeasureCells:
        texts = {value.year: value.text for value in measure.target_values.all() if value.text}
        target = texts.pop(self._year, "")
        return MeasureCells(
            0, measure.formula_text, target, tuple(sorted(texts.items())), _indicator_cells(measure)
        )


def _indicator_cells(measure: Measure) -> tuple[IndicatorCells, ...]:
    """Return what the office added to the indicators, up to the last that it added anything to."""
    found = [
        IndicatorCells(
            baseline=indicator.baseline,
            baseline_year=indicator.baseline_year,
            source=indicator.source,
            weight=indicator.weight,
            area=indicator.area.name if indicator.area else "",
            external_code=indicator.external_code,
        )
        for indicator in measure.indicators.all()
    ]
    while found and found[-1] == IndicatorCells():
        found.pop()
    return tuple(found)


def _in_order(model: type[R], measures: Prefetch[str, QuerySet[Measure], str]) -> QuerySet[R]:
    """Return the rows of one kind in the order of the document, with area and cells loaded."""
    return model._default_manager.order_by("position", "pk").select_related("area").prefetch_related(measures)
