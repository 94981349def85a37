"""Who changed what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from objectives.history import PER_PAGE
from objectives.models import Area, OperationalObjective, Plan, StrategicObjective
from targets.models import Measure
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import page_of, save, url

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User


@pytest.fixture
def plan(db: None) -> Plan:
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def objective(plan: Plan) -> StrategicObjective:
    return StrategicObjective.objects.get()


def history(client: Client, obj: StrategicObjective | Plan | Area, key: int | None = None) -> str:
    client.cookies["django_language"] = "en"
    return client.get(url(type(obj), "history", key or obj.pk)).content.decode()


def test_a_change_is_shown_with_person_field_and_both_values(
    objective: StrategicObjective, office: Client, planning_officer: User
) -> None:
    save(office, page_of(objective), code="1 bis")
    page = history(office, objective)
    assert str(planning_officer) in page
    assert "<dt>Code</dt>" in page
    assert "<del>1</del> → <ins>1 bis</ins>" in page


def test_a_change_of_the_cells_stands_in_the_history_of_the_row(
    objective: StrategicObjective, office: Client
) -> None:
    save(office, page_of(objective), measures__0__target_text="≥ 85%")
    page = history(office, objective)
    assert "<del>80%</del> → <ins>≥ 85%</ins>" in page


def test_what_was_read_by_the_program_is_told_from_what_a_person_wrote(
    objective: StrategicObjective, office: Client
) -> None:
    assert "the program" in history(office, objective)


def test_a_related_row_is_named_and_not_numbered(objective: StrategicObjective, office: Client) -> None:
    area = factories.area("Competitività")
    save(office, page_of(objective), area=str(area.pk))
    assert "<del>Registro Imprese</del> → <ins>Competitività</ins>" in history(office, objective)


def test_a_deleted_part_stays_in_the_history_of_its_parent(
    objective: StrategicObjective, office: Client
) -> None:
    row = OperationalObjective.objects.get()
    row.text = "Da cancellare"
    row.save()
    office.post(url(OperationalObjective, "delete", row.pk), {"post": "yes"})
    page = history(office, objective)
    assert "Da cancellare" in page
    assert "<strong>deleted</strong>" in page
    assert "Realizzazione delle attività previste" in page, "its target value was deleted with it"


def test_a_deleted_row_still_has_its_own_history(objective: StrategicObjective, office: Client) -> None:
    key = objective.pk
    office.post(url(StrategicObjective, "delete", key), {"post": "yes"})
    assert "<strong>deleted</strong>" in history(office, objective, key)
    assert "deleted" in office.get(url(StrategicObjective, "changes")).content.decode()


def test_the_plan_shows_the_changes_of_everything_in_it(plan: Plan, office: Client) -> None:
    save(office, page_of(Measure.objects.earliest("pk")), formula_text="n. imprese")
    assert "n. imprese" in history(office, plan)


def test_the_managers_of_an_area_are_in_its_history(plan: Plan, office: Client, area_manager: User) -> None:
    area = Area.objects.get()
    save(office, page_of(area), managers=[str(area_manager.pk)])
    assert f"<ins>{area_manager}</ins>" in history(office, area)


def test_a_long_history_has_pages(objective: StrategicObjective, office: Client) -> None:
    for number in range(PER_PAGE + 5):
        objective.code = f"c{number}"
        objective.save()
    first = history(office, objective)
    assert "?p=2" in first
    second = office.get(url(StrategicObjective, "history", objective.pk), {"p": "2"}).content.decode()
    assert f"<ins>c{PER_PAGE + 4}</ins>" in first
    assert "<ins>c0</ins>" in second
    assert "<ins>c0</ins>" not in first


def test_no_old_version_is_put_back_from_a_page(objective: StrategicObjective, onlooker: Client) -> None:
    """The page that ``simple_history`` brings for it lets whoever may look do so."""
    version = objective.history.first().pk
    address = url(StrategicObjective, "history", objective.pk) + f"{version}/"
    objective.code = "2"
    objective.save()
    onlooker.post(address, {"_save": "1"})
    objective.refresh_from_db()
    assert objective.code == "2"


@pytest.mark.parametrize("key", ["999999", "abc", "1_2F"])
def test_there_is_no_history_of_what_never_was(plan: Plan, office: Client, key: str) -> None:
    assert office.get(url(Plan, "history", key)).status_code == 404


def test_a_strange_page_number_shows_the_first(objective: StrategicObjective, office: Client) -> None:
    for number in ("0", "-1", "x", "²", "9" * 30):
        address = url(StrategicObjective, "history", objective.pk)
        assert office.get(address, {"p": number}).status_code == 200
