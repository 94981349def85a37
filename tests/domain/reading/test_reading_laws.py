"""Laws that hold for every text: a reading is total, safe, repeatable, and never turns a sign round."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targets.domain.reading import Basis, Operator, RowReading, Status, expression
from targets.domain.reading.cells import LONGEST_CELL, MOST_CONDITIONS
from targets.domain.reading.doubts import Code
from targets.domain.reading.formula import read_formula
from targets.domain.reading.parsing import phrases
from targets.domain.reading.row import read_row
from targets.domain.reading.scan import MOST_TOKENS, scan
from targets.domain.reading.target import read_target

PIECES = """
    ≥ ≤ < > = >= =< non % € ‰ 5 10 1.000 2,5 31/12/2018 30/9 30.6 2018 entro il la data fissata fine
    anno giugno III trimestre Q3 almeno più di massimo max min tra e da a fino euro gg giorni ore
    mila milioni mln su / - + ± * x 100 ( ) [ ] ; , . : • rispetto al baseline incremento del
    riduzione di cui punti percentuali p.p. n. art. bis delibera SI/NO completamento numero rapporto
    somma Σ " ' per cento o superiore pari circa target minimo valore (2023) det./del. n-1 in h 24h
    1° 1.2.3 1,500 99999999999999999999999999 &gt; #RIF! <u>></u> zero due una anno successivo
""".split()  # noqa: SIM905 - a hundred words read better as prose
SEPARATORS = ("", " ", " ", " ", "\n", "\u00a0")

likely = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(SEPARATORS)), max_size=14).map(
    lambda parts: "".join(piece + separator for piece, separator in parts)
)
anything = st.one_of(st.text(max_size=200), likely)
numbers = st.integers(min_value=2, max_value=1999).map(str)
SIGNS = {
    "≥ {}": Operator.AT_LEAST,
    ">= {}": Operator.AT_LEAST,
    "=> {}": Operator.AT_LEAST,
    "⩾ {}": Operator.AT_LEAST,
    "almeno {}": Operator.AT_LEAST,
    "non inferiore a {}": Operator.AT_LEAST,
    "non meno di {}": Operator.AT_LEAST,
    "maggiore o uguale a {}": Operator.AT_LEAST,
    "pari o superiore a {}": Operator.AT_LEAST,
    "{} o più": Operator.AT_LEAST,
    "> {}": Operator.MORE_THAN,
    "più di {}": Operator.MORE_THAN,
    "superiore a {}": Operator.MORE_THAN,
    "oltre {}": Operator.MORE_THAN,
    "≤ {}": Operator.AT_MOST,
    "=< {}": Operator.AT_MOST,
    "≦ {}": Operator.AT_MOST,
    "massimo {}": Operator.AT_MOST,
    "max. {}": Operator.AT_MOST,
    "non superiore a {}": Operator.AT_MOST,
    "non più di {}": Operator.AT_MOST,
    "fino a {}": Operator.AT_MOST,
    "inferiore o uguale a {}": Operator.AT_MOST,
    "< {}": Operator.LESS_THAN,
    "meno di {}": Operator.LESS_THAN,
    "inferiore a {}": Operator.LESS_THAN,
}
FORMULAS = (
    "n. imprese coinvolte",
    "Tempo medio di rilascio",
    "Costi di funzionamento",
    "% di reclami",
    "SI/NO",
    "a/b*100",
    "",
)


def assert_sound(reading: RowReading) -> None:
    """What everyone who stores or shows a reading relies on."""
    codes = {code.value for code in Code}
    assert reading.formula.indicators
    assert len(reading.target.conditions) <= 2 * MOST_CONDITIONS
    for indicator in reading.formula.indicators:
        keys = tuple(operand.key for operand in indicator.operands)
        assert (indicator.expression is None) == (keys == ())
        if indicator.expression is not None:
            assert set(expression.keys(indicator.expression)) == set(keys)
    for condition in reading.target.conditions:
        assert condition.value is None or condition.value.is_finite()
        assert condition.operator is None or condition.value is not None
        assert (condition.operator is Operator.BETWEEN) == (condition.upper is not None)
        assert condition.upper is None or condition.value is None or condition.value <= condition.upper
        assert condition.indicator is None or condition.indicator < len(reading.formula.indicators)
        if condition.status is Status.READ:
            assert (
                condition.operator is not None and condition.value is not None
            ) or condition.deadline is not None
        if condition.status is Status.WORDS:
            assert condition.operator is None
            assert condition.value is None
    assert {doubt.code for doubt in reading.doubts} <= codes
    assert len(set(reading.doubts)) == len(reading.doubts)


@settings(max_examples=2500, deadline=None)
@given(formula=anything, target=anything, title=anything, year=st.sampled_from([None, 2018]))
def test_any_text_gives_a_sound_reading(formula: str, target: str, title: str, year: int | None) -> None:
    assert_sound(read_row(formula, target, title, year))


@settings(max_examples=2500, deadline=None)
@given(formula=likely, target=likely)
def test_any_mixture_of_known_words_gives_a_sound_reading(formula: str, target: str) -> None:
    assert_sound(read_row(formula, target, "", 2018))


@settings(max_examples=1500, deadline=None)
@given(text=anything)
def test_a_target_alone_is_read_too(text: str) -> None:
    assert read_target(text) == read_target(text)


@settings(max_examples=1500, deadline=None)
@given(text=anything)
def test_a_formula_alone_is_read_too(text: str) -> None:
    assert read_formula(text).indicators


@settings(max_examples=1500, deadline=None)
@given(formula=likely, target=likely, blanks=st.text(alphabet=" \n\t\u00a0", max_size=5))
def test_blanks_at_the_ends_change_nothing(formula: str, target: str, blanks: str) -> None:
    assert read_row(blanks + formula + blanks, blanks + target, "", 2018) == read_row(
        formula, target, "", 2018
    )


@settings(max_examples=1000, deadline=None)
@given(target=likely)
def test_the_same_cell_always_gives_the_same_reading(target: str) -> None:
    first = read_row("n. atti", target, "", 2018)
    phrases.cache_clear()
    assert read_row("n. atti", target, "", 2018) == first


@settings(max_examples=800, deadline=None)
@given(
    sign=st.sampled_from(sorted(SIGNS)),
    number=numbers,
    formula=st.sampled_from(FORMULAS),
    unit=st.sampled_from(["", "%", " giorni", " euro", " eventi"]),
)
def test_a_written_sign_is_never_turned_round(sign: str, number: str, formula: str, unit: str) -> None:
    text = sign.format(number + unit) if not sign.startswith("{}") else sign.format(number)
    conditions = read_row(formula, text, "", 2024).target.conditions
    assert [(each.operator, each.value) for each in conditions] == [(SIGNS[sign], Decimal(number))]


@settings(max_examples=300, deadline=None)
@given(number=numbers, sign=st.sampled_from(["≥", "≤", "<", ">"]))
def test_a_written_reduction_is_a_negative_change_of_the_same_size(number: str, sign: str) -> None:
    condition = read_target(f"riduzione {sign} {number}% rispetto al 2022").conditions[0]
    assert condition.basis is Basis.VARIATION
    assert condition.value == -Decimal(number)
    assert condition.reference_year == 2022


@settings(max_examples=300, deadline=None)
@given(number=numbers, formula=st.sampled_from(FORMULAS))
def test_a_number_without_a_sign_is_never_taken_for_read(number: str, formula: str) -> None:
    for unit in ("", "%", " gg", " €"):
        for condition in read_row(formula, number + unit, "", 2024).target.conditions:
            assert condition.status is not Status.READ


HOSTILE = [
    "a" * 100_000,
    "1" * 100_000,
    "(" * 100_000,
    "()" * 50_000,
    "- 5\n" * 25_000,
    "≥ 5%; " * 20_000,
    "1/2" * 30_000,
    "entro il " * 12_000,
    "da 5 a " * 15_000,
    "&amp;" * 20_000,
    "<u>" * 30_000,
    "\u0000" * 100_000,
    "é" * 100_000,
    "İ" * 50_000,
    "👍" * 50_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:9]))
def test_a_cell_beyond_the_limit_is_unclear_and_says_so(text: str) -> None:
    reading = read_row(text, text, text, 2018)
    assert_sound(reading)
    assert Code.TOO_LONG in {doubt.code for doubt in reading.doubts}
    assert {condition.status for condition in reading.target.conditions} == {Status.UNCLEAR}


@pytest.mark.parametrize("text", [each[:LONGEST_CELL] for each in HOSTILE], ids=lambda text: repr(text[:9]))
def test_a_hostile_cell_within_the_limit_is_read_with_bounded_work(text: str) -> None:
    assert len(scan(text) or ()) <= MOST_TOKENS
    assert_sound(read_row(text, text, text, 2018))


BEYOND_WHAT_IS_READ = [
    "≥ 5 " * 60,
    "almeno 5 eventi; " * 30,
    "≥ 5 (di cui " + "a 1 " * 120 + ")",
    "≥ 5 " + "(2 su 3) " * 90,
    "completamento " + "delle attività " * 30 + " e ".join(f"({n})" for n in range(40)),
]


@pytest.mark.parametrize("text", BEYOND_WHAT_IS_READ, ids=lambda text: text[:15])
def test_what_is_beyond_the_reach_of_the_reader_is_never_left_out_in_silence(text: str) -> None:
    assert len(text) <= LONGEST_CELL
    reading = read_row("n. eventi", text, "", 2018)
    assert [condition.status for condition in reading.target.conditions] == [Status.UNCLEAR]
    assert [doubt.code for doubt in reading.doubts] == [Code.TOO_LONG]


@pytest.mark.parametrize("between", ["parole " * 700, "entro le sedi, " * 14])
def test_a_title_beyond_the_reach_of_the_reader_gives_no_deadline(between: str) -> None:
    title = f"Consegna entro il 30/6/2018 {between} entro il 31/12/2018"
    reading = read_row("SI/NO", "entro la data prevista", title, 2018)
    assert [(each.status, each.deadline) for each in reading.target.conditions] == [(Status.UNCLEAR, None)]
    assert Code.DEADLINE_NOT_FOUND in {doubt.code for doubt in reading.doubts}


def test_nothing_is_evaluated_as_code() -> None:
    reading = read_row("__import__('os').system('touch x')/1", "10**10**10", "{}{0}%s", 2018)
    assert_sound(reading)
