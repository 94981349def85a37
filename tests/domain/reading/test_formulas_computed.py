"""What is left of a whole, per cent said in words, powers and roots, quotients of quotients."""

from __future__ import annotations

from decimal import Decimal

import pytest

from targets.domain.reading import Kind, expression
from targets.domain.reading.complements import mixes_share_and_percent
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula, read_with_doubts
from tests.domain.reading.reading_tables import shown_formula


def codes_of(formula: str) -> set[str]:
    return {doubt.code for doubt in read_with_doubts(formula)[1]}


def expression_of(formula: str) -> str | None:
    return read_formula(formula).indicators[0].expression


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("(1 - A/B)*100", "(1 - a / b) * 100"),
        ("[1-(A/B)]*100", "(1 - (a / b)) * 100"),
        ("(1 - (n. reclami / n. pratiche)) x 100", "(1 - (a / b)) * 100"),
        ("100 x (1 - n. errori / n. atti)", "100 * (1 - a / b)"),
        ("100-(A/B*100)", "100 - (a / b * 100)"),
        ("100 - (A/B)*100", "100 - ((a / b) * 100)"),
        ("1-(costi 2024/costi 2023)", "1 - (a / b)"),
        ("1-(A/B) in %", "(1 - (a / b)) * 100"),
        ("(costi 2024/costi 2023 - 1)*100", "(a / b - 1) * 100"),
        ("A/B - 1 in %", "(a / b - 1) * 100"),
        ("costi 2024/costi 2023-1", "a / b - 1"),
        ("(n. atti 2024/n. atti 2023-1)*100", "(a / b - 1) * 100"),
        ("Scostamento % = (A-B)/B", "(a - b) / b * 100"),
    ],
)
def test_what_is_left_of_a_whole_is_computed(formula: str, expected: str) -> None:
    assert expression_of(formula) == expected
    assert Code.PERCENT_FROM_ONE not in codes_of(formula)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1-(A/B)*100", "1 - (a / b) * 100"),
        ("1 - (n. reclami/n. utenti)*100", "1 - (a / b) * 100"),
        ("(1-(A/B)*100)", "(1 - (a / b) * 100)"),
        ("1 - [(A/B)*100]", "1 - ((a / b) * 100)"),
        ("Riduzione dei costi: 1-(costi 2024/costi 2023)*100", "1 - (a / b) * 100"),
        ("100 - (A/B)", "100 - (a / b)"),
        ("100 - A/B", "100 - (a / b)"),
        ("A/B*100 - 1", "a / b * 100 - 1"),
        ("A/B - 100", "a / b - 100"),
    ],
)
def test_a_share_mixed_with_per_cent_is_kept_as_written_and_asked(formula: str, expected: str) -> None:
    assert expression_of(formula) == expected
    assert Code.PERCENT_FROM_ONE in codes_of(formula)


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("1 - a * 100 / b", True),
        ("1 - 100 / b", False),
        ("a / b * 100 - 1", True),
        ("a + 100", False),
        ("1 - (a - 100 * b) / c", False),
        ("a - b / c", False),
        ("1 + a", False),
    ],
)
def test_only_a_whole_beside_its_other_scale_is_mixed(text: str, mixed: bool) -> None:
    assert mixes_share_and_percent(text) is mixed


@pytest.mark.parametrize(
    "formula",
    [
        "pratiche evase / pratiche pervenute (%)",
        "(%) pratiche evase / pratiche pervenute",
        "pratiche evase / pratiche pervenute, in %",
        "pratiche evase / pratiche pervenute (in valore percentuale)",
        "pratiche evase / pratiche pervenute - valore %",
        "pratiche evase / pratiche pervenute (dato in percentuale)",
        "pratiche evase / pratiche pervenute per cento",
        "% = pratiche evase/pratiche pervenute",
        "Tasso % = pratiche evase / pratiche pervenute",
        "pratiche evase / pratiche pervenute = %",
        "Rapporto percentuale pratiche evase/pratiche pervenute",
        "Rapporto (%) pratiche evase / pratiche pervenute",
        "Rapporto (in %) pratiche evase/pratiche pervenute",
        "Rapporto, in percentuale, tra pratiche evase e pratiche pervenute",
        "Rapporto (espresso in percentuale) tra pratiche evase e pratiche pervenute",
    ],
)
def test_per_cent_said_in_words_multiplies_and_leaves_nothing_to_ask(formula: str) -> None:
    assert shown_formula(read_formula(formula)) == "ratio a / b * 100 % {pratiche evase; pratiche pervenute}"
    assert not codes_of(formula)


@pytest.mark.parametrize(
    "formula", ["pratiche evase / pratiche pervenute %", "(evase/pervenute)%", "% evase / pervenute"]
)
def test_a_bare_sign_of_per_cent_multiplies_and_is_pointed_out(formula: str) -> None:
    assert Code.PERCENT_OF_RATIO in codes_of(formula)
    assert read_formula(formula).indicators[0].unit == "%"


@pytest.mark.parametrize(
    ("formula", "kind", "asked"),
    [
        ("Pratiche evase in %", Kind.PERCENTAGE, False),
        ("(%) di pratiche evase", Kind.PERCENTAGE, False),
        ("Grado di soddisfazione in percentuale", Kind.PERCENTAGE, False),
        ("Avanzamento lavori (in %)", Kind.COMPLETION, False),
        ("Portale - stato di avanzamento in %", Kind.COMPLETION, False),
        ("n. pratiche evase (%)", Kind.PERCENTAGE, True),
        ("Costo del personale in %", Kind.PERCENTAGE, True),
        ("In %", Kind.PERCENTAGE, False),
    ],
)
def test_what_is_given_in_per_cent_is_a_percentage(formula: str, kind: Kind, asked: bool) -> None:
    indicator = read_formula(formula).indicators[0]
    assert (indicator.kind, indicator.unit) == (kind, "%")
    assert (Code.FORMULA_ASSUMED in codes_of(formula)) is asked


@pytest.mark.parametrize(
    ("formula", "expected", "operands", "value"),
    [
        ("√(A*B)", "(a * b) ^ 0.5", (4, 9), "6"),
        ("radice quadrata di (A/B)", "(a / b) ^ 0.5", (16, 4), "2"),
        ("√A", "a ^ 0.5", (9,), "3"),
        ("A²/B", "a ^ 2 / b", (6, 4), "9"),
        ("(A/B)²", "(a / b) ^ 2", (6, 3), "4"),
        ("A^2", "a ^ 2", (5,), "25"),
        ("(valore 2024/valore 2020)^(1/2)-1", "(a / b) ^ 0.5 - 1", (4, 1), "1"),
        ("(valore finale / valore iniziale)^(1/n) - 1", "(a / b) ^ (1 / c) - 1", (9, 1, 2), "2"),
        ("sqrt(A/B)*100", "(a / b) ^ 0.5 * 100", (1, 4), "50"),
    ],
)
def test_powers_and_roots_are_computed(
    formula: str, expected: str, operands: tuple[int, ...], value: str
) -> None:
    indicator = read_formula(formula).indicators[0]
    assert indicator.expression == expected
    named = {each.key: Decimal(number) for each, number in zip(indicator.operands, operands, strict=True)}
    assert expression.evaluate(expected, named) == Decimal(value)


def test_the_cube_root_keeps_its_third() -> None:
    assert expression_of("∛(A*B*C)") == "(a * b * c) ^ (1 / 3)"
    assert expression_of("radice cubica di A") == "a ^ (1 / 3)"


@pytest.mark.parametrize(
    "formula",
    [
        "A^1/3",
        "radice quadrata del prodotto A*B",
        "√(A*B",
        "min(A/B;1)*100",
        "MAX(0; 1-A/B)",
        "log(A/B)",
        "|A-B|/B",
        "se(A>0;1;0)",
        "(A/B)^",
    ],
)
def test_what_is_beyond_the_operations_is_asked_and_not_half_computed(formula: str) -> None:
    assert read_formula(formula).kind is Kind.UNCLEAR
    assert Code.FORMULA_UNCLEAR in codes_of(formula)


@pytest.mark.parametrize("formula", ["n. m² di verde", "t CO² evitate", "n. alberi/km²", "consumo in kWh/m²"])
def test_a_raised_figure_of_a_unit_is_no_power(formula: str) -> None:
    assert "^" not in (expression_of(formula) or "")


@pytest.mark.parametrize(
    ("formula", "expected", "asked"),
    [
        ("A/B/C", "ratio a / b / c {A; B; C}", False),
        ("A/B/C*100", "ratio a / b / c * 100 % {A; B; C}", False),
        ("Spesa totale/n. utenti/12", "ratio a / b / 12 EUR {Spesa totale; n. utenti}", False),
        (
            "n. ore/n. dipendenti/n. giorni",
            "ratio a / b / c hours {n. ore; n. dipendenti; n. giorni}",
            False,
        ),
        ("n. corsi/n. docenti/n. studenti", "ratio a / b / c {n. corsi; n. docenti; n. studenti}", True),
    ],
)
def test_three_parts_divide_where_each_is_whole_by_its_words(
    formula: str, expected: str, asked: bool
) -> None:
    assert shown_formula(read_formula(formula)) == expected
    assert (Code.SLASH_MEANING in codes_of(formula)) is asked


@pytest.mark.parametrize(
    "formula",
    [
        "N. imprese / professionisti / cittadini coinvolti",
        "Imprese / professionisti / cittadini",
        "n. vaccinati/n. eleggibili/1000",
        "aree/servizi tecnici/uffici / enti",
    ],
)
def test_three_names_with_slashes_are_asked(formula: str) -> None:
    assert {Code.FORMULA_UNCLEAR, Code.SLASH_MEANING} & codes_of(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "Somma di: n. corsi, n. convegni, n. seminari",
        "Sommatoria dei: n. atti, n. pareri",
        "Totale: n. visite",
    ],
)
def test_a_list_behind_a_sum_divides_nothing(formula: str) -> None:
    assert "/" not in (expression_of(formula) or "")
