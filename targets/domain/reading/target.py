"""Reading of a target cell: what must be reached, by when, against what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from targets.domain.reading import (
    Condition,
    Doubt,
    FormulaReading,
    Kind,
    Status,
    TargetReading,
    lexicon,
    series,
    told_twice,
)
from targets.domain.reading.cell_drafts import cell_drafts
from targets.domain.reading.cells import (
    fold,
    is_broken,
    is_too_long,
    looks_cut_short,
    lower,
    one_line,
    says_none,
    says_nothing,
)
from targets.domain.reading.conditions import Row, conditions_of, unread
from targets.domain.reading.doubts import Code, doubt, unique
from targets.domain.reading.pairing import pair
from targets.domain.reading.target_text import plainer

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_ALSO = lexicon.searched("cells", "also_required")
_DEED = re.compile(
    r"(?<=[^\W\d_] )(?:e|ed|nonché|oltre a(?:lla)?) (?:(?:la|il|lo|l'|sua|relativa|successiva) ?)*"
    rf"{lexicon.any_of(lexicon.words('formulas', 'deeds'))}"
)
"""A deed asked for beside a number: "3 incontri e redazione di un documento"."""
_EXCEPTION = lexicon.searched("cells", "exceptions")
_OR_IN_WORDS = re.compile(
    r"(?<!\w)(?:oppure(?! (?:di )?(?:più|oltre|superior|maggior))|in alternativa|alternativamente|e/o)(?!\w)"
)
_NEVER_SURE = (Code.EXCEPTION, Code.ALTERNATIVES, Code.TOLERANCE)
_END_OF_EXCEPTION = re.compile(r"[\n;)]")
_COUNTED = (Kind.COUNT, Kind.AMOUNT, Kind.DURATION, Kind.PERCENTAGE, Kind.RATIO)
_SEVERAL_YEARS = lexicon.searched("cells", "several_years")
_LONGEST_LABEL = 200
"""Characters kept of a cell that is not read; the cell itself is kept in full elsewhere."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A target cell as far as it can be read by itself."""

    text: str
    """As written."""
    folded: str
    drafts: tuple[Draft, ...] | None
    """None where it is beyond what is read."""
    counted: Cell | None = None
    """The same cell for a formula that counts, where a share is written twice: "96 su 120 (80 %)"."""


def read_target(
    text: str, formula: FormulaReading | None = None, title: str = "", year: int | None = None
) -> TargetReading:
    """Read a target cell; formula, title and the year of the plan complete what it leaves out.

    Any text gives a reading, an unclear one at worst; never raises. No condition: the cell is
    empty or says there is none.
    """
    return read_in_row(read_cell(text, year), Row(formula, title, year))[0]


def read_cell(text: str, year: int | None) -> Cell:
    """Read a target cell by itself, once for whoever asks."""
    folded = plainer(fold(text))
    counted = told_twice.as_count(folded)
    share = _cell(text, told_twice.as_share(folded), year)
    return share if counted is None else replace(share, counted=_cell(text, counted, year))


def _cell(text: str, folded: str, year: int | None) -> Cell:
    drafts = None if is_too_long(text) else cell_drafts(folded, year)
    return Cell(text, folded, None if drafts is None else tuple(drafts))


def read_alone(cell: Cell, year: int | None = None) -> TargetReading:
    """Read a target cell without its row: what its numbers and days tell of the formula."""
    if cell.drafts is None or says_nothing(cell.folded) or is_broken(cell.folded):
        return TargetReading(())
    return TargetReading(tuple(conditions_of(list(cell.drafts), Row(None, "", year), cell.folded)[0]))


def read_in_row(cell: Cell, row: Row) -> tuple[TargetReading, tuple[Doubt, ...]]:
    """Complete a target cell from its row, and say what is doubtful of it."""
    if cell.counted is not None and row.formula is not None and row.formula.kind is Kind.COUNT:
        cell = cell.counted if row.formula.indicators[0].unit is not None else cell
    text, folded = cell.text, cell.folded
    label = one_line(folded)
    if not is_too_long(text) and (_says_nothing(folded, row.formula) or is_broken(folded)):
        return TargetReading(()), (doubt(Code.MISSING_TARGET, label),)
    if cell.drafts is None:
        return TargetReading((unread(label[:_LONGEST_LABEL]),)), (doubt(Code.TOO_LONG),)
    drafts, doubts = list(cell.drafts), list[Doubt]()
    if row.formula is not None:
        drafts, doubts = pair(drafts, row.formula)
        drafts = series.asked(drafts, label)
    conditions, found = conditions_of(drafts, row, folded)
    doubts += found + _of_cell(text, folded, conditions)
    doubts += _exceptions(folded, conditions)
    if any(each.code in _NEVER_SURE for each in doubts):
        conditions = [_never_sure(condition) for condition in conditions]
    return TargetReading(tuple(conditions)), unique(doubts)


def _says_nothing(folded: str, formula: FormulaReading | None) -> bool:
    counted = formula is not None and any(each.kind in _COUNTED for each in formula.indicators)
    return says_nothing(folded) and not (counted and says_none(folded))


def _exceptions(folded: str, conditions: list[Condition]) -> list[Doubt]:
    """Find what limits the numbers and dates of a cell: "100 %, salvo proroghe", "(tranne agosto)"."""
    found = _EXCEPTION.search(lower(folded))
    if found is None or all(each.status is Status.WORDS and not each.deadline for each in conditions):
        return []
    end = _END_OF_EXCEPTION.search(folded, found.end())
    return [doubt(Code.EXCEPTION, one_line(folded[found.start() : end.start() if end else None]))]


def _never_sure(condition: Condition) -> Condition:
    return replace(condition, status=Status.ASSUMED) if condition.status is Status.READ else condition


def _of_cell(text: str, folded: str, conditions: list[Condition]) -> list[Doubt]:
    """Collect what is doubtful of the cell as a whole."""
    plain = lower(folded)
    doubts = []
    if looks_cut_short(text):
        doubts.append(doubt(Code.CUT_SHORT, one_line(folded)[-40:]))
    numbered = any(condition.value is not None for condition in conditions)
    if numbered and (found := _OR_IN_WORDS.search(plain)):
        doubts.append(doubt(Code.ALTERNATIVES, one_line(folded[found.start() :])))
    if numbered and (found := _SEVERAL_YEARS.search(plain)):
        doubts.append(doubt(Code.SEVERAL_YEARS, folded[found.start() : found.end()]))
    counted = any(condition.value is not None and condition.unit != "%" for condition in conditions)
    if numbered and (found := _ALSO.search(plain) or (_DEED.search(plain) if counted else None)):
        doubts.append(doubt(Code.ALSO_IN_WORDS, one_line(folded[found.start() :]).strip(" .")))
    return doubts
