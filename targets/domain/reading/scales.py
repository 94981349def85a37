"""Thousands and millions named in a formula: "Ricavi (k€)", "Debito in milioni di euro"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from targets.domain.reading.cells import lower
from targets.domain.reading.numerals import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONEY = r"(?:€|euro?(?!\w))"
_EURO = re.compile(r"€|eur")
_IN_EURO = re.compile(r"[(\[] ?(?:in )?(?:€|euro) ?[)\]]")
_WORD = r"(?:migliaia|mgl\.?|mila|milioni|mln\.?|mil\.|mio|miliardi|mld\.?)"
_OF_MONEY = (
    rf"(?:{_WORD}(?: ?/ ?| di | in | ?){_MONEY}|{_MONEY} ?/? ?(?:in |di )?{_WORD}(?!\w)"
    rf"|[km] ?/? ?{_MONEY}|{_MONEY} ?/? ?[km](?!\w)"
    rf"|{_MONEY} ?(?:[/x×*] ?(?:1?[.']?000){{1,2}}|[.']?000(?:[.']000)?)(?!\d))"
)
_FORM = rf"(?:{_OF_MONEY}|{_WORD}(?!\w))"
_LEAD = r"(?:(?:in|valor[ei]|import[oi]|dat[oi]|unità|espress[oaie]|di misura:?) ?)*"
_END = r"(?= ?(?:$|[)\],;:./]| - | di | d'))"
_THOUSANDS = rf"(?:000 ?/? ?{_MONEY}|[x×/] ?1\.?000)"
_NAMED = (
    re.compile(rf"[(\[] ?(?P<form>{_THOUSANDS}) ?[)\]]"),
    re.compile(rf"[(\[](?:[^()\[\]]*[,;:-])? ?{_LEAD}(?P<form>{_FORM}){_END}"),
    re.compile(rf"(?<!\w)in (?P<form>{_FORM})"),
    re.compile(rf"(?:,|;| -|:) ?{_LEAD}(?P<form>{_FORM}){_END}"),
    re.compile(
        rf"^(?:n\.? |numero (?:di )?)?(?P<form>{_OF_MONEY}(?= |$)|(?:migliaia|milioni|miliardi)(?= d))"
    ),
)
_BEHIND = re.compile(rf"(?<!\S)(?P<ahead>\S+) (?P<form>{_OF_MONEY})\.?$")
"""``Proventi correnti mld €``, but "progetti oltre 5 milioni di euro" is no scale."""
_FACTORS = (
    (re.compile(r"mld|miliard"), Decimal(1_000_000_000)),
    (
        re.compile(rf"milion|mln|mil\.|mio|m ?/? ?{_MONEY}|{_MONEY} ?/? ?m(?!\w)|000[.']?000"),
        Decimal(1_000_000),
    ),
    (re.compile(r"migl|mgl|mila|k|000"), Decimal(1000)),
)
_WHOLE = re.compile(rf"{_FORM}|{_THOUSANDS}")
_FOLLOWS = re.compile(rf",? (?:valor[ei] )?(?:espress[oaie] )?in {_FORM}")
_NOTE = re.compile(rf" ?{_LEAD}(?P<form>{_FORM}) ?")
_UNNAMED = frozenset({"un", "mezzo", "e", "di", "per", "da", "a"})
"""Words before "milioni di euro" that count them or make a sum of them."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale as a formula names it."""

    written: str
    """``k€``, ``milioni di euro``, ``migliaia``."""
    of_money: bool


def named(label: str) -> Scale | None:
    """Find the scale that a formula gives its value in; None where it is in single units."""
    plain = lower(label)
    found = next((match for each in _NAMED if (match := each.search(plain))), None) or _behind(plain)
    if found is None:
        return None
    start, end = found.span("form")
    return Scale(label[start:end], of_money=_EURO.search(plain[start:end]) is not None)


def _behind(plain: str) -> re.Match[str] | None:
    found = _BEHIND.search(plain)
    if found is None or found["ahead"] in _UNNAMED or value_of(found["ahead"]) is not None:
        return None
    return None if found["ahead"][-1].isdigit() else found


def factor(unit: str | None) -> Decimal | None:
    """Give how many single units one of a scale is: ``k€`` 1000; None where a unit is no scale."""
    plain = lower(unit or "")
    if _WHOLE.fullmatch(plain) is None:
        return None
    return next((number for words, number in _FACTORS if words.search(plain)), None)


def follows(behind: str) -> bool:
    """Say whether the words right behind a number put it in a scale: "3,2 in milioni di euro"."""
    return _FOLLOWS.match(behind) is not None


def multiplier(note: str) -> str | None:
    """Give what a bracket behind a number multiplies it by, as the scanner writes it: ``1000000 EUR``."""
    found = _NOTE.fullmatch(note)
    if found is None:
        return None
    money = " EUR" if _EURO.search(found["form"]) else ""
    return f"{factor(found['form'])}{money}"


def of_sum(labels: Sequence[str]) -> str:
    """Give the unit of a sum of money, or of money for each, in the scale that its operands name."""
    scale = next((found for label in labels if (found := named(label))), None)
    return "EUR" if scale is None else scale.written


def differ(labels: Sequence[str]) -> bool:
    """Say whether the operands of a formula are in different scales: "Ricavi (mln €) / costi (k€)"."""
    found = {factor(scale.written) for label in labels if (scale := named(label)) is not None}
    single = any(_IN_EURO.search(lower(label)) for label in labels)
    return len(found) + single > 1
