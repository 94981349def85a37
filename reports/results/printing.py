"""The report as one HTML document and as the PDF printed from it, from its document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from reports import typefaces
from reports.plan.printing import PRINT_STYLESHEET, SCREEN_STYLESHEET, stylesheet
from reports.render import PrintJob, render_pdf
from reports.results import pictures
from reports.results.contents import contents_of, headings_of
from reports.results.files import fingerprint, report_attachments
from reports.results.showing import shown_report
from targets.wording.method_chapter import method_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reports.documents.report import ReportDocument
    from reports.render import Tell

REPORT_STYLESHEET = "reports/report-print.css"
NARROW_STYLESHEET = "reports/report-screen.css"
BANDS_STYLESHEET = "css/bands.css"
"""The looks of the bands, the same on paper and on the screen."""

STYLESHEETS = (PRINT_STYLESHEET, BANDS_STYLESHEET, REPORT_STYLESHEET, SCREEN_STYLESHEET, NARROW_STYLESHEET)
"""Of the preview on a screen, in this order."""


def print_style() -> str:
    """Return the style of the printed report: that of the plan, and what is added to it."""
    bands = (settings.BASE_DIR / "static" / BANDS_STYLESHEET).read_text(encoding="utf-8")
    return stylesheet(PRINT_STYLESHEET) + bands + stylesheet(REPORT_STYLESHEET)


def report_html(
    document: ReportDocument, *, language: str, style: str = "", style_urls: Sequence[str] = ()
) -> SafeString:
    """Return the whole report as one HTML page in ``language`` (``it`` or ``en``).

    Style as in ``reports.plan.printing.plan_html``: inside, linked, or left out for the printer.
    """
    with translation.override(language):
        report = shown_report(document)
        return render_to_string(
            "reports/report/document.html",
            {
                "report": report,
                "document": document,
                "language": language,
                "style": mark_safe(style),  # noqa: S308 - our own stylesheet
                "style_urls": style_urls,
                "fingerprint": fingerprint(document),
                "contents": contents_of(report),
                "headings": headings_of(report),
                "tree": () if document.area else pictures.tree(report),
                "section_charts": pictures.section_bars(report),
                "band_chart": pictures.bands(report),
                "area_charts": pictures.area_bars(report),
                "method": method_lines(document.method),
            },
        )


def report_html_file(document: ReportDocument, *, language: str) -> str:
    """Return the report as an HTML file that stands alone, its style and typeface inside."""
    screen = stylesheet(SCREEN_STYLESHEET) + stylesheet(NARROW_STYLESHEET)
    style = typefaces.embedded_css() + print_style() + screen
    return report_html(document, language=language, style=style)


def report_pdf(
    document: ReportDocument, *, language: str, created: datetime, tell: Tell | None = None
) -> bytes:
    """Return the printed report in ``language``, with its data inside as JSON and XLSX.

    ``created`` is the only date in the file: the same arguments give the same bytes. ``tell`` is told
    how far it has come.
    """
    with translation.override(language):
        attachments = report_attachments(document)
    return render_pdf(
        PrintJob(
            html=report_html(document, language=language),
            stylesheet=print_style(),
            created=created,
            attachments=attachments,
        ),
        tell,
    )
