"""The report as pages and files: who sees what, and that all of them say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Narrative
from targets.models import ActualValue, Evidence, Indicator
from tests import factories, factories_site, factories_values
from tests.printed import printed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from tests.factories_site import Site

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def site() -> Site:
    return factories_site.site()


def address(site: Site, name: str, *more: object) -> str:
    return reverse(f"reports:{name}", args=[site.plan.year, site.period.pk, *more])


@pytest.mark.parametrize("name", ["report", "report_print"])
def test_the_whole_report_is_for_who_sees_every_area(
    site: Site, name: str, signed_in: Callable[[User], Client], director: User, stranger: User
) -> None:
    path = address(site, name)
    assert signed_in(director).get(path).status_code == 200
    assert signed_in(site.owner).get(path).status_code == 404
    assert signed_in(stranger).get(path).status_code == 404


def test_the_sheet_of_an_area_is_for_its_managers_too(
    site: Site, signed_in: Callable[[User], Client], director: User, stranger: User
) -> None:
    path = address(site, "area_sheet", site.area.pk)
    assert signed_in(director).get(path).status_code == 200
    assert signed_in(site.owner).get(path).status_code == 200
    assert signed_in(site.other).get(path).status_code == 404
    assert signed_in(stranger).get(path).status_code == 404


def test_the_sheet_of_an_area_says_nothing_of_the_others(
    site: Site, signed_in: Callable[[User], Client]
) -> None:
    page = signed_in(site.owner).get(address(site, "area_sheet", site.area.pk)).content.decode()
    assert "Procedimenti avviati/procedimenti fattibili*100" in page
    assert "n. imprese coinvolte" not in page
    assert "Promozione" not in page


def test_evidence_is_linked_on_the_page_for_who_may_open_it_and_only_named_in_print_and_files(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    ActualValue.objects.filter(pk=site.value.pk).update(state=ActualValue.State.SUBMITTED)
    file = reverse("targets:evidence", args=[site.evidence.pk])
    pages = {site.owner: address(site, "area_sheet", site.area.pk), director: address(site, "report")}
    for person, path in pages.items():
        client = signed_in(person)
        assert f'<a href="{file}">verbale.pdf (SHA-256 ' in client.get(path).content.decode()
        assert client.get(file).status_code == 200
    client = signed_in(director)
    for name, more in (("report_print", ()), ("report_data", ("json",)), ("report_data", ("csv",))):
        text = client.get(address(site, name, *more)).content.decode("utf-8-sig")
        assert "verbale.pdf" in text
        assert file not in text


def test_the_sheet_of_an_area_links_its_own_copy_of_a_file_that_another_area_attached_too(
    site: Site, signed_in: Callable[[User], Client]
) -> None:
    ActualValue.objects.filter(pk=site.value.pk).update(state=ActualValue.State.SUBMITTED)
    elsewhere = Indicator.objects.get(measure__formula_text="n. imprese coinvolte")
    value = factories_values.actual_value(elsewhere, site.period, {"a": 60})
    same = factories_site.evidence(value, site.other)
    Evidence.objects.filter(pk=same.pk).update(sha256=site.evidence.sha256)
    page = signed_in(site.owner).get(address(site, "area_sheet", site.area.pk)).content.decode()
    assert reverse("targets:evidence", args=[site.evidence.pk]) in page
    assert reverse("targets:evidence", args=[same.pk]) not in page


def test_a_period_of_another_year_is_not_found(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    path = reverse("reports:report", args=[site.plan.year + 1, site.period.pk])
    assert signed_in(director).get(path).status_code == 404


def test_a_period_of_a_number_that_no_row_has_is_not_found(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    path = reverse("reports:report", args=[site.plan.year, 10**20])
    assert signed_in(director).get(path).status_code == 404


def test_a_kind_of_file_that_does_not_exist_is_not_found(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    assert signed_in(director).get(address(site, "report_data", "doc")).status_code == 404


def test_who_has_the_pdf_already_is_not_sent_it_again(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    client, path = signed_in(director), address(site, "report_pdf")
    tag = printed(client, path).headers["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    Narrative.objects.create(period=site.period, chapter="context", text="Nuovo")
    assert client.get(path, headers={"if-none-match": tag}).status_code == 303


def test_the_year_leads_to_its_year_end_report(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    client = signed_in(director)
    path = reverse("reports:report_of_year", args=[site.plan.year])
    assert client.get(path).headers["Location"] == address(site, "report")
    assert signed_in(site.owner).get(path).status_code == 404


def test_a_plan_without_a_period_says_so(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    site.value.cases.all().delete()
    site.evidence.delete()
    site.value.delete()
    site.period.delete()
    path = reverse("reports:report_of_year", args=[site.plan.year])
    page = signed_in(director).get(path, headers=ENGLISH).content.decode()
    assert "no reporting period yet" in page


def test_the_page_is_narrowed_to_what_is_missing(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    client = signed_in(director)
    everything = client.get(address(site, "report"), headers=ENGLISH).content.decode()
    assert "4 indicators" in everything
    area = client.get(f"{address(site, 'report')}?area={site.area.pk}", headers=ENGLISH).content.decode()
    assert "3 indicators of 4" in area
    assert "n. imprese coinvolte" not in area
    met = client.get(f"{address(site, 'report')}?show=not_met", headers=ENGLISH).content.decode()
    assert "0 indicators of 4" in met


def test_the_page_asks_the_same_number_of_queries_at_any_size(
    site: Site, signed_in: Callable[[User], Client], director: User
) -> None:
    factories_values.method(site.plan)
    mid_year = factories_values.mid_year(site.plan)
    Narrative.objects.create(period=mid_year, chapter="main_results", text="Di metà anno.")
    for chapter in ("main_results", "context"):
        Narrative.objects.create(period=site.period, chapter=chapter, text="Di fine anno.")
    factories.section(site.plan, "Senza righe")
    client = signed_in(director)
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address(site, "report")).content.decode()
    assert page.count("Di fine anno.") == 2
    assert "Di metà anno." not in page
    assert "Senza righe" in page
    assert len(queries) == 15, "11 of the report with period and texts; organization, session, person, rights"


def test_who_may_write_sees_the_places_and_who_only_reads_does_not(
    site: Site, signed_in: Callable[[User], Client], director: User, planning_officer: User
) -> None:
    Narrative.objects.create(period=site.period, chapter="individual", text="Gli obiettivi individuali.")
    path, unwritten = address(site, "report"), "Nothing has been written for this chapter yet"
    places = ('id="context"', 'id="gender-budget"', 'id="individual"')
    writer = signed_in(planning_officer).get(path, headers=ENGLISH).content.decode()
    assert f"{unwritten}: the printed report leaves it out." in writer
    assert [place in writer for place in places] == [True, True, True]
    reader = signed_in(director).get(path, headers=ENGLISH).content.decode()
    assert unwritten not in reader
    assert [place in reader for place in places] == [False, False, True]


class TestTexts:
    """The page on which the planning office writes."""

    @pytest.fixture
    def path(self, site: Site) -> str:
        return address(site, "report_texts")

    @pytest.fixture
    def office(self, signed_in: Callable[[User], Client], planning_officer: User) -> Client:
        return signed_in(planning_officer)

    def test_it_is_for_the_planning_office(
        self, path: str, signed_in: Callable[[User], Client], director: User, site: Site, office: Client
    ) -> None:
        assert office.get(path).status_code == 200
        assert signed_in(director).get(path).status_code == 403
        assert signed_in(site.owner).get(path).status_code == 404

    def test_a_text_is_saved_and_stands_in_the_report(self, site: Site, path: str, office: Client) -> None:
        response = office.post(path, {"chapter": "context", "text": "Il **contesto**", "version": 0})
        assert response.headers["Location"].endswith("/testi/#context")
        stored = Narrative.objects.get()
        assert (stored.text, stored.version) == ("Il **contesto**", 1)
        assert stored.history.get().history_user.username == "officer"
        assert "<strong>contesto</strong>" in office.get(address(site, "report")).content.decode()

    def test_the_second_of_two_people_is_told_and_loses_nothing(self, path: str, office: Client) -> None:
        office.post(path, {"chapter": "context", "text": "Primo", "version": 0})
        response = office.post(path, {"chapter": "context", "text": "Secondo", "version": 0})
        page = response.content.decode()
        assert response.status_code == 409
        assert "Primo" in page
        assert "Secondo</textarea>" in page
        assert Narrative.objects.get().text == "Primo"
        office.post(path, {"chapter": "context", "text": "Primo e secondo", "version": 1})
        assert Narrative.objects.get().text == "Primo e secondo"

    def test_a_double_click_saves_once(self, path: str, office: Client) -> None:
        for _click in range(2):
            response = office.post(path, {"chapter": "context", "text": "Primo", "version": 0})
            assert response.status_code == 302
        assert Narrative.objects.get().history.count() == 1

    def test_a_text_that_is_too_long_is_kept_on_the_page(self, path: str, office: Client) -> None:
        response = office.post(path, {"chapter": "context", "text": "x" * 50_001, "version": 0})
        assert response.status_code == 422
        assert "x" * 50_001 in response.content.decode()
        assert not Narrative.objects.exists()

    def test_a_chapter_that_does_not_exist_is_not_found(self, path: str, office: Client) -> None:
        assert office.post(path, {"chapter": "other", "text": "", "version": 0}).status_code == 404


@pytest.mark.parametrize("name", ["report", "report_print"])
def test_the_area_stands_with_its_row_and_not_under_the_causes(
    site: Site, name: str, signed_in: Callable[[User], Client], director: User
) -> None:
    page = signed_in(director).get(address(site, name), headers=ENGLISH).text
    heads = re.findall(r'<tr[^>]*class="head.*?</tr>', page, re.DOTALL)
    assert any(site.area.name in head for head in heads)
    for head in heads:
        assert head.rpartition("<td")[2].partition(">")[2].removesuffix("</tr>").strip() == "</td>"
