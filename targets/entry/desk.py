"""One person before one period: what they may enter, what they typed, what became of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property

from objectives.models import Organization
from targets import access
from targets.completeness import lacks_of
from targets.entered import entered_of
from targets.entry.answer import Answer
from targets.entry.blocks import around_of, build_block
from targets.entry.forms import EntryForm
from targets.entry.loading import Earlier, areas_of, load_around, load_earlier, load_measured, load_period
from targets.entry.page import build_page
from targets.entry.saving import Problem, Saving, save_forms, unseen_trouble
from targets.models import ActualValue, Evidence, ReportingPeriod
from targets.services.reporting import PeriodNotOpen, ValueFixed, remove_evidence, submit_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile
    from django.utils.datastructures import MultiValueDict

    from accounts.models import User
    from objectives.models import Area
    from targets.domain.counting.method import EvaluationMethod
    from targets.entry.blocks import Block
    from targets.entry.loading import Around
    from targets.entry.page import EntryPage
    from targets.results import MeasuredIndicator

TO_DO = "to-do"
"""Value of ``show`` in the address: only what is not submitted."""


def open_periods() -> list[ReportingPeriod]:
    """Return the periods that are or were open, the latest first."""
    found = ReportingPeriod.objects.exclude(state=ReportingPeriod.State.PLANNED).select_related("plan")
    return list(found.order_by("-ends_on", "-pk"))


@dataclass
class Desk:
    """The indicators of a period that a person has before them."""

    user: User
    period: ReportingPeriod
    method: EvaluationMethod
    where: Q
    areas: list[Area]
    """Those the person enters values of."""
    area: Area | None = None
    """The one chosen among them; None = all."""
    is_single: bool = False
    """Whether it is the page of one indicator."""
    may_enter: bool = True
    only_to_do: bool = False
    page_number: int = 1

    @cached_property
    def measured(self) -> list[MeasuredIndicator]:
        """The indicators with what is stored of them, in the order of the document."""
        return load_measured(self.period, self.where)

    @cached_property
    def around(self) -> dict[int, Around]:
        """What stands around them."""
        return load_around(self.period, self.where)

    @cached_property
    def organization(self) -> Organization | None:
        """The body; with the page, so that its frame does not ask for it again."""
        return Organization.objects.first()

    @property
    def may_review(self) -> bool:
        """Whether the person may correct what was submitted."""
        return access.reviews(self.user)

    def forms(self, data: Mapping[str, str] | None = None) -> list[EntryForm]:
        """Return a form for each indicator, with what was typed where something was."""
        return [EntryForm(each, self.period, self.method, data) for each in self.measured]

    def page(self, forms: Iterable[EntryForm] | None = None, saving: Saving | None = None) -> EntryPage:
        """Return what the page shows."""
        earlier = load_earlier(self.period, self.measured)
        troubles = {} if saving is None else saving.troubles
        blocks = []
        for form in self.forms() if forms is None else forms:
            key = form.measured.indicator.pk
            found = earlier.get(key, Earlier())
            trouble, locked = troubles.get(key), self._is_locked(form)
            around = around_of(self.around, form)
            blocks.append(build_block(form, around, found, trouble=trouble, is_locked=locked))
        number = self.page_number
        return build_page(blocks, only_to_do=self.only_to_do, number=number, is_single=self.is_single)

    def _is_locked(self, form: EntryForm) -> bool:
        if not self.may_enter:
            return True
        if form.is_unsaved:
            return False  # what was typed is shown back, whatever became of the value
        value = form.measured.value
        validated = value is not None and value.state == ActualValue.State.VALIDATED
        fixed = value is not None and value.is_fixed
        correcting = self.is_single and self.may_review and not validated
        return not self.period.is_open or (fixed and not correcting)

    def preview(self, data: Mapping[str, str]) -> Block:
        """Return the one block of this desk with what is typed; nothing is saved. No further query."""
        typed = {name: text for name, text in data.items() if not name.endswith("-served")}
        (form,) = self.forms(typed)  # what stands in the boxes, whatever is stored meanwhile
        return build_block(form, around_of({}, form), Earlier())

    def answer(
        self, data: Mapping[str, str], files: MultiValueDict[str, UploadedFile[bytes]], now: datetime
    ) -> Answer:
        """Do what the button that was pressed says; whatever is not saved stays typed."""
        if not self.may_enter:
            raise PermissionDenied
        only, removing = _key(data, "save"), _key(data, "remove")
        forms = self.forms(data)
        answer = Answer(Saving())
        if removing is not None:
            self._remove(removing, answer, now)
        else:
            answer.saving = save_forms(forms, files, only=only, user=self.user, now=now)
            answer.anchor = "" if only is None else f"v{only}"
        del self.measured  # what is stored now is another
        if "submit" in data and answer.saving.closed is None:
            self._submit(forms, answer, now)
        done = {*answer.saving.saved, *answer.saving.dropped, *answer.submitted_keys}
        answer.forms = [
            EntryForm(each, self.period, self.method, None if each.indicator.pk in done else data)
            for each in self.measured
        ]
        if answer.saving.closed is not None:
            self.period.state = answer.saving.closed.state
        return answer

    def attach(self, files: MultiValueDict[str, UploadedFile[bytes]], now: datetime) -> Answer:
        """Attach the files that were sent, and save nothing else."""
        forms = self.forms()
        saving = save_forms(forms, files, only=0, user=self.user, now=now)
        return Answer(saving, forms=forms)

    def _submit(self, forms: Iterable[EntryForm], answer: Answer, now: datetime) -> None:
        """Submit what is complete, but nothing whose typing could not be saved."""
        kept_back = {
            key for key, trouble in answer.saving.troubles.items() if trouble.problem is not Problem.FILE
        }
        for key, value in self._unseen(forms).items():
            answer.saving.troubles.setdefault(key, unseen_trouble(value))
            kept_back.add(key)
        sent = {form.measured.indicator.pk for form in forms if form.was_sent} - kept_back
        answer.already = sum(
            each.indicator.pk in sent and each.value is not None and each.value.is_fixed
            for each in self.measured
        )
        shown = {form.measured.indicator.pk for form in forms}
        ready = [
            each
            for each in self.measured
            if each.indicator.pk in shown and each.indicator.pk not in kept_back
        ]
        try:
            answer.submission = submit_values(
                ready, self.period, self.method, user=self.user, now=now, reasons=_reasons(forms)
            )
        except PeriodNotOpen as error:
            answer.saving.closed = error.period
        else:
            if answer.submission.submitted:
                del self.measured

    def _unseen(self, forms: Iterable[EntryForm]) -> dict[int, ActualValue]:
        """Return what would be submitted though the person had another version before them."""
        keys = {form.measured.indicator.pk for form in forms if form.is_unseen}
        return {
            each.indicator.pk: each.value
            for each in self.measured
            if each.indicator.pk in keys
            and each.value is not None
            and not each.value.is_fixed
            and not lacks_of(each, entered_of(each), self.period, self.method)
        }

    def _remove(self, pk: int, answer: Answer, now: datetime) -> None:
        found = Evidence.objects.select_related("actual_value__period").filter(
            pk=pk,
            actual_value__period=self.period,
            actual_value__indicator__in=[each.indicator.pk for each in self.measured],
        )
        for evidence in found:
            try:
                remove_evidence(evidence, user=self.user, now=now)
            except PeriodNotOpen as error:
                answer.saving.closed = error.period
                return
            except ValueFixed:
                continue
            answer.removed = evidence.name
            answer.anchor = f"v{evidence.actual_value.indicator_id}"


def _reasons(forms: Iterable[EntryForm]) -> dict[int, str]:
    """Return what was written about values that were saved before, by the key of the indicator."""
    return {form.measured.indicator.pk: form.reason.text for form in forms if form.is_only_explained}


def _key(data: Mapping[str, str], button: str) -> int | None:
    """Return the key that a button carries; None where it was not pressed."""
    found = re.fullmatch(r"[0-9]{1,18}", data.get(button, ""))
    return None if found is None else int(found[0])


def open_desk(
    user: User,
    period: int,
    query: Mapping[str, str],
    *,
    indicator: int | None = None,
    to_enter: bool = False,
) -> Desk:
    """Return what a person has before them for a period.

    ``indicator`` narrows it to one, which must be theirs to see; ``to_enter`` to one that is theirs
    to enter. Not found: the period, or an indicator of another area. Refused: who enters nothing.
    """
    found = load_period(period)
    if found is None:
        raise Http404
    stored, method = found
    areas = access.areas_to_enter(user)
    where = Q() if access.reviews(user) else access.of_areas(areas)
    if indicator is not None:
        return _single(user, stored, method, where, areas, indicator=indicator, to_enter=to_enter)
    if not areas and not access.reviews(user):
        raise PermissionDenied
    chosen = next((area for area in areas if str(area.pk) == query.get("area")), None)
    return Desk(
        user,
        stored,
        method,
        where if chosen is None else where & access.of_areas([chosen]),
        areas,
        area=chosen,
        only_to_do=query.get("show") == TO_DO,
        page_number=_key(query, "page") or 1,
    )


def _single(  # noqa: PLR0913 - see open_desk
    user: User,
    period: ReportingPeriod,
    method: EvaluationMethod,
    where: Q,
    areas: list[Area],
    *,
    indicator: int,
    to_enter: bool,
) -> Desk:
    visible = Q() if access.sees_all(user) else where
    desk = Desk(user, period, method, visible & Q(pk=indicator), areas, is_single=True)
    if not desk.measured:
        raise Http404
    mine = areas_of(desk.measured, areas)[indicator] is not None
    desk.may_enter = access.reviews(user) or mine
    if to_enter and not desk.may_enter:
        raise PermissionDenied
    return desk
