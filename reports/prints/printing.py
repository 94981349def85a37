"""The job of the queue: one print, from the stored document to the file in store."""

from __future__ import annotations

import logging
import secrets
import time
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks import task

from reports.models import Print
from reports.prints.orders import key_of, print_order

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from reports.render import Progress

logger = logging.getLogger(__name__)

PAUSE = 0.5
"""Seconds between two notes on how far it has come."""


class TakenOver(Exception):  # noqa: N818 - names the state of things
    """Another worker has this print by now: this one was silent for too long."""


@task()
def print_document(print_id: str) -> None:
    """Print what waits under this key; do nothing where it no longer waits.

    Whatever goes wrong stands in the log, and as a plain reason in the row; there is never half a file.
    """
    attempt = begin(UUID(print_id), timezone.now())
    if attempt is None:
        return
    try:
        failure = _print(attempt)
    except TakenOver:
        logger.warning("Print %s was taken over by another worker.", print_id)
        return
    except Exception:
        logger.exception("Print %s failed.", print_id)
        failure = Print.Failure.ERROR
    except BaseException:  # the worker is told to end at once
        _give_back(attempt)
        raise
    if failure:
        _own(attempt).update(state=Print.State.FAILED, failure=failure, finished_at=timezone.now())


def begin(pk: UUID, now: datetime) -> Print | None:
    """Take a waiting print, so that no other worker does; None: there is none.

    The name of the file is in the row before the file is: what a killed worker leaves behind is found.
    """
    with transaction.atomic():
        found = Print.objects.select_for_update().filter(pk=pk, state=Print.State.WAITING).first()
        if found is None:
            return None
        storage, left_behind = found.file.storage, found.file.name
        found.state = Print.State.PRINTING
        found.started_at = found.seen_at = now
        found.file.name = f"prints/{secrets.token_hex(16)}"
        found.save(update_fields=["state", "started_at", "seen_at", "file"])
        if left_behind:
            transaction.on_commit(lambda: storage.delete(left_behind))
    return found


def _print(attempt: Print) -> str:
    """Print and store; return why not where this program may not, else nothing."""
    if key_of(attempt.kind, attempt.language, attempt.document) != attempt.key:
        logger.error("Print %s was asked for by another version of the program: restart the worker.", attempt)
        return Print.Failure.OTHER_VERSION
    reporter = _Reporter(attempt)
    content = print_order(
        attempt.kind,
        attempt.language,
        attempt.document,
        created=attempt.started_at or timezone.now(),
        tell=reporter,
    )
    finish_attempt(attempt, content, pages=reporter.progress.pages)
    return ""


def finish_attempt(attempt: Print, content: bytes, *, pages: int) -> None:
    """Store the file and hand it out from here on. Raises ``TakenOver``, and leaves no file then."""
    storage, name = attempt.file.storage, str(attempt.file.name)
    try:
        storage.save(name, ContentFile(content))
        _set_ready(attempt, pages=pages)
    except BaseException:
        storage.delete(name)
        raise


def _set_ready(attempt: Print, *, pages: int) -> None:
    now = timezone.now()
    ready = {"state": Print.State.READY, "seen_at": now, "finished_at": now}
    if not _own(attempt).update(pages=pages, total_pages=pages, **ready):
        raise TakenOver


def _give_back(attempt: Print) -> None:
    """Leave the print to the next worker."""
    fresh = {"pages": 0, "total_pages": None, "started_at": None, "seen_at": timezone.now()}
    if _own(attempt).update(state=Print.State.WAITING, **fresh):
        print_document.enqueue(str(attempt.pk))


def _own(attempt: Print) -> QuerySet[Print]:
    """The row, as long as it is this attempt's: the time of the start is the attempt's name."""
    return Print.objects.filter(pk=attempt.pk, state=Print.State.PRINTING, started_at=attempt.started_at)


class _Reporter:
    """Writes how far it has come into the row, not too often."""

    def __init__(self, attempt: Print) -> None:
        self.progress: Progress
        self._attempt = attempt
        self._written = -PAUSE

    def __call__(self, progress: Progress) -> None:
        """Note ``progress``; raise ``TakenOver`` where the print is no longer ours."""
        self.progress = progress
        now = time.monotonic()
        if now - self._written < PAUSE:
            return
        self._written = now
        noted = {"pages": progress.pages, "total_pages": progress.total, "seen_at": timezone.now()}
        try:
            is_ours = _own(self._attempt).update(**noted)
        except OperationalError:  # SQLite, and somebody writes for long: the next page is soon enough
            return
        if not is_ours:
            raise TakenOver
