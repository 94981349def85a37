"""The results of a plan for one period: indicator → row → line or section → plan, and by area."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from objectives.models import OperationalObjective, StrategicLine
from targets.domain.counting.achievement import withheld
from targets.domain.counting.actual import Actual
from targets.domain.counting.rollup import Result, roll_up
from targets.domain.counting.states import Reason
from targets.domain.counting.tree import Leaf, Node, Override, by_group
from targets.models import ActualValue
from targets.plan_rows import load_sections
from targets.results.loading import load_indicators, with_values
from targets.results.method import method_of
from targets.results.outcome import actual_of, last_day, outcome_of
from targets.selectors import area_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from objectives.models import Area
    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.models import ReportingPeriod, Section
    from targets.plan_rows import LoadedMeasure, LoadedRow, LoadedSection
    from targets.results.loading import MeasuredIndicator

REPORTED = frozenset({ActualValue.State.SUBMITTED, ActualValue.State.VALIDATED})
"""What the area stands by. A draft, or a value that was returned, is not reported yet."""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator of a row with everything behind its figure."""

    measured: MeasuredIndicator
    """Also holds what was entered and does not count yet (draft, returned)."""
    area: Area | None
    """Its own, or that of its row."""
    outcome: Outcome
    """Value, met or not, and the reason where there is no figure."""
    result: Result
    """Achievement as shown, band, override and the whole proof."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row of the plan with its indicators, and the rows below it."""

    loaded: LoadedRow
    indicators: tuple[IndicatorResult, ...]
    """In the order of the cells; ``indicator.measure_id`` says to which formula each belongs."""
    children: tuple[RowResult, ...]
    result: Result

    def of_measure(self, measure: LoadedMeasure) -> tuple[IndicatorResult, ...]:
        """Return the indicators read from one formula of the row."""
        key = measure.measure.pk
        return tuple(each for each in self.indicators if each.measured.indicator.measure_id == key)


@dataclass(frozen=True, slots=True)
class SectionResult:
    """A strategic line or a section."""

    source: StrategicLine | Section
    rows: tuple[RowResult, ...]
    """Those directly below it; operational objectives are children of theirs."""
    result: Result

    @property
    def is_line(self) -> bool:
        """Whether it is a strategic line."""
        return isinstance(self.source, StrategicLine)

    def all_rows(self) -> tuple[RowResult, ...]:
        """Return every row in the order of the document."""
        return tuple(each for row in self.rows for each in (row, *row.children))


@dataclass(frozen=True, slots=True)
class AreaResult:
    """What one area achieved."""

    area: Area | None
    """None = what belongs to no area."""
    indicators: tuple[IndicatorResult, ...]
    result: Result


@dataclass(frozen=True, slots=True)
class PlanResults:
    """Everything that was achieved by the end of one period."""

    period: ReportingPeriod
    method: EvaluationMethod
    sections: tuple[SectionResult, ...]
    """Lines first, then the other sections, in the order of the document."""
    areas: tuple[AreaResult, ...]
    """In their own order; what belongs to no area comes last."""
    result: Result

    def indicators(self) -> tuple[IndicatorResult, ...]:
        """Return every indicator in the order of the document."""
        rows = (row for section in self.sections for row in section.all_rows())
        return tuple(each for row in rows for each in row.indicators)


def results_of(period: ReportingPeriod) -> PlanResults:
    """Return the results of the plan of ``period``, as the areas reported them.

    Nine queries at any size, where plan and method are loaded with the period
    (``select_related("plan__evaluation_method")``).
    """
    (found,) = results_of_periods([period])
    return found


def results_of_periods(periods: Sequence[ReportingPeriod]) -> tuple[PlanResults, ...]:
    """Return the results of several periods of one plan; one query more for each after the first."""
    plan = periods[0].plan
    method = method_of(plan)
    indicators = load_indicators(plan, None)
    loaded = load_sections(plan)
    return tuple(_results(period, method, loaded, with_values(indicators, period)) for period in periods)


def _results(
    period: ReportingPeriod,
    method: EvaluationMethod,
    loaded: list[LoadedSection],
    measured: list[MeasuredIndicator],
) -> PlanResults:
    counted = _Counting(period, method, measured)
    trees = [counted.tree(section) for section in loaded]
    root = Node(str(period.plan), children=tuple(tree.node for tree in trees))
    result = roll_up(root, method, year_end=last_day(period.plan.year))
    sections = tuple(tree.with_result(child) for tree, child in zip(trees, result.children, strict=True))
    found = PlanResults(period, method, sections, (), result)
    return replace(found, areas=_by_area(root, found))


def reported_outcome(
    measured: MeasuredIndicator, period: ReportingPeriod, method: EvaluationMethod
) -> Outcome:
    """Return the outcome of what counts: of a draft or a returned value, "not reported" and why."""
    value = measured.value
    if value is not None and value.state in REPORTED:
        return outcome_of(measured, actual_of(measured, period.ends_on), method)
    outcome = outcome_of(measured, Actual(as_of=period.ends_on), method)
    if value is None or not measured.is_entered:
        return outcome
    is_returned = value.state == ActualValue.State.RETURNED
    return withheld(outcome, Reason.RETURNED if is_returned else Reason.NOT_SUBMITTED)


def override_of(value: ActualValue | None) -> Override | None:
    """Return the achievement that the planning office set by hand beside the computed one."""
    if value is None or value.override is None or value.override_by is None or value.override_on is None:
        return None
    return Override(value.override, value.override_reason, str(value.override_by), value.override_on)


@dataclass(slots=True)
class _Row:
    loaded: LoadedRow
    measured: list[tuple[MeasuredIndicator, Area | None, Outcome]]
    node: Node
    children: list[_Row]

    def with_result(self, result: Result) -> RowResult:
        indicators = tuple(
            IndicatorResult(measured, area, outcome, leaf)
            for (measured, area, outcome), leaf in zip(self.measured, result.indicators, strict=True)
        )
        children = tuple(
            child.with_result(below) for child, below in zip(self.children, result.children, strict=True)
        )
        return RowResult(self.loaded, indicators, children, result)


@dataclass(slots=True)
class _Section:
    source: StrategicLine | Section
    rows: list[_Row]
    node: Node

    def with_result(self, result: Result) -> SectionResult:
        rows = tuple(row.with_result(each) for row, each in zip(self.rows, result.children, strict=True))
        return SectionResult(self.source, rows, result)


class _Counting:
    """Hangs the indicators on the rows and makes the tree that is rolled up."""

    def __init__(
        self, period: ReportingPeriod, method: EvaluationMethod, measured: list[MeasuredIndicator]
    ) -> None:
        self._period, self._method = period, method
        self._measured: defaultdict[int, list[MeasuredIndicator]] = defaultdict(list)
        for each in measured:
            self._measured[each.indicator.measure_id].append(each)

    def tree(self, section: LoadedSection) -> _Section:
        rows: list[_Row] = []
        for loaded in section.rows:
            row = self._row(loaded)
            if isinstance(loaded.row, OperationalObjective):
                rows[-1].children.append(row)  # it stands below its strategic objective
            else:
                rows.append(row)
        for row in rows:
            row.node = replace(row.node, children=tuple(child.node for child in row.children))
        node = Node(str(section.source), children=tuple(row.node for row in rows))
        return _Section(section.source, rows, node)

    def _row(self, loaded: LoadedRow) -> _Row:
        measured = [
            (each, each.indicator.area or loaded.row.area, reported_outcome(each, self._period, self._method))
            for entry in loaded.measures
            for each in self._measured[entry.measure.pk]
        ]
        leaves = tuple(
            Leaf(
                key=each.indicator.label or str(each.indicator),
                outcome=outcome,
                weight=each.indicator.weight,
                group=None if area is None else str(area.pk),
                override=override_of(each.value),
            )
            for each, area, outcome in measured
        )
        return _Row(loaded, measured, Node(str(loaded.row), leaves, weight=loaded.row.weight), [])


def _by_area(root: Node, results: PlanResults) -> tuple[AreaResult, ...]:
    indicators: defaultdict[str, list[IndicatorResult]] = defaultdict(list)
    for each in results.indicators():
        indicators["" if each.area is None else str(each.area.pk)].append(each)
    areas = {str(each.area.pk): each.area for each in results.indicators() if each.area is not None}
    end = last_day(results.period.plan.year)
    found = (
        AreaResult(
            areas.get(node.key), tuple(indicators[node.key]), roll_up(node, results.method, year_end=end)
        )
        for node in by_group(root)
    )
    return tuple(sorted(found, key=lambda each: area_place(each.area)))
