"""Keep what a person is about to import, between the preview and the import."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from targets.models import PlanUpload
from targets.services.importing import PlanYears, import_plan
from targets.services.importing.source import checked_against, read_pasted_plan, read_plan

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User
    from targets.domain.table.plan_table import PlanTable
    from targets.services.importing.outcome import ImportOutcome

LONGEST_NAME = 255


class UploadGoneError(Exception):
    """The upload is no longer there: imported by another click, or replaced. Nothing was changed."""


@transaction.atomic
def keep_upload(content: bytes, filename: str, years: PlanYears, *, user: User, now: datetime) -> PlanUpload:
    """Store ``content`` for ``user``, in place of what they uploaded before; clear what is a day old.

    ``filename`` "" means pasted text.
    """
    PlanUpload.objects.of(user).delete()
    PlanUpload.objects.outdated(now).delete()
    upload: PlanUpload = PlanUpload.objects.create(
        user=user,
        created_at=now,
        filename=filename[-LONGEST_NAME:],
        content=content,
        year=years.year,
        first_year=years.first_year,
        last_year=years.last_year,
    )
    return upload


def years_of(upload: PlanUpload) -> PlanYears:
    """Return the years that the upload is for."""
    return PlanYears(upload.year, upload.first_year, upload.last_year)


def table_of(upload: PlanUpload) -> PlanTable:
    """Read the stored content again. It was readable when it was stored."""
    content = bytes(upload.content)
    if upload.is_pasted:
        table = read_pasted_plan(content.decode(), year=upload.year)
    else:
        table = read_plan(content, upload.filename, year=upload.year)
    return checked_against(table, years_of(upload))


@transaction.atomic
def import_upload(upload: PlanUpload, table: PlanTable, *, user: User, remove_absent: bool) -> ImportOutcome:
    """Import ``table``, which was uploaded, and delete the upload: of several clicks at once one does.

    Whoever deletes the row may import; the database lets the others wait and then find nothing,
    and gives the row back where the import is refused. Raises ``UploadGoneError`` for the others,
    ``ImportRefusedError`` as ``import_plan`` does.
    """
    claimed, _by_model = PlanUpload.objects.filter(pk=upload.pk).delete()
    if not claimed:
        raise UploadGoneError
    return import_plan(table, years_of(upload), user=user, remove_absent=remove_absent)
