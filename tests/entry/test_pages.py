"""The page of an area: what it shows, what it takes, what it gives back, and to whom."""

from __future__ import annotations

import datetime
import json
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from objectives.models import Area
from targets.domain.counting.rules import YesNoRule
from targets.models import (
    ActualValue,
    Condition,
    Evidence,
    Indicator,
    Operand,
    OperandValue,
    ReportedCase,
    ReportingPeriod,
    ReviewDecision,
)
from tests import factories, factories_values
from tests.admin.conftest import add_measures
from tests.admin.test_query_counts import COUNTS
from tests.entry import files
from tests.entry.conftest import entry_plan
from tests.entry.entering import NOW, indicator, numbers_of
from tests.entry.posting import area_path, box, fields_of, opened, value_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan

State = ActualValue.State


def post(client: Client, period: ReportingPeriod, button: str, value: object = 1, **fields: object) -> str:
    """Press a button of the page as it is now, with these fields typed; return the page that follows."""
    sent = opened(client, area_path(period)) | {name: str(text) for name, text in fields.items()}
    response = client.post(area_path(period), sent | {button: str(value)}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


# -- who -------------------------------------------------------------------------------------------


def test_the_owner_sees_their_indicators_and_no_other_areas(
    period: ReportingPeriod, neighbour: User, at_desk: Client
) -> None:
    html = at_desk.get(area_path(period)).content.decode()
    assert "procedimenti fattibili" in html
    assert "n. fiere" not in html


def test_the_manager_of_another_area_does_not_find_the_value(
    period: ReportingPeriod, neighbour: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(neighbour)
    mine = value_path(period, indicator())
    assert client.get(mine).status_code == 404
    assert client.post(mine, {"save": indicator().pk}).status_code == 404
    assert client.post(f"{mine}anteprima/").status_code == 404
    assert client.post(f"{mine}prove/").status_code == 404
    assert "n. fiere" in client.get(area_path(period)).content.decode()


def test_what_is_typed_for_another_areas_indicator_goes_nowhere(
    period: ReportingPeriod, neighbour: User, signed_in: Callable[[User], Client]
) -> None:
    foreign = indicator()
    typed = {f"v{foreign.pk}-version": "0", box(foreign): "1", "save_all": "1"}
    signed_in(neighbour).post(area_path(period), typed)
    assert not ActualValue.objects.exists()


def test_a_stranger_is_refused(
    period: ReportingPeriod, stranger: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(stranger)
    assert client.get("/valori/").status_code == 403
    assert client.get(area_path(period)).status_code == 403
    assert client.get(value_path(period, indicator())).status_code == 404


def test_the_director_looks_and_does_not_enter(
    period: ReportingPeriod, director: User, signed_in: Callable[[User], Client]
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 412, "b": 490})
    client = signed_in(director)
    html = client.get(value_path(period, indicator())).content.decode()
    assert "412 / 490 × 100 = 84,08" in html
    assert "<textarea" not in html
    assert client.post(value_path(period, indicator()), {"save_all": "1"}).status_code == 403
    assert client.post(value_path(period, indicator(), "prove/")).status_code == 403
    assert client.get(area_path(period)).status_code == 403


def test_the_planning_office_enters_for_every_area_and_narrows_to_one(
    period: ReportingPeriod, neighbour: User, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(planning_officer)
    assert "n. fiere" in client.get(area_path(period)).content.decode()
    other = Area.objects.get(name="Internazionalizzazione")
    html = client.get(f"{area_path(period)}?area={other.pk}").content.decode()
    assert "n. fiere" in html
    assert "procedimenti fattibili" not in html


def test_the_one_open_period_opens_by_itself(period: ReportingPeriod, at_desk: Client) -> None:
    assert at_desk.get("/valori/").headers["Location"] == area_path(period)
    june = factories_values.mid_year(period.plan)
    assert area_path(june) in at_desk.get("/valori/").content.decode()


def test_a_period_that_is_not_there_is_not_found(period: ReportingPeriod, at_desk: Client) -> None:
    assert at_desk.get("/valori/999999/").status_code == 404


# -- what it shows ---------------------------------------------------------------------------------


def test_each_box_bears_the_words_of_the_formula(period: ReportingPeriod, at_desk: Client) -> None:
    html = at_desk.get(area_path(period)).content.decode()
    assert f'<label for="{box(indicator())}">Procedimenti avviati</label>' in html
    assert f'<label for="{box(indicator(), "b")}">procedimenti fattibili</label>' in html
    for condition in Condition.objects.filter(indicator=indicator("Tempo")):
        assert box(indicator("Tempo"), case=condition.pk) in html
    assert f"v{indicator('SI/NO').pk}-w-done" in html
    assert f"v{indicator('% di').pk}-w-on" in html
    assert f"v{indicator().pk}-w-on" not in html


def test_what_is_unclear_says_so_and_whom_to_tell(period: ReportingPeriod, at_desk: Client) -> None:
    html = at_desk.get(value_path(period, indicator("n. eventi"))).content.decode()
    assert "values-notice" in html
    assert box(indicator("n. eventi")) in html
    empty = indicator("", measure__formula_text="")
    assert "values-notice" in at_desk.get(value_path(period, empty)).content.decode()


def test_the_most_urgent_stands_first_and_what_is_sent_last(period: ReportingPeriod, at_desk: Client) -> None:
    back = indicator("n. imprese")
    factories_values.actual_value(back, period, {"a": 3}, state=State.RETURNED)
    factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=State.DRAFT)
    factories_values.actual_value(indicator("n. eventi"), period, {"a": 2})
    html = at_desk.get(area_path(period)).content.decode()
    order = [f'id="v{each.pk}"' for each in (back, indicator("% di"), indicator("SI/NO"), indicator())]
    assert sorted(order, key=html.index) == order
    assert f'id="v{indicator("n. eventi").pk}"' not in html
    assert "values-sent" in html


def test_only_what_is_missing_can_be_shown(period: ReportingPeriod, at_desk: Client) -> None:
    factories_values.actual_value(indicator(), period, {"a": 412, "b": 490}, state=State.DRAFT)
    html = at_desk.get(f"{area_path(period)}?show=missing").content.decode()
    assert f'id="v{indicator().pk}"' not in html
    assert f'id="v{indicator("SI/NO").pk}"' in html


def test_the_progress_counts_what_is_whole(period: ReportingPeriod, at_desk: Client) -> None:
    factories_values.actual_value(indicator(), period, {"a": 1}, state=State.DRAFT)
    factories_values.actual_value(indicator("n. eventi"), period, {"a": 0}, state=State.DRAFT)
    html = at_desk.get(area_path(period)).content.decode()
    assert 'value="1" max="7"' in html


def test_a_returned_value_shows_why(period: ReportingPeriod, at_desk: Client, planning_officer: User) -> None:
    value = factories_values.actual_value(indicator(), period, {"a": 1, "b": 2}, state=State.RETURNED)
    ReviewDecision.objects.create(
        actual_value=value,
        outcome=ReviewDecision.Outcome.RETURNED,
        reason="Manca il verbale",
        decided_by=planning_officer,
        decided_at=NOW,
    )
    assert "Manca il verbale" in at_desk.get(area_path(period)).content.decode()


def test_the_last_period_and_the_last_year_stand_beside(period: ReportingPeriod, at_desk: Client) -> None:
    june = factories_values.mid_year(period.plan)
    factories_values.actual_value(indicator(), june, {"a": 30, "b": 100})
    before = entry_plan(2017)
    year_end = factories_values.period(before)
    old = Indicator.objects.of_plan(before).get(measure__formula_text__startswith="Procedimenti")
    factories_values.actual_value(old, year_end, {"a": 71, "b": 100})
    new = Indicator.objects.of_plan(period.plan).get(measure__formula_text__startswith="Procedimenti")
    html = at_desk.get(value_path(period, new)).content.decode()
    assert "30\u00a0%" in html
    assert "71\u00a0%" in html


def test_a_draft_of_before_is_nobodys_value(period: ReportingPeriod, at_desk: Client) -> None:
    june = factories_values.mid_year(period.plan)
    factories_values.actual_value(indicator(), june, {"a": 30, "b": 100}, state=State.DRAFT)
    assert "30\u00a0%" not in at_desk.get(value_path(period, indicator())).content.decode()


def test_invented_values_say_so(period: ReportingPeriod, at_desk: Client) -> None:
    ReportingPeriod.objects.update(is_demonstration=True)
    html = at_desk.get(area_path(period), headers={"accept-language": "en"}).content.decode()
    assert "Invented values: this is a demonstration." in html


# -- what it takes ---------------------------------------------------------------------------------


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
    assert "412 / 490 × 100 = 84,08" in html
    assert "band-green" in html
    assert "<html" not in html
    assert not ActualValue.objects.exists()
    assert at_desk.get(value_path(period, mine, "anteprima/")).status_code == 405


# -- two people, and a period that closes ----------------------------------------------------------


def test_the_second_of_two_is_told_field_by_field_and_loses_nothing(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    post(signed_in(planning_officer), period, "save", mine.pk, **{box(mine): 400, box(mine, "b"): 490})
    sent = stale | {box(mine): "412", box(mine, "b"): "490", "save": str(mine.pk)}
    html = at_desk.post(area_path(period), sent).content.decode()
    assert "<td>400</td><td>412</td>" in html
    assert "<td>490</td>" not in html  # both said the same
    assert "officer" in html
    typed = fields_of(html)
    assert typed[box(mine)] == "412"
    again = at_desk.post(area_path(period), typed | {"save": str(mine.pk)}).content.decode()
    assert "values-conflict" in again  # who does not choose overwrites nothing
    assert numbers_of(ActualValue.objects.get())["a"] == 400
    at_desk.post(area_path(period), typed | {f"v{mine.pk}-choice": "mine:1", "save": str(mine.pk)})
    assert numbers_of(ActualValue.objects.get())["a"] == 412


def test_who_takes_what_is_stored_changes_nothing(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    post(signed_in(planning_officer), period, "save", mine.pk, **{box(mine): 400, box(mine, "b"): 490})
    sent = stale | {box(mine): "412", f"v{mine.pk}-choice": "theirs:1", "save": str(mine.pk)}
    response = at_desk.post(area_path(period), sent, follow=True)
    assert fields_of(response.content.decode())[box(mine)] == "400"
    assert ActualValue.objects.get().version == 1


def test_a_choice_against_an_older_version_is_a_conflict_again(
    period: ReportingPeriod, at_desk: Client, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    stale = opened(at_desk, area_path(period))
    officer = signed_in(planning_officer)
    for number in (400, 401):
        post(officer, period, "save", mine.pk, **{box(mine): number})
    sent = stale | {box(mine): "412", f"v{mine.pk}-choice": "mine:1", "save": str(mine.pk)}
    assert "values-conflict" in at_desk.post(area_path(period), sent).content.decode()


def test_a_period_closed_meanwhile_refuses_and_shows_back_what_was_typed(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", "save_all": "1"}
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    html = at_desk.post(area_path(period), sent).content.decode()
    assert fields_of(html)[box(mine)] == "412"
    assert 'role="alert"' in html
    assert not ActualValue.objects.exists()
    assert box(mine) not in at_desk.get(area_path(period)).content.decode()


def test_what_was_submitted_meanwhile_is_not_overwritten(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    sent = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    factories_values.actual_value(mine, period, {"a": 1, "b": 2})
    html = at_desk.post(area_path(period), sent).content.decode()
    assert fields_of(html)[box(mine)] == "412"
    assert numbers_of(ActualValue.objects.get())["a"] == 1


def test_the_planning_office_corrects_on_the_page_of_the_value_with_a_reason(
    period: ReportingPeriod, planning_officer: User, signed_in: Callable[[User], Client]
) -> None:
    mine = indicator()
    factories_values.actual_value(mine, period, {"a": 1, "b": 2})
    client, path = signed_in(planning_officer), value_path(period, mine)
    sent = opened(client, path) | {box(mine): "2", "save": str(mine.pk)}
    client.post(path, sent)
    assert numbers_of(ActualValue.objects.get())["a"] == 1
    client.post(path, sent | {f"v{mine.pk}-reason": "Refuso"})
    value = ActualValue.objects.get()
    assert (numbers_of(value)["a"], value.state) == (Decimal(2), State.SUBMITTED)


# -- evidence --------------------------------------------------------------------------------------


def upload(name: str = "verbale.pdf", content: bytes = files.PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def test_a_file_goes_with_the_value_and_comes_back_as_a_download(
    period: ReportingPeriod, at_desk: Client
) -> None:
    mine = indicator()
    fields = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    at_desk.post(area_path(period), fields | {f"v{mine.pk}-file": upload()})
    evidence = Evidence.objects.get()
    response = at_desk.get(f"/prove/{evidence.pk}/")
    assert response.getvalue() == files.PDF
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="verbale.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_file_is_only_for_who_may_see_the_value(
    period: ReportingPeriod,
    at_desk: Client,
    neighbour: User,
    stranger: User,
    director: User,
    signed_in: Callable[[User], Client],
) -> None:
    mine = indicator()
    at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    path = f"/prove/{Evidence.objects.get().pk}/"
    statuses = [signed_in(person).get(path).status_code for person in (neighbour, stranger, director)]
    assert statuses == [404, 404, 200]
    removals = [
        signed_in(each).post(f"{path}rimuovi/").status_code for each in (neighbour, stranger, director)
    ]
    assert removals == [404, 404, 403]
    assert Evidence.objects.exists()


def test_a_hostile_file_is_refused_and_the_numbers_are_kept(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    fields = opened(at_desk, area_path(period)) | {box(mine): "412", "save": str(mine.pk)}
    page = upload("verbale.pdf", b"<!doctype html><script>alert(1)</script>")
    html = at_desk.post(area_path(period), fields | {f"v{mine.pk}-file": page}).content.decode()
    assert "values-trouble" in html
    assert not Evidence.objects.exists()
    assert numbers_of(ActualValue.objects.get())["a"] == 412


def test_a_file_is_removed_and_what_is_typed_stays(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    answer = at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    assert "verbale.pdf" in answer.content.decode()
    html = post(at_desk, period, "remove", Evidence.objects.get().pk, **{box(mine): "7"})
    assert fields_of(html)[box(mine)] == "7"
    assert not Evidence.objects.exists()
    assert not ActualValue.objects.get().cases.get().values.exists()


def test_the_evidence_of_a_submitted_value_is_not_removed(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator()
    at_desk.post(value_path(period, mine, "prove/"), {f"v{mine.pk}-file": upload()})
    ActualValue.objects.update(state=State.SUBMITTED)
    at_desk.post(f"/prove/{Evidence.objects.get().pk}/rimuovi/")
    assert Evidence.objects.exists()


# -- how much it asks of the database --------------------------------------------------------------


def add_values(indicators: list[Indicator], period: ReportingPeriod, state: str) -> None:
    """Report 90 and 100 of each of these ratios, in one write a table."""
    made = ActualValue.objects.bulk_create(
        ActualValue(
            indicator=each,
            period=period,
            state=state,
            entered_by=factories_values.reporter(),
            entered_at=NOW,
        )
        for each in indicators
    )
    cases = ReportedCase.objects.bulk_create(ReportedCase(actual_value=value) for value in made)
    operands = {(each.indicator_id, each.key): each for each in Operand.objects.all()}
    OperandValue.objects.bulk_create(
        OperandValue(case=case, operand=operands[case.actual_value.indicator_id, key], value=number)
        for case in cases
        for key, number in (("a", 90), ("b", 100))
    )


def large_plan(rows: int, user: User) -> ReportingPeriod:
    """A plan with so many indicators of one area, a third of them entered, with a year before it."""
    area = factories.area("Grande")
    area.managers.add(user)
    for year in (2017, 2018):
        plan = factories.plan(year)
        parent = factories.strategic_objective(factories.line(plan), area=area)
        section = factories.section(plan)
        targets = [factories.target(section, str(n), area=area, position=n) for n in range(rows - 1)]
        add_measures([parent], year)
        add_measures(list(targets), year)
        period = factories_values.period(plan)
        indicators = list(Indicator.objects.of_plan(plan))
        add_values(indicators[::3], period, State.SUBMITTED)
        add_values(indicators[1::3], period, State.DRAFT)
    return period


@pytest.mark.parametrize("rows", [10, 200])
def test_the_page_takes_the_same_few_queries_for_any_number_of_indicators(
    rows: int, db: None, signed_in: Callable[[User], Client]
) -> None:
    factories.organization()
    owner = factories.user("owner", Role.AREA_MANAGER)
    period = large_plan(rows, owner)
    client = signed_in(owner)
    found: dict[str, int] = {}
    draft = ActualValue.objects.filter(period=period, state=State.DRAFT)[0].indicator
    sent = opened(client, area_path(period)) | {box(draft): "95", "save": str(draft.pk)}
    asked: dict[str, Callable[[], Any]] = {
        "my area": lambda: client.get(area_path(period)),
        "one value saved": lambda: client.post(area_path(period), sent),
        "preview": lambda: client.post(value_path(period, draft, "anteprima/"), sent),
    }
    for name, ask in asked.items():
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code in {200, 302}
        found[name] = len(queries)
    stored = json.loads(COUNTS.read_text(encoding="utf-8"))
    if os.environ.get("UPDATE_QUERY_COUNTS") == "1" and rows == 10:
        stored["entry"] = found
        COUNTS.write_text(json.dumps(stored, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found["my area"] <= 12
    assert found == stored["entry"]
