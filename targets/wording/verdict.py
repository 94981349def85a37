"""Met, not met, or not due yet: the one place that words the verdict on a target, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from targets.domain.counting.bands import BandColour

if TYPE_CHECKING:
    from datetime import date

NOT_DUE_COLOUR = BandColour.GREY
"""Stands where a band would: no judgement, hence no colour that judges."""


def verdict(met: bool | None, due_on: date | None) -> str:  # noqa: FBT001 - it is the fact itself
    """Say whether a target is met, missed or not due yet; empty where it cannot be said.

    ``due_on`` is that of its ``Outcome`` or ``Result``.
    """
    if due_on is not None:
        return not_due(due_on)
    if met is None:
        return ""
    return pgettext("target", "met") if met else pgettext("target", "not met")


def not_due(due_on: date) -> str:
    """Say by when something is due that is not missed: ``not yet due: by 31 December 2019``."""
    day = date_format(due_on, "DATE_FORMAT")
    return gettext("not yet due: by %(day)s") % {"day": day}


def not_due_mark() -> str:
    """Return the words that stand in the place of a band's word."""
    return pgettext("target", "not yet due")
