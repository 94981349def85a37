"""The planning office's page of a period: who has entered what, what is late, what waits for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from perfplan.lib.text import fold
from targets.models import ActualValue
from targets.review.rows import ReviewRow, load_rows, managers_of
from targets.review.wording import MISSING, STATES
from targets.selectors import area_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from accounts.models import User
    from objectives.models import Area
    from targets.models import ReportingPeriod

NO_AREA = "none"
"""In the filter: what belongs to no area."""


def area_key(area: Area | None) -> str:
    """Name an area in the filter and in the anchors of the page."""
    return NO_AREA if area is None else str(area.pk)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many indicators are in which state."""

    missing: int = 0
    draft: int = 0
    submitted: int = 0
    returned: int = 0
    validated: int = 0
    late: int = 0
    """Of those missing, in draft or returned: how many the due date has passed for."""

    @classmethod
    def of(cls, rows: Iterable[ReviewRow]) -> Counts:
        """Count rows."""
        rows = list(rows)
        states = Counter(row.state for row in rows)
        counted = {name: states[name] for name in (MISSING, *ActualValue.State.values)}
        return cls(**counted, late=sum(row.is_late for row in rows))

    @property
    def total(self) -> int:
        """All indicators."""
        return self.missing + self.draft + self.submitted + self.returned + self.validated

    @property
    def unfinished(self) -> int:
        """What would not count if the period were closed now."""
        return self.missing + self.draft + self.returned


@dataclass(frozen=True, slots=True)
class AreaReview:
    """One area: its people, its counts, and those of its indicators that the filter shows."""

    area: Area | None
    managers: tuple[User, ...]
    counts: Counts
    """Of all its indicators, whatever the filter shows."""
    rows: tuple[ReviewRow, ...]

    @property
    def key(self) -> str:
        return area_key(self.area)

    @property
    def has_submitted(self) -> bool:
        """Whether one of the rows that are shown can be validated."""
        return any(row.is_submitted for row in self.rows)


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """What one person entered, last of all who touched it."""

    person: User
    counts: Counts


class ReviewFilter(forms.Form):
    """What to show of a period. Nothing chosen = everything."""

    q = forms.CharField(label=_("Search in the text"), required=False, max_length=200)
    area = forms.ChoiceField(label=_("Area"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    late = forms.BooleanField(label=_("Only what is late"), required=False)
    missed = forms.BooleanField(label=_("Only missed targets"), required=False)

    def __init__(self, data: Mapping[str, Any], areas: Iterable[Area | None]) -> None:
        super().__init__(data, label_suffix="")
        named = [(area_key(area), str(area) if area else str(_("Without an area"))) for area in areas]
        every = ("", pgettext("filter: any area, any section", "All"))
        self.fields["area"].choices = [every, *named]  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["state"].choices = [  # type: ignore[attr-defined]  # likewise
            ("", pgettext("filter: any state", "All")),
            *STATES.items(),
        ]

    @property
    def is_active(self) -> bool:
        """Whether anything narrows what is shown. A choice that the page does not have narrows nothing."""
        return any(self._chosen().values())

    def _chosen(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def keeps(self, row: ReviewRow) -> bool:
        """Whether a row is shown."""
        chosen = self._chosen()
        text = fold(chosen.get("q", ""))
        return all(
            (
                not chosen.get("area") or area_key(row.area) == chosen["area"],
                not chosen.get("state") or row.state == chosen["state"],
                not chosen.get("late") or row.is_late,
                not chosen.get("missed") or row.is_missed,
                not text or text in _searched(row),
            )
        )


def _searched(row: ReviewRow) -> str:
    measure = row.measured.indicator.measure
    return fold(f"{row.row.code} {row.row.text} {measure.formula_text} {row.target_text}")


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Everything the page shows."""

    period: ReportingPeriod
    areas: tuple[AreaReview, ...]
    """In their own order; what belongs to no area comes last."""
    people: tuple[PersonCounts, ...]
    counts: Counts
    filter: ReviewFilter
    is_late: bool

    @property
    def shown_areas(self) -> tuple[AreaReview, ...]:
        """Those of which the filter leaves something."""
        return tuple(each for each in self.areas if each.rows)

    @property
    def shown_count(self) -> int:
        return sum(len(each.rows) for each in self.areas)


def build_review_page(period: ReportingPeriod, query: Mapping[str, Any], *, today: date) -> ReviewPage:
    """Return the page of a period, narrowed as ``query`` says.

    Eight queries at any size, where plan and method are loaded with the period.
    """
    rows, _method = load_rows(period, today=today)
    grouped: dict[Area | None, list[ReviewRow]] = {}
    for row in rows:
        grouped.setdefault(row.area, []).append(row)
    order = sorted(grouped, key=area_place)
    managers = managers_of(area for area in order if area is not None)
    narrowed = ReviewFilter(query, order)
    areas = tuple(
        AreaReview(
            area,
            managers.get(area.pk, ()) if area else (),
            Counts.of(grouped[area]),
            tuple(row for row in grouped[area] if narrowed.keeps(row)),
        )
        for area in order
    )
    return ReviewPage(period, areas, _people(rows), Counts.of(rows), narrowed, period.is_late(today))


def _people(rows: Iterable[ReviewRow]) -> tuple[PersonCounts, ...]:
    entered: dict[User, list[ReviewRow]] = {}
    for row in rows:
        if row.value is not None:
            entered.setdefault(row.value.entered_by, []).append(row)
    return tuple(PersonCounts(person, Counts.of(entered[person])) for person in sorted(entered, key=str))
