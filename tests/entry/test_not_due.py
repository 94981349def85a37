"""Nobody has to explain what is not due yet; whoever wants to may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from targets.entry.blocks import result_view
from targets.results import actual_of, default_method, load_indicators, outcome_of
from targets.services.measures import refresh_plan
from targets.services.reporting import save_value, submit_values
from tests import factories, factories_values
from tests.entry.entering import LATER, NOW, entered, indicator

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan
    from targets.models import ActualValue, ReportingPeriod

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(plan: Plan, period: ReportingPeriod, owner: User) -> ActualValue:
    """60 % of what is to be completed a year after the period, just entered."""
    section = plan.sections.get()
    row = factories.target(section, "8", area=owner.areas.get())
    factories.measure(row, "stato di avanzamento %", "100% entro 31/12/2019")
    refresh_plan(plan, user=None)
    value = save_value(
        indicator("stato di avanzamento"), period, entered(a=60), version=None, user=owner, now=NOW
    )
    assert value is not None
    return value


def test_it_is_submitted_without_a_note_at_the_years_end(
    ahead: ActualValue, period: ReportingPeriod, owner: User
) -> None:
    measured = load_indicators(period.plan, period)
    found = submit_values(measured, period, default_method(), user=owner, now=LATER)
    assert [each.pk for each in found.submitted] == [ahead.pk]


def test_my_area_says_by_when_it_is_due_and_asks_for_no_cause(
    ahead: ActualValue, period: ReportingPeriod, at_desk: Client
) -> None:
    page = at_desk.get(f"/valori/{period.pk}/", headers={"accept-language": "en"}).content.decode()
    article = page.partition(f'id="v{ahead.indicator_id}"')[2].partition("</article>")[0]
    assert "not yet due: by 31 December 2019" in article
    assert 'data-met="later"' in article
    assert "target not met" not in article
    assert "The target is missed" not in article
    assert "Cause of the deviation" in article  # a note stays possible


def test_its_result_has_the_words_in_the_place_of_a_band(ahead: ActualValue, period: ReportingPeriod) -> None:
    (measured,) = [
        each for each in load_indicators(period.plan, period) if each.indicator.pk == ahead.indicator_id
    ]
    outcome = outcome_of(measured, actual_of(measured, period.ends_on), default_method())
    view = result_view(outcome, "%")
    assert (view.band, view.colour, view.achievement[:2]) == ("not yet due", "grey", "60")


def test_at_mid_year_nothing_of_the_year_is_missed(
    plan: Plan, owner: User, director: User, signed_in: Callable[[User], Client]
) -> None:
    """Neither the manager is asked for a cause nor does the dashboard name the plan not achieved."""
    june = factories_values.mid_year(plan)
    value = save_value(indicator("n. imp"), june, entered(a=30), version=None, user=owner, now=NOW)
    assert value is not None
    measured = load_indicators(plan, june)
    assert submit_values(measured, june, default_method(), user=owner, now=LATER).submitted == (value,)
    page = (
        signed_in(director).get(f"/cruscotto/{plan.year}/{june.pk}/", headers={"accept-language": "en"}).text
    )
    whole = page.partition("Whole plan")[2].partition("</section>")[0]
    assert "60\xa0% · not yet due" in whole
    assert "not achieved" not in whole
