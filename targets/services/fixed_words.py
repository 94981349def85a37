"""What a reading may not touch because values were reported of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from targets.models import ActualValue, Condition, ReportedCase
from targets.results.plan import REPORTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targets.models import Measure, TargetValue


class ValuesReportedError(ValueError):
    """The words of a formula or target changed although values were reported of it: the values
    would then answer a question that nobody asked."""

    def __init__(self, measure: Measure) -> None:
        self.measure = measure
        super().__init__(
            _("Values have been reported of «%(formula)s»: its formula and target can no longer change.")
            % {"formula": measure.formula_text}
        )


@dataclass(frozen=True, slots=True)
class Reported:
    """The formulas and target values that values hang on, by their keys."""

    measures: frozenset[int]
    counted: frozenset[int]
    """Measures with a value that is submitted or validated."""
    target_values: frozenset[int]
    """Those with a condition of which a value of its own was reported."""

    @classmethod
    def of(cls, measures: Sequence[Measure]) -> Reported:
        """Load them; two queries."""
        values = ActualValue.objects.filter(indicator__measure__in=measures)
        states = set(values.values_list("indicator__measure", "state"))
        cases = ReportedCase.objects.filter(condition__target_value__measure__in=measures)
        return cls(
            measures=frozenset(measure for measure, _state in states),
            counted=frozenset(measure for measure, state in states if state in REPORTED),
            target_values=frozenset(cases.values_list("condition__target_value", flat=True)),
        )

    def fixes(self, value: TargetValue, measure: Measure) -> bool:
        """Whether the target value stays as it was read.

        So it does where a condition of it was reported on by itself, and where counted values are
        compared with what was read from these very words. Raises ``ValuesReportedError`` where the
        words of the former changed.
        """
        is_same = value.read_text == value.text
        if value.pk in self.target_values:
            if not is_same:
                raise ValuesReportedError(measure)
            return True
        is_clear = any(each.status != Condition.Status.UNCLEAR for each in value.conditions.all())
        return measure.pk in self.counted and is_same and is_clear
