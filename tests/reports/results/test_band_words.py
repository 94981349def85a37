"""A band is named in the reader's language: by its English word on what is read in English, if it has one."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import translation

from targets.domain.counting.bands import Band, BandColour
from targets.wording.bands import band_word
from tests import factories_site, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.factories_site import Site

ITALIAN, ENGLISH = "discreto e oltre", "fair and above"


@pytest.mark.parametrize(
    ("language", "english", "expected"),
    [("it", ENGLISH, ITALIAN), ("en", ENGLISH, ENGLISH), ("en-gb", ENGLISH, ENGLISH), ("en", "", ITALIAN)],
)
def test_the_word_is_chosen_by_the_language(language: str, english: str, expected: str) -> None:
    band = Band("fair", Decimal(0), True, BandColour.GREEN, ITALIAN, english)  # noqa: FBT003 - as stored
    with translation.override(language):
        assert band_word(band) == expected


@pytest.fixture
def site(db: None) -> Site:
    """Its one value lies in its one band, and an achievement set by hand too."""
    made = factories_site.site()
    method = factories_values.method(made.plan)
    method.bands.create(name="fair", word=ITALIAN, word_en=ENGLISH, lower=0, colour="green")
    type(made.value).objects.update(
        state="submitted",
        override=90,
        override_reason="Prova",
        override_by=made.owner,
        override_on=factories_values.ENTERED.date(),
    )
    return made


def addresses(site: Site) -> list[str]:
    year, period, indicator = site.plan.year, site.period.pk, site.indicator.pk
    return [
        reverse("reports:report", args=[year, period]),
        reverse("reports:report_print", args=[year, period]),
        reverse("reports:report_data", args=[year, period, "csv"]),
        reverse("reports:area_sheet", args=[year, period, site.area.pk]),
        reverse("reports:dashboard", args=[year, period]),
        reverse("targets:review", args=[period]),
        reverse("targets:review_value", args=[period, indicator]),
        reverse("targets:value", args=[period, indicator]),
        reverse("targets:my_area", args=[period]),
        reverse("admin:targets_actualvalue_changelist"),
        reverse("admin:targets_actualvalue_change", args=[site.value.pk]),
    ]


@pytest.mark.parametrize(("language", "shown", "other"), [("en", ENGLISH, ITALIAN), ("it", ITALIAN, ENGLISH)])
def test_every_output_names_the_band_in_the_language_of_its_reader(
    language: str,
    shown: str,
    other: str,
    site: Site,
    signed_in: Callable[[User], Client],
    planning_officer: User,
) -> None:
    client = signed_in(planning_officer)
    for address in addresses(site):
        response = client.get(address, headers={"accept-language": language})
        assert response.status_code == 200, address
        text = response.content.decode()
        assert shown in text, address
        assert other not in text, address


def test_the_open_data_hold_both_words(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    address = reverse("reports:report_data", args=[site.plan.year, site.period.pk, "json"])
    data = json.loads(signed_in(director).get(address).content)
    assert data["method"]["bands"][0] | {"word": ITALIAN, "word_en": ENGLISH} == data["method"]["bands"][0]
    assert data["total"]["band"]["word_en"] == ENGLISH
