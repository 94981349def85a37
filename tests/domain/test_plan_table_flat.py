"""The flat form of a plan reads back into the same plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from targets.domain.layout import read_layout
from targets.domain.plan_grid import flat_plan
from targets.domain.plan_table import (
    Column,
    LastColumn,
    PlanTable,
    ProblemCode,
    SectionKind,
    TableSection,
)
from tests.domain.test_layout_seed import LINES


def without_places(table: PlanTable) -> list[tuple[object, ...]]:
    """What a plan says, without the line numbers of the file it came from."""
    codes = {row.line_no: (row.code, row.text) for row in table.rows()}
    parents = {
        row.line_no: codes[row.parent_line_no] for row in table.rows() if row.parent_line_no is not None
    }
    return [
        (
            replace(section, line_no=0, rows=()),
            [
                (parents.get(row.line_no), replace(row, line_no=0, parent_line_no=None))
                for row in section.rows
            ],
        )
        for section in table.sections
    ]


def test_the_flat_form_of_the_seed_reads_back_into_the_same_plan() -> None:
    table = read_layout(LINES)
    again = read_layout(flat_plan(table, 2018).rows)
    assert (again.title, again.heading, again.problems) == (table.title, table.heading, ())
    assert without_places(again) == without_places(table)


def test_a_line_without_rows_survives_the_flat_form() -> None:
    line = TableSection(SectionKind.STRATEGIC_LINE, "linea strategica", "Vuota", 1, LastColumn.AREA, ())
    table = read_layout(LINES)
    table = replace(table, sections=(*table.sections[:2], line, *table.sections[2:]))
    assert without_places(read_layout(flat_plan(table).rows)) == without_places(table)


def test_several_formulas_of_one_row_survive_the_flat_form() -> None:
    table = read_layout(
        [
            ["linea strategica Una"],
            ["TIPO", "OBIETTIVO", "FORMULA", "TARGET", "AREA"],
            ["1 OBIETTIVO STRATEGICO", "Crescere", "n. imprese", "> 5", "AREA UNO"],
            ["", "", "n. progetti", "> 7", ""],
            ["1 OBIETTIVO STRATEGICO", "Crescere", "n. sportelli", "> 9", "AREA DUE"],
        ]
    )
    (row,) = table.rows()
    assert [(m.line_no, m.formula, m.target) for m in row.measures] == [
        (3, "n. imprese", "> 5"),
        (4, "n. progetti", "> 7"),
        (5, "n. sportelli", "> 9"),
    ]
    assert [(p.code, p.detail) for p in row.problems] == [
        (ProblemCode.FURTHER_MEASURE, "4"),
        (ProblemCode.FURTHER_MEASURE, "5"),
        (ProblemCode.EXTRA_CELL, "AREA DUE"),
    ]
    (again,) = read_layout(flat_plan(table).rows).rows()
    assert [(m.formula, m.target) for m in again.measures] == [(m.formula, m.target) for m in row.measures]


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60).filter(
    lambda text: not text or text.strip() != ""
)


@given(text=CELLS.filter(bool), formula=CELLS, target=CELLS, area=CELLS)
def test_any_cell_survives_the_flat_form(text: str, formula: str, target: str, area: str) -> None:
    table = read_layout(
        [
            ["linea strategica Una"],
            ["1 OBIETTIVO STRATEGICO 2018-2020", text, formula, target, area],
        ]
    )
    row = next(table.rows())
    assert (row.title, row.formula, row.target, row.area) == (text, formula, target, area)
    again = next(read_layout(flat_plan(table).rows).rows())
    assert (again.title, again.formula, again.target, again.area) == (text, formula, target, area)


@given(st.lists(st.lists(st.text(max_size=30), max_size=8), max_size=12))
def test_any_grid_gives_a_table_and_loses_no_cell_in_silence(grid: list[list[str]]) -> None:
    table = read_layout(grid)
    kept = {row.line_no for row in table.rows()} | {problem.line_no for problem in table.problems}
    prose = {n for n, cells in enumerate(grid, start=1) if any(len(cell.split()) > 4 for cell in cells)}
    titles = {section.line_no for section in table.sections}
    assert prose <= kept | titles | {n for n, cells in enumerate(grid, 1) if table.title in cells}


def test_an_error_in_a_row_is_an_error_of_the_table() -> None:
    table = read_layout([["linea strategica Una"], ["1 OBIETTIVO STRATEGICO", "", "SI/NO", "fatto", "AREA"]])
    assert table.has_errors
    (row,) = table.rows()
    missing = [problem for problem in row.problems if problem.code is ProblemCode.MISSING_TEXT]
    assert [(problem.column, problem.is_error) for problem in missing] == [(Column.TEXT, True)]
