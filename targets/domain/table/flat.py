"""A plan as one flat table, one heading row above all: the form in which a plan leaves the program.

Section, line and level are columns of their own, so that a person can sort and filter, and so
that nothing has to be guessed when the table comes back: what goes out comes in unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.domain.table.build import guess_last_column
from targets.domain.table.flat_extras import (
    TARGET_HEADING,
    FlatIndicator,
    extra_columns,
    extra_heading,
    flat_indicators,
    number_cell,
)
from targets.domain.table.plan_table import (
    LastColumn,
    MeasureCells,
    PlanTable,
    RowKind,
    SectionKind,
    TableRow,
    TableSection,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from targets.domain.table.flat_extras import Extra
    from targets.domain.table.problems import Column

TITLE_LABEL = "TITOLO DEL PIANO"
HEADING_LABEL = "TITOLO DELLE LINEE"
HEADINGS = {
    "section": "TIPO SEZIONE",
    "heading": "INTESTAZIONE",
    "name": "LINEA STRATEGICA/SEZIONE",
    "line_code": "CODICE LINEA",
    "level": "TIPO RIGA",
    "code": "CODICE",
    "kind_text": "TIPO",
    "title": "OBIETTIVO/TARGET",
    "formula": "FORMULA",
    "target": TARGET_HEADING,
    "area": "AREA",
    "note": "NOTE",
    "weight": "PESO",
}
"""In the language of the documents, whatever the screen's: the file must come back in anywhere."""

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
LAST_COLUMNS = {LastColumn.AREA: " (area)", LastColumn.NOTE: " (note)"}
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
    line_code: str = ""
    targets: tuple[tuple[int, str], ...] = ()
    """(year, text) of the targets of other years."""
    indicators: tuple[FlatIndicator, ...] = ()
    absent: frozenset[Column] = frozenset()
    """Columns that the table it was read from does not have."""


_ONLY_IF_USED = frozenset({"line_code", "weight"})
"""Columns that would only ask to be filled where no row of the plan uses them."""


def flat_rows(table: PlanTable) -> Iterator[FlatRow]:
    """Write a plan line by line: each row, and after it its further formulas."""
    for section in table.sections:
        is_told = section.last_column is guess_last_column(section.kind, section.rows)
        words = SECTION_WORDS[section.kind] + ("" if is_told else LAST_COLUMNS[section.last_column])
        if not section.rows:
            yield FlatRow(words, section.heading, section.name, line_code=section.code)
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
        weight=number_cell(row.weight),
        line_code=section.code,
        targets=measure.other_targets,
        indicators=flat_indicators(measure.indicators),
    )


def flat_grid(table: PlanTable, year: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Write a plan as the lines of a sheet; ``year`` goes into the heading of the target value."""
    rows = list(flat_rows(table))
    names = [n for n in HEADINGS if n not in _ONLY_IF_USED or any(getattr(row, n) for row in rows)]
    headings = [f"{HEADINGS[n]} {year}" if n == "target" and year else HEADINGS[n] for n in names]
    extras = extra_columns((dict(row.targets), row.indicators) for row in rows)
    return (
        (TITLE_LABEL, table.title),
        (HEADING_LABEL, table.heading),
        (*headings, *map(extra_heading, extras)),
        *((*(getattr(row, name) for name in names), *_extra_cells(row, extras)) for row in rows),
    )


def _extra_cells(row: FlatRow, extras: Sequence[Extra]) -> Iterator[str]:
    targets = dict(row.targets)
    for name, number in extras:
        if name == "target":
            yield targets.get(number, "")
        else:
            yield getattr(row.indicators[number - 1], name) if number <= len(row.indicators) else ""
