"""Which readings people confirmed: what an import would undo must be said before it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from targets.models import Condition, Indicator, in_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from objectives.models import Plan
    from targets.models import Measure, TargetValue


@dataclass(frozen=True, slots=True)
class ConfirmedReadings:
    """The cells of a plan whose reading a person confirmed, by their keys."""

    formulas: frozenset[int]
    """Measures with an indicator that was confirmed."""
    measures: frozenset[int]
    """These, and those with a confirmed target value of any year: a new formula has all of them read anew."""
    target_values: frozenset[int]

    @classmethod
    def of(cls, plan: Plan) -> ConfirmedReadings:
        """Load them; two queries."""
        indicators = Indicator.objects.of_plan(plan).filter(confirmed_at__isnull=False)
        conditions = Condition.objects.filter(
            in_plan(plan, "target_value__measure__"), confirmed_at__isnull=False
        ).values_list("target_value_id", "target_value__measure_id")
        of_values = set(conditions)
        of_formulas = set(indicators.values_list("measure_id", flat=True))
        return cls(
            formulas=frozenset(of_formulas),
            measures=frozenset(of_formulas | {measure for _value, measure in of_values}),
            target_values=frozenset(value for value, _measure in of_values),
        )

    def are_lost(self, measure: Measure, formula: str, rewritten: Iterable[TargetValue]) -> bool:
        """Whether a new ``formula``, or a new text of the values in ``rewritten``, undoes a confirmation."""
        if measure.formula_text != formula and measure.pk in self.measures:
            return True
        return any(value.pk in self.target_values for value in rewritten)

    def are_kept(self, measures: Iterable[Measure]) -> bool:
        """Whether the reading of a formula in ``measures``, none of which was lost, was confirmed."""
        return any(measure.pk in self.formulas for measure in measures)
