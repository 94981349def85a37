"""Write many changed rows, table by table and in batches, each with its history."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction
from django.db.models import F

from objectives.models import OperationalObjective, StrategicLine, StrategicObjective
from targets.models import Condition, Doubt, Indicator, Measure, Operand, Section, Target, TargetValue
from targets.services.histories import CHANGED, CREATED, add_to_history

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

    from accounts.models import User

    M = TypeVar("M", bound=models.Model)

BATCH = 200
READ_TEXT = "read_text"
"""The text that the stored reading came from. That it was read is no change that anybody made, and
is no entry of the history."""
READ_FROM: dict[type[models.Model], str] = {Measure: "formula_text", TargetValue: "text"}
"""The column whose text is read, of those that have a ``READ_TEXT``."""
PARENTS_FIRST: tuple[type[models.Model], ...] = (
    StrategicLine,
    Section,
    StrategicObjective,
    OperationalObjective,
    Target,
    Measure,
    TargetValue,
    Indicator,
    Operand,
    Condition,
    Doubt,
)


@dataclass(slots=True)
class Changes:
    """What has to be written, collected over many rows so that each table is written once."""

    create: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    update: dict[type[models.Model], tuple[list[Any], set[str]]] = field(default_factory=dict)
    remember: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    """Rows of which nothing changed but what the program keeps for itself."""
    delete: dict[type[models.Model], list[int]] = field(default_factory=dict)

    def put(self, found: M | None, made: M, fields: Sequence[str]) -> M:
        """Bring ``found`` to the values of ``made`` (None: create ``made``) and return the one that stays.

        ``fields`` are column names: a relation is compared by its key, which costs no query.
        """
        model = type(made)
        if found is None:
            self.create.setdefault(model, []).append(made)
            return made
        changed = [name for name in fields if getattr(found, name) != getattr(made, name)]
        for name in changed:
            field_name = model._meta.get_field(name).name
            setattr(found, field_name, getattr(made, field_name))
        if changed == [READ_TEXT]:
            self.remember.setdefault(model, []).append(found)
        elif changed:
            rows, names = self.update.setdefault(model, ([], set()))
            rows.append(found)
            names.update(changed)
        return found

    @property
    def is_empty(self) -> bool:
        """Whether nothing has to be written that anybody would call a change."""
        return not (self.create or self.update or self.delete)

    def drop(self, rows: Iterable[models.Model]) -> None:
        """Delete ``rows`` and what hangs on them."""
        for row in rows:
            self.delete.setdefault(type(row), []).append(row.pk)

    @transaction.atomic
    def write(self, user: User | None) -> None:
        """Write everything: parents before children, deletions last (what moved away from a row stays)."""
        for model in PARENTS_FIRST:
            stored = model._default_manager
            if created := self.create.get(model):
                stored.bulk_create(created, batch_size=BATCH)
                add_to_history(model, created, CREATED, user=user)
            rows, names = self.update.get(model, ([], set()))
            if rows:
                stored.bulk_update(rows, sorted(names), batch_size=BATCH)
                add_to_history(model, rows, CHANGED, user=user)
            keys = [row.pk for row in self.remember.get(model, ())]
            for start in range(0, len(keys), BATCH):
                just_read = stored.filter(pk__in=keys[start : start + BATCH])
                just_read.update(**{READ_TEXT: F(READ_FROM[model])})
        for model, keys in self.delete.items():
            for row in model._default_manager.filter(pk__in=keys):
                row.delete()  # one by one: each deletion belongs to the history
