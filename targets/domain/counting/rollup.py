"""Indicator → row → line or section → plan, and the same by area: one function for every level.

The figure of a group is worked out in one place only, here; whoever shows it calls this.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from targets.domain.counting.achievement import banded
from targets.domain.counting.combine import Combined, Part, combine
from targets.domain.counting.condition import stepped
from targets.domain.counting.numbers import FULL, minus
from targets.domain.counting.proof import Proof, Step, StepCode, step
from targets.domain.counting.rules import CombiningRule, OverrideRule, OwnAndChildrenRule
from targets.domain.counting.states import Reason, State
from targets.domain.counting.tree import Leaf, Node, Override, Tally

if TYPE_CHECKING:
    from decimal import Decimal

    from targets.domain.counting.bands import Band
    from targets.domain.counting.method import EvaluationMethod


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
    override: Override | None
    override_band: Band | None
    counted: Decimal | None
    """What the level above counts: the computed achievement, unless the method says the override."""
    weight: Decimal | None
    tally: Tally
    proof: Proof
    """Of this level only; the proofs of the parts are with the parts."""
    indicators: tuple[Result, ...] = ()
    children: tuple[Result, ...] = ()


def roll_up(node: Node, method: EvaluationMethod) -> Result:
    """Work out a node and everything below it; total, it never raises.

    A group in which nothing has a figure has none either: its achievement is None, not zero.
    """
    indicators = tuple(_of_leaf(leaf, method) for leaf in node.indicators)
    children = tuple(roll_up(child, method) for child in node.children)
    combined = _own_and_children(indicators, children, method)
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
        tally=sum((part.tally for part in (*indicators, *children)), Tally()),
        proof=Proof(tuple(steps)),
        indicators=indicators,
        children=children,
    )
    return _shown(result, method)


def _of_leaf(leaf: Leaf, method: EvaluationMethod) -> Result:
    outcome = leaf.outcome
    state = outcome.state
    tally = Tally(
        computed=int(state is State.COMPUTED),
        met=int(outcome.met is True),
        not_met=int(outcome.met is False),
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
    )
    return _shown(replace(result, proof=Proof(_without_band(outcome.proof.steps))), method)


def _without_band(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The band is named once, at the end of the proof."""
    return tuple(each for each in steps if each.code is not StepCode.BAND)


def _shown(result: Result, method: EvaluationMethod) -> Result:
    """Add what is shown and what the level above counts: rounding, band, override."""
    steps = list(result.proof.steps)
    shown, band = None, None
    if result.achievement is not None:
        shown, band = method.rounded(result.achievement), method.band_of(result.achievement)
        steps += banded(shown, band)
    override = result.override
    if override is None:
        return replace(result, shown=shown, band=band, proof=Proof(tuple(steps)))
    counts = method.override is OverrideRule.OVERRIDE_COUNTS and result.state is not State.NOT_APPLICABLE
    steps.append(
        step(
            StepCode.OVERRIDDEN,
            rule=method.override.value,
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
) -> Combined:
    """Combine a row's own indicators and its children as the method says."""
    rule = method.own_and_children
    own = combine(_parts(indicators), method.several_indicators, method)
    below = combine(_parts(children), method.several_rows, method)
    if not indicators or not children:
        return own if indicators else below
    if rule is OwnAndChildrenRule.ALL_ALIKE:
        return combine((*_parts(indicators), *_parts(children)), method.several_rows, method)
    if rule is OwnAndChildrenRule.SHARED:
        return _shared(own, below, method)
    first, second = (own, below) if rule is OwnAndChildrenRule.OWN_FIRST else (below, own)
    chosen = second if first.state in (State.EMPTY, State.NOT_APPLICABLE) else first
    said = step(StepCode.OWN_AND_CHILDREN, rule=rule.value, numbers={"result": chosen.achievement})
    return replace(chosen, steps=(*chosen.steps, said))


def _shared(own: Combined, below: Combined, method: EvaluationMethod) -> Combined:
    """Weigh a row's own figure against that of its children by the share of the method."""
    parts = (
        Part("own", own.state, own.achievement, method.own_share),
        Part("children", below.state, below.achievement, minus(FULL, method.own_share)),
    )
    shared = combine(parts, CombiningRule.WEIGHTED_MEAN, method)
    return replace(shared, steps=(*own.steps, *below.steps, *shared.steps))
