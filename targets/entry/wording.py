"""What the entry page says of a box, a file or a value, in full sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.completeness import Gap
from targets.domain.counting.achievement import achievement_of_indicator
from targets.domain.counting.units import unit_of
from targets.entry.numbers import Wrong
from targets.evidence_files import MAX_BYTES, MAX_FILES, MEGABYTE, Refusal
from targets.wording.figures import NO_FIGURE, judged_in_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from targets.completeness import Lack
    from targets.domain.counting.method import EvaluationMethod
    from targets.domain.reading import IndicatorReading
    from targets.entered import EnteredCase
    from targets.entry.loading import EarlierValue
    from targets.evidence_files import EvidenceRefused
    from targets.results import MeasuredIndicator

WRONG: dict[Wrong, _StrPromise] = {
    Wrong.NO_NUMBER: _("This is not a number. Write digits only, for example 1234,5."),
    Wrong.OTHER_UNIT: _(
        "Another unit is asked for here than “%(word)s”. Write the number in the unit of the formula."
    ),
    Wrong.RAISED: _("“%(word)s” is not read as part of a number. Write the number in plain digits."),
    Wrong.PADDED: _("Write the number without the zeros in front: with them it could be read in two ways."),
    Wrong.TOO_LONG: _("The number is too long: at most 11 digits before the decimal mark."),
    Wrong.TOO_FINE: _("At most four decimals: round the number as your office does."),
    Wrong.NOT_A_PART: _("A part done is a percentage from 0 to 100."),
    Wrong.NOT_A_COMPLETION: _("A completion is a percentage from 0 to 100."),
    Wrong.BELOW_ZERO: _("This number cannot be below zero: it counts or measures something."),
}

REFUSED: dict[Refusal, _StrPromise] = {
    Refusal.EMPTY: _("“%(name)s” is empty: nothing was attached."),
    Refusal.TOO_LARGE: _("“%(name)s” is larger than %(limit)s MB: it was not attached."),
    Refusal.WRONG_KIND: _(
        "“%(name)s” was not attached: only PDF, Word, Excel, PowerPoint or OpenDocument files, "
        "pictures (PNG, JPEG, WebP) and plain text or CSV are accepted."
    ),
    Refusal.DAMAGED: _("“%(name)s” is damaged or incomplete: it was not attached."),
    Refusal.UNSAFE: _(
        "“%(name)s” contains macros or scripts, or unpacks to far too much: it was not attached."
    ),
    Refusal.LOCKED: _("“%(name)s” opens only with a password: attach it without one."),
    Refusal.TOO_MANY: _("“%(name)s” was not attached: a value has at most %(most)s files."),
}

GAPS: dict[Gap, _StrPromise] = {
    Gap.NUMBER: _("the number is missing"),
    Gap.ANSWER: _("it is not said whether it was done"),
    Gap.DATE: _("the day it was done is missing: the deadline has passed"),
    Gap.NOTE: _("the target is missed, and its cause is missing"),
    Gap.READING: _("the planning office must settle the formula first"),
}


def wrong_message(wrong: Wrong, word: str) -> str:
    """Say why a text in a box was not taken, and what to write instead."""
    return str(WRONG[wrong]) % {"word": word}


def refused_message(error: EvidenceRefused) -> str:
    """Say why a file was not attached."""
    facts = {"name": error.name, "limit": MAX_BYTES // MEGABYTE, "most": MAX_FILES}
    return str(REFUSED[error.refusal]) % facts


def lack_message(lack: Lack) -> str:
    """Say what a value lacks: ``procedimenti fattibili: the number is missing``."""
    phrase = str(GAPS[lack.gap])
    return gettext("{label}: {what}").format(label=lack.label, what=phrase) if lack.label else phrase


def earlier_in_words(earlier: EarlierValue, measured: MeasuredIndicator, method: EvaluationMethod) -> str:
    """Write what was reported before: ``84,08 %``, ``yes``, ``12 days; 17 days``.

    It stands beside the target of ``measured`` and the value of now, and is written as that is.
    """
    return "; ".join(
        _case_in_words(key, case, earlier, measured, method) for key, case in earlier.cases.items()
    )


def _case_in_words(
    key: int | None,
    case: EnteredCase,
    earlier: EarlierValue,
    measured: MeasuredIndicator,
    method: EvaluationMethod,
) -> str:
    reading = _reading_of(earlier, measured)
    conditions = measured.read_conditions
    own = [read for stored, read in zip(measured.conditions, conditions, strict=True) if stored.pk == key]
    outcome = achievement_of_indicator(
        reading,
        own or conditions,
        case.as_actual(earlier.ends_on),
        method,
        baseline=measured.indicator.baseline,
    )
    if outcome.value is not None:
        return judged_in_words(outcome.value, unit_of(reading), outcome.proof)
    if case.done is not None:
        return gettext("yes") if case.done else gettext("no")
    return NO_FIGURE


def _reading_of(earlier: EarlierValue, measured: MeasuredIndicator) -> IndicatorReading:
    """Return the reading of now where the formula is the same: its operands are loaded with it."""
    now, before = measured.reading, earlier.reading
    same = (now.kind, now.expression, now.unit) == (before.kind, before.expression, before.unit)
    return now if same else before
