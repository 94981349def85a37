"""Formulas that are only a name: "Reclami", "Copertura vaccinale", "Indizione gara"."""

from __future__ import annotations

import re

from targets.domain.reading import IndicatorReading, Kind
from targets.domain.reading.cells import lower
from targets.domain.reading.kinds import one_number
from targets.domain.reading.measures import TIME, change_told
from targets.domain.reading.slashes import PAIRS, first_noun

_COMPUTES = re.compile(r"[/÷×*=+]|rapporto|quoziente|differenza")
_WORDS = re.compile(r"[^\W\d_]{3,}[^\d<>≥≤%√]*")
_NAME = re.compile(
    r"(?:[^\W\d_]{2,}[aeiouàèéìòù]|k?m[qc]?|m[23²³]|[kmg]?wh|kg|ha|t|t ?co2"
    r"|audit|report|workshop|webinar|follower|sponsor|ticket|test|stage|turn ?over|download)(?!\w)"
)
"""An Italian noun ends in a vowel: "Reclami", "Copertura vaccinale"; anything else is left unclear."""
_ACRONYM = re.compile(r"(?:[A-Z]{2,}[A-Z\d]*|[A-Z]\d+[A-Z])(?!\w)(?! [A-Z]{2})[^;]*$")
_NAMES_AND_ACTS = re.compile(r"(?<=\w )[A-Z]{2,} ?/ ?[A-Z]{2,}(?!\w)|(?<!\d)\d{1,4}/(?:19|20)\d\d(?!\d)")
"""``SPID/CIE``, ``D.Lgs. 33/2013``: slashes that divide nothing."""
_DEED = re.compile(r"[^\W\d_]{3,}(?:zione|sione|mento|ggio|tura)(?!\w)(?! (?:di )?co2)")

_MEASURED = re.compile(
    r"(?:consum|tonn|litr|quintal|emission|superfic|volum|quantit|import|valor|ore(?!\w)|giorn|temp|livell|tass|percentual|grad"
    r"|rifiut|residu|credit|debit|risors|fond|contribut|finanziament|cost|spes|tariff|kwh|km|mq|presenz|risultat)"
)

_QUALIFIED = re.compile(r"[(%/]|(?<!\w)(?:per \d|pro ?capite|medi[aeo]?(?!\w)|e(?!\w)|co ?2)")


def is_name(label: str) -> bool:
    """Say whether a formula is only a name: it has no figure and does not say how to compute it."""
    plain = lower(label)
    return _WORDS.fullmatch(plain) is not None and not _COMPUTES.search(PAIRS.sub(" ", plain))


def by_unit(label: str, unit: str | None) -> IndicatorReading | None:
    """Take the kind of a formula that is only a name ("Reclami") from the unit of its target.

    None where the label is no name: it computes, or says so ("rapporto tra …").
    """
    plain = lower(label)
    computes = _COMPUTES.search(PAIRS.sub(" ", lower(_NAMES_AND_ACTS.sub(" ", label))))
    if computes or not (_NAME.match(plain) or _ACRONYM.match(label) or change_told(plain)):
        return None
    kind = {"%": Kind.PERCENTAGE, "‰": Kind.PERCENTAGE, "EUR": Kind.AMOUNT}.get(unit or "", Kind.COUNT)
    if unit in TIME:
        kind = Kind.DURATION
    is_noun = kind is Kind.COUNT and (unit is None or unit.startswith("su "))
    return one_number(label, kind, None if is_noun else unit)


def names_deed(label: str) -> bool:
    """Say whether a formula begins with a deed, by the ending of its noun: "Emissione del ruolo 2022"."""
    plain = lower(label)
    return _DEED.match(plain) is not None and "*" not in plain and "=" not in plain


def is_named_by(unit: str | None, label: str) -> bool:
    """Say whether the unit of a target is the noun of a formula: "Partecipanti | 50 partecipanti"."""
    noun = first_noun(lower(unit or ""))
    return noun is not None and noun == first_noun(lower(label))


def counts_things(label: str) -> bool:
    """Say whether a name is of things counted and not measured: "Imprese coinvolte", but no "Consumi"."""
    plain = lower(label)
    return _MEASURED.match(plain) is None and _QUALIFIED.search(plain) is None
