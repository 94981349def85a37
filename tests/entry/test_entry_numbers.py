"""Numbers as people type and paste them: read, asked about, or refused; never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.entry.numbers import Wrong, read_number, written_for_a_box
from targets.entry.wording import wrong_message

PLAIN = {
    "0": "0",
    "-0": "0",
    "412": "412",
    "007": "7",
    "1.234,56": "1234.56",
    "1,234.56": "1234.56",
    "1234.5": "1234.5",
    "1234,567": "1234.567",
    "12,5": "12.5",
    "12.5": "12.5",
    "0,500": "0.5",
    "0.123": "0.123",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1 234,5": "1234.5",
    "1\u202f234": "1234",
    "1'234": "1234",
    "1’234": "1234",
    "1‘234,5": "1234.5",
    "1 234.567": "1234.567",
    "2 000.5": "2000.5",
    "1'234.5": "1234.5",
    ",5": "0.5",
    ".5": "0.5",
    ",500": "0.5",
    "-,5": "-0.5",
    "１２": "12",
    "-3": "-3",
    "− 3,5": "-3.5",
    "+4": "4",
    "12345678901,2345": "12345678901.2345",
    "5,00000": "5",
}


@pytest.mark.parametrize("text", PLAIN)
def test_what_can_be_read_in_one_way_is_read(text: str) -> None:
    assert read_number(text).number == Decimal(PLAIN[text])


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.345", "100.000", "-1.234", "1.234 gg"])
def test_what_can_be_read_in_two_ways_is_asked_about(text: str) -> None:
    typed = read_number(text, units=frozenset({"days"}))
    assert typed.number is None
    large, small = typed.readings
    assert large == small * 1000


def test_the_answer_settles_it_and_only_for_this_text() -> None:
    assert read_number("1.234", means="1234").number == 1234
    assert read_number("1.234", means="1.234").number == Decimal("1.234")
    assert read_number("1.235", means="1234").number is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("12 gg", "days"),
        ("12gg.", "days"),
        ("12,5 %", "%"),
        ("12,5%", "%"),
        ("€ 1.000,00", "EUR"),
        ("1.000,00 €", "EUR"),
        ("-€ 5", "EUR"),
        ("5 di euro", "EUR"),
    ],
)
def test_the_unit_of_the_box_may_stand_beside_the_number(text: str, units: str) -> None:
    assert read_number(text, units=frozenset({units})).number is not None
    assert read_number(text).wrong is Wrong.OTHER_UNIT


def test_the_words_of_the_formula_may_stand_beside_the_number() -> None:
    assert read_number("52 imprese", words="n. imprese coinvolte").number == 52
    assert read_number("52 bambini", words="n. imprese coinvolte").wrong is Wrong.NO_NUMBER


@pytest.mark.parametrize(
    "text",
    ["n.d.", "-", "circa 12", "12/15", "=1+1", "1,5 milioncini", "1.23.4", "1..2", "12e3", "dodici", "1 2"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read_number(text).wrong is Wrong.NO_NUMBER


@pytest.mark.parametrize("text", ["10²", "2³", "½", "1½", "1¼ %", "①", "m² 5"])
def test_a_raised_figure_or_a_fraction_is_refused_in_words_and_not_spread_out(text: str) -> None:
    typed = read_number(text, units=frozenset({"%"}))
    assert typed.wrong is Wrong.RAISED
    assert typed.word in wrong_message(typed.wrong, typed.word)


@pytest.mark.parametrize(
    "text", ["00.500", "01.234", "00,500", "01,5", "-00.500", "01 234", "01’234", "01.234 gg"]
)
def test_zeros_in_front_of_a_number_with_a_mark_are_not_guessed_at(text: str) -> None:
    assert read_number(text, units=frozenset({"days"})).wrong is Wrong.PADDED


def test_a_mark_behind_a_letter_is_not_the_decimal_one() -> None:
    assert read_number("n.5", words="n. imprese").number in {None, Decimal(5)}
    assert read_number("...5").wrong is Wrong.NO_NUMBER
    assert read_number(".500.000").wrong is Wrong.NO_NUMBER


def test_what_does_not_fit_is_refused_and_not_rounded() -> None:
    assert read_number("123456789012").wrong is Wrong.TOO_LONG
    assert read_number("1,23456").wrong is Wrong.TOO_FINE
    assert read_number("1" * 40).wrong in {Wrong.TOO_LONG, Wrong.NO_NUMBER}


def test_nothing_typed_is_nothing_and_not_zero() -> None:
    assert read_number("  \u00a0 ") == read_number("")
    assert read_number("").number is None


STORED = st.decimals(min_value=Decimal("-99999999999"), max_value=Decimal("99999999999"), places=4)


@given(STORED, st.sampled_from(["it", "en"]))
def test_a_stored_number_is_read_back_as_what_it_is(number: Decimal, language: str) -> None:
    typed = read_number(written_for_a_box(number, language))
    assert (typed.number, typed.readings) == (number, ())


@given(st.text(max_size=60))
def test_any_text_whatever_is_read_asked_about_or_refused(text: str) -> None:
    typed = read_number(text)
    assert sum((typed.number is not None, len(typed.readings) == 2, typed.wrong is not None)) <= 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,1 milioni", "12100000"),
        ("12,1 milioni di euro", "12100000"),
        ("€ 3 mln", "3000000"),
        ("70 mila", "70000"),
        ("1 miliardo", "1000000000"),
    ],
)
def test_a_number_in_millions_is_read_as_targets_read_it(text: str, number: str) -> None:
    assert read_number(text, units=frozenset({"EUR"}), words="Proventi").number == Decimal(number)


def test_a_box_that_counts_in_millions_takes_them_as_they_are() -> None:
    assert read_number("12,1 milioni", words="Proventi in milioni di euro").number == Decimal("12.1")
    assert read_number("12,1 mln", words="Proventi in migliaia di euro").wrong is Wrong.NO_NUMBER


@pytest.mark.parametrize("text", ["1.234 milioni", "100 miliardi", "12 milionesimi"])
def test_millions_that_are_ambiguous_or_too_many_are_refused(text: str) -> None:
    assert read_number(text).wrong in {Wrong.NO_NUMBER, Wrong.TOO_LONG}
