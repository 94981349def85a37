"""One run of one import: collects the changes of all rows, then writes them table by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import prefetch_related_objects

from objectives.models import OperationalObjective, PlanRow, StrategicLine, StrategicObjective
from targets.domain.table.plan_table import LastColumn, RowKind, SectionKind
from targets.domain.table.problems import Column
from targets.models import Doubt, Measure, Section, Target, TargetValue
from targets.selectors import measures_for_reading, row_field
from targets.services.changes import Changes
from targets.services.importing.absent import completed, emptied_cells, take_measure, tells_last_column
from targets.services.importing.columns import COLUMN_OF, ROW_COLUMNS, kept_columns
from targets.services.importing.confirmed import ConfirmedReadings
from targets.services.importing.indicators import put_indicator_cells
from targets.services.importing.match import StoredPlan
from targets.services.importing.names import Acts, Areas, areas_named
from targets.services.importing.outcome import Action, ImportOutcome, RowOutcome
from targets.services.importing.reported import ReportedWords
from targets.services.reading import IMPORT_CODES, read_measures
from targets.services.yardsticks import Judged

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Plan
    from targets.domain.table.plan_table import PlanTable, TableRow, TableSection

R = TypeVar("R", bound=PlanRow)


class Importer:
    """Brings the rows of one table into one plan; used once."""

    def __init__(self, plan: Plan, table: PlanTable, user: User | None) -> None:
        self.plan, self.table, self.user = plan, table, user
        self.changes = Changes()
        self.stored = StoredPlan.load(plan, table)
        self.confirmed = ConfirmedReadings.of(plan)
        self.reported = ReportedWords.of(plan)
        self.areas = Areas.of(areas_named(table))
        self.acts = Acts()
        self.placed: list[tuple[TableSection, TableRow, PlanRow, list[Measure]]] = []
        self.changed: dict[int, tuple[Column, ...]] = {}
        """By line of the table, for rows that were found."""
        self.emptied: dict[int, tuple[Column, ...]] = {}
        """By line of the table: the cells with text that it empties."""
        self.losing: set[int] = set()
        """Lines of the table whose new text undoes what a person confirmed."""
        self.left_out: set[int] = set()
        """Lines of the table that tell of more indicators than their formula was read to have."""
        self.absent_measures: list[Measure] = []

    def run(self, done: Action, *, remove_absent: bool) -> ImportOutcome:
        """Bring the table in; ``done``: what was done to the plan itself, its title and its years."""
        is_line = SectionKind.STRATEGIC_LINE
        for position, line in enumerate((s for s in self.table.sections if s.kind is is_line), start=1):
            self._line(line, position)
        for position, section in enumerate(
            (s for s in self.table.sections if s.kind is not is_line), start=1
        ):
            self._section(section, position)
        absent, parts = self.stored.unmatched(), self.stored.unmatched_parts()
        self.reported.refuse(absent if remove_absent else (), self.absent_measures if remove_absent else ())
        if remove_absent:
            self.changes.drop([*self.absent_measures, *absent, *parts])
        touched = self._touched()
        is_same = done is Action.UNCHANGED and self.changes.is_empty
        judged = Judged.of(self.plan, Measure.objects.of_plan(self.plan))
        self.changes.write(self.user)
        self._read()
        self._add_to_indicators(touched)
        self.reported.refuse_judging_otherwise(judged, self.placed)
        return ImportOutcome(
            plan=self.plan,
            is_new_plan=done is Action.CREATED,
            changes_nothing=is_same and all(action is Action.UNCHANGED for action in touched.values()),
            rows=self._outcomes(touched),
            absent=tuple(absent),
            absent_parts=tuple(parts),
            absent_measures=tuple(self.absent_measures),
            new_areas=tuple(self.areas.created),
        )

    def _line(self, section: TableSection, position: int) -> None:
        made = StrategicLine(
            plan=self.plan, position=position, code=section.code, heading=section.heading, name=section.name
        )
        # Heading and code only where the table gives them: many a document has no place for them.
        told = [name for name in ("heading", "code") if getattr(section, name)]
        columns = ["position", "name", *told]
        line = self.changes.put(self.stored.line(section.name), made, columns)
        strategic = [row for row in section.rows if row.kind is RowKind.STRATEGIC_OBJECTIVE]
        for place, row in enumerate(strategic, start=1):
            parent = self._strategic(section, row, line, place)
            children = (child for child in section.rows if child.parent_line_no == row.line_no)
            for child_place, child in enumerate(children, start=1):
                self._operational(section, child, parent, child_place)

    def _strategic(
        self, section: TableSection, row: TableRow, line: StrategicLine, position: int
    ) -> StrategicObjective:
        found, row = self._found(StrategicObjective, row, line)
        made = StrategicObjective(
            line=line,
            period_first=row.period_first,
            period_last=row.period_last,
            **self._cells(row, position),
        )
        columns = [*ROW_COLUMNS, "line_id", "period_first", "period_last"]
        return self._place(section, row, found, made, columns)

    def _operational(
        self, section: TableSection, row: TableRow, parent: StrategicObjective, position: int
    ) -> None:
        found, row = self._found(OperationalObjective, row, parent)
        made = OperationalObjective(
            strategic_objective=parent,
            budget_total=row.budget_total,
            budget_own=row.budget_own,
            **self._cells(row, position),
        )
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
        told = ["heading"] * bool(section.heading) + ["has_notes"] * tells_last_column(section)
        columns = ["position", "kind", "name", *told]
        stored = self.changes.put(self.stored.section(section.name), made, columns)
        for place, row in enumerate(section.rows, start=1):
            found, whole = self._found(Target, row, stored)
            target = Target(section=stored, **self._cells(whole, place))
            self._place(section, whole, found, target, [*ROW_COLUMNS, "section_id"])

    def _found(self, model: type[R], row: TableRow, parent: Any) -> tuple[R | None, TableRow]:
        """Find the stored row, and complete the cells that the table has no column for from it."""
        found = self.stored.match(model, row, parent)
        if found is None:
            return None, row
        whole = completed(row, found, self.stored.measures(found), self.plan.year)
        self.emptied[row.line_no] = emptied_cells(found, whole)
        return found, whole

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
        if found is not None:
            columns = [name for name in columns if name not in kept_columns(found, row, made)]
            differing = (name for name in columns if getattr(found, name) != getattr(made, name))
            self.changed[row.line_no] = tuple(dict.fromkeys(COLUMN_OF.get(n, Column.ROW) for n in differing))
        stored = self.changes.put(found, made, columns)
        measures = self._measures(row, stored, is_new=found is None)
        self.placed.append((section, row, stored, measures))
        return stored

    def _measures(self, row: TableRow, stored: PlanRow, *, is_new: bool) -> list[Measure]:
        """Bring the formulas and target values of the row to its cells, in their order."""
        left = [] if is_new else self.stored.measures(stored)
        measures = []
        for position, cells in enumerate(row.measures, start=1):
            found = take_measure(left, cells.formula)
            made = Measure(**{row_field(stored): stored}, position=position, formula_text=cells.formula)
            texts = dict(cells.other_targets) | {self.plan.year: cells.target}
            values = {v.year: v for v in found.target_values.all()} if found is not None else {}
            if found is not None:
                self._compare(row, cells.formula, found, values, texts)
            measure = self.changes.put(found, made, ["position", "formula_text"])
            for year, text in texts.items():
                target_value = TargetValue(measure=measure, year=year, text=text)
                self.changes.put(values.get(year), target_value, ["text"])
            measures.append(measure)
        self.absent_measures += left
        return measures

    def _compare(
        self,
        row: TableRow,
        formula: str,
        found: Measure,
        values: dict[int, TargetValue],
        texts: dict[int, str],
    ) -> None:
        """Note where the cells differ from the stored ones, and what a person confirmed is lost by it."""
        if found.formula_text != formula:
            self._differs(row, Column.FORMULA, is_emptied=not formula)
        stored = {year: values[year].text if year in values else "" for year in texts}
        if stored != texts:
            is_emptied = any(text and not texts[year] for year, text in stored.items())
            self._differs(row, Column.TARGET, is_emptied=is_emptied)
        rewritten = [value for year, value in values.items() if year in texts and stored[year] != texts[year]]
        self.reported.compare(row.line_no, found, formula, rewritten)
        if self.confirmed.are_lost(found, formula, rewritten):
            self.losing.add(row.line_no)

    def _differs(self, row: TableRow, column: Column, *, is_emptied: bool) -> None:
        for noted in (self.changed, self.emptied) if is_emptied else (self.changed,):
            noted[row.line_no] = tuple(dict.fromkeys((*noted.get(row.line_no, ()), column)))

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

    def _add_to_indicators(self, actions: dict[int, Action]) -> None:
        """Write what the table tells of the indicators, now that the reading has made them."""
        told = {
            measure.pk: (row.line_no, cells.indicators)
            for _section, row, _stored, measures in self.placed
            for measure, cells in zip(measures, row.measures, strict=True)
            if cells.indicators
        }
        changed, left_out = put_indicator_cells(
            {key: cells for key, (_line_no, cells) in told.items()}, self.areas, user=self.user
        )
        self.left_out = {told[key][0] for key in left_out}
        for line_no in {told[key][0] for key in changed}:
            if actions[line_no] is not Action.CREATED:
                actions[line_no] = Action.UPDATED
                self.changed[line_no] = (*self.changed.get(line_no, ()), Column.INDICATOR)

    def _outcomes(self, actions: dict[int, Action]) -> tuple[RowOutcome, ...]:
        """Gather what became of each row."""
        return tuple(
            RowOutcome(
                row=row,
                section=section,
                action=actions[row.line_no],
                stored=stored,
                changed=self.changed.get(row.line_no, ()),
                loses_confirmed=row.line_no in self.losing,
                keeps_confirmed=row.line_no not in self.losing and self.confirmed.are_kept(measures),
                has_left_out=row.line_no in self.left_out,
                emptied=self.emptied.get(row.line_no, ()),
            )
            for section, row, stored, measures in self.placed
        )
