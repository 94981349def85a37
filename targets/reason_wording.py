"""Why there is a figure or none, in the words of the field: states and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import pgettext_lazy as _c

from targets.domain.counting.states import Reason, State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATES: dict[State, _StrPromise] = {
    State.COMPUTED: _c("achievement", "computed"),
    State.NOT_REPORTED: _c("achievement", "not reported"),
    State.NOT_COMPUTABLE: _c("achievement", "cannot be computed"),
    State.NOT_APPLICABLE: _c("achievement", "does not apply this year"),
    State.EMPTY: _c("achievement", "nothing to measure"),
}

REASONS: dict[Reason, _StrPromise] = {
    Reason.OPERAND_MISSING: _c("no figure", "a number of the formula has not been entered"),
    Reason.ANSWER_MISSING: _c("no figure", "nobody has said whether it was done"),
    Reason.DATE_MISSING: _c("no figure", "the deadline has passed, and it was not entered when it was done"),
    Reason.INDICATOR_UNCLEAR: _c("no figure", "the formula is not understood"),
    Reason.DIVISION_BY_ZERO: _c("no figure", "the formula divides by zero"),
    Reason.EXPRESSION_FAILED: _c("no figure", "the formula has no value for these numbers"),
    Reason.OUT_OF_RANGE: _c("no figure", "a number is larger than any figure of a plan"),
    Reason.TARGET_MISSING: _c("no figure", "there is no target value"),
    Reason.CONDITION_UNCLEAR: _c("no figure", "the target value is not understood"),
    Reason.CONDITION_WITHOUT_INDICATOR: _c(
        "no figure", "it cannot be told which indicator the target value belongs to"
    ),
    Reason.VALUES_PER_CONDITION: _c(
        "no figure", "the target has several cases, and one value was entered for all of them"
    ),
    Reason.UNIT_MISMATCH: _c("no figure", "value and target are in different units"),
    Reason.BASELINE_MISSING: _c("no figure", "the baseline is missing"),
    Reason.BASELINE_NOT_POSITIVE: _c("no figure", "a change in per cent needs a baseline greater than zero"),
    Reason.UNBOUNDED: _c("no figure", "target / actual has no value for zero, and the method has no cap"),
    Reason.WEIGHTS_INCOMPLETE: _c("no figure", "some parts have a weight and others have none"),
    Reason.WEIGHTS_ALL_ZERO: _c("no figure", "no part with a figure has a weight above zero"),
}
"""One phrase for each reason, to stand in a sentence. A test fails if one is missing."""


def state_name(state: State | str) -> str:
    """Name a state in a sentence: ``not reported``."""
    return str(STATES[State(state)])


def reason_phrase(reason: Reason | str) -> str:
    """Return a reason as part of a sentence: ``the formula divides by zero``."""
    return str(REASONS[Reason(reason)])


def sentence(phrase: str) -> str:
    """Make a phrase a sentence of its own: a capital first and a full stop at the end."""
    return gettext("{sentence}.").format(sentence=phrase[:1].upper() + phrase[1:])


def reason_line(reason: Reason) -> str:
    """Say in a full sentence why there is no figure."""
    return sentence(reason_phrase(reason))
