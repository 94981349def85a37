"""A target cell, cut into tokens with a meaning: signs, numbers, units, dates, marks, words.

The tokens feed the grammar (``target.lark``). Their value is the meaning in one spelling
(``>=``, ``days``, ``2018-06-30``); where they stand in the text is kept beside it.
Looks ahead only within one phrase, so the work grows with the length of the text and no faster.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark import Token

from targets.domain.reading import scales
from targets.domain.reading import vocabulary as known
from targets.domain.reading.bullets import BEFORE_POLARITY, Bullets
from targets.domain.reading.cells import bracket_pairs, lower
from targets.domain.reading.dates import date_at, is_day_at
from targets.domain.reading.figures import (
    AFTER_A_NUMBER,
    JOINT,
    UNIT_OF_RANGE,
    figure_at,
    further_at,
    is_unit_mark,
    repeats,
    year_at,
)
from targets.domain.reading.lexicon import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from targets.domain.reading.lexicon import Lookup
    from targets.domain.reading.parts_of_year import type_of_token

_MONEY_TAIL = re.compile(r"[.,]?=(?! ?[\d+-])|,-+(?! ?\d)|/00(?!\d)")
_WORD = re.compile(r"[^\W\d_][\w.&]*(?:[/-](?=[^\W\d_])[\w.&]+)*'?|\w+")
_YEAR_NOTE = re.compile(r" ?(?:anno |nel |target |valore |per il |al |v\.?a\.? |atteso )?((?:19|20)\d\d) ?")
_UNEQUAL = re.compile(r"(?:≠|<>|!=|=/=|divers[oaie] d(?:a|al|all'|alla|ai|alle)(?= ?\d))(?: ?\d[\d.,]*)?")
_POINT_FIRST = re.compile(r"(?<![\w.,)%'\"])[.,]\d+(?![\d.,/]*\d)")
_MINIMUM = re.compile(r"min(?!ut)")
_UNIT_MARKS = {"'": "minutes", '"': "seconds"}
_MORE_OR_LESS = re.compile(r"(più|meno) (?=(?:il |lo |l'|€ ?|euro )?\d)")
_NEGATED = re.compile(r"non ?(?=[≥≤<>])")
_NEGATION = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
_ARTICLES = (" al", " del", " dal", " il", " nel")

_PHRASES = Gate(known.BETWEEN, known.SIGNS, known.CHANGE, *(words for _kind, words in known.PHRASES))
_NO_SYMBOL = frozenset("ijklmnopqrstuvwxyzàèéìòù")
"""Letters that begin no list mark ("a)") and no sign in words ("diverso da 5")."""
_LONGEST_ABBREVIATION = 5
"""Letters with the dot; after a longer word a dot and a capital end the sentence."""
MOST_TOKENS = 150
"""Words and signs of one cell, in brackets and out: prose of nearly a thousand characters."""
MOST_TELLING = 40
"""Of these, signs, numbers, units, dates and the like; no cell met has more than twenty."""


def scan(text: str) -> list[Token] | None:
    """Cut a folded text into the tokens of the grammar; nothing is left out but blanks and quotes.

    None where it has too many: it is no target of one row, and the work on it stays bounded.
    """
    tokens, telling = [], 0
    for token in _Scanner(text).tokens():
        tokens.append(token)
        telling += token.type not in _PLAIN
        if len(tokens) > MOST_TOKENS or telling > MOST_TELLING:
            return None
    return tokens


_PLAIN = ("WORD", "COMMA", "SEP")


class _Scanner:
    """One pass over one text. Keeps the place, the kind of the token before, and open phrases."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = lower(text)
        self.place = 0
        self.before = "SEP"
        self.number = ""
        self.between_open = False
        self.after_article = False
        self.brackets = bracket_pairs(self.plain)
        self.bullets = Bullets(self.plain)
        self.looks: tuple[Callable[[], type_of_token | None], ...] = (
            self._after_number,
            self._in_deadline,
            self._symbol,
            self._mask,
            self._date,
            self._figure,
            self._phrase,
        )

    def tokens(self) -> Iterator[Token]:
        start = 0
        while self.place < len(self.plain):
            if self.plain[self.place] in " \"'" and not is_unit_mark(self.plain, self.place, self.before):
                self.place += 1
                continue
            kind, value, end = self._next()
            value = self.text[self.place : end] if kind in ("FIGURE", "HALF") else value
            if kind not in ("MARK", "DROP"):
                yield Token(
                    kind, value, start_pos=start if self.before == "MARK" else self.place, end_pos=end
                )
            start = self.place
            if kind != "DROP":
                self.before = kind
            self.number = value if kind == "NUMBER" else self.number
            self.place = end
            if kind in ("SIGN", "BETWEEN", "AND", "TILL", "PART"):
                match = known.PARTICLES.match(self.plain, self.place)
                self.place = match.end() if match else self.place
                self.after_article = match is not None and f" {match[0]}".rstrip().endswith(_ARTICLES)

    def _next(self) -> type_of_token:
        letter = self.plain[self.place]
        if letter in _UNIT_MARKS:
            return "UNIT", _UNIT_MARKS[letter], self.place + 1
        if letter in "\n;":
            return "SEP", letter, self.place + 1
        if letter in "([{":
            return self._note()
        for look in self.looks:
            if found := look():
                return found
        return self._word()

    def _note(self) -> type_of_token:
        end = self.brackets.get(self.place, len(self.plain) - 1)
        if match := _YEAR_NOTE.fullmatch(self.plain, self.place + 1, end):
            return ("DROP" if self.between_open else "YEAR"), match[1], end + 1
        if self.before == "NUMBER" and repeats(self.plain, self.place + 1, end, self.number):
            return "DROP", "", end + 1
        if self.before == "NUMBER" and (scale := scales.multiplier(self.plain[self.place + 1 : end])):
            return "MULT", scale, end + 1
        unit = self._unit_at(self.place + 1) if self.before == "NUMBER" else None
        if unit and unit[2] == end and not _MINIMUM.match(self.plain, self.place + 1):
            return unit[0], unit[1], end + 1
        return "NOTE", self.text[self.place + 1 : end + 1].rstrip(")]}").strip(), end + 1

    def _end(self, words: Lookup) -> int | None:
        """Say where one of the words ends that begin here; None where none does."""
        found = words.match(self.plain, self.place)
        return found[1] if found else None

    def _meaning(self, kind: str, words: Lookup) -> type_of_token | None:
        found = words.match(self.plain, self.place)
        return (kind, found[0], found[1]) if found else None

    # -- what depends on the token before ---------------------------------------------------

    def _after_number(self) -> type_of_token | None:
        if self.before not in AFTER_A_NUMBER:
            return None
        if match := _MONEY_TAIL.match(self.plain, self.place):
            return "DROP", "", match.end()
        if found := further_at(self.plain, self.place, self.before, between=self.between_open):
            return found
        return self._unit() or self._between_numbers() or self._sign_after()

    def _unit(self) -> type_of_token | None:
        if self.before in ("NUMBER", "HALF"):
            if found := self._meaning("MULT", known.MONEY_MULTIPLIERS):
                return "MULT", f"{found[1]} EUR", found[2]
            if found := self._meaning("MULT", known.MULTIPLIERS):
                return found
        return self._unit_at(self.place) if self.before in ("NUMBER", "MULT", "HALF") else None

    def _unit_at(self, place: int) -> type_of_token | None:
        for kind, unit, words in known.UNITS:
            if found := words.match(self.plain, place):
                return kind, unit, found[1]
        time = known.TIME.match(self.plain, place)
        return ("UNIT", time[0], time[1]) if time else None

    def _between_numbers(self) -> type_of_token | None:
        match = JOINT.match(self.plain, self.place)
        if match is None or (match[1] and not self.between_open) or (match[5] and self.before != "NUMBER"):
            return None
        end = match.end()
        if match[6]:
            return "TILL", "→", end
        if self.between_open and (match[1] or match[3]):
            self.between_open = False
            return "AND", "→" if match["least"] else "and", end
        if match[3]:
            parted = year_at(self.plain, end, self.before) or date_at(
                self.plain, end, by=False, at_start=False
            )
            return ("COMMA", "-", end) if parted else ("TILL", "-", end)
        is_range = match[5] == "/" and UNIT_OF_RANGE.match(self.plain, end)
        return ("TOLERANCE" if match[4] else "TILL" if is_range else "OUTOF"), match[0].strip(), end

    def _sign_after(self) -> type_of_token | None:
        found = self._meaning("AFTER", known.AFTER)
        return None if found is None or known.NUMBER_AHEAD.match(self.plain, found[2]) else found

    def _in_deadline(self) -> type_of_token | None:
        if self.before == "SEP" and (end := self._end(known.YEAR_END_ALONE)):
            return "YEAREND", "12-31", end
        if self.before not in ("BY", "FILLER"):
            return self._meaning("YEAREND", known.YEAR_BESIDE)
        if end := self._end(known.YEAR_END):
            return "YEAREND", "12-31", end
        if end := self._end(known.ELSEWHERE):
            return "ELSEWHERE", self.text[self.place : end], end
        if found := self._date():
            return found
        end = self._end(known.FILLER)
        return ("FILLER", "", end) if end else None

    # -- what depends on the text alone -----------------------------------------------------

    def _symbol(self) -> type_of_token | None:
        letter = self.plain[self.place]
        if letter in _NO_SYMBOL:
            return None
        in_words = letter in "+-" and known.SIGNS.match(self.plain, self.place)
        if letter in "+-±*•" and not in_words and (found := self.bullets.dash_at(self.place, self.before)):
            return found
        if match := _UNEQUAL.match(self.plain, self.place) or _POINT_FIRST.match(self.plain, self.place):
            return ("NUMBER" if letter in ".," else "FIGURE"), match[0], match.end()
        alone = {"→": "SEP" if self.before == "SEP" else "ARROW", "%": "WORD", ",": "COMMA"}
        if letter in alone:
            return alone[letter], letter, self.place + 1
        if letter == "." and self.plain[self.place + 1 : self.place + 2] in ("", " "):
            return "SEP", ".", self.place + 1
        return self.bullets.number_at(self.place, self.before)

    def _mask(self) -> type_of_token | None:
        end = self._end(known.MASKS)
        return ("OPAQUE", self.text[self.place : end], end) if end else None

    def _date(self) -> type_of_token | None:
        return date_at(
            self.plain, self.place, by=self.before in ("BY", "FILLER"), at_start=self.before == "SEP"
        )

    def _figure(self) -> type_of_token | None:
        return figure_at(self.plain, self.place, self.before, after_article=self.after_article)

    def _phrase(self) -> type_of_token | None:
        if match := self.before in BEFORE_POLARITY and _MORE_OR_LESS.match(self.plain, self.place):
            return "POLARITY", "+" if match[1] == "più" else "-", match.end()
        if match := _NEGATED.match(self.plain, self.place):
            negated = known.SIGNS.match(self.plain, match.end())
            return ("SIGN", _NEGATION[negated[0]], negated[1]) if negated else None
        return self._spelling() if _PHRASES.may_match(self.plain, self.place) else None

    def _spelling(self) -> type_of_token | None:
        if end := self._end(known.BETWEEN):
            self.between_open = True
            return "BETWEEN", "", end
        if found := self._sign_or_by():
            return found
        for kind, words in known.phrases_at(self.plain[self.place]):
            if end := self._end(words):
                return kind, self.text[self.place : end], end
        return self._meaning("CHANGE", known.CHANGE)

    def _sign_or_by(self) -> type_of_token | None:
        """Tell a sign from "entro" and its like: "non oltre 30 giorni", "non oltre il 30/6"."""
        sign, by = self._meaning("SIGN", known.SIGNS), self._end(known.BY)
        if (
            sign
            and sign[1] in ("<=", "<")
            and is_day_at(self.plain, sign[2], after_symbol=self.plain[self.place] in "<≤")
        ):
            return "BY", sign[1], sign[2]
        if sign and not (by and by >= sign[2]):
            return sign
        ahead_of = by and self.before in AFTER_A_NUMBER and self.plain.startswith("prima", self.place)
        return ("WORD", self.text[self.place : by], by) if by and ahead_of else None

    def _word(self) -> type_of_token:
        match = _WORD.match(self.plain, self.place)
        end = match.end() if match else self.place + 1
        sentence = (
            end - self.place > _LONGEST_ABBREVIATION and self.text[end : end + 2].lstrip()[:1].isupper()
        )
        stops = sentence or self.plain[end : end + 1] in ("", "\n")
        while stops and end > self.place + 1 and self.plain[end - 1] == ".":
            end -= 1
        return "WORD", self.text[self.place : end], end
