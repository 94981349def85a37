"""What an import did, row by row: the content of its preview and of its report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from objectives.models import Area, Plan, PlanRow, StrategicLine
    from targets.domain.table.plan_table import TableRow, TableSection
    from targets.domain.table.problems import Column
    from targets.models import Measure, Section


class Action(StrEnum):
    """What the import does to one row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row of the table."""

    row: TableRow
    """With the stored cells in the place of those that the table has no column for."""
    section: TableSection
    action: Action
    stored: PlanRow
    changed: tuple[Column, ...]
    """Where an updated row differs from what was stored; ``ROW``: only its place in the document."""
    loses_confirmed: bool
    """A person confirmed how the text before was read; the new text is read anew, and unconfirmed."""
    keeps_confirmed: bool
    """A person confirmed how a formula of the row is read, and it stays so."""
    has_left_out: bool
    """The table tells of more indicators than the formula was read to have: that was left out."""
    emptied: tuple[Column, ...]
    """Cells that hold text in the plan and none in the table, which has a column for them."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, or in a preview would do."""

    plan: Plan
    is_new_plan: bool
    changes_nothing: bool
    """The plan says all of it already, in the same places."""
    rows: tuple[RowOutcome, ...]
    absent: tuple[PlanRow, ...]
    """Rows of the plan that the table does not have: kept, unless their removal was asked for."""
    absent_parts: tuple[StrategicLine | Section, ...]
    """Lines and sections of the plan that the table does not have."""
    absent_measures: tuple[Measure, ...]
    """Further formulas of rows that have fewer of them in the table."""
    new_areas: tuple[Area, ...]

    def count(self, action: Action) -> int:
        """Return how many rows had this done to them."""
        return sum(row.action is action for row in self.rows)
