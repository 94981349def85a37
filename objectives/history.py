"""Who changed what and when: read from the history tables of an object and of all its parts.

The history is the only witness of what was deleted; it is read here and written by no one but
``simple_history``.
"""

from __future__ import annotations

import datetime
import heapq
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.utils import formats, timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from simple_history.utils import get_m2m_reverse_field_name

from perfplan.lib.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

Record = Any
"""A row of a history table; its class is made by ``simple_history``."""

PER_PAGE = 50
_NOT_SHOWN = frozenset({"id", "read_text"})
"""What the program keeps for itself."""

ACTIONS = {"+": gettext_lazy("added"), "~": gettext_lazy("changed"), "-": gettext_lazy("deleted")}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changed, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history."""

    when: datetime.datetime
    who: str
    """Empty: no person asked for it."""
    kind: str
    name: str
    """How the object called itself after the change (before it, if it was deleted)."""
    action: str
    """``+`` added, ``~`` changed, ``-`` deleted."""
    reason: str
    fields: tuple[FieldChange, ...]

    @property
    def action_label(self) -> str:
        return str(ACTIONS[self.action])


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One page of the history, newest first."""

    changes: tuple[Change, ...]
    number: int
    has_older: bool


def change_page(sources: Sequence[models.QuerySet[Any]], number: int) -> ChangePage:
    """Return page ``number`` (from 1) of the merged history; the queries depend on ``sources`` only.

    ``sources`` are querysets of history records, one for each model.
    """
    wanted = number * PER_PAGE + 1
    lists = [
        list(source.select_related("history_user").order_by("-history_date", "-history_id")[:wanted])
        for source in sources
    ]
    merged = heapq.merge(*lists, key=attrgetter("history_date"), reverse=True)
    records = list(islice(merged, wanted - PER_PAGE - 1, wanted))
    return ChangePage(
        changes=tuple(_described(records[:PER_PAGE])), number=number, has_older=len(records) > PER_PAGE
    )


def _described(records: list[Record]) -> list[Change]:
    earlier = _earlier(records)
    values = {record: _values(record) for record in {*records, *earlier.values()}}
    _add_people(values)
    names = _names_of_related(values)
    differences = {record: _differences(record, earlier.get(record), values, names) for record in records}
    return [
        Change(
            when=record.history_date,
            who=str(record.history_user or ""),
            kind=str(record.instance_type._meta.verbose_name),
            name=str(record.instance),
            action=record.history_type,
            reason=_reason(record),
            fields=tuple(differences[record]),
        )
        for record in records
        if record not in earlier or differences[record]  # else only what the program keeps for itself
    ]


def _reason(record: Record) -> str:
    """Return why it changed: a person's words, or the program's own, which are stored in English."""
    reason = record.history_change_reason
    return gettext(reason) if reason else ""


def _earlier(records: list[Record]) -> dict[Record, Record]:
    """Return for each changed record the one before it of the same object: one query a model."""
    changed = sorted((r for r in records if r.history_type == "~"), key=lambda r: r._meta.label)
    found: dict[Record, Record] = {}
    for _label, group in groupby(changed, key=lambda r: r._meta.label):
        members = list(group)
        model = type(members[0])
        keys = {r.id for r in members}
        wanted = {r.pk for r in members}
        rows = model._default_manager.filter(id__in=keys).order_by("id", "history_date", "history_id")
        found |= {
            after: before for before, after in pairwise(rows) if before.id == after.id and after.pk in wanted
        }
    return found


def _values(record: Record) -> dict[models.Field[Any, Any], Any]:
    return {
        field: getattr(record, field.attname)
        for field in record.tracked_fields
        if field.name not in _NOT_SHOWN
    }


def _add_people(values: dict[Record, dict[Any, Any]]) -> None:
    """Add the many-to-many fields (the managers of an area): one query a field."""
    by_model: dict[type[models.Model], list[Record]] = {}
    for record in values:
        by_model.setdefault(type(record), []).append(record)
    for model, records in by_model.items():
        for field in getattr(model, "_history_m2m_fields", ()):
            reverse = get_m2m_reverse_field_name(field) + "_id"
            links = getattr(model, field.name).model.objects.filter(history__in=records)
            linked: dict[int, list[int]] = {}
            for history_id, other in links.order_by(reverse).values_list("history_id", reverse):
                linked.setdefault(history_id, []).append(other)
            for record in records:
                values[record][field] = tuple(linked.get(record.pk, ()))


def _names_of_related(values: dict[Record, dict[Any, Any]]) -> dict[tuple[type[models.Model], int], str]:
    """Return the names of all objects the values point to: one query a model."""
    keys: dict[type[models.Model], set[int]] = {}
    for fields in values.values():
        for field, value in fields.items():
            if field.is_relation and value is not None:
                keys.setdefault(field.related_model, set()).update(
                    value if isinstance(value, tuple) else (value,)
                )
    return {
        (model, key): str(row)
        for model, wanted in keys.items()
        for key, row in model._default_manager.in_bulk(wanted).items()
    }


def _differences(
    record: Record,
    before: Record | None,
    values: dict[Record, dict[Any, Any]],
    names: dict[tuple[type[models.Model], int], str],
) -> list[FieldChange]:
    if before is None:
        return []
    return [
        FieldChange(
            label=str(field.verbose_name),
            old=_in_words(field, values[before].get(field), names),
            new=_in_words(field, value, names),
        )
        for field, value in values[record].items()
        if values[before].get(field) != value
    ]


def _in_words(field: Any, value: Any, names: dict[tuple[type[models.Model], int], str]) -> str:
    if value is None or value in ("", ()):
        return "–"
    if field.is_relation:
        keys = value if isinstance(value, tuple) else (value,)
        return ", ".join(names.get((field.related_model, key), gettext("no longer there")) for key in keys)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, Decimal):
        return format_decimal(value, get_language() or "it")
    if isinstance(value, datetime.datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return formats.date_format(value, "SHORT_DATE_FORMAT")
    return str(value)
