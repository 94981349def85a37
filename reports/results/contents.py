"""Which chapters a report has, and what they are called: the headings and the contents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.documents.report import Chapter
from reports.results.wording import chapter_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports.results.shown import ShownReport, ShownSection

NUMBERS = {
    Chapter.MAIN_RESULTS: "1",
    Chapter.CONTEXT: "2",
    Chapter.TREE: "3.0",
    Chapter.STRATEGIC: "3.1",
    Chapter.OPERATIONAL: "3.2",
    Chapter.OVERALL: "3.3",
    Chapter.INDIVIDUAL: "4",
    Chapter.PROCESS: "5",
}
"""By the national guideline 3/2018. A report that does not have them all has no numbers."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the contents, and the heading that it leads to."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


def headings_of(report: ShownReport) -> dict[str, Heading]:
    """Return the headings of ``report`` by the name of the chapter; a chapter it has not is not there."""
    return {heading.anchor.replace("-", "_"): heading for heading in _flat(contents_of(report))}


def _flat(headings: tuple[Heading, ...]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _flat(heading.children)


def contents_of(report: ShownReport) -> tuple[Heading, ...]:
    """Return the headings in the order of the document, those of parts below those of chapters."""
    results = (
        _chapter(report, Chapter.TREE, shown=bool(report.lines) and not report.document.area),
        _chapter(report, Chapter.STRATEGIC, shown=bool(report.strategic), below=report.strategic),
        _chapter(report, Chapter.OPERATIONAL, shown=bool(report.operational), below=report.operational),
        _chapter(report, Chapter.OVERALL, shown=True),
        _narrative(report, Chapter.GENDER_BUDGET),
    )
    named = _("Results")
    annexes = tuple(Heading(each.anchor, each.source.title) for each in report.others)
    chapters = (
        _chapter(report, Chapter.MAIN_RESULTS, shown=True),
        _narrative(report, Chapter.CONTEXT),
        (Heading("results", f"3 {named}" if report.tells_chapters else named, tuple(_joined(results))),),
        _narrative(report, Chapter.INDIVIDUAL),
        _chapter(report, Chapter.PROCESS, shown=True),
        (
            Heading(
                "annexes",
                chapter_title(Chapter.ANNEXES),
                (*annexes, Heading("proofs", _("How each figure was worked out"))),
            ),
        ),
    )
    return tuple(_joined(chapters))


def _joined(parts: tuple[tuple[Heading, ...], ...]) -> Iterator[Heading]:
    for part in parts:
        yield from part


def _narrative(report: ShownReport, chapter: Chapter) -> tuple[Heading, ...]:
    """A chapter that is all narrative: only the year-end report has it where nothing is written."""
    return _chapter(report, chapter, shown=report.tells_chapters or chapter.value in report.texts)


def _chapter(
    report: ShownReport, chapter: Chapter, *, shown: bool, below: tuple[ShownSection, ...] = ()
) -> tuple[Heading, ...]:
    if not shown:
        return ()
    name = chapter_title(chapter)
    number = NUMBERS.get(chapter, "") if report.tells_chapters else ""
    children = tuple(Heading(f"{chapter.value}-{each.number}", each.source.title) for each in below)
    return (Heading(chapter.value.replace("_", "-"), f"{number} {name}".strip(), children),)
