"""Which cell of a row is which: by the heading row, and by the row itself where the heading lies.

The kind ("OBIETTIVO OPERATIVO") is the anchor: headings of the plan stand one column too far to
the left or to the right as often as not, but what follows the kind is always title, formula,
target and area or note, in the order of the headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.domain.table.columns import columns_without_heading
from targets.domain.table.heading_words import Role
from targets.domain.table.lines import DEFAULT_HEADER, Header, KindCell, read_kind_cell
from targets.domain.table.words import bare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.domain.table.problems import Column

_LONGEST_CODE = 20
_AFTER_KIND = (Role.TEXT, Role.FORMULA, Role.TARGET, Role.AREA, Role.NOTE, Role.WEIGHT)


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of one row, by what they hold; "" where the row has none."""

    line: str
    code: str
    kind: KindCell | None
    """None where the row does not say what it is."""
    kind_text: str
    """What stands where the kind should be, if that is no kind."""
    text: str
    formula: str
    target: str
    area: str
    note: str
    weight: str
    others: tuple[tuple[str, str], ...]
    """(heading, text) of every filled cell that is none of the above."""
    is_shifted: bool
    """A stray empty cell pushed the row to the right."""
    absent: frozenset[Column] = frozenset()
    """Columns without a heading above the row."""


def read_cells(cells: Sequence[str], header: Header) -> RowCells:
    """Sort the cells of a row into columns; no filled cell is lost."""
    at, kind = _find_kind(cells, header)
    columns = _columns(at, header)
    is_shifted = _has_stray_blank(cells, columns)
    if is_shifted:
        columns = {role: index + (role in _AFTER_KIND) for role, index in columns.items()}
    if at is not None:
        columns[Role.KIND] = at
    _find_code(cells, columns, kind, header)
    used = {role: cells[index] for role, index in columns.items() if index < len(cells)}
    rest = [i for i, cell in enumerate(cells) if cell.strip() and i not in columns.values()]
    offset = columns[Role.TEXT] - header.columns.get(Role.TEXT, columns[Role.TEXT])
    return RowCells(
        line=bare(used.get(Role.LINE, "")),
        code=(kind.code if kind and kind.code else bare(used.get(Role.CODE, ""))),
        kind=kind,
        kind_text=kind.kind_text if kind else bare(used.get(Role.KIND, "")),
        text=_kept(used.get(Role.TEXT)),
        formula=_kept(used.get(Role.FORMULA)),
        target=_kept(used.get(Role.TARGET)),
        area=_kept(used.get(Role.AREA)),
        note=_kept(used.get(Role.NOTE)),
        weight=used.get(Role.WEIGHT, "").strip(),
        others=tuple((header.headings.get(i - offset, ""), cells[i]) for i in rest),
        is_shifted=is_shifted,
        absent=columns_without_heading(() if header is DEFAULT_HEADER else header.columns.keys()),
    )


def _kept(cell: str | None) -> str:
    """Keep a cell to the character; one of nothing but blanks is an empty one."""
    return cell if cell and cell.strip() else ""


def _find_kind(cells: Sequence[str], header: Header) -> tuple[int | None, KindCell | None]:
    expected = header.columns.get(Role.KIND)
    if Role.LINE in header.columns:
        # The name of a section may be worded like a kind: look nowhere else.
        places = [] if expected is None else [expected]
    else:
        places = list(range(min(len(cells), max(3, (expected or 0) + 2))))
    for index in places:
        kind = read_kind_cell(cells[index]) if index < len(cells) else None
        if kind:
            return index, kind
    return None, None


def _columns(kind_at: int | None, header: Header) -> dict[Role, int]:
    """Say where the columns of this row stand: as headed, moved along with the kind."""
    columns = dict(header.columns)
    first_after = min(columns.get(role, 99) for role in _AFTER_KIND)
    headed_kind = columns.get(Role.KIND, first_after - 1)
    offset = 0 if kind_at is None else kind_at - headed_kind
    if offset:
        for role in _AFTER_KIND:
            if role in columns and columns[role] > headed_kind:
                columns[role] += offset
        columns.pop(Role.CODE, None)
    columns.setdefault(Role.TEXT, (kind_at if kind_at is not None else headed_kind) + 1)
    return columns


def _has_stray_blank(cells: Sequence[str], columns: dict[Role, int]) -> bool:
    text = columns[Role.TEXT]
    last = max(columns[role] for role in _AFTER_KIND if role in columns)
    return (
        last + 1 < len(cells)
        and not cells[text].strip()
        and bool(cells[text + 1].strip())
        and bool(cells[last + 1].strip())
    )


def _find_code(cells: Sequence[str], columns: dict[Role, int], kind: KindCell | None, header: Header) -> None:
    """Take the short cell before the kind as the code where no column is headed so."""
    if Role.CODE in columns or (kind and kind.code) or Role.KIND not in columns:
        return
    before = columns[Role.KIND] - 1
    if before < 0 or before == header.columns.get(Role.LINE):
        return
    if before < len(cells) and 0 < len(cells[before].strip()) <= _LONGEST_CODE:
        columns[Role.CODE] = before
