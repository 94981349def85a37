"""Indicator → row → line or section → plan, and the same by area: one function for every level.

The figure of a group is worked out in one place only, here; whoever shows it calls this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from targets.domain.counting.achievement import band_of, banded
from targets.domain.counting.combine import Combined, Part, combine, rule_for
from targets.domain.counting.condition import stepped
from targets.domain.counting.numbers import FULL, ZERO, minus
from targets.domain.counting.proof import Proof, Step, StepCode, step
from targets.domain.counting.rules import CombiningRule, MissingRule, OverrideRule, OwnAndChildrenRule
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node, Override, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod


class Side(Enum):
    """The two kinds of parts of a row."""

    OWN = auto()
    CHILDREN = auto()


@dataclass(frozen=True, slots=True)
class Result:
    """The figure of an indicator or a group, with everything behind it."""

    key: str
    state: State
    reason: Reason | None
    achievement: Decimal | None
    """As computed, in per cent; None = there is no figure, which is not zero."""
    shown: Decimal | None
    """The computed achievement, rounded as the method says."""
    band: Band | None
    """None too where it is not due yet."""
    override: Override | None
    override_band: Band | None
    counted: Decimal | None
    """What the level above counts: the computed achievement, unless the method says the override."""
    weight: Decimal | None
    tally: Tally
    proof: Proof
    """Of this level only; the proofs of the parts are with the parts."""
    is_met: bool = False
    """Whether everything that weighs in it is met."""
    due_on: date | None = None
    """The first day ahead by which something that weighs in it and is not met is due. A group has one
    where nothing in it is missed; before the end of its year also where something is, for no band
    judges a year that is not over. None = it is due, met or unknown."""
    is_passed_over: bool = False
    """Whether it weighs nothing above: the method counts other parts of its row in its place."""
    indicators: tuple[Result, ...] = ()
    children: tuple[Result, ...] = ()


def roll_up(node: Node, method: EvaluationMethod, *, year_end: date | None = None) -> Result:
    """Work out a node and everything below it; total, it never raises.

    A group in which nothing has a figure has none either: its achievement is None, not zero.
    ``year_end`` is the last day of the year that the targets are of; None = no year is looked at.
    """
    indicators = tuple(_of_leaf(leaf, method) for leaf in node.indicators)
    children = tuple(roll_up(child, method, year_end=year_end) for child in node.children)
    combined, over = _own_and_children(indicators, children, method)
    if over is Side.OWN:
        indicators = tuple(map(_passed_over, indicators))
    elif over is Side.CHILDREN:
        children = tuple(map(_passed_over, children))
    parts = (*indicators, *children)
    weighing = _weighing(parts, method)
    steps = list(combined.steps)
    achievement = None if combined.achievement is None else stepped(combined.achievement, method, steps)
    result = Result(
        key=node.key,
        state=combined.state,
        reason=combined.reason,
        achievement=achievement,
        shown=None,
        band=None,
        override=node.override,
        override_band=None,
        counted=achievement,
        weight=node.weight,
        tally=sum(map(_tally_above, parts), Tally()),
        proof=Proof(tuple(steps)),
        is_met=bool(weighing) and all(each.is_met for each in weighing),
        due_on=_due_on(weighing, year_end),
        indicators=indicators,
        children=children,
    )
    return _shown(result, method)


def _passed_over(result: Result) -> Result:
    """Mark a part that weighs nothing above, and everything below it."""
    return replace(
        result,
        is_passed_over=True,
        indicators=tuple(map(_passed_over, result.indicators)),
        children=tuple(map(_passed_over, result.children)),
    )


def _tally_above(part: Result) -> Tally:
    """Return how many indicators a part brings to the group it stands in."""
    return replace(part.tally, passed_over=part.tally.total) if part.is_passed_over else part.tally


def _weighing(parts: Iterable[Result], method: EvaluationMethod) -> tuple[Result, ...]:
    """Return the parts that the figure of their group depends on."""
    return tuple(
        each
        for each in parts
        if not each.is_passed_over
        and each.weight != 0
        and (each.counted is not None or rule_for(each.state, method) is MissingRule.COUNTS_ZERO)
    )


def _due_on(weighing: Iterable[Result], year_end: date | None) -> date | None:
    """Return the first day ahead by which something is due, as ``Result.due_on`` tells it of a group.

    What is due later than today and not later than the year's end shows that the year is not over.
    """
    open_parts = [each for each in weighing if not each.is_met]
    ahead = [each.due_on for each in open_parts if each.due_on is not None]
    if not ahead:
        return None
    is_within_the_year = year_end is not None and min(ahead) <= year_end
    return min(ahead) if is_within_the_year or len(ahead) == len(open_parts) else None


def _of_leaf(leaf: Leaf, method: EvaluationMethod) -> Result:
    outcome = leaf.outcome
    state = outcome.state
    tally = Tally(
        computed=int(state is State.COMPUTED),
        met=int(outcome.met is True),
        not_met=int(outcome.met is False and outcome.due_on is None),
        not_due=int(outcome.due_on is not None),
        not_reported=int(state is State.NOT_REPORTED),
        not_computable=int(state is State.NOT_COMPUTABLE),
        not_applicable=int(state is State.NOT_APPLICABLE),
    )
    result = Result(
        key=leaf.key,
        state=state,
        reason=outcome.reason,
        achievement=outcome.achievement,
        shown=None,
        band=None,
        override=leaf.override,
        override_band=None,
        counted=outcome.achievement,
        weight=leaf.weight,
        tally=tally,
        proof=outcome.proof,
        is_met=outcome.met is True,
        due_on=outcome.due_on,
    )
    return _shown(replace(result, proof=Proof(_without_band(outcome.proof.steps))), method)


def _without_band(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The band is named once, at the end of the proof."""
    return tuple(each for each in steps if each.code not in (StepCode.BAND, StepCode.NO_BAND_YET))


_NOTHING_TO_SET = frozenset({State.NOT_APPLICABLE, State.NOT_REPORTED})
"""What no figure set by hand makes a figure: not reported is not achieved, whoever says so."""


def _shown(result: Result, method: EvaluationMethod) -> Result:
    """Add what is shown and what the level above counts: rounding, band, override."""
    steps = list(result.proof.steps)
    shown, band = None, None
    if result.achievement is not None:
        shown = method.rounded(result.achievement)
        band = band_of(result.achievement, result.due_on, method)
        steps += banded(shown, band, result.due_on)
    override = result.override
    if override is None:
        return replace(result, shown=shown, band=band, proof=Proof(tuple(steps)))
    is_chosen = method.override is OverrideRule.OVERRIDE_COUNTS
    counts = is_chosen and result.state not in _NOTHING_TO_SET
    steps.append(
        step(
            StepCode.OVERRIDDEN,
            rule=method.override.value if counts or not is_chosen else f"not_counted_{result.state.value}",
            numbers={"computed": result.achievement, "override": override.achievement},
            words={"reason": override.reason, "author": override.author},
            dates={"on": override.on},
        )
    )
    return replace(
        result,
        shown=shown,
        band=band,
        override_band=method.band_of(method.clamped(override.achievement)),
        counted=method.clamped(override.achievement) if counts else result.counted,
        tally=result.tally + Tally(overridden=1),
        proof=Proof(tuple(steps)),
    )


def _parts(results: tuple[Result, ...]) -> tuple[Part, ...]:
    return tuple(Part(each.key, each.state, each.counted, each.weight) for each in results)


def _own_and_children(
    indicators: tuple[Result, ...], children: tuple[Result, ...], method: EvaluationMethod
) -> tuple[Combined, Side | None]:
    """Combine a row's own indicators and its children as the method says; name the side that is left out.

    None = both weigh, or what is left out does not apply anyway.
    """
    rule = method.own_and_children
    own = combine(_parts(indicators), method.several_indicators, method)
    below = combine(_parts(children), method.several_rows, method)
    if not indicators or not children:
        return (own if indicators else below), None
    if rule is OwnAndChildrenRule.ALL_ALIKE:
        return combine((*_parts(indicators), *_parts(children)), method.several_rows, method), None
    if rule is OwnAndChildrenRule.SHARED:
        over = {FULL: Side.CHILDREN, ZERO: Side.OWN}.get(method.own_share)
        return _shared(own, below, method), over
    first, second, over = (
        (own, below, Side.CHILDREN) if rule is OwnAndChildrenRule.OWN_FIRST else (below, own, Side.OWN)
    )
    is_first = first.state not in (State.EMPTY, State.NOT_APPLICABLE)
    chosen = first if is_first else second
    said = step(StepCode.OWN_AND_CHILDREN, rule=rule.value, numbers={"result": chosen.achievement})
    return replace(chosen, steps=(*chosen.steps, said)), over if is_first else None


def _shared(own: Combined, below: Combined, method: EvaluationMethod) -> Combined:
    """Weigh a row's own figure against that of its children by the share of the method."""
    parts = (
        Part("own", own.state, own.achievement, method.own_share),
        Part("children", below.state, below.achievement, minus(FULL, method.own_share)),
    )
    shared = combine(parts, CombiningRule.WEIGHTED_MEAN, method)
    return replace(shared, steps=(*own.steps, *below.steps, *shared.steps))
