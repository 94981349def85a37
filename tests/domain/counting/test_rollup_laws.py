"""Laws of the roll-up, for every method and every tree."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from targets.domain.counting.rollup import Result, roll_up
from targets.domain.counting.rules import (
    CombiningRule,
    MissingRule,
    OwnAndChildrenRule,
    RoundingMoment,
)
from targets.domain.counting.states import State
from targets.domain.counting.tree import Leaf, Node, by_group
from tests.domain.counting.achievement_examples import DEFAULT, outcome
from tests.domain.counting.achievement_strategies import LEAVES, SCORES, TREES, WEIGHTS, methods

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.domain.counting.method import EvaluationMethod

UNROUNDED = methods(rounding_moment=RoundingMoment.AT_DISPLAY)
WEIGHTED = st.lists(st.tuples(SCORES, WEIGHTS), min_size=1, max_size=12)


def row(parts: list[tuple[Decimal, Decimal]]) -> Node:
    return Node(
        "row", tuple(Leaf(f"{place}", outcome(score), weight) for place, (score, weight) in enumerate(parts))
    )


def results(result: Result) -> list[Result]:
    below = [each for child in result.children for each in results(child)]
    return [result, *result.indicators, *below]


@settings(max_examples=150, deadline=None)
@given(TREES, methods())
def test_every_tree_has_a_result_within_bounds(tree: Node, rules: EvaluationMethod) -> None:
    result = roll_up(tree, rules)
    for each in results(result):
        assert (each.achievement is not None) is (each.state is State.COMPUTED)
        if each.achievement is not None:
            assert 0 <= each.achievement <= 100
        json.dumps(each.proof.as_data())
    leaves = [
        each for each in results(result) if not each.indicators and not each.children and each.key == "leaf"
    ]
    assert result.tally.total == len(leaves)


@settings(max_examples=100, deadline=None)
@given(SCORES, st.lists(WEIGHTS, min_size=1, max_size=12), UNROUNDED)
def test_a_roll_up_of_equals_is_that_value(
    score: Decimal, weights: list[Decimal], rules: EvaluationMethod
) -> None:
    alike = row([(score, weight) for weight in weights])
    assert roll_up(alike, rules).achievement == score
    assert roll_up(Node("line", children=(alike, alike)), rules).achievement == score
    assert roll_up(replace(alike, children=(alike, alike)), rules).achievement in (score, None)


@settings(max_examples=100, deadline=None)
@given(WEIGHTED, UNROUNDED)
def test_a_roll_up_lies_between_its_parts(
    parts: list[tuple[Decimal, Decimal]], rules: EvaluationMethod
) -> None:
    achievement = roll_up(row(parts), rules).achievement
    scores = [score for score, _ in parts]
    assert achievement is not None
    assert min(scores) <= achievement <= max(scores)


@settings(max_examples=120, deadline=None)
@given(st.lists(LEAVES, max_size=6), st.randoms(use_true_random=False), methods())
def test_the_order_of_the_parts_does_not_matter(
    leaves: list[Leaf], random: object, rules: EvaluationMethod
) -> None:
    shuffled = list(leaves)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random
    one = roll_up(Node("row", tuple(leaves)), rules)
    other = roll_up(Node("row", tuple(shuffled)), rules)
    assert (one.achievement, one.state, one.tally) == (other.achievement, other.state, other.tally)
    rows = tuple(Node("row", (leaf,)) for leaf in leaves)
    backwards = Node("line", children=rows[::-1])
    assert roll_up(Node("line", children=rows), rules).achievement == roll_up(backwards, rules).achievement


@settings(max_examples=100, deadline=None)
@given(WEIGHTED, WEIGHTS, methods())
def test_scaling_all_weights_changes_nothing(
    parts: list[tuple[Decimal, Decimal]], factor: Decimal, rules: EvaluationMethod
) -> None:
    scaled = [(score, weight * factor) for score, weight in parts]
    assert roll_up(row(parts), rules).achievement == roll_up(row(scaled), rules).achievement


@settings(max_examples=100, deadline=None)
@given(WEIGHTED, st.data(), methods())
def test_a_better_part_never_makes_the_whole_worse(
    parts: list[tuple[Decimal, Decimal]], data: st.DataObject, rules: EvaluationMethod
) -> None:
    place = data.draw(st.integers(0, len(parts) - 1))
    score, weight = parts[place]
    more = data.draw(st.decimals(score, 100, places=10))
    better = [*parts[:place], (more, weight), *parts[place + 1 :]]
    before, after = roll_up(row(parts), rules).achievement, roll_up(row(better), rules).achievement
    assert before is not None
    assert after is not None
    assert after >= before


@settings(max_examples=100, deadline=None)
@given(
    WEIGHTED, WEIGHTS, methods(missing=MissingRule.LEFT_OUT, several_indicators=CombiningRule.WEIGHTED_MEAN)
)
def test_a_missing_part_that_is_left_out_changes_nothing_and_one_that_counts_zero_never_helps(
    parts: list[tuple[Decimal, Decimal]], weight: Decimal, rules: EvaluationMethod
) -> None:
    known = row(parts)
    gap = Leaf("gap", outcome(None, State.NOT_REPORTED), weight)
    with_gap = replace(known, indicators=(*known.indicators, gap))
    achievement = roll_up(known, rules).achievement
    assert roll_up(with_gap, rules).achievement == achievement
    as_zero = roll_up(with_gap, replace(rules, missing=MissingRule.COUNTS_ZERO)).achievement
    zero = replace(gap, outcome=outcome(0))
    assert as_zero == roll_up(replace(known, indicators=(*known.indicators, zero)), rules).achievement
    assert achievement is not None
    assert as_zero is not None
    assert as_zero <= achievement


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_regrouping_by_area_loses_and_doubles_no_indicator(tree: Node) -> None:
    # In the figure of an area all its indicators count, whatever the row above them is judged by.
    whole = replace(roll_up(tree, DEFAULT).tally, passed_over=0)
    assert sum((roll_up(area, DEFAULT).tally for area in by_group(tree)), type(whole)()) == whole


@settings(max_examples=200, deadline=None)
@given(WEIGHTED, methods(own_and_children=OwnAndChildrenRule.OWN_FIRST))
def test_the_figure_of_a_row_is_the_same_wherever_it_hangs(
    parts: list[tuple[Decimal, Decimal]], rules: EvaluationMethod
) -> None:
    """Known failure: the same roll-up written four times and disagreeing."""
    alone = roll_up(row(parts), rules)
    deep = roll_up(Node("plan", children=(Node("line", children=(row(parts),)),)), rules)
    assert deep.children[0].children[0] == alone
    assert deep.achievement == alone.achievement
