"""The planning office's pages take the same few queries for ten values and for two hundred."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from targets.models import ActualValue
from tests import factories
from tests.admin.test_query_counts import COUNTS
from tests.entry.test_query_counts import large_plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from targets.models import ReportingPeriod


def pages(period: ReportingPeriod) -> dict[str, str]:
    """Return the address of each page by its name here."""
    submitted = ActualValue.objects.filter(period=period, state=ActualValue.State.SUBMITTED)[0].indicator_id
    return {
        "periods": reverse("targets:reviews"),
        "one period": reverse("targets:review", args=[period.pk]),
        "one period, narrowed": reverse("targets:review", args=[period.pk])
        + "?state=submitted&q=procedimenti",
        "one value": reverse("targets:review_value", args=[period.pk, submitted]),
        "its history": reverse("targets:value_history", args=[period.pk, submitted]),
        "reminders": reverse("targets:remind", args=[period.pk]),
    }


def spread_over_areas(period: ReportingPeriod, areas: int) -> None:
    """Give the rows of the section to so many areas, each with a manager of its own who entered something."""
    targets = list(period.plan.sections.get().targets.all())
    values = ActualValue.objects.filter(period=period)
    for number in range(areas):
        area = factories.area(f"Area {number}")
        manager = factories.user(f"manager{number}", Role.AREA_MANAGER, email=f"m{number}@example.org")
        area.managers.add(manager)
        own = [target.pk for target in targets[number::areas]]
        period.plan.sections.get().targets.filter(pk__in=own).update(area=area)
        values.filter(indicator__measure__target__in=own).update(entered_by=manager)


@pytest.mark.parametrize(("rows", "areas"), [(12, 2), (200, 20)])
def test_a_page_takes_the_same_few_queries_for_any_number_of_values_areas_and_people(
    rows: int, areas: int, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    factories.organization()
    period = large_plan(rows, factories.user("owner", Role.AREA_MANAGER, email="owner@example.org"))
    spread_over_areas(period, areas)
    client = signed_in(planning_officer)
    found = {}
    for name, address in pages(period).items():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        found[name] = len(queries)
    stored = json.loads(COUNTS.read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1" and areas == 2:
        stored["review"] = found
        COUNTS.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == stored["review"]
