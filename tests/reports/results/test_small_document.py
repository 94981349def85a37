"""What goes into the document of a small plan."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.results.data import build_report_document, period_of_year, report_periods
from targets.models import Indicator
from targets.services.measures import refresh_plan
from tests import factories, factories_values

pytestmark = pytest.mark.django_db


def test_a_deviation_is_the_value_less_the_target() -> None:
    period = factories_values.period(factories.small_plan())
    refresh_plan(period.plan, user=None)
    indicator = Indicator.objects.get(label="Tempo medio")
    factories_values.actual_value(indicator, period, {"a": "7"})
    report = build_report_document(report_periods().get(pk=period.pk))
    (deviation,) = report.sections[1].rows[0].indicators[0].deviations
    assert (deviation.amount, deviation.unit) == (Decimal(2), "days")


def test_the_year_end_report_is_of_31_december_or_else_of_the_last_period() -> None:
    plan = factories.plan()
    assert period_of_year(2018) is None
    june = factories_values.mid_year(plan)
    assert period_of_year(2018) == june
    december = factories_values.period(plan)
    assert period_of_year(2018) == december
