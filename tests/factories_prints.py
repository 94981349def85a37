"""Prints in any state, without printing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from reports.models import Print
from reports.plan.data import build_plan_document
from reports.prints.orders import plan_order

if TYPE_CHECKING:
    from accounts.models import User
    from objectives.models import Plan
    from reports.prints.orders import Order

ASKED = datetime(2018, 3, 1, 9, 0, tzinfo=UTC)


def order(plan: Plan, *, language: str = "it") -> Order:
    """Return the order of the plan as the page of its PDF makes it."""
    address = f"/piano/{plan.year}/pdf/"
    document = build_plan_document(plan)
    return plan_order(document, language=language, address=address, page=f"/piano/{plan.year}/")


def asked_for(plan: Plan, *people: User, language: str = "it", **fields: Any) -> Print:
    """A print of the plan that ``people`` asked for; found again, not made twice."""
    wanted = order(plan, language=language)
    values = {
        "kind": wanted.kind,
        "language": wanted.language,
        "title": wanted.title,
        "document": wanted.document,
        "address": wanted.address,
        "page": wanted.page,
        "asked_at": ASKED,
        "seen_at": ASKED,
    }
    found, _is_new = Print.objects.update_or_create(
        key=wanted.key, defaults=fields, create_defaults=values | fields
    )
    found.asked_by.add(*people)
    return found
