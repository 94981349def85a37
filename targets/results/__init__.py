"""What was achieved: stored values brought to the pure counting, for every page and document.

``results_of`` is the one function behind every figure: dashboard, report, spreadsheet and admin
call it; the entry page calls ``outcome_of`` for a single indicator.
"""

from __future__ import annotations

from targets.results.loading import MeasuredIndicator, load_indicators
from targets.results.method import default_method, method_of
from targets.results.outcome import actual_of, outcome_of
from targets.results.plan import (
    AreaResult,
    IndicatorResult,
    PlanResults,
    RowResult,
    SectionResult,
    results_of,
    results_of_periods,
)

__all__ = [
    "AreaResult",
    "IndicatorResult",
    "MeasuredIndicator",
    "PlanResults",
    "RowResult",
    "SectionResult",
    "actual_of",
    "default_method",
    "load_indicators",
    "method_of",
    "outcome_of",
    "results_of",
    "results_of_periods",
]
