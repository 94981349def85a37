"""A slash between two states of one thing: a division only where something says so."""

from __future__ import annotations

import pytest

from targets.domain.reading.doubts import Code
from targets.domain.reading.row import read_row


def read(formula: str, target: str) -> tuple[int, set[str]]:
    reading = read_row(formula, target, year=2024)
    return len(reading.formula.indicators[0].operands), {doubt.code for doubt in reading.doubts}


@pytest.mark.parametrize(
    "formula",
    [
        "n. procedure avviate/concluse",
        "Procedure avviate/concluse",
        "Procedure avviate / concluse",
        "N. domande presentate/accolte",
        "Numero pratiche SUAP avviate/concluse nell'anno",
        "Iscritti/cancellati",
        "n. iscritti / cancellati",
        "Spesa impegnata/pagata",
        "N. sedi pubbliche/private",
        "n. brevetti/spin-off",
    ],
)
def test_two_states_of_one_thing_are_asked(formula: str) -> None:
    assert Code.SLASH_MEANING in read(formula, "30")[1]


@pytest.mark.parametrize(
    ("formula", "target"),
    [
        ("n. procedure avviate/concluse", "80%"),
        ("n. procedure avviate/concluse*100", "80"),
        ("n. procedure avviate/concluse (%)", "80"),
        ("Procedure avviate/concluse in %", "80"),
        ("Rapporto procedure avviate/concluse", "0,8"),
        ("% procedure avviate/concluse", "80%"),
        ("Iscritti/cancellati", "≥ 100%"),
    ],
)
def test_per_cent_or_a_ratio_in_words_settles_the_slash(formula: str, target: str) -> None:
    operands, codes = read(formula, target)
    assert operands == 2
    assert not {Code.SLASH_MEANING, Code.PERCENT_OF_RATIO} & codes


@pytest.mark.parametrize(
    "formula",
    [
        "n. pratiche evase/pervenute",
        "Domande accolte/presentate",
        "n. documenti redatti/previsti",
        "n. documenti redatti/da redigere",
        "n. utenti soddisfatti/intervistati",
        "Somme riscosse/accertate",
        "Importo liquidato/impegnato",
        "n. fascicoli/addetto",
        "Fatturato/addetto",
        "N. ore di formazione/dipendente",
        "n. verifiche effettuate/verifiche programmate",
        "Utenti / residenti",
    ],
)
def test_what_was_done_over_what_it_is_of_divides(formula: str) -> None:
    operands, codes = read(formula, "0,8")
    assert operands == 2
    assert Code.SLASH_MEANING not in codes


@pytest.mark.parametrize(
    "formula", ["n. corsi attivati e/o conclusi", "n. report e/o relazioni", "N. sedute c/o terzi"]
)
def test_and_or_is_no_division(formula: str) -> None:
    operands, codes = read(formula, "30")
    assert operands == 1
    assert Code.SLASH_MEANING not in codes
