"""What a person typed about one indicator: the boxes as they stand on the page, read and checked.

One form for each indicator of the page, all in one ``<form>``: whatever button is pressed, all that
was typed is there, so that nothing is lost that is not saved yet.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext

from targets.completeness import asked_cases, case_of
from targets.domain.counting.rules import YesNoRule
from targets.entered import Entered, EnteredCase, entered_of
from targets.entry.bounds import COMPLETION, bounds_of, within
from targets.entry.boxes import Box, CaseForm, choices_of, read_day
from targets.entry.numbers import Typed, Wrong, box_units, read_number, written_for_a_box
from targets.entry.served import digest_of, is_touched
from targets.entry.wording import wrong_message
from targets.wording.figures import unit_in_words
from targets.wording.readings import condition_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from targets.completeness import AskedCase
    from targets.domain.counting.method import EvaluationMethod
    from targets.entry.bounds import Bounds
    from targets.models import ReportingPeriod
    from targets.results import MeasuredIndicator

LONGEST_TEXT = 4000
ANSWERS = {"yes": True, "no": False}
_WHOLE = "w"


def _version(written: str) -> int:
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0


class EntryForm:
    """Everything that can be entered of one indicator; from the store, or as it was typed."""

    def __init__(
        self,
        measured: MeasuredIndicator,
        period: ReportingPeriod,
        method: EvaluationMethod,
        data: Mapping[str, str] | None = None,
    ) -> None:
        """``data`` are the fields of the whole page; None, or without this indicator's: as stored.

        So are those that stand as they were served: whoever touched nothing says nothing, and shall
        neither undo what a colleague saved meanwhile nor be asked about it.
        """
        self.measured, self.period, self.method = measured, period, method
        self.prefix = f"v{measured.indicator.pk}"
        self.stored = entered_of(measured)
        sent = data if data is not None and f"{self.prefix}-version" in data else {}
        self.was_sent = bool(sent)
        self.is_typed = self.was_sent and is_touched(sent, self.prefix)
        self._sent = sent
        self._data: Mapping[str, str] = sent if self.is_typed else {}

    @cached_property
    def cases(self) -> tuple[CaseForm, ...]:
        """One for the whole, or one for each condition that is asked for by itself."""
        return tuple(self._case(asked) for asked in asked_cases(self.measured))

    @cached_property
    def not_applicable(self) -> Box:
        """Why it does not apply this year; empty = it applies."""
        return self._text("na", gettext("Why it does not apply this year"), self.stored.not_applicable)

    @cached_property
    def deviation(self) -> Box:
        """The cause of the deviation."""
        return self._text("dev", gettext("Cause of the deviation"), self.stored.deviation)

    @cached_property
    def corrective_action(self) -> Box:
        """The corrective action."""
        return self._text("act", gettext("Corrective action"), self.stored.corrective_action)

    @cached_property
    def reason(self) -> Box:
        """Why a stored value changes; shown back as it was typed, also beside fields nobody touched."""
        is_asked = self.measured.value is not None and self.measured.value.is_fixed
        asked, optional = gettext("Why you change a submitted value"), gettext("Why it changes (optional)")
        return self._text("reason", asked if is_asked else optional, "", is_about=True)

    @property
    def seen_version(self) -> int:
        """The version that the person has before them; 0 = nothing was entered."""
        return (
            _version(self._data.get(f"{self.prefix}-version", "")) if self.is_typed else self._stored_version
        )

    @property
    def _stored_version(self) -> int:
        return 0 if self.measured.value is None else self.measured.value.version

    @property
    def is_unseen(self) -> bool:
        """Whether what is stored was saved by somebody after the page was served that came back untouched."""
        if not self.was_sent or self.is_typed:
            return False
        return _version(self._sent[f"{self.prefix}-version"]) != self._stored_version

    @property
    def served(self) -> str:
        """The digest of the fields as they were served; that of the first page until they are saved."""
        if self.is_typed:
            return self._data.get(f"{self.prefix}-served", "")
        texts = (*self.boxes(), self.not_applicable, self.deviation, self.corrective_action)
        return digest_of((box.name, box.text) for box in texts)

    @property
    def version(self) -> int:
        """The version that may be replaced: the one seen, or the one the person chose against."""
        chosen = re.fullmatch(r"mine:([0-9]{1,9})", self.choice)
        return self.seen_version if chosen is None else int(chosen[1])

    @property
    def choice(self) -> str:
        """``mine:5`` or ``theirs:5`` once a person chose between theirs and version 5; else empty."""
        return self._data.get(f"{self.prefix}-choice", "")

    @cached_property
    def entered(self) -> Entered:
        """What was typed, as far as it can be read."""
        asked = asked_cases(self.measured)
        pairs = list(zip(asked, self.cases, strict=True))
        return Entered(
            whole=next((form.entered for each, form in pairs if each.condition is None), EnteredCase()),
            by_condition={each.condition: form.entered for each, form in pairs if each.condition is not None},
            not_applicable=self.not_applicable.text,
            deviation=self.deviation.text,
            corrective_action=self.corrective_action.text,
        )

    @property
    def is_readable(self) -> bool:
        """Whether everything typed can be taken: no error and no open question."""
        boxes = (*self.boxes(), self.not_applicable, self.deviation, self.corrective_action, self.reason)
        return not any(box.error or box.is_open_question for box in boxes)

    @property
    def is_changed(self) -> bool:
        """Whether what was typed is not what is stored."""
        return self.is_typed and (not self.is_readable or not self.entered.same_as(self.stored))

    @property
    def is_only_explained(self) -> bool:
        """Whether the person wrote why it changes, and changed nothing: the words are not stored yet."""
        value = self.measured.value
        is_passed_on = value is not None and value.is_fixed and self.is_unseen  # sent a second time
        return self.was_sent and not self.is_typed and bool(self.reason.text) and not is_passed_on

    @property
    def is_unsaved(self) -> bool:
        """Whether anything was typed that would be lost if it were not shown back."""
        return self.is_changed or self.is_only_explained

    @property
    def earliest_day(self) -> date:
        """Return the first day on which anything of this plan can have been done: a year before its first."""
        return date(self.period.plan.first_year - 1, 1, 1)

    def boxes(self) -> tuple[Box, ...]:
        """Return the fields of all cases."""
        return tuple(box for case in self.cases for box in case.boxes())

    def _case(self, asked: AskedCase) -> CaseForm:
        key = _WHOLE if asked.condition is None else str(asked.condition)
        stored = case_of(self.stored, asked) or EnteredCase()
        numbers, values = self._numbers(asked, key, stored)
        done = day = part = part_reason = None
        answer = stored.done
        if asked.asks_done:
            done = self._done(key, stored)
            answer = ANSWERS.get(done.text)
        done_on = stored.done_on
        if asked.asks_date:
            day, done_on = self._day(key, stored)
        percent, why = stored.partial_percent, stored.partial_reason
        if asked.asks_done and self.method.yes_no is YesNoRule.PARTIAL_BY_HAND:
            part, percent, part_reason = self._part(key, stored, answer=answer)
            why = part_reason.text
        if self.is_typed and percent is None:
            why = ""
        return CaseForm(
            label=asked.label,
            target=self._target(asked),
            numbers=numbers,
            done=done,
            day=day,
            part=part,
            part_reason=part_reason,
            entered=EnteredCase(
                numbers=values, done=answer, done_on=done_on, partial_percent=percent, partial_reason=why
            ),
        )

    def _target(self, asked: AskedCase) -> str:
        pairs = zip(self.measured.conditions, self.measured.read_conditions, strict=True)
        return next((condition_in_words(read) for stored, read in pairs if stored.pk == asked.condition), "")

    def _numbers(
        self, asked: AskedCase, key: str, stored: EnteredCase
    ) -> tuple[tuple[Box, ...], dict[str, Decimal]]:
        boxes: list[Box] = []
        values: dict[str, Decimal] = {}
        for operand in asked.operands:
            units = box_units(self.measured, operand)
            name = f"{self.prefix}-{key}-n-{operand.key}"
            bounds = bounds_of(self.measured, operand)
            box, typed = self._number(name, operand.label, stored.numbers.get(operand.key), units, bounds)
            unit = unit_in_words(next(iter(units))) if len(units) == 1 else ""
            boxes.append(Box(box.name, box.label, box.text, box.error, unit, box.choices))
            if typed.number is not None:
                values[operand.key] = typed.number
        return tuple(boxes), values

    def _number(
        self, name: str, label: str, stored: Decimal | None, units: frozenset[str], bounds: Bounds
    ) -> tuple[Box, Typed]:
        language = get_language() or "it"
        if self._is_as_stored(name):
            text = "" if stored is None else written_for_a_box(stored, language)
            return Box(name, label, text), Typed(stored)
        text = self._data[name]
        words = f"{label} {self.measured.indicator.unit}"

        def read(means: str) -> Typed:
            typed = read_number(text, units=units, words=words, means=means)
            return within(typed, bounds, stored=stored, means=means, units=units)

        means = self._data.get(f"{name}-means", "")
        typed, asked = read(means), read("").readings
        error = "" if typed.wrong is None else wrong_message(typed.wrong, typed.word)
        choices = choices_of(asked, language, means) if asked and not error else ()
        return Box(name, label, text, error, "", choices), typed

    def _is_as_stored(self, name: str) -> bool:
        """Whether nothing was typed into this field, or it was not sent at all: it stays as it is."""
        return name not in self._data

    def _done(self, key: str, stored: EnteredCase) -> Box:
        name = f"{self.prefix}-{key}-done"
        text = {True: "yes", False: "no", None: ""}[stored.done]
        if not self._is_as_stored(name):
            text = self._data[name]
        return Box(name, gettext("Was it done?"), text if text in ANSWERS else "")

    def _day(self, key: str, stored: EnteredCase) -> tuple[Box, date | None]:
        name = f"{self.prefix}-{key}-on"
        text = "" if stored.done_on is None else stored.done_on.isoformat()
        if not self._is_as_stored(name):
            text = self._data[name].strip()
        day = read_day(text)
        error = ""
        if text and day is None:
            error = gettext("Write a day, for example 30/06/2018.")
        elif day is not None and day > self.period.ends_on:
            error = gettext("This day lies after the period that is reported on.")
        elif day is not None and day < self.earliest_day:
            error = gettext("This day lies long before the plan: check the year.")
        return Box(name, gettext("Done on"), text, error), None if error else day

    def _part(self, key: str, stored: EnteredCase, *, answer: bool | None) -> tuple[Box, Decimal | None, Box]:
        label = gettext("Part done, in per cent")
        name = f"{self.prefix}-{key}-part"
        box, typed = self._number(name, label, stored.partial_percent, frozenset({"%"}), COMPLETION)
        why = self._text(f"{key}-why", gettext("Why this part"), stored.partial_reason)
        number, error = typed.number, box.error
        if typed.wrong is Wrong.NOT_A_COMPLETION:
            error = wrong_message(Wrong.NOT_A_PART, "")
        elif number is not None and answer:
            error = gettext("What is done has no part: choose “no”, or leave the part empty.")
        if number is not None and not error and not why.text:
            why = Box(why.name, why.label, why.text, gettext("Say why this part and no other."))
        if error or why.error:
            number = None
        return Box(name, label, box.text, error, "%", box.choices), number, why

    def _text(self, name: str, label: str, stored: str, *, is_about: bool = False) -> Box:
        name = f"{self.prefix}-{name}"
        text = stored
        if is_about or not self._is_as_stored(name):
            text = self._sent.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
        long = len(text) > LONGEST_TEXT
        return Box(name, label, text, gettext("At most 4000 characters.") if long else "")
