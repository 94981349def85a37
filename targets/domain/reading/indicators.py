"""The indicators that share one formula cell, told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.cells import lower, one_line, without_bullet
from targets.domain.reading.definitions import without_marks
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.legends import legend
from targets.domain.reading.numbering import numbered
from targets.domain.reading.slashes import PAIRS

if TYPE_CHECKING:
    from targets.domain.reading import Doubt

_COUNT = lexicon.any_of(lexicon.words("formulas", "number"))
_STARTS = re.compile(
    rf"{_COUNT}|{lexicon.any_of(lexicon.words('formulas', 'percent'))}"
    rf"|{lexicon.any_of(lexicon.words('formulas', 'yes_no'))}"
)
_IN_WORDS = re.compile(
    r"num(?:eratore|\.)? ?[:=][^:=]*den(?:ominatore|\.)? ?[:=]|^num(?:eratore|\.) .*?den(?:ominatore|\.) "
    r"|^n ?[:=][^:=]*(?<!\w)d ?[:=]"
)
_FRACTION_LINE = re.compile(r"\n[-_]{2,}\n")
_OTHER = r"importo|ammontare|valore complessivo|valore totale|percentuale|%|tempo medio|tempi medi|indice di"
_JOINED = re.compile(rf"(?: e | ed |, |; ?)(?:il |la |l')?(?={_COUNT}|(?:{_OTHER})(?!\w))")
_YES_NO_VALUES = re.compile(
    r"(?<!\w)0 ?= ?no\W*1 ?= ?s[iìí]|(?<!\w)(?:fatto|realizzato) ?= ?1[ ;,/e-]*non "
    r"|(?<!\w)s[iìí] ?[=:] ?1[0%; ]+no ?[=:] ?0"
)
_YES_NO_MARK = re.compile(rf"(\([^()]*\)|{lexicon.any_of(['s[iìí] ?/ ?no'])})(?: e |, |; ?)(?={_COUNT})")
_SECOND_COUNT = re.compile(r"(?<=[^\W\d_]{3}) (?=n[.°]+ ?[^\W\d_]{3})")
_SMALL = frozenset(
    [*lexicon.words("prose", "no_unit"), "diviso", "divisi", "divisa", "fratto", "moltiplicato"]
)
_LONGEST_NAME = 4
"""Words before a second "n." that has nothing to join it: "N. corsi di formazione N. partecipanti"."""
_AFTER_FACTOR = re.compile(rf"(?<=[x*×] 100|.[x*×]100)(?: e |, )(?={_COUNT}|% )")
_GOES_ON = re.compile(r"[/*×+=:(,-]$|(?<!\w)(?:e|di|del|su|per|tra|x)$")
_LISTS = re.compile(r"(?:somma|sommatoria)(?: d(?:i|ei|egli|elle))? ?:")
"""``Somma di: visite; sportelli; webinar`` is one number."""
_FEWEST = 2
"""Marks; one alone numbers nothing."""
_LONGEST_LINK = len(" tra")
"""Characters that show whether a line goes on."""
_CONTINUES = re.compile(r"[/*×+=)÷]|(?:su|sul|per|x|e|di|del|in|nel|con) |x ?\d")


def split_indicators(folded: str) -> tuple[list[str], list[Doubt]]:
    """Cut a folded formula cell into its indicators; one part where there is only one."""
    text = without_marks(_FRACTION_LINE.sub(" / ", folded))
    if legend(one_line(text))[1]:
        return [text], []
    if _IN_WORDS.search(lower(text)) or _YES_NO_VALUES.search(lower(text)):
        return [text], []
    if _LISTS.match(lower(text)):
        return [text], []
    if parts := _enumerated(text):
        return parts, []
    doubts: list[Doubt] = []
    lines = [piece for line in _lines(text) for piece in _semicolons(line)]
    parts = []
    for line in lines:
        pieces, found = _bulleted(line, alone=len(lines) == 1)
        doubts += found
        parts += [each for piece in pieces for half in _after_factor(piece) for each in _run_together(half)]
    kept = [part for part in (without_bullet(part) for part in parts) if part.strip(" .,;:-")]
    return (kept or [folded]), doubts


def _enumerated(text: str) -> list[str]:
    """Cut at "a) … b) …" or "1. … 2. …": a word before the first mark belongs to all."""
    marks = [match for match in numbered(text) if not text[match.end()].isdigit()]
    if len(marks) < _FEWEST:
        return []
    edges = [*(match.start() for match in marks), len(text)]
    head = text[: edges[0]].strip(" :;,\n")
    head = f"{head} " if re.match(_COUNT, lower(head)) else ""
    return [head + text[marks[n].end() : edges[n + 1]].strip(" ;,\n") for n in range(len(marks))]


def _lines(text: str) -> list[str]:
    """Cut at line breaks, but not where a formula only goes on in the next line."""
    lines: list[str] = []
    opened = 0
    for line in map(str.strip, text.split("\n")):
        plain = lower(line)
        begins = bool(re.match(r"[•*-]", plain)) or _STARTS.match(plain) is not None or line[:1].isupper()
        linked = lines and _GOES_ON.search(lower(lines[-1][-_LONGEST_LINK:]))
        if lines and (linked or _CONTINUES.match(plain) or not begins or opened > 0):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
            opened = 0
        opened += line.count("(") - line.count(")")
    return lines


def _semicolons(line: str) -> list[str]:
    """Cut at semicolons outside brackets."""
    pieces, depth, start = [], 0, 0
    for place, letter in enumerate(line):
        depth += (letter in "([{") - (letter in ")]}")
        if letter == ";" and depth <= 0:
            pieces.append(line[start:place].strip())
            start = place + 1
    return [piece for piece in [*pieces, line[start:].strip()] if piece]


def _bulleted(line: str, *, alone: bool) -> tuple[list[str], list[Doubt]]:
    """Cut a line at dashes that are bullets: the line begins with one too."""
    if re.match(r"-(?! ?\d)", line) or "•" in line:
        return [
            piece
            for piece in re.split(r"(?:(?:^| )-(?= ?\D)(?=[ ]|\S+ \S))(?: |(?=[a-z]))|•", line)
            if piece.strip()
        ], []
    dashes = re.split(rf" - (?={_COUNT})", lower(line))
    if len({re.sub(r"(?:19|20)\d\d", "", dash).strip() for dash in dashes}) == 1:
        return [line], []
    if alone and len(dashes) > 1 and re.match(_COUNT, dashes[0]) and "/" not in _without_pairs(line):
        pieces, place = [], 0
        for dash in dashes:
            pieces.append(line[place : place + len(dash)])
            place += len(dash) + 3
        return pieces, [doubt(Code.MINUS_OR_BULLET, line)]
    return [line], []


def _without_pairs(piece: str) -> str:
    return PAIRS.sub(" ", lower(piece))


def _after_factor(piece: str) -> list[str]:
    """Cut "… * 100 e n. riunioni" behind the factor, with which a division ends."""
    cut = _AFTER_FACTOR.search(lower(piece))
    return [piece[: cut.start()], piece[cut.end() :]] if cut else [piece]


def _run_together(piece: str) -> list[str]:
    """Cut "% completamento % utilizzo budget" and "n. eventi e n. partecipanti"."""
    if (mark := _YES_NO_MARK.search(lower(piece))) and mark.end() < len(piece):
        return [piece[: mark.end(1)], *_run_together(piece[mark.end() :])]
    if "/" in _without_pairs(piece) or "(" in piece:
        return [piece]
    if piece.startswith("%") and " %" in piece:
        return [f"%{each}".strip() for each in piece.split("%") if each.strip()]
    plain = lower(piece)
    if cut := _counted_twice(plain):
        return [piece[:cut], piece[cut + 1 :]]
    if not re.search(r"^%|percentuale|rapporto|media|somma|differenza|quoziente|[+*×]", plain):
        cuts = [0, *(match.end() for match in _JOINED.finditer(plain)), len(piece)]
        return [
            re.sub(r"(?: ed?|[,;])\s*$", "", piece[cuts[n] : cuts[n + 1]]).strip()
            for n in range(len(cuts) - 1)
        ]
    return [piece]


def _counted_twice(plain: str) -> int | None:
    """Find the second "n." of "N. corsi N. partecipanti"; None behind a small word ("ente con n. sedi")."""
    if re.match(_COUNT, plain) is None:
        return None
    for match in _SECOND_COUNT.finditer(plain):
        ahead = plain[: match.start()].split()
        if 1 < len(ahead) <= _LONGEST_NAME and ahead[-1] not in _SMALL:
            return match.start()
    return None
