"""Who may do what with the plan: one table, which ``accounts.services.sync_roles`` writes to the database.

Models are named, not imported: the plan stands on the accounts, not the other way round.
``tests/test_roles.py`` fails if a model of the plan is missing here.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A role is a group of people; its value is the name of the group."""

    PLANNING_OFFICE = "planning_office", _("Planning office")
    AREA_MANAGER = "area_manager", _("Area manager")
    DIRECTOR = "director", _("Director")
    EVALUATION_BODY = "evaluation_body", _("Evaluation body")


READ = ("view",)
SETTLE = ("view", "change")
WRITE = ("view", "add", "change", "delete")

WRITTEN_BY_THE_OFFICE = (
    "objectives.act",
    "objectives.area",
    "objectives.areaspelling",
    "objectives.operationalobjective",
    "objectives.organization",
    "objectives.plan",
    "objectives.strategicline",
    "objectives.strategicobjective",
    "reports.narrative",
    "targets.condition",
    "targets.evaluationmethod",
    "targets.indicator",
    "targets.measure",
    "targets.methodband",
    "targets.operand",
    "targets.planupload",
    "targets.reportingperiod",
    "targets.section",
    "targets.target",
    "targets.targetvalue",
)

MADE_BY_THE_PROGRAM = ("targets.doubt",)
"""A person settles what the program asks; nobody makes or removes a question by hand."""

REPORTED = (
    "targets.evidence",
    "targets.operandvalue",
    "targets.reportedcase",
    "targets.reviewdecision",
    "targets.sentreminder",
)
"""What areas report. Nobody writes it by table: the pages that do know whose area it is."""

NOBODYS = ("reports.print",)
"""What the program keeps for itself: no role sees it by table."""

VALUE = "targets.actualvalue"
ENTER: tuple[str, ...] = ("enter",)
REVIEW: tuple[str, ...] = ("view", "enter", "review")

PERMISSIONS: dict[Role, dict[str, tuple[str, ...]]] = {
    Role.PLANNING_OFFICE: dict.fromkeys(WRITTEN_BY_THE_OFFICE, WRITE)
    | dict.fromkeys(MADE_BY_THE_PROGRAM, SETTLE)
    | dict.fromkeys(REPORTED, READ)
    | {VALUE: REVIEW},
    # Of what is reported they see the areas they manage, which no table of permissions can say.
    Role.AREA_MANAGER: dict.fromkeys(WRITTEN_BY_THE_OFFICE + MADE_BY_THE_PROGRAM, READ) | {VALUE: ENTER},
    Role.DIRECTOR: dict.fromkeys(WRITTEN_BY_THE_OFFICE + MADE_BY_THE_PROGRAM + (VALUE, *REPORTED), READ),
    Role.EVALUATION_BODY: dict.fromkeys(
        WRITTEN_BY_THE_OFFICE + MADE_BY_THE_PROGRAM + (VALUE, *REPORTED), READ
    ),
}

DATA_ENTRY = (Role.PLANNING_OFFICE,)
"""The roles whose people work in the admin."""
