"""Formulas over letters, and the legend that says what the letters stand for."""

from __future__ import annotations

import re

from targets.domain.reading.definitions import definitions

_NAME = r"(?:[A-Za-z]\d?|NUM|DEN|Num|Den)"
_IS = r"(?: ?[=:] ?| (?:è|indica|rappresenta|sta per) )"
_LEGEND = re.compile(
    r"[ ,;.:(\[-]{0,4}(?:(?<!\w)(?:dove|ove|con|in cui|legenda|where) ?:? ?)?[(\[]?(?<!\w)"
    rf"(?={_NAME}{_IS}[^\W\d_])"
)
_TELLS = re.compile(_IS)
_FIRST = re.compile(rf"{_NAME} ?=")
_OVER_LETTERS = re.compile(rf"(?:(?<!\w){_NAME}(?!\w)|[\s\d()\[\]/*+x×÷%.,=-])+")
_COMPUTES = re.compile(r"[/*+÷-]")
_ENTRY = re.compile(rf"(?:^|[ ,;.(])(?:e |ed |and )?({_NAME}){_IS}")
_ARTICLE = re.compile(r"^(?:il |lo |la |l'|i |gli |le )(?=\S)")
_SLASH = re.compile(r" ?/ ?")


def legend(label: str) -> tuple[str, dict[str, str]]:
    """Part a formula over letters from what they stand for: "A/B*100 dove A = pratiche evase e B = …".

    Without a legend the formula comes back as it is, and no letter is named.
    """
    if _TELLS.search(label) is None:
        return definitions(label) or (label, {})
    told = _formula_first(label)
    for match in _LEGEND.finditer(told):
        letters = told[: match.start()].strip()
        if not _OVER_LETTERS.fullmatch(letters.rpartition("=")[2]):
            continue
        entries = _ENTRY.split(told[match.end() :].strip(" ()[]."))
        named = {
            name: _ARTICLE.sub("", text.strip(" ,;.()"))
            for name, text in zip(entries[1::2], entries[2::2], strict=True)
        }
        if all(named.values()):
            return _SLASH.sub(" / ", letters), named
    return definitions(label) or (label, {})


def _formula_first(label: str) -> str:
    """Turn "A = corsi; B = docenti; A/B" round: the legend stands after its formula."""
    named, _, last = label.rpartition(";")
    if named and _FIRST.match(named) and _COMPUTES.search(last) and _OVER_LETTERS.fullmatch(last):
        return f"{last.strip()} ; {named}"
    return label
