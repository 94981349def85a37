"""Notes on change and budgets inside titles."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.domain.table.budget import read_budget
from targets.domain.table.build import check_periods
from targets.domain.table.change_notes import code_key, read_act, split_change_note
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import ActReference, Change
from targets.domain.table.problems import ProblemCode

ACT = ActReference("", "delibera", "122", date(2017, 11, 9))
IN_TITLES = [
    (
        "  L'Obiettivo Strategico 5 bis ha sostituito il 5 (delibera n. 122 del 9/11/2017)",
        "replaced",
        "5 bis",
        "5",
        ACT,
    ),
    (" Obiettivo modificato con delibera n. 122 del 9/11/2017", "changed", "", "", ACT),
    (" L’obiettivo operativo 1.2 bis sostituisce l'obiettivo 1.2", "replaced", "1.2 bis", "1.2", None),
    (" In sostituzione dell'obiettivo 7 (delibera n. 122 del 9 novembre 2017).", "replaced", "", "7", ACT),
    (
        "\nObiettivo aggiunto con deliberazione della Giunta camerale n. 12/2018 del 3.4.2018",
        "added",
        "",
        "",
        ActReference("Giunta camerale", "deliberazione", "12/2018", date(2018, 4, 3)),
    ),
    (
        " (obiettivo rimodulato con determinazione del Segretario Generale n. 7 del 31/02/2018)",
        "changed",
        "",
        "",
        ActReference("Segretario Generale", "determinazione", "7", None),
    ),
]


@pytest.mark.parametrize(("note", "change", "own", "old", "act"), IN_TITLES)
def test_a_note_on_change_is_cut_off_with_the_blanks_before_it(
    note: str, change: str, own: str, old: str, act: ActReference | None
) -> None:
    title = "Informare le imprese."
    found = split_change_note(title + note)
    assert (found.text, found.note) == (title, note)
    assert (found.change.value, found.own_code, found.replaces, found.act) == (change, own, old, act)


@pytest.mark.parametrize(
    "title",
    [
        "Supportare le imprese che partecipano a fiere",
        "Attuazione DM 21.4.2017 n. 93 - adozione del libretto",
        "Regolamento approvato con delibera n. 122 del 9/11/2017",
        "Obiettivo modificato con delibera n. 122 del 9/11/2017",
        "Il servizio ha sostituito il vecchio",
    ],
)
def test_a_title_that_says_nothing_of_a_change_is_left_whole(title: str) -> None:
    found = split_change_note(title)
    assert (found.text, found.note, found.change) == (title, "", Change.NONE)


@given(st.text(max_size=80), st.sampled_from([note for note, *_ in IN_TITLES]), st.text(max_size=20))
def test_text_and_note_are_always_the_title(before: str, note: str, after: str) -> None:
    title = before + note + after
    found = split_change_note(title)
    assert found.text + found.note == title


@pytest.mark.parametrize("filler", [" ", "delibera ", "il 5 ", "("])
def test_a_hostile_title_is_read_at_once(filler: str) -> None:
    title = "Obiettivo modificato con " + filler * 5000
    assert split_change_note(title).text == title


def test_a_note_inside_the_text_is_left_there_and_listed() -> None:
    title = "L'Obiettivo Strategico 5 bis ha sostituito il 5, come noto, nel corso dell'anno passato"
    (row,) = read_layout(
        [["linea strategica Una"], ["5 bis OBIETTIVO STRATEGICO", title, "SI/NO", "fatto", "X"]]
    ).rows()
    assert (row.text, row.change_note) == (title, "")
    assert [problem.code for problem in row.problems] == [ProblemCode.CHANGE_NOTE_INSIDE]


def test_a_note_about_another_row_changes_nothing_and_is_listed() -> None:
    title = "Informare. L'Obiettivo Strategico 5 bis ha sostituito il 5"
    (row,) = read_layout(
        [["linea strategica Una"], ["6 OBIETTIVO STRATEGICO", title, "SI/NO", "fatto", "X"]]
    ).rows()
    assert row.title == title
    assert (row.change, row.replaces, row.act) == (Change.NONE, "", None)
    assert [(p.code, p.detail) for p in row.problems] == [(ProblemCode.CHANGE_NOTE_OF_OTHER_ROW, "5 bis")]


def test_an_act_is_found_inside_a_text() -> None:
    assert read_act("(delibera n. 122 del 9/11/2017)") == ACT
    assert read_act("come deliberato") is None


def test_spellings_of_one_code_have_one_key() -> None:
    assert {code_key(code) for code in ("5 bis.1", "5bis.1", "5 b.1", "5b.1")} == {"5b.1"}


@pytest.mark.parametrize(
    ("text", "total", "own"),
    [
        (
            "Bdg complessivo Euro 1.210.644,65 - Bdg CCIAA - Partner Euro 159.449,30.",
            "1210644.65",
            "159449.30",
        ),
        ("Bdg Complessivo Euro 2.350.000 - Bdg CCIAA - Partner Euro 350.000.", "2350000", "350000"),
        ("Bdg CCIAA - soggetto attuatore Euro 26.250.", None, "26250"),
        ("Bdg CCIAA - Euro 8.000.", None, "8000"),
        ("Budget complessivo € 10.000,00; budget camerale € 2.500,50", "10000.00", "2500.50"),
        ("un intervento nel triennio pari a € 200.000,00", None, None),
        ("Bdg complessivo Euro " + "9" * 30, None, None),
    ],
)
def test_the_budget_is_taken_from_the_title(text: str, total: str | None, own: str | None) -> None:
    expected = tuple(None if value is None else Decimal(value) for value in (total, own))
    assert read_budget(text) == expected


def test_an_act_with_half_a_date_has_none() -> None:
    (act,) = [read_act("delibera n. 5 del 3 marzo 18/4")]
    assert act is not None
    assert (act.number, act.date) == ("5", None)


def test_periods_of_rows_without_years_are_left_alone() -> None:
    grid = [["linea strategica Una"], ["1 OBIETTIVO STRATEGICO", "Crescere", "n.", "1", "AREA"]]
    table = check_periods(read_layout(grid), 2018, 2020)
    assert next(table.rows()).problems == ()
