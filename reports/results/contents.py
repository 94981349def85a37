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

NARRATIVE = (Chapter.CONTEXT, Chapter.GENDER_BUDGET, Chapter.INDIVIDUAL)
"""The chapters that are all narrative: one that nobody has written is not in the document."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of the contents, and the heading that it leads to."""

    anchor: str
    title: str
    children: tuple[Heading, ...] = ()


def headings_of(report: ShownReport, *, unwritten: bool = False) -> dict[str, Heading]:
    """Return the headings of ``report`` by the name of the chapter; a chapter it has not is not there.

    ``unwritten``: with those that could be written, for who may write them.
    """
    contents = contents_of(report, unwritten=unwritten)
    return {heading.anchor.replace("-", "_"): heading for heading in _flat(contents)}


def _flat(headings: tuple[Heading, ...]) -> Iterator[Heading]:
    for heading in headings:
        yield heading
        yield from _flat(heading.children)


def contents_of(report: ShownReport, *, unwritten: bool = False) -> tuple[Heading, ...]:
    """Return the headings in the order of the document, those of parts below those of chapters.

    ``unwritten`` as in ``headings_of``.
    """
    told = {
        each: _chapter(
            report, each, shown=each.value in report.texts or (unwritten and report.tells_chapters)
        )
        for each in NARRATIVE
    }
    results = (
        _chapter(report, Chapter.TREE, shown=bool(report.lines) and not report.document.area),
        _chapter(report, Chapter.STRATEGIC, shown=bool(report.strategic), below=report.strategic),
        _chapter(report, Chapter.OPERATIONAL, shown=bool(report.operational), below=report.operational),
        _chapter(report, Chapter.OVERALL, shown=True),
        told[Chapter.GENDER_BUDGET],
    )
    named = _("Results")
    annexes = tuple(Heading(each.anchor, each.source.title) for each in report.others)
    chapters = (
        _chapter(report, Chapter.MAIN_RESULTS, shown=True),
        told[Chapter.CONTEXT],
        (Heading("results", f"3 {named}" if _is_numbered(report) else named, tuple(_joined(results))),),
        told[Chapter.INDIVIDUAL],
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


def _is_numbered(report: ShownReport) -> bool:
    """Say whether every chapter that has a number is there: none is ever seen to be missing."""
    numbered = (each for each in NARRATIVE if each in NUMBERS)
    return report.tells_chapters and all(each.value in report.texts for each in numbered)


def _chapter(
    report: ShownReport, chapter: Chapter, *, shown: bool, below: tuple[ShownSection, ...] = ()
) -> tuple[Heading, ...]:
    if not shown:
        return ()
    name = chapter_title(chapter)
    number = NUMBERS.get(chapter, "") if _is_numbered(report) else ""
    children = tuple(Heading(f"{chapter.value}-{each.number}", each.source.title) for each in below)
    return (Heading(chapter.value.replace("_", "-"), f"{number} {name}".strip(), children),)
