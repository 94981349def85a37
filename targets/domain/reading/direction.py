"""Is more better, or less? Asked only where no sign is written; the answer is always assumed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import Basis, IndicatorReading, Kind, Operator, lexicon
from targets.domain.reading.cells import lower
from targets.domain.reading.leaning import Lean, lean, names_bad
from targets.domain.reading.measures import change_told, is_index, is_like_over_like

if TYPE_CHECKING:
    from targets.domain.reading.drafts import Draft

_RANK = lexicon.pattern("directions", "rank")
_PLACE = re.compile(r"^(?:in |il |al )?(?:posto|posizione)(?!\w)")
_OPEN_RANK = re.compile(r"(?<!\w)(?:ranking|graduatori[ae]|classific[ah]e?|posizione|posizionamento)(?!\w)")
_PLACES = re.compile(r"(?<!\w)(?:prim[ei]|post[oi]|posizion[ei]|top)(?!\w)")
"""``entro i primi 10 posti``: the first of them is the best."""
_GAINED = lexicon.pattern("directions", "gained_time")
_AHEAD = re.compile(r"(?<!\w)(?:in |di )anticipo(?!\w)")
_WAITED = lexicon.pattern("directions", "waited_time")
_OPEN_TIME = lexicon.pattern("directions", "open_time")
_COUNTED_TIME = lexicon.pattern("directions", "counted_time")
_TIME = frozenset(lexicon.table("units")["time"])
_OF = re.compile(r"^(?:(?:di|dei|degli|delle|della|del|il|lo|la|i|gli|le|di tutt[ie]) |dell')+")
_OF_THEM = re.compile(r"de[il]|degli|dell[ae']|dello")
"""``90 % delle istanze pendenti``: the whole that the share is of, and not what there shall be more of."""
_CIRCUMSTANCE = frozenset(
    [
        *("nei", "nel", "nelle", "nella", "entro", "con", "in", "per", "da", "dal", "dalla", "rispetto"),
        *("come", "su", "a", "al", "alla", "all'anno", "ogni", "salvo", "tranne"),
    ]
)
"""First words of what only says when or where: "2 al giorno"."""
_BY_WORDS = (Kind.PERCENTAGE, Kind.AMOUNT, Kind.COUNT)
_COUNT = lexicon.pattern("formulas", "number")
_COMPLEMENT = re.compile(r"1(?:00)? - ")
"""``1 - reclami / utenti``: the fewer of what is named, the more."""
_PER = re.compile(r" ?/ ?\w+")
"""``/ giorno``: for each of it, and not the thing measured."""
_NAMED_BY_TITLE = re.compile(r"indice|livello|scostamento|\(")
_THING = 3
_HEAD = 10
"""Words at the start of a text that name the thing measured; later ones only qualify it."""
_BARE = re.compile(
    r"(?:(?:%|percentual[ei]|perc\.?|numero|n[.°º]*|n\.?ro|num\.?|nr\.?|euro|€|giorni|gg\.?|ore|h|minuti|min\.?|mesi"
    r"|valor[ei]|assolut[oi]|indice|indicatore|tasso|rapporto|quota|efficienza|efficacia|economicità|volume|importo"
    r"|ammontare|quantità|quantitativo|medi[oae]|media|total[ei]|annu[oaei]|risultato|costo|tempo"
    r"|number|percentage|percent|rate|value|amount|days|hours|minutes|di|in|del|dei|[()/.:-]) ?)+"
)
"""A formula that names no more than a unit or a kind: the title names the thing measured."""
_LESSENED = re.compile(
    r"(?<!\w)(?:(?P<down>ridu(?:rre|zion[ei])|diminu(?:ire|zion[ei])|conten(?:ere|iment[oi])|limit(?:are|azion[ei])"
    r"|abbatt(?:ere|iment[oi])|elimina(?:re|zion[ei])|contrast(?:are|o)|smaltiment[oi]|cal[oi]|risparmi[oa]\w*)"
    r"|razionalizza(?:re|zion[ei])|riordin[oi]|ottimizza(?:re|zion[ei]))(?P<what>(?: [\w']+){1,5})"
)
"""What a title wants less of: "Riduzione delle stampe"; "razionalizzazione" may mean fewer or better."""
_STEM = 5
_SMALL_SHARE = 25
"""Per cent: so few of what no word calls good or bad may well be the most that is allowed."""
_SHARE = re.compile(
    r"(?:%|percentuale|tasso|incidenza|quota|indice|rate of|share of|percentage of)(?!\w)|.*(?<!\w)rate$"
)
_SIGN = {Lean.MORE: Operator.AT_LEAST, Lean.LESS: Operator.AT_MOST, Lean.OPEN: Operator.AT_LEAST}
_TURNED = {Lean.MORE: Lean.LESS, Lean.LESS: Lean.MORE, Lean.OPEN: Lean.OPEN}


def direction(draft: Draft, indicator: IndicatorReading | None, title: str) -> Operator:
    """Give the sign that the words imply; "at least" where they tell nothing or leave it open."""
    if draft.basis is Basis.VARIATION and draft.value is not None:
        return Operator.AT_MOST if draft.value < 0 else Operator.AT_LEAST
    return _SIGN[_of_row(draft, indicator, title) or Lean.MORE]


def is_open(draft: Draft, indicator: IndicatorReading | None, title: str) -> bool:
    """Say whether more or less may be better with equal right: staff turnover, mean age."""
    return draft.basis is Basis.ABSOLUTE and _of_row(draft, indicator, title) is Lean.OPEN


def names_direction(label: str) -> bool:
    """Say whether the words beside a number name a thing of which more or less is better."""
    return lean(_thing(label)) in (Lean.MORE, Lean.LESS)


def names_a_place(draft: Draft) -> bool:
    """Say whether the words beside a number call it a place: "almeno il 3° posto"."""
    return _PLACE.search(lower(f"{draft.label} {draft.unit or ''}")) is not None


def words_say(indicator: IndicatorReading | None) -> Operator | None:
    """Give the direction that the formula's own words insist on, to hold a written sign against."""
    if indicator is None:
        return None
    if change_told(lower(indicator.label)) == "down":
        return None
    if indicator.kind is Kind.DURATION or indicator.unit in _TIME:
        return Operator.AT_MOST if _of_time(indicator.label, indicator.label) is Lean.LESS else None
    if indicator.kind is Kind.COMPLETION:
        return Operator.AT_LEAST
    told = lean(_head(_PER.sub("", indicator.label))) if indicator.kind in _BY_WORDS else None
    if told is Lean.LESS:
        return Operator.AT_MOST
    return Operator.AT_LEAST if told is Lean.MORE and indicator.kind is Kind.COUNT else None


def _of_row(draft: Draft, indicator: IndicatorReading | None, title: str) -> Lean | None:
    """Weigh the words beside the number, of the formula, and of the title where these only name a unit."""
    if indicator is None:
        return _of_name("", draft, title)
    if indicator.kind is Kind.COMPLETION or (indicator.kind is Kind.DURATION and draft.unit == "%"):
        return Lean.MORE
    if _is_rank(draft, indicator):
        return Lean.LESS
    if indicator.kind in (Kind.UNCLEAR, Kind.YES_NO):
        return _of_name(indicator.label if indicator.kind is Kind.UNCLEAR else "", draft, title)
    if change_told(lower(indicator.label)) == "down":
        return Lean.MORE
    return _of_measured(draft, indicator, title)


def _of_name(name: str, draft: Draft, title: str) -> Lean | None:
    """Weigh a cell whose formula asks for no number, or tells not which."""
    about = f"{name} {draft.label}"
    if draft.unit in _TIME:
        return _of_time(about, f"{about} {title}", draft.label)
    return lean(_head(name)) or lean(_thing(draft.label)) or lean(_head(title))


def _of_measured(draft: Draft, indicator: IndicatorReading, title: str) -> Lean | None:
    measured = _measured(indicator, title)
    share = draft.unit == "%" and indicator.kind in (Kind.PERCENTAGE, Kind.RATIO)
    of_them = share and _OF_THEM.match(lower(draft.label)) and lean(_head(measured)) is not None
    beside = None if of_them else lean(_thing(draft.label))
    if draft.unit in _TIME or (indicator.kind is Kind.DURATION and beside is not Lean.LESS):
        return _of_time(measured, f"{indicator.label} {draft.label} {title}", draft.label)
    told = beside if beside is Lean.LESS else _of_measure(draft, indicator, measured, title)
    return beside if beside is Lean.MORE and told is Lean.OPEN else told


def _measured(indicator: IndicatorReading, title: str) -> str:
    """Give the words that name the thing measured: the title where the formula is only "%" or "Numero"."""
    return title if title and _BARE.fullmatch(lower(indicator.label)) else indicator.label


def _is_rank(draft: Draft, indicator: IndicatorReading) -> bool:
    """Say whether the number is a place in a ranking: "15° posto", "prime 5" of a "Posizione in …"."""
    told = _PLACES.search(lower(f"{draft.label} {draft.unit or ''}")) is not None
    about = lower(indicator.label)
    return _RANK.match(about) is not None or (told and _OPEN_RANK.search(about) is not None)


def _of_time(measured: str, around: str, beside: str = "") -> Lean:
    """A length of time is waited (less is better), unless it is given, lasting or counted."""
    if _AHEAD.search(lower(beside)) and not _GAINED.search(lower(measured)):
        return Lean.OPEN
    if _GAINED.search(lower(around)) and not _WAITED.search(lower(measured)):
        return Lean.OPEN if names_bad(_head(measured)) else Lean.MORE
    if _OPEN_TIME.search(lower(measured)):
        return Lean.OPEN
    counted = _COUNTED_TIME.match(lower(measured)) is not None
    return Lean.OPEN if counted and lean(_head(measured)) is not Lean.LESS else Lean.LESS


def _of_measure(draft: Draft, indicator: IndicatorReading, measured: str, title: str) -> Lean | None:
    """A count, an amount, a share: what stands above the line is what there is more or less of."""
    if _is_share_of_bad(indicator):
        return Lean.OPEN
    if _COUNTED_TIME.match(lower(measured)):
        return _of_time(measured, f"{measured} {draft.label}", draft.label)
    bare = measured != indicator.label
    above = indicator.operands[0].label if indicator.operands and not bare else measured
    told = lean(_head(_PER.sub("", above)))
    if told is None and indicator.kind is Kind.RATIO and _NAMED_BY_TITLE.match(lower(indicator.label)):
        told = lean(_head(title))
    against = bare and lean(indicator.label) not in (None, told)
    if against or lean(_head(measured)) is Lean.OPEN:
        return Lean.OPEN
    if told is None and _is_small_share(draft, indicator.label, measured):
        return Lean.OPEN
    told = told or _lessened(above, title)
    return _TURNED[told] if told is not None and _COMPLEMENT.match(indicator.expression or "") else told


def _lessened(measured: str, title: str) -> Lean | None:
    """Let a title tell of a thing that no word calls good or bad: "N. stampe" of "Riduzione delle stampe"."""
    stems = _stems(measured)
    for found in _LESSENED.finditer(lower(title)):
        if stems & _stems(found["what"]):
            return Lean.LESS if found["down"] else Lean.OPEN
    return None


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in re.findall(rf"[^\W\d_]{{{_STEM},}}", lower(text)) if word != "numero"}


def _is_small_share(draft: Draft, label: str, measured: str) -> bool:
    """Say whether a small rate is asked for, of which no word tells whether it is good."""
    if draft.unit != "%" or draft.value is None or not 0 < draft.value <= _SMALL_SHARE:
        return False
    return _SHARE.match(lower(measured)) is not None or _SHARE.match(lower(label)) is not None


def _is_share_of_bad(indicator: IndicatorReading) -> bool:
    """Say whether counts of one bad thing stand above and below: dealt with or found, is more better?

    "N. incidenti rilevati / N. incidenti segnalati", "N. reclami fondati / N. reclami ricevuti".
    """
    if not is_like_over_like(indicator) or is_index(indicator):
        return False
    return all(
        _COUNT.match(lower(each.label)) and lean(_head(each.label)) in (Lean.LESS, Lean.OPEN)
        for each in indicator.operands
    )


def _thing(label: str) -> str:
    """Take the thing that the words after a number name: "reclami pervenuti", not "nei tempi previsti"."""
    words = _OF.sub("", lower(label)).split()
    return "" if words and words[0] in _CIRCUMSTANCE else " ".join(words[:_THING])


def _head(text: str) -> str:
    return " ".join(text.split()[:_HEAD])
