"""What the entry page needs of the store: at most twelve queries with session and person, at any size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from perfplan.lib.text import fold
from targets.entered import EnteredCase
from targets.models import Indicator, MethodBand, ReportedCase, ReportingPeriod, ReviewDecision
from targets.results import load_indicators, method_of
from targets.results.loading import indicator_as_read
from targets.results.method import as_method
from targets.results.plan import REPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime
    from decimal import Decimal

    from objectives.models import Area, PlanRow
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import IndicatorReading
    from targets.results import MeasuredIndicator

ROWS = (
    "measure__strategic_objective__line",
    "measure__operational_objective__strategic_objective__line",
    "measure__target__section",
)
_ROW_PATHS = ("strategic_objective", "operational_objective", "target")


def load_period(pk: int) -> tuple[ReportingPeriod, EvaluationMethod] | None:
    """Return a period with its plan, and the method with its bands; None = no such period. One query."""
    lines = list(
        ReportingPeriod.objects.filter(pk=pk)
        .select_related("plan__evaluation_method")
        .annotate(
            band_name=F("plan__evaluation_method__bands__name"),
            band_word=F("plan__evaluation_method__bands__word"),
            band_word_en=F("plan__evaluation_method__bands__word_en"),
            band_lower=F("plan__evaluation_method__bands__lower"),
            band_includes_lower=F("plan__evaluation_method__bands__includes_lower"),
            band_colour=F("plan__evaluation_method__bands__colour"),
        )
        .order_by("band_lower", "-band_includes_lower")
    )
    if not lines:
        return None
    period = lines[0]
    stored = getattr(period.plan, "evaluation_method", None)
    if stored is None:
        return period, method_of(period.plan)
    bands = [_band(line) for line in lines if getattr(line, "band_name", None) is not None]
    return period, as_method(stored, bands)


def _band(line: Any) -> MethodBand:
    names = ("name", "word", "word_en", "lower", "includes_lower", "colour")
    return MethodBand(**{name: getattr(line, f"band_{name}") for name in names})


def load_measured(period: ReportingPeriod, where: Q) -> list[MeasuredIndicator]:
    """Return the indicators with what is stored of them, in the order of the document. Three queries."""
    found = load_indicators(period.plan, period, where=where, related=ROWS)
    return sorted(found, key=document_order)


def document_order(measured: MeasuredIndicator) -> tuple[tuple[int, ...], ...]:
    """Return where an indicator stands in the document: lines first, then the other sections."""
    indicator, measure = measured.indicator, measured.indicator.measure
    last = ((measure.position, measure.pk), (indicator.position, indicator.pk))
    if measure.target is not None:
        section = measure.target.section
        return ((1,), (section.position, section.pk), (measure.target.position, measure.target.pk), *last)
    below = measure.operational_objective
    objective = measure.strategic_objective if below is None else below.strategic_objective
    assert objective is not None  # noqa: S101 - for the type checker: the database sees to it
    place = (0, 0) if below is None else (below.position, below.pk)
    line = objective.line
    return ((0,), (line.position, line.pk), (objective.position, objective.pk, 0), (1, *place), *last)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of evidence, as the page lists it."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an indicator: the target as written, its files, the last decision on it."""

    target: str = ""
    files: tuple[Attached, ...] = ()
    decision: str = ""
    """The reason of the last decision where that was to return the value."""
    decided_at: datetime | None = None


def load_around(period: ReportingPeriod, where: Q) -> dict[int, Around]:
    """Return what stands around the indicators, by their key. One query, a line of it for each file."""
    last = ReviewDecision.objects.filter(
        actual_value=OuterRef("of_period__pk"), outcome=ReviewDecision.Outcome.RETURNED
    ).order_by("-decided_at", "-pk")
    lines = (
        Indicator.objects.of_plan(period.plan)
        .filter(where)
        .annotate(
            of_year=FilteredRelation(
                "measure__target_values", condition=Q(measure__target_values__year=period.plan.year)
            ),
            of_period=FilteredRelation("actual_values", condition=Q(actual_values__period=period)),
        )
        .order_by("pk", "of_period__evidence__pk")
        .values_list(
            "pk",
            "of_year__text",
            "of_period__evidence__pk",
            "of_period__evidence__name",
            "of_period__evidence__size",
            Subquery(last.values("reason")[:1]),
            Subquery(last.values("decided_at")[:1]),
        )
    )
    found: dict[int, Around] = {}
    for pk, target, file, name, size, reason, decided_at in lines:
        around = found.setdefault(pk, Around(target or "", (), reason or "", decided_at))
        if file is not None:
            found[pk] = replace(around, files=(*around.files, Attached(file, name, size)))
    return found


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """What was reported of the same thing before."""

    ends_on: date
    reading: IndicatorReading
    cases: Mapping[int | None, EnteredCase]
    """By the key of the stored condition; that of the whole has the key None."""


@dataclass(slots=True)
class _Found:
    ends_on: date
    indicator: Indicator
    is_same_plan: bool
    cases: dict[int | None, EnteredCase]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last period of the plan, and the last one of the plan of the year before."""

    last_period: EarlierValue | None = None
    last_year: EarlierValue | None = None


def load_earlier(period: ReportingPeriod, measured: Iterable[MeasuredIndicator]) -> dict[int, Earlier]:
    """Return what was reported of the same indicators before, by their key. One query.

    Within the plan the indicator is the same. In the plan of the year before it is the one with
    the same external code, or with the same formula in a row of the same kind and code; where
    several are, none is: nobody is shown another thing's value.
    """
    wanted = list(measured)
    found = _reported_before(period)
    by_pk: dict[int, _Found] = {}
    last_year: defaultdict[tuple[str, ...], dict[int, _Found]] = defaultdict(dict)
    for each in found:
        if each.is_same_plan:
            by_pk[each.indicator.pk] = each
        else:
            for key in _keys(each.indicator):
                last_year[key][each.indicator.pk] = each
    return {
        each.indicator.pk: Earlier(
            _earlier(by_pk.get(each.indicator.pk)), _earlier(_match(each.indicator, last_year))
        )
        for each in wanted
    }


def _reported_before(period: ReportingPeriod) -> list[_Found]:
    """Return what was reported, the latest of each indicator last."""
    plan = period.plan
    lines = (
        ReportedCase.objects.filter(
            Q(actual_value__period__plan=plan, actual_value__period__ends_on__lt=period.ends_on)
            | Q(actual_value__period__plan__year=plan.year - 1),
            actual_value__state__in=REPORTED,
            actual_value__not_applicable="",
        )
        .select_related(
            "actual_value__period",
            *(f"actual_value__indicator__measure__{path}" for path in _ROW_PATHS),
        )
        .annotate(operand=F("values__operand__key"), number=F("values__value"))
        .order_by("actual_value__period__ends_on", "actual_value", "pk", "operand")
    )
    found: dict[int, _Found] = {}
    numbers: defaultdict[int, dict[str, Decimal]] = defaultdict(dict)
    for line in lines:
        value = line.actual_value
        each = found.setdefault(
            value.pk,
            _Found(value.period.ends_on, value.indicator, value.period.plan_id == plan.pk, {}),
        )
        if line.operand is not None:
            numbers[line.pk][line.operand] = line.number
        each.cases[line.condition_id] = EnteredCase(
            numbers=numbers[line.pk], done=line.done, done_on=line.done_on
        )
    return list(found.values())


def _earlier(found: _Found | None) -> EarlierValue | None:
    if found is None:
        return None
    cases = {key: case for key, case in found.cases.items() if not case.is_empty}
    return EarlierValue(found.ends_on, indicator_as_read(found.indicator, ()), cases) if cases else None


def _match(indicator: Indicator, earlier: dict[tuple[str, ...], dict[int, _Found]]) -> _Found | None:
    for key in _keys(indicator):
        same = list(earlier.get(key, {}).values())
        if len(same) == 1:
            return same[0]
    return None


def _keys(indicator: Indicator) -> list[tuple[str, ...]]:
    """Return by what an indicator is known again, the surest first."""
    measure = indicator.measure
    row = measure.row
    keys: list[tuple[str, ...]] = []
    if indicator.external_code:
        keys.append(("external", indicator.external_code))
    if row.code and measure.formula_text.strip():
        formula, place = fold(measure.formula_text), str(indicator.position)
        keys.append((type(row).__name__, row.code, formula, place))
    return keys


def areas_of(measured: Iterable[MeasuredIndicator], areas: Iterable[Area]) -> dict[int, Area | None]:
    """Return the area of each indicator by its key, out of areas that are loaded. No query."""
    by_pk = {area.pk: area for area in areas}
    return {each.indicator.pk: by_pk.get(_area_pk(each) or 0) for each in measured}


def _area_pk(measured: MeasuredIndicator) -> int | None:
    row: PlanRow = measured.indicator.measure.row
    return measured.indicator.area_id or row.area_id
