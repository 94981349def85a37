"""What the program read from the cells of a plan, as it is stored, in words for the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F

from targets.domain import reading
from targets.models import Condition, Doubt, Indicator, in_plan
from targets.selectors import as_read
from targets.wording import readings as wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from objectives.models import Plan
    from targets.plan_rows import LoadedMeasure


@dataclass(slots=True)
class Readings:
    """What is stored of the reading of one formula and its target of the plan's year."""

    indicators: list[reading.IndicatorReading] = field(default_factory=list)
    conditions: list[reading.Condition] = field(default_factory=list)
    doubts: list[reading.Doubt] = field(default_factory=list)
    """The open ones."""


def load_readings(plan: Plan) -> defaultdict[int, Readings]:
    """Return the readings of ``plan`` by the key of their measure; three queries."""
    readings: defaultdict[int, Readings] = defaultdict(Readings)
    for measure, indicator in _indicators(plan):
        readings[measure].indicators.append(indicator)
    conditions = Condition.objects.filter(
        in_plan(plan, "target_value__measure__"), target_value__year=plan.year
    ).annotate(measure=F("target_value__measure"))
    for condition in conditions.order_by("position", "pk"):
        readings[condition.measure].conditions.append(as_read(condition))
    for doubt in Doubt.objects.filter(in_plan(plan, "measure__"), settled_at__isnull=True).order_by("pk"):
        readings[doubt.measure_id].doubts.append(reading.Doubt(doubt.code, doubt.detail))
    return readings


def _indicators(plan: Plan) -> list[tuple[int, reading.IndicatorReading]]:
    """Return every indicator with the key of its measure; one query, a line of it for each operand."""
    lines = (
        Indicator.objects.of_plan(plan)
        .order_by("position", "pk", "operands__key")
        .values("pk", "measure", "label", "kind", "expression", "unit")
        .annotate(key=F("operands__key"), operand=F("operands__label"), year=F("operands__year"))
    )
    grouped: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in lines:
        grouped[line["pk"]].append(line)
    return [(lines[0]["measure"], _indicator(lines)) for lines in grouped.values()]


def _indicator(lines: list[Mapping[str, Any]]) -> reading.IndicatorReading:
    first = lines[0]
    return reading.IndicatorReading(
        label=first["label"],
        kind=reading.Kind(first["kind"]),
        expression=first["expression"] or None,
        operands=tuple(
            reading.Operand(line["key"], line["operand"], line["year"]) for line in lines if line["key"]
        ),
        unit=first["unit"] or None,
    )


@dataclass(frozen=True, slots=True)
class ReadCondition:
    """One condition read from a target, in words."""

    sentence: str
    status: str
    """How sure it is, as data: ``read``, ``assumed``, ``unclear`` or ``words``."""
    status_label: str


@dataclass(frozen=True, slots=True)
class PageCells:
    """A formula and its target as written, with what was read from them (nothing: not to be shown)."""

    formula: str
    target: str
    formula_readings: tuple[str, ...] = ()
    target_readings: tuple[ReadCondition, ...] = ()
    doubts: tuple[str, ...] = ()
    """Open questions, a sentence each."""


def page_cells(entry: LoadedMeasure, read: Readings) -> PageCells:
    """Return the cells of ``entry`` and what was read from them, in the active language."""
    return PageCells(
        formula=entry.measure.formula_text,
        target=entry.target,
        formula_readings=tuple(wording.indicator_in_words(indicator) for indicator in read.indicators),
        target_readings=tuple(
            ReadCondition(sentence, condition.status.value, wording.status_label(condition.status))
            for sentence, condition in zip(
                wording.conditions_in_words(read.conditions), read.conditions, strict=True
            )
        ),
        doubts=tuple(wording.doubt_message(doubt) for doubt in read.doubts),
    )
