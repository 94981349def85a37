"""What a formula measures, told by its own words: comparisons, rates, counted nouns, results, yes and no."""

from __future__ import annotations

import pytest

from targets.domain.reading import Kind
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula
from targets.domain.reading.row import read_row
from tests.domain.reading.reading_tables import shown_formula


@pytest.mark.parametrize(
    "formula",
    [
        "Spesa pro capite 2024 < Spesa pro capite 2023",
        "N. ore ALPI ≤ n. ore istituzionali",
        "N. visite 2024 >= N. visite 2023",
        "costi 2024 =< costi 2023",
        "Utenti 2024 > utenti 2023",
    ],
)
def test_a_comparison_holds_or_does_not(formula: str) -> None:
    assert read_formula(formula).kind is Kind.YES_NO


@pytest.mark.parametrize(
    "formula",
    ["N. utenti ADI ≥ 65 anni/popolazione ≥ 65 anni*100", "N. utenti > 65 anni", "N. degenze < 3 giorni"],
)
def test_a_limit_of_age_or_of_days_compares_nothing(formula: str) -> None:
    assert read_formula(formula).kind is not Kind.YES_NO


@pytest.mark.parametrize(
    "formula",
    ["evase / ricevute >= 90%", "evase / ricevute ≥ 90 %", "evase / ricevute > 0,9", "evase / ricevute ≥90"],
)
def test_a_target_behind_a_division_is_no_part_of_its_operand(formula: str) -> None:
    assert [each.label for each in read_formula(formula).indicators[0].operands] == ["evase", "ricevute"]


@pytest.mark.parametrize(
    "formula",
    [
        "0/1",
        "Sì=1 No=0",
        "Realizzazione del portale (1=sì; 0=no)",
        "Attivazione (0=NO; 1=SI)",
        "SI/NO",
        "1=sì, 0=no",
    ],
)
def test_yes_and_no_may_be_written_in_figures(formula: str) -> None:
    assert read_formula(formula).kind is Kind.YES_NO


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Numero complessivo di accessi", "count a accessi"),
        ("Numero totale delle imprese", "count a imprese"),
        ("N. max reclami", "count a reclami"),
        ("n. minimo di incontri", "count a incontri"),
        ("N. DURC rilasciati", "count a DURC"),
        ("n. spin-off attivati", "count a spin-off"),
        ("N. euro risparmiati", "amount a EUR"),
        ("numero di euro", "amount a EUR"),
        ("n. % pratiche", "percentage a %"),
        ("Valore percentuale", "percentage a %"),
        ("Var. % consumi carta", "percentage a %"),
        ("Δ% accessi sito web 2024/2023", "percentage a %"),
        ("Valore indicatore", "count a"),
        ("Valore PNE", "count a"),
        ("MOL", "amount a EUR"),
        ("Cash flow", "amount a EUR"),
        ("Risultato d'esercizio", "amount a EUR"),
        ("Valore della produzione", "amount a EUR"),
        ("H-index medio dell'Ente", "count a"),
        ("Media (n. giorni tra richiesta e rilascio)", "duration a days"),
        ("75° percentile della distribuzione dei tempi", "duration a days"),
        ("Consumo di gel (litri/1000 gg degenza)", "count a"),
        ("DDD di fluorochinolonici per 1000 ab die", "count a"),
        ("n. incidenti per 1000 abitanti", "count a incidenti"),
    ],
)
def test_the_words_of_a_formula_tell_its_kind_and_unit(formula: str, expected: str) -> None:
    assert shown_formula(read_formula(formula)) == f"{expected} {{{formula}}}"


@pytest.mark.parametrize(
    ("formula", "expression", "unit"),
    [
        ("Posti letto/50.000 ab.", "a / (b / 50000)", None),
        ("Differenza tra tempo effettivo e tempo previsto (gg)", "a - b", "days"),
        ("Differenza tra ricavi e costi (€)", "a - b", "EUR"),
        ("Totale dei tempi diviso il numero totale delle pratiche", "a / b", "days"),
        ("Media di A + B (n.)", None, None),
    ],
)
def test_the_unit_of_a_computed_value_is_read_too(
    formula: str, expression: str | None, unit: str | None
) -> None:
    indicator = read_formula(formula).indicators[0]
    assert indicator.unit == unit
    assert expression in (None, indicator.expression)


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("N. FTE / N. imprese attive *1000", "≤0,35‰"),
        ("Tasso di ospedalizzazione per 1000 residenti", "< 125 per mille"),
        ("Tasso di ospedalizzazione per 1.000 residenti", "≤ 125‰"),
        ("n. decessi / n. nati x 1000", "≤ 3‰"),
        ("n. vaccinati/n. eleggibili ‰", "≥ 950‰"),
    ],
)
def test_a_target_per_mille_fits_a_formula_per_thousand(formula: str, target: str) -> None:
    reading = read_row(formula, target, year=2024)
    assert reading.formula.indicators[0].unit == "‰"
    assert Code.UNIT_MISMATCH not in {doubt.code for doubt in reading.doubts}
