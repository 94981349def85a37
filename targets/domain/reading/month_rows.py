"""Months in a row: "entro luglio e dicembre", "(giugno, dicembre)"."""

from __future__ import annotations

import re

from targets.domain.reading.lexicon import Lookup, table

MONTHS = Lookup(table("dates")["months"])
_JOINED_TO = re.compile(r" (?:ed?|-) |, ?")
_OPENS_ROW = re.compile(r"(?:^|[\n(:;]|entro|mesi di|a fine) ?$")
_MONTHS_AHEAD = re.compile(
    r"(?:^|[\n(:;]|entro|mesi di|fine) ?(?:(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre)(?: ed? | - |, ?))+$"
)
_NEAR_MONTH = 60
"""Characters in which a row of months begins."""


def in_a_row(plain: str, place: int, end: int) -> bool:
    """Say whether a month stands in a row of them: "entro luglio e dicembre", "(giugno, dicembre)"."""
    behind = _JOINED_TO.match(plain, end)
    follows = behind is not None and MONTHS.match(plain, behind.end()) is not None
    return (follows and _OPENS_ROW.search(plain, max(0, place - _NEAR_MONTH), place) is not None) or (
        _MONTHS_AHEAD.search(plain, max(0, place - _NEAR_MONTH), place) is not None
    )
