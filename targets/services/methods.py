"""Give a plan its evaluation method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from simple_history.utils import bulk_create_with_history

from objectives.models import Plan
from targets.models import EvaluationMethod, MethodBand
from targets.results.method import default_method

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def make_method(plan: Plan, user: User | None = None) -> EvaluationMethod:
    """Return the method of ``plan``; where it has none, make it with the commonest rules and bands.

    The words of the bands are in the language of the body, whoever asks: they are printed. ``user``
    goes into the history; None = whoever made the request, if any.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)  # two people opening it make one method
    stored = EvaluationMethod.objects.filter(plan=plan).first()
    if stored is not None:
        return stored
    method = EvaluationMethod(plan=plan)
    if user is not None:
        method._history_user = user  # type: ignore[attr-defined] # read by simple_history
    method.save()
    bulk_create_with_history(_default_bands(method), MethodBand, default_user=user)
    return method


def _default_bands(method: EvaluationMethod) -> list[MethodBand]:
    with translation.override(settings.LANGUAGE_CODE):
        bands = default_method().bands
    return [
        MethodBand(
            method=method,
            name=band.name,
            word=band.word,
            word_en=band.word_en,
            lower=band.lower,
            includes_lower=band.includes_lower,
            colour=band.colour.value,
        )
        for band in bands
    ]
