"""Parts of a year in a text, and the year that stands behind a day or a part."""

from __future__ import annotations

import re

from targets.domain.reading.lexicon import Lookup, table

type_of_token = tuple[str, str, int]
"""Kind of the token, its meaning in one spelling, and where it ends; FIGURE means nothing that is known."""

YEAR_AFTER = re.compile(
    r"(?:[/.-]| ?(?:del(?:l')? ?)?)(?:anno (?:successivo|seguente|prossimo)|(?:anno )?n ?\+ ?1(?!\d))"
)
"""``31/1 dell'anno successivo``, ``31/01/n+1``."""
THIS_YEAR = re.compile(
    r",? (?:p\.v\.?|c\.a\.?|a\.c\.?|(?:dell'|del )?(?:anno (?:in corso|corrente)|corrente anno))(?!\w)"
    r"|[/.-]n(?!\w| ?\+)"
    r"|,? dell'anno(?! ?(?:successivo|seguente|prossimo|precedente|n\b|(?:19|20)\d\d))(?!\w)"
)
"""``30/9 p.v.``, ``30 settembre dell'anno in corso``."""
_QUARTER = re.compile(r"(?:([qst]) ?([1-4])|([1-4])[°º]? ?([qst]))(?!\w)")
_START_OF_TIME = re.compile(r"(?<!\w)t ?0(?!\w)")
"""Beside a T0, a T1 is the next time of measuring and no quarter."""
YEAR_NEXT = re.compile(r" ?(?:del |dell'anno |- |/ ?)?(?=(?:19|20)\d\d(?!\d))")
"""What may stand before a year that is written in figures."""
_HALF_YEAR = re.compile(r"(?:h([12])|([12])h) ?(?=(?:19|20)\d\d(?!\d))")

ORDINALS = Lookup(table("dates")["ordinals"])
_BARE_ORDINALS = Lookup(table("dates")["bare_ordinals"])
_AFTER_BARE = re.compile(r" ?(?:$|[,;:.)\n]|\d|ed?(?!\w))")
_PART_NAMED = re.compile(r"(?<!\w)(?:semestre|sem\.|quadrimestre|trimestre|trim\.|bimestre|metà dell'anno)")
_LENGTH = {"s": 6, "m": 6, "q": 4, "t": 3, "b": 2}
_PARTS = Lookup(table("dates")["parts"])
_QUARTER_MONTHS = {"q": 3, "t": 3, "s": 6}
LAST_DAY = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def part(plain: str, place: int) -> type_of_token | None:
    """A quarter, a half: "Q3", "III trimestre", "primo semestre"."""
    if match := _HALF_YEAR.match(plain, place):
        return _part_end(plain, int(match[1] or match[2]), 6, match.end())
    if (match := _QUARTER.match(plain, place)) and not (match[1] == "t" and _START_OF_TIME.search(plain)):
        return _part_end(plain, int(match[2] or match[3]), _QUARTER_MONTHS[match[1] or match[4]], match.end())
    ordinal = ORDINALS.match(plain, place)
    if ordinal is None:
        return None
    blank = plain[ordinal[1] : ordinal[1] + 1] == " "
    length = _PARTS.match(plain, ordinal[1] + blank)
    if length is None:
        return _part_like_before(plain, place)
    return _part_end(plain, int(ordinal[0]), int(length[0]), length[1])


def _part_like_before(plain: str, place: int) -> type_of_token | None:
    """Read "nel secondo" behind "nel primo semestre": a part of the same length."""
    ordinal = _BARE_ORDINALS.match(plain, place)
    if ordinal is None or _AFTER_BARE.match(plain, ordinal[1]) is None:
        return None
    named = _PART_NAMED.findall(plain, 0, place)
    return _part_end(plain, int(ordinal[0]), _LENGTH[named[-1][0]], ordinal[1]) if named else None


def _part_end(plain: str, ordinal: int, length: int, end: int) -> type_of_token | None:
    month = ordinal * length
    if match := THIS_YEAR.match(plain, end):
        end = match.end()
    if month in LAST_DAY and (later := YEAR_AFTER.match(plain, end)):
        return "PERIOD", f"{month:02}-{LAST_DAY[month]:02}+1", later.end()
    following = YEAR_NEXT.match(plain, end)
    return (
        ("PERIOD", f"{month:02}-{LAST_DAY[month]:02}", following.end() if following else end)
        if month in LAST_DAY
        else None
    )
