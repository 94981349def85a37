from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfplan.lib.numbers import canonical_decimal, format_decimal, is_ambiguous, parse_decimal, round_half_up


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70.000,00", "70000"),
        ("1.500", "1500"),
        ("2,5", "2.5"),
        ("4.083,00", "4083"),
        ("1500", "1500"),
        ("12.5", "12.5"),
        ("0.500", "0.5"),
        ("95.00", "95"),
        ("1,500.00", "1500"),
        ("1,500,000", "1500000"),
        ("1,500", "1.5"),
        ("1'200", "1200"),
        ("1’200", "1200"),
        ("12 500", "12500"),
        ("12\u00a0500,5", "12500.5"),
        ("288.279.036", "288279036"),
        (" 7 ", "7"),
        ("007", "7"),
        ("1 234.567", "1234.567"),
        ("2\u00a0000.5", "2000.5"),
        ("1'234.5", "1234.5"),
        ("1’234.5", "1234.5"),
        (",5", "0.5"),
        (".5", "0.5"),
        (".500", "0.5"),
        ("0", "0"),
    ],
)
def test_a_number_is_italian_unless_its_shape_says_otherwise(text: str, value: str) -> None:
    assert parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "1.2.3", "1.500.00", "12,34,56", "1e3", "٣", "5 000 0", "1" * 31, "+5", "½"),
        *(",", ".", "5,", ".5.5", ".500.000", "1.234 567", "0 500", "0'500.5", "1'234 567.5"),
        *("00.500", "01.234", "01,234", "00,5", "01 234", "0'01"),
    ],
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert parse_decimal(text) is None


@pytest.mark.parametrize(
    ("text", "ambiguous"), [("1,500", True), ("1.5", True), ("0.500", True), ("1.500", False), ("2,5", False)]
)
def test_a_number_to_be_asked_about_is_told(text: str, ambiguous: bool) -> None:
    assert is_ambiguous(text) is ambiguous


@pytest.mark.parametrize(
    ("value", "language", "decimals", "shown"),
    [
        ("1234.5", "it", None, "1.234,5"),
        ("1234.5", "en", None, "1,234.5"),
        ("1234.5", "it-ch", None, "1.234,5"),
        ("-1234567", "it", None, "-1.234.567"),
        ("84.075", "it", 2, "84,08"),
        ("84", "it", 2, "84,00"),
        ("-0.004", "it", 2, "0,00"),
        ("0", "en", None, "0"),
        ("1E+7", "it", None, "10.000.000"),
        ("999.995", "en", 2, "1,000.00"),
        ("5", "de", None, "5"),
    ],
)
def test_a_number_is_shown_in_the_language_of_the_reader(
    value: str, language: str, decimals: int | None, shown: str
) -> None:
    assert format_decimal(Decimal(value), language, decimals) == shown


@pytest.mark.parametrize(("value", "rounded"), [("2.345", "2.35"), ("-2.345", "-2.35"), ("2.344", "2.34")])
def test_halves_are_rounded_away_from_zero(value: str, rounded: str) -> None:
    assert round_half_up(Decimal(value), 2) == Decimal(rounded)


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.5E+7", "15000000"), ("80.00", "80"), ("-0", "0"), ("-20", "-20"), ("0.10", "0.1"), ("100", "100")],
)
def test_a_number_for_machines_is_plain(value: str, text: str) -> None:
    assert canonical_decimal(Decimal(value)) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2, allow_nan=False))
def test_what_is_shown_in_italian_is_read_back(value: Decimal) -> None:
    shown = format_decimal(abs(value), "it", 2)
    assert parse_decimal(shown) == round_half_up(abs(value), 2)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_the_plain_number_is_the_same_number(value: Decimal) -> None:
    assert Decimal(canonical_decimal(value)) == value


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    value = parse_decimal(text)
    assert value is None or value.is_finite()
