"""Reading of a row: formula and target together, and what is doubtful of the two."""

from __future__ import annotations

from targets.domain.reading import RowReading, row_doubts
from targets.domain.reading import formula as formulas
from targets.domain.reading import target as targets
from targets.domain.reading.cells import LONGEST_TITLE
from targets.domain.reading.completing import completed_by_target
from targets.domain.reading.conditions import Row
from targets.domain.reading.doubts import unique
from targets.domain.reading.numbering import in_lines


def read_row(  # noqa: PLR0913, PLR0917 - the cells of a row and its years
    formula: str,
    target: str,
    title: str = "",
    year: int | None = None,
    first_year: int | None = None,
    last_year: int | None = None,
) -> RowReading:
    """Read a row of the plan as far as its words tell; never raises.

    ``year`` is the year of the plan the target is for; ``first_year`` and ``last_year`` bound the
    row's own period where it has one (an objective 2017-2019): a deadline of that period is in order.
    """
    formula_alone, doubts_of_formula = formulas.read_with_doubts(formula)
    target = in_lines(target, formula, len(formula_alone.indicators))
    cell = targets.read_cell(target, year)
    formula_reading, doubts_of_formula = completed_by_target(
        formula_alone, doubts_of_formula, targets.read_alone(cell, year)
    )
    title = title[:LONGEST_TITLE]
    around = Row(formula_reading, title, year)
    target_reading, doubts_of_target = targets.read_in_row(cell, around)
    period = row_doubts.Period(year, first_year, last_year)
    doubts_of_both = row_doubts.of_row(formula_reading, target_reading, title, period)
    return RowReading(
        formula_reading, target_reading, unique([*doubts_of_formula, *doubts_of_target, *doubts_of_both])
    )
