"""Targets without a sign: ordinary cells of other bodies, each with the direction a clerk would give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from targets.domain.reading import Basis, Operator, Status
from targets.domain.reading.doubts import Code
from targets.domain.reading.leaning import Lean, lean
from targets.domain.reading.row import read_row
from targets.domain.reading.target import read_target
from tests.domain.reading.reading_tables import rows

ROWS = rows(Path(__file__).parent / "direction_of_other_bodies.tsv")
YEAR = 2024


def direction_of(formula: str, target: str, title: str = "") -> str:
    """Give the sign that was assumed; ``ask`` where a person must say."""
    reading = read_row(formula, target, title, YEAR)
    (condition,) = reading.target.conditions
    assert condition.status is not Status.READ
    asked = any(doubt.code == Code.DIRECTION_UNKNOWN for doubt in reading.doubts)
    return "ask" if asked else str(condition.operator)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['formula'][:50]} | {row['target'][:15]}")
def test_the_words_tell_the_direction_as_it_was_judged_by_eye(row: dict[str, str]) -> None:
    assert direction_of(row["formula"], row["target"], row["title"]) == row["direction"]


@pytest.mark.parametrize("sign", [">=", "<="])
def test_a_written_sign_settles_it_whatever_the_words_say(sign: str) -> None:
    for row in ROWS:
        if row["target"][0].isdigit():
            (condition,) = read_row(
                row["formula"], f"{sign} {row['target']}", row["title"], YEAR
            ).target.conditions
            assert condition.operator == Operator(sign), row


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("reclami", Lean.LESS),
        ("reclami risolti", Lean.MORE),
        ("risoluzione dei reclami", Lean.MORE),
        ("reclami segnalati", Lean.OPEN),
        ("reclami pervenuti", Lean.LESS),
        ("reclami scannerizzati", Lean.OPEN),
        ("errori nelle pratiche evase", Lean.OPEN),
        ("errori nelle pratiche", Lean.LESS),
        ("pratiche senza errori", Lean.MORE),
        ("laboratori su errori", Lean.OPEN),
        ("corsi erogati su errori", Lean.MORE),
        ("utilizzo di debiti", Lean.OPEN),
        ("incidenti per pratica", Lean.LESS),
        ("costo per utente assistito", Lean.LESS),
        ("costi rendicontati", Lean.MORE),
        ("riduzione dei costi", Lean.MORE),
        ("fatture pagate oltre la scadenza", Lean.LESS),
        ("turnover", Lean.OPEN),
        ("imprese formate", Lean.MORE),
        ("imprese", None),
    ],
)
def test_what_is_done_about_a_bad_thing_turns_it_round(words: str, expected: Lean | None) -> None:
    assert lean(words) is expected


@pytest.mark.parametrize(
    ("formula", "target", "title", "expected"),
    [
        ("Tempi di liquidazione", "90%", "", ">="),
        ("% di completamento", "100%", "Tempi e costi", ">="),
        ("Riduzione dei reclami", "10", "", ">="),
        ("Posizione nel ranking", "10", "", "<="),
        ("", "5 reclami", "", "<="),
        ("SI/NO", "5", "Reclami pervenuti", "<="),
        ("", "30 giorni", "", "<="),
        ("Tempo medio di pagamento", "5 giorni in anticipo rispetto alla scadenza", "", "ask"),
        ("Ore di formazione", "5 reclami", "", "<="),
        ("N. cellulari", "5 reclami", "", "<="),
        ("Residui attivi", "100 residui riscossi", "", "ask"),
        ("1 - reclami / utenti", "0,9", "", ">="),
        ("1 - utenti / abitanti", "0,9", "", ">="),
        ("Indice a/b", "0,5", "Reclami pervenuti", "<="),
        ("N. incidenti rilevati/N. incidenti segnalati", "1", "", "ask"),
        ("N. incidenti 2024/N. incidenti 2023", "0,9", "", "<="),
        ("Ore di lezione annullate", "30", "", "ask"),
        ("Tasso di adesione", "10%", "", ">="),
        ("Tasso di zeta", "10%", "", "ask"),
        ("Tasso di zeta", "80%", "", ">="),
        ("%", "10%", "Imprese artigiane", "ask"),
        ("Costo", "€ 10", "Investimenti realizzati", "ask"),
        ("Costo", "€ 10", "Costo per pratica", "<="),
        ("Ore/uomo erogate", "100", "", ">="),
    ],
)
def test_formula_target_and_title_are_weighed_together(
    formula: str, target: str, title: str, expected: str
) -> None:
    assert direction_of(formula, target, title) == expected


def test_a_target_without_its_formula_is_weighed_by_its_own_words() -> None:
    assert read_target("5 reclami").conditions[0].operator is Operator.AT_MOST
    assert read_target("5 incontri").conditions[0].operator is Operator.AT_LEAST


@pytest.mark.parametrize(
    ("target", "operator", "value"),
    [
        ("increase by 10%", Operator.AT_LEAST, "10"),
        ("reduction by 5%", Operator.AT_MOST, "-5"),
        ("reduction by 10 days", Operator.AT_MOST, "-10"),
        ("riduzione del 5%", Operator.AT_MOST, "-5"),
        ("5% increase compared to 2023", Operator.AT_LEAST, "5"),
        ("5% di riduzione rispetto al 2023", Operator.AT_MOST, "-5"),
    ],
)
def test_a_change_takes_its_direction_from_its_own_words(target: str, operator: Operator, value: str) -> None:
    (condition,) = read_row("Number of users", target, "", YEAR).target.conditions
    assert condition.basis is Basis.VARIATION
    assert (condition.operator, str(condition.value)) == (operator, value)
