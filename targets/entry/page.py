"""The page on which an area enters its values: most urgent first, by the rows of the plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.entry.loading import document_order
from targets.models import ActualValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from objectives.models import PlanRow
    from targets.entry.blocks import Block

PER_PAGE = 100
"""Indicators with boxes on one page: well below the most fields that a form may have."""


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one row of the plan."""

    row: PlanRow
    above: str
    """The strategic objective, line or section it stands in."""
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Everything the page shows."""

    groups: tuple[Group, ...]
    """What is to do, most urgent first; of one page."""
    done: tuple[Group, ...]
    """What was submitted or validated, in the order of the document."""
    total: int
    entered: int
    submitted: int
    returned: int
    to_do: int
    """What the area still has to enter, to finish, to correct or to submit; as the first page counts it."""
    number: int = 1
    pages: int = 1
    troubled: tuple[Block, ...] = field(default=())
    """What could not be saved, to be named at the head of the page."""

    @property
    def page_numbers(self) -> range:
        """The numbers of the pages."""
        return range(1, self.pages + 1)

    @property
    def incomplete(self) -> tuple[Block, ...]:
        """What was begun and still lacks something."""
        blocks = (block for group in self.groups for block in group.blocks)
        return tuple(block for block in blocks if block.lacks and not block.trouble)

    @property
    def has_inputs(self) -> bool:
        """Whether there is anything to enter on this page."""
        return any(not block.is_locked for group in self.groups for block in group.blocks)


def build_page(
    blocks: Sequence[Block], *, only_to_do: bool = False, number: int = 1, is_single: bool = False
) -> EntryPage:
    """Return the page of these blocks, which are in the order of the document.

    What was submitted is only listed, but on the page of a ``single`` indicator.
    """
    to_do = [block for block in blocks if is_single or not block.is_fixed or block.trouble or block.is_typed]
    done = [block for block in blocks if block not in to_do]
    groups = _groups(to_do)
    groups.sort(key=lambda group: min(block.urgency for block in group.blocks))
    pages = _pages(groups)
    number = min(max(number, 1), len(pages))
    return EntryPage(
        groups=tuple(pages[number - 1]),
        done=() if only_to_do else tuple(_groups(done)),
        total=len(blocks),
        entered=sum(block.is_fixed or (block.is_complete and block.value is not None) for block in blocks),
        submitted=sum(block.is_fixed for block in blocks),
        returned=sum(block.state == ActualValue.State.RETURNED for block in blocks),
        to_do=sum(not block.is_fixed for block in blocks),
        number=number,
        pages=len(pages),
        troubled=tuple(block for block in blocks if block.trouble),
    )


def _groups(blocks: Iterable[Block]) -> list[Group]:
    by_row: defaultdict[tuple[type[PlanRow], int], list[Block]] = defaultdict(list)
    for block in blocks:
        row = block.indicator.measure.row
        by_row[type(row), row.pk].append(block)
    return [
        Group(found[0].indicator.measure.row, _above(found[0]), tuple(sorted(found, key=_in_group)))
        for found in by_row.values()
    ]


def _in_group(block: Block) -> tuple[object, ...]:
    return (block.urgency, document_order(block.form.measured))


def _above(block: Block) -> str:
    measure = block.indicator.measure
    if measure.operational_objective is not None:
        return str(measure.operational_objective.strategic_objective)
    if measure.strategic_objective is not None:
        return measure.strategic_objective.line.name
    return "" if measure.target is None else measure.target.section.name


def _pages(groups: Iterable[Group]) -> list[list[Group]]:
    """Cut the groups into pages; the indicators of a row stay together."""
    pages: list[list[Group]] = [[]]
    count = 0
    for group in groups:
        if count and count + len(group.blocks) > PER_PAGE:
            pages.append([])
            count = 0
        pages[-1].append(group)
        count += len(group.blocks)
    return pages
