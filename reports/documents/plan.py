"""The plan as one document: plain, ordered, frozen data that every output prints.

Texts are what the office wrote, to the character. Nothing here knows a database, a template or
a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from reports.documents.canonical import CanonicalDocument
from targets.domain.table.plan_table import Change, RowKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal


class ActKind(StrEnum):
    """The form of an act."""

    RESOLUTION = "resolution"
    DECISION = "decision"
    DECREE = "decree"


@dataclass(frozen=True, slots=True)
class FormalAct:
    """One act of an organ of the body."""

    kind: ActKind
    number: str
    on: date
    organ: str = ""
    """``board``, ``commissioner`` …; empty where the text does not say which."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """What an act did to a row, as fields."""

    kind: Change
    replaces: str = ""
    """Code of the row that this one replaces; empty for the other kinds."""
    act: FormalAct | None = None


@dataclass(frozen=True, slots=True)
class Cells:
    """One formula and its target value of the plan's year."""

    formula: str
    target: str
    """Empty = no target value is written."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One row of the plan's table, cell by cell."""

    kind: RowKind
    code: str
    """As written (``5 b.1``); empty where the plan gives none."""
    kind_text: str
    """The words of the kind column, without the code (``OBIETTIVO STRATEGICO 2017-2019``)."""
    text: str
    change_note: str
    """The sentence on what replaced or changed it, with the blanks before it: ``text`` and
    ``change_note`` together are the cell. Empty where none is written."""
    cells: tuple[Cells, ...]
    """Never empty; more than one where the row has several formulas, each with its target."""
    area: str
    """As written; empty where none is."""
    note: str = ""
    weight: Decimal | None = None
    """None = all rows beside it weigh the same."""
    change: RowChange | None = None


@dataclass(frozen=True, slots=True)
class PlanSection:
    """One table of the plan: a strategic line, or a section outside the lines."""

    kind: SectionKind
    heading: str
    """The words before the title, as written (``linea strategica``); empty where there are none."""
    title: str
    rows: tuple[PlanRow, ...]
    has_notes: bool = False
    """Its last column holds notes and not areas."""

    def count(self, kind: RowKind) -> int:
        """Return how many rows of ``kind`` it has."""
        return sum(row.kind is kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlanDocument(CanonicalDocument):
    """Everything that the printed plan says."""

    SCHEMA: ClassVar[str] = "perfplan/plan/1"

    organization: str
    title: str
    year: int
    """The year that the target values are for."""
    first_year: int
    last_year: int
    lines_heading: str
    """What stands above the strategic lines, as written (``azione strategica``)."""
    sections: tuple[PlanSection, ...]
    approval: FormalAct | None = None
    """None = a draft."""

    @property
    def lines(self) -> tuple[PlanSection, ...]:
        """The strategic lines, in order."""
        return tuple(section for section in self.sections if section.kind is SectionKind.STRATEGIC_LINE)

    @property
    def other_sections(self) -> tuple[PlanSection, ...]:
        """The sections outside the lines, in order."""
        return tuple(section for section in self.sections if section.kind is not SectionKind.STRATEGIC_LINE)

    def rows(self) -> Iterator[PlanRow]:
        """Yield every row, in the order of the document."""
        for section in self.sections:
            yield from section.rows
