"""Whatever a person writes into a cell can be read and stored: no rule of the database stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from targets.domain.reading.row import read_row
from targets.models import Condition, Measure, TargetValue
from targets.services.measures import refresh_plan
from tests import factories
from tests.domain.reading.test_reading_laws import anything

if TYPE_CHECKING:
    from objectives.models import Plan

pytestmark = pytest.mark.django_db

WITHOUT_A_NUMBER = (
    "> media nazionale",
    "=SI",
    "≥ valore 2017",
    "< della media",
    ">= n.d.",
    "almeno pari alla media",
    "tra il minimo e il massimo",
)


@pytest.fixture
def plan() -> Plan:
    factories.organization()
    return factories.small_plan()


def store(plan: Plan, formula: str, target: str) -> None:
    """Write both cells into the first measure of the plan and have the plan read."""
    measure = Measure.objects.earliest("pk")
    Measure.objects.filter(pk=measure.pk).update(formula_text=formula.replace("\0", ""))
    TargetValue.objects.filter(measure=measure, year=plan.year).update(text=target.replace("\0", ""))
    refresh_plan(plan, user=None)


@pytest.mark.parametrize("target", WITHOUT_A_NUMBER)
def test_a_sign_without_a_number_is_stored_as_unclear_and_keeps_its_words(target: str, plan: Plan) -> None:
    store(plan, "n. imprese coinvolte", target)
    stored = Condition.objects.filter(target_value__text=target)
    assert {condition.operator for condition in stored} == {""}
    assert all(condition.status in {"unclear", "words"} for condition in stored)
    codes = {doubt.code for doubt in read_row("n. imprese coinvolte", target, "", year=plan.year).doubts}
    assert codes


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(formula=anything, target=anything)
def test_any_text_can_be_stored(plan: Plan, formula: str, target: str) -> None:
    with transaction.atomic():
        store(plan, formula, target)
        transaction.set_rollback(True)
