"""What a heading heads: listed words, rules for the others, and no guess beyond them."""

from __future__ import annotations

import pytest

from targets.domain.table.heading_words import TOLD, Role
from targets.domain.table.headings import understand_heading
from targets.domain.table.layout import read_layout
from targets.domain.table.problems import Column, ProblemCode
from tests.domain.table.test_layout import LINE

TARGETS = [
    *("Valore 2025", "Valore", "Valori obiettivo", "Valori attesi 2025", "Valore target anno 2025"),
    *("Traguardo", "Soglia", "Livello atteso", "Valore da raggiungere", "Target 2025", "Risultato atteso"),
    *("Valore atteso per l'anno 2025 (%)", "Target al 31/12/2025", "Risultati previsti 2025-2027"),
    *("TARGET/VALORE ATTESO", "Obiettivo numerico", "Expected values"),
]
OTHERS = [
    ("Formula dell'indicatore", Role.FORMULA),
    ("Modalità di misurazione", Role.FORMULA),
    ("Indicatore e formula", Role.FORMULA),
    ("Indicatori di outcome", Role.INDICATOR),
    ("Uffici responsabili", Role.AREA),
    ("Responsabile dell'obiettivo", Role.AREA),
    ("Codice dell'obiettivo", Role.CODE),
    ("Descrizione dell’obiettivo operativo", Role.TEXT),
    ("Obiettivi/target", Role.TEXT),
    ("Peso relativo", Role.WEIGHT),
    ("Valori di partenza", Role.OTHER),
    ("Valore effettivo 2024", Role.OTHER),
]
UNKNOWN = [
    "Valore di riferimento",
    "Peso indicatore",
    "Altre strutture coinvolte",
    "Target 1",
    "2025",
    "AREA SERVIZI",
]


@pytest.mark.parametrize("heading", TARGETS)
def test_a_target_value_is_known_by_many_headings(heading: str) -> None:
    assert understand_heading(heading).role is Role.TARGET


@pytest.mark.parametrize(("heading", "role"), OTHERS)
def test_other_columns_are_known_by_rules_too(heading: str, role: Role) -> None:
    assert understand_heading(heading).role is role


@pytest.mark.parametrize("heading", UNKNOWN)
def test_a_heading_with_any_other_word_is_not_guessed(heading: str) -> None:
    assert understand_heading(heading).role is None


@pytest.mark.parametrize(
    ("role", "heading"), [(role, word) for role, words in TOLD.items() for word in words]
)
def test_the_headings_told_to_a_person_are_understood(role: Role, heading: str) -> None:
    understood = understand_heading(heading).role
    assert understood is role or (role, understood) == (Role.FORMULA, Role.INDICATOR)


ROW = ["1 OBIETTIVO STRATEGICO", "Crescere", "n.", "5", "7", "AREA UNO"]


@pytest.mark.parametrize(
    ("one", "other", "target"),
    [
        ("Valore 2024", "Target 2025", "7"),
        ("Valore 2024", "Target", "7"),
        ("Valore 2025", "Target 2026", "5"),
        ("Target 2024", "Target 2024-2026", "7"),
        ("Valore 2025", "Valore 2026", "5"),
        ("Soglia", "Valore atteso", "7"),
        ("Target 2024", "Valore obiettivo", "7"),
    ],
)
def test_of_two_columns_that_may_be_the_target_the_surer_one_is_read(
    one: str, other: str, target: str
) -> None:
    header = ["Tipo", "Obiettivo", "Formula", one, other, "Area"]
    (row,) = read_layout([LINE, header, ROW], year=2025).rows()
    assert row.target == target


def test_a_bare_value_of_another_year_is_no_target() -> None:
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", "Valore 2024", "Area"], ROW], year=2025)
    assert [(p.line_no, p.code, p.detail) for p in table.problems] == [
        (2, ProblemCode.NO_TARGET_COLUMN, "“Valore 2024”")
    ]


@pytest.mark.parametrize("heading", ["Target 2024", "Valore obiettivo 2026", "VALORE OBIETTIVO 2026-2028"])
def test_the_target_of_another_year_alone_is_refused_by_its_name(heading: str) -> None:
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", heading, "Area"], ROW], year=2025)
    assert table.has_errors
    assert [(p.line_no, p.code, p.detail) for p in table.problems] == [
        (2, ProblemCode.NO_TARGET_COLUMN, f"“{heading}”")
    ]


@pytest.mark.parametrize("heading", ["Target 2025", "Target 2024-2026", "Target"])
def test_the_target_of_years_with_the_plan_s_among_them_is_read(heading: str) -> None:
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", heading, "Area"], ROW], year=2025)
    assert not table.has_errors
    assert [row.target for row in table.rows()] == ["5"]


def test_a_blank_heading_over_the_target_is_refused_with_what_stands_under_it() -> None:
    header = ["Tipo", "Obiettivo", "Formula", "", "Area"]
    row = ["1 OBIETTIVO STRATEGICO", "Crescere", "n. imprese", "≥ 5", "AREA UNO"]
    table = read_layout([LINE, header, row, row], year=2025)
    errors = [(p.line_no, p.code, p.detail) for p in table.problems if p.is_error]
    assert errors == [(3, ProblemCode.NO_TARGET_COLUMN, "“” (≥ 5)")]


def test_a_blank_heading_over_the_target_is_named_once_beside_an_unknown_one() -> None:
    header = ["Tipo", "Obiettivo", "Formula", "", "Colore", "Area"]
    table = read_layout([LINE, header, ["1 OBIETTIVO STRATEGICO", "Crescere", "n.", "7", "", "AREA UNO"]])
    assert [(p.line_no, p.code) for p in table.problems if p.is_error] == [(3, ProblemCode.NO_TARGET_COLUMN)]


def test_a_blank_heading_with_words_under_it_or_beside_a_target_refuses_nothing() -> None:
    row = ["1 OBIETTIVO STRATEGICO", "Crescere", "n. imprese", "sì", "AREA UNO"]
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", "", "Area"], row])
    assert not table.has_errors
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", "Target", "Area", ""], [*ROW[:5], "7"]])
    assert not table.has_errors


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (["Tipo", "Obiettivo", "Formula", "Cifra magica", "Area"], ProblemCode.NO_TARGET_COLUMN),
        (["Tipo", "Obiettivo", "Conto", "Target", "Area"], ProblemCode.NO_FORMULA_COLUMN),
    ],
)
def test_a_table_is_refused_where_an_unknown_column_may_be_the_one_that_lacks(
    header: list[str], code: ProblemCode
) -> None:
    table = read_layout([LINE, header, ROW])
    assert table.has_errors
    assert [(p.line_no, p.code) for p in table.problems] == [(2, code)]


def test_an_unknown_column_beside_all_others_is_named_and_refuses_nothing() -> None:
    header = ["Tipo", "Obiettivo", "Formula", "Target", "Colore", "Area"]
    table = read_layout([LINE, header, ROW, LINE, header, ["2 OBIETTIVO STRATEGICO", *ROW[1:]]])
    assert [(p.line_no, p.code, p.detail) for p in table.problems] == [
        (2, ProblemCode.UNKNOWN_COLUMN, "Colore")
    ]
    assert not table.has_errors


def test_a_section_without_a_target_column_is_no_error_where_others_have_one() -> None:
    section = [["soddisfazione dell'utenza"], ["Tipo", "Obiettivo", "Formula", "Esiti", "Area"]]
    table = read_layout(
        [LINE, ["Tipo", "Obiettivo", "Formula", "Target", "Area"], ROW, *section, ["1 TARGET", "a", "b", "c"]]
    )
    assert not table.has_errors
    assert [row.absent for row in table.rows()] == [{Column.NOTE}, {Column.NOTE, Column.TARGET}]


def test_a_code_inside_the_kind_needs_no_column() -> None:
    table = read_layout([LINE, ["Tipo", "Obiettivo", "Formula", "Target", "Area"], ROW])
    assert Column.CODE not in next(table.rows()).absent


def test_two_words_of_different_columns_with_a_slash_between_them_head_neither() -> None:
    assert understand_heading("Valore da raggiungere / Modalità di calcolo").role is None
    assert understand_heading("Valore da raggiungere / Livello atteso").role is Role.TARGET
