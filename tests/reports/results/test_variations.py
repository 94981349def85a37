"""The variations of the plan: act by act, with the rows that each added, changed or replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from reports.documents.plan import ActKind, FormalAct, RowChange
from reports.results.printing import report_html
from reports.results.variations import variations_of
from targets.domain.table.plan_table import Change

if TYPE_CHECKING:
    from reports.documents.report import ReportDocument, ReportRow

pytestmark = pytest.mark.django_db

BOARD = FormalAct(ActKind.RESOLUTION, "122", date(2017, 11, 9))
LATER = FormalAct(ActKind.DECISION, "7", date(2018, 3, 1))


def with_changes(document: ReportDocument, changes: list[tuple[RowChange, str]]) -> ReportDocument:
    """Return the document with its first rows changed so, each with its note, and no other."""
    section = replace(document.sections[0], rows=plain(document, len(changes)))
    rows = [
        replace(row, change=change, change_note=note)
        for row, (change, note) in zip(section.rows, changes, strict=True)
    ]
    return replace(document, sections=(replace(section, rows=tuple(rows)),))


def plain(document: ReportDocument, count: int) -> tuple[ReportRow, ...]:
    rows = [replace(row, children=(), change=None, change_note="") for row in document.rows()]
    return tuple(rows[:count])


def test_rows_stand_under_the_act_that_changed_them_the_earliest_act_first(
    seed_report: ReportDocument,
) -> None:
    document = with_changes(
        seed_report,
        [
            (RowChange(Change.ADDED, act=LATER), ""),
            (RowChange(Change.REPLACED, "5", BOARD), "(sostituito:  delibera 122)"),
            (RowChange(Change.CHANGED), ""),
            (RowChange(Change.CHANGED, act=BOARD), ""),
            (RowChange(Change.REPLACED, "6", BOARD), ""),
        ],
    )
    with translation.override("en"):
        found = variations_of(document)
    rows = list(document.rows())
    assert [each.title for each in found] == [
        "By resolution no. 122 of 9/11/2017: 2 rows replaced, 1 row changed",
        "By decision no. 7 of 1/3/2018: 1 row added",
        "By an act that is not named: 1 row changed",
    ]
    assert [[row.text for row in each.rows] for each in found] == [
        [rows[1].text, rows[3].text, rows[4].text],
        [rows[0].text],
        [rows[2].text],
    ]
    assert found[0].rows[0].sentence == "(sostituito:  delibera 122)"


def test_every_note_on_a_change_prints_as_the_body_wrote_it(seed_report: ReportDocument) -> None:
    (found,) = variations_of(seed_report)
    assert [row.code for row in found.rows] == ["5 bis", "7 bis", "13 bis", "14"]
    html = report_html(seed_report, language="it")
    for row in found.rows:
        assert f"<td>{row.sentence}</td>" in html.replace("&#x27;", "'")


def test_a_plan_that_nothing_changed_has_no_variations(seed_report: ReportDocument) -> None:
    assert variations_of(with_changes(seed_report, [])) == ()
