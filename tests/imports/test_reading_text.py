"""Text files and pasted text: encodings, separators, quotation marks."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.domain.table.layout import read_layout
from targets.files.delimited import guard, read_delimited, unguard
from targets.files.errors import (
    EmptySourceError,
    EncodingError,
    QuotesError,
    SourceError,
    TooManyRowsError,
)
from targets.files.grid import MAX_COLUMNS, MAX_ROWS, GridProblemCode
from targets.files.reading import read_source, read_text

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"
LINES = tuple(tuple(line.split("\t")) for line in SEED.read_text(encoding="utf-8").split("\n"))
LATIN = "TIPO\tOBIETTIVO\tFORMULA\nCOMPETITIVITÀ\tl’attività – «però»\t€ 5\n"


def test_the_seed_is_read_to_the_character() -> None:
    assert read_source(SEED.read_bytes(), "piano.txt").rows == LINES


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_every_unicode_encoding_is_read(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read_source(mark + LATIN.encode(encoding)).rows[1] == (
        "COMPETITIVITÀ",
        "l’attività – «però»",
        "€ 5",
    )


def test_windows_1252_is_read_where_the_bytes_are_no_utf_8() -> None:
    assert read_source(LATIN.encode("cp1252")).rows[1] == ("COMPETITIVITÀ", "l’attività – «però»", "€ 5")


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"uno\tdue\n\x81\xe0\tx", 2),
        (b"uno\tdue\nt\x01re\tx", 2),
        (b"\xff\xfeu", 1),
        ("uno\tdue\n".encode("utf-16-le"), 1),
        ("uno\n\x85due\x90".encode(), 2),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_line(data: bytes, line: int) -> None:
    with pytest.raises(EncodingError) as caught:
        read_source(data)
    assert caught.value.params == {"line": line}


def test_text_saved_in_one_encoding_and_opened_in_another_is_listed() -> None:
    grid = read_source("a\tb\tc\nCOMPETITIVITÀ\t≥ 3\tx\n".encode().decode("cp1252").encode())
    assert [(p.code, p.line_no) for p in grid.problems] == [(GridProblemCode.GARBLED_TEXT, 2)]
    assert read_source(LATIN.encode()).problems == ()


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_told_from_the_text(separator: str) -> None:
    text = separator.join(["uno", "due", "tre"]) + "\n" + separator.join(["1", "2", "3"]) + "\n"
    assert read_text(text).rows[:2] == (("uno", "due", "tre"), ("1", "2", "3"))


@pytest.mark.parametrize("separator", [";", ","])
def test_the_seed_as_csv_is_the_same_plan_as_the_seed_in_text(separator: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(LINES)
    assert read_layout(read_text(out.getvalue()).rows) == read_layout(LINES)


def test_commas_in_prose_do_not_part_cells() -> None:
    text = "uno, due;tre, quattro\ncinque, sei;sette, otto\n"
    assert read_text(text).rows[0] == ("uno, due", "tre, quattro")


def test_a_csv_cell_may_hold_marks_separators_and_line_ends() -> None:
    text = 'tipo;testo;x\r\n1;"riga uno\nriga ""due""; fine";y\r\n'
    assert read_text(text).rows == (("tipo", "testo", "x"), ("1", 'riga uno\nriga "due"; fine', "y"))


@pytest.mark.parametrize("text", ['a;b;c\n1;"due;3\n', 'a;b;c\n1;"due" e mezzo;3\n'])
def test_a_mark_that_is_not_closed_is_refused_with_its_row(text: str) -> None:
    with pytest.raises(QuotesError) as caught:
        read_text(text)
    assert caught.value.params == {"line": 2}


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ('"Scrivania unica" per le funzioni', '"Scrivania unica" per le funzioni'),
        ('"Scrivania unica"', '"Scrivania unica"'),
        ('parco "contratti"', 'parco "contratti"'),
        ('"aperto e mai chiuso', '"aperto e mai chiuso'),
        ('"una riga\nun\'altra"', "una riga\nun'altra"),
        ('"dice ""sì"" a tutti"', 'dice "sì" a tutti'),
    ],
)
def test_with_tabs_only_marks_a_spreadsheet_needed_are_taken_off(field: str, cell: str) -> None:
    rows = read_text(f'1\t{field}\tx "y" z\n2\tb\tc').rows
    assert rows == (("1", cell, 'x "y" z'), ("2", "b", "c"))


def test_with_tabs_a_file_quoted_throughout_is_unquoted() -> None:
    assert read_text('"a"\t"b"\n"c"\t"d"').rows == (("a", "b"), ("c", "d"))
    assert read_text('1\t"uno, due"\n2\t"tre, quattro"').rows == (("1", "uno, due"), ("2", "tre, quattro"))


@pytest.mark.parametrize("text", ["", "  \n\t\n", "\ufeff", "<table><tr><td> </td></tr></table>"])
def test_nothing_to_read_is_said_so(text: str) -> None:
    with pytest.raises(EmptySourceError):
        read_text(text)


def test_more_rows_or_columns_than_a_plan_has_are_refused() -> None:
    for text in ("a\tb\n" * (MAX_ROWS + 1), "a\t" * (MAX_COLUMNS + 1), "a;b\n" * (MAX_ROWS + 1)):
        with pytest.raises(TooManyRowsError):
            read_text(text)


@given(st.text(max_size=40))
def test_the_guard_of_a_csv_cell_comes_off_again(cell: str) -> None:
    assert unguard(guard(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["=70%", "=- 20%", "- n. seller", "+10%", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "'=1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert guard(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["80%", "'90", "l'ente", "", "≥ 3", "a=b"])
def test_other_cells_are_left_alone(cell: str) -> None:
    assert guard(cell) == unguard(cell) == cell


@given(st.text(max_size=200))
def test_any_text_gives_rows_or_a_named_error(text: str) -> None:
    with suppress(SourceError):
        assert read_text(text).rows


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters='\t\r\n"')), min_size=1, max_size=4), min_size=1
    )
)
def test_cells_without_marks_come_out_of_tabs_as_they_went_in(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    if "\t" in text:
        assert read_delimited(text) == tuple(tuple(row) for row in rows)
