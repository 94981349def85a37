"""What was entered, states and refusals in words, for whoever reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from targets.models import ActualValue
from targets.services.reviewing import MOST_PERCENT, Refusal
from targets.wording import readings as wording
from targets.wording.proof import percent
from targets.wording.readings import condition_in_words, quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from targets.results.loading import LoadedCase, MeasuredIndicator

MISSING = "missing"
"""The state of an indicator of which nobody has entered anything."""

STATES: dict[str, _StrPromise] = {
    MISSING: pgettext_lazy("actual value", "Missing"),
    ActualValue.State.DRAFT: pgettext_lazy("actual value", "Draft"),
    ActualValue.State.SUBMITTED: pgettext_lazy("actual value", "Submitted"),
    ActualValue.State.RETURNED: pgettext_lazy("actual value", "Returned"),
    ActualValue.State.VALIDATED: pgettext_lazy("actual value", "Validated"),
}
"""In the order in which a value goes through them."""

REFUSALS: dict[Refusal, _StrPromise] = {
    Refusal.REASON_MISSING: _("Say why: the reason is kept."),
    Refusal.NOT_SUBMITTED: _("The value is not submitted: there is nothing to decide yet."),
    Refusal.NOT_VALIDATED: _("The value is not validated."),
    Refusal.NOT_REPORTED: _(
        "No value is reported that an achievement could stand beside. Have the area submit it first; or, "
        "if the indicator does not apply this year, have the area say so with the reason."
    ),
    Refusal.PERIOD_NOT_OPEN: _(
        "The period is not open: the area could not change the value. Open the period first."
    ),
    Refusal.PERCENT_OUT_OF_RANGE: _("An achievement is a number of per cent from 0 to %(most)s."),
    Refusal.PERCENT_BEYOND_METHOD: _(
        "The evaluation method of this plan knows no such achievement: "
        "it lies below its floor or above its cap."
    ),
    Refusal.PERCENT_TOO_FINE: _("At most four decimals: round the number as your office does."),
}

Line = tuple[str, str]
"""A label and what was entered under it."""


def refusal_message(refusal: Refusal) -> str:
    """Say why a decision was refused, and what to do."""
    return str(REFUSALS[refusal]) % {"most": MOST_PERCENT}


def conditions_in_words(measured: MeasuredIndicator) -> str:
    """Write the target of an indicator in words; empty where it has none."""
    return "; ".join(words for words in wording.conditions_in_words(measured.read_conditions) if words)


def entered_lines(measured: MeasuredIndicator) -> tuple[Line, ...]:
    """Write what was entered of an indicator: each number under the words of the formula.

    Empty where nothing was. A case that is reported apart (oil, wine) comes under its own label.
    """
    return tuple(line for loaded in measured.cases for line in _lines_of_case(measured, loaded))


def _lines_of_case(measured: MeasuredIndicator, loaded: LoadedCase) -> Iterator[Line]:
    prefix = _case_label(measured, loaded)
    case = loaded.case
    for operand in measured.operands:
        if (number := loaded.values.get(operand.key)) is not None:
            yield _labelled(prefix, operand.label), quantity_in_words(number, None)
    if case.done is not None:
        answer = pgettext("answer", "yes") if case.done else pgettext("answer", "no")
        yield _labelled(prefix, gettext("done")), answer
    if case.done_on is not None:
        yield _labelled(prefix, gettext("done on")), date_format(case.done_on, "SHORT_DATE_FORMAT")
    if case.partial_percent is not None:
        part = f"{percent(case.partial_percent)} ({case.partial_reason})"
        yield _labelled(prefix, gettext("part done")), part


def _case_label(measured: MeasuredIndicator, loaded: LoadedCase) -> str:
    for condition, read in zip(measured.conditions, measured.read_conditions, strict=True):
        if condition.pk == loaded.case.condition_id:
            return condition.label or condition_in_words(read)
    return ""


def _labelled(prefix: str, label: str) -> str:
    return f"{prefix} – {label}" if prefix else label
