"""Every rule of what is reported, broken once: the database refuses it, the form says why."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils import translation

from objectives.models import Plan
from targets.domain.counting.method import EvaluationMethod as Counting
from targets.models import (
    ActualValue,
    Condition,
    EvaluationMethod,
    Evidence,
    Indicator,
    MethodBand,
    Operand,
    OperandValue,
    ReportedCase,
    ReportingPeriod,
    ReviewDecision,
    SentReminder,
    TargetValue,
)
from targets.results.method import as_method
from tests import factories
from tests import factories_values as values

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

JULY = datetime.date(2018, 7, 15)
END = datetime.date(2018, 12, 31)


def of_plan(**fields: Any) -> EvaluationMethod:
    """The method of another plan, for the first has one."""
    return EvaluationMethod(plan=Plan.objects.get(year=2019), **fields)


def band(**fields: Any) -> MethodBand:
    defaults = {"name": "other", "word": "altro", "lower": Decimal(50), "colour": "red"}
    return MethodBand(method=EvaluationMethod.objects.get(), **defaults | fields)


def a_period(**fields: Any) -> ReportingPeriod:
    defaults = {"plan": Plan.objects.get(year=2018), "ends_on": datetime.date(2018, 6, 30), "due_on": JULY}
    return ReportingPeriod(**defaults | fields)


def value(**fields: Any) -> ActualValue:
    defaults = {
        "indicator": Indicator.objects.latest("pk"),
        "period": ReportingPeriod.objects.get(),
        "entered_by": values.reporter(),
        "entered_at": values.ENTERED,
    }
    return ActualValue(**defaults | fields)


def case(**fields: Any) -> ReportedCase:
    defaults = {"actual_value": ActualValue.objects.get(), "condition": Condition.objects.latest("pk")}
    return ReportedCase(**defaults | fields)


def number() -> OperandValue:
    return OperandValue(case=ReportedCase.objects.earliest("pk"), operand=Operand.objects.get(), value=5)


def file(**fields: Any) -> Evidence:
    return Evidence(
        actual_value=ActualValue.objects.get(),
        file=ContentFile(b"x", name="x"),
        name="x.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=values.reporter(),
        uploaded_at=values.ENTERED,
        **fields,
    )


def returned(**fields: Any) -> ReviewDecision:
    return ReviewDecision(
        actual_value=ActualValue.objects.get(),
        outcome="returned",
        decided_by=values.reporter(),
        decided_at=values.ENTERED,
        **fields,
    )


def reminder() -> SentReminder:
    return SentReminder(period=ReportingPeriod.objects.get(), person=values.reporter(), sent_on=JULY)


ANSWERED_FOR = "An achievement set by hand needs a reason, and has a person and a day."

BROKEN: dict[str, tuple[Callable[[], models.Model], str]] = {
    "method_cap_at_least_full": (
        lambda: of_plan(cap=Decimal(99)),
        "Ensure this value is greater than or equal to 100.",
    ),
    "method_floor_is_a_share": (
        lambda: of_plan(floor=Decimal(-1)),
        "Ensure this value is greater than or equal to 0.",
    ),
    "method_own_share_is_a_share": (
        lambda: of_plan(own_share=Decimal(101)),
        "Ensure this value is less than or equal to 100.",
    ),
    "band_name_unique_in_method": (
        lambda: band(name="reached"),
        "The method already has a band with this code.",
    ),
    "band_edge_unique_in_method": (
        lambda: band(lower=Decimal(100)),
        "Two bands cannot begin at the same edge.",
    ),
    "period_once_a_plan": (
        lambda: a_period(ends_on=END, due_on=END),
        "The plan already has a period as of this day.",
    ),
    "period_due_after_its_end": (
        lambda: a_period(due_on=datetime.date(2018, 6, 29)),
        "The due date cannot lie before the day that is reported on.",
    ),
    "actual_value_one_per_period": (
        lambda: value(indicator=Indicator.objects.earliest("pk")),
        "This indicator already has a value for this period.",
    ),
    "actual_value_override_answered_for": (
        lambda: value(override=Decimal(90), override_by=values.reporter(), override_on=END),
        ANSWERED_FOR,
    ),
    "reported_case_once": (
        lambda: case(condition=Condition.objects.earliest("pk")),
        "This condition already has an answer.",
    ),
    "reported_case_one_whole": (
        lambda: case(condition=None),
        "The indicator as a whole already has an answer.",
    ),
    "reported_case_part_has_reason": (
        lambda: case(partial_percent=Decimal(40)),
        "A part done is from 0 to 100 and needs a reason.",
    ),
    "operand_value_once_a_case": (number, "This operand already has a number."),
    "evidence_file_once_a_value": (file, "This file is attached already."),
    "reminder_once_a_day": (
        reminder,
        "Reminder with this Reporting period, Person and Sent on already exists.",
    ),
    "review_return_has_reason": (returned, "Say why the value is returned, or its validation taken back."),
}
OTHERS: dict[str, tuple[Callable[[], models.Model], str]] = {
    "a person and no figure": (lambda: value(override_by=values.reporter()), ANSWERED_FOR),
    "a figure and no person": (
        lambda: value(override=Decimal(90), override_reason="x", override_on=END),
        ANSWERED_FOR,
    ),
    "a part over 100": (
        lambda: case(partial_percent=Decimal(101), partial_reason="x"),
        "Ensure this value is less than or equal to 100.",
    ),
}
"""Rules with more than one side, broken on the others."""


@pytest.fixture(autouse=True)
def _reported() -> None:
    plan = factories.small_plan()
    factories.plan(2019)
    measure = TargetValue.objects.earliest("pk").measure
    indicator, _other = (Indicator.objects.create(measure=measure, position=place) for place in (1, 2))
    Operand.objects.create(indicator=indicator, key="a", label="x")
    first, _second = (
        Condition.objects.create(target_value=TargetValue.objects.earliest("pk"), operator=">=", value=80)
        for _ in range(2)
    )
    method = values.method(plan)
    MethodBand.objects.create(method=method, name="reached", word="raggiunto", lower=100, colour="green")
    reported = values.actual_value(indicator, values.period(plan), {"a": 5})
    values.reported_case(reported, condition=first)
    file().save()
    reminder().save()


def test_every_rule_of_these_tables_is_broken_here() -> None:
    tables = (
        EvaluationMethod,
        MethodBand,
        ReportingPeriod,
        ActualValue,
        ReportedCase,
        OperandValue,
        Evidence,
    )
    named = {
        constraint.name
        for table in (*tables, ReviewDecision, SentReminder)
        for constraint in table._meta.constraints
    }
    assert named == set(BROKEN)


def broken(rule: str) -> tuple[Callable[[], models.Model], str]:
    return (BROKEN | OTHERS)[rule]


@pytest.mark.parametrize("rule", [*BROKEN, *OTHERS])
def test_the_database_refuses_what_breaks_a_rule(rule: str) -> None:
    row = broken(rule)[0]()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row)._default_manager.bulk_create([row])


@pytest.mark.parametrize("rule", [*BROKEN, *OTHERS])
def test_a_form_says_in_words_which_rule_is_broken(rule: str) -> None:
    make, message = broken(rule)
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            make().full_clean()
        assert message in refused.value.messages


def test_a_plan_has_one_method() -> None:
    second = EvaluationMethod(plan=Plan.objects.get(year=2018))
    with pytest.raises(IntegrityError), transaction.atomic():
        EvaluationMethod.objects.bulk_create([second])


def test_a_period_lies_in_the_year_of_its_plan() -> None:
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            a_period(ends_on=datetime.date(2019, 6, 30), due_on=datetime.date(2019, 7, 1)).full_clean()
        assert refused.value.messages == ["The day must lie in the year of the plan."]


@pytest.mark.parametrize("rows", [ReportingPeriod, Indicator], ids=lambda model: model.__name__)
def test_what_values_were_reported_of_is_not_deleted(rows: type[models.Model]) -> None:
    with pytest.raises(ProtectedError):
        rows._default_manager.all().delete()


def test_a_zero_is_a_number_and_an_answer_may_be_missing() -> None:
    OperandValue.objects.update(value=0)
    assert OperandValue.objects.get().value == 0
    assert ReportedCase.objects.filter(done=None).count() == 2


def test_a_method_starts_with_the_rules_of_the_domain() -> None:
    """The defaults of the table and those of the counting are the same."""
    stored = EvaluationMethod.objects.get(plan__year=2018)
    assert as_method(stored, ()) == Counting()
