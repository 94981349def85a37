"""The plan as a table: ordered sections and rows, every cell as it was written.

This is what a file is read into and what a file is written from. Nothing here is corrected:
what looks wrong is kept and named by a problem. Pure data: standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from targets.domain.table.problems import Column, RowProblem, TableProblem


class SectionKind(StrEnum):
    """What the rows under one title of the document are about."""

    STRATEGIC_LINE = "strategic_line"
    """A "linea strategica": strategic objectives, each followed by its operational ones."""
    ACTIVITY = "activity"
    """Targets on planned or bound activities."""
    PROCESS = "process"
    """Targets on the effectiveness and efficiency of processes."""
    FINANCIAL_HEALTH = "financial_health"
    USER_SATISFACTION = "user_satisfaction"
    EQUAL_OPPORTUNITIES = "equal_opportunities"
    OTHER = "other"
    """A title none of the above fits: kept, and listed as a problem."""


class RowKind(StrEnum):
    """What one row of the table is."""

    STRATEGIC_OBJECTIVE = "strategic_objective"
    OPERATIONAL_OBJECTIVE = "operational_objective"
    TARGET = "target"
    """A row of a section that is no strategic line."""


class Change(StrEnum):
    """What the text of a row says of its own history. ``NONE`` where it says nothing."""

    NONE = ""
    ADDED = "added"
    CHANGED = "changed"
    REPLACED = "replaced"
    """This row stands in the place of ``replaces``."""


class LastColumn(StrEnum):
    """What the last column of a section's table is headed."""

    AREA = "AREA"
    NOTE = "NOTE"


@dataclass(frozen=True, slots=True)
class ActReference:
    """An act of the body, as a text names it: "delibera n. 122 del 9/11/2017"."""

    organ: str
    """Who took it, as written ("Giunta camerale"); "" where the text does not say."""
    type: str
    """As written: "delibera", "determinazione" …"""
    number: str
    date: date | None
    """None where no date, or an impossible one, is written."""


@dataclass(frozen=True, slots=True)
class IndicatorCells:
    """What the office adds to one indicator of a formula; "" or None where it adds nothing."""

    baseline: Decimal | None = None
    baseline_year: int | None = None
    source: str = ""
    weight: Decimal | None = None
    area: str = ""
    """Name of its own area; "" = that of its row."""
    external_code: str = ""


@dataclass(frozen=True, slots=True)
class MeasureCells:
    """A formula and its target value: a row has one such pair, or more on lines of their own."""

    line_no: int
    formula: str
    target: str
    other_targets: tuple[tuple[int, str], ...] = ()
    """(year, text) of the targets of other years than the plan's, in order; only written ones."""
    indicators: tuple[IndicatorCells, ...] = ()
    """By the order of the indicators in the formula."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The target of the plan's year, then those of other years."""
        return (self.target, *(text for _year, text in self.other_targets))


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the plan: its cells as written, and what their form says."""

    line_no: int
    """Row of the file, from 1."""
    kind: RowKind
    code: str
    """As written ("5 b.1"); "" where the row has none."""
    kind_text: str
    """The words of the kind as written, without the code: "OBIETTIVO STRATEGICO 2017-2019"."""
    period_first: int | None
    period_last: int | None
    """First and last year written in the kind cell; None where none is written."""
    text: str
    """The title without the note on change: ``text + change_note`` is the cell."""
    change_note: str
    """The note on change as written, with the blanks before it; "" where there is none."""
    change: Change
    replaces: str
    """Code of the objective this one replaces; "" where the note names none."""
    act: ActReference | None
    """The act the note names; None where it names none."""
    formula: str
    target: str
    further: tuple[MeasureCells, ...]
    """Formulas and targets on the lines after the first that repeat, or leave empty, its title."""
    area: str
    note: str
    weight: Decimal | None
    """As the table gives it ("30%" is 30); None where it gives none."""
    budget_total: Decimal | None
    budget_own: Decimal | None
    """Euro, from "Bdg complessivo Euro … - Bdg CCIAA … Euro …" in the text; None = not written."""
    parent_line_no: int | None
    """``line_no`` of the strategic objective above; None for all but operational objectives."""
    others: tuple[tuple[str, str], ...]
    """(heading, text) of the cells under no known column."""
    problems: tuple[RowProblem, ...]
    other_targets: tuple[tuple[int, str], ...] = ()
    """Of ``formula``, as in ``MeasureCells``."""
    indicators: tuple[IndicatorCells, ...] = ()
    """Of ``formula``, as in ``MeasureCells``."""
    absent: frozenset[Column] = field(default=frozenset(), compare=False)
    """Columns that the table does not have above this row: its empty cells there say nothing.

    Not compared: it is of the file and not of the plan."""

    @property
    def title(self) -> str:
        """The title cell, to the character."""
        return self.text + self.change_note

    @property
    def measures(self) -> tuple[MeasureCells, ...]:
        """All formulas with their targets, in the order of the document."""
        first = MeasureCells(self.line_no, self.formula, self.target, self.other_targets, self.indicators)
        return (first, *self.further)


@dataclass(frozen=True, slots=True)
class TableSection:
    """One title of the document and the rows under it."""

    kind: SectionKind
    heading: str
    """The words before the name, as written: "linea strategica"; "" where there are none."""
    name: str
    line_no: int
    """Row of the file where the title, or else the first row, stands."""
    last_column: LastColumn
    rows: tuple[TableRow, ...]
    code: str = ""
    """Of a strategic line; "" where it has none."""

    @property
    def title(self) -> str:
        """Heading and name as one line of the document."""
        return f"{self.heading} {self.name}" if self.heading else self.name


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A whole plan as one table."""

    title: str
    heading: str
    """What stands between the title and the first section: "azione strategica"; may be ""."""
    sections: tuple[TableSection, ...]
    problems: tuple[TableProblem, ...]

    def rows(self) -> Iterator[TableRow]:
        """Give every row in the order of the document."""
        for section in self.sections:
            yield from section.rows

    @property
    def has_errors(self) -> bool:
        """Whether anything in it forbids the import."""
        return any(p.is_error for p in self.problems) or any(
            p.is_error for r in self.rows() for p in r.problems
        )
