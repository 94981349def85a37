"""Workbooks: what a person sees in the sheet is what is read."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from targets.domain.table.layout import read_layout
from targets.files.errors import EmptySourceError, TooManyRowsError
from targets.files.grid import MAX_COLUMNS, MAX_ROWS, GridProblemCode
from targets.files.number_format import shown_number
from targets.files.reading import read_source
from tests.imports.workbooks import with_part, workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"
LINES = [line.split("\t") for line in SEED.read_text(encoding="utf-8").split("\n")]
SHEET = "xl/worksheets/sheet1.xml"


def as_text(sheet: Worksheet) -> None:
    """Make every cell a text, as typing an apostrophe does."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.data_type = "s"


def test_the_seed_in_a_sheet_is_the_same_plan_as_the_seed_in_text() -> None:
    grid = read_source(workbook([[cell or None for cell in line] for line in LINES], as_text))
    assert grid.problems == ()
    assert read_layout(grid.rows) == read_layout(LINES)


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.8, "0%", "80%"),
        (0.805, "0.00%", "80,50%"),
        (0.805, "0%", "81%"),
        (70000, "#,##0.00", "70.000,00"),
        (70000, '#,##0.00\\ "€"', "70.000,00 €"),
        (70000.5, "[$€-410]\\ #,##0.00", "€ 70.000,50"),
        (0.1 + 0.2, "General", "0,3"),
        (1500, "0", "1500"),
        (3, '0 "gg"', "3 gg"),
        (-0.2, "0%", "-20%"),
        (0, "0%", "0%"),
        (1.5, "# ?/?", "1,5"),
        (date(2018, 12, 31), "dd/mm/yyyy", "31/12/2018"),
        (datetime(2018, 12, 31, 15, 30), "dd/mm/yyyy hh:mm", "31/12/2018 15:30"),  # noqa: DTZ001
        (True, "General", "VERO"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: object, number_format: str, shown: str) -> None:
    def dress(sheet: Worksheet) -> None:
        sheet["B1"].number_format = number_format

    assert read_source(workbook([["x", value]], dress)).rows == (("x", shown),)


@pytest.mark.parametrize("value", ["1E400", "abc", "-1", "99999999"])
def test_a_number_that_is_none_or_no_date_stays_as_it_is(value: str) -> None:
    assert shown_number(value, "dd/mm/yyyy") == value


def test_dates_of_old_macintosh_files_are_read() -> None:
    assert (
        shown_number("42004", "dd/mm/yyyy", is_1904=True)
        == shown_number("43466", "dd/mm/yyyy")
        == "01/01/2019"
    )


def test_a_formula_gives_its_last_value_and_is_listed() -> None:
    data = workbook([["x", "=0.35*2"]])
    cell = b'<c r="B1"><f>0.35*2</f><v>0.7</v></c>'
    data = with_part(
        data,
        SHEET,
        lambda xml: xml.replace(b'<c r="B1"><f>0.35*2</f><v/></c>', cell).replace(
            b'<c r="B1"><f>0.35*2</f><v></v></c>', cell
        ),
    )
    grid = read_source(data)
    assert grid.rows == (("x", "0,7"),)
    assert [(p.code, p.line_no, p.detail) for p in grid.problems] == [
        (GridProblemCode.FORMULA_CELL, 1, "B1: =0.35*2 → 0,7")
    ]
    assert not grid.problems[0].is_error


def test_a_formula_without_a_value_is_an_error() -> None:
    (problem,) = read_source(workbook([["x", "=1+1"]])).problems
    assert (problem.code, problem.detail) == (GridProblemCode.FORMULA_WITHOUT_VALUE, "B1: =1+1")
    assert problem.is_error


@pytest.mark.parametrize("text", ["=A1", "=- 20% * B2", "=SOMMA(A1:A2)", "=20%-A1", "=2018 Foglio1!A1"])
def test_what_calculates_is_never_taken_for_a_text(text: str) -> None:
    (problem,) = read_source(workbook([["x", text]])).problems
    assert problem.code is GridProblemCode.FORMULA_WITHOUT_VALUE


@pytest.mark.parametrize("text", ["=70%", "=- 20% rispetto al consolidato 2015", "=12,5"])
def test_a_text_that_a_program_stored_as_a_formula_is_read_as_written(text: str) -> None:
    grid = read_source(workbook([["x", text]]))
    assert grid.rows == (("x", text),)
    (problem,) = grid.problems
    assert (problem.code, problem.detail) == (GridProblemCode.TEXT_STORED_AS_FORMULA, f"B1: {text}")
    assert not problem.is_error


def test_the_seed_as_a_program_writes_it_into_a_sheet_is_the_same_plan() -> None:
    grid = read_source(workbook([[cell or None for cell in line] for line in LINES]))
    assert {problem.code for problem in grid.problems} == {GridProblemCode.TEXT_STORED_AS_FORMULA}
    assert read_layout(grid.rows) == read_layout(LINES)


def test_the_line_end_of_a_word_processor_is_one() -> None:
    assert read_source(workbook([["x", "due_x000B_righe"]], as_text)).rows == (("x", "due\nrighe"),)
    assert read_source(b"uno\tdue\vrighe").rows == (("uno", "due\nrighe"),)


def test_an_error_cell_is_kept_and_listed() -> None:
    grid = read_source(workbook([["x", "#REF!"]]))
    assert grid.rows == (("x", "#REF!"),)
    assert [p.code for p in grid.problems] == [GridProblemCode.ERROR_CELL]


def test_cells_merged_downwards_belong_to_each_of_their_rows() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("C1:C3")
        sheet.merge_cells("A4:C5")

    rows: list[list[str | None]] = [
        ["1", "a", "AREA"],
        ["2", "b", None],
        ["3", "c", None],
        ["TITOLO", None, None],
        [None, None, None],
        ["z"],
    ]
    assert read_source(workbook(rows, merge)).rows == (
        ("1", "a", "AREA"),
        ("2", "b", "AREA"),
        ("3", "c", "AREA"),
        ("TITOLO",),
        ("TITOLO",),
        ("z",),
    )


def test_rich_text_is_read_whole() -> None:
    text = CellRichText("Avviare ", TextBlock(InlineFont(b=True), "80%"), " dei procedimenti")
    row: list[object] = ["x", text]
    assert read_source(workbook([row])).rows == (("x", "Avviare 80% dei procedimenti"),)


def test_hidden_sheets_are_passed_over_and_other_sheets_named() -> None:
    def more(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        sheet.title = "Istruzioni"
        hidden = book.create_sheet("Liste")
        hidden.append(["a", "b", "c"])
        hidden.append(["d", "e", "f"])
        hidden.sheet_state = "hidden"
        plan = book.create_sheet("Piano")
        plan.append(["1", "2", "3"])
        plan.append(["4", "5", "6"])

    grid = read_source(workbook([["leggere prima"]], more))
    assert grid.rows == (("1", "2", "3"), ("4", "5", "6"))
    assert [(p.code, p.detail) for p in grid.problems] == [
        (GridProblemCode.OTHER_SHEETS, "Istruzioni, Liste")
    ]


def test_a_workbook_without_a_filled_cell_is_empty() -> None:
    with pytest.raises(EmptySourceError):
        read_source(workbook([]))


def test_cells_beyond_the_limits_are_refused() -> None:
    for place in (f"A{MAX_ROWS + 1}", "XFD1"):
        with pytest.raises(TooManyRowsError):
            read_source(workbook([["x"]], lambda sheet, place=place: sheet.__setitem__(place, "y")))  # type: ignore[misc]  # a lambda with a default
    assert MAX_COLUMNS < 16384


def test_empty_cells_far_away_do_not_count() -> None:
    def paint(sheet: Worksheet) -> None:
        sheet.cell(1_000_000, 16_000).number_format = "0%"

    assert read_source(workbook([["x"]], paint)).rows == (("x",),)


def test_a_merge_over_the_whole_sheet_costs_nothing() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merged_cells.add("A1:XFD1048576")

    assert read_source(workbook([["x", "y"], ["", "z"]], merge)).rows == (("x", "y"), ("x", "z"))


def test_hidden_rows_and_columns_are_read_and_named() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[9].hidden = True  # empty: nothing of it is read
        sheet.column_dimensions["C"].hidden = True

    grid = read_source(workbook([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]], hide))
    assert grid.rows == (("a", "b", "c"), ("d", "e", "f"), ("g", "h", "i"))
    assert [(p.code, p.detail) for p in grid.problems] == [
        (GridProblemCode.HIDDEN_ROWS, "2"),
        (GridProblemCode.HIDDEN_COLUMNS, "C"),
    ]
