"""The plan as a page: what its template shows, filtered as the reader asks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from perfplan.lib.text import fold
from reports import wording
from reports.plan.data import document_of
from reports.plan.printing import PrintedSection, plan_tree, printed_sections
from reports.plan.readings import PageCells, Readings, load_readings, page_cells
from targets.plan_rows import load_sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.contrib.auth.models import AnonymousUser
    from django.utils.safestring import SafeString

    from accounts.models import User
    from objectives.models import Organization, Plan
    from objectives.models import PlanRow as Row
    from reports.documents.plan import PlanDocument
    from reports.plan.printing import PrintedRow
    from targets.plan_rows import LoadedMeasure, LoadedRow, LoadedSection

NO_AREA = "none"


class PlanFilter(forms.Form):
    """What to show of the plan. Nothing chosen = everything."""

    q = forms.CharField(
        label=gettext_lazy("Search in the text"),
        required=False,
        max_length=200,
        error_messages={
            "max_length": gettext_lazy(
                "Not searched: %(show_value)d letters are too many, write at most %(limit_value)d."
            ),
        },
    )
    area = forms.ChoiceField(label=gettext_lazy("Area"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Line or section"), required=False)

    def __init__(self, data: Mapping[str, Any], sections: Iterable[PageSection]) -> None:
        super().__init__(data, label_suffix="")
        sections = list(sections)
        areas = {row.area: row.area_name for section in sections for row in section.rows if row.area}
        without = any(row.area == "" for section in sections for row in section.rows)
        self._choices("area", sorted(areas.items(), key=lambda item: fold(item[1])))
        if without:
            self.fields["area"].choices.append((NO_AREA, _("Without an area")))  # type: ignore[attr-defined]
        self._choices("section", [(s.printed.anchor, s.printed.section.title) for s in sections])
        self.full_clean()

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", pgettext("filter: any area, any section", "All")), *choices]  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def is_active(self) -> bool:
        """Whether anything narrows what is shown. A choice the plan does not have, or too long a text,
        narrows nothing: it is told beside its box, and the rest of what was asked holds."""
        return any(self.cleaned_data.values())

    def keeps(self, section: PageSection, row: PageRow) -> bool:
        """Return whether ``row`` of ``section`` is asked for."""
        wanted = dict.fromkeys(self.fields, "") | self.cleaned_data
        if wanted["section"] not in ("", section.printed.anchor):
            return False
        if wanted["area"] not in ("", row.area or NO_AREA):
            return False
        return all(word in row.searched for word in fold(wanted["q"]).split())


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row of the page."""

    printed: PrintedRow
    cells: tuple[PageCells, ...]
    area: str
    """Key of its area, as the filter names it; empty = it has none."""
    area_name: str
    searched: str
    """All its words, folded as the search folds its own."""
    edit_url: str
    """Where it is edited; empty for who may not."""


@dataclass(frozen=True, slots=True)
class PageSection:
    """A line or a section of the page."""

    printed: PrintedSection
    rows: tuple[PageRow, ...]
    edit_url: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the page shows."""

    document: PlanDocument
    filter: PlanFilter
    lines: tuple[PageSection, ...]
    others: tuple[PageSection, ...]
    pictures: tuple[SafeString, ...]
    """The tree, to stand in the page itself and in its typeface. Empty while a filter is on: the
    tree is of the whole plan."""
    shown: int
    """Rows that the filter keeps."""
    total: int


def build_plan_page(
    plan: Plan, organization: Organization | None, *, user: User | AnonymousUser, asked: Mapping[str, Any]
) -> PlanPage:
    """Return the page of ``plan`` as ``user`` may see it, narrowed by ``asked``, the query of the address."""
    loaded = load_sections(plan)
    # Readings are for who can settle them; the others read the plan as it is written.
    readings = load_readings(plan) if user.has_perm("targets.change_measure") else defaultdict(Readings)
    document = document_of(plan, organization, loaded)
    count = len(document.lines)  # they stand before the other sections
    office = _Office(plan, user, readings)
    all_lines = _page_sections(loaded[:count], printed_sections(document.lines, "line"), office)
    all_others = _page_sections(loaded[count:], printed_sections(document.other_sections, "section"), office)
    chosen = PlanFilter(asked, (*all_lines, *all_others))
    active = chosen.is_active
    kept_lines, kept_others = (
        _kept(sections, chosen) if active else sections for sections in (all_lines, all_others)
    )
    return PlanPage(
        document=document,
        filter=chosen,
        lines=kept_lines,
        others=kept_others,
        pictures=() if active else _inline_pictures(document),
        shown=sum(len(section.rows) for section in (*kept_lines, *kept_others)),
        total=sum(len(section.rows) for section in document.sections),
    )


def _inline_pictures(document: PlanDocument) -> tuple[SafeString, ...]:
    # Every text in them is escaped where they are drawn.
    return tuple(mark_safe(picture.svg) for picture in plan_tree(document)) if document.lines else ()  # noqa: S308


class _Office:
    """What only the planning office sees: readings, and links to edit while the plan is a draft."""

    def __init__(self, plan: Plan, user: User | AnonymousUser, readings: defaultdict[int, Readings]) -> None:
        self._plan, self._user, self._readings = plan, user, readings

    def cells(self, entry: LoadedMeasure) -> PageCells:
        return page_cells(entry, self._readings[entry.measure.pk])

    def edit_url(self, row: Any) -> str:
        options = row._meta
        permission = f"{options.app_label}.change_{options.model_name}"
        if not (self._plan.is_draft and self._user.is_staff and self._user.has_perm(permission)):
            return ""
        return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[row.pk])


def _page_sections(
    loaded: list[LoadedSection], printed: tuple[PrintedSection, ...], office: _Office
) -> tuple[PageSection, ...]:
    return tuple(
        PageSection(
            printed=section,
            rows=tuple(
                _page_row(row, printed_row, office)
                for row, printed_row in zip(entry.rows, section.rows, strict=True)
            ),
            edit_url=office.edit_url(entry.source),
        )
        for entry, section in zip(loaded, printed, strict=True)
    )


def _page_row(loaded: LoadedRow, printed: PrintedRow, office: _Office) -> PageRow:
    row: Row = loaded.row
    return PageRow(
        printed=printed,
        cells=tuple(office.cells(entry) for entry in loaded.measures) or (PageCells("", ""),),
        area=str(row.area_id or ""),
        area_name=row.area.name if row.area else "",
        searched=_searched(printed),
        edit_url=office.edit_url(row),
    )


def _searched(printed: PrintedRow) -> str:
    row = printed.row
    cells = (part for cell in row.cells for part in (cell.formula, cell.target))
    words = (row.code, row.kind_text, row.text, row.change_note, printed.change, *cells, row.area, row.note)
    return fold(" ".join(words))


def _kept(sections: tuple[PageSection, ...], chosen: PlanFilter) -> tuple[PageSection, ...]:
    narrowed = (
        (section, tuple(row for row in section.rows if chosen.keeps(section, row))) for section in sections
    )
    return tuple(_narrowed(section, rows) for section, rows in narrowed if rows)


def _narrowed(section: PageSection, rows: tuple[PageRow, ...]) -> PageSection:
    """Return ``section`` with ``rows`` only, its caption counting what is left."""
    left = replace(section.printed.section, rows=tuple(row.printed.row for row in rows))
    return replace(section, rows=rows, printed=replace(section.printed, summary=wording.summary(left)))
