"""What the page of an area shows: its boxes, what is urgent, what was reported before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import translation

from reports.home.page import build_home_page
from targets.models import (
    ActualValue,
    Condition,
    Indicator,
    Measure,
    ReportingPeriod,
    ReviewDecision,
    TargetValue,
)
from targets.results import load_indicators
from targets.services.measures import refresh_plan
from targets.wording.readings import conditions_in_words
from tests import factories, factories_values
from tests.entry.conftest import entry_plan
from tests.entry.entering import NOW, indicator
from tests.entry.posting import area_path, box, post, value_path

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan

State = ActualValue.State


def test_each_box_bears_the_words_of_the_formula(period: ReportingPeriod, at_desk: Client) -> None:
    html = at_desk.get(area_path(period)).content.decode()
    assert f'<label for="{box(indicator())}">Procedimenti avviati</label>' in html
    assert f'<label for="{box(indicator(), "b")}">procedimenti fattibili</label>' in html
    for condition in Condition.objects.filter(indicator=indicator("Tempo")):
        assert box(indicator("Tempo"), case=condition.pk) in html
    assert f"v{indicator('SI/NO').pk}-w-done" in html
    assert f"v{indicator('% di').pk}-w-on" in html
    assert f"v{indicator().pk}-w-on" not in html


def test_a_target_is_said_as_on_every_other_page(period: ReportingPeriod, at_desk: Client) -> None:
    one = indicator("n. imprese")
    Condition.objects.filter(indicator=one).update(label="imprese coinvolte")
    for found, expected in (
        (
            indicator("Tempo"),
            ["certificazione olio: al massimo 13 giorni", "certificazione vino: al massimo 18 giorni"],
        ),
        (one, ["più di 50\u00a0imprese"]),
    ):
        (measured,) = load_indicators(period.plan, period, where=Q(pk=found.pk))
        with translation.override("it"):
            assert conditions_in_words(measured.read_conditions) == expected
        html = at_desk.get(value_path(period, found)).content.decode()
        for words in expected:
            assert f'<span class="values-condition">{words}' in html


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


def test_only_what_is_to_do_can_be_shown_and_a_draft_is_until_it_is_submitted(
    period: ReportingPeriod, at_desk: Client
) -> None:
    factories_values.actual_value(indicator(), period, {"a": 412, "b": 490}, state=State.DRAFT)
    factories_values.actual_value(indicator("n. eventi"), period, {"a": 2})
    html = at_desk.get(f"{area_path(period)}?show=to-do").content.decode()
    assert f'id="v{indicator().pk}"' in html
    assert "values-sent" not in html


def test_the_page_and_the_first_page_count_what_is_to_do_alike(
    period: ReportingPeriod, owner: User, at_desk: Client
) -> None:
    states = (("Procedimenti", State.DRAFT), ("n. imp", State.RETURNED), ("n. eventi", State.SUBMITTED))
    for formula, state in states:
        factories_values.actual_value(indicator(formula), period, {"a": 2}, state=state)
    (asked,) = build_home_page(owner, today=NOW.date()).open_periods
    assert asked.tally.to_do == 6
    html = at_desk.get(area_path(period), headers={"accept-language": "en"}).content.decode()
    assert "Still to be done (6)" in html
    assert "<strong>6</strong> values of 7 are still to be done" in at_desk.get(
        "/", headers={"accept-language": "en"}
    ).content.decode().replace("\n", " ")


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


def procedures(plan: Plan) -> Indicator:
    return Indicator.objects.of_plan(plan).get(measure__formula_text__startswith="Procedimenti")


def shown_before(client: Client, period: ReportingPeriod) -> list[tuple[str, str]]:
    """Return what the page shows of before: when, and what."""
    html = client.get(value_path(period, procedures(period.plan))).content.decode()
    return re.findall(r"<dt>([^<]*20\d\d)</dt><dd>([^<]*)</dd>", html)


def test_the_last_period_and_the_last_year_stand_beside_with_their_day(
    period: ReportingPeriod, at_desk: Client
) -> None:
    june = factories_values.mid_year(period.plan)
    factories_values.actual_value(procedures(period.plan), june, {"a": 30, "b": 100})
    before = entry_plan(2017)
    factories_values.actual_value(procedures(before), factories_values.mid_year(before), {"a": 12, "b": 100})
    factories_values.actual_value(procedures(before), factories_values.period(before), {"a": 71, "b": 100})
    assert shown_before(at_desk, period) == [
        ("Al 30 giugno 2018", "30\u00a0%"),
        ("Anno precedente, al 31 dicembre 2017", "71\u00a0%"),
    ]
    page = at_desk.get(value_path(period, procedures(period.plan)), headers={"accept-language": "en"})
    assert "Last year, as of 31 December 2017" in page.content.decode()


def test_an_earlier_share_of_one_stands_in_per_cent_beside_a_target_in_per_cent(
    period: ReportingPeriod, at_desk: Client
) -> None:
    before = entry_plan(2017)
    june = factories_values.mid_year(period.plan)
    for plan, reported in ((before, factories_values.period(before)), (period.plan, june)):
        Measure.objects.filter(formula_text="n. eventi realizzati").update(
            formula_text="Pratiche chiuse/aperte"
        )
        TargetValue.objects.filter(measure__formula_text="Pratiche chiuse/aperte").update(text="82%")
        refresh_plan(plan, user=None)
        ratio = Indicator.objects.of_plan(plan).get(measure__formula_text="Pratiche chiuse/aperte")
        factories_values.actual_value(ratio, reported, {"a": 31, "b": 41})
    html = at_desk.get(value_path(period, ratio)).content.decode()
    earlier = re.findall(r"<dt>[^<]*20\d\d</dt><dd>([^<]*)</dd>", html)
    assert earlier == ["75,61\u00a0%", "75,61\u00a0%"]
    factories_values.actual_value(ratio, period, {"a": 31, "b": 41})
    assert "<strong>75,61\u00a0%</strong>" in at_desk.get(value_path(period, ratio)).content.decode()


def test_earlier_values_of_two_cases_stand_in_the_unit_of_each(
    period: ReportingPeriod, at_desk: Client
) -> None:
    time = indicator("Tempo")
    value = factories_values.actual_value(time, factories_values.mid_year(period.plan))
    for condition, days in zip(Condition.objects.filter(indicator=time), (12, 17), strict=True):
        factories_values.reported_case(value, {"a": days}, condition=condition)
    html = at_desk.get(value_path(period, time)).content.decode()
    assert "<dd>12 giorni; 17 giorni</dd>" in html.replace("\u00a0", " ")


def test_an_indicator_is_known_again_in_the_plan_of_last_year_by_its_external_code_or_by_row_and_formula(
    period: ReportingPeriod, at_desk: Client
) -> None:
    before = entry_plan(2017)
    old = procedures(before)
    factories_values.actual_value(old, factories_values.period(before), {"a": 71, "b": 100})
    assert [words for _day, words in shown_before(at_desk, period)] == ["71\u00a0%"]
    Measure.objects.filter(pk=old.measure_id).update(formula_text="Altre parole")
    assert shown_before(at_desk, period) == []
    Indicator.objects.filter(pk__in=[old.pk, procedures(period.plan).pk]).update(external_code="REG-1")
    assert [words for _day, words in shown_before(at_desk, period)] == ["71\u00a0%"]


def test_where_two_of_last_year_could_be_meant_neither_is_shown(
    period: ReportingPeriod, at_desk: Client
) -> None:
    before = entry_plan(2017)
    year_end = factories_values.period(before)
    old = procedures(before)
    twin = factories.strategic_objective(factories.line(before, "Altra linea"), old.measure.row.code)
    factories.measure(twin, old.measure.formula_text, "80%", 2017)
    refresh_plan(before, user=None)
    for number, each in enumerate(Indicator.objects.of_plan(before).filter(kind=old.kind), start=1):
        factories_values.actual_value(each, year_end, {"a": number, "b": 100})
    assert shown_before(at_desk, period) == []


def test_a_draft_of_before_is_nobodys_value(period: ReportingPeriod, at_desk: Client) -> None:
    june = factories_values.mid_year(period.plan)
    factories_values.actual_value(indicator(), june, {"a": 30, "b": 100}, state=State.DRAFT)
    assert "30\u00a0%" not in at_desk.get(value_path(period, indicator())).content.decode()


def test_invented_values_say_so(period: ReportingPeriod, at_desk: Client) -> None:
    ReportingPeriod.objects.update(is_demonstration=True)
    html = at_desk.get(area_path(period), headers={"accept-language": "en"}).content.decode()
    assert "Invented values: this is a demonstration." in html


def test_a_missing_cause_is_asked_for_once(period: ReportingPeriod, at_desk: Client) -> None:
    mine = indicator("n. imprese")
    page = post(at_desk, period, "save", mine.pk, **{box(mine): "12"})
    block = page[page.index(f'id="v{mine.pk}"') :].split("</article>")[0]
    assert block.count('class="values-lacks"') == 1
    assert block.count("data-missed") == 1
