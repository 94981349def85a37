"""The plan as a page: what it shows, to whom, narrowed by what is asked for."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from objectives.models import Act, Plan, StrategicObjective
from targets.models import Target
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

pytestmark = pytest.mark.django_db
URL = "/piano/2018/"


@pytest.fixture
def plan() -> Plan:
    factories.organization()
    made = factories.small_plan()
    read_measures(measures_for_reading(made), made, user=None)
    return made


class Texts(HTMLParser):
    """The text of the tables' cells as a browser shows it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("class", "cell") in attrs:
            self._open = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "span"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.cells[-1] += data


@pytest.fixture
def read(signed_in: Callable[[User], Client], director: User) -> Callable[[str], str]:
    """Return the page as somebody who may only read sees it, under a query."""
    client = signed_in(director)

    def get(query: str) -> str:
        return client.get(URL + query, headers={"accept-language": "en"}).content.decode()

    return get


def test_the_page_shows_every_cell_as_written(plan: Plan, read: Callable[[str], str]) -> None:
    StrategicObjective.objects.update(
        text='Qualità  "Dati" <RI>', change_note="  modificato", area_text="A  e B"
    )
    assert Texts(read("")).cells[:5] == [
        "OBIETTIVO STRATEGICO 2017-2019",
        'Qualità  "Dati" <RI>  modificato',
        "Procedimenti avviati/procedimenti fattibili*100",
        "80%",
        "A  e B",
    ]


def test_contents_and_tree_lead_into_the_page(plan: Plan, read: Callable[[str], str]) -> None:
    page = read("")
    for anchor in ("tree", "lines", "line-1", "section-1"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert page.count("<svg xmlns") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=cancellazione", ["1.1"]),
        ("?q=AVVIARE+procedimenti", ["1", "1.1"]),
        ("?q=realizzazione+attivita", ["1.1"]),
        ("?section=section-1", ["T1"]),
        ("?area=none", ["T1"]),
        ("?q=nothing+like+it", []),
        ("?section=line-99", ["1", "1.1", "T1"]),
        ("?q=", ["1", "1.1", "T1"]),
    ],
)
def test_the_page_can_be_narrowed(
    query: str, found: list[str], plan: Plan, read: Callable[[str], str]
) -> None:
    Target.objects.update(code="T1", area=None)
    page = read(query)
    assert [code for code in ("1", "1.1", "T1") if f"<strong>{code}</strong>" in page] == found


def test_an_area_of_the_plan_narrows_to_its_rows(plan: Plan, read: Callable[[str], str]) -> None:
    office = factories.area("Competitività")
    Target.objects.update(code="T1", area=office)
    page = read(f"?area={office.pk}")
    assert "<strong>T1</strong>" in page
    assert "<strong>1.1</strong>" not in page
    assert "1 row of 3" in page


@pytest.mark.parametrize("query", ["?q=" + "x" * 201, "?area=999", "?section=line-99"])
def test_what_cannot_be_searched_is_said_beside_its_box(
    query: str, plan: Plan, read: Callable[[str], str]
) -> None:
    page = read(query)
    assert page.count('aria-invalid="true"') == 1
    assert 'class="errorlist"' in page
    assert "was left out of the search" in page
    assert "Show everything" in page
    assert "was left out of the search" not in read("?q=x")


def test_too_long_a_text_leaves_the_rest_of_what_was_asked_in_force(
    plan: Plan, read: Callable[[str], str]
) -> None:
    page = read("?section=section-1&q=" + "x" * 201)
    assert "Not searched: 201 letters are too many, write at most 200." in page
    assert "1 row of 3" in page
    assert "<strong>1.1</strong>" not in page


EMPTY = "Nothing has been written in this plan yet."


def test_an_empty_plan_says_so_and_leads_who_may_to_write_it(
    signed_in: Callable[[User], Client], director: User, planning_officer: User
) -> None:
    plan = factories.plan()
    for person, may_write in ((director, False), (planning_officer, True)):
        page = signed_in(person).get(URL, headers={"accept-language": "en"}).content.decode()
        body = page[page.index("<main") :]
        assert EMPTY in body
        assert "matches what you asked for" not in body
        assert "<form" not in body
        assert ("Write its lines and sections" in body) is may_write
        assert ('href="/importa/"' in body) is may_write
        assert ("The planning office writes it" in body) is not may_write
        assert (f"/plan/{plan.pk}/change/" in body) is may_write


def test_a_plan_with_lines_only_shows_them_without_empty_tables(read: Callable[[str], str]) -> None:
    factories.line(factories.plan(), "Una linea sola")
    page = read("")
    assert "no objectives and no targets yet" in page
    assert "Una linea sola" in page
    assert "<table" not in page


def test_a_search_is_shown_again_as_text_and_never_as_markup(plan: Plan, read: Callable[[str], str]) -> None:
    assert "<script>x" not in read('?q="><script>x')


def test_only_the_planning_office_sees_readings_and_links_to_edit(
    plan: Plan,
    signed_in: Callable[[User], Client],
    planning_officer: User,
    director: User,
    area_manager: User,
) -> None:
    objective = StrategicObjective.objects.get()
    link = f"/admin/objectives/strategicobjective/{objective.pk}/change/"
    pages = {
        person: signed_in(person).get(URL, headers={"accept-language": "en"}).content.decode()
        for person in (planning_officer, director, area_manager)
    }
    assert link in pages[planning_officer]
    assert "at least 80" in pages[planning_officer]
    assert "a = Procedimenti avviati" in pages[planning_officer]
    for person in (director, area_manager):
        assert "/change/" not in pages[person]
        assert "at least 80" not in pages[person]


def test_an_approved_plan_names_its_act_and_has_no_links_to_edit_its_rows(
    plan: Plan, signed_in: Callable[[User], Client], planning_officer: User
) -> None:
    plan.approval_act = Act.objects.create(number="7", date=date(2018, 1, 31))
    plan.state = Plan.State.APPROVED
    plan.save()
    page = signed_in(planning_officer).get(URL).content.decode()
    assert str(plan.approval_act) in page
    assert "strategicobjective" not in page


def test_the_page_costs_thirteen_queries_at_any_size(
    plan: Plan, signed_in: Callable[[User], Client], planning_officer: User
) -> None:
    client = signed_in(planning_officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(URL).status_code == 200
        return len(context)

    few = queries()
    for number in range(5):
        objective = factories.strategic_objective(factories.line(plan, f"Linea {number}"), f"{number + 5}")
        factories.measure(objective, "% di completamento % utilizzo budget", "100%")
        factories.measure(
            factories.target(factories.section(plan, f"Sezione {number}")), "n. imprese", "> 50"
        )
    read_measures(measures_for_reading(plan), plan, user=None)
    assert queries() == few == 13


def test_a_year_without_a_plan_is_not_found(signed_in: Callable[[User], Client], director: User) -> None:
    client = signed_in(director)
    assert {client.get(f"/piano/2031/{page}").status_code for page in ("", "pdf/", "stampa/")} == {404}


def test_the_pdf_is_handed_out_once_for_the_same_content(
    plan: Plan, signed_in: Callable[[User], Client], director: User
) -> None:
    client = signed_in(director)
    first = printed(client, URL + "pdf/")
    assert first.getvalue().startswith(b"%PDF-1.7")
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == 'attachment; filename="piano-performance-2018.pdf"'
    assert client.get(URL + "pdf/", headers={"if-none-match": first["ETag"]}).status_code == 304
    StrategicObjective.objects.update(text="Altro")
    assert client.get(URL + "pdf/", headers={"if-none-match": first["ETag"]}).status_code == 303


def test_the_preview_holds_no_style_of_its_own(
    plan: Plan, signed_in: Callable[[User], Client], director: User
) -> None:
    page = signed_in(director).get(URL + "stampa/").content.decode()
    assert "<style" not in page
    assert " style=" not in page
    assert "plan-print.css" in page


def test_home_lists_the_plans_and_tells_a_stranger_whom_to_ask(
    plan: Plan, signed_in: Callable[[User], Client], director: User, stranger: User
) -> None:
    assert URL in signed_in(director).get("/").content.decode()
    page = signed_in(stranger).get("/", headers={"accept-language": "en"}).content.decode()
    assert URL not in page
    assert "no role yet" in page


def test_home_without_any_plan_says_so(signed_in: Callable[[User], Client], planning_officer: User) -> None:
    page = signed_in(planning_officer).get("/", headers={"accept-language": "en"}).content.decode()
    assert "There is no plan yet" in page
