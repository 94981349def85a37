"""Dates in a text: a day, a month, a part of a year, in the spellings that offices use."""

from __future__ import annotations

import calendar
import re
from datetime import date

from targets.domain.reading.lexicon import Gate
from targets.domain.reading.month_rows import MONTHS, in_a_row
from targets.domain.reading.numerals import numeral_at
from targets.domain.reading.parts_of_year import (
    LAST_DAY,
    ORDINALS,
    THIS_YEAR,
    YEAR_AFTER,
    YEAR_NEXT,
    part,
    type_of_token,
)

YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,]\d|\d)")

_ISO = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[°º]? ?([/.-]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d|'?\d\d)(?!\d)")
_SPACED = re.compile(r"(\d\d) (\d\d) ((?:19|20)\d\d)(?!\d)")
_SHORT_MONTH = re.compile(
    r"(?:(\d{1,2})[-/ ])?(gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]*\.?(?:[-/]|[-/ ]?')"
    r"((?:19|20)\d\d|\d\d)(?!\d)"
)
"""As a spreadsheet writes it: "giu-24", "30-giu-24"."""
_MONTH_AND_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.-]((?:19|20)\d\d)(?!\d)")
_PART_OF_MONTH = re.compile(
    r"(?:(?:la )?(?:metà|prima quindicina)|(?:la )?(prima|seconda) decade"
    r"|((?:l')?inizio|(?:i )?primi|(?:la )?prima settimana))"
    r"(?: (?:di|del mese di|del))? (?=[a-z])"
)
_FROM_DAY = re.compile(r" ?(?:(-)|al|÷|a) ?(?=\d{1,2}[/.-]\d{1,2}[/.-]\d)")
_FROM = re.compile(r"(?<!\w)(?:dal|da|periodo:?) ?$")
"""Before a dash between two days: a period; "30/6/2018 - 31/12/2018" may be two deadlines."""
_NEAR_FROM = 9
_PARTICLE = re.compile(r" ?(?:(?:il|al|del|all'|a|di|dell')(?<=')|(?:il|al|del|a|di) )?")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?!\d|[.,/]\d| ?%)")
_DAY_POINT_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})")
_DAY_IN_WORDS = re.compile(
    r"(\d{1,2}|primo)(?: ?[°º^])?(?:st|nd|rd|th)?(?: giorno)?(?: del mese)?(?: (?:di|of)(?= ))? ?(?=[a-z])"
)
_ENGLISH_DAY = re.compile(r" (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d)")
_OF_YEAR = re.compile(r",? ?(?:del(?:l'anno)? ?|dell'anno )?((?:19|20)\d\d)(?!\d)")
_YEAR_BEFORE = re.compile(r" ?(?:del(?:l')? ?)?(?:anno (?:precedente|scorso)|(?:anno )?n ?- ?1(?!\d))")
_END_OF_MONTH = re.compile(
    r"(?:(?:per |a |alla |la )?fine (?:di |del mese di |mese di )?|(?:nel )?mese di )(?=[a-z])"
)
_IN_YEAR = re.compile(
    r"(?:nel(?: corso d(?:el|ell'anno))?|durante il|nell'anno|in corso d'anno) "
    r"(?=(?:19|20)\d\d ?\.?(?:$|[\n;]))"
)
"""``nel 2024`` and nothing more: by its last day."""
_END_OF_YEAR = re.compile(
    r"(?:la )?(?:fine|(metà)) (?:(?:del|dell'|dello) ?)?(?:anno |esercizio )?(?=(?:19|20)\d\d(?!\d))"
)
_AS_AT = re.compile(r"(?:(?<![^\W\d_])al|alla data del(?:l')?|dal|del) $")
_ROMAN_MONTH = re.compile(r"(\d{1,2})[/.-]([ivx]{1,4})[/.-]((?:19|20)\d\d)(?!\d)")
_SHARE_BEHIND = re.compile(r" ?:? ?[≥>]? ?\d[\d.,]* ?%")
_AHEAD_OF_NUMBER = re.compile(r"(?:^|[\n;,(] ?)ad? $")
_NUMBER_BEHIND = re.compile(r" ?:? ?(?:[≥>] ?|almeno |n\. ?)?\d")
_SHARE_AHEAD = re.compile(r"(?:%|\d) (?:a|ad|per) $")
"""``giugno 40 % dicembre 80 %``, ``40 % a giugno``, ``a giugno 5``: reached by the end of each month."""
_NO_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d+")

_NAMED = Gate(MONTHS, ORDINALS)
_QUARTERS = "qsth"
_EITHER = ("/", "-")
"""``giugno/luglio``: which of the two is the last month?"""
_MONTHS_SHORT = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_ROMAN = {
    roman: month
    for month, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)  # noqa: SIM905
}
_OF_SOME_MONTH = range(29, 32)
"""Days that some months lack: "31 febbraio" is a slip, "60 mar." no date at all."""


def date_at(plain: str, place: int, *, by: bool, at_start: bool) -> type_of_token | None:
    """Find the date that begins at a place of a text in lower case.

    ``by``: "entro" stands before it; ``at_start``: nothing stands before it in its clause. Without
    either, two figures with a slash are no date but a score.
    """
    if plain[place : place + 1].isdigit():
        return _from_figure(plain, place, by=by, at_start=at_start)
    letter = plain[place : place + 1]
    for first_letters, find in _IN_WORDS:
        if letter in first_letters and (found := find(plain, place)):
            return found
    if found := _end_of_year(plain, place, by=by, at_start=at_start) or _end_of_month(plain, place):
        return found
    if not (letter in _QUARTERS or _NAMED.may_match(plain, place)):
        return None
    return part(plain, place) or _month(plain, place, by=by, at_start=at_start)


def day_with_point(written: str) -> tuple[int, int] | None:
    """Give month and day of ``31.12``, which may be a number as well; None where it is no day of a year."""
    match = _DAY_POINT_MONTH.fullmatch(written)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    return (month, day) if 1 <= day <= LAST_DAY.get(month, 0) else None


def is_day_at(plain: str, place: int, *, after_symbol: bool) -> bool:
    """Say whether a day follows a sign: "≤ 31/12/2018" is a deadline, and so is "< 31/10"."""
    start = _PARTICLE.match(plain, place)
    found = date_at(plain, start.end() if start else place, by=False, at_start=False)
    return found is not None and found[0] in ("DATE", "DAYMONTH" if after_symbol else "DATE")


def _from_figure(plain: str, place: int, *, by: bool, at_start: bool) -> type_of_token | None:
    """Find a date that begins with a figure; most words begin with none."""
    found = _full(plain, place) or _in_figures_and_letters(plain, place, by=by)
    if found or (found := _with_roman_month(plain, place)):
        return found
    if (by or at_start) and (match := _NO_DATE.match(plain, place)):
        return "FIGURE", "", match.end()
    if by and (match := _DAY_AND_MONTH.match(plain, place)) and match[2] == "/":
        return _short(plain, place, by=by) or ("FIGURE", "", match.end())
    return _day_in_words(plain, place) or _short(plain, place, by=by) or part(plain, place)


def _with_roman_month(plain: str, place: int) -> type_of_token | None:
    """Read "30/IV/2024"."""
    match = _ROMAN_MONTH.match(plain, place)
    month = _ROMAN.get(match[2]) if match else None
    if match is None or month is None:
        return None
    return _token(int(match[3]), month, int(match[1]), match.end()) or ("FIGURE", "", match.end())


def _full(plain: str, place: int) -> type_of_token | None:
    if match := _ISO.match(plain, place):
        return _token(int(match[1]), int(match[2]), int(match[3]), match.end())
    match = _DAY_FIRST.match(plain, place)
    if match is None:
        return None
    until = _FROM_DAY.match(plain, match.end())
    begins = match[1].lstrip("0") == "1" or _FROM.search(plain, max(0, place - _NEAR_FROM), place)
    if until and (begins or not until[1]):
        return _full(plain, until.end())
    year = int(match[4].lstrip("'")) + (2000 if len(match[4]) < 4 else 0)
    return _token(year, int(match[3]), int(match[1]), match.end())


def _in_figures_and_letters(plain: str, place: int, *, by: bool) -> type_of_token | None:
    """Read "30 06 2024", "30-giu-24" and, after "entro", "12/2024"."""
    if match := _SPACED.match(plain, place):
        found = _token(int(match[3]), int(match[2]), int(match[1]), match.end())
        return found or ("FIGURE", "", match.end())
    if found := _short_month(plain, place):
        return found
    if by and (match := _MONTH_AND_YEAR.match(plain, place)):
        return _token(
            year := int(match[2]),
            month := int(match[1]),
            calendar.monthrange(year, month)[1],
            match.end(),
        )
    return None


def _short_month(plain: str, place: int) -> type_of_token | None:
    """Read "giu-24" and "30-giu-24"."""
    match = _SHORT_MONTH.match(plain, place)
    if match is None:
        return None
    year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
    month = _MONTHS_SHORT.index(match[2]) + 1
    found = _token(year, month, int(match[1] or calendar.monthrange(year, month)[1]), match.end())
    return found or ("FIGURE", "", match.end())


def _part_of_month(plain: str, place: int) -> type_of_token | None:
    """Read "metà luglio", with a "?" for its day; FIGURE where no day can be named ("inizio luglio")."""
    match = _PART_OF_MONTH.match(plain, place)
    month = MONTHS.match(plain, match.end()) if match else None
    if match is None or month is None:
        return None
    if match[2]:
        return "FIGURE", "", month[1]
    day = {None: 15, "prima": 10, "seconda": 20}[match[1]]
    found = _day_and_month(plain, day, int(month[0]), month[1])
    return (found[0], f"{found[1]}?", found[2]) if found else None


def _token(year: int, month: int, day: int, end: int) -> type_of_token | None:
    try:
        return "DATE", date(year, month, day).isoformat(), end
    except ValueError:
        return None


def _day_in_words(plain: str, place: int) -> type_of_token | None:
    match = _DAY_IN_WORDS.match(plain, place)
    month = MONTHS.match(plain, match.end()) if match else None
    if match is None or month is None:
        return None
    return _day_and_month(plain, 1 if match[1] == "primo" else int(match[1]), int(month[0]), month[1])


def _short(plain: str, place: int, *, by: bool) -> type_of_token | None:
    """Read "30/9"; it is no score, for that is never more than its scale ("9/10")."""
    match = _DAY_AND_MONTH.match(plain, place)
    if match is None:
        return None
    alone = match[2] == "/" and int(match[1]) > int(match[3])
    if not (by or alone or (match[2] != "-" and _AS_AT.search(plain[max(0, place - 20) : place]))):
        return None
    return _day_and_month(plain, int(match[1]), int(match[3]), match.end())


def _day_and_month(plain: str, day: int, month: int, end: int) -> type_of_token | None:
    if match := _OF_YEAR.match(plain, end):
        found = _token(int(match[1]), month, day, match.end())
        return found or ("FIGURE", "", match.end())
    if month not in LAST_DAY or not 1 <= day <= LAST_DAY[month]:
        return ("FIGURE", "", end) if month in LAST_DAY and day in _OF_SOME_MONTH else None
    if match := THIS_YEAR.match(plain, end):
        end = match.end()
    if match := _YEAR_BEFORE.match(plain, end):
        return "FIGURE", "", match.end()
    if match := YEAR_AFTER.match(plain, end):
        return "DAYMONTH", f"{month:02}-{day:02}+1", match.end()
    return "DAYMONTH", f"{month:02}-{day:02}", end


def _month(plain: str, place: int, *, by: bool, at_start: bool) -> type_of_token | None:
    month = MONTHS.match(plain, place)
    if month is None:
        return None
    if plain[month[1] : month[1] + 1] in _EITHER and (other := MONTHS.match(plain, month[1] + 1)):
        return "FIGURE", "", other[1]
    if match := _ENGLISH_DAY.match(plain, month[1]):
        return _token(int(match[2]), int(month[0]), int(match[1]), match.end())
    if by and (later := YEAR_AFTER.match(plain, month[1])):
        return "MONTH", f"{int(month[0]):02}+1", later.end()
    following = YEAR_NEXT.match(plain, month[1]) or THIS_YEAR.match(plain, month[1])
    if following:
        return "MONTH", f"{int(month[0]):02}", following.end()
    alone = at_start and plain[month[1] : month[1] + 1] in ("", "\n", ";")
    alone = alone or _SHARE_BEHIND.match(plain, month[1]) is not None
    near = max(0, place - _NEAR_FROM)
    alone = alone or _SHARE_AHEAD.search(plain, near, place) is not None
    alone = alone or in_a_row(plain, place, month[1])
    alone = alone or bool(
        _NUMBER_BEHIND.match(plain, month[1]) and _AHEAD_OF_NUMBER.search(plain, near, place)
    )
    return ("MONTH", f"{int(month[0]):02}", month[1]) if by or alone else None


def _end_of_year(plain: str, place: int, *, by: bool, at_start: bool) -> type_of_token | None:
    """Read "fine 2024", "metà 2024" and, alone, "nel 2024"; the year itself is read after it."""
    match = _END_OF_YEAR.match(plain, place)
    if match and (by or at_start or not match[1]):
        return "MONTH", "06" if match[1] else "12", match.end()
    match = _IN_YEAR.match(plain, place) if at_start else None
    return ("MONTH", "12", match.end()) if match else None


def _end_of_month(plain: str, place: int) -> type_of_token | None:
    """Read "fine maggio", "a fine giugno", "fine settembre 2024"."""
    match = _END_OF_MONTH.match(plain, place)
    return _month(plain, match.end(), by=True, at_start=False) if match else None


def _spelled_day(plain: str, place: int) -> type_of_token | None:
    """Read "trenta aprile"."""
    numeral = numeral_at(plain, place, joins=False)
    if numeral is None or numeral[0] is None or plain[numeral[1] : numeral[1] + 1] != " ":
        return None
    month = MONTHS.match(plain, numeral[1] + 1)
    return _day_and_month(plain, numeral[0], int(month[0]), month[1]) if month else None


_IN_WORDS = (
    ("".join({month[0] for month in _MONTHS_SHORT}), _short_month),
    ("p", _day_in_words),
    ("lmpsi", _part_of_month),
    ("cdnoqstuv", _spelled_day),
)
"""The letters that each may begin with: every word of a cell is asked."""
