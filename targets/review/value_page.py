"""One value with everything that a reviewer needs to decide on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from targets.models import ActualValue, ReviewDecision
from targets.review.history import history_of
from targets.review.rows import ROWS, document_place, load_rows
from targets.selectors import area_place
from targets.wording.proof import proof_lines

if TYPE_CHECKING:
    from datetime import date

    from targets.models import Indicator, ReportingPeriod
    from targets.review.history import HistoryEntry
    from targets.review.rows import ReviewRow


@dataclass(frozen=True, slots=True)
class ValuePage:
    """Everything the page of one value shows."""

    period: ReportingPeriod
    row: ReviewRow
    proof: tuple[str, ...]
    decisions: tuple[ReviewDecision, ...]
    """Oldest first."""
    history: tuple[HistoryEntry, ...]
    """Newest first."""
    previous: int | None
    """Key of the indicator before it that waits for the planning office; None = there is none."""
    next: int | None
    """The same after it."""


def load_row(period: ReportingPeriod, indicator: int, *, today: date) -> ReviewRow | None:
    """Return one indicator of a period; None where its plan has no such indicator."""
    rows, _method = load_rows(period, today=today, where=Q(pk=indicator))
    return rows[0] if rows else None


def build_value_page(period: ReportingPeriod, row: ReviewRow) -> ValuePage:
    """Return the page of one value; at most eight queries more than its row."""
    value = row.value
    decisions = () if value is None else tuple(value.decisions.select_related("decided_by"))
    previous, following = neighbours(period, row)
    return ValuePage(
        period=period,
        row=row,
        proof=tuple(proof_lines(row.result.proof)),
        decisions=decisions,
        history=() if value is None else history_of(value),
        previous=previous,
        next=following,
    )


def neighbours(period: ReportingPeriod, row: ReviewRow) -> tuple[int | None, int | None]:
    """Return the indicators before and after ``row`` on the page whose values wait; one query."""
    waiting = ActualValue.objects.filter(period=period, state=ActualValue.State.SUBMITTED).select_related(
        "indicator__area", "indicator__measure", *(f"indicator__{path}" for path in ROWS)
    )
    here = _place(row.measured.indicator)
    places = sorted((_place(value.indicator), value.indicator_id) for value in waiting)
    before = [key for place, key in places if place < here]
    after = [key for place, key in places if place > here]
    return (before[-1] if before else None), (after[0] if after else None)


def _place(indicator: Indicator) -> tuple[Any, ...]:
    """Return what sorts indicators as the page of the period has them."""
    measure = indicator.measure
    area = indicator.area or measure.row.area
    own = (measure.position, measure.pk, indicator.position, indicator.pk)
    return (area_place(area), document_place(measure.row), own)
