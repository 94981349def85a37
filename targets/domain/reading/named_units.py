"""The units that a formula names itself: in brackets behind it, before it, or alone."""

from __future__ import annotations

import re

from targets.domain.reading.cells import lower
from targets.domain.reading.measures import TIME

_FOR_EACH = r"(?: ?/ ?[^\W\d_]{1,12}\.?\d?)?"
_PHYSICAL = (
    r"(?:[kmg]wh?|[km]?g|kg|tonnellate|tonn?\.?|t|tep|t ?co2|mc|m3|m³|mq|m2|m²|km|kmq|ha"
    r"|ettari|litri|l|mbps|gbps)"
    rf"{_FOR_EACH}|km/h"
)
_TIME_IN_BRACKETS = (
    rf"(?P<days>(?:gg\.?|giorni|days?){_FOR_EACH})|(?P<hours>(?:ore|h|hours?){_FOR_EACH})"
    rf"|(?P<minutes>(?:min\.?|minuti|minutes?){_FOR_EACH})|(?P<seconds>(?:sec\.?|secondi|seconds){_FOR_EACH})"
    r"|(?P<weeks>settiman[ae]|weeks?)|(?P<months>mes[ei]|months?)|(?P<years>ann[io]|years?)"
)
TRAILING_UNIT = re.compile(
    rf"[(\[] ?(?:(?:in )?(?:{_TIME_IN_BRACKETS})"
    rf"|(?P<percent>%|in %|percentuale)|(?P<eur>(?:in )?(?:€|euro){_FOR_EACH})"
    rf"|(?:in )?(?P<physical>{_PHYSICAL})(?: [^()]*)?|(?P<count>n\.?|n[°º]|numero)(?: [^()]*)?) ?[)\]]\.?$"
)
"""``Degenza media (giorni)``: the name of the group is the unit, or what kind it shows."""
MONEY_FOR_EACH = re.compile(rf"(?:€|euro){_FOR_EACH}$")
STATED_UNIT = re.compile(
    r"(?<!\w)in (?:(?P<days>giorni|gg)|(?P<hours>ore|h)|(?P<minutes>minuti|min)|(?P<seconds>secondi|sec)"
    r"|(?P<weeks>settimane)|(?P<months>mesi)|(?P<years>anni))(?![\w'])"
    r"(?=\.?$|[.,]? ?[(),;:]| (?:d(?:i|el|ell|a|al)|tra|fra|per)(?!\w))"
)
"""``Tempo medio (in minuti) di attesa``."""
_UNIT_FIRST = re.compile(
    r"(?:n[.°º]* ?(?:di )?|numero (?:medio )?(?:di )?)?"
    r"(?:giorni|gg\.?|ore|minuti|secondi|settimane|mesi|anni|euro|€)(?!\w)"
)
_UNIT_ALONE = re.compile(
    r"(?:in |(?:average )?number of )?"
    r"(?:(?P<days>days?)|(?P<hours>hours?)|(?P<minutes>minuti|min|minutes?)|(?P<seconds>secondi|sec)"
    r"|(?P<weeks>settimane|weeks?)|(?P<months>mesi|months?)|(?P<years>anni|years?))"
    r"(?=\.?$| medi(?!\w)| d(?:i |ell'|ella )(?:attesa|ritardo|lavorazione|giacenza)| of (?:waiting|delay)"
    r"| (?:per il|tra|fra|dal|from|between|to) )"
)
"""``Mesi``, ``Minuti di attesa``, ``mesi tra richiesta e rilascio``."""
_MEASURE = re.compile(
    r"(?:km[q²]?|k?m2|m[qc]|m[23²³]|kg|[kmg]?wh|ha|ettari|tonn(?:ellate|\.)?|tep|litri|quintali"
    r"|(?:chilo)?metri(?: (?:quadr(?:i|ati)|cubi|lineari))?)(?=\.?$| d(?:i|el|ella|ei|elle)(?!\w)| d')"
)
"""``Km``, ``Mq di aree verdi``: the formula begins with its unit."""
_RATE = re.compile(
    r"[(\[][^()\[\]]*/ ?10{0,2}(?:\.?000)+ [^()\[\]]*[)\]]$"
    r"|(?<!\w)(?:per|ogni|x) 10{0,2}(?:\.?000)+ (?:ab|res|pers|uten|gg|giorn|nat)"
)
"""``Consumo di gel (litri/1000 gg degenza)``, ``DDD per 1000 ab die``: one number, reckoned elsewhere."""
_DIVIDED_AMONG = re.compile(r"(?<!\w)(?:per|ogni|pro)(?!\w)|/")


def states_its_unit(label: str) -> bool:
    """Say whether a formula names the unit of its value: "Degenza (giorni)", "Giorni medi", "in mesi"."""
    plain = lower(label)
    trailing = TRAILING_UNIT.search(plain)
    if trailing and trailing.lastgroup in (*TIME, "eur"):
        return True
    return (STATED_UNIT.search(plain) or _UNIT_FIRST.match(plain)) is not None


def is_rate(plain: str) -> bool:
    """Say whether a formula gives so much for each thousand, and no unit that a target would name."""
    return _RATE.search(plain) is not None


def time_alone(plain: str) -> str | None:
    """Give the unit of time that is the whole formula ("minuti"), as the program writes it."""
    found = _UNIT_ALONE.match(plain)
    return found.lastgroup if found else None


def measure_ahead(label: str) -> str | None:
    """Give the measure that a formula is or begins with: "Km di sentieri".

    None where it is so much for each: "kg di rifiuti pro capite".
    """
    plain = lower(label)
    found = _MEASURE.match(plain)
    if found is None or _DIVIDED_AMONG.search(plain, found.end()):
        return None
    written = label[: found.end()]
    return written if written[1:] != written[1:].lower() else written.lower()
