from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from targets.domain.reading import Basis, Condition, Doubt, Kind, Operator, Status
from targets.domain.reading.doubts import Code
from targets.domain.reading.row import read_row
from targets.wording.doubts import MESSAGES
from targets.wording.readings import (
    condition_in_words,
    conditions_in_words,
    doubt_message,
    kind_label,
    quantity_in_words,
    reading_in_words,
    status_label,
)


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


def condition(**changes: object) -> Condition:
    fields: dict[str, object] = {
        "operator": Operator.AT_LEAST,
        "value": Decimal(80),
        "upper": None,
        "unit": "%",
        "deadline": None,
        "reference_year": None,
        "basis": Basis.ABSOLUTE,
        "label": "",
        "indicator": 0,
        "status": Status.READ,
    }
    return Condition(**(fields | changes))  # type: ignore[arg-type]  # a table of fields


@pytest.mark.parametrize("code", list(Code))
def test_every_doubt_has_a_sentence_that_names_what_it_is_about(code: Code) -> None:
    message = doubt_message(Doubt(code.value, "≥ {x} %s"))
    assert message.endswith(".")
    assert "{detail}" not in message
    assert ("≥ {x} %s" in message) == ("{detail}" in str(MESSAGES[code]))


def test_an_unknown_code_still_says_something() -> None:
    assert doubt_message(Doubt("from_elsewhere", "the words")) == "the words"
    assert doubt_message(Doubt("from_elsewhere")) == "from_elsewhere"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "at least 80\u00a0%"),
        (
            {"operator": Operator.MORE_THAN, "value": Decimal(15000000), "unit": "EUR"},
            "more than 15,000,000\u00a0€",
        ),
        ({"operator": Operator.AT_MOST, "value": Decimal(3), "unit": "days"}, "at most 3 days"),
        ({"operator": Operator.AT_MOST, "value": Decimal(1), "unit": "days"}, "at most 1 day"),
        ({"operator": Operator.LESS_THAN, "value": Decimal("0.5"), "unit": None}, "less than 0.5"),
        ({"operator": Operator.EQUAL}, "exactly 80\u00a0%"),
        ({"operator": Operator.BETWEEN, "upper": Decimal(90)}, "between 80\u00a0% and 90\u00a0%"),
        ({"deadline": date(2018, 6, 30)}, "at least 80\u00a0%, by 30 June 2018"),
        ({"reference_year": 2015}, "at least 80\u00a0%, for 2015"),
        (
            {
                "operator": Operator.AT_MOST,
                "value": Decimal(-20),
                "basis": Basis.VARIATION,
                "reference_year": 2015,
            },
            "a change of at most -20\u00a0%, against 2015",
        ),
        ({"operator": None}, "80\u00a0% (sign to be chosen)"),
        ({"value": None, "label": "value of 2021"}, "value of 2021 (no number)"),
        ({"operator": None, "value": None, "label": "the rules adopted"}, "done: the rules adopted"),
        ({"operator": None, "value": None, "deadline": date(2018, 12, 31)}, "by 31 December 2018"),
    ],
)
def test_a_condition_is_said_in_plain_words(changes: dict[str, object], words: str) -> None:
    said = condition_in_words(condition(**changes))
    assert said.replace("December 31", "Dec. 31") == words


def test_numbers_and_dates_follow_the_language_of_the_reader() -> None:
    with translation.override("it"):
        assert quantity_in_words(Decimal("1234.5"), "EUR") == "1.234,5\u00a0€"
        assert "82,5\u00a0%" in doubt_message(Doubt(Code.PERCENT_WITHOUT_100, "82.5 %"))
        assert "2018-06-30" not in doubt_message(Doubt(Code.DEADLINE_FROM_TITLE, "2018-06-30"))
    assert "82.5\u00a0%" in doubt_message(Doubt(Code.PERCENT_WITHOUT_100, "82.5 %"))
    assert "“1.1 RICERCA”" in doubt_message(Doubt(Code.NUMBER_NOT_READ, "1.1 RICERCA"))


def test_every_status_and_kind_has_a_name() -> None:
    assert len({status_label(status) for status in Status}) == len(Status)
    assert len({kind_label(kind) for kind in Kind}) == len(Kind)


def test_a_whole_reading_is_one_line() -> None:
    row = read_row("Procedimenti avviati/procedimenti fattibili*100", "80% entro 30/6/2018", "", 2018)
    assert reading_in_words(row) == (
        "calculation: a / b * 100 (a = Procedimenti avviati; b = procedimenti fattibili)"
        " → at least 80\u00a0%, by 30 June 2018 (assumed)"
    )
    assert reading_in_words(read_row("SI/NO", "")) == "yes or no → no target"


def said_of(target: str, formula: str = "Tempo medio di rilascio") -> list[str]:
    return conditions_in_words(read_row(formula, target, "", 2018).target.conditions)


def test_several_conditions_of_a_cell_are_told_apart_by_their_labels() -> None:
    assert said_of("≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino") == [
        "certificazione olio: at most 13 days",
        "certificazione vino: at most 18 days",
    ]


def test_working_days_are_told_from_those_of_the_calendar() -> None:
    assert said_of("≤ 5 gg lavorativi") == ["at most 5 days (working days)"]
    assert said_of("≤ 5 giorni di calendario dalla richiesta") == ["at most 5 days (calendar days)"]
    assert said_of("≤ 5 gg lavorativi o solari") == ["at most 5 days"]


def test_a_label_that_says_no_more_than_number_and_year_is_left_out() -> None:
    assert said_of("100% anno 2014; ≥ 20% anno 2015", "verbali/ordinanze*100") == [
        "at least 100\u00a0%, for 2014",
        "at least 20\u00a0%, for 2015",
    ]
    assert said_of("≤ 13 gg certificazione olio") == ["at most 13 days"]
    assert said_of("≥ 5 imprese e ≥ 3 enti", "n. soggetti") == [
        "at least 5\u00a0imprese",
        "at least 3\u00a0enti",
    ]


@pytest.mark.parametrize(
    ("code", "detail", "said"),
    [
        (Code.INDEX_AGAINST_VARIATION, "-20 %", "a change of -20\u00a0%."),
        (Code.INDEX_AGAINST_VARIATION, "-20", "a change of -20."),
        (Code.UNIT_MISMATCH, "weeks / %", "(weeks / %)"),
        (Code.UNIT_MISMATCH, "EUR / imprese", "(€ / imprese)"),
        (Code.UNIT_MISMATCH, "percentage points / -", "(percentage points / no unit)"),
        (Code.SCALE_OF_FORMULA, "120 EUR / migliaia", "(120\u00a0€ / migliaia)"),
        (Code.SCALE_OF_FORMULA, "Ricavi (mln €) / costi (k€)", "(Ricavi (mln €) / costi (k€))"),
        (Code.SIGN_AGAINST_WORDS, ">= 5 days", "“at least 5 days”"),
        (Code.SIGN_AGAINST_WORDS, ">=", "“at least …”"),
        (Code.SIGN_AGAINST_WORDS, "non superiore al 10%", "“non superiore al 10%”"),
        (Code.RELATIVE_DEADLINE, "60 days", "(“60 days”)"),
        (Code.NUMBER_ON_YES_NO, "1250", "(1,250)"),
        (Code.AMBIGUOUS_NUMBER, "1.500", "“1.500”"),
        (Code.COUNTS_DO_NOT_MATCH, "2/1", "(targets: 2, indicators: 1)"),
    ],
)
def test_details_are_said_in_words_and_quotations_stay_as_they_are(
    code: Code, detail: str, said: str
) -> None:
    with translation.override("it" if "punti" in said or "giorni" in said else "en"):
        assert said in doubt_message(Doubt(code, detail))
