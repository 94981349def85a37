"""The drafts of a whole target cell: its clauses joined, and what stands in brackets."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from targets.domain.reading import lexicon, noted_labels
from targets.domain.reading.anchors import marks
from targets.domain.reading.cells import MOST_CONDITIONS, lower, one_line
from targets.domain.reading.clauses import Clause
from targets.domain.reading.doubts import Code, doubt
from targets.domain.reading.drafts import Draft
from targets.domain.reading.earlier_values import is_earlier
from targets.domain.reading.parsing import phrases
from targets.domain.reading.phrases import Mark, Phrase, Quantity, When
from targets.domain.reading.scan import MOST_TOKENS
from targets.domain.reading.settling import drafts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from targets.domain.reading import Doubt

_SHORTEST_WORDS = 3
"""Letters; a shorter stretch between numbers ("e", "o") is no condition in words."""
_YES = lexicon.pattern("cells", "yes")
_LEVELS = lexicon.searched("cells", "levels")
_MOST_NOTED = 50
"""Words and signs in the brackets that are read."""
_FIGURE = re.compile(
    r"\d|(?<!\w)(?:(?:entro|fine|metà) |(?:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto"
    r"|settembre|ottobre|novembre|dicembre)(?!\w))",
    re.IGNORECASE,
)
"""What makes a bracket worth reading: a figure or a day in words ("100 % (entro dicembre)")."""
_PUT_OFF = re.compile(r"(?:prorog|rinvi|post?icip|differi|anticip|spost|rimodul|modificat|aggiorn)\w*")
_CHOICE = re.compile(r"(?:e/)?(?:od?|oppure|ovvero|in alternativa|or)(?!\w)")
_YEAR_WORDS = re.compile(
    r"(?<!\w)(?:anno|v\.?a|consuntivo|dato|baseline|target|valore|atteso|obiettivo|nel|del|dal|all|per|il|entro|al|e|(?:19|20)\d\d)(?!\w)|\W"
)
_COMPARES = re.compile(
    r"(?<!\w)(?:superior|inferior|maggior|minor|miglior|peggior|pari|ugual)\w* (?:d?i |d?el |al? |all)"
    r"[^(]*\("
)
"""``superiore al valore 2017 (75 %)``: the figure in brackets is what is compared with."""
_BANDS = re.compile(r"[=:] ?\d+ ?(?:punt|p\.|%)")


def cell_drafts(folded: str, year: int | None) -> list[Draft] | None:
    """Read a folded cell clause by clause; None where it is beyond what is read.

    Where nothing can be measured outside brackets, the brackets are read: "Eventi (almeno 5)".
    """
    found = phrases(folded)
    notes = _notes(found) if found is not None else None
    if found is None or notes is None or _measures(found, *(inside for _, inside in notes)) > MOST_CONDITIONS:
        return None
    clauses = [Clause(folded, clause) for clause, _after_stop in _split(found)]
    stops = [after_stop for _clause, after_stop in _split(found)]
    choice = any(_CHOICE.match(lower(folded[clause.start : clause.end])) for clause in clauses[1:])
    drafts = _joined(
        [
            _remark(draft, clause, after_stop=stop)
            for clause, stop in zip(clauses, stops, strict=True)
            for draft in drafts_of(clause, year)
        ]
    )
    noted = list(_noted(notes, year))
    aside = tuple(each for clause in clauses for each in clause.doubts)
    if not any(not draft.is_words or draft.when or draft.unclear for draft in drafts):
        is_change = bool(marks(found, "CHANGE"))
        return _only_noted(folded, noted, is_change=is_change) or [Draft(_whole(folded), doubts=aside)]
    drafts[0] = replace(drafts[0], doubts=(*drafts[0].doubts, *aside))
    drafts = noted_labels.labelled(drafts)
    noted = [each for each in noted if not any(draft.label.endswith(each[0]) for draft in drafts)]
    drafts = _of_the_year(_all_unclear(_beside_notes(drafts, noted, year), folded), year)
    return _left_open(drafts, folded) if choice and len(drafts) > 1 else drafts


def _left_open(drafts: list[Draft], folded: str) -> list[Draft]:
    """A line that begins with "oppure": which of the conditions holds is left open."""
    found = doubt(Code.ALTERNATIVES, one_line(folded))
    return [replace(draft, unclear=True, doubts=(*draft.doubts, found)) for draft in drafts]


def _of_the_year(drafts: list[Draft], year: int | None) -> list[Draft]:
    """Take the value for the year of the plan from a list by years: "2018: 10; 2019: 20".

    A list of bare values leaves no doubt. Values of earlier years stay where other words tell them
    apart: "avvio 2017: 5; chiusure 2018: 10".
    """
    listed = [
        draft for draft in drafts if draft.value is not None and draft.reference_year and not draft.baseline
    ]
    years = {draft.reference_year for draft in listed if draft.reference_year is not None}
    if year is None or year not in years or len(years) == 1:
        return drafts
    alike = len({_YEAR_WORDS.sub("", lower(_without_unit(draft))) for draft in listed}) == 1
    if not alike and max(years) <= year:
        return drafts
    kept = [draft for draft in drafts if draft not in listed or draft.reference_year == year]
    asked = () if alike else (doubt(Code.YEAR_CHOSEN, year),)
    return [
        replace(draft, assumed=True, doubts=(*draft.doubts, *asked)) if draft in listed else draft
        for draft in kept
    ]


def _without_unit(draft: Draft) -> str:
    return draft.label.replace(draft.unit, "", 1) if draft.unit else draft.label


def _split(phrases: Sequence[Phrase]) -> list[tuple[list[Phrase], bool]]:
    """Cut at line breaks, bullets, semicolons and full stops; say of each whether a full stop precedes it."""
    clauses: list[tuple[list[Phrase], bool]] = [([], False)]
    for phrase in phrases:
        if isinstance(phrase, Mark) and phrase.kind == "SEP":
            clauses.append(([], phrase.value == "."))
        else:
            clauses[-1][0].append(phrase)
    return [(clause, after_stop) for clause, after_stop in clauses if clause]


def _whole(folded: str) -> str:
    return one_line(re.sub(r"^[-•*] ?", "", folded))


def _remark(draft: Draft, clause: Clause, *, after_stop: bool) -> Draft:
    """A further sentence without number and date is no condition of its own, but may ask for more."""
    remark = after_stop and draft.is_words and not clause.whens and not draft.unclear
    return replace(draft, remark=True) if remark else draft


def _joined(found: list[Draft]) -> list[Draft]:
    """Join a clause that is only a date to the one before it; leave out baselines beside targets."""
    if any(not draft.baseline and draft.value is not None for draft in found):
        bases = [_beside(each.detail) for draft in found if draft.baseline for each in draft.doubts[-1:]]
        found = [draft for draft in found if not draft.baseline]
        found[0] = replace(found[0], doubts=(*found[0].doubts, *bases))
    drafts: list[Draft] = []
    for draft in found:
        alone = draft.is_words and not draft.label
        if draft.remark and drafts:
            asks = doubt(Code.ALSO_IN_WORDS, draft.label)
            drafts[-1] = replace(drafts[-1], doubts=(*drafts[-1].doubts, asks))
        elif alone and draft.when and drafts and drafts[-1].when is None:
            drafts[-1] = replace(drafts[-1], when=draft.when)
        elif (
            not draft.is_words
            or draft.when
            or len(draft.label) >= _SHORTEST_WORDS
            or _YES.fullmatch(lower(draft.label))
        ):
            drafts.append(draft)
    return drafts


def _beside(written: str) -> Doubt:
    return doubt(Code.BASELINE_BESIDE, one_line(written))


def _notes(found: Sequence[Phrase]) -> list[tuple[Mark, tuple[Phrase, ...]]] | None:
    """Cut the brackets that hold a figure into phrases; None where that makes too many of the cell."""
    notes: list[tuple[Mark, tuple[Phrase, ...]]] = []
    left = min(MOST_TOKENS - len(found), _MOST_NOTED)
    for note in marks(found, "NOTE"):
        if not _FIGURE.search(note.value):
            continue
        inside = phrases(note.value)
        left -= len(inside or ())
        if inside is None or left < 0:
            return None
        notes.append((note, inside))
    return notes


def _measures(*stretches: Sequence[Phrase]) -> int:
    """Count the numbers and dates."""
    return sum(isinstance(each, Quantity | When) for stretch in stretches for each in stretch)


def _noted(notes: Sequence[tuple[Mark, Sequence[Phrase]]], year: int | None) -> Iterator[tuple[str, Draft]]:
    """Read the brackets that hold a figure; dates keep their place in the cell."""
    for note, inside in notes:
        for clause, _after_stop in _split(inside):
            part = Clause(note.value, clause)
            is_part = bool(marks(clause, "PART"))
            parts = part.doubts if is_part else []
            for draft in drafts_of(part, year):
                moved = None if is_part else _shifted(draft.when, note.start + 1)
                yield note.value, replace(draft, when=moved, doubts=(*draft.doubts, *parts))


def _shifted(when: When | None, by: int) -> When | None:
    return replace(when, start=when.start + by, end=when.end + by) if when else None


def _only_noted(folded: str, noted: list[tuple[str, Draft]], *, is_change: bool) -> list[Draft]:
    """Nothing outside the brackets can be measured: what stands inside is assumed to be the target."""
    drafts = [
        replace(draft, assumed=True)
        for _note, draft in noted
        if not draft.baseline
        and ((draft.operator and draft.value is not None) or draft.unit == "%" or draft.when)
    ]
    if (is_change or _COMPARES.search(lower(folded))) and any(draft.value is not None for draft in drafts):
        asked = doubt(Code.VARIATION_OR_LEVEL if is_change else Code.BASELINE_NOT_TARGET, _whole(folded))
        drafts = [replace(draft, unclear=True, doubts=(*draft.doubts, asked)) for draft in drafts]
    return [replace(drafts[0], label=_whole(folded))] if len(drafts) == 1 else drafts


def _beside_notes(drafts: list[Draft], noted: list[tuple[str, Draft]], year: int | None) -> list[Draft]:
    """Take a deadline from the brackets; a further number or a baseline in them is only pointed out."""
    dated = [(note, draft) for note, draft in noted if draft.when and draft.is_words]
    whens = [draft.when for _note, draft in dated if draft.when and (draft.when.by or not draft.label)]
    if len(whens) == 1 and all(draft.when is None for draft in drafts):
        drafts = [replace(draft, when=whens[0]) for draft in drafts]
    moved = [
        note for note, draft in dated if any(each.when for each in drafts) and _PUT_OFF.search(lower(note))
    ]
    if moved:
        asked = doubt(Code.SEVERAL_DEADLINES, moved[0])
        drafts = [replace(each, unclear=True, doubts=(*each.doubts, asked)) for each in drafts]
    aside = [note for note, draft in noted if _has_figure(draft) and not draft.baseline]
    earlier = [note for note in dict.fromkeys(aside) if is_earlier(note, year)]
    aside = [note for note in aside if note not in earlier]
    if earlier:
        drafts = [replace(drafts[0], doubts=(*drafts[0].doubts, *map(_beside, earlier))), *drafts[1:]]
    if len(whens) > 1 or any(_names_other_day(draft.when, drafts) for _note, draft in dated):
        found = doubt(Code.SEVERAL_DEADLINES, dated[0][0])
        drafts = [replace(drafts[0], doubts=(*drafts[0].doubts, found), assumed=True), *drafts[1:]]
    bases = [_beside(note) for note, draft in noted if draft.value is not None and draft.baseline]
    drafts = [replace(drafts[0], doubts=(*drafts[0].doubts, *bases)), *drafts[1:]]
    if not aside:
        return drafts
    doubts = (*drafts[0].doubts, doubt(Code.NUMBER_NOT_READ, aside[0]))
    return [replace(drafts[0], doubts=doubts, assumed=True), *drafts[1:]]


def _names_other_day(when: When | None, drafts: list[Draft]) -> bool:
    """Say whether a bracket has a day of its own beside that of the cell: "31/12 (preintesa 30/11)"."""
    days = {(each.when.month, each.when.day) for each in drafts if each.when}
    return bool(days) and when is not None and (when.month, when.day) not in days


def _has_figure(draft: Draft) -> bool:
    unread = any(each.code == Code.NUMBER_NOT_READ for each in draft.doubts)
    return draft.value is not None or (unread and not draft.unclear)


def _all_unclear(drafts: list[Draft], folded: str) -> list[Draft]:
    """A scale of merit is not a row of targets: "100 % = 10 points; 80-99 % = 5 points", "soglia 70 %"."""
    numbered = [draft for draft in drafts if draft.value is not None]
    points = len(_BANDS.findall(lower(folded))) > 1 and len({draft.unit for draft in numbered}) > 1
    levels = len(numbered) > 1 and _LEVELS.search(lower(folded)) is not None
    if not (points or levels):
        return drafts
    found = doubt(Code.SCORING_BANDS, one_line(folded)[:80])
    return [replace(draft, unclear=True, doubts=(*draft.doubts, found)) for draft in drafts]
