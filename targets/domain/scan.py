"""A target cell, cut into tokens with a meaning: signs, numbers, units, dates, marks, words.

The tokens feed the grammar (``target.lark``). Their value is the meaning in one spelling
(``>=``, ``days``, ``2018-06-30``); where they stand in the text is kept beside it.
Looks ahead only within one phrase, so the work grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from lark import Token

from perfplan.lib.numbers import canonical_decimal, parse_decimal
from targets.domain import lexicon
from targets.domain.cells import closing_bracket, lower

_NUMBER = re.compile(
    r"\d{1,3}(?:[.'](?=\d{3}(?!\d))\d{3})+(?:,\d+)?|\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+\.\d+|\d+(?:[.,]\d+)*"
)
_WORD = re.compile(r"[^\W\d_][\w.&]*(?:['/-](?=[^\W\d_])[\w.&]+)*'?|\w+")
_GLUED = re.compile(r"\d[\d.,]*[^\W\d_]\w*")
_YEAR = re.compile(r"(?:19|20)\d\d(?![\d.,]\d|\d)")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?((?:19|20)\d\d|\d\d)(?!\d)")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})(?![\d]|[.,/]\d| ?%)")
_DAY_IN_WORDS = re.compile(r"(\d{1,2}) ?[°º^]?(?:st|nd|rd|th)?(?: di| of)? ")
_ENGLISH_DAY = re.compile(r" (\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?!\d)")
_QUARTER = re.compile(r"(?:([qst]) ?([1-4])|([1-4]) ?([qst]))(?!\w)")
_QUARTER_MONTHS = {"q": 3, "t": 3, "s": 6}
_LAST_DAY = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

_SIGNS = lexicon.by_meaning(lexicon.table("signs")["before"])
_AFTER = lexicon.by_meaning(lexicon.table("signs")["after"])
_BETWEEN = lexicon.pattern("signs", "ranges", "between")
_CHANGE = lexicon.by_meaning(lexicon.table("signs")["change"])
_VERSUS = lexicon.pattern("signs", "against", "versus")
_BASE = lexicon.pattern("signs", "against", "base")
_PART = lexicon.pattern("signs", "against", "part")
_PARTICLES = re.compile(rf"(?: ?:?(?: ?{lexicon.any_of(lexicon.words('signs', 'before_number', 'particles'))}))*")
_PERCENT = lexicon.pattern("units", "percent")
_POINTS = lexicon.pattern("units", "points")
_TIME = lexicon.by_meaning(lexicon.table("units")["time"])
_CURRENCY = lexicon.pattern("units", "currency")
_MULTIPLIERS = lexicon.by_meaning(lexicon.table("units")["multipliers"])
_MONEY_MULTIPLIERS = lexicon.by_meaning(lexicon.table("units")["money_multipliers"])
_MONTHS = lexicon.by_meaning(lexicon.table("dates")["months"])
_ORDINALS = lexicon.by_meaning(lexicon.table("dates")["ordinals"])
_PARTS = lexicon.by_meaning(lexicon.table("dates")["parts"])
_YEAR_END = lexicon.pattern("dates", "year", "end")
_BY = lexicon.pattern("dates", "by")
_FILLER = lexicon.pattern("dates", "by", "fillers")
_ELSEWHERE = lexicon.pattern("dates", "elsewhere")
_MASKS = [
    re.compile(lexicon.EDGE + f"(?:{entry})".replace("{act_date}", r"(?:,? ?(?:del|dell'|in data)? ?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4})?"))
    for section in lexicon.table("masks").values()
    for entry in section["patterns"]
]
_NUMBER_MARK = re.compile(rf"(?:{'|'.join(lexicon.words('numbers', 'mark'))}) ?(?=\d|[^\W\d_])")
_SPELLED_AFTER_SIGN = lexicon.by_meaning(lexicon.table("numbers")["after_a_sign"] | lexicon.table("numbers")["anywhere"])
_SPELLED = lexicon.by_meaning(lexicon.table("numbers")["anywhere"])

_AFTER_A_NUMBER = {"NUMBER", "MULT", "PERCENT", "POINTS", "UNIT", "CURRENCY"}
_BEFORE_A_NUMBER = {"SIGN", "BETWEEN", "AND", "MARK", "MONEY", "POLARITY"}


def scan(text: str) -> list[Token]:
    """Cut a folded text into the tokens of the grammar; nothing is left out but blanks and quotes."""
    return list(_Scanner(text).tokens())


class _Scanner:
    """One pass over one text. Keeps the place, the kind of the token before, and open phrases."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = lower(text)
        self.place = 0
        self.before = "SEP"
        self.between_open = False

    def tokens(self) -> Iterator[Token]:
        while self.place < len(self.plain):
            if self.plain[self.place] in " \"'":
                self.place += 1
                continue
            kind, value, end = self._next()
            if kind not in ("MARK", "DROP"):
                yield Token(kind, value, start_pos=self.place, end_pos=end)
            if kind != "DROP":
                self.before = kind
            self.place = end
            if kind in ("SIGN", "BETWEEN", "AND", "TILL", "PART"):
                self._skip_particles()

    def _next(self) -> tuple[str, str, int]:
        letter = self.plain[self.place]
        if letter in "\n;":
            return "SEP", letter, self.place + 1
        if letter in "([{":
            return self._note()
        for look in (self._after_number, self._in_deadline, self._symbol, self._mask, self._when, self._number, self._phrase):
            if found := look():
                return found
        return self._word()

    def _note(self) -> tuple[str, str, int]:
        end = closing_bracket(self.plain, self.place)
        end = len(self.plain) - 1 if end is None else end
        return "NOTE", self.text[self.place + 1 : end + 1].rstrip(")]}").strip(), end + 1

    def _match(self, pattern: re.Pattern[str]) -> int | None:
        match = pattern.match(self.plain, self.place)
        return match.end() if match and match.end() > self.place else None

    def _meaning(self, kind: str, entries: list[tuple[re.Pattern[str], str]]) -> tuple[str, str, int] | None:
        """Look for the longest spelling of several meanings."""
        best = max(((end, meaning) for pattern, meaning in entries if (end := self._match(pattern))), default=None)
        return (kind, best[1], best[0]) if best else None

    # -- what depends on the token before ---------------------------------------------------

    def _after_number(self) -> tuple[str, str, int] | None:
        if self.before not in _AFTER_A_NUMBER:
            return None
        if self.before == "NUMBER":
            if found := self._meaning("MULT", _MONEY_MULTIPLIERS):
                return "MULT", f"{found[1]} EUR", found[2]
            if found := self._meaning("MULT", _MULTIPLIERS):
                return found
        if end := self._match(_POINTS):
            return "POINTS", "percentage points", end
        if end := self._match(_PERCENT):
            return "PERCENT", "%", end
        if end := self._match(_CURRENCY):
            return "CURRENCY", "EUR", end
        if self.before in ("NUMBER", "MULT") and (found := self._meaning("UNIT", _TIME)):
            return found
        if found := self._between_numbers():
            return found
        return self._meaning("AFTER", _AFTER)

    def _between_numbers(self) -> tuple[str, str, int] | None:
        rest = re.compile(r" ?(?:(e|ed|a|ad|al|all'|and|to)(?: il| lo| la| l'| i| le)?|(-|÷|\.\.+)|(±|\+/-|\+-)|(su|/|out of)) ?(?=€? ?\d)")
        match = rest.match(self.plain, self.place)
        if match is None:
            return None
        if match[1] or (match[2] and self.between_open):
            if not self.between_open:
                return None
            self.between_open = False
            return "AND", "and", match.end()
        if match[2]:
            return "TILL", "-", match.end()
        if match[3]:
            return "TOLERANCE", "±", match.end()
        return ("OUTOF", "/", match.end()) if self.before == "NUMBER" else None

    def _in_deadline(self) -> tuple[str, str, int] | None:
        if self.before not in ("BY", "FILLER"):
            return None
        if end := self._match(_YEAR_END):
            return "YEAREND", "12-31", end
        if end := self._match(_ELSEWHERE):
            return "ELSEWHERE", self.text[self.place : end], end
        if end := self._match(_FILLER):
            return "FILLER", "", end
        return None

    # -- what depends on the text alone -----------------------------------------------------

    def _symbol(self) -> tuple[str, str, int] | None:
        letter = self.plain[self.place]
        if letter in "≥≤<>=":
            return None
        ahead = self.plain[self.place + 1 : self.place + 5].lstrip()
        number_ahead = bool(ahead) and (ahead[0].isdigit() or ahead[0] == "€")
        if letter == "€":
            return ("MONEY" if number_ahead else "CURRENCY"), "EUR", self.place + 1
        if letter in "+-±" and number_ahead and self.before in ("SEP", "SIGN", "NOTE", "COMMA", "WORD", "CHANGE", "MARK", "OPAQUE"):
            return "POLARITY", letter, self.place + 1
        if match := re.compile(r"\+ ?/ ?- ?(?=\d)").match(self.plain, self.place):
            return "POLARITY", "±", match.end()
        if letter == "%":
            return "PERCENT", "%", self.place + 1
        if letter == ",":
            return "COMMA", ",", self.place + 1
        if letter == "•" or (letter in "-*" and self.before == "SEP"):
            return "SEP", "•", self.place + 1
        if letter == "." and (not ahead or self.plain[self.place + 1] == " "):
            return "SEP", ".", self.place + 1
        return None

    def _mask(self) -> tuple[str, str, int] | None:
        ends = [end for mask in _MASKS if (end := self._match(mask))]
        return ("OPAQUE", self.text[self.place : max(ends)], max(ends)) if ends else None

    def _when(self) -> tuple[str, str, int] | None:
        return self._date() or self._part_of_year() or self._month()

    def _date(self) -> tuple[str, str, int] | None:
        if match := _ISO.match(self.plain, self.place):
            return _full_date(int(match[1]), int(match[2]), int(match[3]), match.end())
        if match := _DAY_FIRST.match(self.plain, self.place):
            year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)  # noqa: PLR2004
            return _full_date(year, int(match[3]), int(match[1]), match.end())
        if match := _DAY_IN_WORDS.match(self.plain, self.place):
            place, self.place = self.place, match.end()
            month = self._meaning("MONTH", _MONTHS)
            self.place = place
            if month:
                return self._day_and_month(int(match[1]), int(month[1]), month[2])
        match = _DAY_AND_MONTH.match(self.plain, self.place)
        if match and (self.before in ("BY", "FILLER") or (self.before == "SEP" and match[2] == "/" and int(match[1]) > int(match[3]))):
            return self._day_and_month(int(match[1]), int(match[3]), match.end())
        return None

    def _day_and_month(self, day: int, month: int, end: int) -> tuple[str, str, int] | None:
        year = re.compile(r",? ?(?:del(?:l'anno)? )?((?:19|20)\d\d)(?!\d)").match(self.plain, end)
        if year:
            return _full_date(int(year[1]), month, day, year.end())
        if 1 <= month <= len(_LAST_DAY) and 1 <= day <= _LAST_DAY[month]:
            return "DAYMONTH", f"{month:02}-{day:02}", end
        return None

    def _part_of_year(self) -> tuple[str, str, int] | None:
        if match := _QUARTER.match(self.plain, self.place):
            length = _QUARTER_MONTHS[match[1] or match[4]]
            return _part_end(int(match[2] or match[3]), length, match.end())
        ordinal = self._meaning("PERIOD", _ORDINALS)
        if ordinal is None:
            return None
        place, self.place = self.place, ordinal[2] + (self.plain[ordinal[2] : ordinal[2] + 1] == " ")
        part = self._meaning("PERIOD", _PARTS)
        self.place = place
        return _part_end(int(ordinal[1]), int(part[1]), part[2]) if part else None

    def _month(self) -> tuple[str, str, int] | None:
        month = self._meaning("MONTH", _MONTHS)
        if month is None:
            return None
        if match := _ENGLISH_DAY.match(self.plain, month[2]):
            return _full_date(int(match[2]), int(month[1]), int(match[1]), match.end())
        named = self.text[self.place : month[2]]
        followed = re.compile(r" ?(?:del |dell'anno )?(?=(?:19|20)\d\d)").match(self.plain, month[2])
        if followed or (self.before in ("BY", "FILLER") and len(named) > 2):  # noqa: PLR2004
            return "MONTH", f"{int(month[1]):02}", followed.end() if followed else month[2]
        return None

    def _number(self) -> tuple[str, str, int] | None:
        if match := _NUMBER_MARK.match(self.plain, self.place):
            spelled = any(pattern.match(self.plain, match.end()) for pattern, _ in _SPELLED_AFTER_SIGN)
            if self.plain[match.end()].isdigit() or spelled:
                return "MARK", "", match.end()
        match = _NUMBER.match(self.plain, self.place)
        if match is None:
            entries = _SPELLED_AFTER_SIGN if self.before in _BEFORE_A_NUMBER else _SPELLED if self.before == "SEP" else []
            return self._meaning("NUMBER", entries)
        glued = _GLUED.match(self.plain, self.place)
        if glued and not self._unit_at(match.end()):
            return "OPAQUE", self.text[self.place : glued.end()], glued.end()
        if _YEAR.fullmatch(match[0]) and self._is_year(match.end()):
            return "YEAR", match[0], match.end()
        return "NUMBER", match[0], match.end()

    def _is_year(self, end: int) -> bool:
        """Take four figures from 1900 to 2099 for a year unless a sign, a mark or a unit says otherwise."""
        return self.before not in ("SIGN", "MARK", "MONEY", "POLARITY", "BETWEEN") and not self._unit_at(end, blank=True)

    def _unit_at(self, place: int, *, blank: bool = False) -> bool:
        if blank and self.plain[place : place + 1] == " ":
            place += 1
        patterns = [_PERCENT, _POINTS, _CURRENCY, *(pattern for entries in (_TIME, _MULTIPLIERS, _MONEY_MULTIPLIERS) for pattern, _ in entries)]
        return any((match := pattern.match(self.plain, place)) and match.end() > place for pattern in patterns)

    def _phrase(self) -> tuple[str, str, int] | None:
        if end := self._match(_BETWEEN):
            self.between_open = True
            return "BETWEEN", "", end
        if found := self._meaning("SIGN", _SIGNS):
            return found
        for kind, pattern in (("BY", _BY), ("VERSUS", _VERSUS), ("PART", _PART), ("BASE", _BASE)):
            if end := self._match(pattern):
                return kind, self.text[self.place : end], end
        return self._meaning("CHANGE", _CHANGE)

    def _word(self) -> tuple[str, str, int]:
        match = _WORD.match(self.plain, self.place)
        end = match.end() if match else self.place + 1
        while end > self.place + 1 and self.plain[end - 1] == "." and self.plain[end : end + 1] in ("", "\n"):
            end -= 1
        return "WORD", self.text[self.place : end], end

    def _skip_particles(self) -> None:
        match = _PARTICLES.match(self.plain, self.place)
        self.place = match.end() if match else self.place


def _full_date(year: int, month: int, day: int, end: int) -> tuple[str, str, int] | None:
    try:
        return "DATE", date(year, month, day).isoformat(), end
    except ValueError:
        return None


def _part_end(ordinal: int, length: int, end: int) -> tuple[str, str, int] | None:
    month = ordinal * length
    return ("PERIOD", f"{month:02}-{_LAST_DAY[month]:02}", end) if month in _LAST_DAY else None


def number_value(text: str, multiplier: str = "1") -> Decimal | None:
    """Turn a NUMBER token into its value; None where its shape is no number (``1.2.3``)."""
    value = Decimal(text) if text.isdecimal() else parse_decimal(text)
    return None if value is None else Decimal(canonical_decimal(value * Decimal(multiplier)))
