"""Two people in the same moment, each on a connection of their own: one is stored, the other is told."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError, connection

from targets.models import ActualValue, OperandValue
from targets.results import default_method, load_indicators
from targets.services.reporting import Conflict, save_value, submit_values
from tests import factories_values
from tests.entry.conftest import entry_plan
from tests.entry.entering import NOW, entered, indicator

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets.models import ReportingPeriod

PEOPLE = 4


@pytest.fixture
def period(transactional_db: None) -> ReportingPeriod:
    return factories_values.period(entry_plan())


def queueing(act: Callable[[], object]) -> object:
    """Do it when it is its turn: SQLite in memory, as in tests, refuses where a file waits."""
    while True:
        try:
            return act()
        except OperationalError as error:
            if "table is locked" not in str(error):
                raise
            time.sleep(0.01)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of these at the same time; return what each gave, or the exception it raised."""
    start = threading.Barrier(len(acts))
    found: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            found[place] = queueing(act)
        except Exception as error:
            found[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def saving(period: ReportingPeriod, number: int, version: int | None) -> Callable[[], object]:
    user, target = factories_values.reporter(), indicator()
    return lambda: save_value(target, period, entered(a=number, b=100), version=version, user=user, now=NOW)


@pytest.mark.parametrize("exists", [False, True], ids=["a new value", "a value that is there"])
def test_of_several_who_save_at_once_one_is_stored_and_the_others_are_told(
    period: ReportingPeriod, *, exists: bool
) -> None:
    version = None
    if exists:
        saving(period, 50, None)()
        version = 1
    found = at_once(*(saving(period, number, version) for number in range(PEOPLE)))
    stored = [each for each in found if isinstance(each, ActualValue)]
    assert len(stored) == 1, found
    assert sum(isinstance(each, Conflict) for each in found) == PEOPLE - 1, found
    assert OperandValue.objects.get(operand__key="a").value == found.index(stored[0])
    assert ActualValue.objects.get().version == (2 if exists else 1)


def test_a_double_click_saves_once(period: ReportingPeriod) -> None:
    found = at_once(*(saving(period, 7, None) for _click in range(2)))
    assert all(isinstance(each, ActualValue) for each in found), found
    assert ActualValue.history.count() == 1


def test_what_is_submitted_twice_at_once_is_submitted_once(period: ReportingPeriod) -> None:
    saving(period, 90, None)()
    user, method = factories_values.reporter(), default_method()

    def submit() -> int:
        measured = load_indicators(period.plan, period)
        return len(submit_values(measured, period, method, user=user, now=NOW).submitted)

    assert sorted(at_once(submit, submit), key=str) == [0, 1]
    assert ActualValue.objects.get().version == 2
