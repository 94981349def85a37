"""Italian numbers in words."""

from __future__ import annotations

import pytest

from targets.domain.reading.numerals import numeral_at, value_of


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("due", 2),
        ("ventuno", 21),
        ("ventun", 21),
        ("ventitré", 23),
        ("ventotto", 28),
        ("cento", 100),
        ("centouno", 101),
        ("centotto", 108),
        ("centoventi", 120),
        ("novecentonovantanove", 999),
        ("mille", 1000),
        ("milleuno", 1001),
        ("milleduecento", 1200),
        ("duemilacinquecento", 2500),
        ("trecentomila", 300_000),
    ],
)
def test_a_word_spells_its_number(word: str, number: int) -> None:
    assert value_of(word) == number


@pytest.mark.parametrize(
    "word", ["uno", "dueuno", "mila", "duemille", "centocento", "milleimprese", "seiuno"]
)
def test_what_is_no_number_or_an_article_spells_none(word: str) -> None:
    assert value_of(word) is None


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("cento venti imprese", 120, " imprese"),
        ("due mila cinque cento trenta due", 2532, ""),
        ("mille e duecento", 1200, ""),
        ("venti uno", 21, ""),
        ("cinque e sei", 5, " e sei"),
        ("sei mesi", 6, " mesi"),
        ("mille mila", 1000, " mila"),
        ("venti trenta eventi", None, " eventi"),
    ],
)
def test_words_written_apart_are_one_number_where_together_they_spell_one(
    text: str, number: int | None, rest: str
) -> None:
    found = numeral_at(text, 0, joins=True)
    assert found is not None
    assert (found[0], text[found[1] :]) == (number, rest)


def test_an_and_between_two_ends_of_a_range_joins_nothing() -> None:
    assert numeral_at("cento e duecento", 0, joins=False) == (100, 5)
    assert numeral_at("mille e cento", 0, joins=False) == (1000, 5)
    assert numeral_at("imprese", 0, joins=True) is None
