"""The order of rows in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from simple_history.utils import bulk_update_with_history

if TYPE_CHECKING:
    from django.db import models

    from accounts.models import User


def next_position(siblings: models.QuerySet[Any]) -> int:
    """Return the position after the last of ``siblings``; 1 where there is none."""
    last: int | None = siblings.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1


@transaction.atomic
def move(row: Any, siblings: models.QuerySet[Any], steps: int, *, user: User | None) -> bool:
    """Move ``row`` by ``steps`` places among ``siblings`` (negative: up) and number them from 1.

    Returns whether it moved: the first cannot go up, nor the last down.
    """
    ordered = list(siblings.order_by("position", "pk"))
    old = next(index for index, sibling in enumerate(ordered) if sibling.pk == row.pk)
    new = min(max(old + steps, 0), len(ordered) - 1)
    ordered.insert(new, ordered.pop(old))
    moved = []
    for position, sibling in enumerate(ordered, start=1):
        if sibling.position != position:
            sibling.position = position
            moved.append(sibling)
    if moved:
        bulk_update_with_history(moved, type(row), ["position"], default_user=user)
    return new != old
