"""What a person enters of one indicator, between the form and the store: whole, comparable, frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.domain.counting.actual import Actual
from targets.results.outcome import answer_as_actual, with_cases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from targets.models import ActualValue, ReportedCase
    from targets.results import MeasuredIndicator


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredCase:
    """The answer for the indicator as a whole, or for one condition about a case of its own."""

    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    """By the key of the operand; what is not in it is not reported. Zero is a number."""
    done: bool | None = None
    done_on: date | None = None
    partial_percent: Decimal | None = None
    """From 0 to 100; only with a reason, and not with what is done."""
    partial_reason: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was reported of it."""
        said = (self.done, self.done_on, self.partial_percent)
        return not self.numbers and all(each is None for each in said)

    def as_actual(self, as_of: date) -> Actual:
        """Return it as the counting knows it."""
        return answer_as_actual(
            self.numbers,
            done=self.done,
            done_on=self.done_on,
            partial_percent=self.partial_percent,
            partial_reason=self.partial_reason,
            as_of=as_of,
        )


NOTHING = EnteredCase()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Everything that a person enters of one indicator for one period."""

    whole: EnteredCase = NOTHING
    by_condition: Mapping[int, EnteredCase] = field(default_factory=dict)
    """By the key of the stored condition; a case that is empty is the same as none."""
    not_applicable: str = ""
    """Why it does not apply this year; blank = it applies."""
    deviation: str = ""
    """Why the target was missed."""
    corrective_action: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was entered."""
        texts = (self.not_applicable, self.deviation, self.corrective_action)
        return self.whole.is_empty and not self.cases() and not any(text.strip() for text in texts)

    def cases(self) -> dict[int, EnteredCase]:
        """Return the conditions that something was reported of."""
        return {key: case for key, case in self.by_condition.items() if not case.is_empty}

    def same_as(self, other: Entered) -> bool:
        """Say whether both hold the same: numbers by value, empty cases not at all."""
        return _plain(self) == _plain(other)

    def as_actual(self, measured: MeasuredIndicator, as_of: date) -> Actual:
        """Return it as the counting knows it; ``as_of`` ends the period."""
        if self.not_applicable.strip():
            return Actual(as_of=as_of, not_applicable=self.not_applicable)
        own = {
            place: case.as_actual(as_of)
            for place, condition in enumerate(measured.conditions)
            if (case := self.by_condition.get(condition.pk)) is not None
        }
        return with_cases(self.whole.as_actual(as_of), own)


def _plain(entered: Entered) -> tuple[object, ...]:
    return (
        _plain_case(entered.whole),
        {key: _plain_case(case) for key, case in entered.cases().items()},
        entered.not_applicable,
        entered.deviation,
        entered.corrective_action,
    )


def _plain_case(case: EnteredCase) -> tuple[object, ...]:
    return (dict(case.numbers), case.done, case.done_on, case.partial_percent, case.partial_reason)


def entered_of(measured: MeasuredIndicator) -> Entered:
    """Return what is stored of an indicator, as loaded with it. No query."""
    if measured.value is None:
        return Entered()
    cases = {each.case.condition_id: entered_case(each.case, each.values) for each in measured.cases}
    return entered_value(measured.value, cases)


def entered_value(value: ActualValue, cases: dict[int | None, EnteredCase]) -> Entered:
    """Return a stored value with its cases; that of the whole has the key None."""
    return Entered(
        whole=cases.get(None, NOTHING),
        by_condition={key: case for key, case in cases.items() if key is not None},
        not_applicable=value.not_applicable,
        deviation=value.deviation,
        corrective_action=value.corrective_action,
    )


def entered_case(case: ReportedCase, numbers: Mapping[str, Decimal]) -> EnteredCase:
    """Return a stored case with its numbers."""
    return EnteredCase(
        numbers=numbers,
        done=case.done,
        done_on=case.done_on,
        partial_percent=case.partial_percent,
        partial_reason=case.partial_reason,
    )
