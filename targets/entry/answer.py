"""What became of a press of a button of the entry page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from targets.entry.forms import EntryForm
    from targets.entry.saving import Saving
    from targets.services.reporting import Submission


@dataclass(slots=True)
class Answer:
    """What became of a press of a button."""

    saving: Saving
    submission: Submission | None = None
    already: int = 0
    """Values of the page that was sent which were submitted before: by a first click, or by a colleague."""
    removed: str = ""
    """Name of the evidence that was taken off."""
    anchor: str = ""
    """The place on the page to go back to; empty = its head."""
    forms: list[EntryForm] = field(default_factory=list)
    """As they are to be shown now."""

    @property
    def is_plain(self) -> bool:
        """Whether all went well and nothing is typed that is not stored: a fresh page says it all."""
        held = self.submission is not None and any(each.is_started for each in self.submission.held)
        unsaved = any(form.is_unsaved for form in self.forms)
        return not (self.saving.troubles or self.saving.closed or held or unsaved)

    @property
    def submitted_keys(self) -> set[int]:
        """The indicators whose values were submitted just now."""
        submitted = () if self.submission is None else self.submission.submitted
        return {value.indicator_id for value in submitted}
