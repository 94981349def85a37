"""Two indicators written as one ("% pratiche evase e tempo medio"), told apart by their two targets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import Condition, IndicatorReading, Kind
from targets.domain.reading.cells import lower
from targets.domain.reading.kinds import begins_as
from targets.domain.reading.measures import KNOWN, TIME, is_share, units_differ

if TYPE_CHECKING:
    from collections.abc import Iterator

_AND = re.compile(r" ed? (?:il |la |i |le |l')?(?=\S)")
_SLASH = re.compile(r" ?/ ?")
_TWO = 2
_MOST_CUTS = 4
"""Words "e" in one formula; beyond it nothing tells which of them parts two indicators."""


def halves(indicator: IndicatorReading, conditions: tuple[Condition, ...]) -> Iterator[tuple[str, str]]:
    """Cut a formula where it may hold two indicators, as its two targets suggest.

    Whether the halves can be read and fit the targets is asked with ``fit``.
    """
    numbers = [each for each in conditions if each.value is not None]
    if len(numbers) != _TWO or len(conditions) != _TWO:
        return
    label = indicator.label
    if indicator.kind is Kind.RATIO:
        if _are_counts(indicator, numbers) and len(sides := _SLASH.split(label)) == _TWO:
            yield sides[0], sides[1]
    elif len(cuts := list(_AND.finditer(lower(label)))) <= _MOST_CUTS:
        for cut in cuts:
            yield label[: cut.start()], label[cut.end() :]


def fit(indicator: IndicatorReading, condition: Condition) -> bool:
    """Say whether a target can be the one of an indicator: the same sort of unit, or none."""
    if condition.unit in TIME:
        return indicator.kind is Kind.DURATION
    if condition.unit == "%":
        return is_share(indicator)
    return not units_differ(condition.unit, indicator)


def _are_counts(indicator: IndicatorReading, numbers: list[Condition]) -> bool:
    """Say whether two counts have a target each, where a slash looks like a division.

    "N. incontri/N. partecipanti | ≥ 4 / ≥ 80": one value cannot be asked to reach two numbers.
    """
    first, second = numbers
    counts = all(begins_as("number", lower(each.label)) for each in indicator.operands)
    bare = all(each.label in ("", each.unit) for each in numbers)
    alike = first.operator == second.operator and bare
    undated = first.deadline == second.deadline and first.reference_year == second.reference_year
    return counts and alike and undated and not any(each.unit in KNOWN for each in numbers)
