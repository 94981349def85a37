"""From indicators to rows, lines, sections and the plan, and by area."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.domain.counting.proof import StepCode
from targets.domain.counting.rollup import Result, roll_up
from targets.domain.counting.rules import (
    CombiningRule,
    MissingRule,
    OverrideRule,
    OwnAndChildrenRule,
    RoundingMode,
    RoundingMoment,
)
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node, Override, RollUpError, Tally, by_group
from tests.domain.counting.achievement_examples import DEFAULT, codes, judged, method, number, outcome, target

if TYPE_CHECKING:
    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod

MISSING = outcome(None, State.NOT_REPORTED, Reason.OPERAND_MISSING)
UNCLEAR = outcome(None, State.NOT_COMPUTABLE, Reason.CONDITION_UNCLEAR)
NOT_THIS_YEAR = outcome(None, State.NOT_APPLICABLE)


def leaf(achievement: str | int | None, weight: str | int | None = None, group: str | None = None) -> Leaf:
    figure = MISSING if achievement is None else outcome(achievement)
    return Leaf(f"indicator {achievement}", figure, None if weight is None else number(weight), group)


def row(*achievements: str | int | None, **fields: object) -> Node:
    return Node("row", tuple(leaf(each) for each in achievements), **fields)  # type: ignore[arg-type]  # fields of Node


def parts(*achievements: str | int | None) -> Node:
    return Node("line", children=tuple(row(each) for each in achievements))


def rolled(node: Node, rules: EvaluationMethod = DEFAULT) -> Decimal | None:
    return roll_up(node, rules).achievement


def test_several_indicators_make_their_weighted_mean() -> None:
    assert rolled(Node("row", (leaf(80, 40), leaf(100, 60)))) == 92
    assert rolled(Node("row", (leaf(80), leaf(100)))) == 90


def test_or_the_worst_one_counts() -> None:
    assert rolled(row(80, 100, 95), method(several_indicators=CombiningRule.WORST)) == 80
    assert rolled(parts(80, 100), method(several_indicators=CombiningRule.WORST)) == 90
    assert rolled(parts(80, 100), method(several_rows=CombiningRule.WORST)) == 80


def test_the_mean_is_of_the_capped_values() -> None:
    """200 % of one target must not make up for a half-missed other."""
    leaves = tuple(Leaf(str(actual), judged(target(">=", 50), actual)) for actual in (100, 25))
    assert rolled(Node("row", leaves)) == 75


def test_a_missing_value_is_left_out_and_the_others_share_its_weight() -> None:
    node = Node("row", (leaf(80, 40), leaf(None, 50), leaf(100, 10)))
    result = roll_up(node, DEFAULT)
    assert result.achievement == 84
    assert (result.tally.computed, result.tally.not_reported) == (2, 1)
    assert StepCode.LEFT_OUT in codes(result.proof)


def test_or_a_missing_value_counts_zero_and_still_is_not_one() -> None:
    node = Node("row", (leaf(80, 40), leaf(None, 50), leaf(100, 10)))
    result = roll_up(node, method(missing=MissingRule.COUNTS_ZERO))
    assert result.achievement == 42
    assert result.indicators[1].achievement is None
    assert result.indicators[1].state is State.NOT_REPORTED
    assert StepCode.COUNTED_AS_ZERO in codes(result.proof)


def test_a_true_zero_counts_where_a_missing_one_does_not() -> None:
    assert rolled(row(100, 0)) == 50
    assert rolled(row(100, None)) == 100


@pytest.mark.parametrize(
    ("rule", "achievement"), [(MissingRule.LEFT_OUT, 100), (MissingRule.COUNTS_ZERO, 50)]
)
def test_what_cannot_be_computed_has_its_own_rule(rule: MissingRule, achievement: int) -> None:
    node = Node("row", (leaf(100), Leaf("unclear", UNCLEAR)))
    result = roll_up(node, method(not_computable=rule))
    assert result.achievement == achievement
    assert result.tally.not_computable == 1


@pytest.mark.parametrize("rule", list(MissingRule))
def test_what_does_not_apply_never_costs_anything(rule: MissingRule) -> None:
    node = Node("row", (leaf(80), Leaf("no call this year", NOT_THIS_YEAR)))
    assert rolled(node, method(missing=rule, not_computable=rule)) == 80


@pytest.mark.parametrize(
    ("node", "state"),
    [
        (Node("empty"), State.EMPTY),
        (Node("line", children=(Node("a"), Node("b"))), State.EMPTY),
        (parts(None, None), State.NOT_REPORTED),
        (Node("row", (Leaf("x", NOT_THIS_YEAR),)), State.NOT_APPLICABLE),
        (Node("row", (Leaf("x", UNCLEAR), Leaf("y", MISSING))), State.NOT_COMPUTABLE),
    ],
)
def test_a_group_without_any_figure_has_none_and_not_zero(node: Node, state: State) -> None:
    result = roll_up(node, DEFAULT)
    assert (result.state, result.achievement, result.shown, result.band) == (state, None, None, None)


def test_where_only_some_have_a_weight_there_is_no_figure() -> None:
    result = roll_up(Node("row", (leaf(80, 40), leaf(100))), DEFAULT)
    assert (result.achievement, result.reason) == (None, Reason.WEIGHTS_INCOMPLETE)


def test_a_weight_of_zero_does_not_count() -> None:
    assert rolled(Node("row", (leaf(80, 1), leaf(0, 0)))) == 80
    assert (
        rolled(Node("row", (leaf(80, 1), leaf(0, 0))), method(several_indicators=CombiningRule.WORST)) == 80
    )
    result = roll_up(Node("row", (leaf(80, 0), leaf(0, 0))), DEFAULT)
    assert (result.achievement, result.reason) == (None, Reason.WEIGHTS_ALL_ZERO)


@pytest.mark.parametrize("weight", ["-1", "NaN", "Infinity"])
def test_an_impossible_weight_is_refused(weight: str) -> None:
    with pytest.raises(RollUpError):
        leaf(80, weight)
    with pytest.raises(RollUpError):
        Node("row", weight=number(weight))


@pytest.mark.parametrize("actuals", [(1, 2), (1, 1, 1, 3)])
def test_thirds_make_a_whole_again_even_when_cut(actuals: tuple[int, ...]) -> None:
    """33.33… and 66.66… are 50 on average, not 49.99."""
    thirds = tuple(Leaf(str(place), judged(target(">=", 3), part)) for place, part in enumerate(actuals))
    assert roll_up(Node("row", thirds), method(rounding=RoundingMode.TRUNCATE)).shown == 50


def test_unrounded_values_are_counted_unless_the_method_rounds_each_step() -> None:
    leaves = tuple(Leaf(str(actual), judged(target(">=", 3), actual)) for actual in (1, 1))
    at_display = Node("row", (*leaves, leaf(100)))
    assert roll_up(at_display, method(decimals=0)).shown == 56
    rounding = method(decimals=0, rounding_moment=RoundingMoment.AT_EACH_STEP)
    result = roll_up(Node("row", (leaf("33"), leaf("34"))), rounding)
    assert (result.achievement, result.proof.steps[-2].code) == (number(34), StepCode.ROUNDED)


# -- a row's own indicators and its children's ------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "achievement"),
    [
        (OwnAndChildrenRule.OWN_FIRST, 60),
        (OwnAndChildrenRule.CHILDREN_FIRST, 90),
        (OwnAndChildrenRule.SHARED, 69),
        (OwnAndChildrenRule.ALL_ALIKE, 80),
    ],
)
def test_a_row_with_indicators_and_children_follows_the_method(
    rule: OwnAndChildrenRule, achievement: int
) -> None:
    node = row(60, children=(row(80), row(100)))
    assert rolled(node, method(own_and_children=rule, own_share=Decimal(70))) == achievement


def test_the_second_choice_counts_where_the_first_does_not_apply() -> None:
    node = Node("row", (Leaf("x", NOT_THIS_YEAR),), (row(80),))
    assert rolled(node) == 80
    childless = row(60, children=(Node("empty"),))
    assert rolled(childless, method(own_and_children=OwnAndChildrenRule.CHILDREN_FIRST)) == 60


def test_what_is_missing_in_the_first_choice_is_not_covered_up_by_the_second() -> None:
    assert rolled(row(None, children=(row(80),))) is None


def test_a_share_of_what_is_missing_goes_to_the_rest() -> None:
    node = row(None, children=(row(80),))
    assert rolled(node, method(own_and_children=OwnAndChildrenRule.SHARED)) == 80


# -- override ---------------------------------------------------------------------------------------

BY_HAND = Override(
    number(95), "Il bando è stato sospeso dalla Regione", "Ufficio programmazione", date(2019, 2, 1)
)


@pytest.mark.parametrize(
    ("rule", "above"), [(OverrideRule.COMPUTED_COUNTS, 40), (OverrideRule.OVERRIDE_COUNTS, 95)]
)
def test_an_override_stands_beside_the_computed_achievement(rule: OverrideRule, above: int) -> None:
    node = Node("row", (Leaf("x", outcome(40), override=BY_HAND),))
    result = roll_up(node, method(override=rule))
    own = result.indicators[0]
    assert (own.achievement, own.override) == (number(40), BY_HAND)
    assert own.band is not None
    assert own.override_band is not None
    assert (own.band.name, own.override_band.name) == ("not_reached", "largely_reached")
    assert result.achievement == above
    assert result.tally.overridden == 1
    assert own.proof.steps[-1].code is StepCode.OVERRIDDEN


def test_an_override_of_a_whole_row_counts_one_level_above() -> None:
    plan = Node("plan", children=(row(40, override=BY_HAND), row(80)))
    assert rolled(plan) == 60
    assert rolled(plan, method(override=OverrideRule.OVERRIDE_COUNTS)) == Decimal("87.5")


def test_an_override_may_stand_where_nothing_could_be_computed() -> None:
    by_zero = outcome(None, State.NOT_COMPUTABLE, Reason.DIVISION_BY_ZERO)
    node = Node("row", (Leaf("x", by_zero, override=BY_HAND),))
    assert rolled(node) is None
    result = roll_up(node, method(override=OverrideRule.OVERRIDE_COUNTS))
    assert (result.achievement, result.indicators[0].achievement) == (number(95), None)


@pytest.mark.parametrize("none", [NOT_THIS_YEAR, MISSING])
def test_an_override_of_what_does_not_apply_or_is_not_reported_does_not_count(none: Outcome) -> None:
    node = Node("row", (Leaf("x", none, override=BY_HAND),))
    result = roll_up(node, method(override=OverrideRule.OVERRIDE_COUNTS))
    assert result.achievement is None
    assert result.indicators[0].proof.steps[-1].rule == f"not_counted_{none.state.value}"


def test_an_override_above_the_cap_counts_as_the_cap() -> None:
    beyond = Override(number(150), "oltre", "Ufficio", date(2019, 2, 1))
    node = Node("row", (Leaf("x", outcome(40), override=beyond),))
    assert rolled(node, method(override=OverrideRule.OVERRIDE_COUNTS)) == 100


@pytest.mark.parametrize(
    ("achievement", "reason", "author"),
    [("-1", "why", "who"), ("NaN", "why", "who"), ("50", " ", "who"), ("50", "why", "")],
)
def test_an_override_that_nobody_answers_for_is_refused(achievement: str, reason: str, author: str) -> None:
    with pytest.raises(RollUpError):
        Override(number(achievement), reason, author, date(2019, 2, 1))


# -- the whole tree, and by area --------------------------------------------------------------------


def plan() -> Node:
    first = Node("1", (leaf(80, group="A"),), (Node("1.1", (leaf(60, group="B"),)),))
    second = Node("2", (leaf(100, group="A"), leaf(40, group="B"), leaf(20)))
    return Node("plan", children=(Node("line", children=(first, second)),))


def find(result: Result, key: str) -> Result | None:
    if result.key == key:
        return result
    return next((found for child in result.children if (found := find(child, key))), None)


def test_the_same_function_serves_every_level() -> None:
    result = roll_up(plan(), DEFAULT)
    second = find(result, "2")
    assert second is not None
    assert second.shown == number("53.33")
    assert result.shown == number("66.67")
    assert result.tally == Tally(computed=5, met=1, not_met=4, passed_over=1)
    assert result.tally.total == 5


def test_by_area_every_indicator_counts_once() -> None:
    areas = by_group(plan())
    assert [area.key for area in areas] == ["A", "B", ""]
    results = [roll_up(area, DEFAULT) for area in areas]
    assert [result.achievement for result in results] == [90, 50, 20]
    assert sum(result.tally.total for result in results) == 5


def test_by_area_a_row_keeps_its_weight_and_its_override_where_it_is_all_of_one_area() -> None:
    whole = Node("1", (leaf(40, group="A"),), weight=number(3), override=BY_HAND)
    shared = Node("2", (leaf(40, group="A"), leaf(60, group="B")), weight=number(1), override=BY_HAND)
    first, second = by_group(Node("plan", children=(whole, shared)))
    assert [(part.weight, part.override) for part in first.children] == [
        (number(3), BY_HAND),
        (number(1), None),
    ]
    assert second.children[0].override is None


def test_a_long_mean_is_written_by_its_sum() -> None:
    result = roll_up(Node("row", tuple(Leaf(str(n), outcome(50), number(2)) for n in range(21))), DEFAULT)
    assert result.proof.steps[0].arithmetic() == "2100 / 42 = 50"
