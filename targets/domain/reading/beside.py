"""What the words beside a number tell of it: a multiple, a part or a change of another figure."""

from __future__ import annotations

import re

_PART_OF = re.compile(
    r"(?<!\w)(?:doppi[oa]|tripl[oa]|quadruplo|metà|terzo|quarto|multiplo)"
    r" (?:d(?:i|el|ei|ella|elle|egli) |dell')$"
)
_FOREIGN_MONEY = "$£¥"
_FOREIGN_NAMES = re.compile(r"(?<!\w)(?:lit\.?|lire|usd|gbp|chf|dollari|sterline|franchi) ?$")
_NEAR = 10
"""Characters before a number in which the name of its money stands."""
_MULTIPLE = re.compile(
    r" ?(?:[^\W\d_]+ )?(?:più|meno) (?:d(?:el|ei|ella|elle|egli)(?!\w)|dell'|rispetto|che)"
    r"| ?(?:volt[ae]|x) (?:(?:il|lo|la|l'|i|le) ?(?!(?:anno|mese|settimana|giorno|trimestre|semestre)(?!\w))"
    r"|(?:l'|il )(?:anno|mese|trimestre|semestre) (?:precedente|scorso|prima)|quell[oaie] |rispetto|superior"
    r"|maggior|inferior|minor|più|in più)"
)
"""A multiple of another figure, where "2 volte l'anno" counts."""
_BESIDE_MEAN = re.compile(
    r" ?(?:d(?:el|ella|ei|elle)|sopra|sotto|sul|sulla|(?:superior|inferior)[ei] al)(?:la)?"
    r" (?:la |valore )?medi[aeo](?!\w)"
)
_ABOVE_MEAN = re.compile(r" ?in (?:più|meno) d\w+'? ?(?:valore )?medi[aeo](?!\w)(?!.*(?:19|20)\d\d)")
_CHANGED_TO = re.compile(
    r" ?(?:\w+ )?(?:modificat|rettificat|rideterminat|rimodulat|variat|aggiornat|corrett|sostituit)[oaie]"
    r" (?:in|ad?|con|da) "
)
_THAN = re.compile(
    r"(?<!\w)(?<!in )(?:più|meno|superior[ei]|inferior[ei]|maggior[ei]|minor[ei])"
    r" (?:(?:d\w+|ad?|al\w*|che|rispetto ad?)'? ?){1,3}"
    r"(?:quell[oaie]|valor[ei]|dat[oi]|medi[ae]|risultat[oi]|consuntiv[oi]|(?:19|20)\d\d)(?!\w)"
)


def is_part_of(ahead: str) -> bool:
    """Say whether the number is only what another is reckoned from: ``il doppio di 5``."""
    return _PART_OF.search(ahead) is not None


def is_of_another(behind: str, *, share: bool) -> bool:
    """Say whether it is set against another figure: ``1,5 volte il 2017``, ``50 % della media``."""
    return _MULTIPLE.match(behind) is not None or (share and _BESIDE_MEAN.match(behind) is not None)


def is_above_a_mean(behind: str) -> bool:
    """Say whether a change is against a mean without a year: ``5 % in più della media``, but of whom?"""
    return _ABOVE_MEAN.match(behind) is not None


def was_changed(behind: str) -> bool:
    """Say whether another number took its place: ``10 modificato in 5``."""
    return _CHANGED_TO.match(behind) is not None


def demand_in_words(behind: str) -> str:
    """Give a further demand without a number: ``5, comunque non più di quelli del 2017``; empty for none."""
    found = _THAN.search(behind)
    return found[0] if found else ""


def in_foreign_money(text: str, start: int, end: int) -> bool:
    """Say whether a sign of money other than the euro stands at a number."""
    if any(sign in text[max(0, start - 2) : end + 2] for sign in _FOREIGN_MONEY):
        return True
    return _FOREIGN_NAMES.search(text[max(0, start - _NEAR) : start].lower()) is not None
