"""Real outcomes for the wording of workings: every step and every reason, each from the counting itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from targets.domain.counting.achievement import achievement_of_indicator, withheld
from targets.domain.counting.actual import Actual, Partial
from targets.domain.counting.rollup import roll_up
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
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node, Override
from targets.domain.reading import Basis, Kind, Status
from tests.domain.counting.achievement_examples import (
    DEFAULT,
    count,
    days,
    in_words,
    judged,
    method,
    number,
    outcome,
    ratio,
    reported,
    target,
    yes_no,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from targets.domain.counting.achievement import Outcome
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.counting.rollup import Result
    from targets.domain.reading import Condition, IndicatorReading

JUNE, DECEMBER = date(2018, 6, 30), date(2018, 12, 31)
BASED = {"basis": Basis.VARIATION}


def of(
    indicator: IndicatorReading,
    conditions: Condition | Sequence[Condition],
    actual: Actual,
    rules: EvaluationMethod = DEFAULT,
    baseline: str | int | None = None,
) -> Outcome:
    several = (conditions,) if not isinstance(conditions, (list, tuple)) else conditions
    base = None if baseline is None else number(baseline)
    return achievement_of_indicator(indicator, several, actual, rules, baseline=base)


def outcomes() -> Iterator[Outcome]:
    """Outcomes of every kind: each rule, each gap."""
    yield from _by_number()
    yield from _by_change()
    yield from _finished()
    yield from _by_hand()
    yield from _without_figure()
    nothing = of(yes_no(), in_words(), reported())
    yield withheld(nothing, Reason.NOT_SUBMITTED)
    yield withheld(nothing, Reason.RETURNED)


def _by_number() -> Iterator[Outcome]:
    yield of(
        ratio(), target(">=", 80, "%", deadline=JUNE, label="pratiche"), reported(412, 490, done_on=JUNE)
    )
    yield of(ratio("a / b", None), target(">=", 80, "%"), reported(412, 490))
    yield judged(target("<=", 5, "days"), 6, indicator=days())
    yield judged(target("<=", 5, "days"), 6, method(lower=LowerRule.ONE_MINUS_EXCESS), indicator=days())
    yield judged(target("<=", 5), 0)
    yield judged(target("<=", 5), -3)
    yield judged(target("<=", 5), 0, method(cap=None))
    for higher in HigherRule:
        yield judged(target(">=", 50), 40, method(higher=higher), baseline=30)
        yield judged(target(">=", 50), 70, method(higher=higher), baseline=30)
        yield judged(target(">=", 50), 40, method(higher=higher), baseline=60)
    yield judged(target(">=", 50), 40, method(higher=HigherRule.RELATIVE_TO_BASELINE))
    yield judged(target("<=", 50), 60, method(lower=LowerRule.RELATIVE_TO_BASELINE), baseline=100)
    yield judged(target("<=", 50), 60, method(lower=LowerRule.ALL_OR_NOTHING))
    for in_range in RangeRule:
        for value in (75, 85):
            yield judged(target("between", 80, upper=number(90)), value, method(in_range=in_range))
    for target_zero in TargetZeroRule:
        for value in (0, 2):
            yield judged(target("<=", 0), value, method(target_zero=target_zero))
            yield judged(target("<=", -5), value - 5, method(target_zero=target_zero))


def _by_change() -> Iterator[Outcome]:
    for variation in VariationRule:
        rules = method(variation=variation)
        yield judged(target("<=", -20, "%", **BASED), 90, rules, baseline=100)
        yield judged(
            target(">=", 5, "percentage points", **BASED), 45, rules, indicator=count("%"), baseline=42
        )
        yield judged(target(">=", 5, **BASED), 45, rules, baseline=42)
        index = ratio("a / b * 100", "%", (2018, 2015))
        yield of(index, target("<=", -20, "%", **BASED), reported(90, 100), rules)
    yield judged(target("<=", -20, "%", **BASED), 90)
    yield judged(target("<=", -20, "%", **BASED), 90, baseline=0)


def _finished() -> Iterator[Outcome]:
    yield judged(target(">", 50), 50, method(unmet=UnmetRule.BELOW_FULL))
    yield judged(target(">=", 50), 4, method(floor=number(20)))
    for rounding in RoundingMode:
        at_each_step = {"rounding": rounding, "rounding_moment": RoundingMoment.AT_EACH_STEP}
        yield judged(target(">=", 70), 65, method(**at_each_step))
        yield judged(target(">=", 70), 65, method(**at_each_step, decimals=1))
    by_june = target(">=", 50, deadline=JUNE)
    for deadline in DeadlineRule:
        for day in (JUNE, DECEMBER):
            yield of(count(), by_june, reported(50, done_on=day), method(deadline=deadline))
    yield of(count(), by_june, reported(50))


def _by_hand() -> Iterator[Outcome]:
    yield of(yes_no(), target(None, None), Actual(done=True))
    yield of(yes_no(), in_words(DECEMBER), Actual(done=False, as_of=JUNE))
    yield of(yes_no(), in_words(), Actual())
    partly = Actual(done=False, partial=Partial(number(40), "gara aggiudicata"))
    for answer in YesNoRule:
        yield of(yes_no(), in_words(), partly, method(yes_no=answer))
    yield of(count("%", Kind.COMPLETION), in_words(), reported(40))
    apart = (target("<=", 13, "days", label="olio"), target("<=", 18, "days", label="vino"))
    yield of(days(), apart, reported(12))
    each = Actual(by_condition={0: reported(12), 1: reported(20)})
    for several in CombiningRule:
        yield of(days(), apart, each, method(several_conditions=several))


def _without_figure() -> Iterator[Outcome]:
    yield of(count(), target(">=", 50), Actual(not_applicable="servizio sospeso"))
    yield of(count(), (), reported(1))
    yield of(count(kind=Kind.UNCLEAR), target(">=", 50), reported(1))
    yield of(count(), target(">=", 50, indicator=None), reported(1))
    yield of(count(), target(None, 50, status=Status.UNCLEAR), reported(1))
    yield of(count(), target(">=", 50, status=Status.ASSUMED), reported(1))
    yield of(count(), target(">=", 50), reported())
    yield of(days(), target(">=", 50, "%"), reported(1))
    yield of(count(), target(">=", 50), reported("1e40"))
    yield of(ratio(), target(">=", 80, "%"), reported(4, 0))
    yield of(ratio("a / (b - a)"), target(">=", 80, "%"), reported(4, 4))
    yield of(ratio("-" * 3), target(">=", 80, "%"), reported(4, 4))


def results() -> Iterator[Result]:
    """Figures of groups: each way to make one of several, each gap, each override."""
    missing = outcome(None, State.NOT_REPORTED, Reason.OPERAND_MISSING)
    away = outcome(None, State.NOT_APPLICABLE)
    ten, ninety = Leaf("costi", outcome(10)), Leaf("tempi", outcome("90.5"))
    gaps = (ten, ninety, Leaf("ricavi", missing), Leaf("fiere", away))
    for missing_rule in MissingRule:
        yield roll_up(Node("riga", gaps), method(missing=missing_rule))
    yield roll_up(Node("riga", gaps), method(several_indicators=CombiningRule.WORST))
    yield roll_up(Node("riga", (ten,)), DEFAULT)
    yield roll_up(Node("riga", (ten,) * 21), DEFAULT)
    yield roll_up(Node("riga"), DEFAULT)
    weighted = Leaf("tempi", outcome(80), weight=number(40))
    yield roll_up(Node("riga", (weighted, Leaf("costi", outcome(100), weight=number(60)))), DEFAULT)
    yield roll_up(Node("riga", (weighted, ten)), DEFAULT)
    yield roll_up(Node("riga", (Leaf("tempi", outcome(80), weight=number(0)),)), DEFAULT)
    for own in OwnAndChildrenRule:
        for below in (outcome(80), missing):
            node = Node("riga", (ten,), (Node("figlia", (Leaf("x", below),)),))
            for missing_rule in MissingRule:
                yield roll_up(node, method(own_and_children=own, missing=missing_rule))
    changed = Override(number("95.5"), "errore nei dati", "Anna Rossi", DECEMBER)
    for override in OverrideRule:
        for figure in (outcome(80), missing, away):
            leaf = Leaf("tempi", figure, override=changed)
            yield roll_up(Node("riga", (leaf,)), method(override=override)).indicators[0]
