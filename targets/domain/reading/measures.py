"""What a formula gives: a share, an index, a value with a unit; and which targets fit it."""

from __future__ import annotations

import re

from targets.domain.reading import IndicatorReading, Kind, lexicon
from targets.domain.reading.cells import lower

TIME = frozenset(lexicon.table("units")["time"])
_TIME_WORDS = lexicon.Lookup(lexicon.table("units")["time"])
KNOWN = frozenset({"%", "‰", "percentage points", "EUR", *TIME})
"""Units with a fixed meaning; any other is the noun of what is counted."""
_CHANGE = lexicon.Lookup({**lexicon.table("signs")["change"], "unknown": lexicon.words("formulas", "change")})
_BEFORE_CHANGE = re.compile(r"(?:(?:%|percentuale|perc\.|tasso|valore|indice|n\.) ?(?:d[ie]l? |della |d')?)*")
_RELATIVE_CHANGE = re.compile(r"\(+([a-z]\d*) - ([a-z]\d*)\) / \(?\2\b")
_LESS_THE_WHOLE = re.compile(r"/ [a-z]\d*\)?(?: - 1\b|\)? \* 100 - 100\b)")
"""``a / b - 1``, ``a / b * 100 - 100``: a change, and no index of one year on another."""
_TIMES_100_AFTER = re.compile(r" ?[*x×] ?100$")
_OTHER_SIGNS = re.compile(r"[:=()\[\]*×÷+]")
_FOREIGN_MONEY = re.compile(r"usd|us\$|dollar[io]|gbp|sterlin[ae]|lir[ae]|chf|franchi|yen|jpy")
_LEAST_WORD = 4
"""Letters of a word that can show two operands to be of one kind."""
_STEM = 5
_MONEY = lexicon.pattern("formulas", "amount")
_COUNTED = lexicon.pattern("formulas", "number")
_NOT_TELLING = frozenset(word[:_STEM] for word in lexicon.words("formulas", "number", "not_telling"))


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


def change_told(plain: str) -> str | None:
    """Say whether a formula measures a change by its own words: ``up``, ``down``, ``unknown`` or None.

    "Percentuale di riduzione dei costi" gives 5 where costs fall by 5 %.
    """
    start = _BEFORE_CHANGE.match(plain)
    found = _CHANGE.match(plain, start.end() if start else 0)
    return found[0] if found else None


def is_change_between(label: str) -> bool:
    """Say whether a formula is a change from one of two things to the other, told by its name alone.

    "Scostamento consuntivo/preventivo" is no quotient of the two; one that is written out is
    ("Scostamento = (A - B) / B", "Variazione (A/B)").
    """
    plain = _TIMES_100_AFTER.sub("", lower(label))
    one_slash = plain.count("/") == 1 and not plain.endswith("/")
    return one_slash and _OTHER_SIGNS.search(plain) is None and change_told(plain) is not None


def change_measured(indicator: IndicatorReading) -> str | None:
    """Say whether an indicator gives a change, by its words or as ``(a - b) / b`` or ``a / b - 1``."""
    if indicator.kind is Kind.RATIO:
        expression = indicator.expression or ""
        change = _RELATIVE_CHANGE.match(expression) or _LESS_THE_WHOLE.search(expression)
        return "unknown" if change else None
    return change_told(lower(indicator.label))


def is_like_over_like(indicator: IndicatorReading) -> bool:
    """Say whether a plain division sets one kind of thing against another of the same kind.

    "Procedimenti conclusi nei termini / procedimenti conclusi" is a share; "utenti / operatori" is not.
    """
    if not is_pure_ratio(indicator) or len(indicator.operands) != 2:
        return False
    above, below = (
        [word[:_STEM] for word in re.findall(r"[^\W\d_]+", lower(operand.label)) if len(word) >= _LEAST_WORD]
        for operand in indicator.operands
    )
    return any(word in below for word in above if word not in _NOT_TELLING)


def is_money_over_money(indicator: IndicatorReading) -> bool:
    """Say whether a division sets a sum of money against another: "oneri correnti / proventi correnti"."""
    return all(_MONEY.match(lower(operand.label)) for operand in indicator.operands)


def units_differ(unit: str | None, indicator: IndicatorReading) -> bool:
    """Say whether per cent, time and money are mixed, or a count and a percentage.

    Nouns are not compared: "imprese" and "aziende" may well be the same.
    """
    if unit is None or unit == indicator.unit or (unit in TIME and indicator.unit in TIME):
        return False
    if unit == "‰" or (unit == "EUR" and indicator.kind is Kind.AMOUNT):
        return True
    if indicator.kind is Kind.AMOUNT and _FOREIGN_MONEY.fullmatch(lower(unit)):
        return True
    if indicator.kind is Kind.COUNT or _is_sum_of_counts(indicator):
        return unit in KNOWN and not (unit in TIME and _TIME_WORDS.match(lower(indicator.unit or ""), 0))
    counted = unit not in KNOWN and not unit.startswith("su ")
    known = indicator.unit in KNOWN or indicator.kind is Kind.AMOUNT
    return known and (unit in KNOWN or (counted and indicator.unit == "%"))


def _is_sum_of_counts(indicator: IndicatorReading) -> bool:
    """Say whether counts are added or subtracted: no per cent comes of it."""
    divided = "/" in (indicator.expression or "/")
    return not divided and all(_COUNTED.match(lower(each.label)) for each in indicator.operands)
