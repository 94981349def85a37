"""Which columns a table has: those it lacks are told apart from empty cells, and none is lost in silence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from targets.domain.table.heading_words import Role
from targets.domain.table.problems import Column, ProblemCode, TableProblem
from targets.domain.table.words import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from targets.domain.table.plan_table import TableRow, TableSection

COLUMN_OF_ROLE = {
    Role.KIND: Column.KIND,
    Role.CODE: Column.CODE,
    Role.FORMULA: Column.FORMULA,
    Role.TARGET: Column.TARGET,
    Role.AREA: Column.AREA,
    Role.NOTE: Column.NOTE,
}
"""The columns that a table may lack. Its title it may not; a weight is never emptied."""
_NEEDED = {Role.TARGET: ProblemCode.NO_TARGET_COLUMN, Role.FORMULA: ProblemCode.NO_FORMULA_COLUMN}
_FIGURE = re.compile(r"\d")
_LONGEST_SHOWN = 40
_LONGEST_DETAIL = 200


def columns_without_heading(roles: Collection[Role]) -> frozenset[Column]:
    """Return the columns that a heading row with these ``roles`` does not head."""
    return frozenset(column for role, column in COLUMN_OF_ROLE.items() if role not in roles)


def settle_absent(sections: Iterable[TableSection]) -> tuple[TableSection, ...]:
    """Take from the absent columns those that some row fills without a heading.

    A code may stand inside or beside the kind, and rows without any heading are read in the
    order of the plan: there an empty cell is an empty one.
    """
    sections = tuple(sections)
    rows = [row for section in sections for row in section.rows]
    given = {column for row in rows for column in row.absent if _cell(row, column)}
    return tuple(
        replace(section, rows=tuple(replace(row, absent=row.absent - given) for row in section.rows))
        for section in sections
    )


def _cell(row: TableRow, column: Column) -> str:
    return {
        Column.KIND: row.kind_text,
        Column.CODE: row.code,
        Column.FORMULA: row.formula,
        Column.TARGET: row.target,
        Column.AREA: row.area,
        Column.NOTE: row.note,
    }[column]


@dataclass(slots=True)
class HeadingRows:
    """The heading rows of one table, and what they leave to be said of the whole."""

    _roles: set[Role] = field(default_factory=set)
    _unknown: dict[str, tuple[int, str]] = field(default_factory=dict)
    _unheaded: TableProblem | None = None

    def add(self, line_no: int, roles: Iterable[Role], unknown: Iterable[str]) -> None:
        """Note what a heading row heads, and its headings that were not understood."""
        self._roles.update(roles)
        for heading in unknown:
            self._unknown.setdefault(fold(heading), (line_no, heading))

    def add_unheaded(self, line_no: int, roles: Iterable[Role], others: Iterable[tuple[str, str]]) -> None:
        """Note a row whose target stands under a blank heading: its headings are ``roles``.

        ``others``: (heading, text) of its cells that are in no known column.
        """
        if self._unheaded is not None or Role.TARGET in roles:
            return
        for heading, text in others:
            if not heading.strip() and _FIGURE.search(text):
                shown = f"“” ({text.strip()[:_LONGEST_SHOWN]})"
                self._unheaded = TableProblem(line_no, ProblemCode.NO_TARGET_COLUMN, shown)
                return

    def problems(self) -> Iterator[TableProblem]:
        """Name the columns not understood; refuse where one of them may be the formula or the target.

        A table that merely lacks a column is none of these: its cells stay as they are stored.
        """
        if self._unheaded is not None:
            yield self._unheaded
        if not self._unknown:
            return
        first_line = min(line_no for line_no, _heading in self._unknown.values())
        names = ", ".join(f"“{heading}”" for _line_no, heading in self._unknown.values())
        missing = [code for role, code in _NEEDED.items() if role not in self._roles]
        if self._unheaded is not None and self._unheaded.code in missing:
            missing.remove(self._unheaded.code)
        yield from (TableProblem(first_line, code, names[:_LONGEST_DETAIL]) for code in missing)
        if not missing:
            for line_no, heading in self._unknown.values():
                yield TableProblem(line_no, ProblemCode.UNKNOWN_COLUMN, heading[:_LONGEST_DETAIL])
