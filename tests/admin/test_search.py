"""Searching the data entry: as people type, on both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib import admin
from django.urls import reverse

from objectives.models import Act, Area, AreaSpelling, Plan, StrategicLine, StrategicObjective
from perfplan.lib.text import fold
from targets.models import Measure, Target, TargetValue
from tests import factories
from tests.admin.pages import url

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

SPELLINGS = ("qualità", "QUALITÀ", "Qualita", "qualita", "QUALITA\u0300", "qualita\u0300")


def found(client: Client, model: Any, words: str) -> int:
    page = client.get(url(model, "changelist"), {"q": words})
    assert page.status_code == 200
    count: int = page.context["cl"].result_count
    return count


@pytest.fixture
def written() -> StrategicObjective:
    """Rows of every kind that say «qualità», each in another way."""
    area = factories.area("Servizio Qualità")
    AreaSpelling.objects.create(area=area, spelling="SERVIZIO QUALITÀ")
    line = factories.line(factories.plan(), "La qualità")
    objective = factories.strategic_objective(line, "1", text="Migliorare la QUALITÀ dei servizi")
    factories.measure(objective, "n. servizi di qualita\u0300", "Qualità > 80%")
    factories.target(factories.section(line.plan, "Qualità"), text="Carta della Qualità")
    Act.objects.create(number="7", date="2018-01-31", subject="Carta della QUALITÀ")
    return objective


@pytest.mark.parametrize("words", SPELLINGS)
@pytest.mark.parametrize(
    "model", [Area, Act, StrategicLine, StrategicObjective, Target, Measure, TargetValue]
)
def test_case_and_accents_do_not_count(
    model: type, words: str, written: StrategicObjective, office: Client
) -> None:
    assert found(office, model, words) == 1
    assert found(office, model, words + "x") == 0


def test_words_that_are_signs_of_a_pattern_are_searched_as_they_are(
    written: StrategicObjective, office: Client
) -> None:
    assert found(office, TargetValue, "80%") == 1
    assert found(office, TargetValue, "8%") == 0
    assert found(office, TargetValue, "8_%") == 0


def test_a_year_is_found_by_its_digits(written: StrategicObjective, office: Client) -> None:
    assert found(office, Plan, str(written.line.plan.year)) == 1
    assert found(office, Plan, "1999") == 0


def test_a_choice_by_name_is_found_without_its_accent(written: StrategicObjective, office: Client) -> None:
    """The boxes of the forms search as the lists do."""
    asked = {"app_label": "objectives", "model_name": "strategicobjective", "field_name": "area"}
    answer = office.get(reverse("admin:autocomplete"), asked | {"term": "SERVIZIO qualita"})
    assert [each["text"] for each in answer.json()["results"]] == ["Servizio Qualità"]


@pytest.mark.parametrize(
    "text",
    ["Più è così", "STRASSE Straße", "ﬁne  del\tmese", "n°½ Ⅳ", "São Łódź ÆØ", "ΣΊΣΥΦΟΣ", "100.000,00 €"],
)
def test_the_database_folds_as_the_plan_page_does(text: str, db: None) -> None:
    Area.objects.create(name=text)
    for words in (text, text.upper(), text.lower(), fold(text)):
        assert Area.objects.filter(name__folded=words).count() == 1


def test_every_search_of_our_data_folds() -> None:
    searched = {
        model.__name__: site.get_search_fields(None)  # type: ignore[arg-type]  # of any request
        for model, site in admin.site._registry.items()
        if model._meta.app_label in {"objectives", "targets"}
    }
    fields = [field for names in searched.values() for field in names]
    assert len(fields) > 40
    assert [field for field in fields if not field.endswith("__folded")] == []
