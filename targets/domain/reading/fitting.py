"""Does a target fit its formula? Its unit, its rate and its size are held against what that can give."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from targets.domain.reading import Basis, IndicatorReading, Kind, lexicon, measures, qualifiers
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code
from targets.domain.reading.drafts import Draft, shown, with_doubt

_COUNTS_WHOLE = re.compile(
    r"(?:n[.°º]|nr|numero)(?!.*(?<!\w)(?:medi[oae]|media|fte|ula|equivalent\w*|pro ?capite|punteggi|/)"
    r"|.*(?:in |\()(?:migliaia|milioni|miliardi|ml[nd]|mgl)(?!\w))"
)
"""What is counted comes in whole numbers: "0,18" of it is a share."""
_IS_FRACTION = re.compile(r"propor[tz]ion")
_FOR_EACH = lexicon.pattern("prose", "for_each")
_COUNTED_TIME = re.compile(
    r"(?:n[.°º]*|nr\.?|numero|totale)? ?(?:di |delle )?(?:ore|giorn[ioae]|giornate)(?!\w)"
)
"""Hours and days that are counted, where a mean time is one for each already."""
_IN_A_TIMETABLE = re.compile(r"(?<!\w)(?:settiman|mensil|giornalier|mese|giorno)")
_MADE_OF_PARTS = re.compile(
    r"(?:4|quattro) [^\W\d_]+ trimestral|(?:2|due) [^\W\d_]+ semestral|12 [^\W\d_]+ mensil"
    r"|(?:3|tre) [^\W\d_]+ quadrimestral|6 [^\W\d_]+ bimestral"
)
"""``4 report trimestrali``: those of the whole year."""
_EACH = re.compile(r"(?:per|in|a|su) (?:ciascun|ognun|ogni)")
_ON_AVERAGE = re.compile(r"(?<!\w)(?:in media|mediamente|di media)(?!\w)")
_EARLIER = re.compile(r"precedent|corrente|n ?- ?1|t ?- ?1|\bbase\b|scors[oa]|storic|media")
"""Words of a formula that compares two times: it may well give more than one."""
_ONE = Decimal(1)
_TEN = Decimal(10)
_NO_LIMIT = Decimal("Infinity")


def held_against(draft: Draft, indicator: IndicatorReading | None) -> Draft:
    """Hold the unit of a target against its formula; a clash is never taken for read."""
    if indicator is None or draft.value is None:
        return draft
    if draft.basis is Basis.VARIATION:
        points = indicator.unit == "%" and draft.unit == "punti"
        return replace(draft, unit="percentage points", assumed=True) if points else draft
    if draft.unit in measures.TIME and measures.is_share(indicator):
        return with_doubt(draft, Code.PARAMETERS_NOT_TARGETS, draft.label or shown(draft), unclear=True)
    if measures.units_differ(draft.unit, indicator):
        return with_doubt(draft, Code.UNIT_MISMATCH, f"{draft.unit} / {indicator.unit or '-'}", assumed=True)
    if qualifiers.count_other_days(draft.label, indicator.label):
        return with_doubt(draft, Code.UNIT_MISMATCH, f"{draft.label} / {indicator.label}", assumed=True)
    return _rate(_size(draft, draft.value, indicator), indicator)


def counts_whole(indicator: IndicatorReading) -> bool:
    """Say whether a formula counts in whole numbers: "n. imprese", no mean and no rate."""
    return _COUNTS_WHOLE.match(lower(indicator.label)) is not None


def _rate(draft: Draft, indicator: IndicatorReading) -> Draft:
    """Point out "almeno 1 a settimana" on a formula that counts the whole year."""
    asked = f"{draft.label} {draft.unit or ''}"
    if indicator.kind in (Kind.PERCENTAGE, Kind.RATIO) and _EACH.match(lower(draft.label)):
        return with_doubt(draft, Code.FOR_EACH, draft.label, assumed=True)
    if (
        draft.unclear
        or not (indicator.kind in (Kind.COUNT, Kind.AMOUNT) or _is_time_of_each(indicator, asked))
        or _FOR_EACH.search(lower(indicator.label))
    ):
        return draft
    if _MADE_OF_PARTS.match(f"{shown(draft).split(' ')[0]} {lower(draft.label)}"):
        return draft
    mean = indicator.unit is not None and _ON_AVERAGE.search(lower(asked)) is not None
    if mean or _FOR_EACH.search(lower(asked)):
        return with_doubt(draft, Code.FOR_EACH, draft.label, assumed=True)
    return draft


def _is_time_of_each(indicator: IndicatorReading, asked: str) -> bool:
    """Say whether counted hours are asked of each person; those of each week are what a timetable says."""
    counted = _COUNTED_TIME.match(lower(indicator.label)) is not None
    return counted and _IN_A_TIMETABLE.search(lower(asked)) is None


def _size(draft: Draft, value: Decimal, indicator: IndicatorReading) -> Draft:
    """Hold the size of a number against what its formula can give."""
    if value < 0 and indicator.kind is Kind.COUNT and indicator.unit is not None:
        return replace(draft, unclear=True)
    label = lower(indicator.label)
    told = draft.unclear or any(each.code == Code.AMBIGUOUS_NUMBER for each in draft.doubts)
    told = told or _FOR_EACH.search(lower(f"{draft.label} {draft.unit or ''}")) is not None
    if (
        value != value.to_integral_value()
        and not told
        and indicator.kind is Kind.COUNT
        and _COUNTS_WHOLE.match(lower(indicator.label))
    ):
        return with_doubt(draft, Code.UNIT_MISMATCH, shown(draft), assumed=True)
    if indicator.kind is Kind.COUNT and _COUNTS_WHOLE.match(label) and _is_fraction(draft):
        return with_doubt(draft, Code.AMBIGUOUS_NUMBER, shown(draft), unclear=True)
    if draft.unit is None and value > _most_of(indicator):
        return with_doubt(draft, Code.PERCENT_WITHOUT_100, value, assumed=True)
    if draft.unit is None and indicator.unit == "%" and 0 < value <= _ONE and not _IS_FRACTION.match(label):
        return with_doubt(draft, Code.PERCENT_OR_FRACTION, value, assumed=True)
    return draft


def _is_fraction(draft: Draft) -> bool:
    """Say whether "10/12" stands where things are counted: a day, a part or ten of twelve?"""
    return any(each.code == Code.SCORE_SCALE and "/" in each.detail for each in draft.doubts)


def _most_of(indicator: IndicatorReading) -> Decimal:
    """Give the greatest number that a division without × 100 can have been meant to reach."""
    if not measures.is_pure_ratio(indicator) or "*" in (indicator.expression or ""):
        return _NO_LIMIT
    like = measures.is_like_over_like(indicator)
    compares = measures.is_index(indicator) or _EARLIER.search(lower(indicator.label)) is not None
    if like and not compares:
        return _ONE
    return _TEN if like or compares or measures.is_money_over_money(indicator) else _NO_LIMIT
