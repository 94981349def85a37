"""One indicator of the entry page: what its template shows of it, and of what is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.completeness import Gap, is_asked_for_a_note, lacks_of
from targets.domain.counting.states import Reason, State
from targets.domain.counting.units import unit_of
from targets.domain.reading import Status
from targets.entry.loading import Around
from targets.entry.wording import earlier_in_words, lack_message
from targets.models import ActualValue
from targets.results.outcome import outcome_of
from targets.wording.bands import band_word
from targets.wording.figures import judged_in_words
from targets.wording.proof import percent, proof_lines, reason_line
from targets.wording.readings import conditions_in_words
from targets.wording.verdict import NOT_DUE_COLOUR, not_due, not_due_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from targets.domain.counting.achievement import Outcome
    from targets.entry.boxes import Box
    from targets.entry.forms import EntryForm
    from targets.entry.loading import Earlier, EarlierValue
    from targets.entry.saving import Trouble
    from targets.models import Indicator

_FOR_THE_OFFICE = frozenset(
    {
        Reason.INDICATOR_UNCLEAR,
        Reason.TARGET_MISSING,
        Reason.CONDITION_UNCLEAR,
        Reason.CONDITION_WITHOUT_INDICATOR,
        Reason.UNIT_MISMATCH,
        Reason.BASELINE_MISSING,
        Reason.BASELINE_NOT_POSITIVE,
    }
)
"""Nothing that the area enters could mend it."""

STATES = {
    "": _("Missing"),
    ActualValue.State.DRAFT.value: _("Draft"),
    ActualValue.State.RETURNED.value: _("Returned"),
    ActualValue.State.SUBMITTED.value: _("Submitted"),
    ActualValue.State.VALIDATED.value: _("Validated"),
}
_URGENCY = {ActualValue.State.RETURNED.value: 0, "": 1, ActualValue.State.DRAFT.value: 2}


@dataclass(frozen=True, slots=True)
class ResultView:
    """What the numbers that were entered amount to."""

    value: str
    """The value of the formula; empty for a yes/no."""
    met: bool | None
    due: str
    """By when it is due, where it is not yet; empty elsewhere."""
    achievement: str
    """Empty where there is none."""
    band: str
    """Its word, or ``not yet due`` in its place."""
    colour: str
    lines: tuple[str, ...]
    """The working, a line for each step."""
    reason: str
    """Why there is no achievement; empty where there is one."""


@dataclass(frozen=True, slots=True)
class EarlierView:
    """A value of before, with the day it was as of."""

    day: date
    words: str


@dataclass(frozen=True, slots=True)
class Block:
    """One indicator of the page."""

    form: EntryForm
    around: Around
    last_period: EarlierView | None
    last_year: EarlierView | None
    conditions: tuple[str, ...]
    result: ResultView | None
    """None while nothing was entered."""
    lacks: tuple[str, ...]
    is_complete: bool
    """Whether nothing but the cause of a deviation is missing."""
    notice: str
    """What only the planning office can settle; empty where nothing is."""
    asks_note: bool
    trouble: Trouble | None = None
    is_locked: bool = False
    """Whether it is only shown: the person may look and not enter."""

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.form.measured.indicator

    @property
    def value(self) -> ActualValue | None:
        """What is stored; None = nothing."""
        return self.form.measured.value

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return self.form.prefix

    @property
    def name(self) -> str:
        """The indicator in its own words, where its formula has several; else the formula."""
        return self.indicator.label or self.indicator.measure.formula_text or gettext("No formula")

    @property
    def state(self) -> str:
        """The stored state; empty = nothing was entered."""
        if self.value is None or (self.value.state == ActualValue.State.DRAFT and self.form.stored.is_empty):
            return ""
        return self.value.state

    @property
    def state_label(self) -> str:
        """Its state in a word."""
        return str(STATES[self.state])

    @property
    def texts(self) -> tuple[Box, ...]:
        """What stands beside the numbers."""
        return (self.form.not_applicable, self.form.deviation, self.form.corrective_action)

    @property
    def version(self) -> int:
        """The version that the person has before them. It stays the old one until they chose."""
        return self.form.seen_version

    @property
    def is_fixed(self) -> bool:
        """Whether it was submitted or validated."""
        return self.value is not None and self.value.is_fixed

    @property
    def is_typed(self) -> bool:
        """Whether it holds something typed that is not stored."""
        return self.form.is_unsaved

    @property
    def asks_why(self) -> bool:
        """Whether a change of it would be one of a stored value: there is a place for its reason."""
        return bool(self.state) or bool(self.form.reason.text)

    @property
    def urgency(self) -> tuple[int, bool, date]:
        """What comes first: returned, then missing by its deadline, then drafts."""
        deadlines = [each.deadline for each in self.form.measured.conditions if each.deadline is not None]
        last = self.form.period.due_on
        return (_URGENCY.get(self.state, 3), not deadlines, min(deadlines, default=last))


def build_block(
    form: EntryForm,
    around: Around,
    earlier: Earlier,
    *,
    trouble: Trouble | None = None,
    is_locked: bool = False,
) -> Block:
    """Return what the page shows of one indicator; its result is that of what is typed."""
    measured, entered = form.measured, form.entered
    outcome = outcome_of(measured, entered.as_actual(measured, form.period.ends_on), form.method)
    lacks = lacks_of(measured, entered, form.period, form.method)
    return Block(
        form=form,
        around=around,
        last_period=_earlier(earlier.last_period, form),
        last_year=_earlier(earlier.last_year, form),
        conditions=tuple(_conditions(form)),
        result=None if entered.is_empty else result_view(outcome, unit_of(measured.reading)),
        lacks=tuple(lack_message(lack) for lack in lacks if not entered.is_empty),
        is_complete=all(lack.gap is Gap.NOTE for lack in lacks),
        notice=_notice(outcome),
        asks_note=is_asked_for_a_note(outcome),
        trouble=trouble,
        is_locked=is_locked,
    )


def result_view(outcome: Outcome, unit: str | None) -> ResultView:
    """Return an outcome in words."""
    computed = outcome.state is State.COMPUTED
    band, due_on = outcome.band, outcome.due_on
    return ResultView(
        value="" if outcome.value is None else judged_in_words(outcome.value, unit, outcome.proof),
        met=outcome.met,
        due="" if due_on is None else not_due(due_on),
        achievement=percent(outcome.shown) if computed else "",
        band=not_due_mark() if due_on is not None else "" if band is None else band_word(band),
        colour=NOT_DUE_COLOUR.value if due_on is not None else "plain" if band is None else band.colour.value,
        lines=tuple(proof_lines(outcome.proof)),
        reason="" if outcome.reason is None else reason_line(outcome.reason),
    )


def _earlier(found: EarlierValue | None, form: EntryForm) -> EarlierView | None:
    if found is None:
        return None
    return EarlierView(found.ends_on, earlier_in_words(found, form.measured, form.method))


def _conditions(form: EntryForm) -> Iterable[str]:
    read = form.measured.read_conditions
    for condition, words in zip(read, conditions_in_words(read), strict=True):
        yield _with_status(words or condition.label, condition.status)


def _with_status(words: str, status: Status) -> str:
    if status is Status.ASSUMED:
        return gettext("{condition} (as the program understood it)").format(condition=words)
    if status is Status.UNCLEAR:
        return gettext("{condition} (not understood)").format(condition=words).strip()
    return words


def _notice(outcome: Outcome) -> str:
    if outcome.reason not in _FOR_THE_OFFICE:
        return ""
    return " ".join(
        (
            reason_line(outcome.reason),
            gettext("No achievement can be worked out until the planning office settles it: tell them."),
            gettext("Meanwhile you can enter what you have."),
        )
    )


def around_of(found: Mapping[int, Around], form: EntryForm) -> Around:
    """Return what stands around the indicator of a form."""
    return found.get(form.measured.indicator.pk, Around())
