"""What the program understood of a measure, as the pages of the data entry show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import gettext

from objectives.admin.links import change_url
from targets.admin.words import condition_in_words, indicator_in_words, status_label
from targets.models import Condition, Indicator

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from targets.models import Doubt, Measure


@dataclass(frozen=True, slots=True)
class ShownOperand:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One line of a reading."""

    text: str
    label: str
    state: str
    """``confirmed``, or how it was read: ``read``, ``assumed``, ``unclear``, ``words``."""
    state_label: str
    url: str
    operands: tuple[ShownOperand, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    text: str
    url: str
    settlement: str
    """How it was settled; empty while it is open."""
    is_open: bool


def show_indicator(indicator: Indicator, *, several: bool) -> Shown:
    """Describe one indicator; its label only where there are several to tell apart."""
    if indicator.confirmed_at is not None:
        state, label = "confirmed", gettext("confirmed")
    elif indicator.kind == Indicator.Kind.UNCLEAR:
        state, label = "unclear", gettext("a person must say")
    else:
        state, label = "read", gettext("read")
    return Shown(
        text=indicator_in_words(indicator),
        label=indicator.label if several else "",
        state=state,
        state_label=label,
        url=change_url(indicator),
        operands=tuple(ShownOperand(o.key, o.label) for o in indicator.operands.all()),
    )


def show_condition(condition: Condition, indicators: dict[int, str]) -> Shown:
    """Describe one condition: by its indicator (``indicators``: key and label) where there are several."""
    confirmed = condition.confirmed_at is not None
    label = "" if condition.status == Condition.Status.WORDS else condition.label
    if len(indicators) > 1 and condition.indicator_id in indicators:
        label = indicators[condition.indicator_id]
    return Shown(
        text=condition_in_words(condition),
        label=label,
        state="confirmed" if confirmed else condition.status,
        state_label=gettext("confirmed") if confirmed else status_label(condition),
        url=change_url(condition.target_value),
    )


def show_doubt(doubt: Doubt) -> ShownDoubt:
    """Describe one doubt."""
    return ShownDoubt(
        text=str(doubt),
        url=change_url(doubt),
        settlement=doubt.settlement,
        is_open=doubt.settled_at is None,
    )


def reading_panel(measure: Measure, year: int, *, with_cells: bool = False) -> SafeString:
    """Return what was read of ``measure`` and of its target of ``year``, with links to correct it.

    ``with_cells``: the cells as written stand above it. Costs no query where
    ``targets.selectors.READING`` was prefetched.
    """
    indicators = list(measure.indicators.all())
    value = next((value for value in measure.target_values.all() if value.year == year), None)
    conditions = [] if value is None else list(value.conditions.all())
    labels = {indicator.pk: indicator.label for indicator in indicators}
    doubts = sorted(measure.doubts.all(), key=lambda d: d.settled_at is not None)
    context = {
        "indicators": [show_indicator(i, several=len(indicators) > 1) for i in indicators],
        "conditions": [show_condition(condition, labels) for condition in conditions],
        "doubts": [show_doubt(doubt) for doubt in doubts],
        "with_cells": with_cells,
        "formula": measure.formula_text,
        "target": "" if value is None else value.text,
        "year": year,
    }
    return render_to_string("admin/plan/_reading.html", context)
