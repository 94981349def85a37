"""Notes on change at the end of a title: which objective was replaced or changed, by which act.

"… L'Obiettivo Strategico 5 bis ha sostituito il 5 (delibera n. 122 del 9/11/2017)": the note is
cut off with the blanks before it, so that text and note together are the cell to the character.
What a text does not say is not made up: no note, no change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from targets.domain.table.plan_table import ActReference, Change

_MONTHS = (
    *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
    *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
)
_BIS = r"(?:bis|ter|quater|quinquies|sexies)"
_CODE = rf"\d{{1,3}}(?:\.\d{{1,3}}){{0,2}}(?:\s*{_BIS}\b)?(?:\s?[a-z]\.\d{{1,3}}|\.\d{{1,3}})?"
_DATE = (
    r"\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})\b"
    rf"|\d{{1,2}}°?\s+(?:{'|'.join(_MONTHS)})\s+\d{{4}}"
)
_TYPE = r"delibera(?:zione)?|determina(?:zione)?|decreto|provvedimento|disposizione|atto"
_ACT = (
    rf"(?P<type>{_TYPE})"
    r"(?:\s+(?:d\w{1,4}\s+|d\w{2,3}['’]\s*)?(?P<organ>(?!n\b|nr\b|num|del\s+\d)[^\d()]{2,60}?))??"
    r"\s*,?\s*(?:(?:n|nr|num)\b\.?|n[°º]\.?|numero)\s*(?P<number>\d{1,8}(?:/\d{1,4})?(?:/?[A-Za-z]{1,6}\b)?)"
    rf"(?:\s*,?\s*(?:d\.?d\.?|del(?:l['’])?|in\s+data|dated)\s*(?P<date>{_DATE}))?"
)
_OBJECTIVE = r"obiettivo(?:\s+(?:strategico|operativo))?"
_SUBJECT = rf"(?:(?:l['’]\s*)?{_OBJECTIVE}|il)\s+(?:n\.?\s*)?(?P<own>{_CODE})\s+"
_OBJECT = rf"(?:il|lo|la|l['’])?\s*(?:{_OBJECTIVE}\s+)?(?:n\.?\s*)?(?P<old>{_CODE})"
_BY = r"(?:(?:come\s+da|con|dalla|dal|giusta|ai\s+sensi\s+della|di\s+cui\s+alla)\s+)?"
_BY_ACT = rf"(?:\s*,?\s*(?:\(\s*)?{_BY}{_ACT}\s*\)?)?"
_START = r"(?P<blanks>\s*)(?<![^\s.;:)])"
_END = r"[.;]?\s*\Z"

_FLAGS = re.IGNORECASE
_REPLACED = re.compile(
    rf"{_START}\(?{_SUBJECT}(?:ha\s+sostituito|sostituisce)\s+{_OBJECT}{_BY_ACT}\)?{_END}", _FLAGS
)
_IN_PLACE_OF = re.compile(
    rf"{_START}\(?(?:(?:l['’]\s*)?{_OBJECTIVE}\s+)?in\s+sostituzione\s+(?:del(?:l['’])?)\s*(?:{_OBJECTIVE}\s+)?"
    rf"(?:n\.?\s*)?(?P<old>{_CODE}){_BY_ACT}\)?{_END}",
    _FLAGS,
)
_CHANGED = re.compile(
    rf"{_START}\(?(?:l['’]\s*)?{_OBJECTIVE}(?:\s+(?P<own>{_CODE}))?\s+(?:(?:è\s+stato|e'\s+stato)\s+)?"
    rf"(?P<verb>modificato|rimodulato|variato|aggiornato|aggiunto|inserito|introdotto){_BY_ACT}\)?{_END}",
    _FLAGS,
)
_ADDED_VERBS = frozenset({"aggiunto", "inserito", "introdotto"})
_INSIDE = re.compile(rf"\b(?:ha\s+sostituito\s+{_OBJECT}|{_OBJECTIVE}\s+modificato\s+con)\b", _FLAGS)
_LONGEST_NOTE = 400
"""Characters at the end of a title that are searched: keeps hostile texts cheap."""


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """A title taken apart: ``text + note`` is the title to the character."""

    text: str
    note: str
    change: Change
    own_code: str
    """The code the note gives to the row it stands in; "" where it names none."""
    replaces: str
    act: ActReference | None
    is_inside: bool = False
    """Words of a change stand inside the text, where they were left."""


def split_change_note(title: str) -> ChangeNote:
    """Cut the note on change off the end of a title; never raises, never loses a character."""
    from_ = max(0, len(title) - _LONGEST_NOTE)
    for pattern in (_REPLACED, _IN_PLACE_OF, _CHANGED):
        match = pattern.search(title, from_)
        # A note that is the whole title would leave the row without a text.
        if match is None or not title[: match.start()].strip():
            continue
        found = match.groupdict()
        return ChangeNote(
            text=title[: match.start()],
            note=title[match.start() :],
            change=_change(found),
            own_code=(found.get("own") or "").strip(),
            replaces=(found.get("old") or "").strip(),
            act=_act(match),
        )
    return ChangeNote(title, "", Change.NONE, "", "", None, is_inside=bool(_INSIDE.search(title)))


def read_act(text: str) -> ActReference | None:
    """Find the act that a text names, or None: "delibera n. 122 del 9/11/2017"."""
    match = re.search(rf"\b{_ACT}", text[-_LONGEST_NOTE:], _FLAGS)
    return _act(match) if match else None


def code_key(code: str) -> str:
    """Give the form in which spellings of one code are equal: "5 bis", "5bis" and "5 b" → "5b"."""
    key = re.sub(r"\s+", "", code).casefold().strip(".")
    return re.sub(r"(?<=\d)(bis|ter|quater|quinquies|sexies)", lambda m: _SHORT[m[1]], key)


_SHORT = {"bis": "b", "ter": "t", "quater": "q", "quinquies": "qq", "sexies": "s"}


def _change(found: dict[str, str | None]) -> Change:
    if found.get("old"):
        return Change.REPLACED
    return Change.ADDED if (found.get("verb") or "").lower() in _ADDED_VERBS else Change.CHANGED


def _act(match: re.Match[str]) -> ActReference | None:
    found = match.groupdict()
    if not found.get("number"):
        return None
    return ActReference(
        organ=(found["organ"] or "").strip(" ,"),
        type=found["type"] or "",
        number=found["number"] or "",
        date=_date(found["date"] or ""),
    )


def _date(text: str) -> date | None:
    parts = [p for p in re.split(r"[/.\-°\s]+", text.lower()) if p]
    if len(parts) != 3:
        return None
    month = _MONTHS.index(parts[1]) + 1 if parts[1] in _MONTHS else int(parts[1])
    year = int(parts[2])
    try:
        return date(year if year > 99 else 2000 + year, month, int(parts[0]))
    except ValueError:
        return None
