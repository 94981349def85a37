"""Asking for a print, and taking one from the store.

Whoever asks first has the document put in the queue; whoever asks for the same while it waits, is
printed or is in store shares that one print. A job that has died with its worker shows by its
silence, and is then put in the queue again by whoever asks next or waits for it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from reports.models import Print
from reports.prints.printing import print_document
from reports.prints.pruning import delete_print, prune

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.core.files import File

    from accounts.models import User
    from reports.prints.orders import Order

SILENCE = timedelta(minutes=2)
"""Without a sign of life for so long, nobody is at it any more."""
PATIENCE = timedelta(minutes=15)
"""So long after it was asked for, a print that falls silent is taken up again by itself: a document
that ends every worker that prints it must not go round for ever."""
NOTED = timedelta(days=1)
"""How exactly it is kept when a print in store was last wanted: not every download needs to write."""


def take(key: str, *, now: datetime) -> File[bytes] | None:
    """Return the open file of the print with this key; None where it is not in store.

    What is taken counts as asked for, so that it is not pruned while it is read.
    """
    ready = Print.objects.filter(key=key, state=Print.State.READY).defer("document")
    found = ready.first()
    if found is None:
        return None
    is_kept = found.asked_at > now - NOTED or ready.filter(pk=found.pk).update(asked_at=now)
    if not is_kept:  # pruned this very moment
        return None
    try:
        opened: File[bytes] = found.file.open("rb")
    except FileNotFoundError:  # the store of files was lost or changed: print it again
        delete_print(found)
        return None
    return opened


def ask(order: Order, *, user: User | None, now: datetime) -> Print:
    """Return the print of ``order``, put in the queue unless it is there, being printed or ready.

    ``user`` may look at its state from then on; None = asked for ahead, by nobody in particular.
    """
    first_state = {
        "kind": order.kind,
        "language": order.language,
        "title": order.title,
        "document": order.document,
        "asked_at": now,
        "seen_at": now,
    }
    with transaction.atomic():
        locked = Print.objects.select_for_update().defer("document")
        found, is_new = locked.get_or_create(key=order.key, defaults=first_state)
        found.asked_at, found.address, found.page = now, order.address, order.page
        found.save(update_fields=["asked_at", "address", "page"])
        if user is not None:
            found.asked_by.add(user)
        is_due = is_new or _back_to_waiting(found, now)
    if is_due:
        # After the transaction: a site without a worker prints here and now, and would keep it open.
        # A process that dies just before leaves a silent print, which is asked for again.
        print_document.enqueue(str(found.pk))
    if is_new:
        prune(now)
    return found


def ask_again(pk: UUID, *, now: datetime) -> None:
    """Put a print in the queue again if it failed or nobody is at it any more; else leave it alone."""
    with transaction.atomic():
        found = Print.objects.select_for_update().defer("document").get(pk=pk)
        is_due = _back_to_waiting(found, now)
    if is_due:
        print_document.enqueue(str(pk))


def take_up(print_: Print, *, now: datetime) -> Print:
    """Return the print as it stands: in the queue again where its worker has died, as it was elsewhere.

    For the page on which one waits: another worker shall take the print without anybody's asking.
    Only within ``PATIENCE``; later a person has to ask again. No query where nothing is to be done.
    """
    is_left = print_.state == Print.State.PRINTING and is_silent(print_, now)
    if not is_left or print_.asked_at < now - PATIENCE:
        return print_
    ask_again(print_.pk, now=now)
    print_.refresh_from_db(fields=["state", "failure", "pages", "total_pages", "seen_at", "started_at"])
    return print_


def take_back(now: datetime) -> int:
    """Put all that is being printed in the queue again; return how many prints that are.

    For whoever knows that no worker is left: waiting for ``SILENCE`` is then of no use. A worker that is
    there after all loses its print to the next one, and stops.
    """
    with transaction.atomic():
        locked = Print.objects.select_for_update().filter(state=Print.State.PRINTING)
        found = list(locked.defer("document"))
        for each in found:
            _wait_again(each, now)
    for each in found:
        print_document.enqueue(str(each.pk))
    return len(found)


def is_silent(print_: Print, now: datetime) -> bool:
    """Whether nobody is at an unfinished print any more."""
    unfinished = print_.state in {Print.State.WAITING, Print.State.PRINTING}
    return unfinished and print_.seen_at < now - SILENCE


def _back_to_waiting(print_: Print, now: datetime) -> bool:
    """Make a failed or abandoned print (locked by the caller) a waiting one; say whether it was one."""
    if print_.state != Print.State.FAILED and not is_silent(print_, now):
        return False
    _wait_again(print_, now)
    return True


def _wait_again(print_: Print, now: datetime) -> None:
    print_.state, print_.failure = Print.State.WAITING, ""
    print_.pages, print_.total_pages = 0, None
    print_.seen_at, print_.started_at, print_.finished_at = now, None, None
    print_.save(
        update_fields=["state", "failure", "pages", "total_pages", "seen_at", "started_at", "finished_at"]
    )
