"""The lists of the dashboard: what is missing, missed or not due yet, what gives no figure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.results.figures import Shown, shown
from reports.results.wording import passed_over_mark
from targets.domain.counting.states import Reason, State
from targets.domain.counting.units import unit_of
from targets.review.wording import MISSING, STATES, conditions_in_words, entered_lines
from targets.wording.figures import judged_in_words
from targets.wording.proof import reason_line
from targets.wording.verdict import not_due

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from targets.results import IndicatorResult, PlanResults, RowResult


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator with what there is to know of it, in words."""

    key: int
    """Of the indicator: names it in addresses."""
    section: str
    code: str
    text: str
    """Of its row."""
    indicator: str
    area: str
    """Empty = it belongs to none."""
    target: str
    """In words; empty where there is none."""
    actual: tuple[str, ...]
    """What was reported, a line each. Never of a draft or a returned value."""
    entry: str
    """How far the value has come: missing, draft, returned …"""
    why: str
    """Why it is not reported yet, in a sentence; empty where the state says it all."""
    shown: Shown
    due: str
    """By when it is due, where it is not yet; empty elsewhere."""
    not_counted: str
    """Marks what its objective is not judged by; empty where it counts."""
    deviation: str
    corrective_action: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists, each in the order of the document unless it says otherwise."""

    missing: tuple[Line, ...]
    undated: tuple[Line, ...]
    missed: tuple[Line, ...]
    """The worst comes first."""
    not_due: tuple[Line, ...]
    """What is due first comes first."""
    without_figure: tuple[Line, ...]


def lists_of(results: PlanResults, holds: Callable[[IndicatorResult], bool]) -> Lists:
    """Return the lists of the indicators that ``holds`` keeps; an indicator is in one of them at most."""
    found = [
        (each, row, section.source.name)
        for section in results.sections
        for row in section.all_rows()
        for each in row.indicators
        if holds(each)
    ]

    def lines(wanted: Callable[[IndicatorResult], bool]) -> Iterator[tuple[IndicatorResult, Line]]:
        return ((each, _line(each, row, section)) for each, row, section in found if wanted(each))

    missed = sorted(lines(_is_missed), key=lambda pair: _how_bad(pair[0]))
    not_due = sorted(lines(_is_not_due), key=lambda pair: pair[0].result.due_on or date.max)
    return Lists(
        missing=tuple(line for _each, line in lines(_is_missing)),
        undated=tuple(line for _each, line in lines(_is_undated)),
        missed=tuple(line for _each, line in missed),
        not_due=tuple(line for _each, line in not_due),
        without_figure=tuple(line for _each, line in lines(_is_without_figure)),
    )


def _is_missed(each: IndicatorResult) -> bool:
    return each.outcome.met is False and each.outcome.due_on is None


def _is_not_due(each: IndicatorResult) -> bool:
    return each.outcome.due_on is not None


def _is_open(each: IndicatorResult) -> bool:
    return each.outcome.met is not False


def _is_undated(each: IndicatorResult) -> bool:
    return _is_open(each) and each.outcome.reason is Reason.DATE_MISSING


def _is_missing(each: IndicatorResult) -> bool:
    return _is_open(each) and not _is_undated(each) and each.outcome.state is State.NOT_REPORTED


def _is_without_figure(each: IndicatorResult) -> bool:
    return _is_open(each) and each.outcome.state is State.NOT_COMPUTABLE


def _how_bad(each: IndicatorResult) -> Decimal:
    return Decimal(-1) if each.result.shown is None else each.result.shown


def _line(each: IndicatorResult, row: RowResult, section: str) -> Line:
    measured, value = each.measured, each.measured.value
    counts = value is not None and value.is_fixed
    return Line(
        key=measured.indicator.pk,
        section=section,
        code=row.loaded.row.code,
        text=row.loaded.row.text,
        indicator=measured.indicator.label or measured.indicator.measure.formula_text,
        area="" if each.area is None else each.area.name,
        target=conditions_in_words(measured),
        actual=_actual(each) if counts else (),
        entry=str(STATES[MISSING if value is None else value.state]),
        why=_why_missing(each),
        shown=shown(each.result),
        due="" if each.result.due_on is None else not_due(each.result.due_on),
        not_counted=passed_over_mark(each.result),
        deviation=value.deviation.strip() if value is not None and counts else "",
        corrective_action=value.corrective_action.strip() if value is not None and counts else "",
    )


def _why_missing(each: IndicatorResult) -> str:
    value = each.measured.value
    if value is None or each.outcome.reason is None:
        return ""
    # Of a draft nobody has said yet that anything is missing in it.
    return reason_line(each.outcome.reason) if value.is_fixed else _("It counts once the area submits it.")


def _actual(each: IndicatorResult) -> tuple[str, ...]:
    """Return the value of the formula; where there is none, what was entered."""
    if each.outcome.value is not None:
        return (judged_in_words(each.outcome.value, unit_of(each.measured.reading), each.outcome.proof),)
    return tuple(f"{label}: {value}" for label, value in entered_lines(each.measured))
