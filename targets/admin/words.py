"""A reading in words, for the pages of the data entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext

from perfplan.lib.numbers import canonical_decimal

if TYPE_CHECKING:
    from targets.models import Condition, Doubt, Indicator


def condition_in_words(condition: Condition) -> str:
    number = "" if condition.value is None else canonical_decimal(condition.value)
    parts = [condition.get_operator_display() if condition.operator else "", number, condition.unit]
    if condition.deadline:
        parts.append(formats.date_format(condition.deadline, "SHORT_DATE_FORMAT"))
    return " ".join(part for part in parts if part) or condition.label


def status_label(condition: Condition) -> str:
    return condition.get_status_display()


def indicator_in_words(indicator: Indicator) -> str:
    return f"{indicator.get_kind_display()} {indicator.expression}".strip()


def doubt_message(doubt: Doubt) -> str:
    return gettext("%(code)s %(detail)s") % {"code": doubt.code, "detail": doubt.detail}


def doubt_label(code: str) -> str:
    return str(code).replace("_", " ")
