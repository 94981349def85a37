"""Formulas without arithmetic: their first words say how they are measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from targets.domain.reading import Doubt, IndicatorReading, Kind, Operand, lexicon, scales
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.measures import TIME, change_told
from targets.domain.reading.named_units import (
    MONEY_FOR_EACH,
    STATED_UNIT,
    TRAILING_UNIT,
    is_rate,
    measure_ahead,
    time_alone,
)
from targets.domain.reading.slashes import PAIRS
from targets.domain.reading.years import year_of

TIMES_100 = re.compile(r" ?(?:[*x×·] ?100(?![.,]?\d)|per 100(?![.,]?\d| (?!e |anno|nell)[a-z]))")

_NAMES = (
    "number",
    "percent",
    "completion",
    "amount",
    "duration",
    "score",
    "deeds",
    "sums",
    "degree",
    "temporal",
)
_KINDS = {name: lexicon.pattern("formulas", name) for name in _NAMES}
_COUNTED_TOO = lexicon.pattern("formulas", "amount", "counted_too")
_HOURS = lexicon.pattern("formulas", "duration", "hours")
_YES_NO = lexicon.pattern("formulas", "yes_no")
_DATES = re.compile(rf"(?:la |il )?{lexicon.any_of(lexicon.words('formulas', 'dates'))}")
_KEPT_SLASHES = re.compile(
    r"(?<!\d)\d+ ?/ ?\d+|\([^()]*\)(?=$| [^/*])"
    rf"|{PAIRS.pattern}"
)
_NAMES_OF_TWO = re.compile(r"(?<=\w )[A-Z]{2,} ?/ ?[A-Z]{2,}\b")
"""``SPID / CIE``: either, and no division."""
_MONEY_COUNTED = re.compile(r"(?:n[.°]* ?|numero (?:di )?)euro(?!\w)")
_OF_BRACKET = re.compile(r"% ?[(\[]")
_PER_MANY = re.compile(
    r"(?<!\w)(?:per|ogni|su|x) (?:10+|10*(?:\.0{3})+|mille|(?:dieci|cento)mila)(?= \w)(?! ?%)"
)
"""``Tasso di ospedalizzazione per 1.000 abitanti``: so many of a thousand, and no percentage."""
_PER_MILLE = re.compile(r"‰|(?<!\w)per ?mille(?! ?\w)")
_PLURAL = re.compile(
    r"[^\W\d_]{3,}[ie] .*?(?<!\w)[^\W\d_]+"
    r"(?:at|ut|it|ert|est|ess|is|us|olt|int|ott|ett|itt|iss|(?<!m)ent|ant)[ie](?!\w)"
)
_SMALL = frozenset(lexicon.words("prose", "no_unit"))
_ADJECTIVE = lexicon.pattern("prose", "adjectives")
_PARTICIPLE = re.compile(r"(?:at|ut|it|ert|olt|int|unt|ott|ess|is|us|est|ost)[oaie]$")
_ABBREVIATED = re.compile(r"(?<=[^\W\d_]) (?=(?:D|L|Reg|Dir|Del|Det|Art)\.|[A-Z]\.[A-Z])|^ ?(?=[A-Z]\.[A-Z])")
"""``report D.Lgs. 118/2011``: what follows is the name of an act, and no thing that is counted."""
_OF = re.compile(
    r"^[ :.]*(?:(?:complessiv[oi]|total[ei]|assoluto|massimo|minimo|max\.?|min\.?"
    r"|annu[oi]|annuale|effettivo|globale|volum[ei]) )*"
    r"(?:(?:di|dei|degli|delle|del|d')(?: |(?<=')))?",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(?<!\w)(?:giorn[io]|gg\.?|tempi?|durata|days?)(?!\w)")
_YES = ("si", "sì", "sí")
Found = tuple[IndicatorReading, list[Doubt]]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A kind by its first words; ``assumed`` where these do not say it outright."""

    pattern: re.Pattern[str]
    kind: Kind
    unit: str | None = None
    assumed: bool = False


_RULES = (
    _Rule(_HOURS, Kind.DURATION, "hours"),
    _Rule(_KINDS["completion"], Kind.COMPLETION, "%"),
    _Rule(_KINDS["duration"], Kind.DURATION, "days"),
    _Rule(_MONEY_COUNTED, Kind.AMOUNT, "EUR"),
    _Rule(_KINDS["number"], Kind.COUNT),
    _Rule(re.compile(rf"{_KINDS['sums'].pattern}.*?{_DAYS.pattern}"), Kind.DURATION, "days"),
    _Rule(_DATES, Kind.YES_NO, assumed=True),
    _Rule(_KINDS["score"], Kind.COUNT),
    _Rule(_KINDS["degree"], Kind.PERCENTAGE, "%", assumed=True),
    _Rule(_KINDS["amount"], Kind.AMOUNT, "EUR"),
    _Rule(_COUNTED_TOO, Kind.AMOUNT, "EUR", assumed=True),
    _Rule(_KINDS["deeds"], Kind.YES_NO, assumed=True),
    _Rule(_KINDS["sums"], Kind.COUNT, assumed=True),
    _Rule(_PLURAL, Kind.COUNT, assumed=True),
)
"""In order: the first that fits holds."""


def begins_as(name: str, plain: str) -> bool:
    """Say whether a text in lower case begins with the words of a kind."""
    return _KINDS[name].match(plain) is not None


def names_days(plain: str) -> bool:
    """Say whether a text speaks of days or of times."""
    return _DAYS.search(plain) is not None


def without_kept_slashes(label: str) -> str:
    """Blank out the slashes that are no divisions, and what only explains; in lower case."""
    return _KEPT_SLASHES.sub(" ", lower(_NAMES_OF_TWO.sub(" ", label)))


def not_measured(label: str, kind: Kind) -> IndicatorReading:
    """Make an indicator that asks for no number."""
    return IndicatorReading(label, kind, None, (), None)


def one_number(label: str, kind: Kind, unit: str | None) -> IndicatorReading:
    """Make an indicator that asks for one number, in the scale that its words name ("k€")."""
    named = TIMES_100.sub("", label).strip() or label
    operand = Operand("a", named, year_of(named))
    return IndicatorReading(label, kind, "a", (operand,), _in_its_scale(label, kind, unit))


def _in_its_scale(label: str, kind: Kind, unit: str | None) -> str | None:
    """Put a number of things or of money in the scale of its formula: "Accessi (in migliaia)"."""
    scale = scales.named(label) if kind in (Kind.COUNT, Kind.AMOUNT) else None
    counted = kind is Kind.COUNT and unit is not None and scale is not None and scale.of_money
    return unit if scale is None or counted else scale.written


def yes_or_no(label: str) -> IndicatorReading | None:
    """Read "SI/NO", "Adozione del piano (S/N)", "realizzato/non realizzato"."""
    plain = lower(label)
    match = _YES_NO.search(plain)
    if match is None:
        return None
    rest = (plain[: match.start()] + plain[match.end() :]).strip(" ()[]:;,.-\"'")
    of_several = "non " in match[0] and (begins_as("number", plain) or begins_as("percent", plain))
    return None if (match[0].strip() in _YES and rest) or of_several else not_measured(label, Kind.YES_NO)


def given_percentage(label: str) -> Found | None:
    """Read a percentage given as such: no division is written in it."""
    plain = lower(label)
    if begins_as("completion", plain) and "/" not in plain:
        found = one_number(label, Kind.COMPLETION, "%")
    elif _OF_BRACKET.match(plain):
        return None
    elif begins_as("percent", plain) and not re.search(
        r"[/÷]| sul? (?=n\.|numero)", without_kept_slashes(label)
    ):
        found = one_number(label, Kind.PERCENTAGE, "%")
    else:
        return None
    if _PER_MILLE.search(plain):
        found = one_number(label, Kind.PERCENTAGE, "‰")
    elif (many := _PER_MANY.search(plain)) and not many[0].endswith(" 100"):
        found = one_number(label, Kind.COUNT, None)
    return found, [doubt(Code.TIMES_100_ON_PERCENTAGE, label)] if TIMES_100.search(plain) else []


def simple(label: str) -> Found:
    """Read a formula without arithmetic; unclear where its words tell nothing.

    A name before the thing measured tells nothing either: "Stato civile - n. atti".
    """
    if found := _by_unit_alone(label) or _by_strong_words(label) or _by_first_words(label, label):
        return found
    if indicator := _by_trailing_unit(label, lower(label)):
        return indicator, []
    _name, _, measured = label.replace(" - ", ": ").partition(": ")
    if measured and (found := _by_first_words(measured, label)):
        return found
    return not_measured(label, Kind.UNCLEAR), [doubt(Code.FORMULA_UNCLEAR, label)]


def _by_unit_alone(label: str) -> Found | None:
    """Read "Minuti" and "Km di sentieri": the formula is its unit, or begins with it."""
    if time := time_alone(lower(label)):
        return one_number(label, Kind.DURATION, time), []
    if is_rate(lower(label)) and not any(begins_as(name, lower(label)) for name in ("duration", "number")):
        return one_number(label, Kind.COUNT, None), []
    measure = measure_ahead(label)
    return (one_number(label, Kind.COUNT, measure), []) if measure else None


def _by_first_words(text: str, label: str) -> Found | None:
    plain = lower(text)
    rule = next((rule for rule in _RULES if rule.pattern.match(plain)), None)
    if rule is None or (rule.assumed and _names_its_unit(plain)) or _is_mark_in_unit(rule, plain):
        return None
    doubts = [doubt(Code.FORMULA_ASSUMED, label)] if rule.assumed else []
    if rule.kind is Kind.YES_NO:
        return not_measured(label, Kind.YES_NO), doubts
    return one_number(label, rule.kind, _unit(rule, text, plain)), doubts


def _by_strong_words(label: str) -> Found | None:
    """Read what stands after a name and a colon, where it says outright how it is measured.

    "Liste di attesa: % prestazioni garantite": the name is no count of lists.
    """
    name, _, measured = label.partition(": ")
    plain = lower(measured)
    if not measured or begins_as("number", lower(name)):
        return None
    if begins_as("percent", plain) and (found := given_percentage(measured)):
        return _of_whole(found[0], label), found[1]
    return _by_first_words(measured, label) if begins_as("number", plain) else None


def _of_whole(indicator: IndicatorReading, label: str) -> IndicatorReading:
    """Name an indicator and its only operand by the whole formula."""
    return replace(
        indicator, label=label, operands=tuple(replace(each, label=label) for each in indicator.operands)
    )


def _is_mark_in_unit(rule: _Rule, plain: str) -> bool:
    """Say whether an index or a mean is in a unit that stands behind it: "Indice di giacenza (giorni)"."""
    trailing = TRAILING_UNIT.search(plain) if rule.pattern is _KINDS["score"] else None
    return trailing is not None and trailing.lastgroup not in ("count", "physical")


def _names_its_unit(plain: str) -> bool:
    """Say whether a formula ends in "(€)", "(%)" or "(n.)"."""
    trailing = TRAILING_UNIT.search(plain)
    scale = scales.named(plain)
    return (scale is not None and scale.of_money) or (trailing is not None and trailing.lastgroup not in TIME)


def _unit(rule: _Rule, label: str, plain: str) -> str | None:
    if rule.kind is Kind.DURATION:
        stated = TRAILING_UNIT.search(plain) or STATED_UNIT.search(plain)
        return stated.lastgroup if stated and stated.lastgroup in TIME else rule.unit
    if rule.kind is not Kind.COUNT or rule.pattern in (_KINDS["score"], _KINDS["sums"]):
        return rule.unit
    if change_told(plain):
        return None
    mark = _KINDS["number"].match(plain)
    return _noun(label[mark.end() :] if mark else label)


def _by_trailing_unit(label: str, plain: str) -> IndicatorReading | None:
    """A unit in brackets at the end tells the kind: "Degenza media (giorni)"."""
    scale = scales.named(label)
    if scale is not None and scale.of_money:
        return one_number(label, Kind.AMOUNT, "EUR")
    if MONEY_FOR_EACH.search(plain):
        return one_number(label, Kind.AMOUNT, "EUR")
    match = TRAILING_UNIT.search(plain)
    if match is None or match.lastgroup is None:
        return None
    kinds = {
        "percent": (Kind.PERCENTAGE, "%"),
        "eur": (Kind.AMOUNT, "EUR"),
        "count": (Kind.COUNT, None),
        "physical": (Kind.COUNT, label[match.start("physical") : match.end("physical")]),
    }
    kind, unit = kinds.get(match.lastgroup, (Kind.DURATION, match.lastgroup))
    return one_number(label, kind, unit)


def _noun(text: str) -> str | None:
    """Take the noun that is counted: "imprese coinvolte" gives "imprese"."""
    words: list[str] = []
    named = _ABBREVIATED.split(re.split(r"[/(,;:]", text.lstrip(" :,;"))[0])[0]
    for word in re.findall(r"[^\W\d_][\w'-]*", _OF.sub("", named))[:4]:
        qualified = bool(words) and not _ADJECTIVE.fullmatch(lower(words[-1]))
        if lower(word) in _SMALL or (qualified and _PARTICIPLE.search(word)):
            break
        words.append(word)
    return " ".join(words[:2]) or None
