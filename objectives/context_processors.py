"""What every page shows of the body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from objectives.models import Organization

if TYPE_CHECKING:
    from django.http import HttpRequest


def organization(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 - Django's signature
    """Offer ``organization`` (None before it is entered) to every template; one query, only if used."""
    return {"organization": SimpleLazyObject(Organization.objects.first)}
