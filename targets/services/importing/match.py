"""Which stored row a row of the table is: so that an import updates and duplicates nothing.

A row with a code is the stored one with that code (in the plan for objectives, in the section
for targets). One whose code is not there, or that has none, is the stored row under the same
parent with the same text. A row without a code may also be the most similar one without a code
that is left, if it is similar enough to be the same row reworded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeVar

from objectives.models import OperationalObjective, PlanRow, StrategicLine, StrategicObjective
from perfplan.lib.text import fold
from targets.domain.table.plan_table import RowKind
from targets.models import Measure, Section, Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from objectives.models import Plan
    from targets.domain.table.plan_table import PlanTable, TableRow

    R = TypeVar("R", bound=PlanRow)
    M = TypeVar("M", bound=Model)
    P = TypeVar("P", StrategicLine, Section)

SIMILAR = 0.6
"""Share of the text that two versions of one row have in common at least. Found on the
demonstration plan: its two nearest different rows have 0.9 in common and stand under one parent,
so that equal texts are matched first."""
COMPARED = 400
"""Characters compared: a longer text adds time and no certainty."""

PARENTS: dict[type[Any], str] = {
    StrategicObjective: "line",
    OperationalObjective: "strategic_objective",
    Target: "section",
}
MODELS: dict[RowKind, type[Any]] = {
    RowKind.STRATEGIC_OBJECTIVE: StrategicObjective,
    RowKind.OPERATIONAL_OBJECTIVE: OperationalObjective,
    RowKind.TARGET: Target,
}
PATHS: dict[type[Any], str] = {
    StrategicObjective: "line__plan",
    OperationalObjective: "strategic_objective__line__plan",
    Target: "section__plan",
}


@dataclass(slots=True)
class StoredPlan:
    """What the plan holds before the import, and which of it has been found again."""

    lines: list[StrategicLine]
    sections: list[Section]
    rows: dict[type[Any], list[Any]]
    _codes: set[tuple[type[Any], str]]
    """Codes of the table: a stored row that has one is found by it and by nothing else."""
    _texts: set[str]
    """Folded texts of the table: a stored row that equals one is left for it."""
    _matched: set[tuple[type[Model], int]] = field(default_factory=set)
    _by_code: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @classmethod
    def load(cls, plan: Plan, table: PlanTable) -> StoredPlan:
        """Load the rows of the plan, to find those of ``table`` among them; a fixed number of queries."""
        stored = cls(
            lines=list(plan.lines.all()),
            sections=list(plan.sections.all()),
            rows={
                model: list(
                    model._default_manager.filter(**{path: plan})
                    .select_related(PARENTS[model], "area")
                    .prefetch_related("measures__target_values")
                )
                for model, path in PATHS.items()
            },
            _codes={(MODELS[row.kind], row.code) for row in table.rows() if row.code},
            _texts={fold(row.text) for row in table.rows()},
        )
        for model, rows in stored.rows.items():
            for row in rows:
                if row.code:
                    stored._by_code[stored._code_key(model, row.code, getattr(row, PARENTS[model]).pk)] = row
        return stored

    def line(self, name: str) -> StrategicLine | None:
        """Return the stored line of this name, or else one that differs only in case, accents or blanks."""
        return self._seen(self._named(self.lines, name))

    def section(self, name: str) -> Section | None:
        """Return the stored section of this name, like ``line``."""
        return self._seen(self._named(self.sections, name))

    def measures(self, row: PlanRow) -> list[Measure]:
        """Return the loaded measures of a stored row, in order."""
        return sorted(row.measures.all(), key=lambda m: (m.position, m.pk))

    def match(self, model: type[R], row: TableRow, parent: Any) -> R | None:
        """Return the stored row that ``row`` under ``parent`` is; None where it is a new one."""
        return self._seen(self._find(model, row, parent))

    def unmatched(self) -> list[PlanRow]:
        """Return the stored rows that the table does not have, in the order of the document."""
        return [
            row for model, rows in self.rows.items() for row in rows if (model, row.pk) not in self._matched
        ]

    def unmatched_parts(self) -> list[StrategicLine | Section]:
        """Return the stored lines and sections that the table does not have."""
        parts: list[StrategicLine | Section] = [*self.lines, *self.sections]
        return [part for part in parts if not self._is_matched(part)]

    def _named(self, parts: Sequence[P], name: str) -> P | None:
        left = [part for part in parts if not self._is_matched(part)]
        exact = (part for part in left if part.name == name)
        alike = (part for part in left if fold(part.name) == fold(name))
        return next(exact, None) or next(alike, None)

    def _is_matched(self, thing: Model) -> bool:
        return (type(thing), thing.pk) in self._matched

    def _seen(self, found: M | None) -> M | None:
        if found is not None:
            self._matched.add((type(found), found.pk))
        return found

    def _find(self, model: type[R], row: TableRow, parent: Any) -> R | None:
        if row.code:
            by_code: R | None = self._by_code.get(self._code_key(model, row.code, parent.pk))
            if by_code is not None:
                return by_code
        left = [
            stored
            for stored in self.rows[model]
            if getattr(stored, PARENTS[model]).pk == parent.pk
            and not self._is_matched(stored)
            and (model, stored.code) not in self._codes
        ]
        equal = next((stored for stored in left if fold(stored.text) == fold(row.text)), None)
        return equal if equal is not None or row.code else self._most_similar(left, row)

    def _most_similar(self, left: Sequence[R], row: TableRow) -> R | None:
        """Choose among rows without a code that no other row of the table equals."""
        likeness = {
            stored.pk: _likeness(stored.text, row.text)
            for stored in left
            if not stored.code and fold(stored.text) not in self._texts
        }
        best = max(left, key=lambda stored: likeness.get(stored.pk, 0), default=None)
        return best if best is not None and likeness.get(best.pk, 0) >= SIMILAR else None

    @staticmethod
    def _code_key(model: type[PlanRow], code: str, parent_pk: int | None) -> tuple[Any, ...]:
        return (model, code, parent_pk) if model is Target else (model, code)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one)[:COMPARED], fold(other)[:COMPARED], autojunk=False).ratio()
