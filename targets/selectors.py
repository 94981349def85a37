"""Reads of what is measured that several pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from objectives.selectors import count_of
from targets.domain import reading as domain
from targets.models import ROW_FIELDS, Doubt, Measure, in_plan

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.db.models.functions import Coalesce

    from objectives.models import Area, Plan, PlanRow
    from targets.models import Condition

READING = ("indicators__operands", "target_values__conditions", "doubts")
"""What ``prefetch_related`` needs to show the reading of a measure: five queries for any number."""

UP_TO_PLAN = (
    "strategic_objective__line__plan",
    "operational_objective__strategic_objective__line__plan",
    "target__section__plan",
)
"""The three ways from a measure up to its plan, for ``select_related``."""


def up_to_plan(prefix: str = "") -> tuple[str, ...]:
    """Return the three ways to the plan from something whose measure is at ``prefix``."""
    return tuple(prefix + path for path in UP_TO_PLAN)


def row_field(row: PlanRow) -> str:
    """Return the name of a measure's relation to rows of this kind."""
    return next(name for name in ROW_FIELDS if Measure._meta.get_field(name).related_model is type(row))


def in_area(area: Area | int | str, prefix: str = "") -> Q:
    """Return the condition «of a row of this area»; ``prefix`` is the path to the measure."""
    return (
        Q(**{f"{prefix}strategic_objective__area": area})
        | Q(**{f"{prefix}operational_objective__area": area})
        | Q(**{f"{prefix}target__area": area})
    )


def area_place(area: Area | None) -> tuple[bool, int, str, int]:
    """Return what sorts areas as everywhere; what belongs to none comes last."""
    return (True, 0, "", 0) if area is None else (False, area.position, area.name, area.pk)


def open_doubts(plan: Plan | None = None) -> QuerySet[Doubt]:
    """Return the doubts that nobody has settled, of one plan or of all."""
    doubts = Doubt.objects.filter(settled_at__isnull=True)
    return doubts if plan is None else doubts.filter(in_plan(plan, "measure__"))


def open_doubt_count(model: type[Model]) -> Coalesce:
    """Return the expression that counts the open doubts of a row of ``model`` (one kind of row)."""
    relation = next(name for name in ROW_FIELDS if Measure._meta.get_field(name).related_model is model)
    return count_of(open_doubts(), f"measure__{relation}")


def open_doubts_by_plan() -> dict[int, int]:
    """Return how many doubts are open, by the key of their plan; one query for each kind of row."""
    counts: dict[int, int] = {}
    for path in UP_TO_PLAN:
        found = (
            open_doubts()
            .filter(**{f"measure__{path}__isnull": False})
            .values(plan=F(f"measure__{path}"))
            .annotate(n=Count("pk"))
            .order_by()
        )
        for line in found:
            counts[line["plan"]] = counts.get(line["plan"], 0) + line["n"]
    return counts


def measures_for_reading(plan: Plan, **condition: Any) -> list[Measure]:
    """Return the measures of ``plan`` with their rows loaded, as ``read_measures`` wants them."""
    measures = Measure.objects.of_plan(plan).filter(**condition)
    return list(measures.select_related(*ROW_FIELDS, "target__section"))


def as_read(condition: Condition, indicator: int | None = None) -> domain.Condition:
    """Return a stored condition as the domain knows it, as one of indicator number ``indicator``."""
    return domain.Condition(
        operator=domain.Operator(condition.operator) if condition.operator else None,
        value=condition.value,
        upper=condition.upper,
        unit=condition.unit or None,
        deadline=condition.deadline,
        reference_year=condition.reference_year,
        basis=domain.Basis(condition.basis),
        label=condition.label,
        indicator=indicator,
        status=domain.Status(condition.status),
    )
