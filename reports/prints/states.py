"""What the person who waits for a print is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from reports.models import Print
from reports.prints.queue import SILENCE, is_silent

if TYPE_CHECKING:
    from datetime import datetime

UNTAKEN = timedelta(seconds=15)
"""A free worker takes a job within a second or two; after this long there is none, or it is not free."""


class Phase(StrEnum):
    """Where a print stands, as its page says it."""

    QUEUED = "queued"
    BUSY = "busy"
    """The worker prints something else."""
    NO_WORKER = "no_worker"
    """Nobody takes it."""
    PRINTING = "printing"
    ABANDONED = "abandoned"
    """Begun, and not a sign of life for too long."""
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PrintState:
    """A print and where it stands."""

    stored: Print
    phase: Phase
    can_be_asked_again: bool

    @property
    def is_ready(self) -> bool:
        """Whether its file is in store."""
        return self.phase is Phase.READY

    @property
    def is_pending(self) -> bool:
        """Whether looking again in a moment makes sense."""
        return self.phase not in {Phase.READY, Phase.FAILED}


def state_of(stored: Print, now: datetime) -> PrintState:
    """Return where a print stands; one query where it waits for long."""
    phase = _phase(stored, now)
    is_stuck = is_silent(stored, now) and phase is not Phase.BUSY
    return PrintState(stored, phase, phase is Phase.FAILED or is_stuck)


def _phase(stored: Print, now: datetime) -> Phase:
    state = Print.State(stored.state)
    if state in {Print.State.READY, Print.State.FAILED}:
        return Phase(state.value)
    if state is Print.State.PRINTING:
        return Phase.ABANDONED if is_silent(stored, now) else Phase.PRINTING
    if stored.seen_at > now - UNTAKEN:
        return Phase.QUEUED
    at_work = Print.objects.filter(state=Print.State.PRINTING, seen_at__gt=now - SILENCE)
    return Phase.BUSY if at_work.exists() else Phase.NO_WORKER
