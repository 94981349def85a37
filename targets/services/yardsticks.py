"""What reported values are judged by, and what it takes to change it.

A value is right or wrong only against something: the expression that makes a figure of its numbers,
the baseline, the conditions of the target, the weight it counts with. While a submitted or validated
value hangs on them, nobody moves them in silence: ``judged_alike`` stands around whatever may.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from targets.access import reviews
from targets.domain.counting.achievement import needs_own_values
from targets.domain.reading import Kind
from targets.models import ActualValue, Condition, Indicator, Measure, Operand, ReportingPeriod, TargetValue
from targets.results.loading import load_indicators
from targets.results.plan import REPORTED
from targets.services.reviewing import judge_anew

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from accounts.models import User
    from objectives.models import Plan
    from targets.results.loading import MeasuredIndicator

Facts = tuple[object, ...]


class Refusal(StrEnum):
    """Why what values are judged by stays as it is."""

    PERIOD_CLOSED = "period_closed"
    REASON_MISSING = "reason_missing"
    DELETED = "deleted"
    """Nothing would say any more what the values are compared with, or one condition less."""
    NOT_THE_OFFICE = "not_the_office"


def refusal_message(refusal: Refusal, periods: Iterable[ReportingPeriod]) -> str:
    """Say why, and what to do; ``periods`` are those of the values in question."""
    texts = {
        Refusal.PERIOD_CLOSED: _(
            "Values of a closed period (%(periods)s) are compared with it: it stays as it is. "
            "The planning office can open the period again first, on the page of the review."
        ),
        Refusal.REASON_MISSING: _(
            "Submitted values (%(periods)s) are compared with it: say why it changes. "
            "Those that are validated then have to be validated again."
        ),
        Refusal.DELETED: _(
            "Submitted values (%(periods)s) are compared with it: it cannot be deleted. "
            "Correct the reading instead, and say why."
        ),
        Refusal.NOT_THE_OFFICE: _(
            "Submitted values (%(periods)s) are compared with it: only the planning office may change it."
        ),
    }
    return texts[refusal] % {"periods": ", ".join(map(str, periods))}


class JudgedOtherwiseError(Exception):
    """The change is refused because submitted values would be judged otherwise; nothing was changed."""

    def __init__(self, refusal: Refusal, periods: Iterable[ReportingPeriod]) -> None:
        self.refusal = refusal
        self.periods = tuple(periods)
        """Those of the values that would be judged otherwise; of a closed period, only the closed ones."""
        super().__init__(refusal_message(refusal, self.periods))


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the values of one indicator are judged by."""

    measure: int
    weight: object
    formula: Facts | None
    """Kind, expression, unit, baseline and operands; None = not understood, so no figure is made by it."""
    conditions: dict[int, Facts | None]
    """Of the plan's year, by their key; None = unclear, so nothing is compared with it."""

    @property
    def clear(self) -> dict[int, Facts]:
        """The conditions that something is compared with."""
        return {key: facts for key, facts in self.conditions.items() if facts is not None}

    def is_kept_by(self, other: Yardstick) -> bool:
        """Whether everything that counted is in ``other`` as it was, and nothing was set beside it.

        What counted nothing (a formula that was not understood, unclear conditions) may be settled.
        """
        if self.weight != other.weight or (self.formula is not None and self.formula != other.formula):
            return False
        before = self.clear
        return not before or {k: v for k, v in other.clear.items() if self.conditions.get(k, v)} == before


@dataclass(frozen=True, slots=True)
class Judged:
    """The counted values of some formulas, and what each of them is judged by at one moment."""

    plan: Plan
    values: tuple[ActualValue, ...]
    """Submitted and validated ones, locked until the transaction ends."""
    yardsticks: dict[int, Yardstick]
    """Of all indicators of these formulas, by their key."""
    texts: dict[int, str]
    """Of the target values of the plan's year, by the key of their measure."""

    @classmethod
    def of(cls, plan: Plan, measures: QuerySet[Measure]) -> Judged:
        """Load them; a query where no value counts, six where some do."""
        values = tuple(
            counted_values(measures)
            .filter(period__plan=plan)
            .select_related("indicator", "period")
            .select_for_update(of=("self",), no_key=True)
            .order_by("pk")
        )
        if not values:
            return cls(plan, (), {}, {})
        return cls(plan, values, *_state(plan, {value.indicator.measure_id for value in values}))

    def changed(self) -> tuple[set[int], bool]:
        """Return the indicators that are judged otherwise now, and whether one lost a condition.

        A new text of the target may have fewer conditions than the old one, but not none.
        """
        if not self.values:
            return set(), False
        now, texts = _state(self.plan, {value.indicator.measure_id for value in self.values})
        changed, has_lost = set(), False
        for key in {value.indicator_id for value in self.values}:
            before, after = self.yardsticks[key], now[key]
            if before.is_kept_by(after):
                continue
            changed.add(key)
            kept = {
                condition
                for each in now.values()
                if each.measure == before.measure
                for condition in each.conditions
            }
            is_new_text = texts.get(before.measure) != self.texts.get(before.measure)
            has_lost |= bool(before.clear.keys() - kept) and not (is_new_text and after.clear)
        return changed, has_lost

    def of_indicators(self, keys: set[int]) -> list[ActualValue]:
        """Return the values of these indicators."""
        return [value for value in self.values if value.indicator_id in keys]

    def changed_measures(self) -> set[int]:
        """Return the measures of the indicators that are judged otherwise now."""
        keys, _has_lost = self.changed()
        return {self.yardsticks[key].measure for key in keys}


def has_counted_values(plan: Plan) -> bool:
    """Say whether values that count (submitted or validated) were reported of a plan; one query."""
    return ActualValue.objects.filter(period__plan=plan, state__in=REPORTED).exists()


def counted_values(measures: QuerySet[Measure]) -> QuerySet[ActualValue]:
    """Return the values of ``measures`` that count: submitted or validated, in any period."""
    return ActualValue.objects.filter(indicator__measure__in=measures, state__in=REPORTED)


def counted_periods(measures: QuerySet[Measure]) -> QuerySet[ReportingPeriod]:
    """Return the periods that hold a counted value of ``measures``, the first first."""
    counted = counted_values(measures).values("period")
    return ReportingPeriod.objects.filter(pk__in=counted).order_by("ends_on")


def judging_conditions(conditions: QuerySet[Condition]) -> QuerySet[Condition]:
    """Keep the conditions that counted values are compared with: they cannot be deleted.

    An unclear one is compared with nothing; one of another year than the plan's neither.
    """
    counted = ActualValue.objects.filter(
        state__in=REPORTED, period__plan__year=OuterRef("target_value__year")
    )
    own = counted.filter(indicator=OuterRef("indicator"))
    of_any = counted.filter(indicator__measure=OuterRef("target_value__measure"))
    judging = conditions.exclude(status=Condition.Status.UNCLEAR)
    return judging.filter(Exists(own) | (Q(indicator__isnull=True) & Exists(of_any)))


@contextmanager
def judged_alike(
    plan: Plan, measures: QuerySet[Measure], *, user: User | None, now: datetime, reason: str = ""
) -> Iterator[None]:
    """Let formulas and targets of ``plan`` be changed, but not what counted values are judged by.

    That takes a ``reason`` and the planning office, and no closed period may hold such a value: the
    values that are judged otherwise are then taken back from validated to submitted, and the reason
    stays in their history and in that of everything that was changed. Otherwise
    ``JudgedOtherwiseError`` is raised at the end of the block, and nothing was changed. Settling what
    counted nothing so far takes nothing.
    """
    with transaction.atomic():
        lock = ReportingPeriod.objects.select_for_update(no_key=True).filter(plan=plan).order_by("pk")
        list(lock)  # first of all, as every write of reported values does
        before = Judged.of(plan, measures)
        yield
        keys, has_lost = before.changed()
        if not keys:
            return
        values = before.of_indicators(keys)
        if refused := _refusal(values, user, reason, has_lost=has_lost):
            raise refused
        judge_anew(values, reason, user=user, now=now)  # type: ignore[arg-type] # None was refused
        _keep_reason({before.yardsticks[key].measure for key in keys}, reason.strip(), now)


def _refusal(
    values: list[ActualValue], user: User | None, reason: str, *, has_lost: bool
) -> JudgedOtherwiseError | None:
    periods = sorted({value.period for value in values}, key=lambda period: period.ends_on)
    closed = [period for period in periods if period.state == ReportingPeriod.State.CLOSED]
    if has_lost:
        return JudgedOtherwiseError(Refusal.DELETED, periods)
    if closed:
        return JudgedOtherwiseError(Refusal.PERIOD_CLOSED, closed)
    if user is None or not reviews(user):
        return JudgedOtherwiseError(Refusal.NOT_THE_OFFICE, periods)
    return None if reason.strip() else JudgedOtherwiseError(Refusal.REASON_MISSING, periods)


def _state(plan: Plan, measures: set[int]) -> tuple[dict[int, Yardstick], dict[int, str]]:
    """Return what the values of these measures are judged by, and the texts of their targets."""
    measured = load_indicators(plan, None, where=Q(measure__in=measures))
    texts = TargetValue.objects.filter(measure__in=measures, year=plan.year)
    return (
        {each.indicator.pk: _yardstick(each) for each in measured},
        dict(texts.values_list("measure_id", "text")),
    )


def _yardstick(measured: MeasuredIndicator) -> Yardstick:
    reading, indicator = measured.reading, measured.indicator
    operands = tuple((each.key, each.label, each.year) for each in reading.operands)
    formula = (reading.kind, reading.expression, reading.unit, indicator.baseline, operands)
    apart = needs_own_values(reading, measured.read_conditions)
    return Yardstick(
        measure=indicator.measure_id,
        weight=indicator.weight,
        formula=None if reading.kind is Kind.UNCLEAR else formula,
        conditions={each.pk: _compared(each, apart=apart) for each in measured.conditions},
    )


def _compared(condition: Condition, *, apart: bool) -> Facts | None:
    """Return what is compared; the label too where each condition has a number of its own to it."""
    if condition.status == Condition.Status.UNCLEAR:
        return None
    return (
        condition.indicator_id,
        condition.operator,
        condition.value,
        condition.upper,
        condition.unit,
        condition.deadline,
        condition.basis,
        condition.reference_year,
        condition.label if apart else None,
    )


def _keep_reason(measures: set[int], reason: str, now: datetime) -> None:
    """Write the reason into the history of what was changed since ``now``, the start of the change."""
    for model, path in (
        (Measure, "id"),
        (TargetValue, "measure_id"),
        (Indicator, "measure_id"),
        (Operand, "indicator__measure_id"),
        (Condition, "target_value__measure_id"),
    ):
        entries = model.history.filter(
            **{f"{path}__in": measures}, history_date__gte=now, history_change_reason__isnull=True
        )
        entries.update(history_change_reason=reason)
