"""The demonstration plan out and in again: the same plan, in the same database and in a new one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import Area, Plan, StrategicObjective
from targets.services.exporting import Format, export_plan, plan_table
from targets.services.importing import import_plan
from targets.services.importing.outcome import Action
from targets.services.importing.source import plan_years, read_plan
from tests.imports.plans import YEARS, seed_table, stored

pytestmark = pytest.mark.django_db


def cells(plan: Plan) -> object:
    """What the document of a plan says, cell by cell."""
    table = plan_table(plan)
    return replace(table, sections=tuple(replace(section, line_no=0) for section in table.sections))


@pytest.mark.parametrize("kind", Format)
def test_what_goes_out_comes_back_into_the_same_plan_unchanged(kind: Format, seed_plan: Plan) -> None:
    before = stored(seed_plan)
    table = read_plan(export_plan(seed_plan, kind), f"piano.{kind}", year=2018)
    outcome = import_plan(table, YEARS, user=None)
    assert outcome.count(Action.UNCHANGED) == 103
    assert stored(seed_plan) == before


@pytest.mark.parametrize("kind", Format)
def test_what_goes_out_makes_the_same_plan_anew(kind: Format, seed_plan: Plan) -> None:
    before, content = cells(seed_plan), export_plan(seed_plan, kind)
    rows = {row.code: (row.change, row.replaces, row.period_last) for row in StrategicObjective.objects.all()}
    Plan.objects.get().delete()  # the fixture's own object must keep its key
    Area.objects.all().delete()
    table = read_plan(content, "piano", year=2018)
    plan = import_plan(table, plan_years(table, 2018), user=None).plan
    assert cells(plan) == before
    assert {r.code: (r.change, r.replaces, r.period_last) for r in StrategicObjective.objects.all()} == rows
    assert Area.objects.count() == 4
    assert export_plan(plan, kind) == content


def test_the_exported_table_has_every_cell_of_the_document(seed_plan: Plan) -> None:
    document = [
        (r.kind, r.code, r.kind_text, r.title, r.formula, r.target, r.area, r.note)
        for r in seed_table().rows()
    ]
    exported = plan_table(seed_plan).rows()
    assert [
        (r.kind, r.code, r.kind_text, r.title, r.formula, r.target, r.area, r.note) for r in exported
    ] == document


def test_the_export_costs_at_most_fifteen_queries_at_any_size(seed_plan: Plan) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert len(list(plan_table(seed_plan).rows())) == 103
    assert len(queries) <= 15
