"""What an import may not touch: the words that reported values answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from targets.models import ActualValue, Measure, ReportedCase, in_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from objectives.models import Plan, PlanRow
    from targets.domain.table.plan_table import TableRow, TableSection
    from targets.models import TargetValue
    from targets.services.yardsticks import Judged

    Placed = tuple[TableSection, TableRow, PlanRow, list[Measure]]


class WordsReportedError(Exception):
    """The table changes, or would delete, what values were reported of."""

    def __init__(self, line_nos: tuple[int, ...], names: tuple[str, ...]) -> None:
        super().__init__(line_nos, names)
        self.line_nos = line_nos
        """Lines of the table whose formula or target is another."""
        self.names = names
        """Rows and formulas that would be deleted, by name."""


@dataclass(slots=True)
class ReportedWords:
    """The formulas and targets of a plan that values were reported of, and what touches them."""

    measures: frozenset[int]
    target_values: frozenset[int]
    """Those whose conditions were reported on one by one."""
    _line_nos: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, plan: Plan) -> ReportedWords:
        """Load them; two queries."""
        values = ActualValue.objects.filter(in_plan(plan, "indicator__measure__"))
        cases = ReportedCase.objects.filter(in_plan(plan, "condition__target_value__measure__"))
        return cls(
            measures=frozenset(values.values_list("indicator__measure", flat=True)),
            target_values=frozenset(cases.values_list("condition__target_value", flat=True)),
        )

    def compare(self, line_no: int, measure: Measure, formula: str, rewritten: Iterable[TargetValue]) -> None:
        """Note the line if its formula, or a new text of the values in ``rewritten``, may not be."""
        is_new_formula = measure.formula_text != formula and measure.pk in self.measures
        if is_new_formula or any(value.pk in self.target_values for value in rewritten):
            self._line_nos.append(line_no)

    @staticmethod
    def refuse_judging_otherwise(judged: Judged, placed: Iterable[Placed]) -> None:
        """Raise ``WordsReportedError`` if submitted values are judged otherwise now than before.

        That takes a reason, which a table does not give. ``placed``: where its rows were brought.
        """
        changed = judged.changed_measures()
        if changed:
            line_nos = (row.line_no for _, row, _, found in placed if any(m.pk in changed for m in found))
            raise WordsReportedError(tuple(line_nos), ())

    def refuse(self, deleted_rows: Iterable[PlanRow], deleted_measures: Iterable[Measure]) -> None:
        """Raise ``WordsReportedError`` if anything was noted, or is about to be deleted."""
        names = [str(row) for row in deleted_rows if any(m.pk in self.measures for m in row.measures.all())]
        names += [str(measure) for measure in deleted_measures if measure.pk in self.measures]
        if self._line_nos or names:
            raise WordsReportedError(tuple(dict.fromkeys(self._line_nos)), tuple(names))
