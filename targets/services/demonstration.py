"""The demonstration plan, and invented values for it: entered, submitted and reviewed as people would.

They are read from a table in ``fixtures/`` and go through the services that the pages call, so that
histories, states and refusals are real. The periods are marked, and every page and document that
shows their figures says that they are invented.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from objectives.models import Plan
from targets.access import area_of
from targets.entered import NOTHING, Entered, EnteredCase
from targets.evidence_files import checked_file
from targets.models import ActualValue, ReportingPeriod
from targets.plan_rows import load_sections
from targets.results import load_indicators, method_of
from targets.selectors import up_to_plan
from targets.services.importing import PlanYears, import_plan
from targets.services.importing.source import read_plan
from targets.services.methods import make_method
from targets.services.periods import close_period, open_period
from targets.services.reporting import attach_evidence, save_value, submit_values
from targets.services.reviewing import Seen, return_value, set_override, validate

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User
    from targets.results import MeasuredIndicator

PLAN_FILE = settings.BASE_DIR / "fixtures" / "piano-performance-2018-2020.txt"
VALUES_FILE = settings.BASE_DIR / "fixtures" / "valori-dimostrazione-2018.tsv"
YEARS = PlanYears(year=2018, first_year=2018, last_year=2020)

State = ActualValue.State
Key = tuple[int, int]
"""Number of the formula in the document and of the indicator in it, both from 1."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """When an invented period was reported on."""

    ends_on: date
    due_on: date
    entered: datetime
    decided: datetime
    stays_open: bool


CALENDARS = (
    Calendar(
        ends_on=date(2018, 6, 30),
        due_on=date(2018, 7, 20),
        entered=datetime(2018, 7, 12, 8, 30, tzinfo=UTC),
        decided=datetime(2018, 7, 24, 9, 0, tzinfo=UTC),
        stays_open=False,
    ),
    Calendar(
        ends_on=date(2018, 12, 31),
        due_on=date(2019, 1, 31),
        entered=datetime(2019, 1, 21, 8, 30, tzinfo=UTC),
        decided=datetime(2019, 2, 4, 9, 0, tzinfo=UTC),
        stays_open=True,
    ),
)

EVIDENCE = ("elenco-dimostrazione.csv", b"impresa;comune;data\r\nImpresa inventata 1;Savona;2018-05-14\r\n")
WITH_EVIDENCE: frozenset[Key] = frozenset({(11, 1), (15, 1), (57, 1), (85, 1)})


@dataclass(frozen=True, slots=True)
class Invented:
    """One line of the table."""

    key: Key
    ends_on: date
    cells: dict[str, str]
    """By the names of the columns."""

    @property
    def state(self) -> str:
        """The state that the value ends in."""
        return self.cells["state"]


def import_demonstration_plan(user: User | None) -> Plan:
    """Import the plan of the fixture unless the year already has one, and return it."""
    plan = Plan.objects.filter(year=YEARS.year).first()
    if plan is None:
        table = read_plan(PLAN_FILE.read_bytes(), PLAN_FILE.name, year=YEARS.year)
        plan = import_plan(table, YEARS, user=user).plan
    return plan


def read_values(file: Path) -> list[Invented]:
    """Return the lines of the table; raises ``ValueError`` or ``KeyError`` where it is none."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Invented(
                key=(int(cells["row"]), int(cells["part"])),
                ends_on=date.fromisoformat(cells["period"]),
                cells=cells,
            )
            for cells in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


@transaction.atomic
def invent_values(plan: Plan, file: Path, *, office: User) -> int:
    """Give ``plan`` the invented values of ``file``; return how many. A plan with periods keeps its own.

    An area's own manager enters what is theirs, ``office`` the rest.
    """
    if plan.periods.exists():
        return 0
    make_method(plan, office)
    values = read_values(file)
    for calendar in CALENDARS:
        period = ReportingPeriod.objects.create(
            plan=plan, ends_on=calendar.ends_on, due_on=calendar.due_on, is_demonstration=True
        )
        period = open_period(period, user=office)
        _Round(plan, period, calendar, office).run(
            [value for value in values if value.ends_on == calendar.ends_on]
        )
        if not calendar.stays_open:
            close_period(period, user=office)
    return len(values)


class _Round:
    """One period: everything is entered, then submitted, then decided on."""

    def __init__(self, plan: Plan, period: ReportingPeriod, calendar: Calendar, office: User) -> None:
        self._plan, self._period, self._calendar, self._office = plan, period, calendar, office
        self._method = method_of(period.plan)
        self._managers: dict[int, User] = {}

    def run(self, values: list[Invented]) -> None:
        measured = self._by_key()
        for value in values:
            self._enter(measured[value.key], value)
        wanted = {value.key: value for value in values if value.state != State.DRAFT}
        measured = self._by_key()
        submit_values(
            [measured[key] for key in wanted],
            self._period,
            self._method,
            user=self._office,
            now=self._calendar.entered,
        )
        measured = self._by_key()
        for key, value in wanted.items():
            self._decide(measured[key].value, value)

    def _by_key(self) -> dict[Key, MeasuredIndicator]:
        """Return the indicators as the table names them."""
        loaded = load_indicators(self._plan, self._period, related=up_to_plan("measure__"))
        by_measure: dict[int, list[MeasuredIndicator]] = {}
        for each in loaded:
            by_measure.setdefault(each.indicator.measure_id, []).append(each)
        measures = [
            entry.measure.pk
            for section in load_sections(self._plan)
            for row in section.rows
            for entry in row.measures
        ]
        return {
            (number, part): each
            for number, measure in enumerate(measures, start=1)
            for part, each in enumerate(by_measure.get(measure, []), start=1)
        }

    def _enter(self, measured: MeasuredIndicator, value: Invented) -> None:
        user, now = self._reporter(measured), self._calendar.entered
        save_value(
            measured.indicator,
            self._period,
            _entered(measured, value.cells),
            version=None,
            user=user,
            now=now,
        )
        if value.key in WITH_EVIDENCE and self._calendar.stays_open:
            attach_evidence(measured.indicator, self._period, checked_file(*EVIDENCE), user=user, now=now)

    def _reporter(self, measured: MeasuredIndicator) -> User:
        area = area_of(measured)
        if area is None:
            return self._office
        if area.pk not in self._managers:
            self._managers[area.pk] = area.managers.first() or self._office
        return self._managers[area.pk]

    def _decide(self, stored: ActualValue | None, value: Invented) -> None:
        if stored is None or stored.state != State.SUBMITTED:
            raise ValueError(f"The invented value {value.key} of {value.ends_on} lacks something.")
        now = self._calendar.decided
        if value.cells["override"]:
            percent, _bar, reason = value.cells["override"].partition("|")
            stored = set_override(stored, Decimal(percent), reason, user=self._office, today=now.date())
        seen = Seen(stored.pk, stored.version)
        if value.state == State.VALIDATED:
            validate([seen], user=self._office, now=now)
        elif value.state == State.RETURNED:
            return_value(seen, value.cells["note"], user=self._office, now=now)


def _entered(measured: MeasuredIndicator, cells: dict[str, str]) -> Entered:
    done = {"sì": True, "no": False}.get(cells["done"])
    done_on = date.fromisoformat(cells["done_on"]) if cells["done_on"] else None
    whole = EnteredCase(numbers=_numbers(cells["numbers"]), done=done, done_on=done_on)
    by_condition = {}
    for case in filter(None, cells["cases"].split(" | ")):
        place, _colon, numbers = case.partition(": ")
        by_condition[measured.conditions[int(place) - 1].pk] = EnteredCase(numbers=_numbers(numbers))
    return Entered(
        whole=NOTHING if whole.is_empty else whole,
        by_condition=by_condition,
        not_applicable=cells["not_applicable"],
        deviation=cells["cause"],
        corrective_action=cells["action"],
    )


def _numbers(text: str) -> dict[str, Decimal]:
    pairs = (pair.partition("=") for pair in text.split())
    return {key: Decimal(number) for key, _sign, number in pairs}
