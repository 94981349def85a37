"""Keep the measures of rows that people write in step with the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from targets.models import Measure, TargetValue
from targets.selectors import measures_for_reading, row_field
from targets.services.reading import read_measures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from objectives.models import Plan, PlanRow


@transaction.atomic
def refresh_rows(rows: Sequence[PlanRow], plan: Plan, *, user: User | None) -> None:
    """Read again what is written in ``rows``, saved rows of ``plan`` of one kind.

    A row without a measure gets an empty one, and a measure without a target value of the plan
    year an empty one of these: what is missing must raise its doubt, not pass unseen.
    """
    if not rows:
        return
    field = row_field(rows[0])
    measures = measures_for_reading(plan, **{f"{field}__in": rows})
    measured = {getattr(measure, f"{field}_id") for measure in measures}
    bare = [row for row in rows if row.pk not in measured]
    if bare:
        bulk_create_with_history(
            [Measure(**{field: row}, position=1) for row in bare], Measure, default_user=user
        )
        measures = measures_for_reading(plan, **{f"{field}__in": rows})
    valued = set(
        TargetValue.objects.filter(measure__in=measures, year=plan.year).values_list("measure_id", flat=True)
    )
    missing = [TargetValue(measure=m, year=plan.year) for m in measures if m.pk not in valued]
    if missing:
        bulk_create_with_history(missing, TargetValue, default_user=user)
    read_measures(measures, plan, user=user)


@transaction.atomic
def refresh_plan(plan: Plan, *, user: User | None) -> None:
    """Read the whole plan again, after its years changed: deadlines are judged by them."""
    read_measures(measures_for_reading(plan), plan, user=user)
