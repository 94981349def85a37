"""A plan as one flat table, one heading row above all: the form in which a plan leaves the program.

Section, line and level are columns of their own, so that a person can sort and filter, and so
that nothing has to be guessed when the table comes back: what goes out comes in unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from targets.domain.table.build import build_row, finish, guess_last_column, with_measure
from targets.domain.table.checks import LONGEST_HEADING, LONGEST_PLAN_TITLE, LONGEST_SECTION_NAME
from targets.domain.table.plan_table import (
    LastColumn,
    MeasureCells,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)
from targets.domain.table.problems import Column, ProblemCode, RowProblem, TableProblem
from targets.domain.table.rows import RowCells
from targets.domain.table.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TITLE_LABEL = "TITOLO DEL PIANO"
HEADING_LABEL = "TITOLO DELLE LINEE"
HEADINGS = {
    "section": "TIPO SEZIONE",
    "heading": "INTESTAZIONE",
    "name": "LINEA STRATEGICA/SEZIONE",
    "level": "TIPO RIGA",
    "code": "CODICE",
    "kind_text": "TIPO",
    "title": "OBIETTIVO/TARGET",
    "formula": "FORMULA",
    "target": "VALORE OBIETTIVO",
    "area": "AREA",
    "note": "NOTE",
    "weight": "PESO",
}
"""In the language of the documents, whatever the screen's: the file must come back in anywhere."""
_FIELD_OF = {fold(heading): name for name, heading in HEADINGS.items()}
_NEEDED = frozenset({"section", "name", "level", "title"})
"""The headings by which a table is known as one of ours."""

SECTION_WORDS = {
    SectionKind.STRATEGIC_LINE: "linea strategica",
    SectionKind.ACTIVITY: "attività",
    SectionKind.PROCESS: "processi",
    SectionKind.FINANCIAL_HEALTH: "salute economico-finanziaria",
    SectionKind.USER_SATISFACTION: "soddisfazione dell'utenza",
    SectionKind.EQUAL_OPPORTUNITIES: "pari opportunità",
    SectionKind.OTHER: "altro",
}
LEVEL_WORDS = {
    RowKind.STRATEGIC_OBJECTIVE: "obiettivo strategico",
    RowKind.OPERATIONAL_OBJECTIVE: "obiettivo operativo",
    RowKind.TARGET: "target",
}
FURTHER = "altro indicatore"
"""Level of a line that gives one more formula and target of the row above it."""
_SECTION_OF = {fold(word): kind for kind, word in SECTION_WORDS.items()}
_LEVEL_OF = {fold(word): kind for kind, word in LEVEL_WORDS.items()}
_LAST_COLUMNS = {LastColumn.AREA: " (area)", LastColumn.NOTE: " (note)"}
"""Put after the section where the cells alone would not tell what its last column is."""


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One line of the flat table: every cell as it stands there."""

    section: str = ""
    heading: str = ""
    name: str = ""
    level: str = ""
    """"" on the line of a section without rows."""
    code: str = ""
    kind_text: str = ""
    title: str = ""
    formula: str = ""
    target: str = ""
    area: str = ""
    note: str = ""
    weight: str = ""
    line_no: int = 0
    others: tuple[tuple[str, str], ...] = ()


_CELLS = tuple(f.name for f in fields(FlatRow) if f.name in HEADINGS)


def flat_rows(table: PlanTable) -> Iterator[FlatRow]:
    """Write a plan line by line: each row, and after it its further formulas."""
    for section in table.sections:
        is_told = section.last_column is guess_last_column(section.kind, section.rows)
        words = SECTION_WORDS[section.kind] + ("" if is_told else _LAST_COLUMNS[section.last_column])
        if not section.rows:
            yield FlatRow(words, section.heading, section.name)
        for row in section.rows:
            for measure in row.measures:
                yield _flat_row(words, section, row, measure)


def _flat_row(words: str, section: TableSection, row: TableRow, measure: MeasureCells) -> FlatRow:
    return FlatRow(
        section=words,
        heading=section.heading,
        name=section.name,
        level=LEVEL_WORDS[row.kind] if measure.line_no == row.line_no else FURTHER,
        code=row.code,
        kind_text=row.kind_text,
        title=row.title,
        formula=measure.formula,
        target=measure.target,
        area=row.area,
        note=row.note,
        weight="" if row.weight is None else f"{row.weight.normalize():f}".replace(".", ","),
    )


def flat_grid(table: PlanTable, year: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Write a plan as the lines of a sheet; ``year`` goes into the heading of the target value."""
    rows = list(flat_rows(table))
    # A column that no row of the plan uses would only ask to be filled.
    names = [name for name in _CELLS if name != "weight" or any(row.weight for row in rows)]
    headings = [f"{HEADINGS[n]} {year}" if n == "target" and year else HEADINGS[n] for n in names]
    return (
        (TITLE_LABEL, table.title),
        (HEADING_LABEL, table.heading),
        tuple(headings),
        *(tuple(getattr(row, name) for name in names) for row in rows),
    )


def read_flat_grid(grid: Sequence[Sequence[str]]) -> PlanTable | None:
    """Read the lines of a sheet that ``flat_grid`` wrote; None where it is another kind of table."""
    for index, cells in enumerate(grid):
        columns = _columns(cells)
        if set(columns.values()) >= _NEEDED:
            labels = {fold(line[0]): line[1] for line in grid[:index] if len(line) > 1}
            return flat_table(
                labels.get(fold(TITLE_LABEL), ""),
                labels.get(fold(HEADING_LABEL), ""),
                _read_rows(grid, index, columns),
            )
    return None


def _columns(cells: Sequence[str]) -> dict[int, str]:
    """Say which column is which, by a heading row; a year may follow a heading."""
    found = {i: _FIELD_OF.get(fold(cell[:60]).rstrip("0123456789 ")) for i, cell in enumerate(cells)}
    return {i: name for i, name in found.items() if name}


def _read_rows(grid: Sequence[Sequence[str]], header: int, columns: dict[int, str]) -> Iterator[FlatRow]:
    headings = grid[header]
    for index, cells in enumerate(grid[header + 1 :], start=header + 1):
        if not any(cell.strip() for cell in cells):
            continue
        others = tuple(
            (headings[i] if i < len(headings) else "", cell)
            for i, cell in enumerate(cells)
            if i not in columns and cell.strip()
        )
        found = {name: cells[i] for i, name in columns.items() if i < len(cells)}
        yield FlatRow(**found, line_no=index + 1, others=others)


def flat_table(title: str, heading: str, rows: Iterable[FlatRow]) -> PlanTable:
    """Build the plan that the lines of a flat table say; what they cannot say is a problem."""
    reader = _FlatReader()
    for row in rows:
        reader.read(row)
    return reader.table(title, heading)


@dataclass(slots=True)
class _Section:
    kind: SectionKind
    heading: str
    last_column: LastColumn | None
    line_no: int
    rows: list[TableRow] = field(default_factory=list)


class _FlatReader:
    def __init__(self) -> None:
        self._sections: dict[tuple[bool, str], _Section] = {}
        self._problems: list[TableProblem] = []

    def read(self, row: FlatRow) -> None:
        section = self._section(row)
        if section is None or (
            not row.level.strip() and not row.title and not row.formula and not row.target
        ):
            return
        cells = _cells(row)
        if fold(row.level) == FURTHER:
            if section.rows:
                section.rows[-1] = with_measure(section.rows[-1], row.line_no, cells, is_told=True)
            else:
                self._refuse(row, ProblemCode.UNPLACED_ROW, row.level)
            return
        kind = _LEVEL_OF.get(fold(row.level))
        if kind is None or (kind is RowKind.TARGET) is (section.kind is SectionKind.STRATEGIC_LINE):
            self._refuse(row, ProblemCode.UNKNOWN_KIND, row.level)
            return
        problems: list[RowProblem] = []
        parent = None
        if kind is RowKind.OPERATIONAL_OBJECTIVE:
            strategic = (r for r in reversed(section.rows) if r.kind is RowKind.STRATEGIC_OBJECTIVE)
            parent = next(strategic, None)
            if parent is None:
                problems.append(RowProblem(ProblemCode.MISSING_PARENT, column=Column.ROW))
        section.rows.append(build_row(row.line_no, kind, cells, parent, problems))

    def _section(self, row: FlatRow) -> _Section | None:
        words, last_column = row.section.strip(), None
        for column, suffix in _LAST_COLUMNS.items():
            if words.endswith(suffix):
                words, last_column = words.removesuffix(suffix), column
        kind = _SECTION_OF.get(fold(words))
        if kind is None or not row.name.strip():
            self._refuse(row, ProblemCode.UNKNOWN_SECTION_KIND, row.section or row.name)
            return None
        key = (kind is SectionKind.STRATEGIC_LINE, row.name)
        if key not in self._sections:
            self._sections[key] = _Section(kind, row.heading, last_column, row.line_no)
            if len(row.name) > LONGEST_SECTION_NAME or len(row.heading) > LONGEST_HEADING:
                self._refuse(row, ProblemCode.CELL_TOO_LONG, row.name)
        return self._sections[key]

    def _refuse(self, row: FlatRow, code: ProblemCode, detail: str) -> None:
        self._problems.append(TableProblem(row.line_no, code, detail[:200]))

    def table(self, title: str, heading: str) -> PlanTable:
        if not any(section.rows for section in self._sections.values()):
            self._problems.append(TableProblem(None, ProblemCode.NO_ROWS))
        for text, longest in ((title, LONGEST_PLAN_TITLE), (heading, LONGEST_HEADING)):
            if len(text) > longest:
                self._problems.append(TableProblem(None, ProblemCode.CELL_TOO_LONG, text[:200]))
        sections = tuple(
            TableSection(
                section.kind,
                section.heading,
                name,
                section.line_no,
                section.last_column or guess_last_column(section.kind, section.rows),
                tuple(section.rows),
            )
            for (_is_line, name), section in self._sections.items()
        )
        return finish(PlanTable(title, heading, sections, tuple(self._problems)))


def _cells(row: FlatRow) -> RowCells:
    return RowCells(
        line=row.name,
        code=row.code,
        kind=None,
        kind_text=row.kind_text,
        text=row.title,
        formula=row.formula,
        target=row.target,
        area=row.area,
        note=row.note,
        weight=row.weight.strip(),
        others=row.others,
        is_shifted=False,
    )
