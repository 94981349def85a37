"""Keep what is stored of a reading in step with the words it came from.

``read_measures`` is the one place where readings are stored; admin and import call it. It
updates in place, so that baselines, weights and whatever hangs on an indicator stay, and it
leaves alone what a person confirmed for as long as the text stays the same.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import prefetch_related_objects

from targets.domain.reading.doubts import Code
from targets.domain.reading.row import read_row
from targets.domain.table.problems import ProblemCode
from targets.models import (
    Condition,
    Doubt,
    Indicator,
    Measure,
    Operand,
    TargetValue,
)
from targets.services.changes import Changes
from targets.services.fixed_words import Reported, ValuesReportedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from accounts.models import User
    from objectives.models import Plan, PlanRow
    from targets.domain import reading as domain


reading_of = lru_cache(maxsize=2048)(read_row)
"""``read_row``, remembered: an import reads each row for its preview, for its page and to store it."""


@transaction.atomic
def read_measures(measures: Sequence[Measure], plan: Plan, *, user: User | None) -> None:
    """Read the formulas and this year's targets of ``measures`` and store what was understood.

    ``measures`` are saved measures of rows of ``plan``, with their row loaded (a query each
    otherwise). ``user`` goes into the history; None where no person asked for it. Raises
    ``ValuesReportedError`` where words changed of which values were reported; where only the program
    reads otherwise than before, what was reported on stays as it was read.
    """
    prefetch_related_objects(measures, "indicators__operands", "target_values__conditions", "doubts")
    changes = Changes()
    reported = Reported.of(measures)
    for measure in measures:
        _read_measure(measure, plan, changes, reported)
    changes.write(user)


def _read_measure(measure: Measure, plan: Plan, changes: Changes, reported: Reported) -> None:
    values = {value.year: value for value in measure.target_values.all()}
    stored = sorted(measure.indicators.all(), key=lambda i: i.position)
    same_formula = measure.read_text == measure.formula_text
    this_year = values.pop(plan.year, None)
    reading = _read(measure, this_year, plan.year)
    has_values = measure.pk in reported.measures
    if has_values and not same_formula:
        raise ValuesReportedError(measure)
    if same_formula and (has_values or any(i.confirmed_at for i in stored)):
        indicators = stored
    else:
        indicators = _put_indicators(measure, stored, reading.formula, changes)
    same_texts = same_formula and (this_year is None or this_year.read_text == this_year.text)
    _put_doubts(measure, reading.doubts, changes, same_texts=same_texts)
    if this_year is not None and not reported.fixes(this_year, measure):
        _put_conditions(this_year, indicators, reading.target, changes, same_formula=same_formula)
    for year, value in values.items():
        other = _read(measure, value, year)
        _put_conditions(value, indicators, other.target, changes, same_formula=same_formula)
    changes.put(measure, Measure(read_text=measure.formula_text), ["read_text"])


def _read(measure: Measure, value: TargetValue | None, year: int) -> domain.RowReading:
    return reading_of(
        measure.formula_text,
        value.text if value else "",
        title=measure.row.text,
        year=year,
        # A deadline of a later year is in order only where the row itself runs so long.
        first_year=getattr(measure.row, "period_first", None),
        last_year=getattr(measure.row, "period_last", None),
    )


def _put_indicators(
    measure: Measure, stored: list[Indicator], formula: domain.FormulaReading, changes: Changes
) -> list[Indicator]:
    indicators = []
    for position, read in enumerate(formula.indicators):
        found = stored[position] if position < len(stored) else None
        made = Indicator(
            measure=measure,
            position=position,
            label=read.label,
            kind=read.kind.value,
            expression=read.expression or "",
            unit=(read.unit or "")[:120],
        )
        fields = ["position", "label", "kind", "expression", "unit", "confirmed_by_id", "confirmed_at"]
        indicator = changes.put(found, made, fields)
        indicators.append(indicator)
        operands = {o.key: o for o in found.operands.all()} if found else {}
        for operand in read.operands:
            made_operand = Operand(
                indicator=indicator, key=operand.key, label=operand.label, year=operand.year
            )
            changes.put(operands.pop(operand.key, None), made_operand, ["label", "year"])
        changes.drop(operands.values())
    changes.drop(stored[len(formula.indicators) :])
    return indicators


def _put_conditions(
    target_value: TargetValue,
    indicators: list[Indicator],
    target: domain.TargetReading,
    changes: Changes,
    *,
    same_formula: bool,
) -> None:
    stored = sorted(target_value.conditions.all(), key=lambda c: c.position)
    same_text = same_formula and target_value.read_text == target_value.text
    if not (same_text and any(c.confirmed_at for c in stored)):
        for position, read in enumerate(target.conditions):
            found = stored[position] if position < len(stored) else None
            made = _condition(target_value, position, read, indicators)
            changes.put(found, made, CONDITION_FIELDS)
        changes.drop(stored[len(target.conditions) :])
    changes.put(target_value, TargetValue(read_text=target_value.text), ["read_text"])


CONDITION_FIELDS = [
    "indicator_id",
    "position",
    "operator",
    "value",
    "upper",
    "unit",
    "deadline",
    "reference_year",
    "basis",
    "label",
    "status",
    "confirmed_by_id",
    "confirmed_at",
]


def _condition(
    target_value: TargetValue, position: int, read: domain.Condition, indicators: list[Indicator]
) -> Condition:
    fits = all(number is None or _fits(number) for number in (read.value, read.upper))
    return Condition(
        target_value=target_value,
        # A person may have confirmed fewer indicators than the program would read.
        indicator=None
        if read.indicator is None or read.indicator >= len(indicators)
        else indicators[read.indicator],
        position=position,
        operator=read.operator.value if read.operator and fits else "",
        value=read.value if fits else None,
        upper=read.upper if fits else None,
        unit=(read.unit or "")[:120],
        deadline=read.deadline,
        reference_year=read.reference_year,
        basis=read.basis.value,
        label=read.label,
        status=read.status.value if fits else Condition.Status.UNCLEAR,
    )


def _fits(number: Decimal) -> bool:
    """Whether the number can be stored without loss: 11 digits before the point and 4 after."""
    return abs(number) < Decimal(10) ** 11 and number == round(number, 4)


def row_doubts(row: PlanRow) -> list[tuple[str, str]]:
    """Return what is missing from a row itself, as (code, detail): an area, a code."""
    doubts = []
    section = getattr(row, "section", None)
    if row.area_id is None and not (section is not None and section.has_notes):
        unknown = row.area_text.strip()
        doubts.append((Code.UNKNOWN_AREA.value, unknown) if unknown else (Code.MISSING_AREA.value, ""))
    if not row.code:
        doubts.append((Code.MISSING_CODE.value, ""))
    return doubts


SEEN_AGAIN = {
    *(Code.MISSING_AREA, Code.MISSING_CODE, Code.MISSING_FORMULA, Code.MISSING_TARGET),
    *(Code.CUT_SHORT, Code.TARGET_IN_FORMULA),
}
IMPORT_CODES = frozenset(problem.value for problem in ProblemCode) - {code.value for code in SEEN_AGAIN}
"""Doubts about the file a row came from: only the import sees them again, so a later reading
of the cells leaves them until a person settles them."""


def _put_doubts(
    measure: Measure, read: Sequence[domain.Doubt], changes: Changes, *, same_texts: bool
) -> None:
    """Keep the doubts in step. What was settled about another text is open again."""
    stored = {(d.code, d.detail): d for d in measure.doubts.all() if d.code not in IMPORT_CODES}
    of_row = row_doubts(measure.row)
    wanted = dict.fromkeys(
        (code, detail[:300]) for code, detail in [*of_row, *((d.code, d.detail) for d in read)]
    )
    for code, detail in wanted:
        found = stored.pop((code, detail), None)
        made = Doubt(measure=measure, code=code, detail=detail)
        settled_for_this = found is not None and (same_texts or (code, detail) in of_row)
        changes.put(found, made, [] if settled_for_this else ["settled_by_id", "settled_at", "settlement"])
    changes.drop(stored.values())


@transaction.atomic
def settle_doubt(doubt: Doubt, *, user: User, now: datetime, settlement: str = "") -> None:
    """Record that ``user`` looked at the doubt and decided; ``settlement`` says how, in a word."""
    doubt.settled_by, doubt.settled_at, doubt.settlement = user, now, settlement
    doubt.save()


@transaction.atomic
def reopen_doubt(doubt: Doubt) -> None:
    """Undo ``settle_doubt``."""
    doubt.settled_by, doubt.settled_at, doubt.settlement = None, None, ""
    doubt.save()


@transaction.atomic
def confirm(readings: Iterable[Indicator | Condition], *, user: User, now: datetime) -> None:
    """Record that ``user`` vouches for these readings: the program leaves them for as long as the
    text they came from stays the same. A condition that was unclear is read, once they said with
    what to compare."""
    for reading in readings:
        if isinstance(reading, Condition) and reading.status == Condition.Status.UNCLEAR and reading.is_told:
            reading.status = Condition.Status.READ
        reading.confirmed_by, reading.confirmed_at = user, now
        reading.save()


@transaction.atomic
def confirm_reading(measure: Measure, *, user: User, now: datetime, settlement: str = "") -> None:
    """Confirm every indicator and condition of ``measure`` as they stand and settle its open doubts."""
    readings = [*measure.indicators.all(), *Condition.objects.filter(target_value__measure=measure)]
    confirm(readings, user=user, now=now)
    for doubt in measure.doubts.filter(settled_at__isnull=True):
        settle_doubt(doubt, user=user, now=now, settlement=settlement)
