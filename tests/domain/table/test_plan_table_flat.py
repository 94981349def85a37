"""The flat form of a plan reads back into the same plan."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from targets.domain.table.change_notes import code_key
from targets.domain.table.flat import FlatRow, flat_grid
from targets.domain.table.flat_extras import FlatIndicator
from targets.domain.table.flat_reading import flat_table
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import LastColumn, PlanTable, SectionKind, TableSection
from targets.domain.table.problems import Column, ProblemCode
from tests.domain.table.test_layout_seed import LINES


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
    again = read_layout(flat_grid(table, 2018))
    assert (again.title, again.heading, again.problems) == (table.title, table.heading, ())
    assert without_places(again) == without_places(table)


def test_a_line_without_rows_survives_the_flat_form() -> None:
    line = TableSection(SectionKind.STRATEGIC_LINE, "linea strategica", "Vuota", 1, LastColumn.AREA, ())
    table = read_layout(LINES)
    table = replace(table, sections=(*table.sections[:2], line, *table.sections[2:]))
    assert without_places(read_layout(flat_grid(table))) == without_places(table)


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
    (again,) = read_layout(flat_grid(table)).rows()
    assert [(m.formula, m.target) for m in again.measures] == [(m.formula, m.target) for m in row.measures]


FLAT_SEED = flat_grid(read_layout(LINES), 2018)
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
    again = next(read_layout(flat_grid(table)).rows())
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


ANY = st.text(st.characters(codec="utf-8"), max_size=30)
NAMES = ANY.filter(lambda text: text.strip() != "")
INDICATORS = st.builds(
    lambda baseline, **cells: FlatIndicator(*baseline, **cells),
    baseline=st.sampled_from([("", ""), ("0", ""), ("-12,5", "2015")]),
    source=ANY,
    weight=st.sampled_from(["", "0", "30"]),
    area=ANY,
    external_code=ANY,
)
ROWS = st.builds(
    FlatRow,
    level=st.just("target"),
    code=ANY,
    kind_text=ANY,
    title=NAMES,
    formula=ANY,
    target=ANY,
    area=ANY,
    note=ANY,
    weight=st.sampled_from(["", "0", "30", "12,5"]),
    targets=st.dictionaries(st.sampled_from([2016, 2017, 2019]), NAMES).map(
        lambda t: tuple(sorted(t.items()))
    ),
    indicators=st.lists(INDICATORS, max_size=3)
    .filter(lambda found: not found or bool(found[-1].filled()))
    .map(tuple),
)
SECTIONS = st.sampled_from(["attività", "processi", "altro", "attività (note)", "pari opportunità (area)"])


@given(
    title=ANY,
    heading=ANY,
    sections=st.dictionaries(
        # Of two rows with one code the second names the number of the first, which is another here.
        NAMES,
        st.tuples(SECTIONS, ANY, st.lists(ROWS, max_size=3, unique_by=lambda r: code_key(r.code) or id(r))),
    ),
)
def test_any_plan_survives_the_flat_form(
    title: str, heading: str, sections: dict[str, tuple[str, str, list[FlatRow]]]
) -> None:
    lines = [FlatRow()] + [
        replace(row, section=section, heading=above, name=name)
        for name, (section, above, rows) in sections.items()
        for row in [FlatRow(), *rows]
    ]
    numbered = [replace(row, line_no=number) for number, row in enumerate(lines[1:], start=1)]
    table = flat_table(title, heading, numbered)
    again = read_layout(flat_grid(table, 2018))
    assert (again.title, again.heading) == (title, heading)
    assert without_places(again) == without_places(table)


def test_a_plan_may_come_back_sorted_with_a_column_more_and_a_row_less() -> None:
    labels, above, headings, *rows = flat_grid(read_layout(LINES), 2018)
    changed = [labels, above, (*headings, "COMMENTO"), *((*row, "visto") for row in rows[1:])]
    table = read_layout(changed)
    assert len(list(table.rows())) == 102
    assert next(table.rows()).others == (("COMMENTO", "visto"),)
    errors = [(row.code, p.code) for row in table.rows() for p in row.problems if p.is_error]
    assert errors == [("1.1", ProblemCode.MISSING_PARENT)]


def test_a_line_that_says_no_known_level_or_section_is_refused() -> None:
    rows = [
        FlatRow("attività", "", "Attività", "traguardo", title="Uno", line_no=4),
        FlatRow("reparto", "", "Reparti", "target", title="Due", line_no=5),
        FlatRow("linea strategica", "", "Linea", "target", title="Tre", line_no=6),
        FlatRow("linea strategica", "", "Linea", "altro indicatore", title="Quattro", line_no=7),
    ]
    assert [(p.line_no, p.code) for p in flat_table("", "", rows).problems] == [
        (4, ProblemCode.UNKNOWN_KIND),
        (5, ProblemCode.UNKNOWN_SECTION_KIND),
        (6, ProblemCode.UNKNOWN_KIND),
        (7, ProblemCode.UNPLACED_ROW),
        (None, ProblemCode.NO_ROWS),
    ]


def test_empty_lines_of_a_sheet_say_nothing() -> None:
    labels, above, headings, *rows = flat_grid(read_layout(LINES), 2018)
    table = read_layout([labels, above, headings, rows[0], (), ("", " "), *rows[1:]])
    assert len(list(table.rows())) == 103
    assert not table.has_errors


def test_texts_longer_than_the_plan_can_hold_are_refused() -> None:
    row = FlatRow("attività", "", "x" * 601, "target", title="Uno", line_no=1)
    problems = flat_table("t" * 301, "h" * 121, [row]).problems
    assert [(p.line_no, p.code) for p in problems] == [
        (1, ProblemCode.CELL_TOO_LONG),
        (None, ProblemCode.CELL_TOO_LONG),
        (None, ProblemCode.CELL_TOO_LONG),
    ]


def test_a_line_without_formula_and_target_is_a_second_row_and_not_a_further_formula() -> None:
    header = ["TIPO", "OBIETTIVO", "FORMULA", "TARGET", "AREA"]
    kind = "1 OBIETTIVO STRATEGICO"
    table = read_layout(
        [["linea strategica Una"], header, [kind, "Crescere", "n.", "1", "A"], [kind, "Crescere"]]
    )
    assert len(list(table.rows())) == 2


def test_the_flat_form_of_another_year_s_plan_is_refused() -> None:
    table = read_layout(flat_grid(read_layout(LINES), 2018), year=2019)
    assert [(p.code, p.detail) for p in table.problems if p.is_error] == [
        (ProblemCode.NO_TARGET_COLUMN, "“VALORE OBIETTIVO 2018”")
    ]


def test_the_flat_form_with_its_target_heading_wiped_out_is_refused() -> None:
    grid = [["" if cell == "VALORE OBIETTIVO 2018" else cell for cell in line] for line in FLAT_SEED]
    errors = [p for p in read_layout(grid, year=2018).problems if p.is_error]
    assert [(p.code, p.detail) for p in errors] == [(ProblemCode.NO_TARGET_COLUMN, "“” (80%)")]
