"""A name, and behind it in brackets how it is computed: "Tasso di riscossione (riscosso / accertato)"."""

from __future__ import annotations

import re

from targets.domain.reading import lexicon
from targets.domain.reading.cells import bracket_pairs, lower
from targets.domain.reading.slashes import PAIRS, first_noun, is_done_over_to_do, nouns

_COUNT = lexicon.pattern("formulas", "number")
_RESULT = lexicon.pattern("formulas", "results")
_STARTS = re.compile(rf" ?{lexicon.any_of(lexicon.words('formulas', 'slash', 'operand_starts'))}")
_NAME = re.compile(r"(?:%|[^\W\d_])[^/÷*×+=:()\[\]]*[^\W\d_]{2}[^/÷*×+=:()\[\]]*")
_FACTOR = re.compile(r" ?(?:(?:[*×]|x|per) ?100|%|\(?in %\)?)?[. ]*")
_TIMES_100 = re.compile(r"(?:[*×]|(?<![^\W\d_])x|(?<!\w)per) ?100(?![.,]?\d)")
_ADDS = re.compile(r" [+-] |(?<!\w)[^\W\d_][+-][^\W\d_](?!\w)")
_NUMBERS = re.compile(r"\d+ ?/ ?\d+")
_SLASH = re.compile(r"[/÷]")


def behind_name(label: str) -> str | None:
    """Give the computing part of a formula without the name before its bracket; None where there is none.

    A count has no such name: the brackets of "N. eventi (corsi / seminari)" only explain. Before a
    division the bracket must add up ("Tasso di crescita (iscritte - cessate) / registrate"), or the words
    before it may name its first operand.
    """
    if dash := _behind_dash(label):
        return dash
    opened = min((place for place in map(label.find, "([") if place >= 0), default=-1)
    close = bracket_pairs(label).get(opened)
    name = lower(label[:opened]).strip()
    if opened <= 0 or close is None or not _NAME.fullmatch(name) or _COUNT.match(name):
        return None
    inside, rest = label[opened + 1 : close], label[close + 1 :]
    of_result = _RESULT.match(name) is not None
    if _FACTOR.fullmatch(lower(rest)):
        if not _divides(lower(inside), of_result=of_result):
            return None
        return f"({inside}){rest}" if rest.strip(" .") else inside
    divided = rest.lstrip().startswith("/") and "/" not in inside
    return label[opened:] if of_result and divided and _ADDS.search(inside) else None


def _behind_dash(label: str) -> str | None:
    """Give what stands behind "Tasso di copertura - ", where one thing is divided by its like."""
    name, dash, rest = label.partition(" - ")
    above, slash, below = lower(rest).partition("/")
    name = lower(name)
    if not dash or not slash or "/" in below or not _RESULT.match(name) or not _NAME.fullmatch(name):
        return None
    both = _STARTS.match(above) is not None and _STARTS.match(below) is not None
    return rest if both or first_noun(below) in nouns(above) else None


def _divides(inside: str, *, of_result: bool) -> bool:
    """Say whether what stands in brackets surely divides: "corsi/seminari" may only explain."""
    bare = _NUMBERS.sub(" ", PAIRS.sub(lambda pair: pair[0].replace("/", "|"), inside))
    slashes = list(_SLASH.finditer(bare))
    if slashes and _TIMES_100.search(bare):
        return True
    if len(slashes) != 1:
        return False
    left, right = bare[: slashes[0].start()], bare[slashes[0].end() :]
    if not left.strip() or not right.strip():
        return False
    telling = len(left.split()) > 1 or len(right.split()) > 1
    spaced = of_result and telling and left.endswith((" ", ")")) and right.startswith((" ", "("))
    begun = of_result and _STARTS.match(left) is not None and len(right.split()) > 1
    counted = begun or _STARTS.match(right) is not None
    return spaced or counted or is_done_over_to_do(left, right) or first_noun(right) in nouns(left)
