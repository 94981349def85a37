"""The working behind a figure in plain words, a line for each step, in the reader's language.

``412 / 490 × 100 ≈ 84,08 %``, ``at least 80 %: met``, ``achievement 100 %; band “reached”``: made from
the data of the proof alone, so that a sealed report prints it from its JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.domain.counting.proof import StepCode
from targets.domain.counting.states import State
from targets.domain.reading import Basis, Condition, Operator, Status
from targets.wording.bands import band_word
from targets.wording.figures import PERCENT, percent, value_in_words
from targets.wording.readings import condition_in_words, quantity_in_words, status_label
from targets.wording.reasons import reason_line, reason_phrase, sentence, state_name
from targets.wording.steps import LINES, worked_out
from targets.wording.verdict import not_due
from targets.wording.working import printed_steps

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from targets.domain.counting.bands import Band
    from targets.domain.counting.proof import Proof, Step
    from targets.domain.counting.states import Reason

__all__ = ["percent", "proof_lines", "reason_line", "state_line", "value_in_words"]

_POINTS = "percentage points"


class Figure(Protocol):
    """What an indicator or a group achieved: an ``Outcome`` or a ``Result``."""

    @property
    def state(self) -> State: ...
    @property
    def reason(self) -> Reason | None: ...
    @property
    def shown(self) -> Decimal | None: ...
    @property
    def band(self) -> Band | None: ...
    @property
    def due_on(self) -> date | None: ...


def proof_lines(proof: Proof) -> list[str]:
    """Return the working behind a figure: one line for each step, in order."""
    lines: list[str] = []
    unit: str | None = None
    for step, printed in zip(proof.steps, printed_steps(proof), strict=True):
        unit = _unit_at(step, unit)
        with_unit = _LINES_WITH_UNIT.get(step.code)
        lines.append(LINES[step.code](printed) if with_unit is None else with_unit(printed, unit))
    return lines


def state_line(result: Figure) -> str:
    """Say in one line what is known: the achievement with its band, or why there is none."""
    if result.state is State.COMPUTED:
        shown = percent(result.shown)
        if result.due_on is not None:
            return f"{shown} – {not_due(result.due_on)}"
        return shown if result.band is None else f"{shown} – {band_word(result.band)}"
    if result.reason is None:
        return sentence(state_name(result.state))
    words = {"state": state_name(result.state), "reason": reason_phrase(result.reason)}
    return sentence(gettext("{state}: {reason}").format(**words))


def _unit_at(step: Step, unit: str | None) -> str | None:
    """Return the unit of what is judged from this step on; the steps name it only where it changes."""
    if step.code is StepCode.VALUE:
        return step.words.get("unit")
    if step.code is StepCode.SCALED or (step.code is StepCode.CHANGE and "× 100" in step.pattern):
        return PERCENT
    if step.code is StepCode.CHANGE and step.pattern and unit == PERCENT:
        return _POINTS
    if step.code is StepCode.CONDITION and step.words["basis"] != Basis.VARIATION:
        return unit or step.words.get("unit")
    return unit


def _change(step: Step, unit: str | None) -> str:
    if step.pattern:
        return gettext("change: {result}").format(result=worked_out(step, unit))
    words = {name: quantity_in_words(step.numbers[name], unit) for name in ("result", "target")}
    return gettext("a decrease of {result}, where {target} is asked for").format(**words)


def _level(step: Step, unit: str | None) -> str:
    return gettext("target as a level: {result}").format(result=worked_out(step, unit))


def _condition(step: Step, unit: str | None) -> str:  # noqa: ARG001 - a target names its own unit
    """Write a target as it was planned; one in words, or without any, by its words."""
    label, in_words = step.words.get("label", ""), "target" not in step.numbers
    condition = _as_condition(step, unit=step.words.get("unit"), label=label)
    words = condition_in_words(condition)
    if in_words and not label:
        words = ", ".join(part for part in (gettext("to be done"), words) if part)
    if step.rule == "completion_is_full":
        words = gettext("{condition}, for it is to be completed").format(condition=words)
    if condition.status is Status.ASSUMED:
        status = status_label(condition.status)
        words = gettext("{condition} ({status})").format(condition=words, status=status)
    if label and not in_words:
        return gettext("target for “{label}”: {condition}").format(label=label, condition=words)
    return gettext("target: {condition}").format(condition=words)


_MET = {"met": _("{condition}: met ({value})"), "not_met": _("{condition}: not met ({value})")}


def _met(step: Step, unit: str | None) -> str:
    condition = _as_condition(step, unit=unit)
    value = quantity_in_words(step.numbers["value"], unit)
    return str(_MET[step.rule]).format(condition=condition_in_words(condition), value=value)


def _as_condition(step: Step, *, unit: str | None, label: str = "") -> Condition:
    """Return the condition that a step is about, to be written as everywhere else."""
    operator = step.words.get("operator")
    return Condition(
        operator=None if operator is None else Operator(operator),
        value=step.numbers.get("target"),
        upper=step.numbers.get("upper"),
        unit=unit,
        deadline=step.dates.get("deadline"),
        reference_year=None,
        basis=Basis(step.words.get("basis", Basis.ABSOLUTE)),
        label=label,
        indicator=0,
        status=Status(step.words.get("status", Status.READ)),
    )


_LINES_WITH_UNIT: dict[StepCode, Callable[[Step, str | None], str]] = {
    StepCode.VALUE: worked_out,
    StepCode.CHANGE: _change,
    StepCode.LEVEL: _level,
    StepCode.CONDITION: _condition,
    StepCode.MET: _met,
}
"""With those of ``targets.wording.steps`` a line for every step: a test fails if one is missing."""
