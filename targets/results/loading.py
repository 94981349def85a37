"""What the counting needs of stored rows: readings, conditions and what was reported of them.

Three queries for any number of indicators.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from targets.domain import reading as domain
from targets.models import ActualValue, Condition, Indicator, Operand, ReportedCase, in_plan
from targets.selectors import as_read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from objectives.models import Plan
    from targets.models import ReportingPeriod


@dataclass(slots=True)
class LoadedCase:
    """One answer and the numbers that were reported with it."""

    case: ReportedCase
    values: dict[str, Decimal] = field(default_factory=dict)
    """By the key of the operand; what is not in it was not reported."""


@dataclass(slots=True)
class MeasuredIndicator:
    """One indicator with its conditions of the plan year and what was reported of it."""

    indicator: Indicator
    reading: domain.IndicatorReading
    operands: tuple[Operand, ...]
    """As stored, in the order of their keys: one box each on the entry page."""
    year: int
    """Of the plan: the year that the targets are of."""
    conditions: tuple[Condition, ...] = ()
    """In order; those that cannot be given to one indicator of the cell belong to all of them."""
    value: ActualValue | None = None
    """None = nobody has entered anything for the period."""
    cases: tuple[LoadedCase, ...] = ()

    @property
    def is_entered(self) -> bool:
        """Whether anything was entered: a draft can be emptied again."""
        return (self.value is not None and bool(self.value.not_applicable.strip())) or any(
            loaded.values or loaded.case.done is not None or loaded.case.partial_percent is not None
            for loaded in self.cases
        )

    @property
    def read_conditions(self) -> tuple[domain.Condition, ...]:
        """The conditions as the domain knows them."""
        return tuple(as_read(condition, indicator=_place(condition)) for condition in self.conditions)


def _place(condition: Condition) -> int | None:
    """Say whether it can be told which indicator a condition belongs to; the number is of no use here."""
    return None if condition.indicator_id is None else 0


def load_indicators(
    plan: Plan, period: ReportingPeriod | None, *, where: Q | None = None, related: Iterable[str] = ()
) -> list[MeasuredIndicator]:
    """Return the indicators of ``plan`` in the order of their measures, with what ``period`` has of them.

    ``where`` narrows the indicators (an area), ``related`` is loaded with each (``select_related``).
    A measure without a reading has no indicator yet. Three queries, two without a period.
    """
    measured = _load_readings(plan, where or Q(), related)
    _add_conditions(plan, measured)
    found = list(measured.values())
    return found if period is None else with_values(found, period)


def _load_readings(plan: Plan, where: Q, related: Iterable[str]) -> dict[int, MeasuredIndicator]:
    """Return the indicators by their key; one query, a line of it for each operand."""
    lines = (
        Indicator.objects.of_plan(plan)
        .filter(where)
        .select_related("measure", "area", *related)
        .annotate(
            operand=F("operands__pk"),
            operand_key=F("operands__key"),
            operand_label=F("operands__label"),
            operand_year=F("operands__year"),
        )
        .order_by("measure__position", "measure_id", "position", "pk", "operand_key")
    )
    grouped: dict[int, list[Any]] = defaultdict(list)
    for line in lines:
        grouped[line.pk].append(line)
    return {key: _measured(found, plan) for key, found in grouped.items()}


def _measured(lines: list[Any], plan: Plan) -> MeasuredIndicator:
    indicator: Indicator = lines[0]
    operands = tuple(
        Operand(
            pk=line.operand,
            indicator=indicator,
            key=line.operand_key,
            label=line.operand_label,
            year=line.operand_year,
        )
        for line in lines
        if line.operand is not None
    )
    return MeasuredIndicator(indicator, indicator_as_read(indicator, operands), operands, plan.year)


def indicator_as_read(indicator: Indicator, operands: Iterable[Operand]) -> domain.IndicatorReading:
    """Return a stored indicator as the domain knows it."""
    return domain.IndicatorReading(
        label=indicator.label,
        kind=domain.Kind(indicator.kind),
        expression=indicator.expression or None,
        operands=tuple(domain.Operand(each.key, each.label, each.year) for each in operands),
        unit=indicator.unit or None,
    )


def _add_conditions(plan: Plan, measured: dict[int, MeasuredIndicator]) -> None:
    """Give each indicator the conditions of the plan year that are, or may be, its own."""
    by_measure: dict[int, list[MeasuredIndicator]] = defaultdict(list)
    for each in measured.values():
        by_measure[each.indicator.measure_id].append(each)
    conditions = (
        Condition.objects.filter(in_plan(plan, "target_value__measure__"), target_value__year=plan.year)
        .annotate(measure=F("target_value__measure"))
        .order_by("position", "pk")
    )
    for condition in conditions:
        for each in by_measure.get(condition.measure, ()):
            if condition.indicator_id in (each.indicator.pk, None):
                each.conditions = (*each.conditions, condition)


def with_values(measured: Sequence[MeasuredIndicator], period: ReportingPeriod) -> list[MeasuredIndicator]:
    """Return the indicators with what ``period`` has of them, and nothing of another; one query."""
    values = load_values(period, (each.indicator.pk for each in measured))
    nothing = (None, ())
    return [
        replace(each, value=value, cases=cases)
        for each in measured
        for value, cases in (values.get(each.indicator.pk, nothing),)
    ]


def load_values(
    period: ReportingPeriod, keys: Iterable[int]
) -> dict[int, tuple[ActualValue, tuple[LoadedCase, ...]]]:
    """Return what was reported for ``period`` by the key of the indicator; one query.

    ``keys`` are the indicators that are wanted: those of others are not given out.
    """
    wanted = set(keys)
    lines = (
        ReportedCase.objects.filter(actual_value__period=period)
        .select_related("actual_value__entered_by", "actual_value__override_by")
        .annotate(operand=F("values__operand__key"), number=F("values__value"))
        .order_by("actual_value", "pk", "operand")
    )
    found: dict[int, ActualValue] = {}
    cases: dict[int, dict[int, LoadedCase]] = defaultdict(dict)
    for line in lines:
        indicator = line.actual_value.indicator_id
        if indicator not in wanted:
            continue
        found.setdefault(indicator, line.actual_value)
        case = cases[indicator].setdefault(line.pk, LoadedCase(line))
        if line.operand is not None:
            case.values[line.operand] = line.number
    return {key: (value, tuple(cases[key].values())) for key, value in found.items()}
