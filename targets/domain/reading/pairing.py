"""Which condition belongs to which indicator, where a formula cell holds several."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import Doubt, FormulaReading, IndicatorReading, Kind, Operator, lexicon, measures
from targets.domain.reading.cells import lower
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.drafts import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

_YEAR_OF_SEVERAL = re.compile(r"^(?:i{1,3}|[1-5] ?[°º^]?|primo|secondo|terzo) anno$")
_STEM = 6
"""Letters that make two Italian words one ("attività", "completamento attività")."""
_NOUN = re.compile(r"[^\W\d_]{3,}")
_RANKS = ("primo", "prima", "secondo", "seconda", "terzo", "terza")
_SMALL = frozenset([*lexicon.words("prose", "no_unit"), *_RANKS]) - {"anno", "anni"}
_SHOWS_EACH = re.compile(
    r"(?<!\w)(?:per (?:tip[oi]|tipologi[ae]|categori[ae]|class[ei]|settor[ei]|struttur[ae]|sed[ei])"
    r"|ciascun[oa]?|ogni)(?!\w)"
)
"""``Tempo medio di rilascio per tipo di certificato``: one formula, a value for each."""
_HEAD = 4
"""Letters that make two forms of a noun one ("pratica", "pratiche"); a short one is told by fewer."""
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_COMPLETION_WORDS = ("attivi", "operaz", "comple", "realiz", "fasi")


def pair(drafts: list[Draft], formula: FormulaReading) -> tuple[list[Draft], list[Doubt]]:
    """Give every draft the index of its indicator; None and a doubt where it cannot be told."""
    count = len(formula.indicators)
    if count == 1:
        return _all_to_one(drafts, formula.indicators[0])
    if len(drafts) == count:
        return _in_order(drafts, formula), []
    if len(drafts) == 1 and (spread := _spread(drafts[0], formula)):
        return spread, []
    stems = [_stems(indicator) for indicator in formula.indicators]
    told = [replace(draft, indicator=_mentioned(draft.label, stems)) for draft in drafts]
    detail = f"{len(drafts)}/{count}"
    unpaired = [
        draft if draft.indicator is not None else replace(draft, unclear=not draft.is_words) for draft in told
    ]
    return unpaired, [doubt(Code.COUNTS_DO_NOT_MATCH, detail)]


def _all_to_one(drafts: list[Draft], indicator: IndicatorReading) -> tuple[list[Draft], list[Doubt]]:
    """Several conditions of one indicator need words, years, dates or signs that tell them apart."""
    paired = [replace(draft, indicator=0) for draft in drafts]
    numbered = [draft for draft in drafts if draft.value is not None]
    apart = _are_told_apart(numbered, indicator) and indicator.kind is not Kind.YES_NO
    of_it = {_counts_it(draft, indicator) for draft in numbered}
    mixed = of_it >= {True, False} or _count_different_things(numbered, indicator)
    counts_one_thing = apart and not mixed
    if len(numbered) < 2 or counts_one_thing:
        return paired, []
    detail = f"{len(numbered)}/1"
    return [replace(draft, assumed=True) for draft in paired], [doubt(Code.COUNTS_DO_NOT_MATCH, detail)]


def _are_told_apart(numbered: list[Draft], indicator: IndicatorReading) -> bool:
    """Say whether every one of several numbers has its own time, its own words or its own side of a range.

    Words tell them apart only where each number has some and its own sign: in "200 anziani over 65"
    and "Roma 5, Milano 6" one formula gives one of the two at most. With a sign they must name cases
    of one kind ("certificazione olio", "certificazione vino"), which are measured alike: "docenti ≥ 4;
    studenti ≥ 3" are two measures.
    """
    if len({(draft.reference_year, draft.when) for draft in numbered}) == len(numbered):
        return True
    units = {draft.unit for draft in numbered} - {None}
    if len(numbered) == 2 and len(units) < 2 and _are_a_range(*numbered):
        return True
    labels = {_telling(draft.label) for draft in numbered}
    signed = all(draft.operator is not None for draft in numbered)
    alike = _are_of_one_kind(numbered) or _SHOWS_EACH.search(lower(indicator.label)) is not None
    if signed and alike and len(labels) == len(numbered) and "" not in labels:
        return True
    return len(_told_of(numbered, units)) == len(numbered) and _are_asked_anyway(numbered, indicator)


def _told_of(numbered: list[Draft], units: set[str | None]) -> set[tuple[object, ...]]:
    only = next(iter(units)) if len(units) == 1 else None
    return {
        (_telling(draft.label), draft.reference_year, draft.when, draft.operator, draft.unit or only)
        for draft in numbered
    }


def _are_asked_anyway(numbered: list[Draft], indicator: IndicatorReading) -> bool:
    """Say whether a person must look at one of the numbers for another reason that is named."""
    return any(
        draft.unclear
        or measures.units_differ(draft.unit, indicator)
        or (draft.unit in measures.TIME and measures.is_share(indicator))
        for draft in numbered
    )


def _are_a_range(one: Draft, other: Draft) -> bool:
    """Say whether two signs face each other: "≥ 5 e ≤ 10", and not "docenti ≥ 80 %, studenti ≤ 10 %"."""
    if all(_head(draft.label) for draft in (one, other)) and not _are_of_one_kind([one, other]):
        return False
    ways = {draft.operator in (Operator.AT_LEAST, Operator.MORE_THAN) for draft in (one, other)}
    return ways == {True, False} and None not in (one.operator, other.operator)


def _are_of_one_kind(numbered: list[Draft]) -> bool:
    """Say whether the words of several numbers begin with one noun: "per pratiche urgenti", "classe B"."""
    return len({_head(draft.label) for draft in numbered}) == 1


def _head(label: str) -> str:
    """Give the stem of the noun that a label begins with; empty where it has none."""
    nouns = (word for word in _NOUN.findall(lower(label)) if word not in _SMALL)
    return next(nouns, "").rstrip("aeiou")[:_HEAD]


def _telling(label: str) -> str:
    """Keep the words of a label; a mere "x" or "I anno" tells nothing that the program can follow."""
    words = re.findall(r"\w+", _YEAR_OF_SEVERAL.sub("", lower(label)))
    return "" if set(words) <= {"x", "e", "o", "per"} else " ".join(words)


def _counts_it(draft: Draft, indicator: IndicatorReading) -> bool | None:
    """Say whether a number counts what the indicator does, as a bare one does; None where it cannot be told.

    "15 progetti con almeno 100 iscritti": the second is no number of projects.
    """
    if draft.unit is None:
        return True
    stem = _stem_of_noun(draft.unit)
    if stem is None or indicator.kind is not Kind.COUNT:
        return None
    return _names(indicator.label, stem)


def _count_different_things(drafts: list[Draft], indicator: IndicatorReading) -> bool:
    """Say whether the numbers count different things, of which one formula gives but one.

    "N. incontri | 10 incontri, 5 scuole"; "N. corsi / n. iscritti | 5 corsi; 80 iscritti", where the
    slash is no division.
    """
    if indicator.kind is Kind.COUNT:
        return (
            len(
                {
                    stem
                    for draft in drafts
                    if (stem := _stem_of_noun(draft.unit)) and _names(indicator.label, stem)
                }
            )
            > 1
        )
    if indicator.kind is not Kind.RATIO:
        return False
    stems = [stem for draft in drafts if (stem := _stem_of_noun(draft.unit))]
    sides = [[_names(operand.label, stem) for operand in indicator.operands] for stem in stems]
    return len({tuple(side) for side in sides if side.count(True) == 1}) > 1


def _stem_of_noun(unit: str | None) -> str | None:
    noun = re.match(r"[^\W\d_]{4,}", unit) if unit is not None and unit not in measures.KNOWN else None
    return lower(noun[0])[: _STEM - 1] if noun else None


def _names(label: str, stem: str) -> bool:
    return any(word.startswith(stem) for word in re.findall(r"[^\W\d_]+", lower(label)))


def _in_order(drafts: list[Draft], formula: FormulaReading) -> list[Draft]:
    """As many conditions as indicators: by their words where these tell, else by position."""
    stems = [_stems(indicator) for indicator in formula.indicators]
    named = [_mentioned(draft.label, stems) for draft in drafts]
    if None not in named and len(set(named)) == len(named):
        return [replace(draft, indicator=name) for draft, name in zip(drafts, named, strict=True)]
    return [replace(draft, indicator=place) for place, draft in enumerate(drafts)]


def _spread(draft: Draft, formula: FormulaReading) -> list[Draft]:
    """One number for several indicators ("100 % delle attività e dell'utilizzo del budget").

    What stands behind "con rispetto" is asked for in words, without the number.
    """
    numbered, _, in_words = re.sub(r"(?:con|nel)(?: il)? rispetto", "\n", lower(draft.label)).partition("\n")
    stems_of_number, stems_in_words = _stems_of(numbered), _stems_of(in_words)
    spread = []
    for place, indicator in enumerate(formula.indicators):
        stems = _stems(indicator)
        if stems_of_number & stems:
            spread.append(replace(draft, indicator=place, assumed=True))
        elif stems_in_words & stems:
            words = draft.label[len(numbered) :].strip()
            spread.append(Draft(words, when=draft.when, indicator=place))
        else:
            return []
    return spread


def _mentioned(label: str, stems: Sequence[set[str]]) -> int | None:
    """Give the place of the only indicator whose words a label names."""
    named = _stems_of(label)
    found = [place for place, known in enumerate(stems) if named & known]
    return found[0] if len(found) == 1 else None


def _stems_of(label: str) -> set[str]:
    return {word[:_STEM] for word in _LONG_WORD.findall(lower(label))}


def _stems(indicator: IndicatorReading) -> set[str]:
    stems = _stems_of(indicator.label)
    if indicator.kind is Kind.COMPLETION:
        stems.update(_COMPLETION_WORDS)
    if "budget" in stems:
        stems.add("spesa")
    return stems
