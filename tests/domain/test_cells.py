"""Folding of cells, the tables of words, and doubts that need a whole row."""

from __future__ import annotations

import pytest

from targets.domain.reading import Status, lexicon
from targets.domain.reading.cells import LONGEST_CELL, fold, is_too_long, looks_cut_short, lower, says_nothing
from targets.domain.reading.doubts import Code
from targets.domain.reading.lexicon import Lookup, first_letters
from targets.domain.reading.row import read_row


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("\u00a0'80%", "80%"),
        ("“almeno 5”", "almeno 5"),
        ("l’attività", "l'attività"),
        (">= 5", "≥ 5"),
        ("=> 5", "≥ 5"),
        ("< = 5", "≤ 5"),
        ("⩾5 – 10", "≥5 - 10"),
        ("<b>5</b><br/>6", "5\n6"),
        ("a \r\n \n b", "a\nb"),
        ("5 °/o", "5%"),
        ("&gt;= 5", "≥ 5"),
        ("'quoted' text", "'quoted' text"),
        ("caffe\u0301", "caffé"),
    ],
)
def test_spellings_of_one_thing_are_made_one(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "n.d.", "N.D", "n/a", "//", "da definire", "Da definirsi.", "…"]
)
def test_a_cell_that_says_nothing_is_told(text: str) -> None:
    assert says_nothing(fold(text))


@pytest.mark.parametrize("text", ["0", "no", "5", "definire il piano", "a"])
def test_a_short_cell_still_says_something(text: str) -> None:
    assert not says_nothing(fold(text))


@pytest.mark.parametrize(
    "text", ["azioni in delega o", "ripartizione dei compiti,", "attività (compresa", "sostegno ai", "dell'"]
)
def test_a_text_cut_in_the_middle_is_told(text: str) -> None:
    assert looks_cut_short(text)


@pytest.mark.parametrize("text", ["", "-", "azioni svolte.", "attività (compresa)", "15'", "almeno una"])
def test_a_whole_text_is_not_taken_for_cut(text: str) -> None:
    assert not looks_cut_short(text)


def test_blanks_at_the_ends_do_not_make_a_cell_too_long() -> None:
    assert not is_too_long(" " * 5000 + "x" * LONGEST_CELL + "\n" * 5000)
    assert is_too_long("x" * (LONGEST_CELL + 1))


def test_lower_case_keeps_every_letter_in_its_place() -> None:
    assert lower("İSTANBUL È") == "İstanbul è"
    assert len(lower("İ" * 50)) == 50


@pytest.mark.parametrize(
    ("entry", "letters"),
    [
        ("almeno", "a"),
        ("(?:al )?minimo", "am"),
        ("(?:ab|cd)x", "ac"),
        ("s[iì]", "s"),
        ("[xy]z", "xy"),
        ("x?y", "xy"),
        (r"\d+ su", "0123456789"),
        (r"\.+", "."),
        ("(?=a)b", "b"),
        ("a|b", "ab"),
    ],
)
def test_the_first_letters_of_an_entry_are_known(entry: str, letters: str) -> None:
    assert first_letters(entry) == frozenset(letters)


def test_an_entry_that_can_begin_with_anything_is_looked_up_everywhere() -> None:
    assert "q" in first_letters(".x")
    assert first_letters("(?:a") == frozenset("a")


def test_a_lookup_finds_the_longest_spelling() -> None:
    found = Lookup({"short": ["non"], "long": ["non più", "più"]})
    assert found.match("non più di", 0) == ("long", 7)
    assert found.match("nonno", 0) is None
    assert found.match("", 0) is None


@pytest.mark.parametrize(
    "name", ["signs", "units", "dates", "numbers", "masks", "directions", "prose", "formulas", "cells"]
)
def test_every_table_of_words_holds_patterns_that_match_something(name: str) -> None:
    for section in lexicon.table(name).values():
        for entries in section.values():
            for entry in entries:
                assert all(map(first_letters, [entry] if isinstance(entry, str) else entry))


def test_a_date_of_the_title_without_any_year_stays_open() -> None:
    reading = read_row("% di completamento", "100% entro data fissata", "Adozione entro il 30/9")
    assert reading.target.conditions[0].status is Status.UNCLEAR
    assert [doubt.code for doubt in reading.doubts] == [Code.DEADLINE_WITHOUT_YEAR]


def test_a_comparison_with_a_total_is_no_change() -> None:
    reading = read_row("% di pratiche", "≥ 90% rispetto al totale, rispetto al previsto", "", 2018)
    assert [condition.basis for condition in reading.target.conditions] == ["absolute"]
    assert reading.target.conditions[0].status is Status.READ


def test_a_deadline_within_the_period_of_the_objective_is_in_order() -> None:
    codes = {doubt.code for doubt in read_row("SI/NO", "entro il 31/12/2019", "", 2018, 2017, 2019).doubts}
    assert Code.DEADLINE_OUTSIDE_PLAN not in codes
    codes = {doubt.code for doubt in read_row("SI/NO", "entro il 31/12/2019", "", 2018).doubts}
    assert Code.DEADLINE_OUTSIDE_PLAN in codes


IMPORT_ONLY = {
    Code.MISSING_AREA,
    Code.MISSING_CODE,
    Code.UNKNOWN_AREA,
    Code.SHIFTED_COLUMN,
    Code.TITLE_CUT_SHORT,
    Code.NEAR_DUPLICATE,
    Code.CODE_NOT_UNDER_PARENT,
}
EXAMPLES = [
    ("entrate tributarie + entrate extratributarie / entrate correnti", "80%"),
    ("n. eventi / n. residenti ‰", "≤ 3"),
    ("", "80%"),
    ("SI/NO", ""),
    ("≥ 3", "80%"),
    ("n. atti", "5 atti e"),
    ("n. atti", "x" * 2000),
    ("boh", "80%"),
    ("Contributi erogati", "120"),
    ("data domanda/data rilascio", "5"),
    ("n. beni/servizi acquistati", "5"),
    ("% di evase *100", "5"),
    ("evase / pervenute %", "80"),
    ("1-(A/B)*100", "80%"),
    ("Riscossioni (in milioni di euro)", "2.500.000"),
    ("n. atti - n. visite", "5"),
    ("(a-b+c)/d", "5"),
    ("verbali ricevuti/verbali evasi", "5"),
    ("n. atti 2030", "5"),
    ("n. atti", "=5"),
    ("n. atti", "pari a 5"),
    ("Tasso di turnover", "5%"),
    ("n. atti", "> < 5"),
    ("Tempo medio", "≥ 5 gg"),
    ("n. atti", "0"),
    ("n. atti", "1.5"),
    ("n. atti", "≥ valore 2021"),
    ("n. atti", "≥ 5 (almeno 2 nuovi)"),
    ("n. atti", "da 5 a 10"),
    ("Voto", "4/5"),
    ("Disponibilità", "80% ± 5%"),
    ("n. atti", "≥ 5% rispetto al 2017"),
    ("Percentuale di riduzione dei costi", "≥ -5%"),
    ("% evase", "+5%"),
    ("n. atti", "Baseline: 5"),
    ("n. atti", "5 (obiettivo del triennio, non frazionabile)"),
    ("n. atti", "≥ 5 nel triennio"),
    ("% di completamento", "100% con rispetto dei tempi"),
    ("Tempo", "≤ 10 gg: 100%; 11-15 gg: 50%"),
    ("% di completamento", "120%"),
    ("SI/NO", "NO"),
    ("SI/NO", "entro il 30/6"),
    ("SI/NO", "entro data fissata"),
    ("SI/NO", "entro 60 giorni dalla firma"),
    ("SI/NO", "entro il 31/12/2030"),
    ("a/b", "80%"),
    ("SI/NO", "≥ 7"),
    ("n. atti", "fatto"),
    ("n. atti 2018/n. atti 2017*100", "+5%"),
    ("n. atti 2018/n. atti 2017*100", "≥ 5%"),
    ("% evase", "15 gg per le del."),
    ("n. atti; n. visite", "5"),
    ("n. atti", "80%"),
    ("% evase", "0,85"),
    ("% evase", "≥ 50% oppure ≥ 100%"),
    ("% evase", "100% (baseline 80%)"),
    ("n. atti", "avviati 2018: 10; chiusi 2019: 20"),
    ("n. atti", "almeno 1 a settimana"),
    ("SI/NO", "non prima del 30/6/2018"),
    ("n. atti", "almeno 5, salvo proroghe"),
]


def test_every_doubt_of_a_row_is_raised_by_some_row() -> None:
    raised = {
        doubt.code for formula, target in EXAMPLES for doubt in read_row(formula, target, "", 2018).doubts
    }
    raised |= {doubt.code for doubt in read_row("n. atti svolti", "5", "N. atti svolti", 2018).doubts}
    raised |= {
        doubt.code for doubt in read_row("SI/NO", "entro data fissata", "x entro il 30/9", 2018).doubts
    }
    raised |= {doubt.code for doubt in read_row("SI/NO", "entro data fissata", "x entro il 30/9").doubts}
    raised |= {
        doubt.code
        for doubt in read_row("SI/NO", "entro data fissata", "x entro 30/9 e y entro 31/10", 2018).doubts
    }
    raised |= {
        doubt.code for doubt in read_row("SI/NO", "entro il 30/9/2018", "entro il 31/12/2018", 2018).doubts
    }
    assert {code.value for code in set(Code) - IMPORT_ONLY} - raised == set()
