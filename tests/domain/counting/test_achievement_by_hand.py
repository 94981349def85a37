"""What a person answers by hand, and what a deadline costs."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.actual import Partial
from targets.domain.counting.proof import StepCode
from targets.domain.counting.rules import DeadlineRule, YesNoRule
from targets.domain.counting.states import State
from targets.domain.reading import Kind
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    codes,
    count,
    in_words,
    judged,
    method,
    number,
    reported,
    target,
    yes_no,
)

DEADLINE = date(2018, 9, 30)
YEAR_END = date(2018, 12, 31)


# -- yes or no ------------------------------------------------------------------------------------


def by_hand(rules: Any = DEFAULT, condition: Any = None, **fields: Any) -> Any:
    return achievement_of_indicator(yes_no(), [condition or in_words()], reported(**fields), rules)


@pytest.mark.parametrize(("done", "met", "shown"), [(True, True, 100), (False, False, 0), (None, None, None)])
def test_yes_is_all_and_no_is_nothing_and_no_answer_is_neither(
    done: bool | None, met: bool | None, shown: int | None
) -> None:
    outcome = by_hand(done=done)
    assert (outcome.met, outcome.shown) == (met, shown)
    assert outcome.value is None


def test_a_number_on_a_yes_no_is_judged_by_the_person_who_answers() -> None:
    assert by_hand(condition=target(">=", 4, "nuove azioni"), done=True).achievement == 100


@pytest.mark.parametrize(
    ("rule", "done", "shown"),
    [
        (YesNoRule.PARTIAL_BY_HAND, None, 40),
        (YesNoRule.PARTIAL_BY_HAND, False, 40),
        (YesNoRule.ALL_OR_NOTHING, False, 0),
        (YesNoRule.ALL_OR_NOTHING, None, None),
    ],
)
def test_a_part_by_hand_counts_only_where_the_method_has_it(
    rule: YesNoRule, done: bool | None, shown: int | None
) -> None:
    outcome = by_hand(method(yes_no=rule), done=done, partial=Partial(number(40), "Due sportelli su cinque"))
    assert outcome.shown == shown
    expected = StepCode.PARTIAL if rule is YesNoRule.PARTIAL_BY_HAND else StepCode.PARTIAL_REFUSED
    assert expected in codes(outcome.proof)


def test_a_state_of_work_against_words_is_complete_at_100() -> None:
    completion = count("%", Kind.COMPLETION)
    assert judged(in_words(), 60, indicator=completion).shown == 60
    assert judged(in_words(), 100, indicator=completion).met is True


def test_a_count_against_words_is_judged_by_hand() -> None:
    outcome = achievement_of_indicator(count(), [in_words()], reported(12, done=True), DEFAULT)
    assert (outcome.value, outcome.achievement) == (number(12), number(100))


# -- deadlines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "done_on", "met", "shown"),
    [
        (DeadlineRule.LATE_IS_ZERO, date(2018, 9, 30), True, 100),
        (DeadlineRule.LATE_IS_ZERO, date(2018, 10, 1), False, 0),
        (DeadlineRule.MINUS_PER_DAY, date(2018, 10, 10), False, 90),
        (DeadlineRule.MINUS_PER_DAY, date(2019, 9, 30), False, 0),
        (DeadlineRule.MINUS_PER_DAY, date(2018, 9, 30), True, 100),
        (DeadlineRule.IGNORED, date(2018, 10, 10), True, 100),
    ],
)
def test_a_deadline_costs_what_the_method_says(
    rule: DeadlineRule, done_on: date, met: bool, shown: int
) -> None:
    by_september = target(">=", 100, "%", deadline=DEADLINE)
    completion = count("%", Kind.COMPLETION)
    outcome = achievement_of_indicator(
        completion, [by_september], reported(100, done_on=done_on), method(deadline=rule)
    )
    assert (outcome.met, outcome.shown) == (met, number(shown))


@pytest.mark.parametrize(
    ("value", "as_of", "state", "met", "shown"),
    [
        (100, date(2018, 6, 30), State.COMPUTED, True, 100),
        (60, date(2018, 6, 30), State.COMPUTED, False, 60),
        (100, YEAR_END, State.NOT_REPORTED, None, None),
        (60, YEAR_END, State.COMPUTED, False, 0),
        (100, None, State.NOT_REPORTED, None, None),
        (60, None, State.NOT_REPORTED, False, None),
        (0, None, State.COMPUTED, False, 0),
    ],
)
def test_a_date_is_asked_for_only_where_it_decides(
    value: int, as_of: date | None, state: State, met: bool | None, shown: int | None
) -> None:
    by_september = target(">=", 100, "%", deadline=DEADLINE)
    completion = count("%", Kind.COMPLETION)
    outcome = achievement_of_indicator(completion, [by_september], reported(value, as_of=as_of), DEFAULT)
    assert (outcome.state, outcome.met, outcome.shown) == (state, met, shown)


def test_a_yes_after_the_deadline_is_late_and_a_no_needs_no_date() -> None:
    assert by_hand(condition=in_words(DEADLINE), done=True, done_on=date(2018, 10, 2)).shown == 0
    assert by_hand(condition=in_words(DEADLINE), done=False).shown == 0
