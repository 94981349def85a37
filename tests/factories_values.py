"""What is reported, for tests: periods, actual values, methods."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from accounts.models import User
from targets.models import (
    ActualValue,
    Condition,
    EvaluationMethod,
    Indicator,
    OperandValue,
    ReportedCase,
    ReportingPeriod,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from objectives.models import Plan

ENTERED = datetime.datetime(2019, 1, 10, 9, 0, tzinfo=datetime.UTC)


def period(plan: Plan, **fields: Any) -> ReportingPeriod:
    """The open period of the year's end, with plan and method loaded."""
    defaults = {
        "ends_on": datetime.date(plan.year, 12, 31),
        "due_on": datetime.date(plan.year + 1, 1, 31),
        "state": ReportingPeriod.State.OPEN,
    }
    made = ReportingPeriod.objects.create(plan=plan, **defaults | fields)
    return reloaded(made)


def reloaded(period: ReportingPeriod) -> ReportingPeriod:
    """The period as pages load it, with plan and method."""
    return ReportingPeriod.objects.select_related("plan__evaluation_method").get(pk=period.pk)


def mid_year(plan: Plan, **fields: Any) -> ReportingPeriod:
    """The period of 30 June."""
    return period(
        plan,
        **{"ends_on": datetime.date(plan.year, 6, 30), "due_on": datetime.date(plan.year, 7, 15)} | fields,
    )


def method(plan: Plan, **fields: Any) -> EvaluationMethod:
    return EvaluationMethod.objects.create(plan=plan, **fields)


def reporter() -> User:
    """Whoever entered the values of a test."""
    return User.objects.get_or_create(username="reporter")[0]


def actual_value(
    indicator: Indicator,
    period: ReportingPeriod,
    numbers: Mapping[str, Decimal | int | str] | None = None,
    *,
    done: bool | None = None,
    done_on: datetime.date | None = None,
    **fields: Any,
) -> ActualValue:
    """A submitted value: ``numbers`` by the key of the operand, ``done`` for a yes/no."""
    defaults = {
        "state": ActualValue.State.SUBMITTED,
        "entered_by": reporter(),
        "entered_at": ENTERED,
    }
    value = ActualValue.objects.create(indicator=indicator, period=period, **defaults | fields)
    reported_case(value, numbers, done=done, done_on=done_on)
    return value


def reported_case(
    value: ActualValue,
    numbers: Mapping[str, Decimal | int | str] | None = None,
    *,
    condition: Condition | None = None,
    **fields: Any,
) -> ReportedCase:
    """The answer of the whole, or of one condition."""
    case = ReportedCase.objects.create(actual_value=value, condition=condition, **fields)
    for key, number in (numbers or {}).items():
        operand = value.indicator.operands.get(key=key)
        OperandValue.objects.create(case=case, operand=operand, value=Decimal(number))
    return case
