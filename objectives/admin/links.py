"""Links from page to page of the data entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

if TYPE_CHECKING:
    from django.db import models
    from django.utils.safestring import SafeString


def change_url(obj: models.Model) -> str:
    """Return the address of the page of ``obj``."""
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])


def list_url(model: type[models.Model], **query: Any) -> str:
    """Return the address of the list of ``model``, filtered by ``query``."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def link_to(obj: models.Model, text: object = None) -> SafeString:
    """Return a link to the page of ``obj``, with its own name unless ``text`` is given."""
    return format_html('<a href="{}">{}</a>', change_url(obj), obj if text is None else text)
