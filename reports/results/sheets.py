"""The tables of a report as sheets of plain cells, for spreadsheet and CSV."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.documents.report import Entry
from reports.results import wording as words
from targets.wording.figures import unit_in_words
from targets.wording.method_chapter import method_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.results.shown import ShownFigure, ShownIndicator, ShownReport, ShownRow, ShownSection

Cell = str | int | Decimal | None
"""A text, a number, or nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table."""

    name: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(report: ShownReport) -> tuple[Sheet, ...]:
    """Return every sheet of the report: results, by line, by area, method, proofs."""
    by_line = [(each.source.title, each.figure) for each in report.sections if each.figure]
    by_area = [(each.name, each.figure) for each in report.areas]
    whole = (report.document.area or _("The whole plan"), report.total)
    return (
        indicator_sheet(report),
        _group_sheet(_("By line"), _("Line or section"), [*by_line, whole]),
        _group_sheet(_("By area"), _("Area"), by_area),
        _method_sheet(report),
        _proof_sheet(report),
    )


def indicator_sheet(report: ShownReport) -> Sheet:
    """Return one line for each indicator."""
    columns = (
        (_("Proof"), 9),
        (_("Line or section"), 30),
        (_("Code"), 8),
        (_("Kind"), 24),
        (_("Objective"), 50),
        (_("Area"), 26),
        (_("Formula"), 34),
        (_("Target value"), 28),
        (_("Indicator"), 34),
        (_("Target in words"), 28),
        (_("Actual value"), 24),
        (_("Value"), 12),
        (_("Unit"), 12),
        (_("Target met"), 10),
        (_("Deviation"), 16),
        (_("Deviation, unrounded"), 14),
        (_("Achievement"), 14),
        (_("Achievement in per cent"), 14),
        (_("Achievement, unrounded"), 14),
        (_("Band"), 18),
        (_("Achievement set by hand, in per cent"), 14),
        (_("Reason of the achievement set by hand"), 30),
        (_("State of the value"), 20),
        (_("Cause of the deviation"), 40),
        (_("Corrective action"), 40),
        (_("Evidence"), 40),
        (_("Due on, where it is not due yet"), 14),
        (_("Weight in the figure"), 30),
    )
    rows = (
        _indicator(section, row, cells.source.formula, cells.source.target, indicator)
        for section in report.sections
        for row in section.rows
        for cells in row.cells
        for indicator in cells.indicators
    )
    headings, widths = zip(*columns, strict=True)
    return Sheet(pgettext("sheet", "Results"), headings, widths, tuple(rows))


def _indicator(
    section: ShownSection, row: ShownRow, formula: str, target: str, indicator: ShownIndicator
) -> tuple[Cell, ...]:
    source, figure = indicator.source, indicator.figure.source
    override = figure.override
    return (
        figure.ref,
        section.source.title,
        row.source.code,
        row.source.kind_text,
        row.source.text,
        row.source.area,
        formula,
        target,
        source.label,
        words.targets(source),
        " – ".join(indicator.actual),
        source.value,
        unit_in_words(source.unit) if source.unit else None,
        indicator.met,
        indicator.deviation,
        source.deviations[0].amount if len(source.deviations) == 1 else None,
        indicator.figure.text,
        figure.shown,
        figure.achievement,
        indicator.figure.word,
        None if override is None else override.achievement,
        indicator.figure.override_reason,
        _state(source.reported.entry),
        indicator.cause,
        indicator.corrective_action,
        "\n".join(map(str, indicator.evidence)),
        None if figure.due_on is None else words.day(figure.due_on),
        indicator.figure.not_counted,
    )


def _state(entry: Entry) -> str:
    names = {
        Entry.NOTHING: pgettext("value", "not entered"),
        Entry.DRAFT: pgettext("value", "draft"),
        Entry.SUBMITTED: pgettext("value", "submitted"),
        Entry.RETURNED: pgettext("value", "returned"),
        Entry.VALIDATED: pgettext("value", "validated"),
    }
    return names[entry]


def _group_sheet(name: str, label: str, groups: Sequence[tuple[str, ShownFigure]]) -> Sheet:
    headings = (
        label,
        _("Achievement"),
        _("Achievement in per cent"),
        _("Achievement, unrounded"),
        _("Band"),
        _("Indicators"),
        pgettext("indicators", "Met"),
        pgettext("indicators", "Not met"),
        pgettext("indicators", "Not yet due"),
        pgettext("indicators", "Not reported"),
        pgettext("indicators", "Cannot be computed"),
        pgettext("indicators", "Not applicable"),
        pgettext("indicators", "Set by hand"),
        pgettext("indicators", "Not counted in this figure"),
        _("Proof"),
    )
    rows = tuple(_group(title, figure) for title, figure in groups)
    return Sheet(name, headings, (50, 16, 16, 16, 22, *(12,) * 10), rows)


def _group(title: str, figure: ShownFigure) -> tuple[Cell, ...]:
    counted, source = figure.source.tally, figure.source
    return (
        title,
        figure.text,
        source.shown,
        source.achievement,
        figure.word,
        counted.total,
        counted.met,
        counted.not_met,
        counted.not_due,
        counted.not_reported,
        counted.not_computable,
        counted.not_applicable,
        counted.overridden,
        counted.passed_over,
        source.ref,
    )


def _method_sheet(report: ShownReport) -> Sheet:
    rows = tuple(method_lines(report.document.method))
    return Sheet(_("Method"), (_("Rule"), _("What it says")), (50, 90), rows)


def _proof_sheet(report: ShownReport) -> Sheet:
    headings = (_("Proof"), _("Figure of"), _("Step"), _("Working"))
    return Sheet(_("Proofs"), headings, (9, 60, 8, 100), tuple(_proofs(report)))


def _proofs(report: ShownReport) -> Iterator[tuple[Cell, ...]]:
    yield from _steps(report.document.area or _("The whole plan"), report.total)
    for area in report.areas:
        yield from _steps(area.name, area.figure)
    for section in report.sections:
        if section.figure:
            yield from _steps(section.source.title, section.figure)
        for row in section.rows:
            if row.figure:
                yield from _steps(f"{row.source.code} {row.source.text}".strip(), row.figure)
            for indicator in row.indicators:
                yield from _steps(indicator.label, indicator.figure, indicator.entered)


def _steps(name: str, figure: ShownFigure, entered: tuple[str, ...] = ()) -> Iterator[tuple[Cell, ...]]:
    for number, line in enumerate((*entered, *figure.proof), start=1):
        yield figure.source.ref, name, number, line
