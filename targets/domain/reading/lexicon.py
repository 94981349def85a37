"""The tables of words and units (``words/*.toml``) as compiled patterns.

Every entry is a regular expression in lower case, matched against text in lower case with its
blanks folded to one. Loaded once, when the module is imported: a broken table stops the program
at its start and not in the middle of a plan.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from targets.domain.reading.numerals import PATTERN as NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FOLDER = Path(__file__).parent / "words"

_LETTER = r"[^\W\d_]"
EDGE = rf"(?:(?<!{_LETTER})|(?!{_LETTER}))"
"""Not between two letters: words end where a figure begins ("entro31/12"), for slips are common."""


@cache
def table(name: str) -> dict[str, Any]:
    """Read one table of ``words/``, as it is written."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, section: str, key: str = "words") -> list[str]:
    """List the entries of one section."""
    entries: list[str] = table(name)[section][key]
    return entries


UNIT_AHEAD = r"(?:gg\.?|giorni|ore|mq\.?|km\.?|kwh) (?=\d)"
"""A unit that stands before its number."""


def number_ahead() -> str:
    """What must follow where a word is a sign: particles, a mark, a currency, a number."""
    particles = "|".join(sorted(words("signs", "before_number", "particles"), key=len, reverse=True))
    marks = "|".join(words("numbers", "mark"))
    currency = r"(?:€\.? ?|euro? |eur\. ?)?"
    number = rf"[+±-]? ?(?:[.,]?\d|{spelled_out()})"
    return rf" ?:? ?(?:(?:{particles}){EDGE} ?){{0,4}}(?:(?:{marks}) ?)?(?:{UNIT_AHEAD})?{currency}{number}"


def spelled_out() -> str:
    """Give the pattern of every number in words, as a sign or a large number expects one."""
    spelled = [
        word
        for section in ("after_a_sign", "anywhere")
        for entry in table("numbers")[section].values()
        for word in entry
    ]
    return rf"(?:{'|'.join(sorted(spelled, key=len, reverse=True))}|{NUMERAL}){EDGE}"


_NOT = (
    r"(?:non|mai)(?: (?:deve|devono|dovrà|dovranno|può|possono|potrà|potranno|è|sia|siano|essere|risult\w+"
    r"|scend\w+|andare|mai))* "
)


@cache
def _placeholders() -> dict[str, str]:
    mark = rf"(?:n\. ?|nr\.? ?|{UNIT_AHEAD})?"
    figure = rf"(?:\d[\d.,']*|{spelled_out()})(?: ?(?:%|€|[^\W\d_]+\.?))?"
    first = rf"{mark}[€+-]? ?{figure}(?: ?\((?:19|20)\d\d\))?"
    article = r"(?: ?(?:il|lo|la|l'|i|gli|le|almeno(?: il| l')?))?"
    joint = r"(?:ed?|ad?|al|all'|ai|agli|alle|and|to|-|→)"
    months = "|".join(month for month, *_short in table("dates")["months"].values())
    second = rf"{mark}[+-]?(?:€ ?)?(?:\d|{spelled_out()})"
    return {
        "{not}": _NOT,
        "{next}": rf"(?={number_ahead()})",
        "{several}": rf"(?={article} ?{first} ?{joint}{article} ?{second})",
        "{day}": rf"(?:\d{{1,2}}[°º]?[/.-]\d|(?:\d{{1,2}}[°º]? |primo )?(?:{months})(?!{_LETTER}))",
        "{end}": rf"(?!{_LETTER}|\d)",
    }


def any_of(entries: Iterable[str]) -> str:
    """Join entries to one pattern of whole words, longest first."""
    joined = "|".join(sorted(entries, key=len, reverse=True))
    for name, meaning in _placeholders().items():
        if name in joined:
            joined = joined.replace(name, meaning)
    return f"{EDGE}(?:{joined}){EDGE}"


def pattern(name: str, section: str, key: str = "words") -> re.Pattern[str]:
    """Compile one section to one pattern of whole words."""
    return re.compile(any_of(words(name, section, key)))


def searched(name: str, section: str, key: str = "words") -> re.Pattern[str]:
    """Compile one section to be looked for in a whole text: letters that begin none are passed by."""
    entries = words(name, section, key)
    letters = "".join(sorted(set().union(*map(first_letters, entries))))
    return re.compile(rf"(?=[{re.escape(letters)}]){any_of(entries)}")


class Lookup:
    """Spellings with a meaning, found by their first letter: a text is cut in time linear in its length."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        chosen: dict[str, dict[str, list[str]]] = {}
        for meaning, entries in spellings.items():
            for entry in entries:
                for letter in first_letters(entry.replace("{not}", _NOT)):
                    chosen.setdefault(letter, {}).setdefault(meaning, []).append(entry)
        self.patterns = {
            letter: [(re.compile(any_of(entries)), meaning) for meaning, entries in meanings.items()]
            for letter, meanings in chosen.items()
        }
        self._gates = {
            letter: re.compile(any_of(entry for entries in meanings.values() for entry in entries))
            for letter, meanings in chosen.items()
            if len(meanings) > 1
        }
        """One look in place of one for every meaning: most words have none."""

    def knows(self, letter: str) -> bool:
        """Say whether any spelling can begin with a letter."""
        return letter in self.patterns

    def match(self, plain: str, place: int) -> tuple[str, int] | None:
        """Give the meaning of the longest spelling at a place and where it ends; None where none is."""
        letter = plain[place : place + 1]
        if (any_of_them := self._gates.get(letter)) and not any_of_them.match(plain, place):
            return None
        best: tuple[str, int] | None = None
        for pattern, meaning in self.patterns.get(letter, ()):
            found = pattern.match(plain, place)
            if found and found.end() > place and (best is None or found.end() > best[1]):
                best = (meaning, found.end())
        return best


class Gate:
    """One look in place of several: says whether any of some lookups may match at a place."""

    def __init__(self, *lookups: Lookup) -> None:
        patterns: dict[str, list[str]] = {}
        for each in lookups:
            for letter, found in each.patterns.items():
                patterns.setdefault(letter, []).extend(pattern.pattern for pattern, _meaning in found)
        self._any = {letter: re.compile("|".join(found)) for letter, found in patterns.items()}

    def may_match(self, plain: str, place: int) -> bool:
        """Say whether it is worth asking the lookups one by one."""
        found = self._any.get(plain[place : place + 1])
        return found is not None and found.match(plain, place) is not None


def lookup(name: str, section: str, key: str = "words") -> Lookup:
    """Make a lookup of one section whose spellings all mean the same."""
    return Lookup({"": words(name, section, key)})


_ANY_LETTER = frozenset("abcdefghijklmnopqrstuvwxyzàèéìòù0123456789([#€%‰><=≥≤/+-±.º°" + "\ue000\ue001")


@cache
def first_letters(entry: str) -> frozenset[str]:
    """List the letters that a match of an entry can begin with; all where that is not plain to see."""
    found: set[str] = set()
    for branch in _branches(entry):
        found |= _first_of_branch(branch)
    return frozenset(found)


def _branches(entry: str) -> list[str]:
    """Cut an entry at the bars that stand outside brackets."""
    branches, depth, start, place = [], 0, 0, 0
    while place < len(entry):
        letter = entry[place]
        if letter == "\\":
            place += 1
        depth += (letter in "([") - (letter in ")]")
        if letter == "|" and depth == 0:
            branches.append(entry[start:place])
            start = place + 1
        place += 1
    return [*branches, entry[start:]]


_ATOM = re.compile(r"\[(?P<set>[^\]]+)\]|\\(?P<escaped>.)|(?P<plain>[^\\()\[\]?*+|{.^$])")


def _first_of_branch(branch: str) -> frozenset[str]:
    if branch.startswith("(?:"):
        close = _closing(branch)
        inside = first_letters(branch[3:close])
        optional = branch[close + 1 : close + 2] in ("?", "*")
        return inside | _first_of_branch(branch[close + 2 :]) if optional else inside
    if branch.startswith(("(?=", "(?!", "(?<")):
        return _first_of_branch(branch[_closing(branch) + 1 :])
    atom = _ATOM.match(branch)
    if atom is None:
        return _ANY_LETTER
    letters = frozenset(
        _letters_of_set(atom["set"])
        if atom["set"]
        else _letters_of_escape(atom["escaped"] or "") or atom["plain"]
    )
    if branch[atom.end() : atom.end() + 1] in ("?", "*"):
        return letters | _first_of_branch(branch[atom.end() + 1 :])
    return letters


def _closing(branch: str) -> int:
    depth = 0
    for place, letter in enumerate(branch):
        escaped = place > 0 and branch[place - 1] == "\\"
        depth += (letter == "(" and not escaped) - (letter == ")" and not escaped)
        if depth == 0:
            return place
    return len(branch)


def _letters_of_set(content: str) -> str:
    spread = re.sub(
        r"(\w)-(\w)", lambda match: "".join(map(chr, range(ord(match[1]), ord(match[2]) + 1))), content
    )
    return spread.replace("\\d", "0123456789")


def _letters_of_escape(letter: str) -> str:
    return {"d": "0123456789", "w": "".join(_ANY_LETTER)}.get(letter, letter)
