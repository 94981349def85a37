"""What acts did to the plan during its year: act by act, each with the rows it added, changed or replaced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import wording
from reports.results.wording import change
from targets.domain.table.plan_table import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.documents.plan import FormalAct
    from reports.documents.report import ReportDocument, ReportRow


@dataclass(frozen=True, slots=True)
class Variation:
    """A row that an act added, changed or put in the place of another."""

    code: str
    text: str
    sentence: str
    """The office's own where it wrote one, to the character."""


@dataclass(frozen=True, slots=True)
class ActVariations:
    """What one act did."""

    title: str
    """The act, and how many rows it added, changed and replaced."""
    rows: tuple[Variation, ...]
    """In the order of the document."""


def variations_of(document: ReportDocument) -> tuple[ActVariations, ...]:
    """Return what acts changed, the earliest first; what no act is named for comes last."""
    by_act: dict[FormalAct | None, list[ReportRow]] = {}
    for row in document.rows():
        if row.change is not None:
            by_act.setdefault(row.change.act, []).append(row)
    named = sorted((act for act in by_act if act is not None), key=lambda act: (act.on, act.number))
    order: list[FormalAct | None] = [*named, *(act for act in by_act if act is None)]
    return tuple(ActVariations(_title(act, by_act[act]), _rows(by_act[act])) for act in order)


def _rows(rows: Iterable[ReportRow]) -> tuple[Variation, ...]:
    return tuple(Variation(row.code, row.text, change(row)) for row in rows)


def _title(act: FormalAct | None, rows: Iterable[ReportRow]) -> str:
    what = ", ".join(_counts(rows))
    if act is None:
        return _("By an act that is not named: %(what)s") % {"what": what}
    return _("By %(act)s: %(what)s") % {"act": wording.act(act), "what": what}


def _counts(rows: Iterable[ReportRow]) -> list[str]:
    counted = Counter(row.change.kind for row in rows if row.change is not None)
    replaced, changed, added = (counted[each] for each in (Change.REPLACED, Change.CHANGED, Change.ADDED))
    texts = {
        Change.REPLACED: ngettext("%(count)d row replaced", "%(count)d rows replaced", replaced),
        Change.CHANGED: ngettext("%(count)d row changed", "%(count)d rows changed", changed),
        Change.ADDED: ngettext("%(count)d row added", "%(count)d rows added", added),
    }
    return [text % {"count": counted[kind]} for kind, text in texts.items() if counted[kind]]
