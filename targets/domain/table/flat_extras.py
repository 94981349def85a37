"""What a flat table says beyond the document: targets of other years, the data of each indicator.

Each has columns of its own at the end of the table, and only where the plan has any: ``VALORE
OBIETTIVO 2019``; ``VALORE DI PARTENZA`` for the first indicator of a formula, ``VALORE DI PARTENZA
2`` for the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import parse_decimal
from targets.domain.table.checks import LONGEST_AREA, LONGEST_EXTERNAL_CODE, LONGEST_SOURCE
from targets.domain.table.plan_table import IndicatorCells
from targets.domain.table.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TARGET_HEADING = "VALORE OBIETTIVO"
INDICATOR_HEADINGS = {
    "baseline": "VALORE DI PARTENZA",
    "baseline_year": "ANNO DI PARTENZA",
    "source": "FONTE DEI DATI",
    "weight": "PESO INDICATORE",
    "area": "AREA INDICATORE",
    "external_code": "CODICE ESTERNO",
}
_FIELD_OF = {fold(heading): name for name, heading in INDICATOR_HEADINGS.items()}
_MOST_INDICATORS = 50
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True, slots=True)
class FlatIndicator:
    """The data of one indicator as they stand in the cells; "" where the plan has none."""

    baseline: str = ""
    baseline_year: str = ""
    source: str = ""
    weight: str = ""
    area: str = ""
    external_code: str = ""

    def filled(self) -> dict[str, str]:
        """Return the cells that hold something, by name."""
        return {f.name: cell for f in fields(self) if (cell := getattr(self, f.name))}


Extra = tuple[str, int]
"""A column: ("target", year), or the name of a field and which indicator it is of, from 1."""


def number_cell(number: Decimal | None) -> str:
    """Write a number as an Italian sheet has it, to its last digit; "" for None."""
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")


def flat_indicators(indicators: Iterable[IndicatorCells]) -> tuple[FlatIndicator, ...]:
    """Write the data of the indicators of one formula, without empty ones at the end."""
    found = [
        FlatIndicator(
            number_cell(cells.baseline),
            "" if cells.baseline_year is None else str(cells.baseline_year),
            cells.source,
            number_cell(cells.weight),
            cells.area,
            cells.external_code,
        )
        for cells in indicators
    ]
    while found and not found[-1].filled():
        found.pop()
    return tuple(found)


def extra_columns(rows: Iterable[tuple[Mapping[int, str], Sequence[FlatIndicator]]]) -> list[Extra]:
    """Say which columns hold anything: the years in order, then indicator by indicator."""
    years: set[int] = set()
    used: set[Extra] = set()
    for targets, indicators in rows:
        years |= targets.keys()
        used |= {(name, n) for n, cells in enumerate(indicators, start=1) for name in cells.filled()}
    order = list(INDICATOR_HEADINGS)
    ordered = sorted(used, key=lambda extra: (extra[1], order.index(extra[0])))
    return [*(("target", year) for year in sorted(years)), *ordered]


def extra_heading(extra: Extra) -> str:
    """Return what stands above a column."""
    name, number = extra
    if name == "target":
        return f"{TARGET_HEADING} {number}"
    return INDICATOR_HEADINGS[name] + (f" {number}" if number > 1 else "")


def read_heading(cell: str) -> Extra | None:
    """Say which of these columns a heading is above; None for any other."""
    heading = fold(cell[:60])
    words = heading.rstrip("0123456789")
    number = int(heading[len(words) :] or 0)
    words = words.rstrip()
    if words == fold(TARGET_HEADING):
        return ("target", number) if _FIRST_YEAR <= number <= _LAST_YEAR else None
    name = _FIELD_OF.get(words)
    return (name, number or 1) if name and number <= _MOST_INDICATORS else None


def read_extras(cells: Mapping[Extra, str]) -> tuple[dict[int, str], tuple[FlatIndicator, ...]]:
    """Sort the cells of a line under these columns: targets by year, the data of each indicator."""
    targets = {number: cell for (name, number), cell in cells.items() if name == "target" and cell}
    filled = {extra: cell for extra, cell in cells.items() if extra[0] != "target" and cell}
    count = max((number for _name, number in filled), default=0)
    return targets, tuple(
        FlatIndicator(**{name: cell for (name, number), cell in filled.items() if number == n})
        for n in range(1, count + 1)
    )


def indicator_cells(flat: FlatIndicator, number: int) -> tuple[IndicatorCells, list[tuple[str, str]]]:
    """Read the data of one indicator, and (heading, text) of each cell the plan has no room for."""
    baseline = _signed(flat.baseline, below=Decimal(10) ** 11)
    year = int(flat.baseline_year) if re.fullmatch(r"[0-9]{4}", flat.baseline_year.strip()) else None
    if year is not None and (baseline is None or not _FIRST_YEAR <= year <= _LAST_YEAR):
        year = None
    weight = _signed(flat.weight, below=Decimal(10) ** 5)
    read = IndicatorCells(
        baseline=baseline,
        baseline_year=year,
        source=flat.source if len(flat.source) <= LONGEST_SOURCE else "",
        weight=weight if weight is None or weight >= 0 else None,
        area=flat.area if len(flat.area) <= LONGEST_AREA else "",
        external_code=flat.external_code if len(flat.external_code) <= LONGEST_EXTERNAL_CODE else "",
    )
    left_out = [
        (extra_heading((name, number)), cell)
        for name, cell in flat.filled().items()
        if cell.strip() and getattr(read, name) in (None, "")
    ]
    return read, left_out


def _signed(text: str, *, below: Decimal) -> Decimal | None:
    """Read a number with at most four decimals; None for any other text, or one with no room for it."""
    text = text.strip().replace("−", "-")
    found = parse_decimal(text.removeprefix("-").strip())
    if found is None or found >= below or found != round(found, 4):
        return None
    return -found if text.startswith("-") else found
