"""Correcting and confirming what the program read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from objectives.admin.forms import NumberField
from objectives.models import Act, Plan, StrategicObjective
from targets.models import Condition, Doubt, Indicator, Measure, Operand, TargetValue
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import page_of, save, url

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def plan(db: None) -> Plan:
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def measure(plan: Plan) -> Measure:
    """``Procedimenti avviati/procedimenti fattibili*100``, ``80%``."""
    return StrategicObjective.objects.get().measures.get()


@pytest.fixture
def indicator(measure: Measure) -> Indicator:
    return measure.indicators.get()


def read_again(plan: Plan) -> None:
    read_measures(measures_for_reading(plan), plan, user=None)


def test_a_corrected_indicator_is_confirmed_by_who_corrected_it(
    plan: Plan, indicator: Indicator, office: Client, planning_officer: User
) -> None:
    assert save(office, page_of(indicator), expression="b / a * 100").status_code == 302
    indicator.refresh_from_db()
    assert indicator.confirmed_by == planning_officer
    assert indicator.confirmed_at is not None
    read_again(plan)
    indicator.refresh_from_db()
    assert indicator.expression == "b / a * 100"


def test_a_baseline_says_nothing_about_the_reading(indicator: Indicator, office: Client) -> None:
    save(office, page_of(indicator), baseline="1.234,5", baseline_year="2017", source="Infocamere")
    indicator.refresh_from_db()
    assert indicator.baseline == Decimal("1234.5")
    assert indicator.confirmed_at is None


def test_the_button_confirms_a_reading_as_it_stands(indicator: Indicator, office: Client) -> None:
    response = save(office, page_of(indicator), _confirm="1")
    assert response.url == page_of(indicator)
    indicator.refresh_from_db()
    assert indicator.confirmed_at is not None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"expression": "a / b *"}, "is no expression"),
        ({"expression": "__import__('os')"}, "is no expression"),
        ({"expression": ""}, "is no expression"),
        ({"expression": "a / c * 100"}, "add the operand"),
        ({"expression": "a"}, "does not use b"),
        ({"kind": "yes_no"}, "asks for no number"),
    ],
)
def test_an_expression_must_fit_its_operands(
    indicator: Indicator, office: Client, changes: dict[str, str], error: str
) -> None:
    office.cookies["django_language"] = "en"
    assert error in save(office, page_of(indicator), **changes).content.decode()
    indicator.refresh_from_db()
    assert indicator.expression == "a / b * 100"


def test_an_operand_is_added_together_with_its_place_in_the_expression(
    indicator: Indicator, office: Client
) -> None:
    changes = {"operands__TOTAL_FORMS": "3", "operands__2__key": "c", "operands__2__label": "sospesi"}
    assert save(office, page_of(indicator), expression="a / (b - c) * 100", **changes).status_code == 302
    assert list(indicator.operands.values_list("key", flat=True)) == ["a", "b", "c"]
    indicator.refresh_from_db()
    assert indicator.confirmed_at is not None


def test_a_formula_can_be_said_to_be_yes_or_no(indicator: Indicator, office: Client) -> None:
    deleted = {"operands__0__DELETE": "on", "operands__1__DELETE": "on"}
    assert save(office, page_of(indicator), kind="yes_no", expression="", **deleted).status_code == 302
    assert not Operand.objects.filter(indicator=indicator).exists()


def test_a_corrected_condition_is_confirmed_and_outlives_the_next_reading(
    plan: Plan, measure: Measure, office: Client, planning_officer: User
) -> None:
    value = measure.target_values.get()
    save(office, page_of(value), conditions__0__operator="<=", conditions__0__value="82,5")
    condition = value.conditions.get()
    assert (condition.operator, condition.value) == ("<=", Decimal("82.5"))
    assert condition.confirmed_by == planning_officer
    read_again(plan)
    condition.refresh_from_db()
    assert condition.operator == "<="


def test_a_new_text_with_its_own_conditions_keeps_them(measure: Measure, office: Client) -> None:
    value = measure.target_values.get()
    save(office, page_of(value), text="quanto basta", conditions__0__value="70")
    assert value.conditions.get().value == 70


def test_a_new_text_is_read_and_a_click_on_confirm_does_not_count(measure: Measure, office: Client) -> None:
    value = measure.target_values.get()
    save(office, page_of(value), text="≤ 3", _confirm="1")
    condition = value.conditions.get()
    assert (condition.operator, condition.value, condition.confirmed_at) == ("<=", Decimal(3), None)


def test_a_reading_is_confirmed_on_the_page_of_its_row(measure: Measure, office: Client) -> None:
    Doubt.objects.create(measure=measure, code="sign_lost")
    row = measure.row
    save(office, page_of(row), measures__0__confirm="on")
    assert measure.indicators.get().confirmed_at is not None
    assert Condition.objects.get(target_value__measure=measure).confirmed_at is not None


def test_a_tick_beside_a_text_that_changed_confirms_nothing(measure: Measure, office: Client) -> None:
    save(office, page_of(measure.row), measures__0__confirm="on", measures__0__target_text="≥ 5")
    condition = Condition.objects.get(target_value__measure=measure)
    assert condition.confirmed_at is None
    assert condition.value == 5


def test_many_readings_are_confirmed_from_the_list(plan: Plan, office: Client) -> None:
    chosen = {
        "action": "confirm_readings",
        "_selected_action": list(Measure.objects.values_list("pk", flat=True)),
    }
    office.post(url(Measure, "changelist"), chosen)
    assert not Indicator.objects.filter(confirmed_at__isnull=True).exists()
    assert not Doubt.objects.filter(settled_at__isnull=True).exists()


def test_assumed_conditions_are_confirmed_from_their_list(plan: Plan, office: Client) -> None:
    condition = Condition.objects.filter(status="assumed").first()
    assert condition is not None
    address = url(Condition, "changelist")
    assert str(condition.target_value.text) in office.get(address, {"status": "assumed"}).content.decode()
    office.post(address, {"action": "confirm_conditions", "_selected_action": [condition.pk]})
    condition.refresh_from_db()
    assert condition.confirmed_at is not None


def test_an_indicator_that_the_program_did_not_see_is_added_by_hand(
    plan: Plan, measure: Measure, office: Client
) -> None:
    changes = {
        "indicators__TOTAL_FORMS": "2",
        "indicators__1__label": "budget",
        "indicators__1__kind": "unclear",
    }
    assert save(office, page_of(measure), **changes).status_code == 302
    read_again(plan)
    assert list(measure.indicators.values_list("label", flat=True))[1] == "budget"


def test_a_person_may_keep_fewer_indicators_than_the_program_reads(
    plan: Plan, measure: Measure, office: Client
) -> None:
    measure.formula_text = "n. imprese; n. giovani"
    measure.save()
    TargetValue.objects.filter(measure=measure).update(text="≥ 3; ≥ 5")
    read_again(plan)
    assert measure.indicators.count() == 2
    save(office, page_of(measure), indicators__1__DELETE="on", indicators__0__label="imprese e giovani")
    read_again(plan)
    assert measure.indicators.count() == 1


def test_the_target_of_another_year_is_read_too(measure: Measure, office: Client) -> None:
    changes = {
        "target_values__TOTAL_FORMS": "2",
        "target_values__1__year": "2019",
        "target_values__1__text": "≥ 90%",
    }
    save(office, page_of(measure), **changes)
    condition = Condition.objects.get(target_value__measure=measure, target_value__year=2019)
    assert condition.value == 90


def test_readings_of_an_approved_plan_may_be_corrected_but_not_its_texts(
    plan: Plan, measure: Measure, indicator: Indicator, office: Client
) -> None:
    plan.approval_act = Act.objects.create(number="1", date="2018-01-31")
    plan.state = Plan.State.APPROVED
    plan.save()
    value = measure.target_values.get()
    save(office, page_of(value), text="≥ 5", conditions__0__operator="<=")
    value.refresh_from_db()
    assert value.text == "80%"
    assert value.conditions.get().operator == "<="
    save(office, page_of(measure), formula_text="altro", target_values__0__text="altro")
    measure.refresh_from_db()
    assert measure.formula_text.startswith("Procedimenti")
    assert measure.target_values.get().text == "80%"
    assert save(office, page_of(indicator), expression="b / a").status_code == 302
    assert office.post(url(Measure, "delete", measure.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("number", ["0", "80", "-20", "1234.5", "1.234", "1500", "0.5", "12.345", "-0.125"])
def test_a_number_shown_in_a_form_is_read_back_as_the_same(language: str, number: str) -> None:
    with translation.override(language):
        field = NumberField(required=False)
        shown = field.prepare_value(Decimal(number))
        assert field.clean(shown) == Decimal(number)
        assert not field.has_changed(Decimal(number), shown)


def test_an_empty_number_is_none_and_a_zero_is_zero() -> None:
    field = NumberField(required=False)
    assert field.clean("") is None
    assert field.clean("0") == 0
