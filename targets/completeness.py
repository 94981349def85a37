"""What a reported value still lacks before it can be submitted, named one by one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from targets.domain.counting.condition import is_by_hand
from targets.domain.counting.states import Reason
from targets.domain.reading import Kind, Status, expression
from targets.results.outcome import outcome_of, own_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import Condition
    from targets.entered import Entered, EnteredCase
    from targets.models import Operand, ReportingPeriod
    from targets.results import MeasuredIndicator


class Gap(StrEnum):
    """What can be lacking."""

    NUMBER = "number"
    ANSWER = "answer"
    """Done or not done."""
    DATE = "date"
    """The deadline has passed, and it is not said when it was done."""
    NOTE = "note"
    """The target was missed, and nobody says why."""
    READING = "reading"
    """There is nothing that could be entered: the planning office must settle the formula first."""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing."""

    gap: Gap
    label: str = ""
    """The words of the formula for a number, those of the condition for a case of its own."""


@dataclass(frozen=True, slots=True)
class AskedCase:
    """One answer that is asked for: of the whole, or of one condition."""

    condition: int | None
    """Key of the stored condition; None = the indicator as a whole."""
    label: str
    operands: tuple[Operand, ...]
    """One box each."""
    asks_number: bool
    """Whether the numbers are needed; otherwise they may be given beside the answer by hand."""
    asks_done: bool
    asks_date: bool
    """Whether a day of completion may matter: there is a deadline."""


def asked_cases(measured: MeasuredIndicator) -> tuple[AskedCase, ...]:
    """Return what is asked of an indicator, as its formula and its conditions want it."""
    conditions = measured.read_conditions
    own = own_conditions(measured)
    if own:
        return tuple(
            _asked(measured, (conditions[place],), measured.conditions[place].pk, conditions[place].label)
            for place in own
        )
    return (_asked(measured, conditions, None, ""),)


def _asked(
    measured: MeasuredIndicator, conditions: tuple[Condition, ...], key: int | None, label: str
) -> AskedCase:
    reading = measured.reading
    clear = [each for each in conditions if each.status is not Status.UNCLEAR]
    by_hand = [is_by_hand(reading, each) for each in clear]
    is_yes_no = reading.kind is Kind.YES_NO
    needed = (
        expression.keys(reading.expression)
        if reading.expression is not None and expression.is_expression(reading.expression)
        else ()
    )
    operands = measured.operands
    return AskedCase(
        condition=key,
        label=label,
        operands=operands,
        asks_number=bool(needed) and not is_yes_no and (not by_hand or not all(by_hand)),
        asks_done=is_yes_no or any(by_hand),
        asks_date=any(each.deadline is not None for each in conditions),
    )


def case_of(entered: Entered, asked: AskedCase) -> EnteredCase | None:
    """Return what was entered for what was asked; None = nothing."""
    return entered.whole if asked.condition is None else entered.by_condition.get(asked.condition)


def is_asked_for_a_note(outcome: Outcome) -> bool:
    """Say whether the cause of a deviation is asked for: the target is missed for certain.

    What is not due yet may be explained, and need not be.
    """
    return outcome.met is False and outcome.due_on is None


def lacks_of(
    measured: MeasuredIndicator, entered: Entered, period: ReportingPeriod, method: EvaluationMethod
) -> tuple[Lack, ...]:
    """Return what is missing before the value may be submitted; empty = it is complete.

    At the year's end a missed target needs its note. Before, the year is not over: a note is
    asked for and not demanded.
    """
    if entered.not_applicable.strip():
        return ()
    asked = asked_cases(measured)
    if not any(each.asks_done or each.operands for each in asked):
        return (Lack(Gap.READING),)
    found = [lack for each in asked for lack in _lacks_of_case(each, case_of(entered, each))]
    outcome = outcome_of(measured, entered.as_actual(measured, period.ends_on), method)
    if outcome.reason is Reason.DATE_MISSING:
        found.append(Lack(Gap.DATE))
    if period.is_year_end and is_asked_for_a_note(outcome) and not entered.deviation.strip():
        found.append(Lack(Gap.NOTE))
    return tuple(found)


def _lacks_of_case(asked: AskedCase, case: EnteredCase | None) -> Iterator[Lack]:
    numbers = {} if case is None else case.numbers
    if asked.asks_number or not asked.asks_done:
        for operand in asked.operands:
            if operand.key not in numbers:
                yield Lack(Gap.NUMBER, " – ".join(filter(None, (asked.label, operand.label))))
    if asked.asks_done and (case is None or (case.done is None and case.partial_percent is None)):
        yield Lack(Gap.ANSWER, asked.label)
