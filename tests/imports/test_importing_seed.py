"""The demonstration plan in the database: what is made of it, and that a second import changes nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from objectives.models import Act, Area, OperationalObjective, Plan, StrategicLine, StrategicObjective
from targets.models import Section
from targets.services.importing import (
    import_plan,
)
from targets.services.importing.outcome import Action
from tests.imports.plans import YEARS, seed_table, stored

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 15, tzinfo=UTC)


def objective(code: str) -> StrategicObjective:
    return StrategicObjective.objects.get(code=code)


def test_the_seed_becomes_the_plan_that_the_document_says(seed_plan: Plan) -> None:
    assert (seed_plan.first_year, seed_plan.year, seed_plan.last_year) == (2018, 2018, 2020)
    assert seed_plan.lines_heading == "azione strategica"
    assert [model.objects.count() for model in (StrategicLine, StrategicObjective, OperationalObjective)] == [
        15,
        18,
        35,
    ]
    assert [section.targets.count() for section in Section.objects.order_by("position")] == [28, 15, 5, 1, 1]
    assert OperationalObjective.objects.filter(code="").count() == 11
    assert Area.objects.count() == 4
    child = OperationalObjective.objects.get(code="18.2")
    assert child.strategic_objective.code == "18 bis"


def test_changes_and_their_act_are_taken_out_of_the_titles(seed_plan: Plan) -> None:
    (act,) = Act.objects.all()
    assert (act.type, act.number, act.date, act.organ) == ("resolution", "122", date(2017, 11, 9), "")
    changed = StrategicObjective.objects.exclude(change="").order_by("position", "code")
    assert {(row.code, row.change, row.replaces, row.change_act) for row in changed} == {
        ("5 bis", "replaced", "5", act),
        ("7 bis", "replaced", "7", act),
        ("13 bis", "replaced", "13", act),
        ("14", "changed", "", act),
    }
    assert objective("14").change_note == " Obiettivo modificato con delibera n. 122 del 9/11/2017"


def test_importing_the_same_table_again_changes_nothing(seed_plan: Plan) -> None:
    before = stored(seed_plan)
    outcome = import_plan(seed_table(), YEARS, user=None)
    assert outcome.count(Action.UNCHANGED) == 103
    assert (outcome.absent, outcome.absent_parts, outcome.absent_measures, outcome.new_areas) == (
        (),
        (),
        (),
        (),
    )
    assert stored(seed_plan) == before
