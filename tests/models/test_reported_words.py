"""What values were reported of keeps its words: they answer the old ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from targets.models import Indicator, Measure
from targets.selectors import measures_for_reading
from targets.services.fixed_words import ValuesReportedError
from targets.services.measures import refresh_plan
from targets.services.reading import read_measures
from tests import factories, factories_values

if TYPE_CHECKING:
    from objectives.models import Plan
    from targets.models import ReportingPeriod

OIL_AND_WINE = "≤ 13 gg certificazione olio; ≤ 18 gg certificazione vino"


@pytest.fixture
def plan(db: None) -> Plan:
    made = factories.small_plan()
    row = factories.target(made.sections.get(), code="2")
    factories.measure(row, "Tempo medio di rilascio", OIL_AND_WINE)
    refresh_plan(made, user=None)
    for indicator in Indicator.objects.of_plan(made):
        value = factories_values.actual_value(indicator, period_of(made))
        for condition in indicator.conditions.all():
            factories_values.reported_case(value, condition=condition)
    return made


def period_of(plan: Plan) -> ReportingPeriod:
    return plan.periods.first() or factories_values.period(plan)


def measure(formula: str) -> Measure:
    return Measure.objects.get(formula_text__startswith=formula)


def test_a_formula_with_values_is_not_read_anew_from_other_words(plan: Plan) -> None:
    changed = measure("Procedimenti")
    changed.formula_text = "n. imprese coinvolte"
    with pytest.raises(ValidationError) as refused:
        changed.full_clean()
    assert set(refused.value.message_dict) == {"formula_text"}
    changed.save()
    with pytest.raises(ValuesReportedError, match=r"n\. imprese coinvolte"):
        read_measures(measures_for_reading(plan), plan, user=None)


def test_a_target_with_values_of_its_single_conditions_keeps_its_words(plan: Plan) -> None:
    value = measure("Tempo medio di rilascio").target_values.get()
    value.text = "≤ 20 gg"
    with pytest.raises(ValidationError) as refused:
        value.full_clean()
    assert set(refused.value.message_dict) == {"text"}
    value.save()
    with pytest.raises(ValuesReportedError):
        read_measures(measures_for_reading(plan), plan, user=None)


def test_a_reader_that_understands_otherwise_leaves_what_was_reported_on(plan: Plan) -> None:
    Indicator.objects.filter(measure=measure("Procedimenti")).update(expression="a / b")
    read_measures(measures_for_reading(plan), plan, user=None)
    assert Indicator.objects.get(measure=measure("Procedimenti")).expression == "a / b"


def test_the_same_words_are_read_again_without_complaint(plan: Plan) -> None:
    read_measures(measures_for_reading(plan), plan, user=None)
    for each in Measure.objects.all():
        each.full_clean()
