"""The report of the demonstration plan with values of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from reports.models import Narrative
from reports.results.data import build_report_document, report_periods
from targets.domain.counting.bands import default_bands
from tests import factories, factories_values
from tests.reports.results.values import report_everything

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker

    from objectives.models import Plan
    from reports.documents.report import ReportDocument
    from targets.models import ReportingPeriod

WORDS = ("non raggiunto", "parzialmente raggiunto", "quasi raggiunto", "raggiunto")
TEXT = "Nel 2018 **quasi tutto** è stato raggiunto.\n\n- primo punto\n- <script>alert(1)</script>"


@pytest.fixture(scope="module")
def seed_period(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ReportingPeriod]:
    """31 December of the demonstration plan, as its report loads it; undone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        factories.organization()
        plan = factories.seed_plan()
        made = factories_values.period(plan, is_demonstration=True)
        _store_method(plan)
        report_everything(plan, made)
        Narrative.objects.create(period=made, chapter="main_results", text=TEXT)
        yield report_periods().get(pk=made.pk)
        transaction.set_rollback(True)


def _store_method(plan: Plan) -> None:
    method = factories_values.method(plan)
    for band, word in zip(default_bands(), WORDS, strict=True):
        method.bands.create(
            name=band.name,
            word=word,
            lower=band.lower,
            includes_lower=band.includes_lower,
            colour=band.colour.value,
        )


@pytest.fixture(scope="module")
def seed_report(seed_period: ReportingPeriod, django_db_blocker: DjangoDbBlocker) -> ReportDocument:
    with django_db_blocker.unblock():
        return build_report_document(seed_period)
