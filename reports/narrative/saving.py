"""Saving the text of a chapter: nobody overwrites what they have not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from reports.models import Narrative
from targets.models import ReportingPeriod

if TYPE_CHECKING:
    from accounts.models import User


class NarrativeConflictError(Exception):
    """Somebody else has changed the text since; nothing was saved."""

    def __init__(self, stored: Narrative) -> None:
        self.stored = stored
        """What stands there now."""
        super().__init__(f"version {stored.version}")


@transaction.atomic
def save_narrative(
    period: ReportingPeriod, chapter: Narrative.Chapter, text: str, *, seen: int, user: User
) -> Narrative:
    """Store the text of one chapter and return it; ``seen`` is the version that was written upon.

    0 = there was none. The same text sent twice is stored once. Raises ``NarrativeConflictError``.
    """
    # Whoever saves a text of this period waits here for whoever is saving one.
    ReportingPeriod.objects.select_for_update().get(pk=period.pk)
    found = Narrative.objects.filter(period=period, chapter=chapter).first()
    stored = found or Narrative(period=period, chapter=chapter)
    if stored.text == text:
        return stored
    if stored.version != seen:
        raise NarrativeConflictError(stored)
    stored.text, stored.version = text, seen + 1
    stored._history_user = user  # type: ignore[attr-defined]  # read by simple_history
    stored.save()
    return stored
