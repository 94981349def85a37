"""Marks of a list, told from what a number begins with: a dash from a minus, "1)" from a figure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import vocabulary as known

if TYPE_CHECKING:
    from targets.domain.reading.parts_of_year import type_of_token

BEFORE_POLARITY = frozenset({"SEP", "SIGN", "NOTE", "COMMA", "CHANGE", "MARK", "AIM", "BETWEEN", "AND"})
"""Tokens after which a dash is a minus and no hyphen."""
_LIST_MARK = re.compile(r"(?:\d|[a-h])\) ?(?=\S)|[1-9]\. (?=[≥≤<>=]|[a-z])")
_PLUS_MINUS = re.compile(r"\+ ?/ ?- ?(?=\d)")
_NUMBERED_LINES = re.compile(r"(?:^|\n)1[.)] [^\n]*\n2[.)] ")
_NUMBER_OF_LINE = re.compile(r"\d[.)] ")
_DASHED_LINES = re.compile(r"(?:^|\n)- [^\n]*\n- ")


class Bullets:
    """How one text (in lower case) marks the entries of a list."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._numbered_lines = _NUMBERED_LINES.search(plain) is not None
        self._dashes = _DASHED_LINES.search(plain) is not None

    def dash_at(self, place: int, before: str) -> type_of_token | None:
        """Tell the plus or minus of a number, a bullet and a hyphen; ``before`` is the token before it."""
        letter = self._plain[place]
        if match := _PLUS_MINUS.match(self._plain, place):
            return "POLARITY", "±", match.end()
        tight = self._plain[place + 1 : place + 2]
        ahead = known.NUMBER_AHEAD.match(self._plain, place + 1) and (tight.isdigit() or tight in (" ", "€"))
        digits = self._plain[place + 1 : place + 6].lstrip(" €")[:1].isdigit()
        bullet = letter in "*•" or (letter == "-" and before == "SEP" and not (ahead and digits))
        if bullet or (letter == "-" and before == "SEP" and tight == " " and self._dashes):
            return "SEP", "•", place + 1
        if letter in "*•" or not (ahead and digits):
            return None
        if before in BEFORE_POLARITY or (letter == "±" and before == "BY"):
            return "POLARITY", letter, place + 1
        blank_before = self._plain[place - 1 : place] == " "
        if tight != " " and blank_before:
            return "POLARITY", letter, place + 1
        return "COMMA", letter, place + 1

    def number_at(self, place: int, before: str) -> type_of_token | None:
        """Find the figure that only numbers an entry: "1) … 2) …"."""
        if before != "SEP" and self._plain[place - 1 : place] != " ":
            return None
        line = _NUMBER_OF_LINE.match(self._plain, place)
        if line and self._numbered_lines and before == "SEP":
            return "SEP", "1)", line.end()
        match = _LIST_MARK.match(self._plain, place)
        if match is None or (match[0].endswith(". ") and before != "SEP"):
            return None
        return "SEP", "1)", match.end()
