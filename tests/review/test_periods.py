"""Periods are opened and closed by the planning office, and their history says who and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from targets.models import EvaluationMethod, ReportingPeriod
from targets.services.periods import ReasonMissingError, close_period, open_period

if TYPE_CHECKING:
    from tests.review.conftest import Office

State = ReportingPeriod.State


@pytest.fixture
def planned(office: Office) -> ReportingPeriod:
    office.period.state = State.PLANNED
    office.period.save()
    return office.period


def test_opening_gives_the_plan_a_method_and_says_who_opened(
    office: Office, planned: ReportingPeriod
) -> None:
    opened = open_period(planned, user=office.officer)
    assert opened.is_open
    assert EvaluationMethod.objects.filter(plan=office.plan).exists()
    latest = opened.history.latest()
    assert (latest.history_user, latest.history_change_reason) == (office.officer, "opened")


def test_opening_twice_opens_once(office: Office, planned: ReportingPeriod) -> None:
    open_period(planned, user=office.officer)
    before = planned.history.count()
    open_period(planned, user=office.officer)
    assert planned.history.count() == before


def test_a_method_that_is_there_stays_as_it_is(office: Office, planned: ReportingPeriod) -> None:
    EvaluationMethod.objects.create(plan=office.plan, decimals=0)
    open_period(planned, user=office.officer)
    assert EvaluationMethod.objects.get().decimals == 0


def test_a_closed_period_is_opened_again_only_with_a_reason(office: Office) -> None:
    closed = close_period(office.period, user=office.officer)
    assert closed.state == State.CLOSED
    with pytest.raises(ReasonMissingError):
        open_period(closed, user=office.officer, reason=" ")
    opened = open_period(closed, user=office.officer, reason="Un'area ha corretto i dati")
    assert opened.history.latest().history_change_reason == "Un'area ha corretto i dati"


def test_closing_what_is_not_open_changes_nothing(office: Office, planned: ReportingPeriod) -> None:
    assert close_period(planned, user=office.officer).state == State.PLANNED


def test_an_area_manager_opens_and_closes_nothing(office: Office) -> None:
    with pytest.raises(PermissionDenied):
        close_period(office.period, user=office.manager)
    with pytest.raises(PermissionDenied):
        open_period(office.period, user=office.manager)
