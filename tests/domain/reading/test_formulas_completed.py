"""What a target makes certain of its formula, and what stays to be confirmed."""

from __future__ import annotations

import pytest

from targets.domain.reading import Kind
from targets.domain.reading.doubts import Code
from targets.domain.reading.row import read_row


def kind_of(formula: str, target: str) -> tuple[Kind, set[str]]:
    reading = read_row(formula, target, year=2024)
    return reading.formula.kind, {doubt.code for doubt in reading.doubts}


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Adozione regolamento", "entro il 31/12/2024"),
        ("Data di approvazione", "30/06"),
        ("Predisposizione relazione", "SI"),
        ("Indizione gara", "entro fine maggio"),
        ("Validazione OIV", "entro la fine di giugno"),
        ("Emissione del ruolo diritto annuale 2022", "entro il 30/11"),
        ("Approvazione regolamento", "Giunta entro marzo, Consiglio entro aprile"),
    ],
)
def test_a_deed_with_a_day_or_a_yes_is_surely_done_or_not(formula: str, target: str) -> None:
    kind, codes = kind_of(formula, target)
    assert kind is Kind.YES_NO
    assert not {Code.FORMULA_ASSUMED, Code.FORMULA_UNCLEAR} & codes


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Imprese coinvolte", "≥ 50"),
        ("Imprese coinvolte", "50 imprese"),
        ("Partecipanti", "50 partecipanti"),
        ("Report", "2 report"),
        ("Telecamere installate", "n. 20"),
        ("Alunni trasportati", "350"),
    ],
)
def test_things_counted_by_whole_numbers_are_surely_a_count(formula: str, target: str) -> None:
    kind, codes = kind_of(formula, target)
    assert kind is Kind.COUNT
    assert Code.FORMULA_ASSUMED not in codes


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Contributi erogati", "120"),
        ("Consumi ridotti", "100"),
        ("Imprese coinvolte", "2,5"),
        ("Imprese coinvolte", "10%"),
        ("Nuovi accessi (minuti)", "30"),
        ("Pratiche evase pro capite", "300"),
        ("Reclami", "≤ 5"),
        ("Bilancio", "entro il 30/04"),
        ("Tempistica", "entro l'anno"),
        ("Report", "2"),
    ],
)
def test_what_may_be_measured_otherwise_is_still_confirmed_by_a_person(formula: str, target: str) -> None:
    assert Code.FORMULA_ASSUMED in kind_of(formula, target)[1]


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("Relazioni", "31 luglio e 30 novembre"),
        ("Progetto", "fase 1 entro marzo, fase 2 entro giugno"),
        ("Fasi", "ricognizione: 31/03; analisi: 30/06"),
        ("Bilancio", "31/03 - 30/09"),
        ("Relazioni semestrali", "31/07; 31/12"),
    ],
)
def test_a_name_with_several_days_is_done_or_not(formula: str, target: str) -> None:
    assert kind_of(formula, target)[0] is Kind.YES_NO


@pytest.mark.parametrize(
    ("formula", "target", "kind"),
    [
        ("MMG che alimentano il FSE", "85%", Kind.PERCENTAGE),
        ("Adempimenti D.Lgs. 33/2013", "100%", Kind.PERCENTAGE),
        ("Servizi accessibili tramite SPID/CIE", "100%", Kind.PERCENTAGE),
        ("Audit clinici", "almeno 2/anno", Kind.COUNT),
        ("P10Z", "≥ 90", Kind.COUNT),
        ("Rispetto del budget assegnato", "≤ 100%", Kind.PERCENTAGE),
        ("Termine di liquidazione", "20 gg", Kind.DURATION),
        ("Contributi (in migliaia)", "€ 120", Kind.AMOUNT),
    ],
)
def test_a_target_tells_the_kind_of_a_name_and_it_is_confirmed(formula: str, target: str, kind: Kind) -> None:
    read, codes = kind_of(formula, target)
    assert read is kind
    assert Code.FORMULA_ASSUMED in codes
    assert Code.FORMULA_UNCLEAR not in codes


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("n. gg. effettivi - n. gg. previsti", "≤ 0"),
        ("N. riunioni svolte - N. riunioni previste", "0"),
        ("Numero iscritti 2024 - Numero iscritti 2023", "≥ 10"),
        ("n. imprese iscritte - n. imprese cessate", "> 0"),
        ("n. gg. concessi - n. gg. usati", "≥ 2"),
    ],
)
def test_one_target_for_two_counts_of_one_kind_is_for_their_difference(formula: str, target: str) -> None:
    reading = read_row(formula, target, year=2024)
    assert reading.formula.indicators[0].expression == "a - b"


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("n. corsi - n. docenti", "10"),
        ("n. corsi - n. docenti", "10; 5"),
        ("n. corsi base - n. corsi avanzati", "10; 5"),
        ("n. - n. docenti", "3"),
        ("n. corsi svolti - n. corsi - n. atti", "3"),
    ],
)
def test_two_counts_of_two_kinds_or_with_two_targets_stay_two(formula: str, target: str) -> None:
    assert len(read_row(formula, target, year=2024).formula.indicators) > 1 or "- n. docenti" in formula


@pytest.mark.parametrize(
    "formula",
    [
        "Somma di: visite aziendali; sportelli informativi; webinar",
        "Sommatoria: corsi; convegni",
        "somma delle: ore; giornate",
    ],
)
def test_a_sum_of_a_list_is_one_number(formula: str) -> None:
    assert len(read_row(formula, "≥ 40", year=2024).formula.indicators) == 1


def test_a_factor_of_a_thousand_shows_the_slash_to_divide() -> None:
    assert Code.SLASH_MEANING not in kind_of("Cadute: n. cadute/giornate di degenza x1000", "≤ 2")[1]
