"""What the first page shows: what is asked of a person, and the way to everything they may see.

A fixed number of queries, whatever the number of plans, periods and values.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from objectives.models import Plan
from targets.access import ENTERS, areas_to_enter, of_areas, reviews, sees_all
from targets.models import ActualValue, Indicator, ReportingPeriod
from targets.selectors import UP_TO_PLAN, open_doubts_by_plan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import Q, QuerySet

    from accounts.models import User
    from objectives.models import Area

State = ActualValue.State


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a person's indicators are in which state."""

    total: int
    """Everything that is asked for, entered or not."""
    draft: int
    returned: int
    submitted: int
    validated: int

    @property
    def missing(self) -> int:
        """Nobody has entered anything."""
        return self.total - self.draft - self.returned - self.submitted - self.validated

    @property
    def to_do(self) -> int:
        """What the area still has to enter, to finish or to correct."""
        return self.missing + self.draft + self.returned


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """A period that values may be entered for."""

    period: ReportingPeriod
    tally: Tally
    is_late: bool
    """The due date has passed and something is still to do."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """One plan with the periods that were ever opened, the newest first."""

    plan: Plan
    periods: tuple[ReportingPeriod, ...]
    """Empty too for whoever sees no results."""
    open_doubts: int | None
    """None for who has no doubts to settle."""


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page of one person."""

    may_read: bool
    """Without it the person has no role yet, and sees nothing else."""
    enters: bool
    """Values are asked of this person, for areas of theirs."""
    reviews: bool
    """Of the planning office."""
    sees_all: bool
    """Sees what every area reported."""
    areas: tuple[Area, ...]
    """Those whose values the person enters; empty for the planning office, which may enter for all."""
    open_periods: tuple[OpenPeriod, ...]
    """Only for whoever enters or reviews; the one that is due first comes first."""
    plans: tuple[PlanCard, ...]
    has_invented_values: bool
    """A period shown is one of the demonstration."""


def build_home_page(user: User, *, today: date) -> HomePage:
    """Return the first page of ``user``."""
    if not user.has_perm("objectives.view_plan"):
        return HomePage(False, False, False, False, (), (), (), False)  # noqa: FBT003 - no role: nothing
    office, watches = reviews(user), sees_all(user)
    enters = user.has_perm(ENTERS) and not office
    areas = tuple(areas_to_enter(user)) if enters else ()
    periods = list(_periods()) if office or watches or areas else []
    opened = [period for period in reversed(periods) if period.is_open]
    scope = None if office else of_areas(areas)
    asked = _open_periods(opened, scope, today) if office or areas else ()
    shown = periods if watches else [each.period for each in asked]
    return HomePage(
        may_read=True,
        enters=enters,
        reviews=office,
        sees_all=watches,
        areas=areas,
        open_periods=asked,
        plans=_cards(periods if watches else [], settles=user.has_perm("targets.change_doubt")),
        has_invented_values=any(period.is_demonstration for period in shown),
    )


def _periods() -> QuerySet[ReportingPeriod]:
    """Return every period that was ever opened, the newest first. One query."""
    opened = ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED)
    return opened.select_related("plan").order_by("-plan__year", "-ends_on")


def newest_year() -> int | None:
    """Return the year of the newest plan that has a period which was ever opened; else of the newest
    plan; None = there is no plan."""
    opened = _periods().values_list("plan__year", flat=True).first()
    return opened or Plan.objects.order_by("-year").values_list("year", flat=True).first()


def _cards(periods: Sequence[ReportingPeriod], *, settles: bool) -> tuple[PlanCard, ...]:
    """Return a card for each plan; one query, and those for the doubts."""
    doubts = open_doubts_by_plan() if settles else {}
    by_plan: defaultdict[int, list[ReportingPeriod]] = defaultdict(list)
    for period in periods:
        by_plan[period.plan_id].append(period)
    return tuple(
        PlanCard(plan, tuple(by_plan[plan.pk]), doubts.get(plan.pk, 0) if settles else None)
        for plan in Plan.objects.select_related("approval_act", "evaluation_method")
    )


def _open_periods(periods: Sequence[ReportingPeriod], scope: Q | None, today: date) -> tuple[OpenPeriod, ...]:
    """Return open periods with what is done and to do in them; ``scope`` None: of all areas."""
    tallies = _tallies(periods, scope)
    found = [
        OpenPeriod(period, tally, is_late=period.is_late(today) and tally.to_do > 0)
        for period in periods
        if (tally := tallies[period.pk]).total
    ]
    return tuple(sorted(found, key=lambda each: (each.period.due_on, each.period.ends_on)))


def _tallies(periods: Sequence[ReportingPeriod], scope: Q | None) -> Mapping[int, Tally]:
    """Return the tally by the key of the period. Two queries."""
    indicators = Indicator.objects.all() if scope is None else Indicator.objects.filter(scope)
    totals: dict[int, int] = dict(
        indicators.annotate(plan=Coalesce(*(F(f"measure__{path}") for path in UP_TO_PLAN)))
        .order_by()
        .values_list("plan")
        .annotate(number=Count("pk", distinct=True))
    )
    states: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counted = (
        ActualValue.objects.filter(period__in=periods, indicator__in=indicators)
        .order_by()
        .values_list("period", "state")
        .annotate(number=Count("pk"))
    )
    for period, state, number in counted:
        states[period][state] = number
    return {
        period.pk: Tally(
            totals.get(period.plan_id, 0),
            *(
                states[period.pk].get(state, 0)
                for state in (State.DRAFT, State.RETURNED, State.SUBMITTED, State.VALIDATED)
            ),
        )
        for period in periods
    }
