"""Dates as the site writes and reads them, in both languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django import forms
from django.utils import formats, translation

from objectives.models import Act

DAY = date(2017, 11, 9)
"""Of the act that the plan quotes as «9/11/2017»: read the American way, in September."""
TIME = datetime(2017, 11, 9, 14, 30)  # noqa: DTZ001 - shown as it is


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("it", ("9 novembre 2017", "09/11/2017", "09/11/2017 14:30", "14:30")),
        ("en", ("9 November 2017", "9 Nov 2017", "9 Nov 2017, 14:30", "14:30")),
    ],
)
def test_a_date_is_written_so_that_nobody_takes_the_day_for_the_month(
    language: str, expected: tuple[str, ...]
) -> None:
    with translation.override(language):
        names = ("DATE_FORMAT", "SHORT_DATE_FORMAT", "SHORT_DATETIME_FORMAT", "TIME_FORMAT")
        assert tuple(formats.date_format(TIME, name) for name in names) == expected


def test_an_act_in_english_has_the_day_of_the_document() -> None:
    with translation.override("en"):
        assert "9 Nov 2017" in str(Act(number="122", date=DAY))


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("typed", ["9/11/2017", "09/11/2017", "2017-11-09", "09-11-2017"])
def test_a_typed_date_begins_with_its_day_in_both_languages(typed: str, language: str) -> None:
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_date_shown_in_a_box_is_read_back_as_itself(language: str) -> None:
    with translation.override(language):
        shown = str(forms.DateInput().format_value(DAY))
        assert forms.DateField().clean(shown) == DAY
