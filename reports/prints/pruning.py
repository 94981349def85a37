"""Prints that nobody wants any more leave the store, row and file."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from reports.models import Print
from reports.prints.printing import print_document

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=30)
"""After this long without being asked for, a print goes. It can be printed again at any time."""


def prune(now: datetime) -> None:
    """Delete prints that nobody has asked for in ``KEPT``, and the jobs of the queue as old as that.

    A print that is being taken from the store has just been asked for, in the same row: it is either
    gone before it is taken, or no longer old.
    """
    with transaction.atomic():
        old = Print.objects.select_for_update(skip_locked=True).filter(asked_at__lt=now - KEPT)
        for each in old.defer("document"):
            delete_print(each)
    jobs = DBTaskResult.objects.filter(task_path=print_document.module_path)
    jobs.filter(enqueued_at__lt=now - KEPT).delete()


def delete_print(print_: Print) -> None:
    """Delete the row, and its file once that is certain."""
    storage, name = print_.file.storage, print_.file.name
    with transaction.atomic():
        Print.objects.filter(pk=print_.pk).delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))
