"""The demonstration: accounts that anybody may use, on a site that nobody else uses."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from accounts.models import User
from accounts.services import DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD
from objectives.models import Area, Organization, Plan
from reports.models import Narrative
from targets.models import ActualValue, Evidence, Indicator, ReportingPeriod, ReviewDecision
from targets.reminders.messages import reminders_of
from targets.results import results_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(scope="module")
def made(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The demonstration, made once for all of these tests; what it printed."""
    printed = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True, MEDIA_ROOT=tmp_path_factory.mktemp("media")):
            call_command("demo", stdout=printed)
        yield printed.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def printed(made: str, db: None) -> str:
    return made


def test_every_account_that_is_printed_signs_in(printed: str) -> None:
    assert DEMONSTRATION_PASSWORD in printed
    for account in DEMONSTRATION_ACCOUNTS:
        assert account.username in printed
        user = User.objects.get(username=account.username)
        assert user.check_password(DEMONSTRATION_PASSWORD)


def test_the_demonstration_has_an_organization(printed: str) -> None:
    assert Organization.objects.get().name.startswith("Camera di Commercio")


def test_the_demonstration_has_the_plan_and_somebody_who_manages_an_area(printed: str) -> None:
    plan = Plan.objects.get()
    assert (plan.year, plan.first_year, plan.last_year) == (2018, 2018, 2020)
    assert plan.lines.count() == 15
    assert Area.objects.filter(managers__username="dirigente").exists()


def test_every_area_has_a_manager_of_its_own_who_entered_its_values(printed: str) -> None:
    managers = [
        list(area.managers.values_list("username", flat=True)) for area in Area.objects.order_by("pk")
    ]
    assert managers == [["dirigente"], ["dirigente2"], ["dirigente3"], ["dirigente4"]]
    period = ReportingPeriod.objects.select_related("plan").get(ends_on__month=12)
    entered = {value.entered_by.username for value in period.actual_values.select_related("entered_by")}
    assert {"dirigente", "dirigente2", "dirigente3", "dirigente4"} <= entered
    reminders = reminders_of(period, today=period.due_on)
    assert [each.area for each in reminders.without_manager if each.area is not None] == []
    assert len([line for line in printed.splitlines() if "dirigente" in line]) == 1


def test_run_again_it_leaves_the_plan_as_people_have_changed_it(printed: str) -> None:
    Plan.objects.update(title="Changed while trying it out")
    with override_settings(DEBUG=True):
        call_command("demo")
    assert Plan.objects.get().title == "Changed while trying it out"


def test_run_again_it_doubles_nothing_and_sets_passwords_back(printed: str) -> None:
    officer = User.objects.get(username="ufficio")
    officer.set_password("changed-while-trying-it-out")
    officer.save()
    with override_settings(DEBUG=True):
        call_command("demo")
    officer.refresh_from_db()
    assert officer.check_password(DEMONSTRATION_PASSWORD)
    assert User.objects.count() == len(DEMONSTRATION_ACCOUNTS)
    assert Organization.objects.count() == 1


def test_the_invented_values_are_of_every_state_and_marked(printed: str) -> None:
    assert set(ReportingPeriod.objects.values_list("is_demonstration", flat=True)) == {True}
    year_end = ReportingPeriod.objects.get(ends_on__month=12)
    states = set(year_end.actual_values.values_list("state", flat=True))
    assert states == set(ActualValue.State.values)
    assert year_end.is_open


def test_the_invented_values_are_of_every_kind_of_indicator_and_outcome(printed: str) -> None:
    period = ReportingPeriod.objects.select_related("plan__evaluation_method").get(ends_on__month=12)
    results = results_of(period)
    reported = [each for each in results.indicators() if each.measured.value is not None]
    assert {each.measured.indicator.kind for each in reported} == set(Indicator.Kind.values)
    tally = results.result.tally
    assert min(tally.met, tally.not_met, tally.not_reported, tally.not_applicable, tally.overridden) > 0
    assert Evidence.objects.exists()
    assert ReviewDecision.objects.filter(outcome="returned").exists()


def test_values_that_were_missed_are_explained(printed: str) -> None:
    period = ReportingPeriod.objects.select_related("plan__evaluation_method").get(ends_on__month=12)
    for each in results_of(period).indicators():
        if each.outcome.met is False:
            assert each.measured.value is not None
            assert each.measured.value.deviation


def test_run_again_it_leaves_the_values_as_people_have_changed_them(printed: str) -> None:
    ReportingPeriod.objects.filter(ends_on__month=12).update(state="closed")
    count = ActualValue.objects.count()
    with override_settings(DEBUG=True):
        call_command("demo")
    assert ActualValue.objects.count() == count
    assert not ReportingPeriod.objects.filter(state="open").exists()


def test_every_chapter_of_its_report_has_a_text_that_says_it_is_invented(printed: str) -> None:
    year_end = ReportingPeriod.objects.get(ends_on__month=12)
    texts = dict(year_end.narratives.values_list("chapter", "text"))
    assert set(texts) == set(Narrative.Chapter.values)
    for text in (*texts.values(), *Narrative.objects.values_list("text", flat=True)):
        assert text.startswith("*Testo inventato, di dimostrazione.*")
        assert not re.search(r"\d+ ?%", text), "figures stand in the tables, worked out from the values"
    author = {each.history_user.username for each in Narrative.history.select_related("history_user")}
    assert author == {"ufficio"}


def test_run_again_it_leaves_the_texts_as_people_have_changed_them(printed: str) -> None:
    Narrative.objects.update(text="")
    with override_settings(DEBUG=True):
        call_command("demo")
    assert set(Narrative.objects.values_list("text", flat=True)) == {""}


def test_values_that_nobody_invented_get_no_invented_texts(printed: str) -> None:
    Narrative.objects.all().delete()
    ReportingPeriod.objects.update(is_demonstration=False)
    with override_settings(DEBUG=True):
        call_command("demo")
    assert not Narrative.objects.exists()
