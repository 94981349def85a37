"""Which numbers of a clause are no targets: they only explain another number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from targets.domain.reading import Operator, lexicon
from targets.domain.reading.anchors import TIME, Anchor, marks
from targets.domain.reading.cells import lower, one_line
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.phrases import Quantity, When

if TYPE_CHECKING:
    from targets.domain.reading.clauses import Clause

_PARAMETER = frozenset(lexicon.words("prose", "parameter"))
_ONE_OF = re.compile(
    r"(?<!\w)(?:un[oa]?|alcun[ei]|ciascun[oa]|ognun[oa]|tutt[ei]) (?:de[il]|delle|degli|le|gli|i)(?: \w+)? ?$"
)
_TOLERANCE = re.compile(
    r"(?:(?<!\w)(?:tolleranza|scarto|margine)(?: (?:di|del|massim[oa]|max))* ?[:=]?|±|\+ ?/? ?-) ?$"
)
_WEIGHT = re.compile(r"(?<!\w)pes[oi] ?[:=]? ?$")
_EXCEPTION = lexicon.searched("cells", "exceptions")
_PAST = re.compile(r"(?<!\w)(?:ultim|precedent|scors|passat|preced|last|previous|past)\w* ?$")
_PASSED = re.compile(r" ?(?:precedent|scors|passat|trascors)")
_QUALIFIES = re.compile(
    r"(?<!\w)(?:con|avent[ei]|di età|d[i'] ?importo|del valore di|fino ad?)(?!\w)(?:(?! ed? )[^,;:\n])*$"
)
"""What stands behind it tells the things counted: "500 beneficiari con ISEE inferiore a 50.000 euro"."""
_OF_WHICH = re.compile(r" ?(?:d(?:i|ei|egli|elle|el)|per|tra|su|sui|sulle) (?!cui)[^\d,;:\n]{3,60}")
"""``80 % di giudizi ≥ 4``: the second number tells of which things the share is."""
_SET_ASIDE = re.compile(
    r"(?<!\w)(?:budget|stanziament[oi]|plafond|dotazione|risorse|importo)"
    r"(?: [^\W\d_]+){0,2} ?:? ?(?:di |pari a )?$"
)
_ABOUT_A_DAY = re.compile(r"(?:±|\+ ?/? ?-) ?$")
_BESIDE = ("e", "ed", "nonché")
_OR = re.compile(r" ?(?:o|e|,|/|-) ?")


def is_parameter(clause: Clause, anchor: Anchor, anchors: list[Anchor], place: int) -> bool:
    """Say whether a number only explains another: "80 % within 30 days", "10, of which 4 …".

    Notes with the clause what must be asked of it.
    """
    quantity = anchor.quantity
    ahead = lower(clause.text[clause.start : quantity.start])
    excepted = place > 0 and _EXCEPTION.search(ahead, anchors[0].quantity.end - clause.start) is not None
    if excepted or (not _is_signed(quantity) and _ONE_OF.search(ahead)):
        return True
    if place > 0 and _qualifies_things(clause, anchors[place - 1].quantity, quantity):
        clause.qualified = True
        clause.doubts.append(doubt(Code.NUMBER_NOT_READ, clause.text[quantity.start : quantity.end]))
        return True
    if _is_aside(clause, quantity, ahead, place):
        return True
    others = [other for other in anchors if other is not anchor]
    if (
        quantity.unit in TIME
        and not is_embedded(anchor)
        and any(each.quantity.unit not in TIME for each in others)
    ):
        return _is_term(clause, anchor, anchors, place)
    return _is_part(clause, anchor, others, place)


def _is_signed(quantity: Quantity) -> bool:
    """Say whether a sign or "tra … e …" is written: "0-3 anni" has none."""
    return quantity.operator is not None and not (quantity.shape == "range" and quantity.polarity == "-")


def _is_aside(clause: Clause, quantity: Quantity, ahead: str, place: int) -> bool:
    """Say whether a number is a tolerance, a weight or a stretch of earlier years."""
    past = _is_past(clause, quantity, ahead)
    tolerated = (place > 0 and (quantity.polarity == "±" or _TOLERANCE.search(ahead))) or (
        quantity.unit in TIME and _ABOUT_A_DAY.search(ahead) and _follows_a_day(clause, quantity)
    )
    if not (past or tolerated or _WEIGHT.search(ahead)):
        return False
    told = clause.written if past or tolerated else clause.text[quantity.start : quantity.end]
    clause.doubts.append(doubt(Code.TOLERANCE if tolerated else Code.NUMBER_NOT_READ, told))
    return True


def _is_term(clause: Clause, anchor: Anchor, anchors: list[Anchor], place: int) -> bool:
    """Say whether a length of time is the term within which another number counts."""
    quantity = anchor.quantity
    between = clause.text[anchors[place - 1].quantity.end : quantity.start] if place else ""
    if place and (_OR.fullmatch(between) or anchor.word_before in _BESIDE):
        return False
    if quantity.shape == "within":
        clause.proviso = one_line(clause.text[quantity.start : clause.end])
        return True
    return place > 0 and (not _is_signed(quantity) or anchor.word_before in _PARAMETER)


def _is_part(clause: Clause, anchor: Anchor, others: list[Anchor], place: int) -> bool:
    """Say whether a number is a part of another ("di cui 4"), or of the words around it ("in 5 comuni")."""
    quantity = anchor.quantity
    before = [phrase for phrase in clause.phrases if phrase.end <= quantity.start]
    explains = is_embedded(anchor) and any(_stands_alone(other) for other in others)
    plain = (
        place > 0 and not _is_signed(quantity) and quantity.unit != "%" and anchor.word_before in _PARAMETER
    )
    if not (marks(before, "PART") or explains or (plain and not marks(anchor.before, "CHANGE"))):
        return False
    clause.doubts.append(doubt(Code.NUMBER_NOT_READ, clause.text[quantity.start : quantity.end]))
    return True


def _follows_a_day(clause: Clause, quantity: Quantity) -> bool:
    return any(isinstance(each, When) and each.end < quantity.start for each in clause.phrases)


def _qualifies_things(clause: Clause, counted: Quantity, quantity: Quantity) -> bool:
    """Say whether a number only tells which things the number before it counts."""
    between = lower(clause.text[counted.end : quantity.start])
    if quantity.unit == "EUR" and counted.unit not in {"EUR", "%"}:
        if quantity.operator is None and _SET_ASIDE.search(between):
            return True
        upto = lower(clause.text[quantity.start : quantity.end]).startswith("fino")
        if upto and "," not in between:
            return True
    limited = quantity.operator not in (None, Operator.EQUAL) and quantity.shape == "bound"
    if counted.unit == "%" and limited and quantity.unit not in TIME and _OF_WHICH.fullmatch(between):
        return quantity.unit != "%"
    return quantity.unit != "%" and _QUALIFIES.search(between) is not None


def _is_past(clause: Clause, quantity: Quantity, ahead: str) -> bool:
    """Say whether a length of time only names earlier years: "la media degli ultimi 3 anni"."""
    if quantity.unit not in TIME or quantity.operator is not None:
        return False
    behind = lower(clause.text[quantity.end : clause.end])
    return _PAST.search(ahead) is not None or _PASSED.match(behind) is not None


def _stands_alone(anchor: Anchor) -> bool:
    return not is_embedded(anchor) and anchor.word_before not in _PARAMETER


def is_embedded(anchor: Anchor) -> bool:
    """Say whether a length of time or a sum stands inside prose: "a course of 20 hours"."""
    quantity = anchor.quantity
    telling = quantity.unit in TIME or quantity.unit == "EUR"
    return telling and quantity.operator is None and anchor.word_before in _PARAMETER
