"""Every page of the data entry, opened by who works there, by who may look, by who may not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib import admin
from django.db import models

from objectives.admin.history import relations_to, tree
from objectives.models import Act
from targets.admin.readings import IndicatorAdmin
from targets.models import (
    ActualValue,
    Condition,
    Doubt,
    EvaluationMethod,
    Indicator,
    Measure,
    TargetValue,
)
from targets.selectors import measures_for_reading
from targets.services.methods import make_method
from targets.services.reading import read_measures
from tests import factories, factories_values
from tests.admin.pages import url

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

    from objectives.models import Plan

OURS = [model for model in admin.site._registry if model._meta.app_label in ("objectives", "targets")]
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>")
"""What the Content-Security-Policy would refuse."""
NEVER_ADDED_ALONE = {Measure, TargetValue, Indicator, Condition, Doubt, EvaluationMethod, ActualValue}
"""They are added on the page of what they belong to, or by the program."""
NEVER_DELETED_ALONE = {Doubt, EvaluationMethod, ActualValue}


@pytest.fixture
def plan(db: None) -> Plan:
    factories.organization()
    plan = factories.small_plan()
    factories.measure(factories.strategic_objective(plan.lines.get(), code="2"), "SI/NO", "")
    Act.objects.create(number="12", date="2018-01-30")
    read_measures(measures_for_reading(plan), plan, user=None)
    make_method(plan)
    indicator = Indicator.objects.filter(kind="ratio").earliest("pk")
    factories_values.actual_value(indicator, factories_values.period(plan), {"a": 412, "b": 490})
    return plan


def addresses(model: type[Model]) -> dict[str, str]:
    row = model._default_manager.order_by("pk").last()
    assert row is not None, f"the plan of the test has no {model._meta.verbose_name}"
    return {page: url(model, page) for page in ("changelist", "changes", "add")} | {
        page: url(model, page, row.pk) for page in ("change", "history", "delete")
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_office_can_open_every_page(model: type[Model], plan: Plan, office: Client) -> None:
    refused = {page for page, address in addresses(model).items() if office.get(address).status_code == 403}
    expected: set[str] = {"add"} if model in NEVER_ADDED_ALONE or model.__name__ == "Organization" else set()
    if model in NEVER_DELETED_ALONE:
        expected.add("delete")
    assert refused == expected


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_who_may_only_look_sees_no_form(model: type[Model], plan: Plan, onlooker: Client) -> None:
    pages = addresses(model)
    answers = {page: onlooker.get(address) for page, address in pages.items()}
    assert {page for page, answer in answers.items() if answer.status_code == 403} == {"add", "delete"}
    assert b'name="_save"' not in answers["change"].content
    assert onlooker.post(pages["change"], {"_save": "1"}).status_code == 403


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_stranger_gets_nothing(model: type[Model], plan: Plan, outsider: Client) -> None:
    for address in addresses(model).values():
        assert outsider.get(address).status_code in (302, 403)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_the_database_deletes_along_is_named_before_the_deletion(model: type[Model]) -> None:
    """``parts`` is written by hand: whatever hangs on a model by CASCADE must be in it."""
    named = set(tree(admin.site, model, []))
    for owner in named:
        for relation in relations_to(owner):
            if relation.on_delete is models.CASCADE and not relation.related_model._meta.auto_created:
                assert relation.related_model in named


def test_no_page_has_inline_script_or_style(plan: Plan, office: Client) -> None:
    for model in OURS:
        for address in addresses(model).values():
            text = office.get(address).content.decode()
            assert not re.search(
                r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>", text
            ), address


def test_the_tables_stand_in_the_order_of_the_work(plan: Plan, office: Client) -> None:
    text = office.get("/admin/").content.decode()
    names = ["model-plan", "model-strategicline", "model-strategicobjective", "model-doubt", "model-target"]
    places = [text.index(f'class="{name}') for name in names]
    assert places == sorted(places)


def test_readings_have_an_import_of_their_own() -> None:
    assert admin.site.get_model_admin(Indicator).__class__ is IndicatorAdmin
