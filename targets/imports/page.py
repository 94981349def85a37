"""What the preview of an import shows: every row with its reading, its doubts and what becomes of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from targets.domain.table.areas import area_key
from targets.domain.table.plan_table import RowKind
from targets.domain.table.problems import Column
from targets.domain.table.titles import title_years
from targets.imports.shown import ImportPage, RowError, RowLink, ShownMeasure, ShownRow, ShownSection
from targets.imports.sources import OF_FILE
from targets.imports.wording import (
    ACTIONS,
    COLUMNS,
    CONFIRMATION_LOST,
    DELETION_REPORTED,
    KINDS,
    WORDS_REPORTED,
    line_message,
    problem_message,
    rows_emptied,
)
from targets.services.importing.absent import has_cell
from targets.services.importing.outcome import Action
from targets.services.reading import reading_of
from targets.wording.readings import doubt_message, reading_in_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from objectives.models import PlanRow
    from targets.domain.table.plan_table import MeasureCells, PlanTable, TableRow
    from targets.domain.table.problems import RowProblem, TableProblem
    from targets.imports.sources import SourceWords
    from targets.services.importing import ImportRefusedError, PlanYears
    from targets.services.importing.outcome import ImportOutcome, RowOutcome


MOST_UNFOLDED = 300
"""Rows shown at once without being asked for. The largest plan known has 103; a thousand make a page of
1.4 MB, of which half has nothing to check."""


def build_import_page(  # noqa: PLR0913 - the parts of one page, all but the first three by name
    table: PlanTable,
    years: PlanYears,
    outcome: ImportOutcome | None,
    *,
    only_doubtful: bool,
    refused: ImportRefusedError | None = None,
    words: SourceWords = OF_FILE,
) -> ImportPage:
    """Prepare the preview. ``outcome`` None: the import is ``refused``, the rows are shown all the same.

    ``words``: how to speak of where the table came from.
    """
    lines = {row.line_no for row in table.rows()}
    elsewhere = [problem for problem in table.problems if problem.line_no not in lines]
    shown = _shown_rows(table, years, outcome, refused, words)
    in_order = sorted(shown.items())
    doubtful = {line_no for line_no, row in in_order if row.is_doubtful}
    wanted = doubtful if only_doubtful else shown.keys()
    sections = (
        ShownSection(section, tuple(shown[row.line_no] for row in section.rows if row.line_no in wanted))
        for section in table.sections
    )
    return ImportPage(
        table=table,
        sections=tuple(section for section in sections if section.rows or not only_doubtful),
        errors=(
            *(line_message(problem, words) for problem in elsewhere if problem.is_error),
            *(str(DELETION_REPORTED).format(name=name) for name in (refused.names if refused else ())),
        ),
        row_errors=tuple(
            RowError(line_no, row.row.code, message) for line_no, row in in_order for message in row.errors
        ),
        notes=(
            *years_in_words(table, years, words),
            *(line_message(problem, words) for problem in elsewhere if not problem.is_error),
            *(absent_columns_in_words(outcome, words) if outcome else ()),
        ),
        row_count=len(shown),
        to_check=tuple(RowLink(line_no, row.row.code) for line_no, row in in_order if row.is_doubtful),
        losing_count=sum(bool(row.lost) for row in shown.values()),
        emptied=rows_emptied(emptying) if (emptying := sum(bool(r.emptied) for r in shown.values())) else "",
        counts=tuple((str(ACTIONS[action]), outcome.count(action)) for action in Action) if outcome else (),
        new_areas=tuple(area.name for area in outcome.new_areas) if outcome else (),
        absent=absent_in_words(outcome) if outcome else (),
        is_new_plan=outcome is not None and outcome.is_new_plan,
        changes_nothing=outcome is not None and outcome.changes_nothing,
        only_doubtful=only_doubtful,
    )


def _shown_rows(
    table: PlanTable,
    years: PlanYears,
    outcome: ImportOutcome | None,
    refused: ImportRefusedError | None,
    words: SourceWords,
) -> dict[int, ShownRow]:
    """Return every row by its line, with what is wrong in that line of the table."""
    outcomes = {found.row.line_no: found for found in outcome.rows} if outcome else {}
    of_line: defaultdict[int | None, list[TableProblem]] = defaultdict(list)
    for problem in table.problems:
        of_line[problem.line_no].append(problem)
    shown = {
        row.line_no: _row(row, of_line[row.line_no], years, outcomes.get(row.line_no), words)
        for row in table.rows()
    }
    for line_no in refused.line_nos if refused else ():
        shown[line_no] = replace(shown[line_no], errors=(*shown[line_no].errors, str(WORDS_REPORTED)))
    return shown


def shows_only_doubtful(table: PlanTable, asked: Collection[str]) -> bool:
    """Whether to fold the rows without anything to check: as ``asked``, else where there are very many."""
    if "all" in asked:
        return False
    return "doubts" in asked or sum(1 for _row in table.rows()) > MOST_UNFOLDED


def years_in_words(table: PlanTable, years: PlanYears, words: SourceWords) -> tuple[str, ...]:
    """Say that the title speaks of the plan of another year, as last year's table does."""
    said = title_years(table.title).year
    if said is None or said == years.year:
        return ()
    return (str(words.other_year).format(said=said, year=years.year),)


def absent_in_words(outcome: ImportOutcome) -> tuple[str, ...]:
    """Name what the plan has and the table does not: lines and sections, rows, further formulas."""
    return (
        *(str(part) for part in outcome.absent_parts),
        *(str(row) for row in outcome.absent),
        *(gettext("formula “{formula}”").format(formula=m.formula_text) for m in outcome.absent_measures),
    )


def absent_columns_in_words(outcome: ImportOutcome, words: SourceWords) -> tuple[str, ...]:
    """Say which columns the table, or a part of it, lacks: their cells stay as they are.

    Of columns that many a plan does not have it is said only where a stored cell stays.
    """
    lacking = defaultdict[Column, int](int)
    for found in outcome.rows:
        for column in found.row.absent:
            if column in (Column.FORMULA, Column.TARGET) or has_cell(found.row, column):
                lacking[column] += 1
    ordered = [column for column in COLUMNS if column in lacking]
    by_all = [column for column in ordered if all(column in found.row.absent for found in outcome.rows)]
    by_some = [column for column in ordered if column not in by_all]
    sentences = ((words.lacks, by_all), (words.part_lacks, by_some))
    return tuple(
        str(sentence).format(columns=", ".join(str(COLUMNS[column]) for column in columns))
        for sentence, columns in sentences
        if columns
    )


def _row(
    row: TableRow,
    of_line: list[TableProblem],
    years: PlanYears,
    outcome: RowOutcome | None,
    words: SourceWords,
) -> ShownRow:
    row = outcome.row if outcome else row
    measures, doubts = [], dict[str, None]()
    said: set[str] = set()
    for cells in row.measures:
        measure, found = _measure(cells, row, years, outcome)
        measures.append(measure)
        for code, message in found:
            said.add(code)
            doubts[message] = None
    problems: list[RowProblem | TableProblem] = [*row.problems, *of_line]
    if outcome is not None and outcome.has_left_out:
        text = gettext(
            "The table tells of more indicators than the formula was read to have: what it tells of these "
            "is not imported."
        )
        doubts[text] = None
    errors = tuple(problem_message(problem, words) for problem in problems if problem.is_error)
    for problem in problems:
        # Of a missing target the reading speaks already, and better.
        if not problem.is_error and problem.code.value not in said:
            doubts[problem_message(problem, words)] = None
    return ShownRow(
        row=row,
        kind=str(KINDS[row.kind]),
        measures=tuple(measures),
        doubts=tuple(doubts),
        errors=errors,
        action=str(ACTIONS[outcome.action]) if outcome else "",
        action_code=outcome.action.value if outcome else "",
        changed=", ".join(str(COLUMNS[column]) for column in outcome.changed) if outcome else "",
        is_confirmed=outcome is not None and outcome.keeps_confirmed,
        lost=str(CONFIRMATION_LOST) if outcome is not None and outcome.loses_confirmed else "",
        emptied=_emptied(outcome, words) if outcome else "",
        area_read_as=_area_read_as(row, outcome.stored) if outcome else "",
    )


def _measure(
    cells: MeasureCells, row: TableRow, years: PlanYears, outcome: RowOutcome | None
) -> tuple[ShownMeasure, list[tuple[str, str]]]:
    """Read a formula and its target: what to show, and (code, sentence) of each doubt."""
    # In the row's own years, as what is stored is read: only strategic objectives have any.
    has_years = outcome.stored if outcome else row if row.kind is RowKind.STRATEGIC_OBJECTIVE else None
    reading = reading_of(
        cells.formula,
        cells.target,
        title=row.text,
        year=years.year,
        first_year=getattr(has_years, "period_first", None),
        last_year=getattr(has_years, "period_last", None),
    )
    doubts = [(doubt.code, doubt_message(doubt)) for doubt in reading.doubts]
    return ShownMeasure(cells.formula, cells.target, reading_in_words(reading)), doubts


def _emptied(outcome: RowOutcome, words: SourceWords) -> str:
    if not outcome.emptied:
        return ""
    return str(words.emptied).format(columns=", ".join(str(COLUMNS[column]) for column in outcome.emptied))


def _area_read_as(row: TableRow, stored: PlanRow) -> str:
    if not row.area or stored.area is None or area_key(row.area) == area_key(stored.area.name):
        return ""
    return stored.area.name
