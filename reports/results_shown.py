"""The report as it is shown: the document's figures in words, for page, print and files alike.

Made from the document alone, in the active language. What a table says stands here once, so that
page, PDF and spreadsheet cannot differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports import figures, wording
from reports import results_wording as words
from reports.narrative import narrative_html
from reports.results_document import Chapter, Entry
from targets.domain.table.plan_table import RowKind
from targets.proof_wording import proof_lines
from targets.wording import kind_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.utils.safestring import SafeString

    from reports.results_document import (
        Figure,
        ReportCells,
        ReportDocument,
        ReportIndicator,
        ReportRow,
        ReportSection,
    )


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """An achievement in words."""

    source: Figure
    text: str
    """``84,08 %``, or why there is none."""
    reason: str
    word: str
    """Of its band; empty where there is none."""
    css: str
    """Class of the band: it only adds the colour."""
    override: str
    override_reason: str
    tally: str
    proof: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Name of the place of its proof in the annex."""
        return f"proof-{self.source.ref.replace('.', '-')}"

    @property
    def drawn(self) -> figures.Figure:
        """The figure for a picture."""
        mark = self.source.override
        return figures.Figure(
            value=self.source.shown,
            text=self.text,
            word=self.word,
            colour=None if self.source.band is None else self.source.band.colour,
            override=self.override,
            override_value=None if mark is None else mark.achievement,
        )


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
    evidence: tuple[str, ...]
    entered: tuple[str, ...]
    people: tuple[str, ...]
    figure: ShownFigure


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
    def figure(self) -> ShownFigure | None:
        """The same where it is worth a line of its own: its one indicator does not say it already."""
        alone = len(self.source.indicators) == 1 and not self.source.children
        return None if alone and self.whole and not self.whole.override else self.whole

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
class Variation:
    """A row that an act added, changed or put in the place of another."""

    code: str
    text: str
    sentence: str
    act: str


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
    lines: tuple[ShownSection, ...]
    others: tuple[ShownSection, ...]
    areas: tuple[ShownArea, ...]
    variations: tuple[Variation, ...]

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
        """Whether it has the chapters that are all narrative, written or not: the year-end report has."""
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
    def bands(self) -> tuple[tuple[str, str, int], ...]:
        """Word, class and number of indicators of each band of the method, lowest first."""
        counted = Counter(
            each.indicator.figure.source.band.name
            for each in self.listed()
            if each.indicator.figure.source.band is not None
        )
        ordered = sorted(self.document.method.bands, key=lambda band: band.order)
        return tuple((band.word, f"band-{band.colour.value}", counted[band.name]) for band in ordered)


def _kept(sections: Sequence[ShownSection], kind: RowKind) -> tuple[ShownSection, ...]:
    return tuple(kept for section in sections if (kept := section.only(kind)).rows)


def shown_report(document: ReportDocument) -> ShownReport:
    """Return ``document`` in the active language."""
    sections = tuple(_section(each, number) for number, each in enumerate(document.sections, start=1))
    count = len(document.lines)  # they stand before the other sections
    return ShownReport(
        document=document,
        title=words.title(document),
        subtitle=words.subtitle(document),
        approval=words.approval(document),
        demonstration=words.demonstration(document),
        texts={each.chapter.value: narrative_html(each.text) for each in document.texts if each.text.strip()},
        total=shown_figure(document.total),
        lines=sections[:count],
        others=sections[count:],
        areas=tuple(
            ShownArea(each.key, each.name or _("Without an area"), shown_figure(each.figure))
            for each in document.areas
        ),
        variations=tuple(_variation(row) for row in document.rows() if row.change is not None),
    )


def chapter_titles() -> dict[str, str]:
    """Return the names of the chapters in the active language."""
    return {chapter.value: words.chapter_title(chapter) for chapter in Chapter}


def shown_figure(figure: Figure) -> ShownFigure:
    """Return one figure in the active language."""
    band = figure.band
    return ShownFigure(
        source=figure,
        text=words.achievement(figure),
        reason=words.reason(figure),
        word="" if band is None else band.word,
        css="band-none" if figure.shown is None else f"band-{band.colour.value}" if band else "band-plain",
        override=words.override(figure.override),
        override_reason=words.override_reason(figure.override),
        tally=words.tally(figure.tally),
        proof=tuple(proof_lines(figure.proof)),
    )


def _section(section: ReportSection, number: int) -> ShownSection:
    rows = tuple(_row(row) for row in section.all_rows())
    figure = None if section.figure is None else shown_figure(section.figure)
    return ShownSection(section, str(number), rows, figure)


def _row(row: ReportRow) -> ShownRow:
    return ShownRow(
        source=row,
        kind=f"{row.code} {row.kind_text}".strip(),
        change=words.change(row),
        cells=tuple(_cells(cells) for cells in row.cells),
        whole=None if row.figure is None else shown_figure(row.figure),
    )


def _cells(cells: ReportCells) -> ShownCells:
    alone = len(cells.indicators) == 1
    return ShownCells(
        cells,
        tuple(
            _indicator(
                each,
                label=cells.formula if alone else each.label,
                target=cells.target if alone else words.targets(each),
            )
            for each in cells.indicators
        ),
    )


def _indicator(indicator: ReportIndicator, *, label: str, target: str) -> ShownIndicator:
    reported = indicator.reported
    return ShownIndicator(
        source=indicator,
        label=label,
        target=target,
        kind=kind_label(indicator.kind),
        actual=words.actual(indicator),
        entry=words.entry(indicator),
        deviation=words.deviations(indicator),
        met=words.met(indicator),
        cause=reported.cause,
        corrective_action=reported.corrective_action,
        evidence=tuple(f"{each.name} (SHA-256 {each.sha256})" for each in reported.evidence),
        entered=words.entered(indicator),
        people=words.people(indicator),
        figure=shown_figure(indicator.figure),
    )


def _variation(row: ReportRow) -> Variation:
    act = row.change.act if row.change else None
    return Variation(row.code, row.text, words.change(row), "" if act is None else wording.act(act))
