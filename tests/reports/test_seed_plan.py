"""The demonstration plan, from the file through the import and the database to page and document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts.roles import Role
from objectives.models import OperationalObjective, Organization
from reports.plan.data import build_plan_document
from reports.plan.files import plan_attachments
from targets.domain.table.plan_table import Change
from targets.services.exporting import Format, export_plan
from tests import factories
from tests.reports.test_plan_page import Texts

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from objectives.models import Plan
    from reports.documents.plan import PlanDocument

pytestmark = pytest.mark.django_db


def test_what_comes_out_of_the_database_is_what_stands_in_the_file(
    seed_plan: Plan, seed_document: PlanDocument
) -> None:
    found = build_plan_document(seed_plan)
    sections = tuple(
        replace(section, rows=tuple(replace(row, change=None) for row in section.rows))
        for section in found.sections
    )
    assert sections == seed_document.sections
    assert (found.title, found.lines_heading) == (seed_document.title, seed_document.lines_heading)


def test_the_acts_in_the_notes_are_known_as_fields_too(seed_plan: Plan) -> None:
    rows = build_plan_document(seed_plan).rows()
    changes = {row.code: row.change for row in rows if row.change is not None}
    assert {code: change.kind for code, change in changes.items()} == {
        "5 bis": Change.REPLACED,
        "7 bis": Change.REPLACED,
        "13 bis": Change.REPLACED,
        "14": Change.CHANGED,
    }
    assert {change.act.number for change in changes.values() if change.act} == {"122"}


def test_the_document_of_103_rows_costs_six_queries(
    seed_plan: Plan, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):
        document = build_plan_document(seed_plan)
    assert len(list(document.rows())) == 103


@pytest.mark.parametrize(("number", "kind"), [(0, Format.JSON), (1, Format.XLSX)])
def test_the_files_in_the_print_are_the_exported_ones_byte_for_byte(
    number: int, kind: Format, seed_plan: Plan
) -> None:
    OperationalObjective.objects.filter(code="1.1").update(weight="2.5")
    row = OperationalObjective.objects.get(code="1.1")
    factories.measure(row, "n. imprese", "> 50")
    attached = plan_attachments(build_plan_document(seed_plan))
    assert attached[number].data == export_plan(seed_plan, kind)


def test_the_page_of_103_rows_costs_thirteen_queries_and_shows_every_cell(
    seed_plan: Plan, seed_document: PlanDocument, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Organization.objects.get_or_create(pk=1, defaults={"name": "Camera di Commercio di Prova"})
    client = Client()
    officer = factories.user("officer", Role.PLANNING_OFFICE, is_staff=True)
    client.force_login(officer, backend="accounts.backends.RoleBackend")
    with django_assert_num_queries(13):
        page = client.get("/piano/2018/").content.decode()
    written = [
        cell
        for section in seed_document.sections
        for row in section.rows
        for cell in (
            row.kind_text,
            row.text + row.change_note,
            row.cells[0].formula,
            row.cells[0].target,
            row.note if section.has_notes else row.area,
        )
    ]
    assert Texts(page).cells == written
