"""The report as one document: plain, ordered, frozen data that every output prints.

Page, print, spreadsheet and open data are made from this object alone, and it is rebuilt from its
own JSON: an approved report can be sealed and prints again as it was. Texts are what people wrote,
to the character; words of bands are as they were stored. Nothing here knows a database, a template
or a language.
"""

# ruff: noqa: TC001, TC003 - the document is rebuilt from its JSON by what its annotations name
# Longer than a file should be: this is the form of the JSON, read from top to bottom.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from reports.documents.canonical import CanonicalDocument
from reports.documents.plan import FormalAct, RowChange
from targets.domain.counting.bands import BandColour
from targets.domain.counting.method import EvaluationMethod
from targets.domain.counting.proof import Proof
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Tally
from targets.domain.reading import Condition, Kind
from targets.domain.table.plan_table import RowKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator


class Chapter(StrEnum):
    """The chapters of a performance report (national guideline 3/2018 and the chambers' practice)."""

    MAIN_RESULTS = "main_results"
    CONTEXT = "context"
    TREE = "tree"
    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    OVERALL = "overall"
    GENDER_BUDGET = "gender_budget"
    INDIVIDUAL = "individual"
    PROCESS = "process"
    ANNEXES = "annexes"


class Entry(StrEnum):
    """How far the value of an indicator has come."""

    NOTHING = "nothing"
    """Nobody has entered anything."""
    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VALIDATED = "validated"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """What the report is about."""

    as_of: date
    due_on: date
    is_year_end: bool
    """False = a monitoring report."""
    is_demonstration: bool
    """The values are invented."""


@dataclass(frozen=True, slots=True)
class ChapterText:
    """What the planning office wrote for one chapter, in the small subset of ``reports.markdown``."""

    chapter: Chapter
    text: str


@dataclass(frozen=True, slots=True)
class BandMark:
    """The band of a figure: its word is printed wherever its colour is."""

    name: str
    word: str
    word_en: str
    """For English pages and prints; empty = the word itself."""
    colour: BandColour


@dataclass(frozen=True, slots=True)
class OverrideMark:
    """An achievement set by hand, beside the computed one."""

    achievement: Decimal
    reason: str
    author: str
    on: date
    band: BandMark | None


@dataclass(frozen=True, slots=True)
class Figure:
    """An achievement, of an indicator or of a group, with everything behind it."""

    ref: str
    """Number of its proof in the annex: ``2.5`` is the fifth row of the second table."""
    state: State
    reason: Reason | None
    achievement: Decimal | None
    """As computed, in per cent; None = there is no figure, which is not zero."""
    shown: Decimal | None
    """The same rounded as the method says: what is printed."""
    band: BandMark | None
    """None too where it is not due yet."""
    override: OverrideMark | None
    counted: Decimal | None
    """What the level above counts."""
    weight: Decimal | None
    """Among those beside it; None = all alike."""
    tally: Tally
    due_on: date | None
    """Not met, and not due before this day, the first of its deadlines; None = it is due, met or unknown."""
    is_passed_over: bool
    """Whether it weighs nothing in the figure of its objective: the method counts others in its place."""
    proof: Proof


@dataclass(frozen=True, slots=True)
class EnteredNumber:
    """One number of the formula, under the words of the formula."""

    label: str
    year: int | None
    value: Decimal | None
    """None = not entered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was reported: of the indicator as a whole, or of one of its conditions."""

    condition: int | None
    """Place of the condition among those of the indicator; None = the whole."""
    numbers: tuple[EnteredNumber, ...]
    done: bool | None
    done_on: date | None
    partial: Decimal | None
    """A part of 100, by hand."""
    partial_reason: str


@dataclass(frozen=True, slots=True)
class EvidenceMark:
    """A file that proves a value: its name, and the hash by which it is known again."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something, and when."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """What the area reported of one indicator.

    Of a draft, or of a value that was returned, only that there is one: the area does not stand
    by its numbers yet.
    """

    entry: Entry
    answers: tuple[Answer, ...] = ()
    not_applicable: str = ""
    """Why it does not apply this year; empty = it applies."""
    cause: str = ""
    """Of the deviation."""
    corrective_action: str = ""
    evidence: tuple[EvidenceMark, ...] = ()
    entered: Person | None = None
    submitted: Person | None = None
    validated: Person | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """By how much a value differs from the target of one condition."""

    amount: Decimal
    """Value less target, where a decrease is asked for too; of a range, less its nearer edge, and zero
    inside it."""
    unit: str


@dataclass(frozen=True, slots=True)
class ReportIndicator:
    """One indicator with its target and what was achieved."""

    label: str
    kind: Kind
    unit: str
    """Empty = none."""
    baseline: Decimal | None
    baseline_year: int | None
    source: str
    area: str
    """Key of its area (``ReportArea.key``); empty = none."""
    conditions: tuple[Condition, ...]
    """Those of the plan year."""
    reported: Reported
    value: Decimal | None
    """Of the formula, unrounded, in the unit in which it stands beside its target; None for a yes/no
    and where it is not known."""
    met: bool | None
    """None = cannot be said. What is not met may not be due yet: see ``is_missed``."""
    deviations: tuple[Deviation, ...]
    """One for each condition that was judged by a number."""
    figure: Figure

    @property
    def is_missed(self) -> bool:
        """Whether it is not met, and had to be by the day of the results."""
        return self.met is False and self.figure.due_on is None

    @property
    def is_missing(self) -> bool:
        """Whether its value has not been reported."""
        return self.figure.state is State.NOT_REPORTED


@dataclass(frozen=True, slots=True)
class ReportCells:
    """A formula and its target as written, and what was read from them."""

    formula: str
    target: str
    indicators: tuple[ReportIndicator, ...]
    """Empty = nothing was read: it is not measured."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of the plan."""

    kind: RowKind
    code: str
    kind_text: str
    text: str
    change_note: str
    area: str
    """As written."""
    note: str
    change: RowChange | None
    cells: tuple[ReportCells, ...]
    children: tuple[ReportRow, ...]
    """The operational objectives below a strategic one."""
    figure: Figure | None
    """None on the sheet of one area where other areas have a part in it."""

    @property
    def indicators(self) -> tuple[ReportIndicator, ...]:
        """Its own, in order."""
        return tuple(each for cells in self.cells for each in cells.indicators)


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A strategic line, or a section outside the lines."""

    kind: SectionKind
    heading: str
    title: str
    rows: tuple[ReportRow, ...]
    figure: Figure | None
    """None on the sheet of one area."""

    def all_rows(self) -> Iterator[ReportRow]:
        """Yield every row in the order of the plan."""
        for row in self.rows:
            yield row
            yield from row.children


@dataclass(frozen=True, slots=True)
class ReportArea:
    """What one area achieved."""

    key: str
    """Its key in the installation, part of the address of its sheet; empty = what belongs to no area."""
    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class ReportDocument(CanonicalDocument):
    """Everything that the report says."""

    SCHEMA: ClassVar[str] = "perfplan/report/1"

    organization: str
    plan_title: str
    year: int
    first_year: int
    last_year: int
    lines_heading: str
    approval: FormalAct | None
    """Of the plan; None = it is a draft."""
    period: ReportPeriod
    area: str
    """Name of the area where this is the sheet of one; empty = the whole report."""
    texts: tuple[ChapterText, ...]
    """In the order of the chapters; a chapter without a text is not there."""
    method: EvaluationMethod
    sections: tuple[ReportSection, ...]
    """Lines first."""
    areas: tuple[ReportArea, ...]
    total: Figure
    """Of the plan, or of the area."""

    @property
    def lines(self) -> tuple[ReportSection, ...]:
        """The strategic lines."""
        return tuple(each for each in self.sections if each.kind is SectionKind.STRATEGIC_LINE)

    @property
    def other_sections(self) -> tuple[ReportSection, ...]:
        """The sections outside the lines."""
        return tuple(each for each in self.sections if each.kind is not SectionKind.STRATEGIC_LINE)

    def rows(self) -> Iterator[ReportRow]:
        """Yield every row in the order of the plan."""
        for section in self.sections:
            yield from section.all_rows()
