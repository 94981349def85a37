"""Two people on one value, and a period that closes: told what happened, nothing overwritten."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from targets.entry.saving import KEPT
from targets.models import (
    ActualValue,
    ReportingPeriod,
)
from tests import factories_values
from tests.entry.entering import indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, post, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

State = ActualValue.State


def test_the_second_of_two_is_told_field_by_field_and_loses_nothing(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    post(signed_in(planning_officer), period, "save", mine.pk, **{box(mine): 400, box(mine, "b"): 490})
    sent = stale | {box(mine): "412", box(mine, "b"): "490", "save": str(mine.pk)}
    html = at_desk.post(area_path(period), sent).content.decode()
    assert "<td>400</td><td>412</td>" in html
    assert "<td>490</td>" not in html  # both said the same
    assert "officer" in html
    typed = fields_of(html)
    assert typed[box(mine)] == "412"
    again = at_desk.post(area_path(period), typed | {"save": str(mine.pk)}).content.decode()
    assert "values-conflict" in again  # who does not choose overwrites nothing
    assert numbers_of(ActualValue.objects.get())["a"] == 400
    at_desk.post(area_path(period), typed | {f"v{mine.pk}-choice": "mine:1", "save": str(mine.pk)})
    value = ActualValue.objects.get()
    assert numbers_of(value)["a"] == 412
    assert value.history.latest("history_id").history_change_reason == KEPT


def test_who_takes_what_is_stored_changes_nothing(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    post(signed_in(planning_officer), period, "save", mine.pk, **{box(mine): 400, box(mine, "b"): 490})
    sent = stale | {box(mine): "412", f"v{mine.pk}-choice": "theirs:1", "save": str(mine.pk)}
    response = at_desk.post(area_path(period), sent, follow=True)
    assert fields_of(response.content.decode())[box(mine)] == "400"
    assert ActualValue.objects.get().version == 1


def test_a_choice_against_an_older_version_is_a_conflict_again(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    officer = signed_in(planning_officer)
    for number in (400, 401):
        post(officer, period, "save", mine.pk, **{box(mine): number})
    sent = stale | {box(mine): "412", f"v{mine.pk}-choice": "mine:1", "save": str(mine.pk)}
    assert "values-conflict" in at_desk.post(area_path(period), sent).content.decode()


def test_a_period_closed_meanwhile_refuses_and_shows_back_what_was_typed(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", "save_all": "1"}
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    html = at_desk.post(area_path(period), sent).content.decode()
    assert fields_of(html)[box(mine)] == "412"
    assert 'role="alert"' in html
    assert not ActualValue.objects.exists()
    assert box(mine) not in at_desk.get(area_path(period)).content.decode()


def test_what_was_submitted_meanwhile_is_not_overwritten(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    factories_values.actual_value(mine, period, {"a": 1, "b": 2})
    html = at_desk.post(area_path(period), sent).content.decode()
    assert fields_of(html)[box(mine)] == "412"
    assert numbers_of(ActualValue.objects.get())["a"] == 1


def test_the_planning_office_corrects_on_the_page_of_the_value_with_a_reason(
    period: ReportingPeriod, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    factories_values.actual_value(mine, period, {"a": 1, "b": 2})
    client, path = signed_in(planning_officer), value_path(period, mine)
    sent = opened(client, path) | {box(mine): "2", "save": str(mine.pk)}
    client.post(path, sent)
    assert numbers_of(ActualValue.objects.get())["a"] == 1
    client.post(path, sent | {f"v{mine.pk}-reason": "Refuso"})
    value = ActualValue.objects.get()
    assert (numbers_of(value)["a"], value.state) == (Decimal(2), State.SUBMITTED)
