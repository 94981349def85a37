"""What the program read from a row's cells, in words, for the page of the plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets import wording

if TYPE_CHECKING:
    from reports.data import LoadedMeasure


@dataclass(frozen=True, slots=True)
class ReadCondition:
    """One condition read from a target."""

    sentence: str
    status: str
    """How sure it is: ``read``, ``assumed``, ``unclear`` or ``words``."""


@dataclass(frozen=True, slots=True)
class PageCells:
    """A formula and its target as written, with what was read from them (nothing: not to be shown)."""

    formula: str
    target: str
    formula_readings: tuple[str, ...] = ()
    target_readings: tuple[ReadCondition, ...] = ()
    doubts: tuple[str, ...] = ()
    """Open questions, a sentence each."""


def page_cells(entry: LoadedMeasure) -> PageCells:
    """Return the cells of ``entry`` in the active language."""
    return PageCells(
        formula=entry.measure.formula_text,
        target=entry.target,
        formula_readings=tuple(wording.indicator_in_words(indicator) for indicator in entry.indicators),
        target_readings=tuple(
            ReadCondition(wording.condition_in_words(condition), condition.status)
            for condition in entry.conditions
        ),
        doubts=tuple(wording.doubt_message(doubt) for doubt in entry.doubts),
    )
