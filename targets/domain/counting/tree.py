"""What is rolled up: indicators with their outcomes, hung on a tree of rows, lines and sections."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.domain.counting.numbers import is_usable

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from targets.domain.counting.achievement import Outcome


class RollUpError(ValueError):
    """A node or an override that cannot be; the message is for programmers, forms say it better."""


@dataclass(frozen=True, slots=True)
class Override:
    """An achievement set by a person. It stands beside the computed one, never in its place."""

    achievement: Decimal
    """In per cent, not negative."""
    reason: str
    author: str
    on: date

    def __post_init__(self) -> None:
        """Refuse an override that nobody answers for."""
        if not is_usable(self.achievement) or self.achievement < 0:
            raise RollUpError("an achievement is a number of per cent, not negative")
        if not (self.reason.strip() and self.author.strip()):
            raise RollUpError("an override needs a reason and an author")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One indicator with what it achieved."""

    key: str
    """Names it among all indicators."""
    outcome: Outcome
    weight: Decimal | None = None
    """Among the indicators of its row; None = none is set. Zero = it does not count."""
    group: str | None = None
    """The area it belongs to; None = to none."""
    override: Override | None = None

    def __post_init__(self) -> None:
        """Refuse an impossible weight."""
        _check_weight(self.weight)


@dataclass(frozen=True, slots=True)
class Node:
    """A row, a line, a section, an area or the plan: indicators of its own, and parts below it."""

    key: str
    indicators: tuple[Leaf, ...] = ()
    children: tuple[Node, ...] = ()
    weight: Decimal | None = None
    """Among its siblings; None = none is set. Zero = it does not count."""
    override: Override | None = None

    def __post_init__(self) -> None:
        """Refuse an impossible weight."""
        _check_weight(self.weight)


def _check_weight(weight: Decimal | None) -> None:
    if weight is not None and (not is_usable(weight) or weight < 0):
        raise RollUpError("a weight is a number and not negative")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many indicators stand behind a figure: what is left out is never out of sight."""

    computed: int = 0
    met: int = 0
    """Of those that can be said to be met or not."""
    not_met: int = 0
    """Of those whose deadline, where they have one, has come: what is missed."""
    not_due: int = 0
    """Not met, and need not be yet: every deadline of what is not met lies ahead."""
    not_reported: int = 0
    not_computable: int = 0
    not_applicable: int = 0
    overridden: int = 0
    """Figures set by a person, here or below, of indicators and of groups."""
    passed_over: int = 0
    """Those that weigh nothing in this figure: the method counts others of their row in their place."""

    @property
    def total(self) -> int:
        """All indicators."""
        return self.computed + self.not_reported + self.not_computable + self.not_applicable

    def __add__(self, other: Tally) -> Tally:
        """Count two groups together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def by_group(node: Node) -> tuple[Node, ...]:
    """Regroup the indicators of a tree by the area they belong to, in order of first appearance.

    Each area holds the rows (of any level) in which it has indicators, with those indicators only,
    so that no indicator counts twice. The key of a node is its area; what belongs to none has the
    empty key.
    """
    groups: dict[str, list[Node]] = {}
    for row in _rows(node):
        own: dict[str, list[Leaf]] = {}
        for leaf in row.indicators:
            own.setdefault(leaf.group or "", []).append(leaf)
        for group, leaves in own.items():
            override = row.override if len(own) == 1 and not row.children else None
            part = Node(row.key, tuple(leaves), weight=row.weight, override=override)
            groups.setdefault(group, []).append(part)
    return tuple(Node(group, children=tuple(rows)) for group, rows in groups.items())


def _rows(node: Node) -> list[Node]:
    return [node, *(row for child in node.children for row in _rows(child))]
