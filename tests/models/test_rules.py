"""Every rule of the plan's tables, broken once: the database refuses it, the form says why."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation

from objectives.models import (
    Act,
    Area,
    AreaSpelling,
    OperationalObjective,
    Organization,
    Plan,
    StrategicLine,
    StrategicObjective,
)
from targets.models import Condition, Doubt, Indicator, Measure, Operand, Section, Target, TargetValue
from tests import factories
from tests.models.test_values_rules import BROKEN as BROKEN_VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


def objective(**fields: Any) -> StrategicObjective:
    return StrategicObjective(line=StrategicLine.objects.get(), text="x", **fields)


def operational(**fields: Any) -> OperationalObjective:
    return OperationalObjective(strategic_objective=StrategicObjective.objects.get(), text="x", **fields)


def target(**fields: Any) -> Target:
    return Target(section=Section.objects.get(), text="x", **fields)


def indicator(**fields: Any) -> Indicator:
    return Indicator(measure=Measure.objects.earliest("pk"), **fields)


def condition(**fields: Any) -> Condition:
    return Condition(target_value=TargetValue.objects.earliest("pk"), **fields)


def plan(**fields: Any) -> Plan:
    return Plan(**{"year": 2020, "first_year": 2020, "last_year": 2022, "title": "x"} | fields)


NEGATIVE = "Ensure this value is greater than or equal to 0."
WHICH = "Say which row this one replaces."
EXACTLY_ONE = "Choose one strategic objective, operational objective or target."

BROKEN: dict[str, tuple[Callable[[], models.Model], str]] = {
    "organization_only_one": (
        lambda: Organization(pk=2, name="x"),
        "There is one organization only: change the one that is there.",
    ),
    "area_code_unique": (lambda: Area(name="Altra", code="A"), "Another area has this code."),
    "act_unique": (
        lambda: Act(type="resolution", number="1", date=datetime.date(2018, 1, 31)),
        "This act is already there.",
    ),
    "plan_year_within_period": (
        lambda: plan(first_year=2021),
        "The plan year must lie between the first and the last year.",
    ),
    "plan_approved_by_an_act": (
        lambda: plan(state="approved"),
        "An approved plan needs the act that approved it.",
    ),
    "line_name_unique_in_plan": (
        lambda: StrategicLine(plan=Plan.objects.get(), name=StrategicLine.objects.get().name),
        "The plan already has a strategic line of this name.",
    ),
    "section_name_unique_in_plan": (
        lambda: Section(plan=Plan.objects.get(), kind="other", name=Section.objects.get().name),
        "The plan already has a section of this name.",
    ),
    "strategicobjective_weight_not_negative": (lambda: objective(weight=-1), NEGATIVE),
    "operationalobjective_weight_not_negative": (lambda: operational(weight=-1), NEGATIVE),
    "target_weight_not_negative": (lambda: target(weight=-1), NEGATIVE),
    "indicator_weight_not_negative": (lambda: indicator(weight=-1), NEGATIVE),
    "strategicobjective_replaces_what": (lambda: objective(change="replaced"), WHICH),
    "operationalobjective_replaces_what": (lambda: operational(change="replaced"), WHICH),
    "target_replaces_what": (lambda: target(change="replaced"), WHICH),
    "strategicobjective_code_unique_in_line": (
        lambda: objective(code="1"),
        "The line already has a strategic objective with this code.",
    ),
    "operationalobjective_code_unique_in_parent": (
        lambda: operational(code="1.1"),
        "The strategic objective already has an operational objective with this code.",
    ),
    "target_code_unique_in_section": (
        lambda: target(code="1"),
        "The section already has a target with this code.",
    ),
    "strategicobjective_period_in_order": (
        lambda: objective(period_first=2019, period_last=2017),
        "Give both years of the period, the first not after the last, or neither.",
    ),
    "operationalobjective_budget_not_negative": (
        lambda: operational(budget_own=-1),
        "A budget cannot be negative.",
    ),
    "measure_of_exactly_one_row": (lambda: Measure(formula_text="x"), EXACTLY_ONE),
    "target_value_one_per_year": (
        lambda: TargetValue(measure=TargetValue.objects.earliest("pk").measure, year=2018),
        "This formula already has a target value for this year.",
    ),
    "indicator_baseline_year_needs_baseline": (
        lambda: indicator(baseline_year=2017),
        "A year of the baseline needs a baseline.",
    ),
    "operand_key_unique_in_indicator": (
        lambda: Operand(indicator=Indicator.objects.get(), key="a", label="x"),
        "The indicator already has an operand with this key.",
    ),
    "condition_upper_only_for_between": (
        lambda: condition(operator="between", value=5, upper=1),
        "«Between» needs a lower and an upper value; other signs have one value.",
    ),
    "doubt_once_per_measure": (
        lambda: Doubt(measure=Measure.objects.earliest("pk"), code="sign_lost"),
        "Doubt with this Formula, Code and Detail already exists.",
    ),
    "doubt_settled_by_someone_at_a_time": (
        lambda: Doubt(measure=Measure.objects.earliest("pk"), code="x", settled_at=timezone.now()),
        "A settled doubt has a person and a time.",
    ),
    "condition_sign_needs_a_value": (lambda: condition(operator=">="), "A sign needs a value."),
}


@pytest.fixture(autouse=True)
def _plan() -> None:
    factories.small_plan()
    factories.organization()
    factories.area("Area A", code="A")
    Act.objects.create(type="resolution", number="1", date=datetime.date(2018, 1, 31))
    made = Indicator.objects.create(measure=Measure.objects.earliest("pk"))
    Operand.objects.create(indicator=made, key="a", label="x")
    Doubt.objects.create(measure=Measure.objects.earliest("pk"), code="sign_lost")


def test_every_rule_of_the_tables_is_broken_here() -> None:
    named = {
        constraint.name
        for app in ("objectives", "targets")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
        for constraint in model._meta.constraints
    }
    assert named == set(BROKEN) | set(BROKEN_VALUES)


@pytest.mark.parametrize("rule", BROKEN)
def test_the_database_refuses_what_breaks_a_rule(rule: str) -> None:
    row = BROKEN[rule][0]()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._default_manager.bulk_create([row])


@pytest.mark.parametrize("rule", BROKEN)
def test_a_form_says_in_words_which_rule_is_broken(rule: str) -> None:
    make, message = BROKEN[rule]
    found = []
    with translation.override("en"):
        try:
            make().full_clean()
        except ValidationError as error:
            found = error.messages
    # A code is looked for in the whole plan before the rule of the table has its say.
    assert {message, "The plan already has one with this code."} & set(found)


def test_a_measure_belongs_to_one_row_and_not_to_two() -> None:
    both = Measure(target=Target.objects.get(), strategic_objective=StrategicObjective.objects.get())
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.bulk_create([both])


def test_a_year_has_one_plan() -> None:
    with pytest.raises(ValidationError) as refused:
        plan(year=2018, first_year=2018).full_clean()
    with translation.override("en"):
        assert refused.value.messages == ["This year already has a plan."]


def test_a_code_is_used_once_in_the_whole_plan_even_under_another_line() -> None:
    other = factories.line(Plan.objects.get(), "Altra linea")
    with pytest.raises(ValidationError) as refused:
        StrategicObjective(line=other, code="1", text="x").full_clean()
    with translation.override("en"):
        assert refused.value.message_dict == {"code": ["The plan already has one with this code."]}


def test_rows_without_a_code_stand_beside_each_other() -> None:
    for _times in range(2):
        row = operational(code="")
        row.full_clean()
        row.save()


def test_the_same_code_stands_in_two_sections() -> None:
    other = factories.section(Plan.objects.get(), "Altra sezione")
    row = Target(section=other, code="1", text="x")
    row.full_clean()
    row.save()


def test_a_spelling_belongs_to_one_area() -> None:
    AreaSpelling.objects.create(area=Area.objects.earliest("pk"), spelling="R.I.")
    with pytest.raises(IntegrityError), transaction.atomic():
        AreaSpelling.objects.create(area=Area.objects.latest("pk"), spelling="R.I.")


def test_an_area_is_found_by_any_spelling_whatever_case_accents_and_blanks() -> None:
    area = factories.area("COMPETITIVITÀ E SVILUPPO")
    AreaSpelling.objects.create(area=area, spelling="Comp. e sviluppo")
    assert Area.objects.spelled("competitivita  e Sviluppo ") == area
    assert Area.objects.spelled("COMP. E SVILUPPO") == area
    assert Area.objects.spelled("Altro") is None


def test_what_a_plan_rests_on_is_not_deleted() -> None:
    with pytest.raises(models.ProtectedError):
        Area.objects.get(name="Registro Imprese").delete()


def test_every_table_has_a_history_but_files_waiting_to_be_imported() -> None:
    without = {
        model.__name__
        for app in ("objectives", "targets")
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical") and not hasattr(model, "history")
    }
    # What was decided or sent never changes.
    assert without <= {"PlanUpload", "ReviewDecision", "SentReminder"}


@pytest.mark.parametrize(
    "value", ["99999999999.9999", "-99999999999.9999", "0.0001", "12345678901.2345", "1234567890.1"]
)
def test_a_number_of_fifteen_digits_comes_back_as_it_was(value: str) -> None:
    """SQLite keeps decimals as floats: sixteen digits would come back changed."""
    made = condition(operator=">=", value=Decimal(value))
    made.full_clean()
    made.save()
    assert Condition.objects.get(pk=made.pk).value == Decimal(value)


def test_the_name_of_a_row_ends_with_a_whole_word() -> None:
    words = [f"parola{place}" for place in range(40)]
    assert str(StrategicObjective(code="5", text=" ".join(words))) == f"5 {' '.join(words[:17])} …"
    assert str(StrategicObjective(code="5", text="Poche parole")) == "5 Poche parole"
