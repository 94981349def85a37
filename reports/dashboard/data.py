"""What the dashboard shows: where the plan stands, what is late, what is missed, each with its proof.

The figures are those of ``targets.results``; nothing is counted here but heads.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from reports.dashboard.lists import Line, lists_of
from reports.dashboard.pictures import Chart, bars, distribution, tree
from reports.results.figures import Shown, shown
from reports.results.wording import passed_over
from targets.access import areas_to_enter, sees_all
from targets.domain.counting.tree import Tally
from targets.models import ActualValue, ReportingPeriod
from targets.results import results_of_periods
from targets.wording.proof import value_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from accounts.models import User
    from reports.results.charts import Share
    from targets.domain.counting.rollup import Result
    from targets.results import AreaResult, IndicatorResult, PlanResults

    Part = tuple[str, Result]
    """A line, a section or an area: its name and its result."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose results a person sees."""

    everything: bool
    areas: frozenset[int] = frozenset()
    """Where not everything: the keys of the areas they manage."""

    def holds(self, area: AreaResult | IndicatorResult) -> bool:
        """Say whether they see what belongs to an area."""
        return self.everything or (area.area is not None and area.area.pk in self.areas)


def scope_of(user: User) -> Scope | None:
    """Return whose results ``user`` sees; None = nobody's."""
    if sees_all(user):
        return Scope(everything=True)
    areas = frozenset(area.pk for area in areas_to_enter(user))
    return Scope(everything=False, areas=areas) if areas else None


@dataclass(frozen=True, slots=True)
class Before:
    """The same figure in the period before."""

    text: str
    change: str
    """``+3,5 percentage points``; empty where either figure is missing."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A line, a section or an area."""

    name: str
    shown: Shown
    tally: Tally
    passed_over: str
    """How many indicators its figure does not depend on, and why; empty where it depends on all."""
    before: Before | None
    """None = there is no period before."""


@dataclass(frozen=True, slots=True)
class Group:
    """One table with its chart."""

    anchor: str
    title: str
    rows: tuple[GroupRow, ...]
    chart: Chart


@dataclass(frozen=True, slots=True)
class Count:
    """How many indicators are in one case."""

    label: str
    number: int
    anchor: str = ""
    """Where they are listed on the page; empty = nowhere."""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything the page shows."""

    period: ReportingPeriod
    before: ReportingPeriod | None
    """The period that the figures are compared with."""
    scope: Scope
    wholes: tuple[GroupRow, ...]
    """The plan; or, for who sees some areas only, each of these."""
    counts: tuple[Count, ...]
    total: int
    """Indicators."""
    has_values: bool
    """Whether anything counts yet."""
    shares: tuple[Share, ...]
    distribution: Chart
    groups: tuple[Group, ...]
    tree: Chart | None
    """None for who does not see the whole plan, and for a plan without lines."""
    is_late: bool
    """The due date has passed, and something is missing."""
    missing: tuple[Line, ...]
    undated: tuple[Line, ...]
    """Their deadline has passed, and nobody said when they were done."""
    missed: tuple[Line, ...]
    not_due: tuple[Line, ...]
    """Not met, and their deadline lies after the period."""
    without_figure: tuple[Line, ...]
    """Reported, and no figure comes of it."""


def build_dashboard(
    period: ReportingPeriod, periods: Iterable[ReportingPeriod], *, scope: Scope, today: date
) -> Dashboard:
    """Return the dashboard of ``period``; nine queries at any size, one more to compare with another.

    ``periods`` are those of the plan; each with plan and method loaded.
    """
    before = _period_before(period, periods)
    found = results_of_periods([period] if before is None else [period, before])
    results, earlier = found[0], (found[1] if before is not None else None)
    indicators = [each for each in results.indicators() if scope.holds(each)]
    counted = sum((each.result.tally for each in indicators), Tally())
    lists = lists_of(results, scope.holds)
    shares, picture = distribution([each.result for each in indicators], results.method)
    return Dashboard(
        period=period,
        before=before,
        scope=scope,
        wholes=_rows(results, earlier, _whole if scope.everything else _areas_of(scope)),
        counts=_counts(counted, indicators),
        total=counted.total,
        has_values=counted.computed + counted.not_computable + counted.not_applicable > 0,
        shares=shares,
        distribution=picture,
        groups=tuple(_groups(results, earlier, scope)),
        tree=tree(results) if scope.everything else None,
        is_late=bool(lists.missing) and period.is_late(today),
        missing=lists.missing,
        undated=lists.undated,
        missed=lists.missed,
        not_due=lists.not_due,
        without_figure=lists.without_figure,
    )


def _period_before(period: ReportingPeriod, periods: Iterable[ReportingPeriod]) -> ReportingPeriod | None:
    """Return the latest period before ``period`` that was ever opened."""
    earlier = (each for each in periods if each.ends_on < period.ends_on and each.state != each.State.PLANNED)
    return max(earlier, key=lambda each: each.ends_on, default=None)


def _whole(results: PlanResults) -> list[Part]:
    return [(_("Whole plan"), results.result)]


def _sections(results: PlanResults, *, lines: bool) -> list[Part]:
    return [(each.source.name, each.result) for each in results.sections if each.is_line is lines]


def _areas_of(scope: Scope) -> Callable[[PlanResults], list[Part]]:
    def areas(results: PlanResults) -> list[Part]:
        return [
            (_("Without an area") if each.area is None else each.area.name, each.result)
            for each in results.areas
            if scope.holds(each)
        ]

    return areas


def _groups(results: PlanResults, earlier: PlanResults | None, scope: Scope) -> Iterable[Group]:
    parts: list[tuple[str, str, Callable[[PlanResults], list[Part]]]] = []
    if scope.everything:
        parts = [
            ("lines", _("By strategic line"), lambda found: _sections(found, lines=True)),
            ("sections", _("By section"), lambda found: _sections(found, lines=False)),
        ]
    if scope.everything or len(scope.areas) > 1:
        parts.append(("areas", _("By area"), _areas_of(scope)))
    for anchor, title, of in parts:
        if rows := _rows(results, earlier, of):
            yield Group(anchor, title, rows, bars([(row.name, row.shown.figure) for row in rows], title))


def _rows(
    results: PlanResults, earlier: PlanResults | None, of: Callable[[PlanResults], list[Part]]
) -> tuple[GroupRow, ...]:
    # Every period has all indicators of the plan, hence the same parts in the same order.
    before = [None] * len(of(results)) if earlier is None else [result for _name, result in of(earlier)]
    return tuple(
        GroupRow(
            name,
            shown(result),
            result.tally,
            passed_over(result.tally, results.method),
            None if past is None else _compared(result, past),
        )
        for (name, result), past in zip(of(results), before, strict=True)
    )


def _compared(result: Result, before: Result) -> Before:
    text = shown(before).figure.text
    if result.shown is None or before.shown is None:
        return Before(text, "")
    if result.shown == before.shown or result.achievement is None or before.achievement is None:
        return Before(text, pgettext("figure", "unchanged"))
    change = result.achievement - before.achievement
    words = value_in_words(abs(change), "percentage points")
    return Before(text, f"+{words}" if change > 0 else f"−{words}")


def _counts(counted: Tally, indicators: Sequence[IndicatorResult]) -> tuple[Count, ...]:
    states = [each.measured.value.state for each in indicators if each.measured.value is not None]
    return (
        Count(pgettext("indicators", "with a figure"), counted.computed),
        Count(pgettext("indicators", "met"), counted.met),
        Count(pgettext("indicators", "not met"), counted.not_met, "missed"),
        Count(pgettext("indicators", "not yet due"), counted.not_due, "not-due"),
        Count(pgettext("indicators", "not reported"), counted.not_reported, "missing"),
        Count(pgettext("indicators", "cannot be computed"), counted.not_computable, "without-figure"),
        Count(pgettext("indicators", "not applicable"), counted.not_applicable),
        Count(pgettext("indicators", "set by hand"), counted.overridden),
        Count(pgettext("indicators", "still a draft"), states.count(ActualValue.State.DRAFT), "missing"),
        Count(pgettext("indicators", "returned"), states.count(ActualValue.State.RETURNED), "missing"),
    )
