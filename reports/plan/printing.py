"""The plan as one HTML document and as the PDF printed from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports import typefaces, wording
from reports.drawing.tree import TreeNode, TreeWords, tree_pictures
from reports.drawing.wrapping import is_tall
from reports.plan.files import fingerprint, plan_attachments
from reports.render import PrintJob, render_pdf
from targets.domain.table.plan_table import RowKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reports.documents.plan import Cells, PlanDocument, PlanRow, PlanSection
    from reports.drawing.svg import Picture
    from reports.render import Tell

PRINT_STYLESHEET = "reports/plan-print.css"
SCREEN_STYLESHEET = "reports/plan-screen.css"
"""Both among the static files; on a screen the second stands beside the first."""


LINE_LENGTHS = (46, 22, 22, 18)
"""Letters on a line of the printed columns (title, formula, target value, area): rather too few."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as the template prints it."""

    row: PlanRow
    change: str
    """The sentence on its change, made from the fields; empty where the office wrote its own."""
    first: Cells
    more: tuple[Cells, ...]
    """Further formulas and targets: a table row each, beside the same title."""

    @property
    def span(self) -> int:
        """How many table rows the title stands beside."""
        return 1 + len(self.more)

    @property
    def is_tall(self) -> bool:
        """Whether it may break in two at the end of a page."""
        last = max(self.row.area, self.row.note, key=len)
        title = self.row.text + self.row.change_note + self.change
        texts = (title, self.first.formula, self.first.target, last)
        return is_tall(*zip(texts, LINE_LENGTHS, strict=True))


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A section as the template prints it."""

    anchor: str
    section: PlanSection
    subject_label: str
    summary: str
    rows: tuple[PrintedRow, ...]


def stylesheet(name: str) -> str:
    """Return a stylesheet of ours, from the source and not from what was collected for the web."""
    return (Path(__file__).parents[1] / "static" / name).read_text(encoding="utf-8")


def plan_tree(document: PlanDocument) -> tuple[Picture, ...]:
    """Return the performance tree of ``document`` in the active language, a picture a page."""
    words = TreeWords(
        title=_("Performance tree"),
        levels=(_("Strategic line"), _("Strategic objective"), _("Operational objective")),
        continued=_("continued"),
    )
    lines = [TreeNode("", section.title, _objectives(section)) for section in document.lines]
    return tree_pictures(document.organization, lines, words)


def _objectives(section: PlanSection) -> tuple[TreeNode, ...]:
    """The strategic objectives of a line with the operational ones that follow each in the table."""
    found: list[tuple[PlanRow, list[TreeNode]]] = []
    for row in section.rows:
        if row.kind is RowKind.STRATEGIC_OBJECTIVE:
            found.append((row, []))
        elif found:
            found[-1][1].append(TreeNode(row.code, row.text))
    return tuple(TreeNode(row.code, row.text, tuple(children)) for row, children in found)


def printed_sections(sections: Sequence[PlanSection], prefix: str) -> tuple[PrintedSection, ...]:
    """Return ``sections`` with their labels in the active language; anchors begin with ``prefix``."""
    return tuple(
        PrintedSection(
            anchor=f"{prefix}-{number}",
            section=section,
            subject_label=wording.subject_label(section),
            summary=wording.summary(section),
            rows=tuple(
                PrintedRow(row, wording.change_sentence(row), row.cells[0], row.cells[1:])
                for row in section.rows
            ),
        )
        for number, section in enumerate(sections, start=1)
    )


def plan_html(
    document: PlanDocument, *, language: str, style: str = "", style_urls: Sequence[str] = ()
) -> SafeString:
    """Return the whole document as one HTML page in ``language`` (``it`` or ``en``).

    Its style is either put inside (``style``: a file that stands alone), linked (``style_urls``:
    a page of the site, whose security policy forbids style inside), or left out for the printer.
    """
    with translation.override(language):
        return render_to_string(
            "reports/plan/document.html",
            {
                "document": document,
                "language": language,
                "style": mark_safe(style),  # noqa: S308 - our own stylesheet
                "style_urls": style_urls,
                "fingerprint": fingerprint(document),
                "years": wording.years(document),
                "approval": wording.approval(document),
                "pictures": plan_tree(document) if document.lines else (),
                "lines": printed_sections(document.lines, "line"),
                "others": printed_sections(document.other_sections, "section"),
            },
        )


def plan_html_file(document: PlanDocument, *, language: str) -> str:
    """Return the document as an HTML file that stands alone, its style and typeface inside."""
    style = typefaces.embedded_css() + stylesheet(PRINT_STYLESHEET) + stylesheet(SCREEN_STYLESHEET)
    return plan_html(document, language=language, style=style)


def plan_pdf(document: PlanDocument, *, language: str, created: datetime, tell: Tell | None = None) -> bytes:
    """Return the printed plan in ``language``, with its data inside as JSON and XLSX.

    ``created`` is the only date in the file: the same arguments give the same bytes. ``tell`` is told
    how far it has come.
    """
    with translation.override(language):
        attachments = plan_attachments(document)
    return render_pdf(
        PrintJob(
            html=plan_html(document, language=language),
            stylesheet=stylesheet(PRINT_STYLESHEET),
            created=created,
            attachments=attachments,
        ),
        tell,
    )
