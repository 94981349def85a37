"""Why there is a figure or none, in the words of the field: states and reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy

from targets.domain.counting.states import Reason, State

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STATES: dict[State, _StrPromise] = {
    State.COMPUTED: pgettext_lazy("achievement", "computed"),
    State.NOT_REPORTED: pgettext_lazy("achievement", "not reported"),
    State.NOT_COMPUTABLE: pgettext_lazy("achievement", "cannot be computed"),
    State.NOT_APPLICABLE: pgettext_lazy("achievement", "does not apply this year"),
    State.EMPTY: pgettext_lazy("achievement", "nothing to measure"),
}

REASONS: dict[Reason, _StrPromise] = {
    Reason.OPERAND_MISSING: pgettext_lazy("no figure", "a number of the formula has not been entered"),
    Reason.ANSWER_MISSING: pgettext_lazy("no figure", "nobody has said whether it was done"),
    Reason.DATE_MISSING: pgettext_lazy(
        "no figure", "the deadline has passed, and it was not entered when it was done"
    ),
    Reason.NOT_SUBMITTED: pgettext_lazy("no figure", "entered, not submitted yet"),
    Reason.RETURNED: pgettext_lazy("no figure", "returned to the area"),
    Reason.INDICATOR_UNCLEAR: pgettext_lazy("no figure", "the formula is not understood"),
    Reason.DIVISION_BY_ZERO: pgettext_lazy("no figure", "the formula divides by zero"),
    Reason.EXPRESSION_FAILED: pgettext_lazy("no figure", "the formula has no value for these numbers"),
    Reason.OUT_OF_RANGE: pgettext_lazy("no figure", "a number is larger than any figure of a plan"),
    Reason.TARGET_MISSING: pgettext_lazy("no figure", "there is no target value"),
    Reason.CONDITION_UNCLEAR: pgettext_lazy("no figure", "the target value is not understood"),
    Reason.CONDITION_WITHOUT_INDICATOR: pgettext_lazy(
        "no figure", "it cannot be told which indicator the target value belongs to"
    ),
    Reason.VALUES_PER_CONDITION: pgettext_lazy(
        "no figure", "the target has several cases, and one value was entered for all of them"
    ),
    Reason.UNIT_MISMATCH: pgettext_lazy("no figure", "value and target are in different units"),
    Reason.BASELINE_MISSING: pgettext_lazy("no figure", "the baseline is missing"),
    Reason.BASELINE_NOT_POSITIVE: pgettext_lazy(
        "no figure", "a change in per cent needs a baseline greater than zero"
    ),
    Reason.UNBOUNDED: pgettext_lazy(
        "no figure", "target / actual has no value for zero, and the method has no cap"
    ),
    Reason.WEIGHTS_INCOMPLETE: pgettext_lazy("no figure", "some parts have a weight and others have none"),
    Reason.WEIGHTS_ALL_ZERO: pgettext_lazy("no figure", "no part with a figure has a weight above zero"),
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
