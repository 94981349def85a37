"""The results of the demonstration plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targets.results import results_of
from tests import factories_values

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

    from objectives.models import Plan


def test_results_cost_the_same_queries_at_any_size(
    seed_plan: Plan, db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    seed = factories_values.period(seed_plan)
    factories_values.method(seed_plan)
    loaded = factories_values.reloaded(seed)
    with django_assert_num_queries(9):
        results_of(loaded)


def test_every_indicator_of_the_plan_is_counted_once_by_line_and_once_by_area(
    seed_plan: Plan, db: None
) -> None:
    results = results_of(factories_values.period(seed_plan))
    assert len(results.indicators()) == results.result.tally.total == 117
    assert sum(each.result.tally.total for each in results.areas) == 117
    assert sum(each.result.tally.total for each in results.sections) == 117
