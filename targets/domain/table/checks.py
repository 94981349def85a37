"""What looks wrong in the rows of a table: named, never corrected."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from targets.domain.reading.cells import looks_cut_short
from targets.domain.table.areas import split_area
from targets.domain.table.change_notes import code_key
from targets.domain.table.plan_table import RowKind, TableRow
from targets.domain.table.problems import Column, ProblemCode, RowProblem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_CELL = 10_000
"""Characters of a text, formula, target or note. The longest of the real plan has under 900."""
LONGEST_CODE = 20
LONGEST_KIND = 120
LONGEST_AREA = 200
LONGEST_SCOPE = 300
LONGEST_SOURCE = 300
LONGEST_EXTERNAL_CODE = 60
LONGEST_SECTION_NAME = 600
LONGEST_HEADING = 120
LONGEST_PLAN_TITLE = 300
"""Characters that the plan in the database has room for."""

_LIKE_A_TARGET = re.compile(r"\s*[-•–]?\s*(?:[≥≤<>=]|>=|<=)=?\s*\d[\d.,]*\s*\S{0,12}\s*|\s*\d[\d.,]*\s*%?\s*")
_WORDS_KEPT = 3
_NEAR = 0.93
"""Share of equal characters from which two titles say almost the same."""
_COMPARED = 1_000
_DETAIL = 60


def is_like_a_target(formula: str) -> bool:
    """Whether a formula cell holds nothing but a target value ("≥ 3", "80%")."""
    return bool(_LIKE_A_TARGET.fullmatch(formula))


def cell_problems(row: TableRow, *, expects_area: bool) -> Iterator[RowProblem]:
    """Give what a row shows by itself; ``expects_area``: its table has a column for the area."""
    if not row.code:
        yield RowProblem(ProblemCode.MISSING_CODE, column=Column.CODE)
    yield from _text_problems(
        row.text, ProblemCode.MISSING_TEXT, Column.TEXT, cut_short=ProblemCode.TITLE_CUT_SHORT
    )
    for measure in row.measures:
        yield from _text_problems(measure.formula, ProblemCode.MISSING_FORMULA, Column.FORMULA)
        yield from _text_problems(measure.target, ProblemCode.MISSING_TARGET, Column.TARGET)
        if is_like_a_target(measure.formula):
            yield RowProblem(ProblemCode.TARGET_IN_FORMULA, measure.formula, Column.FORMULA)
    if expects_area and not row.area:
        yield RowProblem(ProblemCode.MISSING_AREA, column=Column.AREA)
    for heading, text in row.others:
        yield RowProblem(ProblemCode.EXTRA_CELL, f"{heading}: {text}" if heading else text)
    yield from (RowProblem(ProblemCode.CELL_TOO_LONG, column=column) for column in _too_long(row))


def _text_problems(
    cell: str, missing: ProblemCode, column: Column, *, cut_short: ProblemCode = ProblemCode.CUT_SHORT
) -> Iterator[RowProblem]:
    if not cell:
        yield RowProblem(missing, column=column)
    elif looks_cut_short(cell):
        yield RowProblem(cut_short, " ".join(cell.split()[-_WORDS_KEPT:]), column)


def _too_long(row: TableRow) -> Iterator[Column]:
    area, scope = split_area(row.area)
    for column, length, longest in (
        (Column.CODE, len(row.code), LONGEST_CODE),
        (Column.KIND, len(row.kind_text), LONGEST_KIND),
        (Column.TEXT, len(row.title), LONGEST_CELL),
        (Column.FORMULA, max(len(measure.formula) for measure in row.measures), LONGEST_CELL),
        (Column.TARGET, max(len(text) for measure in row.measures for text in measure.targets), LONGEST_CELL),
        (Column.AREA, max(len(area), len(scope) - LONGEST_SCOPE + LONGEST_AREA), LONGEST_AREA),
        (Column.NOTE, len(row.note), LONGEST_CELL),
    ):
        if length > longest:
            yield column


def near_duplicates(rows: Iterable[TableRow]) -> dict[int, list[RowProblem]]:
    """Find rows that say almost the same as the one before them under the same parent."""
    found: dict[int, list[RowProblem]] = {}
    for before, row in pairwise(rows):
        if (row.kind, row.parent_line_no) == (before.kind, before.parent_line_no) and _is_near(
            row.text, before.text
        ):
            found[row.line_no] = [RowProblem(ProblemCode.NEAR_DUPLICATE, _beginning(before), Column.TEXT)]
    return found


def _beginning(row: TableRow) -> str:
    return f"{row.code} {row.text}".strip()[:_DETAIL]


def _is_near(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False)
    return all(r() >= _NEAR for r in (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio))


def code_problems(rows: Iterable[TableRow]) -> dict[int, list[RowProblem]]:
    """Compare the codes of rows that share one numbering: {line_no: problems}.

    A code that is there twice; one lower than the code before. The place in the document
    decides, the code is only a check.
    """
    found: dict[int, list[RowProblem]] = {}
    seen: dict[str, int] = {}
    before: TableRow | None = None
    for row in rows:
        key = code_key(row.code)
        if not key:
            continue
        if key in seen:
            problem = RowProblem(ProblemCode.DUPLICATE_CODE, str(seen[key]), Column.CODE)
            found.setdefault(row.line_no, []).append(problem)
        elif (
            before is not None
            and before.parent_line_no == row.parent_line_no
            and _is_lower(row.code, before.code)
        ):
            problem = RowProblem(ProblemCode.CODE_OUT_OF_ORDER, before.code, Column.CODE)
            found.setdefault(row.line_no, []).append(problem)
        seen.setdefault(key, row.line_no)
        before = row
    return found


def parent_problem(code: str, parent_code: str) -> RowProblem | None:
    """Say whether the code of an operational objective is another parent's: "18.2" under "18 bis"."""
    stem, dot, _last = code_key(code).rpartition(".")
    if not dot or not parent_code or stem == code_key(parent_code):
        return None
    return RowProblem(ProblemCode.CODE_NOT_UNDER_PARENT, parent_code, Column.CODE)


def is_outside(row: TableRow, first_year: int, last_year: int) -> bool:
    """Whether the years of a strategic objective and of the plan have none in common."""
    if row.kind is not RowKind.STRATEGIC_OBJECTIVE or row.period_first is None or row.period_last is None:
        return False
    return row.period_last < first_year or row.period_first > last_year


def _is_lower(code: str, before: str) -> bool:
    here, there = _order(code), _order(before)
    return here is not None and there is not None and here < there


def _order(code: str) -> tuple[tuple[int, str], ...] | None:
    """Give a sortable form of a code made of numbers ("5 b.1"); None for one that is not."""
    parts = [re.fullmatch(r"(\d+)([a-z]*)", part) for part in code_key(code).split(".")]
    return tuple((int(p[1]), p[2]) for p in parts if p) if all(parts) else None
