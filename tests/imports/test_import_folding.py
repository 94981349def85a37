"""How the preview leads to what must be looked at, in a small table and in a very long one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from objectives.models import Plan
from reports.benchmark.plan import many_copies
from targets.imports.page import MOST_UNFOLDED
from targets.models import Doubt, PlanUpload
from tests.imports.plans import SEED, small_grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db
ROW = '<tr role="row" class="'


@pytest.fixture
def office(planning_officer: User, signed_in: Callable[[User], Client]) -> Client:
    client = signed_in(planning_officer)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def upload(client: Client, content: str, **fields: object) -> Any:
    data = {"file": SimpleUploadedFile("piano.txt", content.encode()), "year": 2018, **fields}
    return client.post("/importa/", data, follow=True)


def text_of(response: Any) -> str:
    return str(response.content.decode())


def lines(grid: list[list[str]]) -> str:
    return "\n".join("\t".join(line) for line in grid)


def targets_of_links(page: str) -> list[str]:
    return re.findall(r'href="#(row-\d+)"', page)


def test_every_row_to_check_is_named_at_the_top_with_a_link_to_it(office: Client) -> None:
    page = text_of(upload(office, SEED.read_text(encoding="utf-8")))
    links = targets_of_links(page)
    assert len(links) > 20
    assert links == sorted(links, key=lambda link: int(link.removeprefix("row-")))
    assert all(f'id="{link}" tabindex="-1"' in page for link in links)
    assert page.index(f'href="#{links[-1]}"') < page.index(ROW)


def test_errors_are_named_in_the_order_of_the_file(office: Client) -> None:
    grid = small_grid()
    grid[4][1] = grid[-1][1] = grid[7][1] = ""
    page = text_of(upload(office, lines(grid)))
    errors = page[page.index("<h2") : page.index("<details")]
    assert targets_of_links(errors) == ["row-5", "row-8", "row-12"]
    assert not Plan.objects.exists()


def test_of_a_very_long_table_the_rows_without_anything_to_check_are_folded(office: Client) -> None:
    copies = 3
    assert 103 * copies > MOST_UNFOLDED
    content = many_copies(SEED.read_text(encoding="utf-8"), copies)
    folded = text_of(upload(office, content))
    path = f"/importa/{PlanUpload.objects.get().pk}/"
    every_row = text_of(office.get(path + "?all"))
    assert every_row.count(ROW) == 103 * copies
    assert 0 < folded.count(ROW) < every_row.count(ROW)
    assert folded.count(ROW) == len(targets_of_links(folded))
    assert 'href="?all"' in folded
    assert office.post(path).status_code == 302
    assert Plan.objects.get().lines.count() == 15 * copies


def test_a_table_that_the_plan_holds_already_is_said_to_change_nothing(office: Client) -> None:
    sentence = "importing it changes nothing"
    assert sentence not in text_of(upload(office, lines(small_grid())))
    office.post(f"/importa/{PlanUpload.objects.get().pk}/")
    grid = small_grid()
    assert sentence in text_of(upload(office, lines(grid)))
    grid[2] = ["linea strategica IMPRESE"]
    assert sentence not in text_of(upload(office, lines(grid))), "the line is written otherwise"
    grid = small_grid()
    grid[0] = ["PIANO DELLA PERFORMANCE 2018 - 2020"]
    assert sentence not in text_of(upload(office, lines(grid))), "the plan has another title"


def test_the_table_of_another_year_is_told_apart_by_its_title(office: Client) -> None:
    grid = small_grid()
    grid[0] = ["PIANO PERFORMANCE 2017 - 2019 - PROGRAMMAZIONE 2017"]
    page = text_of(upload(office, lines(grid)))
    assert "speaks of 2017" in page
    grid[0] = ["PIANO PERFORMANCE 2024 - 2026"]
    page = text_of(upload(office, lines(grid)))
    assert "PIANO PERFORMANCE 2024 - 2026" in page
    assert "2024–2026" in page
    assert not Plan.objects.exists()


def test_what_is_wrong_with_the_form_stands_at_its_head_too(office: Client) -> None:
    page = text_of(upload(office, lines(small_grid()), year="duemiladiciotto"))
    head = page[page.index('role="alert"') : page.index("import-form")]
    assert 'href="#id_year"' in head
    assert "choose the file again" in head


def test_the_doubts_of_the_preview_are_those_that_the_import_stores(office: Client) -> None:
    """A deadline is judged by the years of its own row: the plan runs a year longer."""
    grid = small_grid()
    grid[4][2:4] = "% di completamento", "100% entro il 31/12/2020"
    page = text_of(upload(office, lines(grid)))
    office.post(f"/importa/{PlanUpload.objects.get().pk}/")
    stored = Doubt.objects.filter(measure__strategic_objective__code="1").values_list("code", flat=True)
    assert list(stored) == ["deadline_outside_plan"]
    assert "row-5" in targets_of_links(page)
