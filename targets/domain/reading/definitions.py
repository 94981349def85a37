"""Names defined in the cell itself, before or behind the formula that computes with them.

``A = pratiche evase; B = pratiche pervenute; A/B*100``, ``PE/PP x 100 con PE = … e PP = …``.
"""

from __future__ import annotations

import re

_NAME = r"(?:(?:misura|segmento|voce|dato|valore|variabile|num|den|n|d) ?\d{1,2}|[A-Za-z]{1,4}\d?)"
_DEFINED = re.compile(
    rf"(?<![\w/*+-])(?P<name>{_NAME})(?:[)\]]? ?[=:]|\)| (?:è|indica|rappresenta|sta per)(?= )) ?"
    r"(?=[^\W\d_]|[%(\"])",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\(([A-Ca-c])\)")
_REPEATED = re.compile(r" ?= ?\(?[A-Ca-c] ?/ ?[A-Ca-c]\)?(?!\w)")
_BETWEEN_WORDS = re.compile(r"(?<!\w)[^\W\d_]{4}[^/]*(?:/[^/]*[^\W\d_]{4}|(?<!\w)e (?=\w))")
_RATIO = re.compile(r"(?:il )?rapporto[^/]* (?:tra|fra) ", re.IGNORECASE)
_OPERATES = re.compile(r"[/*+÷×-]")
_LINK = re.compile(
    r"(?:[ ,;.:=(\[-]+(?:e|ed|and|dove|ove|con|in cui|formula|indicatore|algoritmo|calcolo|legenda|where))?"
    r"[ ,;.:=(\[-]*$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^[ \"]*(?:(?:il|lo|la|i|gli|le) (?=\S)|l'(?=\S))?")
_SLASH = re.compile(r" ?/ ?")
_MOST_NAMES = 12


def definitions(label: str) -> tuple[str, dict[str, str]] | None:
    """Part a formula over defined names from what they stand for; None where it is not written so."""
    if _OPERATES.search(label) is None:
        return None
    starts = list(_DEFINED.finditer(label))
    names = {match["name"] for match in starts}
    if not 1 < len(names) <= _MOST_NAMES or len(names) != len(starts):
        return None
    formula = max(_computing(names).finditer(label), key=lambda match: len(match[0]), default=None)
    if formula is None:
        return None
    used = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", formula[0])]
    named = _meanings(label, starts, formula)
    if not used or not all(named.get(name) for name in used):
        return None
    return _SLASH.sub(" / ", formula[0].strip()), {name: named[name] for name in used}


def without_marks(text: str) -> str:
    """Take off letters that only mark the operands: "N. raggiunti (A) / N. assegnati (B) = A/B %"."""
    marks = [letter.lower() for letter in _MARKED.findall(text)]
    if marks != ["a", "b"] or ("/" not in text and _RATIO.match(text) is None):
        return text
    bare = " ".join(_REPEATED.sub("", _MARKED.sub(" ", text)).split())
    return bare if _BETWEEN_WORDS.search(bare) else text


def _computing(names: set[str]) -> re.Pattern[str]:
    """Make the pattern of arithmetic over these names and numbers alone."""
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    atom = rf"[(\[]{{0,3}}(?:(?:{one})(?!\w)(?! ?[=:])|\d+(?:[.,]\d+)?(?!\w))[)\]]{{0,3}}"
    return re.compile(rf"(?<!\w){atom}(?: ?[-/*+x×÷^] ?{atom})+(?: ?%)?")


def _meanings(label: str, starts: list[re.Match[str]], formula: re.Match[str]) -> dict[str, str]:
    """Give the words behind each name, up to the next name or to the formula."""
    edges = sorted([*(match.start() for match in starts), formula.start(), len(label)])
    found = {}
    for match in starts:
        end = next(edge for edge in edges if edge > match.start())
        words = _LINK.sub("", label[match.end() : end])
        found[match["name"]] = _ARTICLE.sub("", words).strip(' ,;.()[]"-')
    return found
