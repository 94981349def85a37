"""What is typed is read, asked about, stored, submitted, or given back; never lost, never guessed."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from targets.domain.counting.rules import YesNoRule
from targets.models import (
    ActualValue,
    Condition,
    ReportingPeriod,
)
from tests import factories_values
from tests.entry.entering import indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, post, value_path

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan

State = ActualValue.State


def test_one_value_is_saved_and_the_person_stays_at_its_place(
    period: ReportingPeriod, at_desk: Client, owner: User
) -> None:
    mine = indicator()
    fields = opened(at_desk, area_path(period)) | {box(mine): "1.412,5", box(mine, "b"): "2000"}
    response = at_desk.post(area_path(period), fields | {"save": str(mine.pk)})
    assert response.headers["Location"] == f"{area_path(period)}#v{mine.pk}"
    value = ActualValue.objects.get()
    assert (numbers_of(value)["a"], value.entered_by) == (Decimal("1412.5"), owner)
    assert "70,625" in at_desk.get(area_path(period)).content.decode()


def test_saving_one_keeps_what_is_typed_in_the_others(period: ReportingPeriod, at_desk: Client) -> None:
    mine, other = indicator(), indicator("n. imprese")
    html = post(
        at_desk, period, "save", mine.pk, **{box(mine): 1, box(mine, "b"): 2, box(other): "77 imprese"}
    )
    assert ActualValue.objects.get().indicator == mine
    assert fields_of(html)[box(other)] == "77 imprese"


def test_all_is_saved_at_once_and_a_second_click_changes_nothing(
    period: ReportingPeriod, at_desk: Client
) -> None:
    first, second = indicator(), indicator("n. imprese")
    typed = {box(first): "1", box(first, "b"): "2", box(second): "60"}
    sent = opened(at_desk, area_path(period)) | typed | {"save_all": "1"}
    for _click in range(2):
        assert at_desk.post(area_path(period), sent).status_code == 302
    assert sorted(ActualValue.objects.values_list("version", flat=True)) == [1, 1]
    assert ActualValue.history.count() == 2


def test_an_ambiguous_number_is_asked_about_and_never_guessed(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("n. imprese")
    html = post(at_desk, period, "save", mine.pk, **{box(mine): "1.234"})
    assert not ActualValue.objects.exists()
    assert fields_of(html)[box(mine)] == "1.234"
    assert f'name="{box(mine)}-means" value="1234"' in html
    assert f'name="{box(mine)}-means" value="1.234"' in html
    post(at_desk, period, "save", mine.pk, **{box(mine): "1.234", f"{box(mine)}-means": "1.234"})
    assert str(numbers_of(ActualValue.objects.get())["a"]) == "1.2340"
    assert opened(at_desk, area_path(period))[box(mine)] == "1,2340"


def test_what_is_no_number_is_shown_back_with_what_is_wrong(period: ReportingPeriod, at_desk: Client) -> None:
    mine, other = indicator("n. imprese"), indicator("n. eventi")
    html = post(at_desk, period, "save_all", **{box(mine): "tanti", box(other): "5"})
    assert ActualValue.objects.get().indicator == other
    assert fields_of(html)[box(mine)] == "tanti"
    assert 'aria-invalid="true"' in html
    assert f'<a href="#v{mine.pk}">' in html


def test_oil_and_wine_are_asked_and_stored_apart(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator("Tempo")
    oil, wine = Condition.objects.filter(indicator=mine).order_by("position")
    typed = {box(mine, case=oil.pk): "12 gg", box(mine, case=wine.pk): "17"}
    post(at_desk, period, "save", mine.pk, **typed)
    assert ActualValue.objects.get().cases.exclude(condition=None).count() == 2
    post(at_desk, period, "submit")
    assert ActualValue.objects.get().state == State.SUBMITTED


def test_a_yes_or_no_and_a_day_are_stored(period: ReportingPeriod, at_desk: Client) -> None:
    answer, done = indicator("SI/NO"), indicator("% di")
    typed = {f"v{answer.pk}-w-done": "yes", box(done): "100%", f"v{done.pk}-w-on": "29/06/2018"}
    post(at_desk, period, "submit", **typed)
    assert ActualValue.objects.get(indicator=answer).cases.get().done is True
    assert ActualValue.objects.get(indicator=done).cases.get().done_on == datetime.date(2018, 6, 29)
    assert set(ActualValue.objects.values_list("state", flat=True)) == {State.SUBMITTED}


@pytest.mark.parametrize("day", ["31/02/2018", "2019-01-01", "ieri"])
def test_a_day_that_cannot_be_is_refused(period: ReportingPeriod, at_desk: Client, day: str) -> None:
    mine = indicator("% di")
    html = post(at_desk, period, "save", mine.pk, **{box(mine): "100", f"v{mine.pk}-w-on": day})
    assert not ActualValue.objects.exists()
    assert fields_of(html)[f"v{mine.pk}-w-on"] == day


def test_a_part_is_taken_only_where_the_method_allows_it(
    plan: Plan, period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator("SI/NO")
    part, why = f"v{mine.pk}-w-part", f"v{mine.pk}-w-why"
    assert part not in opened(at_desk, area_path(period))
    factories_values.method(plan, yes_no=YesNoRule.PARTIAL_BY_HAND.value)
    post(at_desk, period, "save", mine.pk, **{part: "60"})
    assert not ActualValue.objects.exists()
    post(at_desk, period, "save", mine.pk, **{part: "60", why: "Metà è fatta", f"v{mine.pk}-w-done": "yes"})
    assert not ActualValue.objects.exists()
    post(at_desk, period, "save", mine.pk, **{part: "60", why: "Metà è fatta", f"v{mine.pk}-w-done": "no"})
    assert ActualValue.objects.get().cases.get().partial_percent == 60


def test_what_lacks_something_is_named_when_the_rest_is_submitted(
    period: ReportingPeriod, at_desk: Client
) -> None:
    whole, half, missed = indicator("n. eventi"), indicator(), indicator("n. imprese")
    html = post(at_desk, period, "submit", **{box(whole): 3, box(half): 5, box(missed): 10})
    assert ActualValue.objects.get(state=State.SUBMITTED).indicator == whole
    assert f'<a href="#v{half.pk}">' in html
    assert f'<a href="#v{missed.pk}">' in html
    post(at_desk, period, "submit", **{f"v{missed.pk}-dev": "Meno iscritti"})
    assert ActualValue.objects.get(indicator=missed).state == State.SUBMITTED


def test_what_does_not_apply_is_submitted_with_its_reason(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator("n. imprese")
    post(at_desk, period, "submit", **{f"v{mine.pk}-na": "Ufficio chiuso\r\nnel 2018"})
    value = ActualValue.objects.get()
    assert (value.state, value.not_applicable) == (State.SUBMITTED, "Ufficio chiuso\nnel 2018")


def test_the_preview_says_what_it_amounts_to_and_saves_nothing(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    typed = {f"v{mine.pk}-version": "0", box(mine): "412", box(mine, "b"): "490"}
    response = at_desk.post(value_path(period, mine, "anteprima/"), typed)
    html = response.content.decode()
    assert "412 / 490 × 100 ≈ 84,08" in html
    assert "band-green" in html
    assert "<html" not in html
    assert not ActualValue.objects.exists()
    assert at_desk.get(value_path(period, mine, "anteprima/")).status_code == 405
