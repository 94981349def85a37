"""Names before a computation, slashes that divide nothing, units named in a formula, deeds measured."""

from __future__ import annotations

import pytest

from targets.domain.reading import Kind
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula, read_with_doubts
from targets.domain.reading.row import read_row
from tests.domain.reading.reading_tables import shown_formula


def codes_of(formula: str, target: str) -> set[str]:
    return {doubt.code for doubt in read_row(formula, target, year=2024).doubts}


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (
            "Tasso di riscossione (riscosso / accertato in c/competenza)",
            "a / b {riscosso; accertato in c/competenza}",
        ),
        (
            "Tasso di successo [progetti finanziati/progetti presentati]",
            "a / b {progetti finanziati; progetti presentati}",
        ),
        (
            "Recupero evasione (importo riscosso/importo accertato*100)",
            "a / b * 100 % {importo riscosso; importo accertato}",
        ),
        ("Tasso di evasione (evase/pervenute) x 100", "(a / b) * 100 % {evase; pervenute}"),
        (
            "% di realizzazione (azioni realizzate/azioni previste)",
            "a / b * 100 % {azioni realizzate; azioni previste}",
        ),
        ("Tempo medio di rilascio (giorni totali/n. pratiche)", "a / b days {giorni totali; n. pratiche}"),
        (
            "Tasso di crescita (iscritte - cessate)/registrate*100",
            "(a - b) / c * 100 % {iscritte; cessate; registrate}",
        ),
        ("Tasso di copertura - posti coperti/posti totali", "a / b {posti coperti; posti totali}"),
    ],
)
def test_what_stands_behind_a_name_is_the_formula(formula: str, expected: str) -> None:
    assert shown_formula(read_formula(formula)) == f"ratio {expected}"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Variazione (A-B)/B", "(a - b) / b"),
        ("Scostamento (consuntivo - preventivo)/preventivo", "(a - b) / b"),
        ("Costo medio pasto (costo totale/pasti erogati)", "a / b"),
        ("Crescita fatturato (2024 - 2023)/2023", None),
        ("Fatturato/2023", None),
    ],
)
def test_a_change_is_computed_and_no_year_is_divided_with(formula: str, expected: str | None) -> None:
    assert read_formula(formula).indicators[0].expression == expected


@pytest.mark.parametrize(
    "formula",
    [
        "N. eventi (corsi / seminari)",
        "Imprese coinvolte (micro / piccole)",
        "Grado di soddisfazione (utenti / imprese)",
        "Tasso di copertura (aree / servizi / uffici)",
        "Tasso di crescita (1/1/2024)",
        "Tasso di assenza (/ totale)",
        "Tempo medio (data richiesta/data rilascio)",
        "Costo medio (euro",
        "Tasso di adesione - uomini/donne",
        "Tasso di adesione - prima/seconda/terza dose",
    ],
)
def test_brackets_that_only_explain_compute_nothing(formula: str) -> None:
    indicator = read_formula(formula).indicators[0]
    assert len(indicator.operands) <= 1 or indicator.label.startswith("Tasso di adesione")
    assert "(" not in "".join(each.label for each in indicator.operands[1:])


def test_a_name_may_be_the_first_operand() -> None:
    first = (
        read_formula("Costi di funzionamento (oneri - ammortamenti) / N. imprese").indicators[0].operands[0]
    )
    assert first.label == "Costi di funzionamento (oneri - ammortamenti)"


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("Data di pubblicazione/scadenza", Kind.YES_NO),
        ("Data firma/n. contratti", Kind.YES_NO),
        ("Giorni tra data richiesta/data rilascio", Kind.DURATION),
        ("(data fine - data inizio)", Kind.DURATION),
        ("Tempo medio di cancellazione/annotazione protesti", Kind.DURATION),
        ("Predisposizione bando/avviso", Kind.YES_NO),
        ("N. incontri/seminari", Kind.COUNT),
        ("N. accordi/protocolli/convenzioni stipulati", Kind.COUNT),
    ],
)
def test_a_slash_between_dates_deeds_or_things_of_one_kind_divides_nothing(formula: str, kind: Kind) -> None:
    assert read_formula(formula).kind is kind
    assert Code.SLASH_MEANING not in {doubt.code for doubt in read_with_doubts(formula)[1]}


@pytest.mark.parametrize(
    "formula",
    [
        "N. utenti ADI ≥ 65 anni/popolazione ≥ 65 anni*100",
        "Attuazione misure/misure previste",
        "Report inviati/dovuti",
        "Aggiornamento schede/archivio*100",
        "Residenti in locazione/popolazione",
        "N. ore di formazione/dipendente",
        "Num.: pratiche evase / Den.: pratiche totali",
        "Num. pratiche evase/Den. pratiche totali",
        "Num: n. pratiche evase - Den: n. pratiche pervenute",
        "N = pratiche evase; D = pratiche totali",
    ],
)
def test_what_is_surely_divided_has_two_operands(formula: str) -> None:
    operands = read_formula(formula).indicators[0].operands
    assert len(operands) == 2
    assert not any(each.label.strip("/- ") != each.label for each in operands)


@pytest.mark.parametrize(
    "formula", ["N. beneficiari 2024 vs N. beneficiari 2023", "Iscritti 2024 vs iscritti 2023"]
)
def test_what_is_set_against_another_is_divided_and_pointed_out(formula: str) -> None:
    assert len(read_formula(formula).indicators[0].operands) == 2
    assert Code.FORMULA_ASSUMED in {doubt.code for doubt in read_with_doubts(formula)[1]}


def test_what_only_looks_like_a_comparison_is_not_divided() -> None:
    assert len(read_formula("N. gare vinte vs Regione").indicators[0].operands) == 1


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("Valore assoluto", "count a {Valore assoluto}"),
        ("Valore %", "percentage a % {Valore %}"),
        ("N.ro sedute", "count a sedute {N.ro sedute}"),
        (
            "Indice di giacenza delle domande (giorni)",
            "duration a days {Indice di giacenza delle domande (giorni)}",
        ),
        ("Degenza media (days)", "duration a days {Degenza media (days)}"),
        ("Mesi", "duration a months {Mesi}"),
        ("Minuti di attesa", "duration a minutes {Minuti di attesa}"),
        ("Number of days", "duration a days {Number of days}"),
        ("Km di sentieri", "count a km {Km di sentieri}"),
        ("MWh", "count a MWh {MWh}"),
        ("Superficie (in mq)", "count a mq {Superficie (in mq)}"),
        ("kg di rifiuti pro capite", "unclear"),
        ("Costo per utente (€)", "amount a EUR {Costo per utente (€)}"),
        ("N. ore di formazione/dipendente", "ratio a / b hours {N. ore di formazione; dipendente}"),
        ("Costo / utente", "ratio a / b EUR {Costo; utente}"),
        ("Unit cost", "amount a EUR {Unit cost}"),
        ("Error rate", "percentage a % {Error rate}"),
    ],
)
def test_a_formula_gives_the_unit_that_it_names(formula: str, expected: str) -> None:
    assert shown_formula(read_formula(formula)) == expected


@pytest.mark.parametrize(
    ("formula", "target", "expected"),
    [
        ("Attuazione del piano", "100%", "completion a % {Attuazione del piano}"),
        ("Rispetto dei termini", "≥ 95%", "percentage a % {Rispetto dei termini}"),
        ("Attivazione COT", "n. 2 COT", "count a COT {Attivazione COT}"),
        ("Realizzazione interventi", "5", "count a {Realizzazione interventi}"),
        ("Temporale", "≤ 5 gg", "duration a days {Temporale}"),
    ],
)
def test_a_deed_is_measured_by_the_number_asked_of_it(formula: str, target: str, expected: str) -> None:
    assert shown_formula(read_row(formula, target, year=2024).formula) == expected
    assert Code.NUMBER_ON_YES_NO not in codes_of(formula, target)


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Attuazione del piano", "80"),
        ("Approvazione del piano", "100"),
        ("Adozione del regolamento", "entro 60 giorni"),
        ("Report mensile", "12/12"),
        ("Realizzazione del portale", "SI e ≥ 4"),
        ("Rispetto dei tempi", "scostamento ≤ 10%"),
        ("Aggiornamento del sito", "+ 5% rispetto al 2023"),
        ("SI/NO", "100%"),
    ],
)
def test_a_number_that_may_be_a_share_a_term_or_a_mark_of_a_deed_is_asked(formula: str, target: str) -> None:
    assert read_row(formula, target, year=2024).formula.kind is Kind.YES_NO
    assert Code.NUMBER_ON_YES_NO in codes_of(formula, target)


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Gara espletata", "entro il 30/06/2024"),
        ("Strategy adopted", "by 31 December 2024"),
        ("Indicatore temporale", "31/12/2024"),
        ("Tempistica", "31/12/2024"),
        ("Presenza", "SI"),
    ],
)
def test_a_name_with_a_day_or_a_yes_is_done_or_not(formula: str, target: str) -> None:
    assert read_row(formula, target, year=2024).formula.kind is Kind.YES_NO
    assert Code.FORMULA_UNCLEAR not in codes_of(formula, target)


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("almeno 3 report", "SI"),
        ("rapporto costi, ricavi ed entrate", "entro il 30/06/2024"),
        ("Sportello attivo", "apertura"),
    ],
)
def test_what_is_no_name_or_has_no_day_stays_unclear(formula: str, target: str) -> None:
    assert Code.FORMULA_UNCLEAR in codes_of(formula, target)


def test_a_formula_of_many_parts_is_not_cut_into_two() -> None:
    formula = "Tempo di rilascio" + " e rinnovo" * 40
    assert len(read_row(formula, "≥ 90% e ≤ 10 gg").formula.indicators) == 1


@pytest.mark.parametrize(
    ("formula", "target", "expected"),
    [
        ("Lavori ultimati", "fine lavori entro il 30/09/2024", "yes_no"),
        ("Lavori ultimati", "5", "count a Lavori {Lavori ultimati}"),
        ("Indice di giacenza", "≤ 30 gg", "duration a days {Indice di giacenza}"),
        ("Indice di giacenza", "≤ 30", "count a {Indice di giacenza}"),
    ],
)
def test_a_target_tells_what_a_formula_leaves_open(formula: str, target: str, expected: str) -> None:
    assert shown_formula(read_row(formula, target, year=2024).formula) == expected
    assert Code.UNIT_MISMATCH not in codes_of(formula, target)
