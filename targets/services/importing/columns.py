"""Which stored column comes from which cell of the table, and which stay as people completed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targets.domain.table.problems import Column

if TYPE_CHECKING:
    from objectives.models import PlanRow
    from targets.domain.table.plan_table import TableRow

ROW_COLUMNS = [
    "position",
    "code",
    "kind_text",
    "text",
    "change_note",
    "change",
    "replaces",
    "change_act_id",
    "area_id",
    "area_text",
    "scope",
    "note",
]
COLUMN_OF = {
    "code": Column.CODE,
    "kind_text": Column.KIND,
    "period_first": Column.KIND,
    "period_last": Column.KIND,
    "text": Column.TEXT,
    "change_note": Column.TEXT,
    "change": Column.TEXT,
    "replaces": Column.TEXT,
    "change_act_id": Column.TEXT,
    "budget_total": Column.TEXT,
    "budget_own": Column.TEXT,
    "area_id": Column.AREA,
    "area_text": Column.AREA,
    "scope": Column.AREA,
    "note": Column.NOTE,
    "weight": Column.WEIGHT,
}
"""The cell that each stored column comes from."""


def kept_columns(found: PlanRow, row: TableRow, made: PlanRow) -> set[str]:
    """Name the columns that stay as they are: those read from a cell that did not change.

    A person may have completed what the cell does not say (a change without a note, an area
    chosen by hand, a budget).
    """
    kept = {name for name in ("budget_total", "budget_own") if getattr(made, name, None) is None}
    if found.title_as_written == row.title:
        kept |= {"text", "change_note", "change", "replaces", "change_act_id", "budget_total", "budget_own"}
    if found.kind_text == row.kind_text:
        kept |= {"period_first", "period_last"}
    if found.area_as_written == row.area:
        kept |= {"area_id", "area_text", "scope"}
    return kept
