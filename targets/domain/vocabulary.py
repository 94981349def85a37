"""The patterns that the scanner of target cells knows, made from the tables of words."""

from __future__ import annotations

import re

from targets.domain import lexicon

SIGNS = lexicon.by_meaning(lexicon.table("signs")["before"])
AFTER = lexicon.by_meaning(lexicon.table("signs")["after"])
BETWEEN = lexicon.pattern("signs", "ranges", "between")
CHANGE = lexicon.by_meaning(lexicon.table("signs")["change"])
VERSUS = lexicon.pattern("signs", "against", "versus")
BASE = lexicon.pattern("signs", "against", "base")
PART = lexicon.pattern("signs", "against", "part")
AIM = lexicon.pattern("signs", "aim")
PARTICLES = re.compile(
    rf"(?: ?:?(?: ?{lexicon.any_of(lexicon.words('signs', 'before_number', 'particles'))}))*"
)
NUMBER_AHEAD = re.compile(lexicon.number_ahead())

PERCENT = lexicon.pattern("units", "percent")
PERMILLE = lexicon.pattern("units", "permille")
POINTS = lexicon.pattern("units", "points")
TIME = lexicon.by_meaning(lexicon.table("units")["time"])
CURRENCY = lexicon.pattern("units", "currency")
BEFORE_NUMBER = lexicon.by_meaning(lexicon.table("units")["before"])
MULTIPLIERS = lexicon.by_meaning(lexicon.table("units")["multipliers"])
MONEY_MULTIPLIERS = lexicon.by_meaning(lexicon.table("units")["money_multipliers"])

BY = lexicon.pattern("dates", "by")
FILLER = lexicon.pattern("dates", "by", "fillers")
ELSEWHERE = lexicon.pattern("dates", "elsewhere")
YEAR_END = lexicon.pattern("dates", "year", "end")

NUMBER_MARK = re.compile(rf"(?:{'|'.join(lexicon.words('numbers', 'mark'))}) ?(?=\d|[^\W\d_])")
SPELLED = lexicon.by_meaning(lexicon.table("numbers")["anywhere"])
SPELLED_AFTER_SIGN = lexicon.by_meaning(
    lexicon.table("numbers")["after_a_sign"] | lexicon.table("numbers")["anywhere"]
)

_ACT_DATE = r"(?:,? ?(?:del|dell'|in data)? ?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?"
MASKS = [
    re.compile(lexicon.EDGE + f"(?:{entry})".replace("{act_date}", _ACT_DATE))
    for section in lexicon.table("masks").values()
    for entry in section["patterns"]
]
"""Acts, laws, standards, plans, names: their figures are no targets."""
