"""The words around the plan's own words: labels, captions and sentences, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.documents.plan import ActKind
from targets.domain.table.plan_table import Change, RowKind, SectionKind

if TYPE_CHECKING:
    from datetime import date

    from reports.documents.plan import FormalAct, PlanDocument, PlanRow, PlanSection
    from reports.documents.report import ReportRow


def subject_label(section: PlanSection) -> str:
    """Return the heading of the column that holds the text."""
    if section.kind is SectionKind.ACTIVITY:
        return _("Activity")
    if section.kind is SectionKind.FINANCIAL_HEALTH:
        return _("Indicator")
    return _("Objective / target")


def summary(section: PlanSection) -> str:
    """Return what the section holds, in a few words: the caption of its table."""
    strategic, operational = (
        section.count(RowKind.STRATEGIC_OBJECTIVE),
        section.count(RowKind.OPERATIONAL_OBJECTIVE),
    )
    if section.kind is not SectionKind.STRATEGIC_LINE:
        return ngettext("%(count)d row", "%(count)d rows", len(section.rows)) % {"count": len(section.rows)}
    parts = (
        ngettext("%(count)d strategic objective", "%(count)d strategic objectives", strategic)
        % {"count": strategic},
        ngettext("%(count)d operational objective", "%(count)d operational objectives", operational)
        % {"count": operational},
    )
    return ", ".join(parts)


def years(document: PlanDocument) -> str:
    """Return the period of the plan and the year that its targets are for."""
    return _("Years %(first)d–%(last)d · targets for %(year)d") % {
        "first": document.first_year,
        "last": document.last_year,
        "year": document.year,
    }


def approval(document: PlanDocument) -> str:
    """Return whether, and by which act, the plan was approved."""
    if document.approval is None:
        return _("Draft: not yet approved")
    return _("Approved by %(act)s") % {"act": act(document.approval)}


def act(formal_act: FormalAct) -> str:
    """Return the act as the bodies write it inside a sentence: ``delibera n. 122 del 9/11/2017``."""
    words = {
        ActKind.RESOLUTION: _("resolution"),
        ActKind.DECISION: _("decision"),
        ActKind.DECREE: _("decree"),
    }
    return _("%(kind)s no. %(number)s of %(date)s") % {
        "kind": words[formal_act.kind],
        "number": formal_act.number,
        "date": _day(formal_act.on),
    }


def change_sentence(row: PlanRow | ReportRow) -> str:
    """Return the sentence on what changed ``row``, in the words that bodies use.

    Empty where the office has written its own sentence, or where nothing changed.
    """
    change = row.change
    if change is None or row.change_note.strip():
        return ""
    words = {"row": _row_name(row), "replaced": change.replaces}
    if change.act is None:
        sentences = {
            Change.REPLACED: _("%(row)s replaced %(replaced)s"),
            Change.CHANGED: _("%(row)s was changed"),
            Change.ADDED: _("%(row)s was added"),
        }
        return sentences[change.kind] % words
    words["act"] = act(change.act)
    sentences = {
        Change.REPLACED: _("%(row)s replaced %(replaced)s (%(act)s)"),
        Change.CHANGED: _("%(row)s was changed by %(act)s"),
        Change.ADDED: _("%(row)s was added by %(act)s"),
    }
    return sentences[change.kind] % words


def _row_name(row: PlanRow | ReportRow) -> str:
    names = {
        RowKind.STRATEGIC_OBJECTIVE: _("Strategic Objective %(code)s"),
        RowKind.OPERATIONAL_OBJECTIVE: _("Operational Objective %(code)s"),
        RowKind.TARGET: _("Target %(code)s"),
    }
    return (names[row.kind] % {"code": row.code}).strip()


def _day(day: date) -> str:
    return _("%(day)d/%(month)d/%(year)d") % {"day": day.day, "month": day.month, "year": day.year}
