"""The measures of what is reported: my area, dashboard, report, saving a value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from objectives.models import Area
from reports import typefaces
from reports.benchmark.tools import opened, person, signed_in
from reports.render import print_bare
from reports.results.data import build_report_document, report_periods
from reports.results.printing import print_style, report_html, report_pdf
from targets.access import of_areas
from targets.models import ActualValue, Indicator, Operand, OperandValue, ReportedCase, ReportingPeriod
from targets.services.methods import make_method

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User
    from objectives.models import Plan
    from reports.benchmark.tools import Report

MANY_ROWS = 200
"""From here on a PDF is printed once: it takes a minute and more."""


def measure_results(plan: Plan, rows: int, report: Report, *, with_pdf: bool) -> None:
    """Measure the pages and the document that show a value of every indicator of ``plan``."""
    manager, period = report_everything(plan)
    office = signed_in(person("bench", Role.PLANNING_OFFICE))
    where = {"year": plan.year, "period": period.pk}
    pages = {
        f"my area, {_of(manager, plan).count()} indicators": (
            signed_in(manager),
            reverse("targets:my_area", args=[period.pk]),
        ),
        "dashboard": (office, reverse("reports:dashboard", kwargs=where)),
        "page of the report": (office, reverse("reports:report", kwargs=where)),
    }
    for what, (client, path) in pages.items():
        report.queries_and_time(what, partial(opened, client, path))
    report.queries_and_time("data of the report", lambda: build_report_document(_loaded(period)))
    measure_saving(plan, manager, period, report)
    if with_pdf:
        _compare_pdf(period, report, runs=1 if rows >= MANY_ROWS else report.runs)


def measure_saving(plan: Plan, manager: User, period: ReportingPeriod, report: Report) -> None:
    """Time the request that saves one number, another one each time, with all it writes to the history."""
    indicator = _of(manager, plan).filter(operands__key="a").order_by("pk")[0]
    value = ActualValue.objects.get(indicator=indicator, period=period)
    client = signed_in(manager)
    path = reverse("targets:value", args=[period.pk, indicator.pk])
    fields = f"v{indicator.pk}"
    numbers = count(1000)
    versions = count(value.version)

    def save() -> None:
        sent = {f"{fields}-version": next(versions), f"{fields}-w-n-a": next(numbers), "save": indicator.pk}
        response = client.post(path, sent, secure=True)
        if response.status_code != 302:
            raise RuntimeError(f"saving a value answers {response.status_code}")

    report.queries_and_time(f"saving one value, {connection.vendor}", save)
    stored = OperandValue.objects.get(case__actual_value=value, operand__key="a").value
    if stored != next(numbers) - 1:
        raise RuntimeError("what was measured did not save")


def report_everything(plan: Plan) -> tuple[User, ReportingPeriod]:
    """Enter a value of every indicator for the year's end, those of one area as drafts.

    Return the manager of that area, and the period. Stored in one go and without history: what is
    measured is the reading of it.
    """
    make_method(plan)
    manager = person("bench-manager", Role.AREA_MANAGER)
    area = Area.objects.order_by("pk")[0]
    area.managers.set([manager])
    period = ReportingPeriod.objects.create(
        plan=plan,
        ends_on=date(plan.year, 12, 31),
        due_on=date(plan.year + 1, 1, 31),
        state=ReportingPeriod.State.OPEN,
    )
    own = set(_of(manager, plan).values_list("pk", flat=True))
    now = timezone.now()
    values = ActualValue.objects.bulk_create(
        ActualValue(
            indicator=indicator,
            period=period,
            state=ActualValue.State.DRAFT if indicator.pk in own else ActualValue.State.SUBMITTED,
            version=1,
            entered_by=manager,
            entered_at=now,
        )
        for indicator in Indicator.objects.of_plan(plan)
    )
    cases = ReportedCase.objects.bulk_create(ReportedCase(actual_value=value, done=True) for value in values)
    by_indicator = {case.actual_value.indicator_id: case for case in cases}
    OperandValue.objects.bulk_create(
        OperandValue(case=by_indicator[operand.indicator_id], operand=operand, value=Decimal(90))
        for operand in Operand.objects.filter(indicator__in=by_indicator)
    )
    return manager, period


def _of(manager: User, plan: Plan) -> QuerySet[Indicator]:
    return Indicator.objects.of_plan(plan).filter(of_areas(Area.objects.filter(managers=manager)))


def _loaded(period: ReportingPeriod) -> ReportingPeriod:
    return report_periods().get(pk=period.pk)


def _compare_pdf(period: ReportingPeriod, report: Report, *, runs: int) -> None:
    """Time the PDF of the report beside bare WeasyPrint on the same HTML."""
    document = build_report_document(_loaded(period))
    html = report_html(document, language="it", style=typefaces.embedded_css() + print_style())
    now = timezone.now()
    report.in_turns(
        {
            "PDF of the report": lambda: report_pdf(document, language="it", created=now),
            "the same by bare WeasyPrint": lambda: print_bare(html),
        },
        runs=runs,
    )
