"""Every change of one reported value: what, from what to what, who, when, why."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext

from targets.models import ActualValue, Condition, Evidence, Operand, OperandValue, ReportedCase
from targets.review.wording import STATES
from targets.wording.proof import percent
from targets.wording.readings import quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db import models

Record = Any
"""A row of a history table; its class is made by ``simple_history``."""

FIELDS: dict[type[models.Model], tuple[str, ...]] = {
    ActualValue: ("state", "not_applicable", "deviation", "corrective_action", "override", "override_reason"),
    OperandValue: ("value",),
    ReportedCase: ("done", "done_on", "partial_percent", "partial_reason"),
    Evidence: ("name",),
}
"""What people enter and decide, in the order in which a change shows it."""
REASONS = frozenset({"override_reason", "partial_reason"})
"""What says why another field changed. One that the change itself gives is not told a second time."""
PERCENTAGES = frozenset({"override", "partial_percent"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that changed, in words."""

    label: str
    old: str
    """Empty = nothing was there."""
    new: str
    """Empty = it was taken away."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one person changed in one moment."""

    when: datetime.datetime
    who: str
    """Empty: no person did it."""
    reasons: tuple[str, ...]
    changes: tuple[FieldChange, ...]


def history_of(value: ActualValue) -> tuple[HistoryEntry, ...]:
    """Return every change of a value and of its parts, newest first; those that are gone included.

    Six queries, however often it changed.
    """
    words = _Words(value)
    moments: dict[tuple[datetime.datetime, int | None], list[Record]] = {}
    for record in sorted(words.records, key=lambda each: each.history_date):
        moments.setdefault((record.history_date, record.history_user_id), []).append(record)
    found = (_entry(together, words) for together in moments.values())
    return tuple(reversed([entry for entry in found if entry.changes or entry.reasons]))


def _entry(together: list[Record], words: _Words) -> HistoryEntry:
    """Return what one person did in one moment: a save writes a record for each part it changes."""
    first = together[0]
    together.sort(key=lambda record: list(FIELDS).index(record.instance_type))
    reasons = dict.fromkeys(each.history_change_reason for each in together if each.history_change_reason)
    return HistoryEntry(
        when=first.history_date,
        who=str(first.history_user or ""),
        reasons=tuple(gettext(reason) for reason in reasons),
        changes=tuple(change for record in together for change in words.changes(record, set(reasons))),
    )


class _Words:
    """The records of a value and its parts, each with the one before it, and the words for them."""

    def __init__(self, value: ActualValue) -> None:
        cases = list(_past(ReportedCase, actual_value_id=value.pk))
        numbers = list(_past(OperandValue, case_id__in={case.id for case in cases}))
        self.records: list[Record] = [
            *_past(ActualValue, id=value.pk),
            *cases,
            *numbers,
            *_past(Evidence, actual_value_id=value.pk),
        ]
        self._earlier = dict(_pairs(self.records))
        self._condition_of_case = {case.id: case.condition_id for case in cases}
        self._operands = Operand.objects.in_bulk({number.operand_id for number in numbers})
        self._conditions = Condition.objects.in_bulk(
            {case.condition_id for case in cases if case.condition_id is not None}
        )

    def changes(self, record: Record, reasons: set[str]) -> Iterator[FieldChange]:
        """Yield what a record changed, for ``reasons`` that stand beside it."""
        model = record.instance_type
        before = record if record.history_type == "-" else self._earlier.get(record)
        after = None if record.history_type == "-" else record
        for name in FIELDS[model]:
            field = model._meta.get_field(name)
            old = "" if before is None else getattr(before, name)
            new = "" if after is None else getattr(after, name)
            is_told = name in REASONS and new in reasons
            if _in_words(name, old) != _in_words(name, new) and not is_told:
                yield FieldChange(self._label(record, field), _in_words(name, old), _in_words(name, new))

    def _label(self, record: Record, field: Any) -> str:
        if record.instance_type is Evidence:
            return gettext("Evidence")
        if record.instance_type is OperandValue:
            operand = self._operands.get(record.operand_id)
            label = gettext("A number that is no longer asked for") if operand is None else operand.label
            return self._of_case(record.case_id, label)
        label = str(field.verbose_name)
        return self._of_case(record.id, label) if record.instance_type is ReportedCase else capfirst(label)

    def _of_case(self, case: int, label: str) -> str:
        """Put the words of its condition before what is reported for one condition apart."""
        condition = self._conditions.get(self._condition_of_case.get(case))
        return capfirst(label) if condition is None else f"{condition} – {label}"


def _past(model: Any, **which: Any) -> Iterable[Record]:
    records: Iterable[Record] = (
        model.history.filter(**which).select_related("history_user").order_by("history_id")
    )
    return records


def _pairs(records: Iterable[Record]) -> Iterator[tuple[Record, Record]]:
    """Yield each record with the one before it of the same object."""
    last: dict[tuple[type[Any], int], Record] = {}
    for record in records:
        key = (record.instance_type, record.id)
        if key in last:
            yield record, last[key]
        last[key] = record


def _in_words(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name == "state":
        return str(STATES.get(value, value))
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if isinstance(value, Decimal):
        return percent(value) if name in PERCENTAGES else quantity_in_words(value, None)
    if isinstance(value, datetime.date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value)
