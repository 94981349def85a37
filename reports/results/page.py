"""The report as a page: what its template shows, narrowed as the reader asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from reports.documents.report import Entry
from reports.results import pictures
from reports.results.contents import contents_of, headings_of
from reports.results.showing import shown_report
from targets.wording.method_chapter import method_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from reports.documents.report import EvidenceMark, ReportDocument
    from reports.drawing.svg import Picture
    from reports.results.contents import Heading
    from reports.results.shown import ShownIndicator, ShownReport, ShownRow, ShownSection

NO_AREA = "none"


class ReportFilter(forms.Form):
    """What to show of the tables. Nothing chosen = everything."""

    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    show = forms.ChoiceField(
        label=gettext_lazy("Indicators"),
        required=False,
        choices=[
            ("", pgettext_lazy("filter: any indicator", "All")),
            ("not_met", pgettext_lazy("indicators", "Not met")),
            ("not_due", pgettext_lazy("indicators", "Not yet due")),
            ("missing", pgettext_lazy("indicators", "Not reported")),
            ("not_validated", pgettext_lazy("indicators", "Not validated yet")),
            ("by_hand", pgettext_lazy("indicators", "Set by hand")),
        ],
    )

    def __init__(self, data: Mapping[str, Any], report: ShownReport) -> None:
        super().__init__(data, label_suffix="")
        everything = ("", pgettext("filter: any area, any section", "All"))
        in_order = sorted(report.areas, key=lambda area: (not area.key, area.name.casefold()))
        areas = [(area.key or NO_AREA, area.name) for area in in_order]
        self.fields["area"].choices = [everything, *areas]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def is_active(self) -> bool:
        """Whether anything narrows what is shown. A choice that the report does not have narrows nothing."""
        return self.is_valid() and any(self.cleaned_data.values())

    def keeps(self, indicator: ShownIndicator) -> bool:
        """Return whether an indicator is asked for."""
        area, show, source = self.cleaned_data["area"], self.cleaned_data["show"], indicator.source
        if area not in ("", source.area or NO_AREA):
            return False
        asked = {
            "not_met": source.is_missed,
            "not_due": source.figure.due_on is not None,
            "missing": source.is_missing,
            "not_validated": source.reported.entry is Entry.SUBMITTED,
            "by_hand": bool(indicator.figure.override),
        }
        return asked.get(show, True)


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart to stand in the page itself and in its typeface."""

    title: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything the page shows."""

    report: ShownReport
    """Narrowed; its totals are still of the whole."""
    sections: tuple[ShownSection, ...]
    """All of them, each with the figure of the whole."""
    filter: ReportFilter | None
    """None on the sheet of one area."""
    contents: tuple[Heading, ...]
    headings: dict[str, Heading]
    charts: tuple[Chart, ...]
    area_charts: tuple[Chart, ...]
    tree: tuple[Chart, ...]
    """The three are empty while a filter is on: they are of the whole."""
    method: list[tuple[str, str]]
    shown: int
    """Indicators that the filter keeps."""
    total: int
    evidence: Mapping[EvidenceMark, str]
    """Address of each file that the reader may open."""
    shows_unwritten: bool
    """Whether what could be written is named: to who may write it, in a report with places for it."""


def build_report_page(
    document: ReportDocument,
    asked: Mapping[str, Any],
    evidence: Mapping[EvidenceMark, str],
    *,
    may_write: bool = False,
) -> ReportPage:
    """Return the page of ``document`` narrowed by ``asked``, the query of the address. No query.

    ``evidence`` is what the reader may open: see ``evidence_addresses``. ``may_write``: the reader
    writes its texts, and is shown where one could be.
    """
    report = shown_report(document)
    chosen = None if document.area else ReportFilter(asked, report)
    active = chosen is not None and chosen.is_active
    total = sum(1 for _each in report.listed())
    narrowed = _narrowed(report, chosen) if chosen is not None and active else report
    return ReportPage(
        report=narrowed,
        sections=report.sections,
        filter=chosen,
        contents=contents_of(narrowed, unwritten=may_write),
        headings=headings_of(narrowed, unwritten=may_write),
        charts=() if active else _main_charts(report),
        area_charts=(
            () if active or document.area else _charts(_("Achievement by area"), pictures.area_bars(report))
        ),
        tree=() if active or document.area else _charts(_("Performance tree"), pictures.tree(report)),
        method=method_lines(document.method),
        shown=sum(1 for _each in narrowed.listed()),
        total=total,
        evidence=evidence,
        shows_unwritten=may_write and report.tells_chapters,
    )


def _main_charts(report: ShownReport) -> tuple[Chart, ...]:
    return (
        *_charts(_("Achievement by line and section"), pictures.section_bars(report)),
        *_charts(_("Indicators by band"), (pictures.bands(report),)),
    )


def _charts(title: str, drawn: tuple[Picture, ...]) -> tuple[Chart, ...]:
    # Every text in them is escaped where they are drawn.
    return tuple(Chart(title, mark_safe(each.svg)) for each in drawn)  # noqa: S308


def _narrowed(report: ShownReport, chosen: ReportFilter) -> ShownReport:
    lines, others = (
        tuple(kept for each in sections if (kept := _section(each, chosen)).rows)
        for sections in (report.lines, report.others)
    )
    return replace(report, lines=lines, others=others)


def _section(section: ShownSection, chosen: ReportFilter) -> ShownSection:
    rows = (_row(row, chosen) for row in section.rows)
    return replace(section, rows=tuple(row for row in rows if row.indicators))


def _row(row: ShownRow, chosen: ReportFilter) -> ShownRow:
    kept = (replace(cells, indicators=tuple(filter(chosen.keeps, cells.indicators))) for cells in row.cells)
    return replace(row, cells=tuple(cells for cells in kept if cells.indicators))
