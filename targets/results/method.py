"""The evaluation method of a plan as the counting knows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from targets.domain.counting.bands import Band, BandColour, default_bands
from targets.domain.counting.method import EvaluationMethod
from targets.domain.counting.rules import (
    CombiningRule,
    DeadlineRule,
    HigherRule,
    LowerRule,
    MissingRule,
    OverrideRule,
    OwnAndChildrenRule,
    RangeRule,
    RoundingMode,
    RoundingMoment,
    TargetZeroRule,
    UnmetRule,
    VariationRule,
    YesNoRule,
)
from targets.wording.methods import default_band_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from objectives.models import Plan
    from targets import models

RULE_FIELDS = {
    "rounding": RoundingMode,
    "rounding_moment": RoundingMoment,
    "higher": HigherRule,
    "lower": LowerRule,
    "in_range": RangeRule,
    "target_zero": TargetZeroRule,
    "variation": VariationRule,
    "unmet": UnmetRule,
    "yes_no": YesNoRule,
    "deadline": DeadlineRule,
    "several_conditions": CombiningRule,
    "several_indicators": CombiningRule,
    "several_rows": CombiningRule,
    "own_and_children": OwnAndChildrenRule,
    "missing": MissingRule,
    "not_computable": MissingRule,
    "override": OverrideRule,
}
"""The fields that choose a rule; those of the stored method and of the domain's have the same names."""

NUMBER_FIELDS = ("cap", "floor", "decimals", "points_per_unit", "points_per_day", "own_share")


def method_of(plan: Plan) -> EvaluationMethod:
    """Return the method of ``plan``; the commonest one where none is stored.

    One query for the bands, and one for the method where it is not loaded with the plan. Raises
    ``MethodError`` on rows that are no method: the admin does not let any in.
    """
    stored: models.EvaluationMethod | None = getattr(plan, "evaluation_method", None)
    return default_method() if stored is None else as_method(stored, stored.bands.all())


def as_method(stored: models.EvaluationMethod, bands: Iterable[models.MethodBand]) -> EvaluationMethod:
    """Return a stored method with these bands as the domain knows it."""
    values: dict[str, Any] = {name: rule(getattr(stored, name)) for name, rule in RULE_FIELDS.items()}
    values |= {name: getattr(stored, name) for name in NUMBER_FIELDS}
    return EvaluationMethod(**values, bands=tuple(_band(band) for band in bands))


def _band(band: models.MethodBand) -> Band:
    return Band(band.name, band.lower, band.includes_lower, BandColour(band.colour), band.word, band.word_en)


def default_method() -> EvaluationMethod:
    """Return the commonest method, its bands in the reader's language and, beside another, in English."""
    return EvaluationMethod(bands=tuple(map(_worded, default_bands())))


def _worded(band: Band) -> Band:
    english = default_band_word(band.name)
    word = gettext(english)
    return replace(band, word=word, word_en="" if word == english else english)
