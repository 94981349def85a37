"""What the page of a report adds to what the document says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reports.results.shown import ShownEvidence

register = template.Library()


@register.filter
def address_of(addresses: Mapping[object, str], file: ShownEvidence) -> str:
    """Return where a file is downloaded; empty for who may not open it."""
    return addresses.get(file.source, "")
