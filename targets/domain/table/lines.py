"""What each line of the file is: heading row, title, row of the plan, ruler, total, page mark …

Says nothing yet about what a row holds; ``layout_rows`` reads the cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from targets.domain.table.heading_words import KIND_OF_HEADING, Rank, Role
from targets.domain.table.headings import Heading, understand_heading
from targets.domain.table.plan_table import RowKind, SectionKind
from targets.domain.table.words import KIND_PATTERNS, LINE_TITLE, bare, fold, section_kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULER = re.compile(r"[\s\-–—_=:|+*]+")
_TOTAL = re.compile(
    r"(?:sub)?total[ei]"
    r"(?: (?:generale|complessiv[oi]|linea|area|obiettivi|target|righe|pes[oi]|sezione)\b.{0,60})?:?"
    r"|tot\.?:?|grand total|subtotal|total"
)
_FIGURES = re.compile(r"[\d.,\s%€()+\-–]*")
_PAGE = re.compile(r"(?:pag(?:ina|e)?\.?\s*)?\d{1,4}(?:\s*(?:/|di|of)\s*\d{1,4})?|-\s*\d{1,4}\s*-")
_FOOTNOTE = re.compile(r"\s*(?:\*|\(\*\)|\(\d\)|note?\s*:|n\.b\.|legenda|fonte\s*:)", re.IGNORECASE)
_GROUP = re.compile(r"obiettivi (?:strategici|operativi)|(?:strategic|operational) objectives")


class LineKind(StrEnum):
    """What one line of the file is."""

    EMPTY = "empty"
    RULER = "ruler"
    HEADER = "header"
    TITLE = "title"
    """One cell alone: the title of the plan, of a section, or something else."""
    ROW = "row"
    TOTAL = "total"
    PAGE_MARK = "page_mark"
    FOOTNOTE = "footnote"
    GROUP_HEADING = "group_heading"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand, by their headings."""

    columns: dict[Role, int]
    headings: dict[int, str]
    """Every heading by its column, as written: names the cells under no known column."""
    rows_are: RowKind | None
    """What the heading of the title column says of all rows; None where it says nothing."""
    unknown: tuple[int, ...] = ()
    """Columns whose heading was not understood: no cell of a row is taken from them."""

    @property
    def last_column_is_note(self) -> bool:
        """Whether the table ends with notes instead of an area."""
        return Role.NOTE in self.columns and Role.AREA not in self.columns


DEFAULT_HEADER = Header(
    columns={Role.KIND: 0, Role.TEXT: 1, Role.FORMULA: 2, Role.TARGET: 3, Role.AREA: 4},
    headings={},
    rows_are=None,
)
"""The order of the plan's tables, for rows above which no heading stands (after a page break)."""


@dataclass(frozen=True, slots=True)
class KindCell:
    """A kind cell taken apart: "5 bis OBIETTIVO STRATEGICO 2017-2019"."""

    kind: RowKind
    code: str
    kind_text: str
    """Without the code before it; a code after it ("Obiettivo operativo 1.1") is left in."""
    is_assumed: bool


def line_kind(cells: Sequence[str]) -> LineKind:
    """Say what a line is, from its own cells alone."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return LineKind.EMPTY
    if all(_RULER.fullmatch(cell) for cell in filled) and len("".join(filled)) > 1:
        return LineKind.RULER
    if _is_header(filled):
        return LineKind.HEADER
    # "Totale contributi erogati" may be an objective: a total row has nothing but figures after it.
    if _TOTAL.fullmatch(fold(filled[0])) and all(_FIGURES.fullmatch(cell) for cell in filled[1:]):
        return LineKind.TOTAL
    return _alone(filled[0]) if len(filled) == 1 else LineKind.ROW


def _alone(cell: str) -> LineKind:
    folded = fold(cell)
    if _PAGE.fullmatch(folded):
        return LineKind.PAGE_MARK
    if _GROUP.fullmatch(folded):
        return LineKind.GROUP_HEADING
    # "**name**" is a title in bold, "* see below" a footnote.
    if _FOOTNOTE.match(bare(cell)):
        return LineKind.FOOTNOTE
    # A section is often named like its rows ("soddisfazione dell'utenza"); an objective is not.
    found = read_kind_cell(cell)
    return LineKind.ROW if found and found.kind is not RowKind.TARGET else LineKind.TITLE


def _is_header(filled: Sequence[str]) -> bool:
    roles = [understand_heading(cell).role for cell in filled]
    known = {role for role in roles if role is not None}
    needed = 2 if len(filled) < 4 else 3
    # Column "OBIETTIVO" beside column "TARGET" is a heading; a row has prose in most of its cells.
    return len(known) >= needed and 2 * sum(role is not None for role in roles) > len(filled)


def read_header(cells: Sequence[str], year: int | None) -> Header:
    """Read a heading row; of several columns of one role the surest counts, or else the first."""
    understood = [understand_heading(cell) for cell in cells]
    columns: dict[Role, int] = {}
    surest: dict[Role, tuple[int, ...]] = {}
    for index, heading in enumerate(understood):
        role = heading.role
        if role is None or role is Role.OTHER:
            continue
        certainty = target_certainty(heading, year) if role is Role.TARGET else (heading.rank,)
        if certainty is not None and (role not in surest or certainty > surest[role]):
            columns[role], surest[role] = index, certainty
    if Role.INDICATOR in columns:
        _settle_indicator(columns)
    headings = {i: bare(cell) for i, cell in enumerate(cells) if cell.strip()}
    rows_are = KIND_OF_HEADING.get(fold(headings[columns[Role.TEXT]])) if Role.TEXT in columns else None
    # Of a target of another year, beside that of the plan's, every cell is listed by itself.
    told = {Role.OTHER, Role.TARGET} if Role.TARGET in columns else {Role.OTHER}
    unknown = (i for i in headings if i not in columns.values() and understood[i].role not in told)
    return Header(columns, headings, rows_are, tuple(unknown))


def target_certainty(heading: Heading, year: int | None) -> tuple[int, ...] | None:
    """Say how sure a column of target values is the one of ``year``; None where it is none.

    "Valore 2024" in the plan of 2025 is most likely what was reached before, and "Target 2024" is
    the target of another plan: neither is taken for the plan's.
    """
    if heading.is_of_other_year(year):
        return None
    is_of_year = year is not None and heading.year == year
    return (1, is_of_year) if heading.rank is Rank.WEAK else (2, is_of_year, heading.rank)


def _settle_indicator(columns: dict[Role, int]) -> None:
    index = columns.pop(Role.INDICATOR)
    for role in (Role.TEXT, Role.FORMULA):
        if role not in columns:
            columns[role] = index
            return


def read_kind_cell(cell: str) -> KindCell | None:
    """Take a kind cell apart, or give None where the cell says no kind."""
    if len(cell) > 160:
        return None
    text = bare(cell)
    for kind, pattern, is_assumed in KIND_PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            code = match["code"] or match["code_after"] or ""
            return KindCell(kind, code.strip(), match["kind_text"].strip(), is_assumed)
    return None


def read_section_title(text: str) -> tuple[SectionKind | None, str, str]:
    """Part a title into (kind, heading, name); kind None where the words name no section."""
    title = bare(text)
    match = LINE_TITLE.fullmatch(title)
    if match:
        return SectionKind.STRATEGIC_LINE, title[: match.start("name") - 1].lstrip(), match["name"]
    return section_kind_of(title), "", title
