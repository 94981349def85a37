"""What is not met and need not be yet is not missed; what nothing is judged by is counted as that."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from targets.domain.counting.achievement import Outcome, achievement_of_indicator, withheld
from targets.domain.counting.actual import Actual, Partial
from targets.domain.counting.proof import StepCode
from targets.domain.counting.rollup import Result, roll_up
from targets.domain.counting.rules import DeadlineRule, MissingRule, OwnAndChildrenRule, YesNoRule
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    codes,
    count,
    in_words,
    method,
    number,
    outcome,
    reported,
    target,
    yes_no,
)

if TYPE_CHECKING:
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import Condition

END, MID = date(2018, 12, 31), date(2018, 6, 30)
NEXT, LATER = date(2019, 12, 31), date(2020, 12, 31)


def of(actual: Actual, *conditions: Condition, by: date | None = NEXT) -> Outcome:
    asked = conditions or (target(">=", 100, "%", deadline=by),)
    return achievement_of_indicator(count("%"), asked, actual, DEFAULT)


def test_what_falls_short_before_its_deadline_is_not_met_and_not_due_yet() -> None:
    found = of(reported(60, as_of=END))
    assert (found.met, found.due_on, found.achievement) == (False, NEXT, number(60))


def test_its_achievement_has_no_band_before_its_deadline_and_the_proof_says_so() -> None:
    found = of(reported(60, as_of=END))
    assert (found.shown, found.band) == (number(60), None)
    assert codes(found.proof)[-2:] == [StepCode.NOT_DUE, StepCode.NO_BAND_YET]
    assert found.proof.steps[-1].dates == {"deadline": NEXT}


@pytest.mark.parametrize("by", [END, MID, None])
def test_on_the_day_of_its_deadline_after_it_or_without_one_it_is_missed(by: date | None) -> None:
    found = of(reported(60, as_of=END), by=by)
    assert (found.met, found.due_on) == (False, None)
    assert StepCode.NOT_DUE not in codes(found.proof)


def in_its_year(actual: Actual, condition: Condition, rules: EvaluationMethod = DEFAULT) -> Outcome:
    return achievement_of_indicator(count("%"), [condition], actual, rules, year_end=END)


@pytest.mark.parametrize("rule", list(DeadlineRule))
def test_what_names_no_day_is_due_at_the_end_of_its_year(rule: DeadlineRule) -> None:
    target_of_the_year, rules = target(">=", 100, "%"), method(deadline=rule)
    by_june = in_its_year(reported(60, as_of=MID), target_of_the_year, rules)
    assert (by_june.met, by_june.due_on, by_june.achievement, by_june.band) == (False, END, number(60), None)
    assert [each.rule for each in by_june.proof.steps if each.code is StepCode.NOT_DUE] == ["year"]
    at_the_end = in_its_year(reported(60, as_of=END), target_of_the_year, rules)
    assert (at_the_end.met, at_the_end.due_on, at_the_end.achievement) == (False, None, number(60))
    assert at_the_end.band is not None
    assert in_its_year(reported(100, as_of=MID), target_of_the_year, rules).met is True


def test_the_deadline_it_names_counts_and_not_the_end_of_its_year() -> None:
    assert in_its_year(reported(60, as_of=MID), target(">=", 100, "%", deadline=MID)).due_on is None
    assert in_its_year(reported(60, as_of=END), target(">=", 100, "%", deadline=NEXT)).due_on == NEXT


def test_what_is_not_done_by_june_can_still_be_done() -> None:
    found = achievement_of_indicator(
        yes_no(), [in_words(None)], Actual(done=False, as_of=MID), DEFAULT, year_end=END
    )
    assert (found.met, found.due_on, found.achievement) == (False, END, number(0))


def test_what_had_been_reached_by_the_deadline_counts_and_is_not_said_to_be_in_time() -> None:
    (rule,) = [
        each.rule
        for each in of(reported(85, as_of=END, done_on=MID), by=MID).proof.steps
        if each.code is StepCode.ON_TIME
    ]
    assert rule == "not_met"


def test_what_is_met_before_its_deadline_is_met() -> None:
    found = of(reported(100, as_of=END))
    assert (found.met, found.due_on) == (True, None)
    assert found.band is not None


def test_what_was_done_after_its_deadline_is_missed_whenever_it_is_reported() -> None:
    found = of(reported(60, as_of=END, done_on=date(2020, 1, 1)))
    assert found.due_on is None


def test_without_a_day_of_the_results_nothing_is_said_of_what_is_ahead() -> None:
    assert of(reported(60)).due_on is None


@pytest.mark.parametrize("rule", list(DeadlineRule))
def test_no_rule_on_what_is_late_makes_it_missed(rule: DeadlineRule) -> None:
    condition = target(">=", 100, "%", deadline=NEXT)
    found = achievement_of_indicator(count("%"), [condition], reported(60, as_of=END), method(deadline=rule))
    assert (found.due_on, found.achievement) == (NEXT, number(60))


@pytest.mark.parametrize(
    "answer", [Actual(done=False, as_of=MID), Actual(partial=Partial(number(60), "a part"), as_of=MID)]
)
def test_what_is_not_done_before_its_deadline_is_not_due_either(answer: Actual) -> None:
    rules = method(yes_no=YesNoRule.PARTIAL_BY_HAND)
    found = achievement_of_indicator(yes_no(), [in_words(END)], answer, rules)
    assert (found.met, found.due_on) == (False, END)


def test_what_is_not_answered_is_not_reported_and_nothing_else() -> None:
    found = achievement_of_indicator(yes_no(), [in_words(END)], Actual(as_of=MID), DEFAULT)
    assert (found.state, found.met, found.due_on) == (State.NOT_REPORTED, None, None)


def test_one_condition_that_is_due_and_not_met_makes_the_whole_missed() -> None:
    due, ahead = target(">=", 50, "%", deadline=MID), target(">=", 100, "%", deadline=NEXT)
    of_each = {0: reported(40, as_of=END), 1: reported(60, as_of=END)}
    found = of(Actual(by_condition=of_each, as_of=END), due, ahead)
    assert (found.met, found.due_on) == (False, None)


def test_the_first_deadline_ahead_is_named_and_what_is_met_asks_for_nothing() -> None:
    met, first, second = (
        target(">=", share, "%", deadline=by) for share, by in ((50, MID), (80, NEXT), (100, LATER))
    )
    of_each = {place: reported(60, as_of=END, done_on=MID) for place in range(3)}
    assert of(Actual(by_condition=of_each, as_of=END), met, first, second).due_on == NEXT


def test_what_was_entered_and_does_not_count_says_that_and_not_that_it_is_missing() -> None:
    found = withheld(of(Actual(as_of=END)), Reason.RETURNED)
    assert (found.state, found.reason) == (State.NOT_REPORTED, Reason.RETURNED)
    assert [each.rule for each in found.proof.steps if each.code is StepCode.STOPPED] == ["returned"]


def test_what_gives_no_figure_whatever_is_entered_keeps_its_own_reason() -> None:
    unclear = achievement_of_indicator(count(), [], Actual(as_of=END), DEFAULT)
    assert withheld(unclear, Reason.NOT_SUBMITTED) == unclear


# -- the roll-up ------------------------------------------------------------------------------


def leaf(found: Outcome | int | None) -> Leaf:
    if isinstance(found, Outcome):
        return Leaf("x", found)
    return Leaf("x", outcome(found, State.NOT_REPORTED if found is None else State.COMPUTED))


AHEAD = of(reported(60, as_of=END))
MET = of(reported(100, as_of=END))
MISSED = of(reported(60, as_of=END), by=END)


def rolled(*found: Outcome | int | None) -> Result:
    return roll_up(Node("row", tuple(map(leaf, found))), DEFAULT)


def test_what_is_not_due_is_counted_by_itself_and_never_among_the_missed() -> None:
    tally = rolled(AHEAD, MET, MISSED).tally
    assert (tally.met, tally.not_met, tally.not_due, tally.total) == (1, 1, 1, 3)


@pytest.mark.parametrize(
    ("found", "due_on"),
    [
        ((AHEAD,), NEXT),
        ((AHEAD, MET), NEXT),
        ((AHEAD, MISSED), None),
        ((AHEAD, None), NEXT),
        ((None,), None),
        ((MET,), None),
        ((), None),
    ],
)
def test_a_group_is_not_due_where_all_that_is_not_met_in_it_is_not(
    found: tuple[Outcome | None, ...], due_on: date | None
) -> None:
    result = rolled(*found)
    assert result.due_on == due_on
    assert (result.band is None) == (result.shown is None or due_on is not None)


def test_before_the_end_of_its_year_a_group_has_no_band_although_something_in_it_is_missed() -> None:
    ahead = in_its_year(reported(60, as_of=MID), target(">=", 100, "%"))
    missed = in_its_year(reported(60, as_of=MID), target(">=", 100, "%", deadline=MID))
    line = Node("line", children=(Node("row", (leaf(ahead),)), Node("row", (leaf(missed),))))
    whole = roll_up(Node("plan", children=(line,)), DEFAULT, year_end=END)
    assert (whole.due_on, whole.band, whole.achievement) == (END, None, number(60))
    assert (whole.tally.not_due, whole.tally.not_met) == (1, 1)
    assert whole.children[0].children[1].band is not None  # what is missed alone is judged


def test_at_the_end_of_its_year_what_is_due_in_another_hides_nothing_that_is_missed() -> None:
    whole = roll_up(Node("row", (leaf(AHEAD), leaf(MISSED))), DEFAULT, year_end=END)
    assert whole.due_on is None
    assert whole.band is not None


def test_a_missing_part_that_counts_as_nothing_achieved_is_missed_already() -> None:
    rules = method(missing=MissingRule.COUNTS_ZERO)
    assert roll_up(Node("row", (leaf(AHEAD), leaf(None))), rules).due_on is None


def test_so_it_is_at_every_level() -> None:
    row = Node("row", (leaf(AHEAD),))
    whole = roll_up(
        Node("plan", children=(Node("line", children=(row,)), Node("other", (leaf(MET),)))), DEFAULT
    )
    assert (whole.due_on, whole.band, whole.achievement) == (NEXT, None, number(80))


TREE = Node(
    "plan", children=(Node("objective", (leaf(MET),), (Node("below", (leaf(MISSED), leaf(MISSED))),)),)
)


@pytest.mark.parametrize(
    ("rules", "passed_over"),
    [
        (method(own_and_children=OwnAndChildrenRule.OWN_FIRST), 2),
        (method(own_and_children=OwnAndChildrenRule.CHILDREN_FIRST), 1),
        (method(own_and_children=OwnAndChildrenRule.ALL_ALIKE), 0),
        (method(own_and_children=OwnAndChildrenRule.SHARED), 0),
        (method(own_and_children=OwnAndChildrenRule.SHARED, own_share=number(100)), 2),
        (method(own_and_children=OwnAndChildrenRule.SHARED, own_share=number(0)), 1),
    ],
)
def test_what_weighs_nothing_in_a_figure_is_counted_beside_it(
    rules: EvaluationMethod, passed_over: int
) -> None:
    whole = roll_up(TREE, rules)
    assert (whole.tally.passed_over, whole.tally.total) == (passed_over, 3)
    objective = whole.children[0]
    assert objective.children[0].is_passed_over == (passed_over == 2)
    assert objective.children[0].indicators[0].is_passed_over == (passed_over == 2)
    assert objective.indicators[0].is_passed_over == (passed_over == 1)
    assert not objective.is_passed_over
    assert objective.children[0].tally.passed_over == 0


def test_what_weighs_nothing_does_not_make_a_figure_due() -> None:
    row = Node("objective", (leaf(AHEAD),), (Node("below", (leaf(MISSED),)),))
    assert roll_up(row, DEFAULT).due_on == NEXT


def test_where_its_own_do_not_apply_those_below_count() -> None:
    not_this_year = Leaf("own", outcome(None, State.NOT_APPLICABLE))
    whole = roll_up(Node("objective", (not_this_year,), (Node("below", (leaf(MET),)),)), DEFAULT)
    assert (whole.tally.passed_over, whole.achievement) == (0, number(100))
