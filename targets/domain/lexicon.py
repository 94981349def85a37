"""The tables of words and units (``words/*.toml``) as compiled patterns.

Every entry is a regular expression in lower case, matched against text in lower case with its
blanks folded to one. Loaded once, when the module is imported: a broken table stops the program
at its start and not in the middle of a plan.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

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


def number_ahead() -> str:
    """What must follow where a word is a sign: particles, a mark, a currency, a number."""
    particles = "|".join(sorted(words("signs", "before_number", "particles"), key=len, reverse=True))
    return rf" ?:? ?(?:(?:{particles}){EDGE} ?){{0,4}}(?:(?:{'|'.join(words('numbers', 'mark'))}) ?)?(?:€\.? ?|euro? |eur\. ?)?[+±-]? ?(?:\d|{_spelled_out()})"


def _spelled_out() -> str:
    spelled = [
        word
        for section in ("after_a_sign", "anywhere")
        for entry in table("numbers")[section].values()
        for word in entry
    ]
    return rf"(?:{'|'.join(sorted(spelled, key=len, reverse=True))}){EDGE}"


@cache
def _placeholders() -> dict[str, str]:
    first = rf"[€+-]? ?(?:\d[\d.,']*|{_spelled_out()})(?: ?(?:%|€|[^\W\d_]+\.?))?"
    article = r"(?: ?(?:il|lo|la|l'|i|le|un (?:minimo|massimo) di))?"
    return {
        "{next}": rf"(?={number_ahead()})",
        "{several}": rf"(?={article} ?{first} ?(?:ed?|ad?|al|all'|and|to|-){article} ?(?:€ ?)?(?:\d|{_spelled_out()}))",
        "{end}": rf"(?!{_LETTER}|\d)",
    }


def any_of(entries: Iterable[str]) -> str:
    """Join entries to one pattern of whole words, longest first."""
    joined = "|".join(sorted(entries, key=len, reverse=True))
    for name, meaning in _placeholders().items():
        if name in joined:
            joined = joined.replace(name, meaning)
    return f"{EDGE}(?:{joined}){EDGE}"


def compiled(entries: Iterable[str]) -> re.Pattern[str]:
    """Compile entries to one pattern of whole words."""
    return re.compile(any_of(entries))


def pattern(name: str, section: str, key: str = "words") -> re.Pattern[str]:
    """Compile one section to one pattern of whole words."""
    return compiled(words(name, section, key))


def by_meaning(entries: Mapping[str, Iterable[str]]) -> list[tuple[re.Pattern[str], str]]:
    """Compile a section of ``meaning = spellings`` to pairs (pattern, meaning)."""
    return [(compiled(spellings), meaning) for meaning, spellings in entries.items()]
