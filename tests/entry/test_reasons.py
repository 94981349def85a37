"""Every change of a stored value has a place for its reason, asked for where the value was submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from targets.models import ActualValue
from targets.review.history import history_of
from targets.services.reporting import PUT_RIGHT, save_value
from tests import factories_values
from tests.entry.entering import LATER, NOW, entered, indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from targets.models import Indicator, ReportingPeriod

State = ActualValue.State
WHY = "Ricontati i procedimenti di maggio"


def why_box(target: Indicator) -> str:
    return f"v{target.pk}-reason"


def reasons(value: ActualValue) -> list[tuple[str, ...]]:
    """Return the reasons of the history as a person reads them, newest first."""
    with translation.override("en"):
        return [entry.reasons for entry in history_of(value)]


@pytest.fixture
def draft(period: ReportingPeriod, owner: User) -> ActualValue:
    """The first indicator's value, 400 of 490, saved by its area."""
    value = save_value(indicator(), period, entered(a=400, b=490), version=None, user=owner, now=NOW)
    assert value is not None
    return value


def test_what_is_entered_for_the_first_time_asks_nothing(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    fields = opened(at_desk, area_path(period))
    assert why_box(draft.indicator) in fields
    assert why_box(indicator("n. imprese")) not in fields


@pytest.mark.parametrize("button", [{"save": ""}, {"save_all": "1"}, {"submit": "1"}])
def test_the_reason_of_a_change_is_kept_in_its_history(
    button: dict[str, str], period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    mine = draft.indicator
    pressed = {name: value or str(mine.pk) for name, value in button.items()}
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", why_box(mine): f" {WHY} "}
    response = at_desk.post(area_path(period), sent | pressed, follow=True)
    assert numbers_of(draft)["a"] == 412
    assert WHY in reasons(draft)[0]  # submitted in the same moment, it says that too
    assert WHY not in fields_of(response.content.decode()).values()  # it is of that change, not of the next
    page = at_desk.get(value_path(period, mine, "storia/")).content.decode()
    assert WHY in page


def test_a_draft_changes_without_a_reason(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    sent = opened(at_desk, area_path(period)) | {box(draft.indicator): "412", "save_all": "1"}
    at_desk.post(area_path(period), sent)
    assert numbers_of(draft)["a"] == 412
    assert reasons(draft) == [(), ()]


def test_a_returned_value_that_changes_without_a_word_was_put_right(
    period: ReportingPeriod, owner: User
) -> None:
    value = factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=State.RETURNED)
    save_value(indicator(), period, entered(a=3, b=4), version=0, user=owner, now=LATER)
    save_value(indicator(), period, entered(a=5, b=6), version=1, user=owner, now=NOW, reason=WHY)
    kept = set(value.history.values_list("history_change_reason", flat=True))
    assert {PUT_RIGHT, WHY} < kept


def test_with_a_reason_alone_nothing_is_saved_and_the_words_stay(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    mine, other = draft.indicator, indicator("n. imprese")
    sent = opened(at_desk, area_path(period)) | {why_box(mine): WHY}
    page = at_desk.post(area_path(period), sent | {"save_all": "1"})
    assert page.status_code == 200
    assert fields_of(page.content.decode())[why_box(mine)] == WHY
    page = at_desk.post(area_path(period), sent | {box(other): "60", "save": str(other.pk)})
    assert ActualValue.objects.filter(indicator=other).exists()
    typed = fields_of(page.content.decode())
    assert typed[why_box(mine)] == WHY
    at_desk.post(area_path(period), typed | {box(mine): "412", "save_all": "1"})
    assert reasons(draft)[0] == (WHY,)


def test_a_reason_written_beside_what_was_saved_before_goes_with_the_submission(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    sent = opened(at_desk, area_path(period)) | {why_box(draft.indicator): WHY, "submit": "1"}
    for _click in range(2):
        assert at_desk.post(area_path(period), sent).status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert reasons(draft) == [(WHY,), ()]


def test_a_second_click_keeps_the_reason_once(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    sent = opened(at_desk, area_path(period)) | {box(draft.indicator): "412", why_box(draft.indicator): WHY}
    for _click in range(2):
        assert at_desk.post(area_path(period), sent | {"save_all": "1"}).status_code == 302
    assert reasons(draft) == [(WHY,), ()]


def test_who_meets_a_conflict_keeps_the_reason_and_it_stands_beside_their_choice(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue, planning_officer: User
) -> None:
    mine = draft.indicator
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", why_box(mine): WHY, "save_all": "1"}
    save_value(mine, period, entered(a=410, b=490), version=1, user=planning_officer, now=LATER)
    page = at_desk.post(area_path(period), sent).content.decode()
    assert "values-conflict" in page
    typed = fields_of(page)
    assert typed[why_box(mine)] == WHY
    at_desk.post(area_path(period), typed | {f"v{mine.pk}-choice": "mine:2", "save_all": "1"})
    assert numbers_of(draft)["a"] == 412
    assert reasons(draft)[0] == (WHY,)


def test_a_reason_that_is_far_too_long_is_shown_back_and_nothing_is_saved(
    period: ReportingPeriod, at_desk: Client, draft: ActualValue
) -> None:
    mine, long = draft.indicator, "x" * 4001
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", why_box(mine): long, "save_all": "1"}
    typed = fields_of(at_desk.post(area_path(period), sent).content.decode())
    assert (typed[why_box(mine)], typed[box(mine)]) == (long, "412")
    assert numbers_of(draft)["a"] == 400


def test_what_was_submitted_asks_the_planning_office_why(
    period: ReportingPeriod, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    value = factories_values.actual_value(indicator(), period, {"a": 1, "b": 2})
    client, path = signed_in(planning_officer), value_path(period, indicator())
    sent = opened(client, path) | {box(indicator()): "2", "save": str(indicator().pk)}
    refused = client.post(path, sent | {why_box(indicator()): "   "}).content.decode()
    assert fields_of(refused)[box(indicator())] == "2"
    assert numbers_of(value)["a"] == 1
    client.post(path, sent | {why_box(indicator()): WHY})
    assert numbers_of(value)["a"] == 2
    assert reasons(value)[0] == (WHY,)
