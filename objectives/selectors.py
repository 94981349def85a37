"""Reads of the plan that several pages share."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

M = TypeVar("M", bound=Model)


def count_of(rows: QuerySet[Any], relation: str) -> Coalesce:
    """Return the expression «how many of ``rows`` have ``relation`` to this object», 0 for none.

    A subquery for each count: joins would multiply one count by the other.
    """
    grouped = rows.filter(**{relation: OuterRef("pk")}).order_by().values(relation)
    return Coalesce(
        Subquery(grouped.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), Value(0)
    )


def with_counts(queryset: QuerySet[M], **counts: tuple[type[Model], str]) -> QuerySet[M]:
    """Annotate each row with how many of a model point to it: ``lines=(StrategicLine, "plan")``."""
    counted: QuerySet[M] = queryset.annotate(
        **{
            name: count_of(model._default_manager.all(), relation)
            for name, (model, relation) in counts.items()
        }
    )
    return counted
