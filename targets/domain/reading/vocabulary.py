"""The words that the scanner of target cells knows, made from the tables."""

from __future__ import annotations

import re
from functools import cache

from targets.domain.reading import lexicon
from targets.domain.reading.lexicon import Lookup, lookup, table, words

SIGNS = Lookup(table("signs")["before"])
AFTER = Lookup(table("signs")["after"])
CHANGE = Lookup(table("signs")["change"])
BY = lookup("dates", "by")
PHRASES = (
    ("BY", BY),
    ("VERSUS", lookup("signs", "against", "versus")),
    ("PART", lookup("signs", "against", "part")),
    ("BASE", lookup("signs", "against", "base")),
    ("AIM", lookup("signs", "aim")),
)


@cache
def phrases_at(letter: str) -> tuple[tuple[str, Lookup], ...]:
    """Give the phrases that can begin with a letter: most begin with few, and every word is tried."""
    return tuple(each for each in PHRASES if each[1].knows(letter))


BETWEEN = lookup("signs", "ranges", "between")
PARTICLES = re.compile(rf"(?: ?(?:: ?)?{lexicon.any_of(words('signs', 'before_number', 'particles'))})*")
NUMBER_AHEAD = re.compile(lexicon.number_ahead())

UNITS = (
    ("POINTS", "percentage points", lookup("units", "points")),
    ("PERCENT", "%", lookup("units", "percent")),
    ("PERCENT", "‰", lookup("units", "permille")),
    ("CURRENCY", "EUR", Lookup({"": words("units", "currency") + words("units", "currency", "after")})),
)
TIME = Lookup(table("units")["time"])
CURRENCY = lookup("units", "currency")
BEFORE_NUMBER = Lookup(table("units")["before"])
MONEY_BEFORE = Lookup(table("units")["money_before"])
MULTIPLIERS = Lookup(table("units")["multipliers"])
MONEY_MULTIPLIERS = Lookup(table("units")["money_multipliers"])
AFTER_FIGURES = (*(each for _, _, each in UNITS), TIME, MULTIPLIERS, MONEY_MULTIPLIERS, AFTER)
"""What turns figures glued to letters into a number with its unit: ``5gg``, ``80euro``."""

FILLER = lookup("dates", "by", "fillers")
ELSEWHERE = lookup("dates", "elsewhere")
YEAR_END = lookup("dates", "year", "end")
YEAR_END_ALONE = lookup("dates", "year", "end_alone")
YEAR_BESIDE = Lookup(table("dates")["year_beside"])

FRACTION = lookup("numbers", "fractions")
NUMBER_MARK = re.compile(rf"(?:{'|'.join(words('numbers', 'mark'))}) ?(?=\d|[^\W\d_])")
SPELLED = Lookup(table("numbers")["anywhere"])
SPELLED_AFTER_SIGN = Lookup(table("numbers")["anywhere"] | table("numbers")["after_a_sign"])

_ACT_DATE = r"(?:,? ?(?:del|dell'|in data)? ?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?"
_MASKED = {
    section: [entry.replace("{act_date}", _ACT_DATE) for entry in content["patterns"]]
    for section, content in table("masks").items()
}
MASKS = Lookup(_MASKED)
"""Acts, laws, standards, plans, names: their figures are no targets."""
ACTS = Lookup({section: _MASKED[section] for section in ("acts", "articles", "standards")})
"""Of these, the ones whose years are no years of measuring: "adempimenti ex L.R. n. 12/2018"."""
