"""The report as it is shown: the document's figures in words, for page, print and files alike.

Made from the document alone, in the active language. What a table says stands here once, so that
page, PDF and spreadsheet cannot differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.documents.report import Entry
from reports.drawing import bands
from reports.drawing.wrapping import is_tall
from reports.results.wording import band_colour
from targets.domain.table.plan_table import RowKind
from targets.wording.bands import band_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.safestring import SafeString

    from reports.documents.report import (
        EvidenceMark,
        Figure,
        ReportCells,
        ReportDocument,
        ReportIndicator,
        ReportRow,
        ReportSection,
    )
    from reports.results.variations import ActVariations


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """An achievement in words."""

    source: Figure
    text: str
    """``84,08 %``, or why there is none."""
    reason: str
    word: str
    """Of its band, or ``not yet due`` in its place; empty where there is neither."""
    css: str
    """Class of the band: it only adds the colour."""
    override: str
    override_reason: str
    not_counted: str
    """Marks what its objective is not judged by; empty where it counts."""
    tally: str
    proof: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Name of the place of its proof in the annex."""
        return f"proof-{self.source.ref.replace('.', '-')}"

    @property
    def drawn(self) -> bands.Figure:
        """The figure for a picture."""
        mark = self.source.override
        return bands.Figure(
            value=self.source.shown,
            text=self.text,
            word=self.word,
            colour=band_colour(self.source),
            override=self.override,
            override_value=None if mark is None else mark.achievement,
        )


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """A file that proves a value: named, not linked, for the document knows no site."""

    source: EvidenceMark

    def __str__(self) -> str:
        return f"{self.source.name} (SHA-256 {self.source.sha256})"


@dataclass(frozen=True, slots=True)
class ShownIndicator:
    """One line of a table."""

    source: ReportIndicator
    label: str
    """The formula as written, where it is all of its cell; else its own part of it."""
    target: str
    """As written, where it is of this indicator alone; else in words."""
    kind: str
    actual: tuple[str, ...]
    entry: str
    """How far the value has come, where it is not validated."""
    deviation: str
    met: str
    cause: str
    corrective_action: str
    evidence: tuple[ShownEvidence, ...]
    entered: tuple[str, ...]
    people: tuple[str, ...]
    figure: ShownFigure

    @property
    def is_tall(self) -> bool:
        """Whether its line may break in two at the end of a page."""
        cause = "\n".join((self.cause, self.corrective_action, self.figure.override_reason))
        return is_tall((self.label, 32), (self.target, 18), (cause, 26))


@dataclass(frozen=True, slots=True)
class ShownCells:
    """A formula and its target with the indicators that were read from them."""

    source: ReportCells
    indicators: tuple[ShownIndicator, ...]

    @property
    def has_several(self) -> bool:
        """Whether the cells as written stand on a line of their own above the indicators."""
        return len(self.source.indicators) != 1


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the plan, at the head of its indicators."""

    source: ReportRow
    kind: str
    change: str
    cells: tuple[ShownCells, ...]
    whole: ShownFigure | None
    """Its figure; None on the sheet of an area that shares it."""

    @property
    def is_tall(self) -> bool:
        """Whether its line may break in two at the end of a page."""
        return is_tall((self.source.text + self.change, 80))

    @property
    def figure(self) -> ShownFigure | None:
        """The same where it is worth a line of its own: its one indicator does not say it already."""
        alone = len(self.source.indicators) == 1 and not self.source.children
        return None if alone and self.whole and not self.whole.override else self.whole

    @property
    def not_counted(self) -> str:
        """Marks a row that its objective is not judged by, said once for all its indicators."""
        figures = [each.figure for each in self.indicators]
        is_all = self.source.kind is RowKind.OPERATIONAL_OBJECTIVE and all(
            each.not_counted for each in figures
        )
        return figures[0].not_counted if figures and is_all else ""

    @property
    def indicators(self) -> tuple[ShownIndicator, ...]:
        """Its own, in order."""
        return tuple(each for cells in self.cells for each in cells.indicators)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A line or a section, or those of its rows that belong to one chapter."""

    source: ReportSection
    number: str
    rows: tuple[ShownRow, ...]
    figure: ShownFigure | None

    @property
    def anchor(self) -> str:
        """Name of its place in the document."""
        return f"section-{self.number}"

    def only(self, kind: RowKind) -> ShownSection:
        """Return it with its rows of one kind."""
        rows = tuple(row for row in self.rows if row.source.kind is kind)
        return ShownSection(self.source, self.number, rows, self.figure)


@dataclass(frozen=True, slots=True)
class ShownArea:
    """An area with its figure."""

    key: str
    name: str
    figure: ShownFigure


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator in a list of what is missing, not validated or set by hand."""

    row: ReportRow
    indicator: ShownIndicator


@dataclass(frozen=True, slots=True)
class ShownReport:
    """Everything that page and print show."""

    document: ReportDocument
    title: str
    subtitle: str
    approval: str
    demonstration: str
    texts: dict[str, SafeString]
    """Narrative by the name of the chapter; a chapter without one is not there."""
    total: ShownFigure
    passed_over: str
    """How many indicators the total does not depend on, and why; empty where it depends on all."""
    lines: tuple[ShownSection, ...]
    others: tuple[ShownSection, ...]
    areas: tuple[ShownArea, ...]
    variations: tuple[ActVariations, ...]

    @property
    def sections(self) -> tuple[ShownSection, ...]:
        """All of them, lines first."""
        return self.lines + self.others

    @property
    def strategic(self) -> tuple[ShownSection, ...]:
        """The lines with their strategic objectives."""
        return _kept(self.lines, RowKind.STRATEGIC_OBJECTIVE)

    @property
    def operational(self) -> tuple[ShownSection, ...]:
        """The lines with their operational objectives."""
        return _kept(self.lines, RowKind.OPERATIONAL_OBJECTIVE)

    @property
    def tells_chapters(self) -> bool:
        """Whether it has a place for the chapters that are all narrative: the year-end report has."""
        return self.document.period.is_year_end and not self.document.area

    def listed(self) -> Iterator[Listed]:
        """Yield every indicator with its row."""
        for section in self.sections:
            for row in section.rows:
                yield from (Listed(row.source, each) for each in row.indicators)

    @property
    def missing(self) -> tuple[Listed, ...]:
        """The indicators without a value."""
        return tuple(each for each in self.listed() if each.indicator.source.is_missing)

    @property
    def overridden(self) -> tuple[Listed, ...]:
        """Those with an achievement set by hand."""
        return tuple(each for each in self.listed() if each.indicator.figure.override)

    @property
    def not_validated(self) -> tuple[Listed, ...]:
        """Those that count and wait for the planning office."""
        return tuple(
            each for each in self.listed() if each.indicator.source.reported.entry is Entry.SUBMITTED
        )

    @property
    def not_due_count(self) -> int:
        """How many figures have no band, for they are not due yet."""
        figures = (each.indicator.figure.source for each in self.listed())
        return sum(each.shown is not None and each.due_on is not None for each in figures)

    @property
    def bands(self) -> tuple[tuple[str, str, int], ...]:
        """Word, class and number of indicators of each band of the method, lowest first."""
        counted = Counter(
            each.indicator.figure.source.band.name
            for each in self.listed()
            if each.indicator.figure.source.band is not None
        )
        ordered = sorted(self.document.method.bands, key=lambda band: band.order)
        return tuple((band_word(band), f"band-{band.colour.value}", counted[band.name]) for band in ordered)


def _kept(sections: Sequence[ShownSection], kind: RowKind) -> tuple[ShownSection, ...]:
    return tuple(kept for section in sections if (kept := section.only(kind)).rows)
