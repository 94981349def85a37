"""Django's own sentences in the data entry, in an Italian that fits every table."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.utils import translation

from perfplan.admin_wording import SENTENCES, UNTRANSLATED
from tests import factories
from tests.admin.pages import page_of, save

if TYPE_CHECKING:
    from django.test import Client

DJANGO = gettext.translation("django", Path(admin.__file__).parent / "locale", ["it"])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_one_that_django_says(sentence: str) -> None:
    assert DJANGO.gettext(sentence) != sentence


@pytest.mark.parametrize("sentence", SENTENCES)
def test_no_sentence_puts_an_article_or_a_gender_on_the_name_of_a_table(sentence: str) -> None:
    with translation.override("it"):
        italian = translation.gettext(sentence)
    assert italian != DJANGO.gettext(sentence)
    assert not italian.startswith(("Il ", "La "))


@pytest.mark.parametrize("heading", UNTRANSLATED)
def test_the_side_bar_is_read_out_in_italian(heading: str, office: Client, db: None) -> None:
    assert DJANGO.gettext(heading) == heading, "Django has an Italian of its own by now"
    side_bar = office.get("/admin/objectives/area/").content.decode()
    with translation.override("it"):
        assert f'<th scope="col">{translation.gettext(heading)}</th>' in side_bar


def test_an_area_is_saved_with_a_sentence_in_good_italian(office: Client, db: None) -> None:
    area = factories.area()
    response = save(office, page_of(area), name="Registro Imprese e REA")
    page = office.get(response.headers["Location"]).content.decode()
    assert "Il area" not in page
    assert "Registro Imprese e REA" in page
