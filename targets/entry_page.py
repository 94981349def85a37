"""The page on which an area enters its values: what its template shows, most urgent first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.completeness import Gap, is_asked_for_a_note, lacks_of
from targets.domain.counting.states import Reason, State
from targets.domain.reading import Status
from targets.entry_loading import Around, Earlier, document_order
from targets.entry_wording import earlier_in_words, lack_message
from targets.models import ActualValue
from targets.proof_wording import percent, proof_lines, reason_line, value_in_words
from targets.results.outcome import outcome_of
from targets.wording import condition_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from objectives.models import PlanRow
    from targets.domain.counting.achievement import Outcome
    from targets.entry_boxes import Box
    from targets.entry_forms import EntryForm
    from targets.entry_saving import Trouble
    from targets.models import Indicator

PER_PAGE = 100
"""Indicators with boxes on one page: well below the most fields that a form may have."""

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
    achievement: str
    """Empty where there is none."""
    band: str
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
        return self.form.is_changed

    @property
    def urgency(self) -> tuple[int, bool, date]:
        """What comes first: returned, then missing by its deadline, then drafts."""
        deadlines = [each.deadline for each in self.form.measured.conditions if each.deadline is not None]
        last = self.form.period.due_on
        return (_URGENCY.get(self.state, 3), not deadlines, min(deadlines, default=last))


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one row of the plan."""

    row: PlanRow
    above: str
    """The strategic objective, line or section it stands in."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page shows."""

    groups: tuple[Group, ...]
    """What is to do, most urgent first; of one page."""
    done: tuple[Group, ...]
    """What was submitted or validated, in the order of the document."""
    total: int
    entered: int
    submitted: int
    returned: int
    missing: int
    number: int = 1
    pages: int = 1
    troubled: tuple[Block, ...] = field(default=())
    """What could not be saved, to be named at the head of the page."""

    @property
    def page_numbers(self) -> range:
        """The numbers of the pages."""
        return range(1, self.pages + 1)

    @property
    def incomplete(self) -> tuple[Block, ...]:
        """What was begun and still lacks something."""
        blocks = (block for group in self.groups for block in group.blocks)
        return tuple(block for block in blocks if block.lacks and not block.trouble)

    @property
    def has_inputs(self) -> bool:
        """Whether there is anything to enter on this page."""
        return any(not block.is_locked for group in self.groups for block in group.blocks)


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
        last_period=_earlier(earlier, "last_period"),
        last_year=_earlier(earlier, "last_year"),
        conditions=tuple(_conditions(form)),
        result=None if entered.is_empty else result_view(outcome, measured.reading.unit),
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
    band = outcome.band
    return ResultView(
        value="" if outcome.value is None else value_in_words(outcome.value, unit),
        met=outcome.met,
        achievement=percent(outcome.shown) if computed else "",
        band="" if band is None else band.word,
        colour="plain" if band is None else band.colour.value,
        lines=tuple(proof_lines(outcome.proof)),
        reason="" if outcome.reason is None else reason_line(outcome.reason),
    )


def _earlier(earlier: Earlier, name: str) -> EarlierView | None:
    found = getattr(earlier, name)
    return None if found is None else EarlierView(found.ends_on, earlier_in_words(found))


def _conditions(form: EntryForm) -> Iterable[str]:
    for condition in form.measured.read_conditions:
        words = condition_in_words(condition)
        if condition.value is not None and condition.label:
            words = gettext("{label}: {what}").format(label=condition.label, what=words)
        if condition.status is Status.ASSUMED:
            words = gettext("{condition} (as the program understood it)").format(condition=words)
        elif condition.status is Status.UNCLEAR:
            words = gettext("{condition} (not understood)").format(condition=words or condition.label)
        yield words


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


def build_page(
    blocks: Sequence[Block], *, only_missing: bool = False, number: int = 1, is_single: bool = False
) -> EntryPage:
    """Return the page of these blocks, which are in the order of the document.

    What was submitted is only listed, but on the page of a ``single`` indicator.
    """
    to_do = [block for block in blocks if is_single or not block.is_fixed or block.trouble or block.is_typed]
    done = [block for block in blocks if block not in to_do]
    shown = [block for block in to_do if not only_missing or _is_wanted(block)]
    groups = _groups(shown)
    groups.sort(key=lambda group: min(block.urgency for block in group.blocks))
    pages = _pages(groups)
    number = min(max(number, 1), len(pages))
    return EntryPage(
        groups=tuple(pages[number - 1]),
        done=() if only_missing else tuple(_groups(done)),
        total=len(blocks),
        entered=sum(block.is_fixed or (block.is_complete and block.value is not None) for block in blocks),
        submitted=sum(block.is_fixed for block in blocks),
        returned=sum(block.state == ActualValue.State.RETURNED for block in blocks),
        missing=sum(_is_wanted(block) for block in blocks),
        number=number,
        pages=len(pages),
        troubled=tuple(block for block in blocks if block.trouble),
    )


def _is_wanted(block: Block) -> bool:
    """Say whether the area still has something to do with it before it can be submitted."""
    if block.is_fixed and not block.trouble:
        return False
    return block.state in {"", ActualValue.State.RETURNED} or bool(block.lacks) or block.trouble is not None


def _groups(blocks: Iterable[Block]) -> list[Group]:
    by_row: defaultdict[tuple[type[PlanRow], int], list[Block]] = defaultdict(list)
    for block in blocks:
        row = block.indicator.measure.row
        by_row[type(row), row.pk].append(block)
    return [
        Group(found[0].indicator.measure.row, _above(found[0]), tuple(sorted(found, key=_in_group)))
        for found in by_row.values()
    ]


def _in_group(block: Block) -> tuple[object, ...]:
    return (block.urgency, document_order(block.form.measured))


def _above(block: Block) -> str:
    measure = block.indicator.measure
    if measure.operational_objective is not None:
        return str(measure.operational_objective.strategic_objective)
    if measure.strategic_objective is not None:
        return measure.strategic_objective.line.name
    return "" if measure.target is None else measure.target.section.name


def _pages(groups: Iterable[Group]) -> list[list[Group]]:
    """Cut the groups into pages; the indicators of a row stay together."""
    pages: list[list[Group]] = [[]]
    count = 0
    for group in groups:
        if count and count + len(group.blocks) > PER_PAGE:
            pages.append([])
            count = 0
        pages[-1].append(group)
        count += len(group.blocks)
    return pages


def around_of(found: Mapping[int, Around], form: EntryForm) -> Around:
    """Return what stands around the indicator of a form."""
    return found.get(form.measured.indicator.pk, Around())
