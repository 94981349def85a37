"""What goes out comes back unchanged, stays text, and is the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from targets.domain.table.flat import FlatRow
from targets.domain.table.flat_reading import flat_table
from targets.domain.table.layout import read_layout
from targets.files.decoding import GARBLED
from targets.files.plan_json import read_json, write_json
from targets.files.reading import is_json, read_source
from targets.files.writing import write_csv, write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets.domain.table.plan_table import PlanTable

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"
PLAN = read_layout(read_source(SEED.read_bytes()).rows)


def without_places(table: PlanTable) -> object:
    """What a plan says, without the line numbers of the file it came from."""
    codes = {row.line_no: (row.code, row.text) for row in table.rows()}
    return (
        table.title,
        table.heading,
        [
            (
                replace(section, line_no=0, rows=()),
                [
                    (codes.get(row.parent_line_no or -1), replace(row, line_no=0, parent_line_no=None))
                    for row in section.rows
                ],
            )
            for section in table.sections
        ],
    )


def from_json(data: bytes) -> PlanTable:
    assert is_json(data)
    return read_json(data)


def from_grid(data: bytes) -> PlanTable:
    assert not is_json(data)
    grid = read_source(data)
    assert grid.problems == ()
    return read_layout(grid.rows)


FORMATS = {"xlsx": (write_xlsx, from_grid), "csv": (write_csv, from_grid), "json": (write_json, from_json)}


@pytest.mark.parametrize("name", FORMATS)
def test_the_seed_comes_back_unchanged(name: str) -> None:
    write, read = FORMATS[name]
    assert without_places(read(write(PLAN, 2018))) == without_places(PLAN)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_plan_gives_the_same_bytes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write, _read = FORMATS[name]
    first = write(PLAN, 2018)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert write(PLAN, 2018) == first


def test_no_date_of_the_clock_is_in_a_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(PLAN, 2018))) as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {2000}
        core = book.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert str(datetime.now(UTC).year) not in core


CONTROLS: tuple[Literal["Cc"]] = ("Cc",)
CELLS = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=CONTROLS), max_size=20),
    st.text(st.sampled_from("=+-@'\t\r\n\";, x_000D0%≥"), max_size=12),
)


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None)
@given(title=CELLS, formula=CELLS, target=CELLS, note=CELLS, heading=CELLS)
def test_any_cell_comes_back_to_the_character(
    name: str, title: str, formula: str, target: str, note: str, heading: str
) -> None:
    # Text garbled by a wrong encoding is refused on the way in, whoever wrote it.
    assume(not any(GARBLED.search(cell) for cell in (title, formula, target, note, heading)))
    row = FlatRow("attività", heading, "Attività", "target", "1", "TARGET", title, formula, target, "", note)
    table = flat_table(title, heading, [replace(row, line_no=4)])
    write, read = FORMATS[name]
    assert without_places(read(write(table, None))) == without_places(table)


LIVE = [
    "=70%",
    "=- 20% rispetto al consolidato 2015",
    "- n. seller",
    "+10%",
    "@cmd",
    "=HYPERLINK(1)",
    "#N/D",
    "0012",
]


@pytest.mark.parametrize("text", LIVE)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    row = FlatRow("attività", "", "Attività", "target", "1", "TARGET", "Titolo", text, text, line_no=4)
    sheet = load_workbook(io.BytesIO(write_xlsx(flat_table("", "", [row])))).worksheets[0]
    found = [cell for line in sheet.iter_rows() for cell in line if cell.value == text]
    assert len(found) == 2
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found) is (text[0] in "=+-@")


def test_no_cell_of_the_seed_in_csv_begins_like_a_formula() -> None:
    text = write_csv(PLAN, 2018).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert "'=70%" in cells
    assert not [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")]


def test_the_workbook_is_ready_to_print_and_to_work_in() -> None:
    sheet = load_workbook(io.BytesIO(write_xlsx(PLAN, 2018))).worksheets[0]
    assert sheet.title == "Piano 2018"
    assert sheet["B1"].value == "PIANO PERFORMANCE 2018 - 2020 - PROGRAMMAZIONE 2018"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert [cell.value for cell in sheet[3]][8] == "VALORE OBIETTIVO 2018"
    assert sheet.max_row == 3 + 103


def test_json_names_every_cell() -> None:
    content = json.loads(write_json(PLAN, 2018))
    assert (content["format"], content["year"], len(content["rows"])) == ("perfplan.plan", 2018, 103)
    assert content["rows"][0]["code"] == "1"
    assert content["rows"][0]["target"] == "80%"


@pytest.mark.parametrize("write", [write_xlsx, write_csv])
def test_an_invisible_character_keeps_no_plan_out_of_a_file(write: Callable[[PlanTable], bytes]) -> None:
    row = FlatRow("attività", "", "Attività", "target", "1", "TARGET", "dell\x92ente\ufffe\x01", line_no=4)
    assert "dell’ente" in "".join(read_source(write(flat_table("", "", [row]))).rows[-1])


def test_a_cell_longer_than_a_sheet_holds_is_not_cut_in_silence() -> None:
    row = FlatRow("attività", "", "Attività", "target", "1", "TARGET", "x" * 32_768, line_no=4)
    with pytest.raises(ValueError, match="does not fit"):
        write_xlsx(flat_table("", "", [row]))
