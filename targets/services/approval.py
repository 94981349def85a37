"""Approve a plan, and undo it.

What an approved plan prints must not follow later edits: its own rows are closed to them, and the
names that stand elsewhere (of the body, of the areas) are copied into it when it is approved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from objectives.models import Organization, Plan
from targets.services.importing.match import PATHS

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def approve(plan: Plan, *, user: User | None) -> None:
    """Approve ``plan`` (its act is set already) and copy into it the names it prints.

    An area that a person only chose is written out in the row, as if the office had typed it.
    """
    organization = Organization.objects.first()
    plan.state = Plan.State.APPROVED
    plan.organization_name = organization.name if organization else ""
    plan.save()
    for model, path in PATHS.items():
        rows = model._default_manager.filter(**{path: plan}, area_text="", area__isnull=False)
        chosen = list(rows.select_related("area"))
        for row in chosen:
            row.area_text = row.area.name
        if chosen:
            bulk_update_with_history(chosen, model, ["area_text"], default_user=user)


@transaction.atomic
def back_to_draft(plan: Plan, *, reason: str) -> None:
    """Undo the approval of ``plan``; ``reason`` is kept in its history for good.

    The act stays entered, and the areas stay written out: they are what was printed.
    """
    plan.state = Plan.State.DRAFT
    plan.organization_name = ""
    plan._change_reason = reason  # type: ignore[attr-defined] # how simple_history is told
    plan.save()
