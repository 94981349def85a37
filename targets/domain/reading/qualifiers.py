"""What limits a number without being a label: the kind of its days, and of whom each it is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon
from targets.domain.reading.anchors import marks
from targets.domain.reading.cells import lower

if TYPE_CHECKING:
    from targets.domain.reading.anchors import Anchor

_KINDS = r"lav(?:orativ[ioe]|\.)?|solari|feriali|naturali|consecutivi|(?:di )?calendario|working|calendar"
_IN_UNIT = re.compile(rf"(?:{_KINDS})(?= days?$| ?$)")
_IN_NOTE = re.compile(rf"(?:(?:giorni|gg\.?) )?(?:{_KINDS})(?: e (?:{_KINDS}))?")
_PER = re.compile(r"(?:per|a|pro|cad\w*|ogni|ciascun\w*|each)(?!\w)|/")
"""Begins what is asked of each; "(semestrali)" only says when."""
_FOR_EACH = lexicon.pattern("prose", "for_each")
_WORKING = re.compile(r"(?<!\w)(?:lavorativ\w+|feriali|working)(?!\w)|(?<!\w)lav\.")
_CALENDAR = re.compile(r"(?<!\w)(?:solari|naturali|consecutivi|calendario|calendar)(?!\w)")


def kind_of_days(words: str) -> str | None:
    """Say which days words count: ``working``, ``calendar``, or None where they name neither or both."""
    plain = lower(words)
    working, calendar = _WORKING.search(plain), _CALENDAR.search(plain)
    if (working is None) == (calendar is None):
        return None
    return "working" if working else "calendar"


def count_other_days(label: str, of_formula: str) -> bool:
    """Say whether a target is in working days and its formula in those of the calendar, or the reverse."""
    return {kind_of_days(label), kind_of_days(of_formula)} == {"working", "calendar"}


def kept(label: str, text: str, anchor: Anchor) -> str:
    """Keep "lavorativi" and "(per dipendente)" in the label of a number.

    The unit is "days" of either kind, and a bracket belongs to no label.
    """
    quantity = anchor.quantity
    notes = [note.value for note in marks(anchor.after[:1], "NOTE")]
    inside = [
        note
        for note in notes
        if (quantity.unit in (None, "days") and _IN_NOTE.fullmatch(lower(note)))
        or (_PER.match(lower(note)) and _FOR_EACH.match(lower(note)))
    ]
    written = lower(text[quantity.start : quantity.end]).rstrip(")")
    days = _IN_UNIT.search(written) if quantity.unit == "days" else None
    return ", ".join(filter(None, (label, days[0] if days else "", *inside)))
