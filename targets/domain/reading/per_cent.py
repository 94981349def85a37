"""The mark that a formula is wanted in per cent, where it stands apart from the arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass

from targets.domain.reading import Doubt, Kind
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.kinds import Found, begins_as, one_number, simple

_SIGN = r"(?:%|percentual[ei]|per ?cento|perc\.)"
_SAID = (
    r"(?:(?:(?:unità di )?misura|u\.? ?m\.?|dat[oi]|valor[ei]|risultat[oi]"
    r"|(?:espress|calcolat|misurat)[oaie])[ :]{1,2})*"
    rf"(?:(?:in|come) )?(?:valor[ei] |termini |forma )?{_SIGN}"
)
_BEHIND = re.compile(
    rf"(?<=\S)(?: ?[(\[] ?{_SAID} ?[)\]]| ?[,;:=-] ?{_SAID}|(?: in|(?<=\)) ?in) (?:valore |termini )?{_SIGN}"
    rf"| (?:valore )?(?:espress|calcolat|misurat)[oaie] (?:in|come) (?:valore |termini )?{_SIGN}"
    rf"| (?:valore {_SIGN}|per ?cento)| ?[x*×] ?(?:in )?%|(?<!\d)(?<!\d )(?<!valore) ?%)\.?$"
)
_AHEAD = re.compile(
    rf"(?:[(\[] ?{_SAID} ?[)\]]|{_SAID} ?(?:[:=]| - )) ?[:-]? ?"
    r"(?:(?:di|dei|degli|delle|della|del) (?=\S)|dell'(?=\S))?(?=\S)"
)
_NAMED = re.compile(rf"[^/=:()*\d]{{1,80}} {_SIGN} ?= ?(?=\S)")
"""``Scostamento % = (A-B)/B``: the name of the result says its unit."""
_IN_SIGN = rf"(?:espress[oa] )?(?:in )?(?:valore |termini )?{_SIGN}"
_OF_RATIO = re.compile(
    rf"(?<=rapporto)(?: ?\( ?{_IN_SIGN} ?\)| ?, ?{_IN_SIGN} ?,| in (?:valore |termini )?{_SIGN})(?= \S)"
)


_NOT_ALONE = (Kind.AMOUNT, Kind.DURATION)


@dataclass(frozen=True, slots=True)
class Mark:
    """A formula without its mark, and whether the mark is said outright: a sign alone may be a slip."""

    bare: str
    said: bool

    def doubts(self, label: str) -> list[Doubt]:
        """Ask about a bare "%" beside a division; "(%)" and "in percentuale" leave nothing to ask."""
        return [] if self.said else [doubt(Code.PERCENT_OF_RATIO, label)]


def mark_of(label: str) -> Mark | None:
    """Find the mark of a formula: "(%)", "in %", ", espresso in percentuale"; None where it has none."""
    plain = lower(label)
    if "%" not in plain and "per" not in plain:
        return None
    if within := _OF_RATIO.search(plain):
        return Mark(label[: within.start()] + label[within.end() :], said=True)
    if behind := _BEHIND.search(plain):
        said = re.search(r"[\w(\[,=]", behind[0]) is not None
        return Mark(label[: behind.start()].rstrip(" ,;:=-"), said)
    ahead = _AHEAD.match(plain) or _NAMED.match(plain)
    return Mark(label[ahead.end() :], said=True) if ahead else None


def given_in_per_cent(label: str, mark: Mark) -> Found:
    """Read a formula that is marked and has no arithmetic: "Pratiche evase (%)" is a percentage.

    A number, a sum or a time in per cent is pointed out: "n. pratiche evase (%)".
    """
    indicator, doubts = simple(mark.bare)
    if indicator.kind is Kind.COMPLETION:
        return one_number(label, Kind.COMPLETION, "%"), doubts
    against = begins_as("number", lower(mark.bare)) or indicator.kind in _NOT_ALONE
    return one_number(label, Kind.PERCENTAGE, "%"), [doubt(Code.FORMULA_ASSUMED, label)] if against else []
