"""Plan tables of other bodies: flat, in another order, with columns more and less."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targets.domain.table.build import check_periods
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import RowKind, SectionKind
from targets.domain.table.problems import ProblemCode
from targets.domain.table.titles import title_years
from tests.domain.table.test_layout import CELLS, HEADER, LINE, OPERATIONAL, STRATEGIC, codes


@pytest.mark.parametrize(("cell", "weight"), [("30%", "30"), ("0,5", "0.5"), ("", None)])
def test_a_weight_is_read(cell: str, weight: str | None) -> None:
    (row,) = read_layout([LINE, [*HEADER[:5], "Peso %"], [*STRATEGIC, cell]]).rows()
    assert row.weight == (None if weight is None else Decimal(weight))
    assert row.others == ()


def test_a_weight_that_is_no_number_is_kept_and_listed() -> None:
    (row,) = read_layout([LINE, [*HEADER[:5], "Peso"], [*STRATEGIC, "alto"]]).rows()
    assert (row.weight, row.others) == (None, (("", "alto"),))


FLAT = ["Linea strategica", "Tipo", "Codice", "Obiettivo", "Indicatore", "Target 2024", "Responsabile"]


def test_a_flat_table_of_another_body_is_read() -> None:
    table = read_layout(
        [
            FLAT,
            ["Imprese", "Obiettivo strategico", "1", "Crescere", "n. imprese", "> 50", "AREA UNO"],
            ["Imprese", "Obiettivo operativo", "1.1", "Aprire", "SI/NO", "fatto", "AREA UNO"],
            ["", "Obiettivo operativo", "1.2", "Chiudere", "SI/NO", "fatto", "AREA DUE"],
            ["Ambiente", "Obiettivo strategico", "2", "Pulire", "% rifiuti", "≥ 10%", "AREA DUE"],
            ["Salute economico-finanziaria", "Target", "1", "Equilibrio", "a/b", "< 1", ""],
        ]
    )
    assert [(s.kind, s.heading, s.name, len(s.rows)) for s in table.sections] == [
        (SectionKind.STRATEGIC_LINE, "", "Imprese", 3),
        (SectionKind.STRATEGIC_LINE, "", "Ambiente", 1),
        (SectionKind.FINANCIAL_HEALTH, "", "Salute economico-finanziaria", 1),
    ]
    rows = list(table.rows())
    assert [row.parent_line_no for row in rows] == [None, 2, 2, None, None]
    assert [row.formula for row in rows] == ["n. imprese", "SI/NO", "SI/NO", "% rifiuti", "a/b"]
    assert rows[2].area == "AREA DUE"
    assert not table.has_errors


def test_a_flat_table_in_english_and_another_order_is_read() -> None:
    table = read_layout(
        [
            ["Code", "Strategic line", "Type", "Objective", "Department", "Formula", "Target value"],
            ["1", "Growth", "Strategic objective", "Grow", "North", "a/b", "80%"],
        ]
    )
    (row,) = table.rows()
    assert (row.code, row.kind, row.text) == ("1", RowKind.STRATEGIC_OBJECTIVE, "Grow")
    assert (row.formula, row.target, row.area) == ("a/b", "80%", "North")


def test_without_a_kind_column_the_form_of_the_code_is_assumed_to_tell() -> None:
    header = ["Codice", "Obiettivo", "Indicatore", "Target", "Area"]
    table = read_layout([LINE, header, ["1", *CELLS], ["1.1", *CELLS]])
    assert [row.kind for row in table.rows()] == [RowKind.STRATEGIC_OBJECTIVE, RowKind.OPERATIONAL_OBJECTIVE]
    assert [codes(row) for row in table.rows()] == [[ProblemCode.KIND_ASSUMED]] * 2


def test_a_kind_nobody_knows_is_refused_in_a_strategic_line() -> None:
    table = read_layout([FLAT, ["Imprese", "Traguardo", "1", "Crescere", "n.", "5", "AREA"]])
    assert [(p.line_no, p.code) for p in table.problems if p.line_no] == [(2, ProblemCode.UNKNOWN_KIND)]


@pytest.mark.parametrize(
    ("cell", "code", "kind"),
    [
        ("Obiettivo operativo 1.1", "1.1", RowKind.OPERATIONAL_OBJECTIVE),
        ("OBIETTIVO STRATEGICO n. 1", "1", RowKind.STRATEGIC_OBJECTIVE),
        ("OO 1.1", "1.1", RowKind.OPERATIONAL_OBJECTIVE),
        ("A.1 - Obiettivo strategico", "A.1", RowKind.STRATEGIC_OBJECTIVE),
        ("<b>1 OBIETTIVO STRATEGICO 2018</b>", "1", RowKind.STRATEGIC_OBJECTIVE),
    ],
)
def test_other_ways_to_write_code_and_kind(cell: str, code: str, kind: RowKind) -> None:
    row = list(read_layout([LINE, HEADER, STRATEGIC, [cell, *CELLS]]).rows())[-1]
    assert (row.code, row.kind, row.text) == (code, kind, CELLS[0])


def test_of_several_target_columns_the_one_of_the_year_counts() -> None:
    header = ["Tipo", "Obiettivo", "Formula", "Target 2023", "Target 2024", "Area"]
    line = ["1 OBIETTIVO STRATEGICO", "Crescere", "n.", "5", "7", "AREA UNO"]
    (first,) = read_layout([LINE, header, line]).rows()
    (chosen,) = read_layout([LINE, header, line], year=2024).rows()
    assert (first.target, first.others) == ("5", (("Target 2024", "7"),))
    assert (chosen.target, chosen.others) == ("7", (("Target 2023", "5"),))


def test_an_unknown_section_is_kept_and_listed() -> None:
    table = read_layout([["Trasparenza"], HEADER, ["1", "TARGET", *CELLS]])
    assert table.title == "Trasparenza"
    table = read_layout([LINE, HEADER, STRATEGIC, ["Trasparenza"], HEADER, ["1", "TARGET", *CELLS]])
    assert (table.sections[1].kind, table.sections[1].name) == (SectionKind.OTHER, "Trasparenza")
    assert [(p.line_no, p.code) for p in table.problems] == [(4, ProblemCode.UNKNOWN_SECTION)]
    assert not table.has_errors


def test_targets_without_a_section_title_open_their_section_and_say_so() -> None:
    table = read_layout([LINE, HEADER, STRATEGIC, ["1 SALUTE ECONOMICO FINANZIARIA", *CELLS]])
    assert table.sections[1].kind is SectionKind.FINANCIAL_HEALTH
    assert codes(table.sections[1].rows[0]) == [ProblemCode.MISSING_SECTION_TITLE]


def test_a_title_repeated_after_a_page_break_opens_no_second_section() -> None:
    table = read_layout([LINE, HEADER, STRATEGIC, LINE, HEADER, OPERATIONAL])
    assert len(table.sections) == 1
    assert list(table.rows())[1].parent_line_no == 3


def test_a_period_that_misses_the_years_of_the_plan_is_listed() -> None:
    table = check_periods(read_layout([LINE, HEADER, STRATEGIC]), 2020, 2022)
    assert [(p.code, p.detail) for p in next(table.rows()).problems] == [
        (ProblemCode.PERIOD_OUTSIDE_PLAN, "2017-2019")
    ]
    assert codes(next(check_periods(read_layout([LINE, HEADER, STRATEGIC]), 2018, 2020).rows())) == []


def test_a_period_that_ends_before_it_begins_is_listed() -> None:
    (row,) = read_layout([LINE, HEADER, ["1 OBIETTIVO STRATEGICO 2020-2018", *CELLS]]).rows()
    assert codes(row) == [ProblemCode.PERIOD_REVERSED]


def test_a_title_without_years_says_none() -> None:
    years = title_years("Piano della performance")
    assert (years.year, years.first_year, years.last_year) == (None, None, None)


def test_in_a_section_outside_the_lines_a_row_without_a_kind_is_a_target() -> None:
    header = ["Codice", "Attività", "Formula", "Target", "Area"]
    (row,) = read_layout([["target su attività"], header, ["1", *CELLS]]).rows()
    assert (row.kind, row.code, row.kind_text) == (RowKind.TARGET, "1", "")


def test_in_a_line_a_row_without_kind_and_code_cannot_be_placed() -> None:
    table = read_layout([LINE, ["Obiettivo", "Formula", "Target", "Area"], CELLS])
    assert [(p.line_no, p.code) for p in table.problems if p.line_no] == [(3, ProblemCode.UNPLACED_ROW)]


def test_a_column_of_indicators_beside_one_of_formulas_is_kept_and_listed() -> None:
    header = ["Tipo", "Obiettivo", "Indicatore", "Formula", "Target", "Area"]
    line = ["1 OBIETTIVO STRATEGICO", "Crescere", "Crescita delle imprese", "a/b", "80%", "AREA UNO"]
    (row,) = read_layout([LINE, header, line]).rows()
    assert (row.text, row.formula) == ("Crescere", "a/b")
    assert row.others == (("Indicatore", "Crescita delle imprese"),)


def test_a_section_of_a_flat_table_that_nobody_knows_is_kept_and_listed() -> None:
    header = ["Linea strategica", "Tipo", "Codice", "Obiettivo", "Formula", "Target", "Area"]
    table = read_layout([header, ["Trasparenza", "Target", "1", *CELLS]])
    assert table.sections[0].kind is SectionKind.OTHER
    assert codes(next(table.rows())) == [ProblemCode.UNKNOWN_SECTION]


def test_a_heading_alone_in_its_table_is_no_row() -> None:
    table = read_layout([["Formula", "Target"], LINE, HEADER, STRATEGIC])
    assert len(list(table.rows())) == 1


def test_a_row_without_kind_under_a_line_and_before_any_heading_row_cannot_be_placed() -> None:
    table = read_layout([LINE, ["uno", "due", "tre"], HEADER, STRATEGIC])
    assert [(p.line_no, p.code) for p in table.problems] == [(2, ProblemCode.UNPLACED_ROW)]


def test_a_title_longer_than_the_plan_can_hold_is_refused() -> None:
    grids = (
        [["Piano " + "x" * 300], LINE, HEADER, STRATEGIC],
        [["linea strategica " + "x" * 601], HEADER, STRATEGIC],
    )
    for grid in grids:
        assert [(p.line_no, p.code) for p in read_layout(grid).problems] == [(1, ProblemCode.CELL_TOO_LONG)]


def test_the_title_of_a_section_is_heading_and_name() -> None:
    line, section = read_layout(
        [LINE, HEADER, STRATEGIC, ["target su attività"], HEADER, ["1", "TARGET", *CELLS]]
    ).sections
    assert (line.title, section.title) == ("linea strategica Una", "target su attività")
