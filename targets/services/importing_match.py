"""Which stored row a row of the table is: so that an import updates and duplicates nothing.

A row with a code is the stored one with that code (in the plan for objectives, in the section
for targets). A row without one is the stored row under the same parent with the same text, or
else the most similar one that is left, if it is similar enough to be the same row reworded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeVar

from objectives.models import OperationalObjective, PlanRow, StrategicLine, StrategicObjective
from perfplan.lib.text import fold
from targets.models import Measure, Section, Target

if TYPE_CHECKING:
    from django.db.models import Model

    from objectives.models import Plan
    from targets.domain.plan_table import TableRow

    R = TypeVar("R", bound=PlanRow)
    M = TypeVar("M", bound=Model)

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
PATHS: dict[type[Any], str] = {
    StrategicObjective: "line__plan",
    OperationalObjective: "strategic_objective__line__plan",
    Target: "section__plan",
}


@dataclass(slots=True)
class StoredPlan:
    """What the plan holds before the import, and which of it has been found again."""

    lines: dict[str, StrategicLine]
    sections: dict[str, Section]
    rows: dict[type[Any], list[Any]]
    _matched: set[tuple[type[Model], int]] = field(default_factory=set)
    _by_code: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @classmethod
    def load(cls, plan: Plan) -> StoredPlan:
        """Load the rows of the plan with their cells; the number of queries is fixed."""
        stored = cls(
            lines={fold(line.name): line for line in plan.lines.all()},
            sections={fold(section.name): section for section in plan.sections.all()},
            rows={
                model: list(
                    model._default_manager.filter(**{path: plan})
                    .select_related(PARENTS[model])
                    .prefetch_related("measures__target_values")
                )
                for model, path in PATHS.items()
            },
        )
        for model, rows in stored.rows.items():
            for row in rows:
                if row.code:
                    stored._by_code[stored._code_key(model, row.code, getattr(row, PARENTS[model]).pk)] = row
        return stored

    def line(self, name: str) -> StrategicLine | None:
        """Return the stored line of this name (case, accents and blanks do not count)."""
        return self._seen(self.lines.get(fold(name)))

    def section(self, name: str) -> Section | None:
        """Return the stored section of this name (case, accents and blanks do not count)."""
        return self._seen(self.sections.get(fold(name)))

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
        parts: list[StrategicLine | Section] = [*self.lines.values(), *self.sections.values()]
        return [part for part in parts if (type(part), part.pk) not in self._matched]

    def _seen(self, found: M | None) -> M | None:
        if found is not None:
            self._matched.add((type(found), found.pk))
        return found

    def _find(self, model: type[R], row: TableRow, parent: Any) -> R | None:
        if row.code:
            by_code: R | None = self._by_code.get(self._code_key(model, row.code, parent.pk))
            return by_code
        left = [
            stored
            for stored in self.rows[model]
            if not stored.code
            and getattr(stored, PARENTS[model]).pk == parent.pk
            and (model, stored.pk) not in self._matched
        ]
        equal = [stored for stored in left if fold(stored.text) == fold(row.text)]
        if equal or not left:
            return equal[0] if equal else None
        likeness = {stored.pk: _likeness(stored.text, row.text) for stored in left}
        best = max(left, key=lambda stored: (likeness[stored.pk], -stored.position))
        return best if likeness[best.pk] >= SIMILAR else None

    @staticmethod
    def _code_key(model: type[PlanRow], code: str, parent_pk: int | None) -> tuple[Any, ...]:
        return (model, code, parent_pk) if model is Target else (model, code)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one)[:COMPARED], fold(other)[:COMPARED], autojunk=False).ratio()
