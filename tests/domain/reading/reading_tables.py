"""Readings as short text, so that a table of expected readings can be read by people."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal
from targets.domain.reading import Basis
from targets.domain.reading.row import read_row

if TYPE_CHECKING:
    from pathlib import Path

    from targets.domain.reading import Condition, FormulaReading, RowReading


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table of cells with expected readings; ``\\n`` stands for a line break in a cell."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{name: cell.replace("\\n", "\n") for name, cell in row.items()} for row in table]


def reading_of(row: dict[str, str]) -> RowReading:
    """Read the cells of a row of such a table."""
    return read_row(row["formula"], row["target"], row["title"], int(row["year"]) if row["year"] else None)


def shown_formula(formula: FormulaReading) -> str:
    """``ratio a / b * 100 % {Procedimenti avviati; procedimenti fattibili}``."""
    shown = []
    for indicator in formula.indicators:
        operands = "; ".join(
            f"{operand.label}@{operand.year}" if operand.year else operand.label
            for operand in indicator.operands
        )
        parts = [
            indicator.kind.value,
            indicator.expression,
            indicator.unit,
            f"{{{operands}}}" if operands else None,
        ]
        shown.append(" ".join(part for part in parts if part))
    several = f"{formula.kind.value}: " if formula.kind != formula.indicators[0].kind else ""
    return several + " & ".join(shown)


def shown_condition(condition: Condition) -> str:
    """``>= 20 % for 2015 #0 read [anno 2015]``."""
    parts = [condition.operator.value if condition.operator else None]
    parts += [
        canonical_decimal(number) for number in (condition.value, condition.upper) if number is not None
    ]
    parts.append(condition.unit)
    if condition.basis is Basis.VARIATION:
        parts.append("change")
    if condition.reference_year:
        parts.append(f"for {condition.reference_year}")
    if condition.deadline:
        parts.append(f"by {condition.deadline.isoformat()}")
    parts.append("#?" if condition.indicator is None else f"#{condition.indicator}")
    parts += [condition.status.value, f"[{condition.label}]"]
    return " ".join(part for part in parts if part)


def shown_conditions(reading: RowReading) -> str:
    """All conditions of a row, with ``&`` between; ``-`` where there is none."""
    return " & ".join(shown_condition(condition) for condition in reading.target.conditions) or "-"


def shown_doubts(reading: RowReading) -> str:
    """The codes of the doubts, each once, in order; ``-`` where there is none."""
    return " ".join(dict.fromkeys(doubt.code for doubt in reading.doubts)) or "-"
