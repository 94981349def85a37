"""The entry page takes the same few queries for ten indicators and for two hundred."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from targets.models import (
    ActualValue,
    Indicator,
    Operand,
    OperandValue,
    ReportedCase,
    ReportingPeriod,
)
from tests import factories, factories_values
from tests.admin.conftest import add_measures
from tests.admin.test_query_counts import COUNTS
from tests.entry.entering import NOW
from tests.entry.posting import area_path, box, opened, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User

State = ActualValue.State


def add_values(indicators: list[Indicator], period: ReportingPeriod, state: str) -> None:
    """Report 90 and 100 of each of these ratios, in one write a table."""
    made = ActualValue.objects.bulk_create(
        ActualValue(
            indicator=each,
            period=period,
            state=state,
            entered_by=factories_values.reporter(),
            entered_at=NOW,
        )
        for each in indicators
    )
    cases = ReportedCase.objects.bulk_create(ReportedCase(actual_value=value) for value in made)
    operands = {(each.indicator_id, each.key): each for each in Operand.objects.all()}
    OperandValue.objects.bulk_create(
        OperandValue(case=case, operand=operands[case.actual_value.indicator_id, key], value=number)
        for case in cases
        for key, number in (("a", 90), ("b", 100))
    )


def large_plan(rows: int, user: User) -> ReportingPeriod:
    """A plan with so many indicators of one area, a third of them entered, with a year before it."""
    area = factories.area("Grande")
    area.managers.add(user)
    for year in (2017, 2018):
        plan = factories.plan(year)
        parent = factories.strategic_objective(factories.line(plan), area=area)
        section = factories.section(plan)
        targets = [factories.target(section, str(n), area=area, position=n) for n in range(rows - 1)]
        add_measures([parent], year)
        add_measures(list(targets), year)
        period = factories_values.period(plan)
        indicators = list(Indicator.objects.of_plan(plan))
        add_values(indicators[::3], period, State.SUBMITTED)
        add_values(indicators[1::3], period, State.DRAFT)
    return period


@pytest.mark.parametrize("rows", [10, 200])
def test_the_page_takes_the_same_few_queries_for_any_number_of_indicators(
    rows: int, db: None, signed_in: Callable[[User], Client]
) -> None:
    factories.organization()
    owner = factories.user("owner", Role.AREA_MANAGER)
    period = large_plan(rows, owner)
    client = signed_in(owner)
    found: dict[str, int] = {}
    draft = ActualValue.objects.filter(period=period, state=State.DRAFT)[0].indicator
    sent = opened(client, area_path(period)) | {box(draft): "95", "save": str(draft.pk)}
    asked: dict[str, Callable[[], Any]] = {
        "my area": lambda: client.get(area_path(period)),
        "one value": lambda: client.get(value_path(period, draft)),
        "one value saved": lambda: client.post(area_path(period), sent),
        "preview": lambda: client.post(value_path(period, draft, "anteprima/"), sent),
    }
    for name, ask in asked.items():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code in {200, 302}
        found[name] = len(queries)
    stored = json.loads(COUNTS.read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1" and rows == 10:
        stored["entry"] = found
        COUNTS.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found["my area"] <= 12
    assert found == stored["entry"]
