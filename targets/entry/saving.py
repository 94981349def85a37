"""Save what was typed on the entry page, each indicator by itself: one refused keeps no other back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, gettext_noop

from perfplan.lib.numbers import format_decimal
from targets.entry.wording import refused_message
from targets.evidence_files import MAX_BYTES, EvidenceRefused, Refusal, checked_file, clean_name
from targets.services.reporting import (
    Conflict,
    PeriodNotOpen,
    ReasonMissing,
    ValueFixed,
    attach_evidence,
    save_value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from decimal import Decimal

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from accounts.models import User
    from targets.entered import Entered, EnteredCase
    from targets.entry.forms import EntryForm
    from targets.evidence_files import EvidenceFile
    from targets.models import ActualValue, ReportingPeriod

MOST_FILES_AT_ONCE = 40
KEPT = gettext_noop("kept against what was saved meanwhile")
"""Why a value changed, of who chose their own: kept in English, shown in the reader's language."""


class Problem(StrEnum):
    """Why what was typed of an indicator is not stored."""

    UNREADABLE = "unreadable"
    """A box holds no number, or one that the person must first say more about."""
    CONFLICT = "conflict"
    FIXED = "fixed"
    REASON_MISSING = "reason_missing"
    UNSEEN = "unseen"
    """It would be submitted, and somebody saved it after this person had opened the page."""
    FILE = "file"
    """The numbers are stored; a file is not."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two people said different things."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """What kept an indicator from being saved, for its place on the page."""

    problem: Problem
    message: str = ""
    value: ActualValue | None = None
    """What is stored now, with a conflict: who saved it and when."""
    differences: tuple[Difference, ...] = ()


@dataclass(slots=True)
class Saving:
    """What became of everything that was typed."""

    saved: list[int] = field(default_factory=list)
    """Keys of the indicators that were changed in the store."""
    troubles: dict[int, Trouble] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    """Indicators whose person chose what somebody else had saved."""
    closed: ReportingPeriod | None = None
    """The period as it is now, where it takes nothing more; then nothing was saved."""
    files: int = 0
    refused: list[str] = field(default_factory=list)
    """Why a file was not attached, in a sentence for each."""


def save_forms(
    forms: Iterable[EntryForm],
    files: MultiValueDict[str, UploadedFile[bytes]],
    *,
    only: int | None,
    user: User,
    now: datetime,
) -> Saving:
    """Save what was typed of each indicator, or of ``only`` one; attach every file that was sent.

    Who may enter the indicators of these forms was asked before.
    """
    saving = Saving()
    try:
        for form in forms:
            key = form.measured.indicator.pk
            if form.is_typed and only in (None, key):
                _save(form, saving, user=user, now=now)
            _attach(form, files, saving, user=user, now=now)
    except PeriodNotOpen as error:
        saving.closed = error.period
    return saving


def _save(form: EntryForm, saving: Saving, *, user: User, now: datetime) -> None:
    key = form.measured.indicator.pk
    if form.choice.startswith("theirs:"):
        saving.dropped.add(key)
        return
    if not form.is_readable:
        saving.troubles[key] = Trouble(
            Problem.UNREADABLE, gettext("Not saved: look at the boxes marked here.")
        )
        return
    if not form.is_changed:
        return
    try:
        save_value(
            form.measured.indicator,
            form.period,
            form.entered,
            version=form.version,
            user=user,
            now=now,
            reason=form.reason.text or (KEPT if form.choice else ""),
        )
    except Conflict as error:
        found = tuple(differences(form, error.stored))
        saving.troubles[key] = Trouble(Problem.CONFLICT, value=error.value, differences=found)
    except ValueFixed as error:
        message = gettext(
            "Not saved: this value is %(state)s. Ask the planning office to return it if it must change."
        ) % {"state": error.value.get_state_display().lower()}
        saving.troubles[key] = Trouble(Problem.FIXED, message, value=error.value)
    except ReasonMissing:
        message = gettext("Not saved: the value was submitted. Say why you change it.")
        saving.troubles[key] = Trouble(Problem.REASON_MISSING, message)
    else:
        saving.saved.append(key)


def _attach(
    form: EntryForm,
    files: MultiValueDict[str, UploadedFile[bytes]],
    saving: Saving,
    *,
    user: User,
    now: datetime,
) -> None:
    key = form.measured.indicator.pk
    for sent in files.getlist(f"{form.prefix}-file")[:MOST_FILES_AT_ONCE]:
        try:
            attach_evidence(form.measured.indicator, form.period, _checked(sent), user=user, now=now)
        except EvidenceRefused as error:
            saving.refused.append(refused_message(error))
            saving.troubles.setdefault(key, Trouble(Problem.FILE, saving.refused[-1]))
        except ValueFixed as error:
            message = gettext("The file was not attached: the value is %(state)s.") % {
                "state": error.value.get_state_display().lower()
            }
            saving.refused.append(message)
            saving.troubles.setdefault(key, Trouble(Problem.FIXED, message, value=error.value))
        else:
            saving.files += 1


def unseen_trouble(value: ActualValue) -> Trouble:
    """Return what to say of a value that is not submitted because the person has not seen it."""
    message = gettext(
        "Not submitted: %(who)s saved this value after you had opened the page. "
        "It stands here as it is now: look at it, then submit again."
    ) % {"who": value.entered_by}
    return Trouble(Problem.UNSEEN, message, value=value)


def _checked(sent: UploadedFile[bytes]) -> EvidenceFile:
    """Refuse a large file by its size alone: it is never read into memory."""
    name = sent.name or ""
    if (sent.size or 0) > MAX_BYTES:
        raise EvidenceRefused(Refusal.TOO_LARGE, clean_name(name))
    return checked_file(name, sent.read())


def differences(form: EntryForm, theirs: Entered) -> Iterator[Difference]:
    """Return the fields in which what is stored now is not what was typed, each in words."""
    mine = form.entered
    pairs = [("", theirs.whole, mine.whole)]
    names = {condition.pk: condition.label for condition in form.measured.conditions}
    empty = type(mine.whole)()
    keys = dict.fromkeys([*theirs.by_condition, *mine.by_condition])
    pairs += [
        (names.get(key, ""), theirs.by_condition.get(key, empty), mine.by_condition.get(key, empty))
        for key in keys
    ]
    for name, left, right in pairs:
        yield from _of_case(form, name, left, right)
    for label, left_text, right_text in (
        (form.not_applicable.label, theirs.not_applicable, mine.not_applicable),
        (form.deviation.label, theirs.deviation, mine.deviation),
        (form.corrective_action.label, theirs.corrective_action, mine.corrective_action),
    ):
        if left_text != right_text:
            yield Difference(label, left_text or "–", right_text or "–")


def _of_case(form: EntryForm, name: str, theirs: EnteredCase, mine: EnteredCase) -> Iterator[Difference]:
    lead = f"{name} – " if name else ""
    for operand in form.measured.operands:
        left, right = theirs.numbers.get(operand.key), mine.numbers.get(operand.key)
        if left != right:
            yield Difference(lead + operand.label, _number(left), _number(right))
    if theirs.done is not mine.done:
        yield Difference(lead + gettext("Was it done?"), _answer(theirs.done), _answer(mine.done))
    if theirs.done_on != mine.done_on:
        yield Difference(lead + gettext("Done on"), _day(theirs.done_on), _day(mine.done_on))
    if theirs.partial_percent != mine.partial_percent:
        label = lead + gettext("Part done, in per cent")
        yield Difference(label, _number(theirs.partial_percent), _number(mine.partial_percent))
    if theirs.partial_reason != mine.partial_reason:
        label = lead + gettext("Why this part")
        yield Difference(label, theirs.partial_reason or "–", mine.partial_reason or "–")


def _number(number: Decimal | None) -> str:
    return "–" if number is None else format_decimal(number, get_language() or "it")


def _answer(done: bool | None) -> str:  # noqa: FBT001 - it is the answer itself
    return "–" if done is None else gettext("yes") if done else gettext("no")


def _day(day: date | None) -> str:
    return "–" if day is None else date_format(day, "SHORT_DATE_FORMAT")
