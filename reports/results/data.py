"""From the results of a period to the document of its report, in a fixed number of queries.

Twelve at any size, where plan, method and act are loaded with the period (``report_periods``):
nine for the results, one each for the organization, the texts, and what stands behind the values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F, FilteredRelation, Q

from objectives.models import Organization, StrategicLine
from reports.documents.plan import RowChange
from reports.documents.report import (
    Answer,
    BandMark,
    Chapter,
    ChapterText,
    Deviation,
    EnteredNumber,
    Entry,
    Figure,
    OverrideMark,
    Person,
    ReportArea,
    ReportCells,
    ReportDocument,
    Reported,
    ReportIndicator,
    ReportPeriod,
    ReportRow,
    ReportSection,
)
from reports.plan.data import act_of
from reports.results.behind import load_what_stands_behind
from targets.domain.counting.proof import StepCode
from targets.domain.table.plan_table import Change, SectionKind
from targets.models import ActualValue, ReportingPeriod
from targets.plan_rows import ROW_KINDS
from targets.results import results_of
from targets.wording.figures import PERCENT, as_judged

if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from django.db.models import QuerySet

    from reports.results.behind import Behind
    from targets.domain.counting.bands import Band
    from targets.domain.counting.proof import Proof, Step
    from targets.domain.counting.rollup import Result
    from targets.results import IndicatorResult, MeasuredIndicator, PlanResults, RowResult, SectionResult
    from targets.results.loading import LoadedCase

PLAN_REF = "0"
"""Number of the proof of the figure of the whole plan."""

_SUBMITTED = frozenset({ActualValue.State.SUBMITTED, ActualValue.State.VALIDATED})


def report_periods() -> QuerySet[ReportingPeriod]:
    """Return the periods with what their report needs loaded."""
    return ReportingPeriod.objects.select_related("plan__evaluation_method", "plan__approval_act")


def period_of_year(year: int) -> ReportingPeriod | None:
    """Return the period of the year-end report: that of 31 December, else the last; None: there is none."""
    periods = list(report_periods().filter(plan__year=year).order_by("ends_on"))
    return next((each for each in periods if each.is_year_end), periods[-1] if periods else None)


class LoadedPeriod(NamedTuple):
    """A period with the texts of its report, and the other periods of its plan."""

    period: ReportingPeriod
    texts: dict[str, str]
    """By chapter; empty ones too."""
    others: tuple[ReportingPeriod, ...]


def load_period(year: int, key: int) -> LoadedPeriod | None:
    """Return the period with this key; None where the plan of ``year`` has no such period. One query."""
    own = FilteredRelation("narratives", condition=Q(narratives__period=key))
    lines = (
        report_periods()
        .filter(plan__year=year)
        .annotate(own=own, chapter=F("own__chapter"), chapter_text=F("own__text"))
        .order_by("ends_on", "pk")
    )
    periods: dict[int, ReportingPeriod] = {}
    texts: dict[str, str] = {}
    for line in lines:
        periods.setdefault(line.pk, line)
        if line.chapter is not None:
            texts[line.chapter] = line.chapter_text
    found = periods.pop(key, None)
    return None if found is None else LoadedPeriod(found, texts, tuple(periods.values()))


def build_report_document(period: ReportingPeriod) -> ReportDocument:
    """Return the report of ``period``; 12 queries at any size where it comes from ``report_periods``."""
    texts = dict(period.narratives.values_list("chapter", "text"))
    behind = load_what_stands_behind(period)
    return report_document_of(results_of(period), Organization.objects.first(), texts, behind)


def report_document_of(
    results: PlanResults,
    organization: Organization | None,
    texts: Mapping[str, str],
    behind: defaultdict[int, Behind],
) -> ReportDocument:
    """Return the report of what was loaded and worked out already. No query."""
    period, plan = results.period, results.period.plan
    return ReportDocument(
        organization=organization.name if organization else "",
        plan_title=plan.title,
        year=plan.year,
        first_year=plan.first_year,
        last_year=plan.last_year,
        lines_heading=plan.lines_heading,
        approval=None if plan.is_draft else act_of(plan.approval_act),
        period=ReportPeriod(period.ends_on, period.due_on, period.is_year_end, period.is_demonstration),
        area="",
        texts=tuple(ChapterText(each, texts[each.value]) for each in Chapter if texts.get(each.value)),
        method=results.method,
        sections=tuple(
            _section(section, str(number), behind) for number, section in enumerate(results.sections, start=1)
        ),
        areas=tuple(
            ReportArea(
                key="" if each.area is None else str(each.area.pk),
                name="" if each.area is None else each.area.name,
                figure=_figure(each.result, f"A{number}"),
            )
            for number, each in enumerate(results.areas, start=1)
        ),
        total=_figure(results.result, PLAN_REF),
    )


def _section(found: SectionResult, ref: str, behind: defaultdict[int, Behind]) -> ReportSection:
    source = found.source
    is_line = isinstance(source, StrategicLine)
    # Rows are numbered as they follow each other in the plan, whatever stands below what.
    refs = {id(row): f"{ref}.{number}" for number, row in enumerate(found.all_rows(), start=1)}
    return ReportSection(
        kind=SectionKind.STRATEGIC_LINE if is_line else SectionKind(source.kind),  # type: ignore[union-attr]  # a section
        heading=source.heading,
        title=source.name,
        rows=tuple(_row(row, refs, behind) for row in found.rows),
        figure=_figure(found.result, ref),
    )


def _row(found: RowResult, refs: dict[int, str], behind: defaultdict[int, Behind]) -> ReportRow:
    row, ref = found.loaded.row, refs[id(found)]
    numbers = {id(each): f"{ref}.{number}" for number, each in enumerate(found.indicators, start=1)}
    return ReportRow(
        kind=ROW_KINDS[type(row)],
        code=row.code,
        kind_text=row.kind_text,
        text=row.text,
        change_note=row.change_note,
        area=row.area_as_written,
        note=row.note,
        change=RowChange(Change(row.change), row.replaces, act_of(row.change_act)) if row.change else None,
        cells=tuple(
            ReportCells(
                formula=entry.measure.formula_text,
                target=entry.target,
                indicators=tuple(
                    _indicator(each, numbers[id(each)], behind) for each in found.of_measure(entry)
                ),
            )
            for entry in found.loaded.measures
        ),
        children=tuple(_row(child, refs, behind) for child in found.children),
        figure=_figure(found.result, ref),
    )


def _indicator(found: IndicatorResult, ref: str, behind: defaultdict[int, Behind]) -> ReportIndicator:
    stored, reading = found.measured.indicator, found.measured.reading
    value, unit = found.outcome.value, reading.unit
    if value is not None:
        value, unit = as_judged(value, unit, found.outcome.proof)
    return ReportIndicator(
        label=reading.label,
        kind=reading.kind,
        unit=unit or "",
        baseline=stored.baseline,
        baseline_year=stored.baseline_year,
        source=stored.source,
        area="" if found.area is None else str(found.area.pk),
        conditions=found.measured.read_conditions,
        reported=_reported(found.measured, behind),
        value=value,
        met=found.outcome.met,
        deviations=deviations_of(found.outcome.proof),
        figure=_figure(found.result, ref),
    )


def _reported(measured: MeasuredIndicator, behind: defaultdict[int, Behind]) -> Reported:
    value = measured.value
    if value is None:
        return Reported(Entry.NOTHING)
    entry = Entry(value.state)
    if value.state not in _SUBMITTED:
        return Reported(entry)
    more = behind[value.pk]
    places = {condition.pk: place for place, condition in enumerate(measured.conditions)}
    return Reported(
        entry=entry,
        answers=tuple(_answer(loaded, measured, places) for loaded in measured.cases),
        not_applicable=value.not_applicable,
        cause=value.deviation,
        corrective_action=value.corrective_action,
        evidence=tuple(more.evidence.values()),
        entered=Person(str(value.entered_by), value.entered_at),
        submitted=more.submitted,
        validated=more.validated if entry is Entry.VALIDATED else None,
    )


def _answer(loaded: LoadedCase, measured: MeasuredIndicator, places: dict[int, int]) -> Answer:
    case = loaded.case
    return Answer(
        condition=None if case.condition_id is None else places.get(case.condition_id),
        numbers=tuple(
            EnteredNumber(operand.label, operand.year, loaded.values.get(operand.key))
            for operand in measured.operands
        ),
        done=case.done,
        done_on=case.done_on,
        partial=case.partial_percent,
        partial_reason=case.partial_reason,
    )


def deviations_of(proof: Proof) -> tuple[Deviation, ...]:
    """Return by how much the value differs from the target of each condition judged by a number.

    Taken from the steps of the proof, where both stand in one unit.
    """
    steps = proof.steps
    return tuple(
        _deviation(steps[:place], judged) for place, judged in enumerate(steps) if judged.code is StepCode.MET
    )


def _deviation(before: Sequence[Step], judged: Step) -> Deviation:
    """Make the deviation of the condition that stands right before its judgement."""
    unit, comparing = before[-1].words.get("unit", ""), before[-2] if len(before) > 1 else None
    if comparing is not None and comparing.code is StepCode.LEVEL:
        # A change was turned into a level: the numbers are in the unit of the value.
        stated = next(each for each in reversed(before) if each.code in (StepCode.SCALED, StepCode.VALUE))
        unit = PERCENT if stated.code is StepCode.SCALED else stated.words.get("unit", "")
    value, target = judged.numbers["value"], judged.numbers["target"]
    amount = _beyond(value, target, judged.numbers.get("upper"))
    if comparing is not None and comparing.code is StepCode.CHANGE and comparing.rule == "as_decrease":
        amount = -amount  # judged as a decrease; the deviation is value less target, as everywhere
    return Deviation(amount, unit)


def _beyond(value: Decimal, target: Decimal, upper: Decimal | None) -> Decimal:
    nearest = target if upper is None else min(max(value, target), upper)
    return value - nearest


def _figure(result: Result, ref: str) -> Figure:
    override = result.override
    mark = None
    if override is not None:
        band = _band(result.override_band)
        mark = OverrideMark(override.achievement, override.reason, override.author, override.on, band)
    return Figure(
        ref=ref,
        state=result.state,
        reason=result.reason,
        achievement=result.achievement,
        shown=result.shown,
        band=_band(result.band),
        override=mark,
        counted=result.counted,
        weight=result.weight,
        tally=result.tally,
        due_on=result.due_on,
        is_passed_over=result.is_passed_over,
        proof=result.proof,
    )


def _band(band: Band | None) -> BandMark | None:
    return None if band is None else BandMark(band.name, band.word, band.word_en, band.colour)
