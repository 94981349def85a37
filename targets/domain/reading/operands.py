"""One formula as arithmetic: which slash divides, which bracket groups, what the operands are."""

from __future__ import annotations

import re

from targets.domain.reading import Operand, lexicon
from targets.domain.reading.arithmetic import Arithmetic
from targets.domain.reading.cells import bracket_pairs, lower, one_line
from targets.domain.reading.constants import constant, weighted
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.slashes import (
    PAIRS,
    PARTICIPLE,
    first_noun,
    is_behind_date,
    is_between_dates,
    is_of_deed,
    is_one_deed_or_other,
    is_one_word_over_several,
    is_two_states,
    may_be_either,
    nouns,
    words_divide,
)
from targets.domain.reading.years import year_of

MOST_SIGNS = 60
"""Slashes, dashes, stars of one formula; beyond it nothing is parted and the formula is unclear."""

_PROTECTED = re.compile(
    r"(?<!\d)\d+ ?/ ?\d+(?:/\d+)*|(?<=\w )(?:[A-Z]{1,7}|[A-Z][a-z]?)/(?:[A-Z]{1,7})\b"
    r"|(?<=\w )[A-Z]{2,} / [A-Z]{2,}\b|\b[nNtT] ?[-/+] ?\d\b|https?://\S+"
    r"|(?:€|[Ee]uro) ?/ ?(?:1?\.?000|mgl|mln|mld|migliaia|milioni|k)(?= ?(?:$|[),;]))"
    r"|(?:mgl|mln|mld|migliaia|milioni|[kK]) ?/ ?(?:€|euro(?!\w))",
)
_STARTS = re.compile(rf" ?{lexicon.any_of(lexicon.words('formulas', 'slash', 'operand_starts'))}")
_COUNT = re.compile(rf" ?{lexicon.any_of(lexicon.words('formulas', 'number'))}")
_TIME = re.compile(lexicon.any_of(lexicon.words("formulas", "duration")))
_COMPOUND = re.compile(
    r"(?:[a-z]{1,3}|start|smart|post|multi|socio|tecnico|economico|follow|back|front|check|part|anno|tosco|extra|inter|intra|auto|micro|video|web|cyber|know|problem|customer|business)$"
)
_SINGLE_LETTERS = re.compile(r"[^\w]?[^\W\d_]-[^\W\d_](?!\w)")
"""``(a-b)``: names of operands and no hyphenated word."""
_TIMES = re.compile(
    r" ?[x×*·∙] ?(?=\d)| per (?=(?:100|1\.?000) ?(?:$|[)\]/*]))| per (?=10{0,2}(?:\.?0{3})+ [^\W\d_])"
    r"| moltiplicato (?:per )?(?=\d)"
)
_BEFORE_GROUP = re.compile(r"(\d+) ?([-+])")
"""``1-(a/b)``: written tight, but no hyphen."""
_MANY = re.compile(r"(\d{1,3}(?:\.?0{3})+|100) (?=[^\W\d_]{2})")
"""``1.000 abitanti``: so many of each thousand, and no number to multiply with."""
_LETTER = re.compile(r" ?[a-z]\d?(?!\w) ?")
"""``A/B``: operands named by letters."""
_PERMILLE_AFTER = re.compile(r"\s*[(\[]? ?(?:in )?‰ ?[)\]]?$|(?:(?<=\S) |^)(?:x|per) ?mille$")
_WHOLE = re.compile(r" ?(?:1|100)(?: ?%)? ?(?=$|[)\]*×x])")
"""What is subtracted from a quotient: ``a / b - 1``, ``a / b * 100 - 100``."""
_DIVISOR = re.compile(r" ?\d+(?:\.\d{3})* ?(?=$|[)\]*×x])")
_FACTOR_AHEAD = re.compile(r"[^/]*?(?:[*×·]|(?<![^\W\d_])x|(?<!\w)per) ?100(?![.,]?\d)(?! [^\W\d_])")
"""``utenti/popolazione*100``: what is multiplied so was divided first."""
_TIMES_A_LABEL = re.compile(r" ?[x×] ?(?=[^\W\d_]|[(\[])")
_SPAN_OF_DATES = re.compile(r"(?:la |il )?dat[ae][^()/*+]*? - (?:la |il )?dat[ae][^()/*+]*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ENDS_IN_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$|^\d+(?:[.,]\d+)*$")
"""``costi 2024/costi 2023-1``: no hyphen stands between a year and a one."""


def arithmetic(text: str) -> Arithmetic:
    """Read one formula (folded, without bullet) as arithmetic over its operands."""
    if sum(text.count(sign) for sign in "/÷*×+-^") > MOST_SIGNS:
        return Arithmetic(tokens=["/"])
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = lower(text)
        self.found = Arithmetic()
        self.start = 0
        self.groups = 0
        self.brackets = bracket_pairs(text)
        self.kept = self._kept_slashes()

    def read(self) -> Arithmetic:
        place = 0
        while place < len(self.text):
            place = self._step(place)
        self._operand(place)
        return self.found

    def _kept_slashes(self) -> set[int]:
        """Places of slashes and dashes that belong to a word, a date or a name."""
        spans = [match.span() for match in _PROTECTED.finditer(self.text)]
        spans += [match.span() for match in PAIRS.finditer(self.plain)]
        return {place for start, end in spans for place in range(start, end) if self.text[place] in "/-+"}

    def _step(self, place: int) -> int:
        letter = self.text[place]
        if letter in "([{":
            return self._bracket(place)
        if letter in ")]}" and self.groups:
            self.groups -= 1
            return self._operator(")", place)
        times = _TIMES.match(self.plain, place)
        if times and "/" not in self.found.tokens and _MANY.match(self.plain, times.end()):
            return times.end()
        if times and not (letter == "x" and place and self.plain[place - 1].isalpha()):
            self._operator("*", place)
            self.start = times.end()
            return times.end()
        if letter in " x×" and self._multiplies(place) and (times := _TIMES_A_LABEL.match(self.plain, place)):
            self._operator("*", place)
            self.start = times.end()
            return times.end()
        sign = self._sign(place)
        return self._operator(sign, place) if sign else place + 1

    def _multiplies(self, place: int) -> bool:
        """Say whether a number stands before an "x" that has a word after it: "0,5 x indicatore 1"."""
        ahead = self.text[self.start : place].strip()
        return constant(ahead, alone=False) != []

    def _sign(self, place: int) -> str | None:
        """Tell which operator a letter is; None for a letter, a kept slash, a hyphen, a bullet."""
        letter = self.text[place]
        if letter in "*×·+" and place not in self.kept and self._stands_between(place):
            return "+" if letter == "+" else "*"
        if letter in "/÷" and place not in self.kept and self._divides(place):
            return "/"
        if letter == "^" and (self.text[self.start : place].strip() or self.found.tokens[-1:] == [")"]):
            return "^"
        return "-" if letter == "-" and place not in self.kept and self._subtracts(place) else None

    def _operator(self, sign: str, place: int) -> int:
        self._operand(place)
        self._put(sign, place + 1)
        return place + 1

    def _put(self, token: str, start: int) -> None:
        self.found.tokens.append(token)
        self.start = start

    def _bracket(self, place: int) -> int:
        """A bracket where an operand would begin groups; one after words explains them."""
        ahead = one_line(self.text[self.start : place])
        close = self.brackets.get(place)
        if ahead == "%" and not self.found.tokens:
            self.found.percent = True
            ahead = ""
        if close is not None and (number := _BEFORE_GROUP.fullmatch(ahead)):
            self.found.tokens += [number[1], number[2]]
            ahead = ""
        if close is None and not ahead:
            self.start = place + 1
            return place + 1
        if close is None or ahead or self.found.tokens[-1:] == [")"]:
            return len(self.text) if close is None else close + 1
        if _SPAN_OF_DATES.fullmatch(self.plain, place + 1, close):
            self.found.doubts.append(doubt(Code.SLASH_BETWEEN_DATES, self.text[place + 1 : close]))
            self._put("(", place + 1)
            self._operand(close)
            self.start = close
            return self._operator(")", close)
        self.groups += 1
        self._put("(", place + 1)
        return place + 1

    def _operand(self, end: int) -> None:
        label = (
            one_line(self.text[self.start : end]).strip(" ,.;:=\"'")
            if self.text[self.start : end].strip()
            else ""
        )
        if label.count('"') == 1:
            label = one_line(self.text[self.start : end]).strip(" ,.;:=")
        if end >= len(self.text) and not self.groups and "/" in self.found.tokens:
            label = self._without_scale(label)
        if not label or self.found.tokens[-1:] == [")"]:
            return
        if self.found.tokens[-1:] == ["*"] and (times := _MANY.match(label)):
            label = times[1]
        if number := constant(label, alone=not self.found.tokens and end >= len(self.text)):
            self.found.tokens += number
            return
        many, label = self._per_many(label)
        factor, label = weighted(label) if self.text.count("+") else ([], label)
        year = year_of(label)
        same = next((each for each in self.found.operands if lower(each.label) == lower(label)), None)
        if same is None:
            count = len(self.found.operands)
            key = chr(ord("a") + count % 26) + (str(count // 26) if count >= 26 else "")
            same = Operand(key, label, year)
            self.found.operands.append(same)
        self.found.tokens += ["(", same.key, "/", many, ")"] if many else [*factor, same.key]

    def _per_many(self, label: str) -> tuple[str, str]:
        """Part "1.000 abitanti" below a slash: so many for each thousand of them."""
        match = _MANY.match(label) if self.found.tokens[-1:] == ["/"] else None
        return (match[1].replace(".", ""), label[match.end() :]) if match else ("", label)

    def _without_scale(self, label: str) -> str:
        """Take the "‰" off the end."""
        if permille := _PERMILLE_AFTER.search(lower(label)):
            self.found.permille = True
            return label[: permille.start()].strip()
        return label

    # -- what a mark means ------------------------------------------------------------------

    def _stands_between(self, place: int) -> bool:
        even = (self.text[place - 1 : place] == " ") == (self.text[place + 1 : place + 2] == " ")
        if not (even or self.groups or self.text[place] != "+"):
            return False
        return (
            bool(self.text[:place].strip())
            and bool(self.text[place + 1 :].strip())
            and self.text[place + 1] not in "+-*/"
        )

    def _divides(self, place: int) -> bool:
        """Tell a division from a slash between two words for one thing ("corsi/seminari")."""
        left, right = self.plain[self.start : place], self.plain[place + 1 :]
        if not left.strip():
            return self.found.tokens[-1:] == [")"] and bool(right.strip())
        if not right.strip() or self._gives_no_number(left, right):
            return False
        ahead = _DIVISOR.match(right) or ("/" not in self.found.tokens and _FACTOR_AHEAD.match(right))
        letters = _LETTER.fullmatch(left) and _LETTER.match(right)
        if ahead or letters or words_divide(left, right):
            return True
        states = is_two_states(left, right) and "*" not in self.found.tokens
        if not states and self._surely_divides(left, right):
            return True
        return self._may_divide(place, left, right, states=states)

    def _may_divide(self, place: int, left: str, right: str, *, states: bool) -> bool:
        """Tell the likelier of a division and an "or", and point it out."""
        word = re.split(r"[ ']", left)[-1]
        either = self._is_pair_of_names(place, left, right, word)
        counted = _COUNT.match(left.lstrip())
        if states or (not either and counted and may_be_either(left, right)):
            self.found.doubts.append(doubt(Code.SLASH_MEANING, one_line(f"{left}/{right}")[:80]))
            return True
        if either or not (_NUMBER.fullmatch(left.strip()) or PARTICIPLE.search(word)):
            counts = counted or _TIME.match(left.lstrip())
            if either or counts or is_one_word_over_several(left, right):
                self.found.doubts.append(doubt(Code.SLASH_MEANING, one_line(f"{left}/{right}")[:80]))
            return not (either or counts)
        return True

    def _gives_no_number(self, left: str, right: str) -> bool:
        """Find a slash between dates or deeds, which are no numbers to divide."""
        if is_between_dates(left, right):
            self.found.doubts.append(doubt(Code.SLASH_BETWEEN_DATES, one_line(f"{left}/{right}")[:80]))
            return True
        of_date = is_behind_date(left) and "-" not in self.found.tokens
        return of_date or is_of_deed(left, right) or is_one_deed_or_other(left, right)

    def _surely_divides(self, left: str, right: str) -> bool:
        """Find what only a division has: blanks or brackets beside it, an operand after, a factor before."""
        spaced = left.endswith((" ", ")")) or right.startswith((" ", "("))
        broken = "\n" in left[-1] + right[0]
        return spaced or broken or _STARTS.match(right) is not None or "*" in self.found.tokens

    def _is_pair_of_names(self, place: int, left: str, right: str, word: str) -> bool:
        """Say whether two names share a slash: "sedute Giunta/Consiglio"."""
        capitals = self.text[place - len(word)].isupper() and self.text[place + 1].isupper()
        return capitals and len(left.split()) > 1 and len(right.split()) == 1

    def _subtracts(self, place: int) -> bool:
        """Tell a minus from a hyphen and from a dash between two remarks."""
        left, right = self.plain[self.start : place], self.plain[place + 1 :]
        if not right.strip() or not (left.strip() or self.found.tokens[-1:] == [")"]):
            return False
        between_groups = not left.strip() and right.lstrip().startswith("(")
        spaced = left.endswith(" ") and right.startswith(" ")
        of_one_kind = spaced and "/" in right and first_noun(right) in nouns(left)
        in_sum = spaced and "+" in self.found.tokens
        if between_groups or of_one_kind or in_sum or self._takes_the_whole_off(left, right):
            return True
        if self.groups:
            if _SINGLE_LETTERS.match(self.plain, max(0, place - 2)):
                return True
            word = re.split(r"[ ']", left)[-1]
            return spaced or left.endswith(")") or not left.strip() or not _COMPOUND.match(word)
        after_bracket = not left.strip()
        starts = _STARTS.match(right) is not None and (
            after_bracket or _STARTS.match(left.lstrip()) is not None or _NUMBER.fullmatch(left.strip())
        )
        return spaced and bool(starts or after_bracket)

    def _takes_the_whole_off(self, left: str, right: str) -> bool:
        """Find "- 1" and "- 100" after a quotient, which make a change of it."""
        divided = "/" in self.found.tokens
        ends = not left.strip() or left.endswith(" ") or len(left.strip()) == 1 or _ENDS_IN_YEAR.search(left)
        return divided and bool(ends) and _WHOLE.match(right) is not None
