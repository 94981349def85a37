"""Periods and actual values in the data entry: the figures of the report, and nothing to write."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from targets.models import ActualValue, Evidence, Indicator, ReportingPeriod, ReviewDecision
from targets.results import results_of
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories, factories_values
from tests.admin.conftest import plan_of_size
from tests.admin.pages import errors_on, page_of, save, untouched, url

if TYPE_CHECKING:
    from django.test import Client

    from objectives.models import Plan


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def plan(db: None) -> Plan:
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def period(plan: Plan) -> ReportingPeriod:
    return factories_values.period(plan)


@pytest.fixture
def ratio(period: ReportingPeriod) -> ActualValue:
    """412 of 490, where 80 % was the target."""
    indicator = Indicator.objects.get(kind="ratio")
    return factories_values.actual_value(indicator, period, {"a": 412, "b": 490}, deviation="nessuno")


def listed(client: Client, query: str = "") -> str:
    content: str = client.get(url(ActualValue, "changelist") + query).content.decode()
    return content


def test_the_list_shows_the_figures_of_the_report(ratio: ActualValue, office: Client) -> None:
    page = listed(office)
    for column in ("84.08\u00a0%", ">met<", "100\u00a0%", "reached", "Submitted", "Registro Imprese"):
        assert column in page
    [found] = [r for r in results_of(ratio.period).indicators() if r.measured.indicator == ratio.indicator]
    assert found.result.shown == 100


def test_what_is_not_submitted_has_no_figure(ratio: ActualValue, office: Client) -> None:
    ActualValue.objects.update(state=ActualValue.State.DRAFT)
    page = listed(office)
    assert "84.08" not in page
    assert "Draft" in page


def test_a_list_is_of_one_period_the_newest_unless_another_is_chosen(
    ratio: ActualValue, plan: Plan, office: Client
) -> None:
    june = factories_values.mid_year(plan)
    factories_values.actual_value(ratio.indicator, june, {"a": 1, "b": 4})
    assert "84.08" in listed(office)
    chosen = listed(office, f"?period={june.pk}")
    assert "25\u00a0%" in chosen
    assert "84.08" not in chosen
    assert "84.08" in listed(office, "?period=no")


def test_it_is_found_by_words_state_and_area(ratio: ActualValue, plan: Plan, office: Client) -> None:
    other = factories.area("Provveditorato")
    here = page_of(ratio)
    assert here in listed(office, "?q=procedimenti")
    assert here not in listed(office, "?q=fiere")
    assert here in listed(office, "?state__exact=submitted")
    assert here in listed(office, f"?area={ratio.indicator.measure.row.area_id}")
    assert here not in listed(office, f"?area={other.pk}")


def test_the_page_of_a_value_shows_everything_behind_its_figure(ratio: ActualValue, office: Client) -> None:
    person = factories_values.reporter()
    Evidence.objects.create(
        actual_value=ratio,
        file=ContentFile(b"x", name="x"),
        name="elenco <pratiche>.pdf",
        content_type="application/pdf",
        size=1,
        sha256="0" * 64,
        uploaded_by=person,
        uploaded_at=factories_values.ENTERED,
    )
    ReviewDecision.objects.create(
        actual_value=ratio,
        outcome="returned",
        reason="manca l'elenco",
        decided_by=person,
        decided_at=factories_values.ENTERED,
    )
    page = office.get(page_of(ratio)).content.decode()
    for said in (
        "412 / 490 × 100 ≈ 84.08\u00a0%",
        "100\u00a0% – reached",
        "procedimenti avviati = 412",
        "nessuno",
        "elenco &lt;pratiche&gt;.pdf",
        "Returned – reporter",
        "manca l&#x27;elenco",
    ):
        assert said.lower() in page.lower(), said


def test_nobody_writes_a_value_here(ratio: ActualValue, office: Client) -> None:
    assert office.post(page_of(ratio), {"state": "validated"}).status_code == 403
    assert office.get(url(ActualValue, "add")).status_code == 403
    assert office.post(url(ActualValue, "delete", ratio.pk), {"post": "yes"}).status_code == 403
    assert b'name="_save"' not in office.get(page_of(ratio)).content


def test_the_history_of_a_value_tells_its_numbers(ratio: ActualValue, office: Client) -> None:
    number = ratio.cases.get().values.get(operand__key="a")
    number.value = 413
    number.save()
    page = office.get(url(ActualValue, "history", ratio.pk)).content.decode()
    assert "412" in page
    assert "413" in page


@pytest.mark.parametrize("scale", [1, 3])
def test_the_queries_of_the_list_do_not_grow_with_the_plan(scale: int, office: Client) -> None:
    plan = plan_of_size(scale)
    period = factories_values.period(plan)
    for indicator in Indicator.objects.all()[: 15 * scale]:
        factories_values.actual_value(indicator, period, {"a": 1, "b": 2})
    with CaptureQueriesContext(connection) as queries:
        assert 'field-value">50<' in listed(office)
    assert len(queries) <= 25


def test_the_history_of_a_value_says_in_italian_why_it_was_submitted(
    ratio: ActualValue, office: Client
) -> None:
    ratio.history.update(history_change_reason="submitted")
    address = url(ActualValue, "history", ratio.pk)
    assert "– inviato" in office.get(address, headers={"accept-language": "it"}).content.decode()


def test_invented_values_are_called_so_on_every_page(ratio: ActualValue, office: Client) -> None:
    pages = (url(ActualValue, "changelist"), page_of(ratio), page_of(ratio.period))
    said = "Invented values: this is a demonstration."
    assert not any(said in office.get(page).content.decode() for page in pages)
    ReportingPeriod.objects.update(is_demonstration=True)
    assert all(said in office.get(page).content.decode() for page in pages)


def test_a_period_is_entered_with_its_due_date(plan: Plan, office: Client) -> None:
    address = url(ReportingPeriod, "add")
    data = untouched(office, address) | {"plan": plan.pk, "ends_on": "2018-06-30", "due_on": "2018-07-15"}
    assert office.post(address, data).status_code == 302
    made = ReportingPeriod.objects.get()
    assert (made.ends_on, made.state) == (datetime.date(2018, 6, 30), ReportingPeriod.State.PLANNED)


def test_a_period_of_another_year_is_refused(plan: Plan, office: Client) -> None:
    address = url(ReportingPeriod, "add")
    data = untouched(office, address) | {"plan": plan.pk, "ends_on": "2019-06-30", "due_on": "2019-07-15"}
    assert "must lie in the year of the plan" in errors_on(office.post(address, data))


def test_a_period_with_values_is_not_deleted_and_keeps_its_day(ratio: ActualValue, office: Client) -> None:
    address = url(ReportingPeriod, "delete", ratio.period_id)
    page = office.get(address).content.decode()
    assert "would require deleting the following protected" in page
    office.post(address, {"post": "yes"})
    assert ReportingPeriod.objects.exists()
    saved = save(office, page_of(ratio.period), due_on="2019-02-15", ends_on="2018-06-30", state="closed")
    assert saved.status_code == 302
    kept = ReportingPeriod.objects.get()
    assert (kept.ends_on, kept.due_on) == (datetime.date(2018, 12, 31), datetime.date(2019, 2, 15))
    assert kept.is_open  # opened and closed on the page of the review


def test_a_period_without_values_can_be_deleted(period: ReportingPeriod, office: Client) -> None:
    assert office.post(url(ReportingPeriod, "delete", period.pk), {"post": "yes"}).status_code == 302
    assert not ReportingPeriod.objects.exists()


def test_the_list_of_periods_leads_to_their_values_and_to_the_review(
    ratio: ActualValue, office: Client
) -> None:
    page = office.get(url(ReportingPeriod, "changelist")).content.decode()
    assert f"?period={ratio.period_id}" in page
    assert f"/verifica/{ratio.period_id}/" in page
