"""A page grown stale: what its person did not touch is neither saved, nor asked about, nor submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from targets.entry.served import digest_of, is_touched
from targets.models import ActualValue
from targets.services.reporting import save_value
from tests.entry.entering import LATER, NOW, entered, indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, value_path

if TYPE_CHECKING:
    from decimal import Decimal

    from django.test import Client

    from accounts.models import User
    from targets.models import Indicator, ReportingPeriod

State = ActualValue.State
NOTHING_COMPLETE = "Nothing was submitted: no value is complete yet."


def gettext_it(text: str) -> str:
    with translation.override("it"):
        return translation.gettext(text)


@pytest.fixture
def stale(period: ReportingPeriod, owner: User, planning_officer: User, at_desk: Client) -> dict[str, str]:
    """The page as it was served before a colleague corrected the first value from 400 to 410."""
    save_value(indicator(), period, entered(a=400, b=490), version=None, user=owner, now=NOW)
    fields = opened(at_desk, area_path(period))
    colleague_saves(period, planning_officer)
    return fields


def colleague_saves(period: ReportingPeriod, user: User) -> None:
    save_value(indicator(), period, entered(a=410, b=490), version=1, user=user, now=LATER)


def stored(target: Indicator) -> Decimal | int:
    return numbers_of(ActualValue.objects.get(indicator=target))["a"]


def test_saving_all_keeps_what_a_colleague_saved_of_a_value_nobody_touched_here(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    other = indicator("n. imp")
    sent = stale | {box(other): "60", "save_all": "1"}
    html = at_desk.post(area_path(period), sent, follow=True).content.decode()
    assert "values-conflict" not in html
    assert fields_of(html)[box(indicator())] == "410"
    assert (stored(indicator()), stored(other)) == (410, 60)


def test_a_page_shown_again_shows_what_is_stored_now_of_what_was_not_touched(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    sent = stale | {box(indicator("n. imp")): "tante", "save_all": "1"}
    html = at_desk.post(area_path(period), sent).content.decode()
    assert fields_of(html)[box(indicator())] == "410"
    assert fields_of(html)[f"v{indicator().pk}-version"] == "2"


def test_what_is_typed_stays_touched_however_often_the_page_comes_back(
    period: ReportingPeriod, at_desk: Client, planning_officer: User
) -> None:
    mine = indicator()
    save_value(mine, period, entered(a=400, b=490), version=None, user=planning_officer, now=NOW)
    fields = opened(at_desk, area_path(period)) | {box(mine): "tanti", "save_all": "1"}
    again = fields_of(at_desk.post(area_path(period), fields).content.decode())
    assert again[f"v{mine.pk}-served"] == fields[f"v{mine.pk}-served"]
    at_desk.post(area_path(period), again | {box(mine): "412", "save_all": "1"})
    assert stored(mine) == 412


def test_what_was_touched_is_still_a_conflict(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    sent = stale | {box(indicator()): "405", "save_all": "1"}
    assert "values-conflict" in at_desk.post(area_path(period), sent).content.decode()
    assert stored(indicator()) == 410


def test_who_chose_their_own_is_saved_even_where_it_is_what_was_served(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    sent = stale | {f"v{indicator().pk}-choice": "mine:2", "save_all": "1"}
    at_desk.post(area_path(period), sent)
    assert stored(indicator()) == 400


def test_what_a_colleague_saved_meanwhile_is_not_submitted_unseen(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    other = indicator("n. imp")
    html = at_desk.post(area_path(period), stale | {box(other): "60", "submit": "1"}).content.decode()
    value = ActualValue.objects.get(indicator=indicator())
    assert (value.state, stored(indicator())) == (State.DRAFT, 410)
    assert ActualValue.objects.get(indicator=other).state == State.SUBMITTED
    assert "values-conflict" not in html
    assert "Non inviato" in html or "Not submitted" in html
    seen = fields_of(html) | {"submit": "1"}
    at_desk.post(area_path(period), seen)
    value.refresh_from_db()
    assert value.state == State.SUBMITTED


def test_the_preview_is_that_of_the_boxes_and_not_of_what_is_stored_meanwhile(
    period: ReportingPeriod, at_desk: Client, stale: dict[str, str]
) -> None:
    html = at_desk.post(value_path(period, indicator(), "anteprima/"), stale).content.decode()
    assert "81,63" in html  # 400 of 490


def test_line_ends_and_empty_fields_are_not_touched_and_every_word_is() -> None:
    served = digest_of([("v1-dev", "a\nb"), ("v1-w-n-a", "")])
    sent = {"v1-version": "1", "v1-served": served, "v1-dev": "a\r\nb ", "v12-dev": "another's"}
    assert not is_touched(sent, "v1")
    assert is_touched(sent | {"v1-dev": ""}, "v1")
    assert is_touched(sent | {"v1-w-n-a": "0"}, "v1")
    assert is_touched(sent | {"v1-served": ""}, "v1")


@pytest.mark.parametrize("typed", [True, False])
def test_a_page_sent_twice_says_that_it_was_submitted_already(
    typed: bool, period: ReportingPeriod, owner: User, at_desk: Client
) -> None:
    mine, other = indicator(), indicator("n. imp")
    if not typed:
        for target, numbers in ((mine, {"a": 412, "b": 490}), (other, {"a": 60})):
            save_value(target, period, entered(**numbers), version=None, user=owner, now=NOW)
    sent = opened(at_desk, area_path(period)) | {"submit": "1"}
    if typed:
        sent |= {box(mine): "412", box(mine, "b"): "490", box(other): "60"}
    at_desk.post(area_path(period), sent, follow=True)
    response = at_desk.post(area_path(period), sent, headers={"accept-language": "en"}, follow=True)
    told = [str(each) for each in response.context["messages"]]
    assert len(told) == 1
    assert "2" in told[0]
    assert told[0] not in {NOTHING_COMPLETE, gettext_it(NOTHING_COMPLETE)}


def test_who_submits_nothing_complete_is_still_told_so(period: ReportingPeriod, at_desk: Client) -> None:
    sent = opened(at_desk, area_path(period)) | {"submit": "1"}
    response = at_desk.post(area_path(period), sent, follow=True)
    assert [str(each) for each in response.context["messages"]] == [gettext_it(NOTHING_COMPLETE)]
