"""Conditions on their way: what the target cell alone tells, before the formula has its say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from perfplan.lib.numbers import canonical_decimal
from targets.domain.reading import Basis, Doubt, Operator
from targets.domain.reading.doubts import doubt

if TYPE_CHECKING:
    from targets.domain.reading.doubts import Code
    from targets.domain.reading.phrases import When


TURNED = {
    Operator.AT_LEAST: Operator.AT_MOST,
    Operator.MORE_THAN: Operator.LESS_THAN,
    Operator.AT_MOST: Operator.AT_LEAST,
    Operator.LESS_THAN: Operator.MORE_THAN,
    Operator.EQUAL: Operator.EQUAL,
    Operator.BETWEEN: Operator.BETWEEN,
}
"""The sign seen from the other side: at least ten per cent less is a change of at most −10."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One condition as the target cell alone gives it."""

    label: str
    operator: Operator | None = None
    """As written; None where no sign is written or it cannot be taken over."""
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str | None = None
    scale: Decimal = Decimal(1)
    """What the words of the target multiplied the number by: a million in "1,5 milioni"."""
    when: When | None = None
    reference_year: int | None = None
    basis: Basis = Basis.ABSOLUTE
    change_in_words: bool = False
    """The change is told by a word ("riduzione del 10 %") and not by a plus or minus."""
    assumed: bool = False
    """Something other than the sign or the date was completed."""
    unclear: bool = False
    """Written in a way that only a person can settle."""
    baseline: bool = False
    """The number is where things stand, not where they should be."""
    within: bool = False
    """An "entro" before a length of time: at most, or so many days after something else."""
    proviso: str = ""
    """A length of time within which the number counts ("100 % entro 90 giorni dall'avvio"), as written."""
    embedded: bool = False
    """A length of time or a sum inside prose ("a course of 20 hours"): perhaps no target at all."""
    day: When | None = None
    """The day of the year that the number may be as well: ``31.12``."""
    from_to: str = ""
    """As written, where it may be a way as well as a range: "da 75 a 80 %"."""
    noted: str = ""
    """The words in the bracket right behind it."""
    ranged: bool = False
    """Another number of the cell limits it from the other side."""
    remark: bool = False
    """A further sentence in words only."""
    doubts: tuple[Doubt, ...] = ()
    indicator: int | None = None

    @property
    def is_words(self) -> bool:
        """No number is asked for."""
        return self.value is None and self.operator is None


def with_doubt(
    draft: Draft, code: Code, detail: object = "", *, unclear: bool = False, assumed: bool = False
) -> Draft:
    """Note a doubt, and what it leaves of the reading."""
    doubts = (*draft.doubts, doubt(code, detail))
    return replace(draft, doubts=doubts, unclear=draft.unclear or unclear, assumed=draft.assumed or assumed)


def shown(draft: Draft) -> str:
    """Write the value with its unit, for machines: ``5 days``."""
    value = canonical_decimal(draft.value) if draft.value is not None else ""
    return f"{value} {draft.unit or ''}".strip()
