"""Operands named elsewhere in the cell, divisions in words, changes, weights and scales of money."""

from __future__ import annotations

import pytest

from targets.domain.reading import Kind
from targets.domain.reading.definitions import definitions
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula, read_with_doubts
from targets.domain.reading.row import read_row
from tests.domain.reading.reading_tables import shown_formula


def codes_of(formula: str, target: str = "") -> set[str]:
    return {doubt.code for doubt in read_row(formula, target, year=2024).doubts}


@pytest.mark.parametrize(
    "formula",
    [
        "A = pratiche evase\nB = pratiche pervenute\nA/B",
        "a = pratiche evase\nb = pratiche pervenute\nIndicatore = a/b",
        "a: pratiche evase; b: pratiche pervenute; formula: (a/b)",
        "Algoritmo: Segmento 1 / Segmento 2. Segmento 1: pratiche evase; Segmento 2: pratiche pervenute",
        "a) pratiche evase b) pratiche pervenute a/b",
        "Ppag/Pric ; Ppag: pratiche evase; Pric: pratiche pervenute",
        "PE/PP con PE=pratiche evase e PP=pratiche pervenute",
        "PE/PP (PE = le pratiche evase; PP = le pratiche pervenute)",
        "[Misura1] / [Misura2] - Misura1: pratiche evase - Misura2: pratiche pervenute",
        "pratiche evase (A) / pratiche pervenute (B) = A/B",
        "(A) pratiche evase / (B) pratiche pervenute",
        "Rapporto tra (a) pratiche evase e (b) pratiche pervenute",
    ],
)
def test_operands_take_their_words_from_wherever_the_cell_says_them(formula: str) -> None:
    operands = read_formula(formula).indicators[0].operands
    assert [each.label for each in operands] == ["pratiche evase", "pratiche pervenute"]
    assert len(read_formula(formula).indicators) == 1


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "Media (a + b)/2 con a = % qualità percepita e b = % qualità erogata",
            "ratio (a + b) / 2 % {% qualità percepita; % qualità erogata}",
        ),
        (
            "Nn/Nt*100 (Nn = nuovi utenti; Nt = totale utenti)",
            "ratio a / b * 100 % {nuovi utenti; totale utenti}",
        ),
        ("Indice (a)/(b)", "ratio a / b {Indice (a); b}"),
    ],
)
def test_a_mean_keeps_per_cent_and_a_bracket_may_be_a_name(formula: str, expected: str) -> None:
    assert shown_formula(read_formula(formula)) == expected


@pytest.mark.parametrize(
    "formula",
    [
        "a) n. corsi; b) n. docenti",
        "(a) n. imprese (b) n. eventi",
        "A: n. corsi; B: n. docenti; C/D",
    ],
)
def test_marks_of_a_list_name_no_operands(formula: str) -> None:
    assert len(read_formula(formula).indicators) > 1


@pytest.mark.parametrize("formula", ["A = (B = corsi); A/B", "A/B", "A = corsi; A/B", "A = x; A = y; A/A"])
def test_a_name_without_its_own_words_defines_nothing(formula: str) -> None:
    assert definitions(formula) is None


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Media ponderata: 60% qualità + 40% tempi", "0.6 * a + 0.4 * b"),
        ("0,6 x (svolte/previste) + 0,4 x (soddisfatti/intervistati)", "0.6 * (a / b) + 0.4 * (c / d)"),
        ("Indicatore composito: 50% tempi + 50% qualità", "0.5 * a + 0.5 * b"),
        ("60% * (A/B) + 40% * (C/D)", "0.6 * (a / b) + 0.4 * (c / d)"),
        ("Indicatore = 40% A + 60% B", "0.4 * a + 0.6 * b"),
    ],
)
def test_every_weight_of_a_sum_is_kept(formula: str, expected: str) -> None:
    assert read_formula(formula).indicators[0].expression == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Rapporto numerico insegnanti/alunni", "ratio a / b {insegnanti; alunni}"),
        ("Rapporto numerico tra educatori e bambini", "ratio a / b {educatori; bambini}"),
        (
            "Rapporto fra domande accolte/domande presentate",
            "ratio a / b {domande accolte; domande presentate}",
        ),
        ("Rapporto ricavi propri su costi totali", "ratio a / b {ricavi propri; costi totali}"),
        (
            "Rapporto % ricavi propri su costi totali",
            "ratio a / b * 100 % {ricavi propri; costi totali}",
        ),
        (
            "Rapporto percentuale (n. evase/n. pervenute)",
            "ratio a / b * 100 % {n. evase; n. pervenute}",
        ),
        (
            "N. domande istruite in rapporto al numero di domande ricevute",
            "ratio a / b {N. domande istruite; numero di domande ricevute}",
        ),
        ("N. atti pubblicati rapportato al totale atti", "ratio a / b {N. atti pubblicati; totale atti}"),
        ("N. controlli effettuati su programmati", "ratio a / b {N. controlli effettuati; programmati}"),
        ("PEC sanate su PEC rilevate", "ratio a / b {PEC sanate; PEC rilevate}"),
        ("N. pratiche evase:N. pratiche pervenute", "ratio a / b {N. pratiche evase; N. pratiche pervenute}"),
        (
            "N. bilanci/elenchi soci controllati su N. bilanci/elenchi soci depositati",
            "ratio a / b {N. bilanci/elenchi soci controllati; N. bilanci/elenchi soci depositati}",
        ),
        ("Costi 2024/2023*100", "ratio a / b * 100 % {Costi 2024@2024; Costi 2023@2023}"),
        ("N. iscritti 2024/2023", "ratio a / b {N. iscritti 2024@2024; N. iscritti 2023@2023}"),
    ],
)
def test_a_division_in_words_has_both_its_operands(formula: str, expected: str) -> None:
    assert shown_formula(read_formula(formula)) == expected


@pytest.mark.parametrize(
    "formula", ["Rapporto di valutazione su prodotti", "N. studenti 2023/2024", "N. pratiche: evase"]
)
def test_what_only_sounds_like_a_division_has_one_operand_at_most(formula: str) -> None:
    assert len(read_formula(formula).indicators[0].operands) <= 1


@pytest.mark.parametrize(
    "formula",
    [
        "Scostamento consuntivo/preventivo",
        "Scostamento tra costi sostenuti/budget assegnato",
        "Variazione % costi 2024/costi 2023",
        "Differenza % consuntivo/preventivo",
        "Incremento iscritti 2024/iscritti 2023",
        "Riduzione dei costi 2024/2023*100",
    ],
)
def test_a_change_between_two_is_no_quotient_of_them_and_is_asked(formula: str) -> None:
    reading, doubts = read_with_doubts(formula)
    assert (reading.kind, reading.indicators[0].expression) == (Kind.PERCENTAGE, "a")
    assert Code.FORMULA_ASSUMED in {doubt.code for doubt in doubts}


@pytest.mark.parametrize(
    "formula", ["Scostamento = A/B", "Scostamento (A - B)/B", "Variazione: costi 2024/costi 2023*100"]
)
def test_a_change_that_is_written_out_is_computed(formula: str) -> None:
    assert read_formula(formula).kind is Kind.RATIO


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("Proventi correnti mld €", "mld €"),
        ("Valore della produzione (€/mgl)", "€/mgl"),
        ("Entrate contributive (mln/€)", "mln/€"),
        ("Maggiore imposta accertata (mln €)", "mln €"),
        ("Proventi propri (valori in k€)", "k€"),
        ("Spese di investimento (mln)", "mln"),
        ("Entrate proprie - migliaia di euro", "migliaia di euro"),
        ("Ricavi (€/1000)", "€/1000"),
        ("Spesa (€)", "EUR"),
        ("Importo liquidato in euro", "EUR"),
    ],
)
def test_money_in_thousands_or_millions_is_asked_for_so(formula: str, unit: str) -> None:
    indicator = read_formula(formula).indicators[0]
    assert (indicator.kind, indicator.unit) == (Kind.AMOUNT, unit)
