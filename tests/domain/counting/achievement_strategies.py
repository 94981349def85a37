"""What hypothesis may think of: methods, indicators, conditions, reports and trees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from targets.domain.counting.actual import Actual, Partial
from targets.domain.counting.bands import default_bands
from targets.domain.counting.method import EvaluationMethod
from targets.domain.counting.rules import (
    CombiningRule,
    DeadlineRule,
    HigherRule,
    LowerRule,
    MissingRule,
    OverrideRule,
    OwnAndChildrenRule,
    RangeRule,
    RoundingMode,
    RoundingMoment,
    TargetZeroRule,
    UnmetRule,
    VariationRule,
    YesNoRule,
)
from targets.domain.counting.states import State
from targets.domain.counting.tree import Leaf, Node
from targets.domain.reading import Basis, Condition, IndicatorReading, Kind, Operand, Operator, Status
from tests.domain.counting.achievement_examples import outcome

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

FIGURES = st.decimals(-(10**11), 10**11, places=4)
"""What fits the database: 15 digits, four of them decimals."""

POSITIVE = st.decimals(Decimal("0.0001"), 10**11, places=4)

ANY_NUMBER = st.one_of(FIGURES, st.decimals(allow_nan=True, allow_infinity=True))

DATES = st.one_of(st.none(), st.dates(date(2017, 1, 1), date(2020, 12, 31)))


def methods(**fixed: Any) -> SearchStrategy[EvaluationMethod]:
    rules: dict[str, SearchStrategy[Any]] = {
        "cap": st.one_of(st.none(), st.integers(100, 200).map(Decimal)),
        "floor": st.integers(0, 100).map(Decimal),
        "rounding": st.sampled_from(RoundingMode),
        "decimals": st.integers(0, 6),
        "rounding_moment": st.sampled_from(RoundingMoment),
        "higher": st.sampled_from(HigherRule),
        "lower": st.sampled_from(LowerRule),
        "in_range": st.sampled_from(RangeRule),
        "target_zero": st.sampled_from(TargetZeroRule),
        "variation": st.sampled_from(VariationRule),
        "unmet": st.sampled_from(UnmetRule),
        "yes_no": st.sampled_from(YesNoRule),
        "deadline": st.sampled_from(DeadlineRule),
        "several_conditions": st.sampled_from(CombiningRule),
        "several_indicators": st.sampled_from(CombiningRule),
        "several_rows": st.sampled_from(CombiningRule),
        "own_and_children": st.sampled_from(OwnAndChildrenRule),
        "missing": st.sampled_from(MissingRule),
        "not_computable": st.sampled_from(MissingRule),
        "override": st.sampled_from(OverrideRule),
        "bands": st.sampled_from([(), default_bands()]),
    }
    return st.builds(EvaluationMethod, **(rules | {name: st.just(rule) for name, rule in fixed.items()}))


UNITS = st.sampled_from([None, "%", "percentage points", "days", "EUR", "imprese", "‰"])

YEARS = st.sampled_from([None, 2015, 2018])

INDICATORS = st.builds(
    IndicatorReading,
    label=st.just("indicatore"),
    kind=st.sampled_from(Kind),
    expression=st.sampled_from(
        [None, "a", "a / b", "a / b * 100", "a * 100 / b", "(a - b) / a", "a * b", "a +"]
    ),
    operands=st.builds(
        lambda first, second: (Operand("a", "a", first), Operand("b", "b", second)), YEARS, YEARS
    ),
    unit=UNITS,
)


@st.composite
def conditions(draw: st.DrawFn, numbers: SearchStrategy[Decimal] = ANY_NUMBER) -> Condition:
    return Condition(
        operator=draw(st.one_of(st.none(), st.sampled_from(Operator))),
        value=draw(st.one_of(st.none(), numbers)),
        upper=draw(st.one_of(st.none(), numbers)),
        unit=draw(UNITS),
        deadline=draw(DATES),
        reference_year=draw(YEARS),
        basis=draw(st.sampled_from(Basis)),
        label=draw(st.sampled_from(["", "olio", "vino"])),
        indicator=draw(st.sampled_from([0, 0, 0, None])),
        status=draw(st.sampled_from(Status)),
    )


@st.composite
def actuals(draw: st.DrawFn, depth: int = 1) -> Actual:
    partial = draw(
        st.one_of(st.none(), st.builds(Partial, st.integers(0, 100).map(Decimal), st.just("perché")))
    )
    own = st.dictionaries(st.integers(0, 2), actuals(depth=0), max_size=2) if depth else st.just({})
    return Actual(
        operands=draw(st.dictionaries(st.sampled_from("ab"), st.one_of(st.none(), ANY_NUMBER))),
        by_condition=draw(own),
        done=draw(st.sampled_from([False, None])) if partial else draw(st.sampled_from([True, False, None])),
        done_on=draw(DATES),
        as_of=draw(DATES),
        partial=partial,
        not_applicable=draw(st.sampled_from([None, None, None, "non si applica"])),
    )


SCORES = st.decimals(0, 100, places=10)
WEIGHTS = st.decimals(Decimal("0.0001"), 10**6, places=4)
GAPS = st.sampled_from([State.NOT_REPORTED, State.NOT_COMPUTABLE, State.NOT_APPLICABLE])

OUTCOMES = st.one_of(st.builds(outcome, SCORES), st.builds(outcome, st.none(), GAPS))
LEAVES = st.builds(
    Leaf, st.just("leaf"), OUTCOMES, st.one_of(st.none(), WEIGHTS), st.sampled_from([None, "A", "B"])
)

TREES: SearchStrategy[Node] = st.recursive(
    st.builds(
        Node, st.just("row"), st.lists(LEAVES, max_size=3).map(tuple), weight=st.one_of(st.none(), WEIGHTS)
    ),
    lambda inner: st.builds(
        Node,
        st.just("line"),
        st.lists(LEAVES, max_size=2).map(tuple),
        st.lists(inner, max_size=3).map(tuple),
        st.one_of(st.none(), WEIGHTS),
    ),
    max_leaves=8,
)
