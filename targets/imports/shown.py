"""What stands on the page of the preview, in words and in its order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targets.domain.table.plan_table import PlanTable, TableRow, TableSection


@dataclass(frozen=True, slots=True)
class ShownMeasure:
    """A formula and its target as written, and in words what was understood."""

    formula: str
    target: str
    reading: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the preview."""

    row: TableRow
    kind: str
    measures: tuple[ShownMeasure, ...]
    doubts: tuple[str, ...]
    errors: tuple[str, ...]
    """What forbids the import."""
    action: str
    """In words; "" where the import is refused."""
    action_code: str
    changed: str
    """The names of the cells that differ from the stored ones, joined."""
    is_confirmed: bool
    """A person confirmed the stored reading, and it stays as it is."""
    lost: str
    """That a person confirmed the reading of the text before, which is lost with the new text; or ""."""
    emptied: str
    """That the import empties cells with text, by name; or ""."""
    area_read_as: str
    """The area that a differing spelling was taken for; "" where they are the same."""

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at the row."""
        return bool(self.doubts or self.errors or self.area_read_as or self.lost or self.emptied)


@dataclass(frozen=True, slots=True)
class RowError:
    """What forbids the import of one row."""

    line_no: int
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class RowLink:
    """A row that the summary leads to."""

    line_no: int
    code: str


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A line or section of the preview with the rows that are shown."""

    section: TableSection
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ImportPage:
    """Everything that the preview shows."""

    table: PlanTable
    sections: tuple[ShownSection, ...]
    errors: tuple[str, ...]
    """Of lines that are no rows of the plan, or of the whole file."""
    row_errors: tuple[RowError, ...]
    """What forbids the import in the rows, in their order."""
    notes: tuple[str, ...]
    """Lines that are left out, and what else there is to know of the file."""
    row_count: int
    to_check: tuple[RowLink, ...]
    """The rows that a person should look at, in the order of the file."""
    losing_count: int
    """Rows that lose a confirmed reading."""
    emptied: str
    """Of how many rows a cell with text is emptied, in words; "" for none."""
    counts: tuple[tuple[str, int], ...]
    """How many rows are new, changed and unchanged."""
    new_areas: tuple[str, ...]
    absent: tuple[str, ...]
    """What the plan has and the table does not."""
    is_new_plan: bool
    changes_nothing: bool
    """The plan says all of it already, in the same places."""
    only_doubtful: bool
