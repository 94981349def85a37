"""The words by which the parts of a plan table are known: tables of data, and one way to compare.

Italian first, English beside it. Comparing folds case, accents, blanks and markup; what is kept
of the document is never the folded form.
"""

from __future__ import annotations

import re

from perfplan.lib.text import fold as lib_fold
from targets.domain.table.plan_table import RowKind, SectionKind

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,40}>|\*\*")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})


CODE = (
    r"(?:[A-Z]{1,3}[\s.-]{0,2})?\d+(?:[.\-]\d+)*"
    r"(?:\s*(?:bis|ter|quater|quinquies|sexies)\b|\s?[a-z](?=[.\s]|$))?(?:\.\d+)*\.?"
)
"""A code as bodies write it: "1", "1.1", "5 bis", "5 b.1", "13b.2", "OS 1", "A.1"."""

_KINDS: tuple[tuple[RowKind, str], ...] = (
    (RowKind.STRATEGIC_OBJECTIVE, r"(?:obiettivo|ob\.?)\s+strategico|strategic\s+objective|os|o\.s\."),
    (RowKind.OPERATIONAL_OBJECTIVE, r"(?:obiettivo|ob\.?)\s+operativo|operational\s+objective|oo|o\.o\."),
    (
        RowKind.TARGET,
        r"target(?:\s+(?:su|di|del|della|dei|delle|per|efficacia|efficienza|process\w*|qualità|serviz\w*|attività)\b.{0,80})?"
        r"|(?:activity|process)\s+target|financial\s+health|user\s+satisfaction|equal\s+opportunities"
        r"|salute\s+economic\w+\s*(?:-|–|e)?\s*finanziaria"
        r"|(?:grado\s+di\s+)?soddisfazione\s+(?:(?:dell?['’]?\s?|degli\s+)?utent?\w+|dei\s+cittadini)"
        r"|(?:promozione\s+(?:delle\s+)?)?pari\s+opportunit(?:à|a['’]?)",
    ),
)
_ASSUMED_KINDS: tuple[tuple[RowKind, str], ...] = (
    (RowKind.STRATEGIC_OBJECTIVE, r"obiettivo\s+(?:specifico|generale|triennale)(?:\s+triennale)?"),
    (RowKind.OPERATIONAL_OBJECTIVE, r"obiettivo\s+(?:annuale|gestionale|esecutivo)"),
)
"""Words of other bodies that most likely mean one of ours: read so, and said to be assumed."""

_PERIOD = r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?"
_AFTER = (
    rf"(?P<rest>(?:\s*\(?{_PERIOD}\)?)?|\s+(?:n\.?\s*|n°\s*)?(?P<code_after>{CODE})(?:\s+\(?{_PERIOD}\)?)?)"
)


def _kind_pattern(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:(?P<code>{CODE})\s*[-–:.)]?\s+)?(?P<kind_text>(?:{words}){_AFTER})\s*", re.IGNORECASE
    )


KIND_PATTERNS = tuple((kind, _kind_pattern(words), False) for kind, words in _KINDS) + tuple(
    (kind, _kind_pattern(words), True) for kind, words in _ASSUMED_KINDS
)
"""(kind, pattern of the whole kind cell, whether it is only assumed)."""

PERIOD = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?\b")

LINE_TITLE = re.compile(
    r"\s*(?P<heading>line[ae]\s+strategic(?:a|he)|strategic\s+line|linea\s+(?:di\s+intervento|d['’]azione)"
    r"|(?:area|priorità|ambito|prospettiva)\s+strategic[ao])(?P<gap>\s+)(?P<name>\S.*?)\s*",
    re.IGNORECASE | re.DOTALL,
)

SECTION_WORDS: tuple[tuple[SectionKind, str], ...] = (
    (
        SectionKind.ACTIVITY,
        r"target su(lle)? attivita|attivita' programmat|attivita programmat|activity target",
    ),
    (SectionKind.PROCESS, r"efficacia.{0,6}efficienza|process[oi]\b|processi|process target"),
    (SectionKind.FINANCIAL_HEALTH, r"salute (economic|finanziar)|economico ?-? ?finanziari|financial health"),
    (SectionKind.USER_SATISFACTION, r"soddisfazione.{0,20}(utent|utenza|cittadin)|user satisfaction"),
    (SectionKind.EQUAL_OPPORTUNITIES, r"pari opportunita|equal opportunit"),
)


def bare(text: str) -> str:
    """Take off the marks a converter leaves around headings (``**…**``, ``<b>…</b>``) and outer blanks."""
    return _MARKUP.sub("", text).strip()


def fold(text: str) -> str:
    """Give the form in which case, accents, blanks, apostrophes and markup do not count."""
    return lib_fold(bare(text).translate(_APOSTROPHES))


def section_kind_of(text: str) -> SectionKind | None:
    """Say which section outside the strategic lines a title or a kind cell names, or None."""
    folded = fold(text)
    return next((kind for kind, words in SECTION_WORDS if re.search(words, folded)), None)
