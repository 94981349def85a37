"""What a table says of each indicator: put where the reading of the formula made the indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targets.models import Indicator
from targets.services.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accounts.models import User
    from targets.domain.table.plan_table import IndicatorCells
    from targets.services.importing.names import Areas

COLUMNS = ("baseline", "baseline_year", "source", "weight", "area_id", "external_code")


def put_indicator_cells(
    cells: Mapping[int, tuple[IndicatorCells, ...]], areas: Areas, *, user: User | None
) -> tuple[set[int], set[int]]:
    """Write the filled cells into the indicators, by their order in the formula; empty ones change nothing.

    ``cells`` by the key of the measure. Return the keys of the measures of which something changed,
    and of those that have fewer indicators than the table tells of: what is told of the others has
    no place and is left out.
    """
    changes = Changes()
    changed, left_out = set(), set()
    by_measure: dict[int, list[Indicator]] = {key: [] for key in cells}
    for indicator in Indicator.objects.filter(measure__in=cells.keys()).order_by("position", "pk"):
        by_measure[indicator.measure_id].append(indicator)
    for key, indicators in by_measure.items():
        if len(cells[key]) > len(indicators):
            left_out.add(key)
        for found, told in zip(indicators, cells[key], strict=False):
            made = Indicator(
                baseline=told.baseline,
                baseline_year=told.baseline_year,
                source=told.source,
                weight=told.weight,
                area=areas.find(told.area)[0],
                external_code=told.external_code,
            )
            filled = [name for name in COLUMNS if getattr(made, name) not in (None, "")]
            if told.baseline is not None:
                filled.append("baseline_year")  # the year stands and goes with its baseline
            if any(getattr(found, name) != getattr(made, name) for name in filled):
                changed.add(key)
            changes.put(found, made, list(dict.fromkeys(filled)))
    changes.write(user)
    return changed, left_out
