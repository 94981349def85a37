"""Bring a plan table into the database: all of it or nothing.

The preview is the import itself, undone: what it shows is what would happen. Importing the same
table again changes nothing; a changed one updates the rows it finds again (see
``importing_match``) and never removes what is missing from it unless asked to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import prefetch_related_objects

from objectives.models import Area, OperationalObjective, Plan, PlanRow, StrategicLine, StrategicObjective
from targets.domain.plan_table import LastColumn, PlanTable, RowKind, SectionKind, TableRow, TableSection
from targets.models import Doubt, Measure, Section, Target, TargetValue
from targets.selectors import READING, measures_for_reading, row_field
from targets.services.changes import Changes
from targets.services.importing_match import StoredPlan
from targets.services.importing_names import Acts, Areas
from targets.services.reading import IMPORT_CODES, read_measures

if TYPE_CHECKING:
    from accounts.models import User

R = TypeVar("R", bound=PlanRow)

ROW_COLUMNS = [
    "position",
    "code",
    "kind_text",
    "text",
    "change_note",
    "change",
    "replaces",
    "change_act_id",
    "area_id",
    "area_text",
    "scope",
    "note",
]


class Refusal(StrEnum):
    """Why a whole import is refused, apart from the problems of the table."""

    TABLE_HAS_ERRORS = "table_has_errors"
    PLAN_NOT_DRAFT = "plan_not_draft"
    YEAR_OUTSIDE_PERIOD = "year_outside_period"


class ImportRefusedError(Exception):
    """The import cannot be done; nothing was changed."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Action(StrEnum):
    """What the import does to one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row of the table."""

    row: TableRow
    section: TableSection
    action: Action
    stored: PlanRow
    measures: tuple[Measure, ...]
    """With their reading (``READING``) loaded."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or in a preview would do."""

    plan: Plan
    is_new_plan: bool
    rows: tuple[RowOutcome, ...]
    absent: tuple[PlanRow, ...]
    """Rows of the plan that the table does not have: kept, unless their removal was asked for."""
    new_areas: tuple[Area, ...]

    def count(self, action: Action) -> int:
        """Return how many rows had this done to them."""
        return sum(row.action is action for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years a table is imported for."""

    year: int
    first_year: int
    last_year: int


def preview_import(
    table: PlanTable, years: PlanYears, *, user: User | None, remove_absent: bool = False
) -> ImportOutcome:
    """Do the import and undo it: return what it would do. Raises ``ImportRefusedError`` as it would."""
    with transaction.atomic():
        outcome = import_plan(table, years, user=user, remove_absent=remove_absent)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def import_plan(
    table: PlanTable, years: PlanYears, *, user: User | None, remove_absent: bool = False
) -> ImportOutcome:
    """Write ``table`` as the plan of ``years.year``, creating the plan or updating its draft.

    ``user`` goes into the history. Raises ``ImportRefusedError`` where the table has errors, the
    plan is approved, or the years do not fit each other; then nothing is changed.
    """
    if table.has_errors:
        raise ImportRefusedError(Refusal.TABLE_HAS_ERRORS)
    if not years.first_year <= years.year <= years.last_year:
        raise ImportRefusedError(Refusal.YEAR_OUTSIDE_PERIOD)
    plan, is_new = _plan(table, years)
    return _Importer(plan, table, user).run(is_new=is_new, remove_absent=remove_absent)


def _plan(table: PlanTable, years: PlanYears) -> tuple[Plan, bool]:
    """Find the draft of the year and bring it to the table's title and period, or create it."""
    plan = Plan.objects.select_for_update().filter(year=years.year).first()
    is_new = plan is None
    plan = plan or Plan(year=years.year)
    if not plan.is_draft:
        raise ImportRefusedError(Refusal.PLAN_NOT_DRAFT)
    wanted = {
        "first_year": years.first_year,
        "last_year": years.last_year,
        "title": table.title or plan.title or f"{years.first_year}-{years.last_year}",
        "lines_heading": table.heading or plan.lines_heading,
    }
    if is_new or any(getattr(plan, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(plan, name, value)
        plan.full_clean()
        plan.save()
    return plan, is_new


class _Importer:
    """One run of one import: collects the changes of the rows, then writes them table by table."""

    def __init__(self, plan: Plan, table: PlanTable, user: User | None) -> None:
        self.plan, self.table, self.user = plan, table, user
        self.changes = Changes()
        self.stored = StoredPlan.load(plan)
        self.areas = Areas.of([row.area for row in table.rows()])
        self.acts = Acts()
        self.placed: list[tuple[TableSection, TableRow, PlanRow, list[Measure]]] = []

    def run(self, *, is_new: bool, remove_absent: bool) -> ImportOutcome:
        for position, section in enumerate(self.table.sections, start=1):
            if section.kind is SectionKind.STRATEGIC_LINE:
                self._line(section, position)
            else:
                self._section(section, position)
        absent = self.stored.unmatched()
        if remove_absent:
            self.changes.drop([*absent, *self.stored.unmatched_parts()])
        touched = self._touched()
        self.changes.write(self.user)
        self._read()
        return ImportOutcome(
            plan=self.plan,
            is_new_plan=is_new,
            rows=self._outcomes(touched),
            absent=tuple(absent),
            new_areas=tuple(self.areas.created),
        )

    def _line(self, section: TableSection, position: int) -> None:
        made = StrategicLine(plan=self.plan, position=position, heading=section.heading, name=section.name)
        line = self.changes.put(self.stored.line(section.name), made, ["position", "heading", "name"])
        strategic: dict[int, StrategicObjective] = {}
        for place, row in enumerate(section.rows, start=1):
            if row.kind is RowKind.STRATEGIC_OBJECTIVE:
                strategic[row.line_no] = self._strategic(section, row, line, place)
        for place, row in enumerate(section.rows, start=1):
            if row.kind is RowKind.OPERATIONAL_OBJECTIVE and row.parent_line_no is not None:
                self._operational(section, row, strategic[row.parent_line_no], place)

    def _strategic(
        self, section: TableSection, row: TableRow, line: StrategicLine, position: int
    ) -> StrategicObjective:
        made = StrategicObjective(
            line=line,
            period_first=row.period_first,
            period_last=row.period_last,
            **self._cells(row, position),
        )
        found = self.stored.match(StrategicObjective, row, line)
        columns = [*ROW_COLUMNS, "line_id", "period_first", "period_last"]
        return self._place(section, row, found, made, columns)

    def _operational(
        self, section: TableSection, row: TableRow, parent: StrategicObjective, position: int
    ) -> None:
        made = OperationalObjective(
            strategic_objective=parent,
            budget_total=row.budget_total,
            budget_own=row.budget_own,
            **self._cells(row, position),
        )
        found = self.stored.match(OperationalObjective, row, parent)
        columns = [*ROW_COLUMNS, "strategic_objective_id", "budget_total", "budget_own"]
        self._place(section, row, found, made, columns)

    def _section(self, section: TableSection, position: int) -> None:
        made = Section(
            plan=self.plan,
            position=position,
            kind=section.kind.value,
            heading=section.heading,
            name=section.name,
            has_notes=section.last_column is LastColumn.NOTE,
        )
        stored = self.changes.put(
            self.stored.section(section.name), made, ["position", "kind", "heading", "name", "has_notes"]
        )
        for place, row in enumerate(section.rows, start=1):
            target = Target(section=stored, **self._cells(row, place))
            found = self.stored.match(Target, row, stored)
            self._place(section, row, found, target, [*ROW_COLUMNS, "section_id"])

    def _cells(self, row: TableRow, position: int) -> dict[str, Any]:
        """Return what every kind of row takes from its cells; a weight only where the table gives one."""
        area, scope = self.areas.find(row.area)
        cells: dict[str, Any] = {
            "position": position,
            "code": row.code,
            "kind_text": row.kind_text,
            "text": row.text,
            "change_note": row.change_note,
            "change": row.change.value,
            "replaces": row.replaces,
            "change_act": self.acts.find(row.act),
            "area": area,
            "area_text": row.area,
            "scope": scope,
            "note": row.note,
        }
        if row.weight is not None:
            cells["weight"] = row.weight
        return cells

    def _place(self, section: TableSection, row: TableRow, found: R | None, made: R, columns: list[str]) -> R:
        if row.weight is not None:
            columns = [*columns, "weight"]
        stored = self.changes.put(found, made, columns)
        measures = self._measures(row, stored, is_new=found is None)
        self.placed.append((section, row, stored, measures))
        return stored

    def _measures(self, row: TableRow, stored: PlanRow, *, is_new: bool) -> list[Measure]:
        """Bring the formulas and target values of the row to its cells, in their order."""
        before = [] if is_new else self.stored.measures(stored)
        measures = []
        for position, cells in enumerate(row.measures, start=1):
            found = before[position - 1] if position <= len(before) else None
            made = Measure(**{row_field(stored): stored}, position=position, formula_text=cells.formula)
            measure = self.changes.put(found, made, ["position", "formula_text"])
            year = self.plan.year
            value = next((v for v in found.target_values.all() if v.year == year), None) if found else None
            target_value = TargetValue(measure=measure, year=year, text=cells.target)
            self.changes.put(value, target_value, ["text"])
            measures.append(measure)
        self.changes.drop(before[len(row.measures) :])
        return measures

    def _touched(self) -> dict[int, Action]:
        """Say what is about to be done to each row, by its line of the table."""
        created = {id(thing) for things in self.changes.create.values() for thing in things}
        updated = {id(thing) for things, _ in self.changes.update.values() for thing in things}
        values = {id(v.measure) for v in self.changes.create.get(TargetValue, [])}
        values |= {id(v.measure) for v in self.changes.update.get(TargetValue, ([], set()))[0]}
        actions = {}
        for _section, row, stored, measures in self.placed:
            changed = id(stored) in updated or any(
                id(m) in created or id(m) in updated or id(m) in values for m in measures
            )
            actions[row.line_no] = (
                Action.CREATED if id(stored) in created else Action.UPDATED if changed else Action.UNCHANGED
            )
        return actions

    def _read(self) -> None:
        """Read every cell of the plan again and keep the doubts that only the table can raise."""
        fresh = measures_for_reading(self.plan)
        prefetch_related_objects(fresh, "doubts")
        by_key = {measure.pk: measure for measure in fresh}
        changes = Changes()
        for _section, row, _stored, measures in self.placed:
            first = by_key[measures[0].pk]
            wanted = {
                (problem.code.value, problem.detail[:300])
                for problem in row.problems
                if problem.code.value in IMPORT_CODES
            }
            doubts = {(d.code, d.detail): d for d in first.doubts.all() if d.code in IMPORT_CODES}
            for code, detail in sorted(wanted - doubts.keys()):
                changes.put(None, Doubt(measure=first, code=code, detail=detail), [])
            changes.drop(doubt for key, doubt in doubts.items() if key not in wanted)
        changes.write(self.user)
        read_measures(fresh, self.plan, user=self.user)

    def _outcomes(self, actions: dict[int, Action]) -> tuple[RowOutcome, ...]:
        """Gather what became of each row, with its reading loaded afresh."""
        fresh = Measure.objects.of_plan(self.plan).prefetch_related(*READING)
        by_key = {measure.pk: measure for measure in fresh}
        return tuple(
            RowOutcome(row, section, actions[row.line_no], stored, tuple(by_key[m.pk] for m in measures))
            for section, row, stored, measures in self.placed
        )
