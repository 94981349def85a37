"""Bring a plan table into the database: all of it or nothing.

The preview is the import itself, undone: what it shows is what would happen. Importing the same
table again changes nothing; a changed one updates the rows it finds again (see
``importing_match``) and never removes what is missing from it unless asked to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction

from objectives.models import Plan
from objectives.models.plan import YEARS
from targets.services.importing.outcome import Action
from targets.services.importing.reported import WordsReportedError
from targets.services.importing.run import Importer

if TYPE_CHECKING:
    from accounts.models import User
    from targets.domain.table.plan_table import PlanTable
    from targets.services.importing.outcome import ImportOutcome

FIRST_YEAR, LAST_YEAR = (validator.limit_value for validator in YEARS)


class Refusal(StrEnum):
    """Why a whole import is refused, apart from the problems of the table."""

    TABLE_HAS_ERRORS = "table_has_errors"
    PLAN_NOT_DRAFT = "plan_not_draft"
    YEAR_OUTSIDE_PERIOD = "year_outside_period"
    VALUES_REPORTED = "values_reported"


class ImportRefusedError(Exception):
    """The import cannot be done; nothing was changed."""

    def __init__(self, reason: Refusal, line_nos: tuple[int, ...] = (), names: tuple[str, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.line_nos = line_nos
        """Lines of the table that it is refused for, where it is for single ones."""
        self.names = names
        """What of the stored plan it is refused for: it would be deleted."""


@dataclass(frozen=True, slots=True)
class PlanYears:
    """The years a table is imported for."""

    year: int
    first_year: int
    last_year: int


def preview_import(
    table: PlanTable, years: PlanYears, *, user: User | None, remove_absent: bool = False
) -> ImportOutcome:
    """Do the import and undo it: return what it would do. Raises ``ImportRefusedError`` as it would."""
    with transaction.atomic():
        outcome = import_plan(table, years, user=user, remove_absent=remove_absent)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def import_plan(
    table: PlanTable, years: PlanYears, *, user: User | None, remove_absent: bool = False
) -> ImportOutcome:
    """Write ``table`` as the plan of ``years.year``, creating the plan or updating its draft.

    ``user`` goes into the history. Raises ``ImportRefusedError`` where the table has errors, the
    plan is approved, the years do not fit each other, or values were reported of words that it
    changes or deletes; then nothing is changed.
    """
    if table.has_errors:
        raise ImportRefusedError(Refusal.TABLE_HAS_ERRORS)
    if not FIRST_YEAR <= years.first_year <= years.year <= years.last_year <= LAST_YEAR:
        raise ImportRefusedError(Refusal.YEAR_OUTSIDE_PERIOD)
    plan, done = _plan(table, years)
    try:
        return Importer(plan, table, user).run(done, remove_absent=remove_absent)
    except WordsReportedError as error:
        raise ImportRefusedError(Refusal.VALUES_REPORTED, error.line_nos, error.names) from error


def _plan(table: PlanTable, years: PlanYears) -> tuple[Plan, Action]:
    """Find the draft of the year and bring it to the table's title and period, or create it."""
    plan = Plan.objects.select_for_update().filter(year=years.year).first()
    is_new = plan is None
    plan = plan or Plan(year=years.year)
    if not plan.is_draft:
        raise ImportRefusedError(Refusal.PLAN_NOT_DRAFT)
    wanted = {
        "first_year": years.first_year,
        "last_year": years.last_year,
        # The document is in Italian, whoever imports it.
        "title": table.title or plan.title or f"Piano della performance {years.first_year}–{years.last_year}",
        "lines_heading": table.heading or plan.lines_heading,
    }
    done = Action.CREATED if is_new else Action.UNCHANGED
    if is_new or any(getattr(plan, name) != value for name, value in wanted.items()):
        done = Action.CREATED if is_new else Action.UPDATED
        for name, value in wanted.items():
            setattr(plan, name, value)
        plan.full_clean()
        plan.save()
    return plan, done
