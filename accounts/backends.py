"""Signing in, and what a person may do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RoleBackend(ModelBackend):
    """A person may do what their roles may: nobody has permissions of their own.

    ``accounts/roles.py`` is thus the whole truth, and no page asks the database for exceptions.
    """

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:  # noqa: ARG002 - Django's signature
        return Permission.objects.none()
