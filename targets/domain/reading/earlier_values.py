"""What a bracket behind a target tells of earlier years: "≥ 95 % (2024: 97,3 %)", "10 (8 nel 2023)"."""

from __future__ import annotations

import re

from targets.domain.reading.cells import lower

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_VALUE = r"[\d.,]+ ?(?:%|gg|giorni|€|euro|[^\W\d_]+)?"
_TOLD_BY = r"(?:nel|anno|dato|valore|v\.?a\.?|consuntivo|era|erano|media|risultato)(?: (?:nel|del|anno))? "
_OF_YEAR = re.compile(
    rf"(?:{_TOLD_BY})?20\d\d ?[:=]? ?{_VALUE}|{_VALUE} (?:nel|del|al \d+[/.]\d+[/.]) ?20\d\d"
)
_OF_BEFORE = re.compile(
    r"(?:anno prec(?:\.|edente)|a\.p\.|ex ante|precedente|prima|storico|attual(?:mente|e)|(?:ad )?oggi"
    r"|situazione attuale)[:=]? ?[\d.,]+"
)


def is_earlier(note: str, year: int | None) -> bool:
    """Say whether a bracket gives the value of an earlier time, and nothing else."""
    plain = lower(note)
    if _OF_BEFORE.match(plain):
        return True
    years = [int(found) for found in _YEAR.findall(plain)]
    return year is not None and bool(years) and max(years) < year and _OF_YEAR.fullmatch(plain) is not None
