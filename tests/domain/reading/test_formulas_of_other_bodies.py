"""Formula cells of ministries, municipalities, universities, health bodies; every reading checked by eye."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from targets.domain.reading import Kind, expression
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula, read_with_doubts
from targets.domain.reading.row import read_row
from targets.domain.reading.years import year_of
from tests.domain.reading.reading_tables import (
    reading_of,
    rows,
    shown_conditions,
    shown_doubts,
    shown_formula,
)

TABLE = Path(__file__).with_name("formulas_of_other_bodies.tsv")
ROWS = rows(TABLE)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['formula'][:40]} | {row['target'][:20]}")
def test_a_formula_reads_as_it_was_checked_by_eye(row: dict[str, str]) -> None:
    reading = reading_of(row)
    assert shown_formula(reading.formula) == row["expected_formula"]
    assert shown_conditions(reading) == row["expected_conditions"]
    assert shown_doubts(reading) == row["expected_doubts"]


def value_of(formula: str, *operands: int) -> Decimal:
    indicator = read_formula(formula).indicators[0]
    assert indicator.expression is not None
    named = {each.key: Decimal(number) for each, number in zip(indicator.operands, operands, strict=True)}
    return expression.evaluate(indicator.expression, named)


@pytest.mark.parametrize(
    ("formula", "operands", "value"),
    [
        ("(A/B)-1", (120, 100), "0.2"),
        ("A/B*100-100", (120, 100), "20"),
        ("A + B / C", (10, 20, 60), "0.5"),
        ("Spese di personale/FFO + contribuzione", (30, 40, 20), "0.5"),
        ("½ * (indicatore A + indicatore B)", (40, 60), "50"),
        ("1/3 * (A + B + C)", (30, 30, 60), "40"),
        ("60% A + 40% B", (50, 100), "70"),
        ("(voto 1 + voto 2 + voto 3) : 3", (3, 4, 5), "4"),
        ("n. posti letto/1000 abitanti", (30, 10000), "3"),
        ("n. vaccinati/n. eleggibili ‰", (3, 100), "30"),
        ("giornate di degenza / posti letto x 365", (730, 4), "0.5"),
        ("n. istanze evase diviso n. istanze pervenute per 100", (8, 10), "80"),
    ],
)
def test_a_formula_computes_what_its_words_mean(formula: str, operands: tuple[int, ...], value: str) -> None:
    assert value_of(formula, *operands) == Decimal(value)


@pytest.mark.parametrize(
    "formula",
    [
        "Entrate tributarie + entrate extratributarie / entrate correnti",
        "A / B + C",
        "(A + B / C) * 100",
        "(A - B) / C + D",
        "(A/B + C/D) / 2",
        "A * 0,5 + B / C",
        "giorni di assenza / giorni lavorativi * n. dipendenti",
    ],
)
def test_a_division_beside_a_sum_without_brackets_is_pointed_out(formula: str) -> None:
    assert Code.DIVISION_OF_SUM in {each.code for each in read_with_doubts(formula)[1]}


@pytest.mark.parametrize(
    "formula",
    [
        "(A + B) / C",
        "A/B - 1",
        "(A/B) + (C/D)",
        "100 - (A/B*100)",
        "A/(B + C) * 100",
        "A/B*1000",
        "0,5*A + 0,5*B",
    ],
)
def test_where_nothing_is_left_open_nothing_is_asked(formula: str) -> None:
    assert Code.DIVISION_OF_SUM not in {each.code for each in read_with_doubts(formula)[1]}


def test_two_measures_in_one_cell_are_parted_only_where_their_targets_fit_them() -> None:
    parted = read_row("% pratiche evase e tempo medio di evasione", "≥ 90% e ≤ 10 gg")
    assert parted.formula.kind is Kind.SEVERAL
    assert [condition.indicator for condition in parted.target.conditions] == [0, 1]
    whole = read_row("% spesa impegnata e pagata", "80% e 70%")
    assert len(whole.formula.indicators) == 1
    assert Code.COUNTS_DO_NOT_MATCH in {each.code for each in whole.doubts}


def test_a_range_of_one_ratio_is_no_pair_of_targets() -> None:
    reading = read_row("n. utenti / n. operatori", "≥ 4 e ≤ 80")
    assert len(reading.formula.indicators) == 1


@pytest.mark.parametrize("target", ["I1: 100 I2: 5", "1) 100 2) 5", "(1) 100 (2) 5", "1. 100 2. 5", "100; 5"])
def test_numbered_targets_go_to_the_indicators_of_the_same_number(target: str) -> None:
    conditions = read_row("I1: n. imprese I2: n. eventi", target).target.conditions
    assert [(condition.value, condition.indicator) for condition in conditions] == [
        (Decimal(100), 0),
        (Decimal(5), 1),
    ]


def test_numbers_that_do_not_count_up_number_nothing() -> None:
    assert len(read_formula("2) n. imprese 3) n. eventi").indicators) == 1
    assert len(read_row("- n. imprese - n. eventi", "- 100").target.conditions) == 1


@pytest.mark.parametrize(
    "formula",
    [
        "A/" * 200,
        "(" * 300,
        "1/0 * A",
        "½",
        "A=" * 200,
        "A = b; " * 100,
        "60% " * 100 + "+",
        "a) " * 300,
        "n. x " * 200,
    ],
)
def test_hostile_formulas_read_too(formula: str) -> None:
    assert read_formula(formula).indicators


@pytest.mark.parametrize(
    "formula", ["n. atti / ", "n. atti svolti / (n. atti", "(n. atti) / ", "(n. atti) - "]
)
def test_a_sign_with_nothing_behind_it_reckons_nothing(formula: str) -> None:
    indicator = read_formula(formula).indicators[0]
    assert len(indicator.operands) <= 2
    assert "-" not in (indicator.expression or "")


def test_a_letter_without_its_meaning_makes_no_legend() -> None:
    operands = read_formula("A/B dove A = corsi; B = , C = docenti").indicators[0].operands
    assert "docenti" not in [each.label for each in operands]


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("n. imprese al 31/12/2018", 2018),
        ("costi 2018", 2018),
        ("adempimenti L. 190/2012", None),
        ("n. controlli ex D.Lgs. n. 33/2013", None),
        ("report L. 190/2012 anno 2018", 2018),
        ("studenti a.a. 2018/2019", None),
    ],
)
def test_the_year_of_an_act_is_not_the_year_of_a_figure(label: str, year: int | None) -> None:
    assert year_of(label) == year
