"""Is more better, or less? Asked only where no sign is written; the answer is always assumed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, IndicatorReading, Kind, Operator, lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.drafts import TURNED
from targets.domain.reading.measures import change_told, is_index, is_like_over_like

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_LESS = lexicon.pattern("directions", "at_most", "words")
_MORE = lexicon.pattern("directions", "at_least", "words")
_WORSE = lexicon.pattern("directions", "worse")
_OPEN = lexicon.pattern("directions", "open")
_RANK = lexicon.pattern("directions", "rank")
_PLACE = re.compile(r"^(?:in |il |al )?(?:posto|posizione)(?!\w)")
_OPEN_RANK = re.compile(r"(?<!\w)(?:ranking|graduatori[ae]|classific[ah]e?|posizione|posizionamento)(?!\w)")
_PLACES = re.compile(r"(?<!\w)(?:prim[ei]|post[oi]|posizion[ei]|top)(?!\w)")
"""``entro i primi 10 posti``: the first of them is the best."""
_GAINED = lexicon.pattern("directions", "gained_time")
_AHEAD = re.compile(r"(?<!\w)(?:in |di )anticipo(?!\w)")
_COUNTED_TIME = lexicon.pattern("directions", "counted_time")
_TIME = frozenset(lexicon.table("units")["time"])
_OF = re.compile(r"^(?:(?:di|dei|degli|delle|della|del|il|lo|la|i|gli|le|di tutt[ie]) |dell')+")
_CIRCUMSTANCE = frozenset(
    [
        *("nei", "nel", "nelle", "nella", "entro", "con", "in", "per", "da", "dal", "dalla", "rispetto"),
        *("come", "su", "a", "al", "alla", "all'anno", "ogni"),
    ]
)
"""First words of what only says when or where: "2 al giorno"."""
_BY_WORDS = (Kind.PERCENTAGE, Kind.AMOUNT, Kind.COUNT)
_COUNT = lexicon.pattern("formulas", "number")
_COMPLEMENT = re.compile(r"1(?:00)? - ")
"""``1 - reclami / utenti``: the fewer of what is named, the more."""
_PER = re.compile(r" ?/ ?\w+")
"""``/ giorno``: for each of it, and not the thing measured."""
_THING = 3
_HEAD = 6
"""Words at the start of a text that name the thing measured; later ones only qualify it."""


def direction(draft: Draft, indicator: IndicatorReading | None, title: str) -> Operator:
    """Give the sign that the words imply; "at least" where they tell nothing."""
    if draft.basis is Basis.VARIATION and draft.value is not None:
        return Operator.AT_MOST if draft.value < 0 else Operator.AT_LEAST
    kind = indicator.kind if indicator is not None else Kind.UNCLEAR
    falls = indicator is not None and change_told(lower(indicator.label)) == "down"
    if falls or kind is Kind.COMPLETION or (kind is Kind.DURATION and draft.unit == "%"):
        return Operator.AT_LEAST
    if indicator is not None and is_rank(draft, indicator):
        return Operator.AT_MOST
    if draft.unit in _TIME or (kind is Kind.DURATION and _told(_thing(draft.label)) is not Operator.AT_MOST):
        return _of_time(draft, indicator, title)
    if indicator is None or kind in (Kind.UNCLEAR, Kind.YES_NO):
        named = indicator.label if indicator is not None and kind is Kind.UNCLEAR else ""
        return _told(named) or _told(_thing(draft.label)) or _told(_head(title)) or Operator.AT_LEAST
    worse = _told(_thing(draft.label)) is Operator.AT_MOST
    return Operator.AT_MOST if worse else _of_measure(indicator, title)


def names_direction(label: str) -> bool:
    """Say whether the words beside a number name a thing of which more or less is better."""
    return _told(_thing(label)) is not None


def names_a_place(draft: Draft) -> bool:
    """Say whether the words beside a number call it a place: "almeno il 3° posto"."""
    return _PLACE.search(lower(f"{draft.label} {draft.unit or ''}")) is not None


def is_rank(draft: Draft, indicator: IndicatorReading) -> bool:
    """Say whether the number is a place in a ranking: "15° posto", "prime 5" of a "Posizione in …"."""
    told = _PLACES.search(lower(f"{draft.label} {draft.unit or ''}")) is not None
    about = lower(indicator.label)
    return _RANK.match(about) is not None or (told and _OPEN_RANK.search(about) is not None)


def _counts_time(text: str) -> bool:
    """Say whether hours or working days are counted that someone gives: "N. ore di vigilanza"."""
    plain = lower(text)
    return _COUNTED_TIME.match(plain) is not None and _LESS.search(plain) is None


def is_open(draft: Draft, indicator: IndicatorReading | None) -> bool:
    """Say whether more or less may be better with equal right: staff turnover, mean age."""
    measured = indicator.label if indicator is not None else draft.label
    told = _GAINED.search(lower(measured)) is not None
    counted = _counts_time(measured) and not told
    if indicator is not None and (_is_share_of_bad(indicator) or is_rank(draft, indicator)):
        return _is_share_of_bad(indicator)
    if draft.unit in _TIME and not told and _AHEAD.search(lower(draft.label)):
        return draft.basis is Basis.ABSOLUTE
    return draft.basis is Basis.ABSOLUTE and (counted or _OPEN.search(lower(_head(measured))) is not None)


def words_say(indicator: IndicatorReading | None) -> Operator | None:
    """Give the direction that the formula's own words insist on, to hold a written sign against."""
    if indicator is None:
        return None
    if indicator.kind is Kind.DURATION or indicator.unit in _TIME:
        gained = _MORE.search(lower(indicator.label)) or _counts_time(indicator.label)
        return None if gained else Operator.AT_MOST
    if indicator.kind is Kind.COMPLETION:
        return Operator.AT_LEAST
    told = _told(_head(_PER.sub("", indicator.label))) if indicator.kind in _BY_WORDS else None
    return told if told is Operator.AT_MOST or indicator.kind is Kind.COUNT else None


def _is_share_of_bad(indicator: IndicatorReading) -> bool:
    """Say whether counts of one bad thing stand above and below: dealt with or found, is more better?

    "N. incidenti rilevati / N. incidenti segnalati", "N. reclami fondati / N. reclami ricevuti".
    """
    if not is_like_over_like(indicator) or is_index(indicator):
        return False
    return all(
        _COUNT.match(lower(each.label)) and _told(_head(each.label)) is Operator.AT_MOST
        for each in indicator.operands
    )


def _of_time(draft: Draft, indicator: IndicatorReading | None, title: str) -> Operator:
    """A length of time is waited (at most), unless it is worked, taught or open."""
    about = f"{indicator.label if indicator else ''} {draft.label}"
    gained = _GAINED.search(lower(f"{about} {title}")) is not None
    counted = _counts_time(indicator.label if indicator else draft.label)
    return Operator.AT_LEAST if gained or counted else Operator.AT_MOST


def _of_measure(indicator: IndicatorReading, title: str) -> Operator:
    """A count, an amount, a share: what stands above the line is what there is more or less of."""
    label = indicator.operands[0].label if indicator.operands else indicator.label
    told = _told(_head(_PER.sub("", label)))
    if (
        told is None
        and indicator.kind is Kind.RATIO
        and (re.match(r"indice|livello|scostamento|\(", lower(indicator.label)))
    ):
        told = _told(_head(title))
    if told is not None and _COMPLEMENT.match(indicator.expression or ""):
        return TURNED[told]
    return told or Operator.AT_LEAST


@lru_cache(maxsize=256)
def _told(text: str) -> Operator | None:
    plain = lower(text)
    if _WORSE.search(plain):
        return Operator.AT_MOST
    if _MORE.search(plain):
        return Operator.AT_LEAST
    return Operator.AT_MOST if _LESS.search(plain) else None


def _thing(label: str) -> str:
    """Take the thing that the words after a number name: "reclami pervenuti", not "nei tempi previsti"."""
    words = _OF.sub("", lower(label)).split()
    return "" if words and words[0] in _CIRCUMSTANCE else " ".join(words[:_THING])


def _head(text: str) -> str:
    return " ".join(text.split()[:_HEAD])
