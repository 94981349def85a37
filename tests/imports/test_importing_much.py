"""A plan several times as long: it costs more batches and nothing else, and its history is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from objectives.models import OperationalObjective, Plan, StrategicLine, StrategicObjective
from reports.benchmark.plan import many_copies
from targets.domain.table.layout import read_layout
from targets.files.reading import read_source
from targets.models import Condition, Doubt, Indicator, Measure, Operand, Section, Target, TargetValue
from targets.services.importing import import_plan
from targets.services.importing.outcome import Action
from tests.imports.plans import SEED, YEARS, imported, small_grid

if TYPE_CHECKING:
    from accounts.models import User
    from targets.domain.table.plan_table import PlanTable

pytestmark = pytest.mark.django_db
TABLES = (
    StrategicLine,
    Section,
    StrategicObjective,
    OperationalObjective,
    Target,
    Measure,
    TargetValue,
    Indicator,
    Operand,
    Condition,
    Doubt,
)
SMALLEST_BATCH = 40
"""Rows of the widest table that fit into the 999 parameters of one statement on SQLite."""
COPIES = 3


def copies_of_the_seed(copies: int) -> PlanTable:
    text = many_copies(SEED.read_text(encoding="utf-8"), copies)
    return read_layout(read_source(text.encode()).rows)


def statements(table: PlanTable) -> tuple[int, int]:
    """Import ``table``; return how many statements read and how many wrote."""
    with CaptureQueriesContext(connection) as queries:
        import_plan(table, YEARS, user=None)
    texts = [query["sql"].lstrip() for query in queries.captured_queries]
    return sum(text.startswith("SELECT") for text in texts), sum(
        text.startswith(("INSERT", "UPDATE", "DELETE")) for text in texts
    )


def rows_stored() -> int:
    return sum(model._default_manager.count() for model in TABLES)


def test_an_import_of_many_rows_reads_no_more_often_and_writes_in_batches() -> None:
    once, many = copies_of_the_seed(1), copies_of_the_seed(COPIES)
    import_plan(once, YEARS, user=None)  # makes the areas and acts, once and for all
    Plan.objects.all().delete()
    reads, writes = statements(once)
    rows = rows_stored()
    assert rows > 103
    Plan.objects.all().delete()
    reads_of_many, writes_of_many = statements(many)
    more = rows_stored() - rows
    assert more >= (COPIES - 1) * rows
    assert reads_of_many == reads
    assert writes_of_many - writes <= more / SMALLEST_BATCH + len(TABLES)


def test_importing_the_same_many_rows_again_writes_nothing() -> None:
    many = copies_of_the_seed(COPIES)
    import_plan(many, YEARS, user=None)
    reads, writes = statements(many)
    assert writes == 0
    reads_of_seed, _writes = statements(copies_of_the_seed(1))
    assert reads <= reads_of_seed


def test_the_history_of_an_import_says_who_when_and_what_to_the_cell(planning_officer: User) -> None:
    before = timezone.now()
    import_plan(copies_of_the_seed(1), YEARS, user=planning_officer)
    after = timezone.now()
    for model in TABLES:
        rows = model._default_manager.order_by("pk").values()
        entries = model.history.order_by("history_id")
        # That the program has read a cell is no change that anybody made.
        kept = [{**row, **({"read_text": ""} if "read_text" in row else {})} for row in rows]
        assert list(entries.values(*kept[0])) == kept, model
        assert set(entries.values_list("history_type", "history_user")) == {("+", planning_officer.pk)}
        assert all(before <= when <= after for when in entries.values_list("history_date", flat=True))


def test_the_history_of_a_changed_row_holds_the_new_cells_and_who_changed_them(
    planning_officer: User,
) -> None:
    grid = small_grid()
    imported(grid)
    grid[4][1], grid[4][3] = "Crescere molto", "> 60"
    table = read_layout(grid)
    outcome = import_plan(table, YEARS, user=planning_officer)
    assert outcome.count(Action.UPDATED) == 1
    row = StrategicObjective.objects.get(text="Crescere molto")
    newest, oldest = row.history.all()
    assert (newest.text, newest.history_type, newest.history_user) == (
        "Crescere molto",
        "~",
        planning_officer,
    )
    assert (oldest.text, oldest.history_type, oldest.history_user) == ("Crescere", "+", None)
    value = TargetValue.history.filter(text="> 60").get()
    assert (value.history_type, value.history_user) == ("~", planning_officer)
