"""Saving a value: once, whole, never over somebody else's, and never without its history."""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.entered import Entered
from targets.models import ActualValue, Condition, OperandValue, ReportedCase, ReportingPeriod
from targets.services.reporting import Conflict, PeriodNotOpen, ReasonMissing, ValueFixed, save_value
from tests import factories, factories_values
from tests.entry.entering import LATER, NOW, case, entered, indicator, numbers_of
from tests.entry.posting import area_path

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

State = ActualValue.State


def save(
    period: ReportingPeriod, user: User, what: Entered, version: int | None = None, **more: str
) -> ActualValue:
    """Save what was entered of the first indicator, which must be stored then."""
    value = save_value(indicator(), period, what, version=version, user=user, now=NOW, **more)
    assert value is not None
    return value


def test_what_was_entered_is_stored_with_who_and_when(period: ReportingPeriod, owner: User) -> None:
    value = save(period, owner, replace(entered(a=412, b=490), deviation="Un perché"))
    value.refresh_from_db()
    assert numbers_of(value) == {"a": 412, "b": 490}
    assert (value.state, value.version, value.deviation) == (State.DRAFT, 1, "Un perché")
    assert (value.entered_by, value.entered_at) == (owner, NOW)


def test_a_zero_is_stored_and_a_gap_is_not(period: ReportingPeriod, owner: User) -> None:
    assert numbers_of(save(period, owner, entered(a=0))) == {"a": 0}


def test_nothing_entered_where_nothing_is_stored_makes_nothing(period: ReportingPeriod, owner: User) -> None:
    assert save_value(indicator(), period, Entered(), version=None, user=owner, now=NOW) is None
    assert not ActualValue.objects.exists()


def test_a_second_click_changes_and_records_nothing(period: ReportingPeriod, owner: User) -> None:
    first = save(period, owner, entered(a=412, b=490))
    again = save_value(indicator(), period, entered(a="412.0000", b=490), version=None, user=owner, now=LATER)
    assert again == first
    first.refresh_from_db()
    assert (first.version, first.entered_at) == (1, NOW)
    assert ActualValue.history.count() == 1
    assert OperandValue.history.count() == 2


def test_every_change_is_in_the_history_old_new_who_when_and_why(
    period: ReportingPeriod, owner: User, planning_officer: User
) -> None:
    value = save(period, owner, entered(a=412, b=490))
    save_value(
        indicator(),
        period,
        replace(entered(a=400), not_applicable=""),
        version=1,
        user=planning_officer,
        now=LATER,
        reason="Ricontato",
    )
    numbers = OperandValue.history.filter(operand__key="a").order_by("history_id")
    assert [(row.history_type, row.value) for row in numbers] == [("+", 412), ("~", 400)]
    last = numbers[1]
    assert (last.history_user, last.history_date, last.history_change_reason) == (
        planning_officer,
        LATER,
        "Ricontato",
    )
    removed = OperandValue.history.get(history_type="-")
    assert (removed.value, removed.history_user) == (490, planning_officer)
    of_value = value.history.order_by("history_id")
    assert [row.version for row in of_value] == [1, 2]


def test_who_saves_an_older_one_is_told_what_is_stored_now(
    period: ReportingPeriod, owner: User, planning_officer: User
) -> None:
    save(period, owner, entered(a=412, b=490))
    save_value(indicator(), period, entered(a=400, b=490), version=1, user=planning_officer, now=LATER)
    with pytest.raises(Conflict) as caught:
        save(period, owner, entered(a=412, b=500), version=1)
    assert caught.value.stored.same_as(entered(a=400, b=490))
    assert (caught.value.value.entered_by, caught.value.value.version) == (planning_officer, 2)
    assert numbers_of(ActualValue.objects.get()) == {"a": 400, "b": 490}


def test_of_two_who_start_the_same_value_the_second_is_told(
    period: ReportingPeriod, owner: User, planning_officer: User
) -> None:
    save(period, owner, entered(a=1, b=2))
    with pytest.raises(Conflict):
        save(period, planning_officer, entered(a=3, b=4))
    assert ActualValue.objects.count() == 1


@pytest.mark.parametrize("state", [ReportingPeriod.State.PLANNED, ReportingPeriod.State.CLOSED])
def test_a_period_that_is_not_open_refuses(period: ReportingPeriod, owner: User, state: str) -> None:
    ReportingPeriod.objects.update(state=state)
    with pytest.raises(PeriodNotOpen) as caught:
        save(period, owner, entered(a=1))
    assert caught.value.period.state == state
    assert not ActualValue.objects.exists()


@pytest.mark.parametrize("state", [State.SUBMITTED, State.VALIDATED])
def test_what_was_submitted_is_no_longer_the_areas_to_change(
    period: ReportingPeriod, owner: User, state: str
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=state)
    with pytest.raises(ValueFixed):
        save(period, owner, entered(a=9, b=9), version=0)


def test_the_planning_office_corrects_what_was_submitted_and_says_why(
    period: ReportingPeriod, planning_officer: User
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 1, "b": 2})
    with pytest.raises(ReasonMissing):
        save(period, planning_officer, entered(a=9, b=9), version=0)
    value = save(period, planning_officer, entered(a=9, b=9), version=0, reason="Errore di battitura")
    assert value.state == State.SUBMITTED
    assert value.history.latest("history_id").history_change_reason == "Errore di battitura"


def test_not_even_the_planning_office_changes_what_is_validated(
    period: ReportingPeriod, planning_officer: User
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=State.VALIDATED)
    with pytest.raises(ValueFixed):
        save(period, planning_officer, entered(a=9, b=9), version=0, reason="Errore")


def test_a_returned_value_stays_returned_while_it_is_put_right(period: ReportingPeriod, owner: User) -> None:
    factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=State.RETURNED)
    assert save(period, owner, entered(a=9, b=9), version=0).state == State.RETURNED


def test_oil_and_wine_have_a_number_each(period: ReportingPeriod, owner: User) -> None:
    oil, wine = Condition.objects.filter(indicator=indicator("Tempo")).order_by("position")
    what = Entered(by_condition={oil.pk: case(a=12), wine.pk: case(a=20)})
    value = save_value(indicator("Tempo"), period, what, version=None, user=owner, now=NOW)
    assert value is not None
    stored = {each.condition_id: each.values.get().value for each in value.cases.exclude(condition=None)}
    assert stored == {oil.pk: 12, wine.pk: 20}
    less = Entered(by_condition={oil.pk: case(a=12)})
    save_value(indicator("Tempo"), period, less, version=1, user=owner, now=LATER)
    assert set(value.cases.values_list("condition", flat=True)) == {None, oil.pk}
    assert ReportedCase.history.filter(history_type="-", condition=wine).count() == 1


def test_dates_and_parts_are_kept(period: ReportingPeriod, owner: User) -> None:
    day = datetime.date(2018, 5, 31)
    part = replace(case(done=False, done_on=day), partial_percent=Decimal(60), partial_reason="Metà fatta")
    value = save_value(indicator("SI/NO"), period, Entered(whole=part), version=None, user=owner, now=NOW)
    assert value is not None
    whole = value.cases.get()
    assert (whole.done, whole.done_on, whole.partial_percent) == (False, day, Decimal(60))


def test_what_is_no_part_of_the_indicator_is_refused_whole(period: ReportingPeriod, owner: User) -> None:
    strange = Condition.objects.filter(indicator=indicator("Tempo")).first()
    assert strange is not None
    for what in (entered(a=1, z=2), Entered(by_condition={strange.pk: case(a=1)})):
        with pytest.raises(ValueError, match=r"condition|operand"):
            save(period, owner, what)
    assert not ActualValue.objects.exists()


def test_an_unrelated_plan_stays_as_it_is(period: ReportingPeriod, owner: User) -> None:
    factories.plan(2019)
    save(period, owner, entered(a=1))
    assert ActualValue.objects.get().period == period


def test_a_box_that_is_not_sent_stays_as_it_is(period: ReportingPeriod, owner: User, at_desk: Client) -> None:
    mine = indicator()
    save_value(mine, period, entered(a=412, b=490), version=None, user=owner, now=NOW)
    prefix = f"v{mine.pk}"
    sent = {f"{prefix}-version": "1", f"{prefix}-dev": "Organico ridotto", "save": str(mine.pk)}
    at_desk.post(area_path(period), sent)
    value = ActualValue.objects.get()
    assert numbers_of(value) == {"a": Decimal(412), "b": Decimal(490)}
    assert value.deviation == "Organico ridotto"
