"""What a formula gives: a share, an index, a value with a unit; and which targets fit it."""

from __future__ import annotations

from targets.domain.reading import IndicatorReading, Kind, lexicon
from targets.domain.reading.cells import lower

TIME = frozenset(lexicon.table("units")["time"])
_TIME_WORDS = lexicon.Lookup(lexicon.table("units")["time"])
_KNOWN = frozenset({"%", "EUR", *TIME})


def is_share(indicator: IndicatorReading) -> bool:
    """Say whether a formula gives a share, for which a length of time is no value."""
    if indicator.kind in (Kind.PERCENTAGE, Kind.COMPLETION):
        return True
    return indicator.kind is Kind.RATIO and (indicator.unit == "%" or is_pure_ratio(indicator))


def is_pure_ratio(indicator: IndicatorReading) -> bool:
    """Say whether a formula divides without ``× 100``: it gives 0.8 and not 80."""
    return indicator.kind is Kind.RATIO and indicator.unit is None and "/" in (indicator.expression or "")


def is_index(indicator: IndicatorReading) -> bool:
    """Say whether a formula sets one year against another: "contatti 2018 / contatti 2017"."""
    years = {operand.year for operand in indicator.operands}
    pair = len(indicator.operands) == 2 and len(years) == 2
    return indicator.kind is Kind.RATIO and pair and None not in years


def units_differ(unit: str | None, indicator: IndicatorReading) -> bool:
    """Say whether per cent, time and money are mixed, or a count and a percentage.

    Nouns are not compared: "imprese" and "aziende" may well be the same.
    """
    if unit is None or unit == indicator.unit or (unit in TIME and indicator.unit in TIME):
        return False
    if indicator.kind is Kind.COUNT:
        return unit in _KNOWN and not (unit in TIME and _TIME_WORDS.match(lower(indicator.unit or ""), 0))
    counted = unit not in _KNOWN and not unit.startswith("su ")
    return indicator.unit in _KNOWN and (unit in _KNOWN or (counted and indicator.unit == "%"))
