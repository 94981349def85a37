"""From the document of a report to what is shown of it, in the active language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.markdown import narrative_html
from reports.results import wording as words
from reports.results.shown import (
    ShownArea,
    ShownCells,
    ShownEvidence,
    ShownFigure,
    ShownIndicator,
    ShownReport,
    ShownRow,
    ShownSection,
)
from reports.results.variations import variations_of
from targets.wording.proof import proof_lines
from targets.wording.readings import kind_label

if TYPE_CHECKING:
    from reports.documents.report import (
        Figure,
        ReportCells,
        ReportDocument,
        ReportIndicator,
        ReportRow,
        ReportSection,
    )


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
        passed_over=words.passed_over(document.total.tally, document.method),
        lines=sections[:count],
        others=sections[count:],
        areas=tuple(
            ShownArea(each.key, each.name or _("Without an area"), shown_figure(each.figure))
            for each in document.areas
        ),
        variations=variations_of(document),
    )


def shown_figure(figure: Figure) -> ShownFigure:
    """Return one figure in the active language."""
    colour = words.band_colour(figure)
    return ShownFigure(
        source=figure,
        text=words.achievement(figure),
        reason=words.reason(figure),
        word=words.band_word(figure),
        css="band-none" if figure.shown is None else f"band-{colour.value}" if colour else "band-plain",
        override=words.override(figure.override),
        override_reason=words.override_reason(figure.override),
        not_counted=words.passed_over_mark(figure),
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
        evidence=tuple(ShownEvidence(each) for each in reported.evidence),
        entered=words.entered(indicator),
        people=words.people(indicator),
        figure=shown_figure(indicator.figure),
    )
