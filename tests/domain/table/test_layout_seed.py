"""The demonstration plan, row by row, against a table that was checked by hand."""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from targets.domain.table.areas import group_areas, split_area
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import (
    LastColumn,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.domain.table.titles import title_years

SEED = Path(__file__).parents[3] / "fixtures" / "piano-performance-2018-2020.txt"
GOLDEN = Path(__file__).parent / "golden" / "piano-performance-2018-2020.tsv"
LINES = [line.split("\t") for line in SEED.read_text(encoding="utf-8").split("\n")]


@pytest.fixture(scope="module")
def table() -> PlanTable:
    return read_layout(LINES)


def as_golden(section: TableSection, row: TableRow) -> dict[str, str]:
    """Write a row as a line of the golden file; blanks that matter are shown as "·"."""
    act = f"{row.act.type}/{row.act.number}/{row.act.date}" if row.act else ""
    return {
        "line": str(row.line_no),
        "section": f"{section.line_no} {section.kind.value}",
        "kind": row.kind.value,
        "code": row.code,
        "kind_text": row.kind_text,
        "period": f"{row.period_first}-{row.period_last}" if row.period_first else "",
        "parent": "" if row.parent_line_no is None else str(row.parent_line_no),
        "change": row.change.value,
        "replaces": row.replaces,
        "act": act,
        "budget": "" if row.budget_total is None else str(row.budget_total),
        "own_budget": "" if row.budget_own is None else str(row.budget_own),
        "problems": ", ".join(f"{p.code.value} {p.detail}".strip() for p in row.problems),
        "formula": row.formula,
        "target": row.target,
        "area": row.area,
        "note": row.note,
        "change_note": row.change_note.replace(" ", "·"),
        "text": row.text,
    }


def test_every_row_is_read_as_the_golden_table_says(table: PlanTable) -> None:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        golden = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    read = [as_golden(section, row) for section in table.sections for row in section.rows]
    assert len(golden) == 103
    for expected, actual in zip(golden, read, strict=True):
        assert actual == expected


def test_the_numbers_of_rows_are_those_of_the_document(table: PlanTable) -> None:
    kinds = Counter((section.kind, row.kind) for section in table.sections for row in section.rows)
    assert Counter(section.kind for section in table.sections)[SectionKind.STRATEGIC_LINE] == 15
    assert kinds == {
        (SectionKind.STRATEGIC_LINE, RowKind.STRATEGIC_OBJECTIVE): 18,
        (SectionKind.STRATEGIC_LINE, RowKind.OPERATIONAL_OBJECTIVE): 35,
        (SectionKind.ACTIVITY, RowKind.TARGET): 28,
        (SectionKind.PROCESS, RowKind.TARGET): 15,
        (SectionKind.FINANCIAL_HEALTH, RowKind.TARGET): 5,
        (SectionKind.USER_SATISFACTION, RowKind.TARGET): 1,
        (SectionKind.EQUAL_OPPORTUNITIES, RowKind.TARGET): 1,
    }
    without_code = [row for row in table.rows() if not row.code]
    assert Counter(row.kind for row in without_code)[RowKind.OPERATIONAL_OBJECTIVE] == 11


def test_every_cell_of_every_row_is_kept_to_the_character(table: PlanTable) -> None:
    for section in table.sections:
        for row in section.rows:
            cells = [cell for cell in LINES[row.line_no - 1] if cell]
            kept = [row.code, row.kind_text, row.title, row.formula, row.target, row.area, row.note]
            first = " ".join(filter(None, kept[:2]))
            assert cells[0] == first or cells[:2] == kept[:2]
            assert cells[1 if cells[0] == first else 2 :] == [cell for cell in kept[2:] if cell]


def test_no_line_of_the_document_is_left_over(table: PlanTable) -> None:
    assert table.problems == ()
    assert not table.has_errors


def test_the_title_tells_the_years(table: PlanTable) -> None:
    assert table.title == "PIANO PERFORMANCE 2018 - 2020 - PROGRAMMAZIONE 2018"
    assert table.heading == "azione strategica"
    years = title_years(table.title)
    assert (years.year, years.first_year, years.last_year) == (2018, 2018, 2020)


def test_health_satisfaction_and_opportunities_end_with_a_note(table: PlanTable) -> None:
    notes = {section.kind for section in table.sections if section.last_column is LastColumn.NOTE}
    assert notes == {
        SectionKind.FINANCIAL_HEALTH,
        SectionKind.USER_SATISFACTION,
        SectionKind.EQUAL_OPPORTUNITIES,
    }


def test_the_seven_spellings_are_four_areas(table: PlanTable) -> None:
    groups = group_areas(row.area for row in table.rows())
    assert [group.name for group in groups] == [
        "REGISTRO IMPRESE E REGOLAZIONE E TUTELA DEL MERCATO",
        "COMPETITIVITÀ E SVILUPPO IMPRESE",
        "INTERNAZIONALIZZAZIONE DELLE IMPRESE",
        "FUNZIONAMENTO E SVILUPPO DELLE RISORSE DELL'ENTE",
    ]
    assert groups[0].spellings == (
        "REGISTRO IMPRESE E REGOLAZIONE E TUTELA DEL MERCATO",
        "REGISTRO IMPRESE e REGOLAZIONE E TUTELA DEL MERCATO",
    )
    assert groups[0].likely == ()
    assert groups[2].likely == ("INTERNAZIONALIZZAZIONE",)


def test_the_scope_is_parted_from_the_area(table: PlanTable) -> None:
    scopes = {row.line_no: split_area(row.area) for row in table.rows() if split_area(row.area)[1]}
    assert list(scopes) == [10, 13]
    assert set(scopes.values()) == {
        (
            "REGISTRO IMPRESE E REGOLAZIONE E TUTELA DEL MERCATO",
            "SERVIZI ANAGRAFICO CERTIFICATIVI E SERVIZI DIGITALI",
        )
    }


def test_the_eleven_projects_have_their_budgets(table: PlanTable) -> None:
    projects = [row for row in table.rows() if row.budget_own is not None]
    assert len(projects) == 11
    assert sum(row.budget_total is not None for row in projects) == 7
    assert sum(row.budget_own or Decimal(0) for row in projects) == Decimal("2277313.72")
