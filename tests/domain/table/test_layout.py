"""Layouts of plan tables, one by one: those of the demonstration plan."""

from __future__ import annotations

from dataclasses import replace

import pytest

from targets.domain.table.checks import code_problems
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import LastColumn, RowKind, SectionKind, TableRow
from targets.domain.table.problems import Column, ProblemCode

HEADER = ["TIPO", "OBIETTIVO/TARGET", "FORMULA", "VALORE OBIETTIVO 2018", "AREA", ""]
NESTED = [
    "",
    "<b>TIPO</b>",
    "<b>OBIETTIVO/TARGET</b>",
    "<b>FORMULA</b>",
    "<b>VALORE OBIETTIVO*</b>",
    "<b>AREA</b>",
]
LINE = ["**linea strategica Una**"]
CELLS = ["Aprire lo sportello", "SI/NO", "≥ 1", "AREA UNO"]
STRATEGIC = ["1 OBIETTIVO STRATEGICO 2017-2019", *CELLS]
OPERATIONAL = ["1.1 OBIETTIVO OPERATIVO", *CELLS]


def codes(row: TableRow) -> list[ProblemCode]:
    return [problem.code for problem in row.problems]


ELEVEN_LAYOUTS = {
    "code and kind in one cell, empty sixth cell": ([HEADER], [*STRATEGIC, ""], "1"),
    "code alone, kind beside it": ([HEADER], ["1", STRATEGIC[0][2:], *CELLS], "1"),
    "five cells": ([HEADER[:5]], STRATEGIC, "1"),
    "nested table": ([HEADER, [*STRATEGIC, ""], NESTED], ["", *OPERATIONAL], "1.1"),
    "nested table without codes": ([HEADER, STRATEGIC, NESTED], ["", "OBIETTIVO OPERATIVO", *CELLS], ""),
    "after a page break, no heading row": ([STRATEGIC, []], ["OBIETTIVO OPERATIVO", *CELLS], ""),
    "code alone under a nested heading row": (
        [HEADER, STRATEGIC, NESTED],
        ["1.1", "OBIETTIVO OPERATIVO", *CELLS],
        "1.1",
    ),
    "its own heading row before each": ([HEADER[:5], STRATEGIC, [], HEADER[:5]], OPERATIONAL, "1.1"),
}


@pytest.mark.parametrize("name", ELEVEN_LAYOUTS)
def test_an_objective_is_read_in_each_layout(name: str) -> None:
    above, line, code = ELEVEN_LAYOUTS[name]
    row = list(read_layout([LINE, *above, line]).rows())[-1]
    assert row.code == code
    assert [row.text, row.formula, row.target, row.area] == CELLS
    assert [problem.code for problem in row.problems if problem.column is not Column.CODE] == []


@pytest.mark.parametrize(
    ("title", "header", "line", "kind"),
    [
        (
            "**target su attività programmate/vincolate**",
            ["TIPO", "ATTIVITA'", "FORMULA", "VALORE OBIETTIVO", "AREA", ""],
            ["1", "TARGET SU ATTIVITA' PROGRAMMATE/VINCOLATE", *CELLS],
            SectionKind.ACTIVITY,
        ),
        (
            "efficacia/efficienza dei processi",
            HEADER[:5],
            ["1 TARGET EFFICACIA/EFFICIENZA/PROCESSI-SERVIZI", *CELLS],
            SectionKind.PROCESS,
        ),
        (
            "soddisfazione dell'utenza",
            HEADER[:5],
            ["SODDISFAZIONE DELL'UTENZA", *CELLS],
            SectionKind.USER_SATISFACTION,
        ),
        (
            "Promozione delle pari opportunità",
            HEADER[:5],
            ["PROMOZIONE DELLE PARI OPPORTUNITA'", *CELLS],
            SectionKind.EQUAL_OPPORTUNITIES,
        ),
    ],
)
def test_a_target_is_read_in_each_layout(
    title: str, header: list[str], line: list[str], kind: SectionKind
) -> None:
    table = read_layout([[title], header, line])
    (section,) = table.sections
    assert section.kind is kind
    (row,) = section.rows
    assert row.kind is RowKind.TARGET
    assert [row.text, row.formula, row.target, row.area] == CELLS


def test_a_last_column_of_notes_is_no_area() -> None:
    header = ["TIPO", "INDICATORE", "FORMULA", "VALORE OBIETTIVO", "NOTE"]
    table = read_layout(
        [["salute economico - finanziaria"], header, ["1 SALUTE ECONOMICO FINANZIARIA", *CELLS]]
    )
    (row,) = table.rows()
    assert (row.note, row.area) == ("AREA UNO", "")
    assert table.sections[0].last_column is LastColumn.NOTE
    assert ProblemCode.MISSING_AREA not in codes(row)


def test_the_parent_is_the_objective_above_whatever_the_code_says() -> None:
    second = ["1 bis OBIETTIVO STRATEGICO 2018-2020", *CELLS]
    rows = list(read_layout([LINE, HEADER, STRATEGIC, second, ["1.2 OBIETTIVO OPERATIVO", *CELLS]]).rows())
    assert rows[2].parent_line_no == rows[1].line_no
    assert [(p.code, p.detail) for p in rows[2].problems] == [(ProblemCode.CODE_NOT_UNDER_PARENT, "1 bis")]


@pytest.mark.parametrize("code", ["5 b.1", "5b.1", "5bis.1", "5 bis.1"])
def test_spellings_of_a_bis_code_are_children_of_the_bis(code: str) -> None:
    table = read_layout(
        [LINE, HEADER, ["5 bis OBIETTIVO STRATEGICO", *CELLS], [f"{code} OBIETTIVO OPERATIVO", *CELLS]]
    )
    child = list(table.rows())[1]
    assert child.code == code
    assert codes(child) == []


def test_rows_of_dashes_and_empty_rows_say_nothing() -> None:
    table = read_layout([LINE, HEADER, [], STRATEGIC, ["---", "---", "--", "-----"], ["", " "], OPERATIONAL])
    assert len(list(table.rows())) == 2
    assert table.problems == ()


def test_totals_page_marks_and_footnotes_are_left_out_and_listed() -> None:
    table = read_layout(
        [
            LINE,
            HEADER,
            STRATEGIC,
            ["Totale", "", "", "100", ""],
            ["Pagina 3 di 9"],
            ["* valore riferito al triennio"],
            ["Obiettivi operativi"],
            OPERATIONAL,
        ]
    )
    assert len(list(table.rows())) == 2
    assert [(p.line_no, p.code) for p in table.problems] == [
        (4, ProblemCode.TOTAL_ROW),
        (5, ProblemCode.PAGE_MARK),
        (6, ProblemCode.FOOTNOTE),
        (7, ProblemCode.GROUP_HEADING),
    ]
    assert not table.has_errors


def test_an_objective_that_begins_with_totale_is_no_total() -> None:
    header = ["OBIETTIVO OPERATIVO", "FORMULA", "TARGET", "AREA"]
    table = read_layout(
        [LINE, HEADER, STRATEGIC, header, ["Totale contributi erogati", "euro", "> 5", "AREA UNO"]]
    )
    row = list(table.rows())[-1]
    assert (row.text, row.kind) == ("Totale contributi erogati", RowKind.OPERATIONAL_OBJECTIVE)


def test_lines_above_the_table_are_listed_and_the_title_found() -> None:
    table = read_layout(
        [
            ["Camera di Commercio di Esempio"],
            ["Allegato", "A"],
            ["PIANO DELLA PERFORMANCE 2024-2026 - ANNO 2024"],
            ["azione strategica"],
            LINE,
            HEADER,
            STRATEGIC,
        ]
    )
    assert table.title == "PIANO DELLA PERFORMANCE 2024-2026 - ANNO 2024"
    assert table.heading == "azione strategica"
    assert [(p.line_no, p.code) for p in table.problems] == [
        (1, ProblemCode.PREAMBLE),
        (2, ProblemCode.PREAMBLE),
    ]


def test_rows_above_the_first_heading_row_are_not_taken_for_text_above_the_table() -> None:
    row = ["uno", "Un obiettivo che sta sopra la prima riga di intestazione della tabella", "SI/NO", "fatto"]
    table = read_layout(
        [["Ente", "Camera"], ["", "Piano", "", "Misura", "Chi"], row, LINE, HEADER, STRATEGIC]
    )
    assert [(p.line_no, p.code) for p in table.problems] == [
        (1, ProblemCode.PREAMBLE),
        (2, ProblemCode.PREAMBLE),
        (3, ProblemCode.UNPLACED_ROW),
    ]
    assert table.title == ""


def test_a_line_that_cannot_be_placed_is_an_error_with_its_number() -> None:
    table = read_layout([LINE, HEADER, STRATEGIC, ["", "", "qualcosa", "", "altro"], ["Frase sperduta"]])
    assert [(p.line_no, p.code) for p in table.problems] == [
        (4, ProblemCode.UNPLACED_ROW),
        (5, ProblemCode.UNPLACED_ROW),
    ]
    assert table.has_errors


@pytest.mark.parametrize("grid", [[], [[""]], [["Piano"], ["azione"]], [HEADER]])
def test_a_file_without_rows_is_refused(grid: list[list[str]]) -> None:
    table = read_layout(grid)
    assert ProblemCode.NO_ROWS in [problem.code for problem in table.problems]
    assert table.has_errors


def test_an_objective_under_no_line_is_refused() -> None:
    (row,) = read_layout([HEADER, STRATEGIC]).rows()
    assert codes(row) == [ProblemCode.MISSING_LINE]


def test_an_operational_objective_without_a_strategic_one_is_refused() -> None:
    (row,) = read_layout([LINE, HEADER, OPERATIONAL]).rows()
    assert codes(row) == [ProblemCode.MISSING_PARENT]


def test_a_code_of_dots_or_blanks_is_no_code_and_may_be_there_twice() -> None:
    rows = list(read_layout([LINE, HEADER, STRATEGIC, ["**linea strategica Due**"], STRATEGIC]).rows())
    assert code_problems(rows) != {}
    assert code_problems([replace(row, code=code) for row, code in zip(rows, (".", "\r"), strict=True)]) == {}


def test_a_code_that_is_there_twice_is_refused() -> None:
    rows = list(read_layout([LINE, HEADER, STRATEGIC, ["**linea strategica Due**"], STRATEGIC]).rows())
    assert [(p.code, p.detail) for p in rows[1].problems] == [(ProblemCode.DUPLICATE_CODE, "3")]


def test_a_cell_longer_than_the_plan_can_hold_is_refused() -> None:
    (row,) = read_layout([LINE, HEADER, ["1 OBIETTIVO STRATEGICO", "x" * 10_001, *CELLS[1:]]]).rows()
    assert ProblemCode.CELL_TOO_LONG in codes(row)


def test_codes_of_targets_start_again_in_each_section() -> None:
    target = ["1 TARGET EFFICACIA/EFFICIENZA/PROCESSI-SERVIZI", *CELLS]
    activity = ["1", "TARGET SU ATTIVITA' PROGRAMMATE", *CELLS]
    table = read_layout([["target su attività"], HEADER, activity, ["efficacia/efficienza"], HEADER, target])
    assert [codes(row) for row in table.rows()] == [[], []]


def test_a_code_lower_than_the_one_before_is_listed() -> None:
    third = ["3 OBIETTIVO STRATEGICO", "Chiudere", *CELLS[1:]]
    rows = list(read_layout([LINE, HEADER, third, STRATEGIC]).rows())
    assert [(p.code, p.detail) for p in rows[1].problems] == [(ProblemCode.CODE_OUT_OF_ORDER, "3")]


def test_a_stray_empty_cell_shifts_the_row_and_is_listed() -> None:
    row = next(read_layout([LINE, HEADER, ["1 OBIETTIVO STRATEGICO", "", *CELLS]]).rows())
    assert [row.text, row.formula, row.target, row.area] == CELLS
    assert codes(row) == [ProblemCode.SHIFTED_COLUMN]


def test_a_cell_under_no_column_is_kept_and_listed() -> None:
    header = [*HEADER[:5], "STAKEHOLDER"]
    (row,) = read_layout([LINE, header, [*STRATEGIC, "imprese"]]).rows()
    assert row.others == (("STAKEHOLDER", "imprese"),)
    assert [(p.code, p.detail) for p in row.problems] == [(ProblemCode.EXTRA_CELL, "STAKEHOLDER: imprese")]


def test_a_row_that_says_almost_the_same_as_the_one_before_is_listed() -> None:
    project = "Realizzazione fasi del progetto transfrontaliero, formato da quattro progetti semplici: {}."
    rows = [["OBIETTIVO OPERATIVO", project.format(name), *CELLS[1:]] for name in ("AIMABLES", "CAPABLES")]
    last = list(read_layout([LINE, HEADER, STRATEGIC, *rows]).rows())[-1]
    assert ProblemCode.NEAR_DUPLICATE in codes(last)


def test_a_target_in_the_formula_column_is_kept_and_listed() -> None:
    (row,) = read_layout(
        [LINE, HEADER, ["1 OBIETTIVO STRATEGICO", "Azioni", "≥ 3", "Stipula", "AREA UNO"]]
    ).rows()
    assert (row.formula, row.target) == ("≥ 3", "Stipula")
    assert [(p.code, p.column) for p in row.problems] == [(ProblemCode.TARGET_IN_FORMULA, Column.FORMULA)]


def test_missing_cells_at_the_end_are_listed() -> None:
    (row,) = read_layout([LINE, HEADER, ["1 OBIETTIVO STRATEGICO", "Aprire lo sportello"]]).rows()
    assert codes(row) == [ProblemCode.MISSING_FORMULA, ProblemCode.MISSING_TARGET, ProblemCode.MISSING_AREA]


def test_blanks_inside_a_cell_are_kept() -> None:
    cells = [" due  spazi ", "a\nb", "80 %", "AREA  UNO"]
    (row,) = read_layout([LINE, HEADER, ["1 OBIETTIVO STRATEGICO", *cells]]).rows()
    assert [row.text, row.formula, row.target, row.area] == cells
