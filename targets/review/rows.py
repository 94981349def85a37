"""Every indicator of a period as whoever reviews it sees it: what was entered and what it amounts to.

The figures are those of ``targets.results``; a draft or a returned value shows what it would
amount to, and says that it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F

from accounts.models import User
from objectives.models import OperationalObjective, StrategicObjective
from targets.access import area_of
from targets.domain.counting.rollup import Result, roll_up
from targets.domain.counting.tree import Leaf, Node
from targets.domain.counting.units import unit_of
from targets.models import ActualValue, Evidence, ReviewDecision, Target, TargetValue, in_plan
from targets.results import actual_of, load_indicators, method_of, outcome_of
from targets.results.plan import REPORTED, override_of
from targets.review.wording import MISSING, STATES, conditions_in_words, entered_lines
from targets.selectors import up_to_plan
from targets.wording.bands import band_word
from targets.wording.figures import judged_in_words
from targets.wording.proof import percent, state_line
from targets.wording.verdict import not_due

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import Q

    from objectives.models import Area, PlanRow
    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.models import ReportingPeriod
    from targets.results import MeasuredIndicator
    from targets.review.wording import Line

ROWS = (
    *up_to_plan("measure__"),
    "measure__strategic_objective__area",
    "measure__operational_objective__area",
    "measure__target__area",
)
"""What is loaded with each indicator: its row, the way up to the plan, and its area."""

UNFINISHED = frozenset({MISSING, ActualValue.State.DRAFT.value, ActualValue.State.RETURNED.value})
"""The states in which something is still to be done by the area."""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One indicator with what was reported of it. Texts are in the reader's language."""

    measured: MeasuredIndicator
    row: PlanRow
    area: Area | None
    target_text: str
    """As the office wrote it; empty where it wrote none."""
    outcome: Outcome
    result: Result
    evidence: tuple[Evidence, ...]
    returned: ReviewDecision | None
    """Why the value was last returned; None where it is not returned now."""
    is_late: bool

    @property
    def key(self) -> int:
        """Of the indicator: names it in addresses."""
        return self.measured.indicator.pk

    @property
    def value(self) -> ActualValue | None:
        """None = nobody has entered anything."""
        return self.measured.value

    @property
    def state(self) -> str:
        """A state of an actual value, or ``missing``."""
        return MISSING if self.value is None else self.value.state

    @property
    def state_label(self) -> str:
        return str(STATES[self.state])

    @property
    def counts(self) -> bool:
        """Whether the figures of the plan count it: an area stands by it."""
        return self.state in REPORTED

    @property
    def is_submitted(self) -> bool:
        """Whether it waits for the planning office."""
        return self.state == ActualValue.State.SUBMITTED

    @property
    def token(self) -> str:
        """Names the value and the version that is shown, for the form that decides on it."""
        return "" if self.value is None else f"{self.value.pk}:{self.value.version}"

    @property
    def indicator_text(self) -> str:
        """The words of the formula that are about this indicator."""
        indicator = self.measured.indicator
        return indicator.label or indicator.measure.formula_text

    @property
    def target_words(self) -> str:
        """What was read in the target; empty where that is only its own words again."""
        is_words = all(condition.value is None for condition in self.measured.conditions)
        return "" if is_words else conditions_in_words(self.measured)

    @property
    def entered(self) -> tuple[Line, ...]:
        return entered_lines(self.measured)

    @property
    def is_missed(self) -> bool:
        """Whether it is not met, and had to be by the end of the period."""
        return self.outcome.met is False and self.outcome.due_on is None

    @property
    def due(self) -> str:
        """By when it is due, where it is not yet; empty elsewhere."""
        return "" if self.outcome.due_on is None else not_due(self.outcome.due_on)

    @property
    def has_notes(self) -> bool:
        """Whether a note or a file stands beside the numbers."""
        value = self.value
        return value is not None and bool(value.deviation or value.corrective_action or self.evidence)

    @property
    def value_words(self) -> str:
        """The value of the formula; empty for a yes/no and where it is not known."""
        value = self.outcome.value
        if value is None:
            return ""
        return judged_in_words(value, unit_of(self.measured.reading), self.outcome.proof)

    @property
    def figure(self) -> str:
        """The achievement, or why there is none."""
        return percent(self.result.shown) if self.result.shown is not None else state_line(self.result)

    @property
    def band(self) -> str:
        """The word of its band; empty where it has none."""
        return "" if self.result.band is None else band_word(self.result.band)

    @property
    def override_band(self) -> str:
        """The word of the band of the achievement set by hand; empty where it has none."""
        return "" if self.result.override_band is None else band_word(self.result.override_band)

    @property
    def override_words(self) -> str:
        """The achievement set by hand; empty where none is."""
        return "" if self.result.override is None else percent(self.result.override.achievement)


def load_rows(
    period: ReportingPeriod, *, today: date, where: Q | None = None
) -> tuple[list[ReviewRow], EvaluationMethod]:
    """Return the indicators of a period in the order of the document, and the method of the plan.

    ``where`` narrows the indicators. Seven queries at any size, where plan and method are loaded
    with the period.
    """
    plan = period.plan
    method = method_of(plan)
    measured = load_indicators(plan, period, where=where, related=ROWS)
    measured.sort(key=lambda each: document_place(each.indicator.measure.row))
    outcomes = [outcome_of(each, actual_of(each, period.ends_on), method) for each in measured]
    leaves = tuple(
        Leaf(str(each.indicator.pk), outcome, override=override_of(each.value))
        for each, outcome in zip(measured, outcomes, strict=True)
    )
    results = roll_up(Node("", leaves), method).indicators
    found = _Beside(period, measured)
    late = period.is_late(today)
    rows = [
        found.row(each, outcome, result, late=late)
        for each, outcome, result in zip(measured, outcomes, results, strict=True)
    ]
    return rows, method


class _Beside:
    """What is shown with values: targets as written, evidence, reasons of returns. Three queries."""

    def __init__(self, period: ReportingPeriod, measured: Iterable[MeasuredIndicator]) -> None:
        plan = period.plan
        values = {each.value.pk for each in measured if each.value is not None}
        self.targets = dict(
            TargetValue.objects.filter(in_plan(plan, "measure__"), year=plan.year).values_list(
                "measure_id", "text"
            )
        )
        self.evidence: defaultdict[int, list[Evidence]] = defaultdict(list)
        for each in Evidence.objects.filter(actual_value__period=period).order_by("pk"):
            if each.actual_value_id in values:
                self.evidence[each.actual_value_id].append(each)
        returns = ReviewDecision.objects.filter(actual_value__period=period, outcome="returned")
        self.returned = {each.actual_value_id: each for each in returns.select_related("decided_by")}

    def row(self, measured: MeasuredIndicator, outcome: Outcome, result: Result, *, late: bool) -> ReviewRow:
        key = measured.value.pk if measured.value is not None else 0
        is_returned = measured.value is not None and measured.value.state == ActualValue.State.RETURNED
        state = MISSING if measured.value is None else measured.value.state
        return ReviewRow(
            measured=measured,
            row=measured.indicator.measure.row,
            area=area_of(measured),
            target_text=self.targets.get(measured.indicator.measure_id, ""),
            outcome=outcome,
            result=result,
            evidence=tuple(self.evidence.get(key, ())),
            returned=self.returned.get(key) if is_returned else None,
            is_late=late and state in UNFINISHED,
        )


def document_place(row: PlanRow) -> tuple[int, ...]:
    """Return what sorts rows as the document has them: lines first, then sections.

    Costs no query where the way up to the plan is loaded.
    """
    if isinstance(row, OperationalObjective):
        return (*document_place(row.strategic_objective), row.position, row.pk)
    if isinstance(row, StrategicObjective):
        return (0, row.line.position, row.line_id, row.position, row.pk)
    assert isinstance(row, Target)  # noqa: S101 - there is no fourth kind of row
    return (1, row.section.position, row.section_id, row.position, row.pk)


def managers_of(areas: Iterable[Area]) -> dict[int, tuple[User, ...]]:
    """Return the people who may sign in and manage these areas, by the key of the area; one query."""
    lines = (
        User.objects.filter(areas__in=list(areas), is_active=True)
        .annotate(managed=F("areas"))
        .order_by("last_name", "first_name", "username")
    )
    found: dict[int, tuple[User, ...]] = {}
    for person in lines:
        found[person.managed] = (*found.get(person.managed, ()), person)
    return found
