"""A stored reading in words, for the pages of the data entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from targets.domain import reading as domain
from targets.selectors import as_read
from targets.wording import readings as wording

if TYPE_CHECKING:
    from targets.models import Condition, Indicator


def condition_in_words(condition: Condition) -> str:
    return wording.condition_in_words(as_read(condition)) or gettext("nothing can be told from it")


def status_label(condition: Condition) -> str:
    return wording.status_label(domain.Status(condition.status))


def indicator_in_words(indicator: Indicator) -> str:
    """Name the kind, with the expression where it is computed: the operands stand beside it."""
    kind = wording.kind_label(domain.Kind(indicator.kind))
    return f"{kind}: {indicator.expression}" if indicator.kind == domain.Kind.RATIO else kind


def doubt_label(code: str) -> str:
    """Name a kind of doubt, for a filter: its sentence, without the words it is about."""
    return wording.doubt_message(domain.Doubt(code, "…")).partition(". ")[0]
