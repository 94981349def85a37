"""Why there is a figure or none: never a guess, never a zero in place of a gap."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from targets.domain.counting.proof import Step, StepCode, step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


class State(StrEnum):
    """What is known of an achievement."""

    COMPUTED = "computed"
    """There is a figure; zero is one."""
    NOT_REPORTED = "not_reported"
    """Nobody has entered what is needed yet."""
    NOT_COMPUTABLE = "not_computable"
    """What was entered or planned gives no figure: a person must put it right."""
    NOT_APPLICABLE = "not_applicable"
    """It does not apply this year, with a reason."""
    EMPTY = "empty"
    """Only for a group: there is nothing in it to measure."""


class Reason(StrEnum):
    """Why there is no figure. One sentence per reason and language stands outside the domain."""

    # -- not reported -----------------------------------------------------------------------
    OPERAND_MISSING = "operand_missing"
    """A number of the formula was not entered."""
    ANSWER_MISSING = "answer_missing"
    """Done or not done was not answered."""
    DATE_MISSING = "date_missing"
    """The deadline has passed, and it was not entered when the thing was done."""
    NOT_SUBMITTED = "not_submitted"
    """A value was entered, and the area has not submitted it yet."""
    RETURNED = "returned"
    """A value was submitted, and returned to the area to be corrected."""

    # -- the indicator ----------------------------------------------------------------------
    INDICATOR_UNCLEAR = "indicator_unclear"
    """The formula is not understood."""
    DIVISION_BY_ZERO = "division_by_zero"
    """A divisor of the formula was entered as zero."""
    EXPRESSION_FAILED = "expression_failed"
    """The formula has no value for these numbers."""
    OUT_OF_RANGE = "out_of_range"
    """A number is of a size that no plan can hold."""

    # -- the target -------------------------------------------------------------------------
    TARGET_MISSING = "target_missing"
    """There is no target."""
    CONDITION_UNCLEAR = "condition_unclear"
    """The target is not understood."""
    CONDITION_WITHOUT_INDICATOR = "condition_without_indicator"
    """It cannot be told which indicator the condition belongs to."""
    VALUES_PER_CONDITION = "values_per_condition"
    """The conditions are about different cases (oil, wine), and one value was entered for all."""
    UNIT_MISMATCH = "unit_mismatch"
    """Value and target are in different units."""

    # -- the baseline and the method --------------------------------------------------------
    BASELINE_MISSING = "baseline_missing"
    """The rule or the target needs a baseline, and there is none."""
    BASELINE_NOT_POSITIVE = "baseline_not_positive"
    """A change in per cent of a baseline that is zero or less means nothing."""
    UNBOUNDED = "unbounded"
    """Target / actual without a cap has no value for an actual of zero or less."""

    # -- the roll-up ------------------------------------------------------------------------
    WEIGHTS_INCOMPLETE = "weights_incomplete"
    """Some of the parts have a weight and others none."""
    WEIGHTS_ALL_ZERO = "weights_all_zero"
    """None of the parts that have a figure counts."""


class Stop(Exception):  # noqa: N818 - no error: the orderly end of a computation without a figure
    """Ends a computation inside the domain; never leaves it."""

    def __init__(
        self,
        reason: Reason,
        state: State = State.NOT_COMPUTABLE,
        *,
        met: bool | None = None,
        words: Mapping[str, str | None] | None = None,
        numbers: Mapping[str, Decimal | None] | None = None,
    ) -> None:
        """Keep the reason and the last step of the proof; ``met`` where that much is certain."""
        self.met = met
        self.reason = reason
        self.state = state
        self.step: Step = step(StepCode.STOPPED, rule=reason.value, words=words, numbers=numbers)
        super().__init__(reason.value)
