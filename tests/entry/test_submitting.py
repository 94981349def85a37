"""What is complete is submitted; of the rest it is said what lacks. And evidence, with its rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from targets.completeness import Gap
from targets.entered import Entered
from targets.evidence_files import MAX_FILES, EvidenceRefused, Refusal, checked_file
from targets.models import ActualValue, Condition, Evidence, ReportingPeriod
from targets.results import default_method, load_indicators
from targets.services.reporting import (
    PeriodNotOpen,
    Submission,
    ValueFixed,
    attach_evidence,
    remove_evidence,
    save_value,
    submit_values,
)
from tests import factories_values
from tests.entry import files
from tests.entry.entering import LATER, NOW, case, entered, indicator

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User
    from targets.models import Indicator

State = ActualValue.State


def enter(period: ReportingPeriod, user: User, target: Indicator, what: Entered) -> ActualValue:
    value = save_value(target, period, what, version=None, user=user, now=NOW)
    assert value is not None
    return value


def submit(period: ReportingPeriod, user: User) -> Submission:
    measured = load_indicators(period.plan, period)
    return submit_values(measured, period, default_method(), user=user, now=LATER)


def gaps(submission: Submission, target: Indicator) -> list[Gap]:
    (held,) = [each for each in submission.held if each.indicator == target]
    return [lack.gap for lack in held.lacks]


def test_what_is_complete_is_submitted_and_the_rest_says_what_it_lacks(
    period: ReportingPeriod, owner: User
) -> None:
    value = enter(period, owner, indicator(), entered(a=412, b=490))
    half = enter(period, owner, indicator("n. imprese"), Entered(deviation="vedremo"))
    found = submit(period, owner)
    assert found.submitted == (value,)
    value.refresh_from_db()
    assert (value.state, value.submitted_by, value.submitted_at) == (State.SUBMITTED, owner, LATER)
    last = value.history.latest("history_id")
    assert (last.state, last.history_user, last.history_change_reason) == (
        State.SUBMITTED,
        owner,
        "submitted",
    )
    half.refresh_from_db()
    assert half.state == State.DRAFT
    assert gaps(found, indicator("n. imprese")) == [Gap.NUMBER]
    assert gaps(found, indicator("SI/NO")) == [Gap.ANSWER]
    assert gaps(found, indicator("", measure__formula_text="")) == [Gap.READING]


def test_half_of_a_ratio_lacks_the_other_half_by_its_words(period: ReportingPeriod, owner: User) -> None:
    enter(period, owner, indicator(), entered(a=412))
    (held,) = [each for each in submit(period, owner).held if each.indicator == indicator()]
    assert [lack.label for lack in held.lacks] == ["procedimenti fattibili"]
    assert held.is_started


def test_a_missed_target_needs_its_cause(period: ReportingPeriod, owner: User) -> None:
    value = enter(period, owner, indicator(), entered(a=1, b=490))
    assert gaps(submit(period, owner), indicator()) == [Gap.NOTE]
    explained = replace(entered(a=1, b=490), deviation="Personale ridotto")
    save_value(indicator(), period, explained, version=1, user=owner, now=NOW)
    assert submit(period, owner).submitted == (value,)


def test_before_the_year_is_over_the_cause_is_not_demanded(period: ReportingPeriod, owner: User) -> None:
    june = factories_values.mid_year(period.plan)
    value = enter(june, owner, indicator(), entered(a=1, b=490))
    assert submit(june, owner).submitted == (value,)


def test_a_zero_is_complete(period: ReportingPeriod, owner: User) -> None:
    value = enter(period, owner, indicator("n. eventi"), entered(a=0))
    assert submit(period, owner).submitted == (value,)


def test_oil_without_wine_is_not_complete(period: ReportingPeriod, owner: User) -> None:
    oil, wine = Condition.objects.filter(indicator=indicator("Tempo")).order_by("position")
    what = Entered(by_condition={oil.pk: case(a=12)})
    value = enter(period, owner, indicator("Tempo"), what)
    assert gaps(submit(period, owner), indicator("Tempo")) == [Gap.NUMBER]
    both = Entered(by_condition={oil.pk: case(a=12), wine.pk: case(a=17)})
    save_value(indicator("Tempo"), period, both, version=1, user=owner, now=NOW)
    assert submit(period, owner).submitted == (value,)


def test_past_its_deadline_it_lacks_the_day(period: ReportingPeriod, owner: User) -> None:
    enter(period, owner, indicator("% di"), entered(a=100))
    assert gaps(submit(period, owner), indicator("% di")) == [Gap.DATE]


def test_what_does_not_apply_needs_its_reason_and_nothing_else(period: ReportingPeriod, owner: User) -> None:
    value = enter(period, owner, indicator(), Entered(not_applicable="Ufficio chiuso"))
    assert submit(period, owner).submitted == (value,)


def test_what_is_returned_is_submitted_again_and_what_is_sent_is_not_sent_twice(
    period: ReportingPeriod, owner: User
) -> None:
    back = factories_values.actual_value(indicator(), period, {"a": 412, "b": 490}, state=State.RETURNED)
    sent = factories_values.actual_value(indicator("n. eventi"), period, {"a": 3})
    assert submit(period, owner).submitted == (back,)
    assert submit(period, owner).submitted == ()
    sent.refresh_from_db()
    assert (sent.version, sent.history.count()) == (0, 1)


def test_what_changed_in_the_same_moment_is_not_submitted_unseen(
    period: ReportingPeriod, owner: User, planning_officer: User
) -> None:
    enter(period, owner, indicator(), entered(a=412, b=490))
    measured = load_indicators(period.plan, period)
    save_value(indicator(), period, entered(a=1), version=1, user=planning_officer, now=NOW)
    found = submit_values(measured, period, default_method(), user=owner, now=LATER)
    assert found.submitted == ()
    assert gaps(found, indicator()) == []


def test_nothing_is_submitted_in_a_closed_period(period: ReportingPeriod, owner: User) -> None:
    enter(period, owner, indicator(), entered(a=412, b=490))
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    with pytest.raises(PeriodNotOpen):
        submit(period, owner)


def test_submitting_takes_the_same_queries_for_any_number(
    period: ReportingPeriod, owner: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for formula in ("Procedimenti", "n. imprese", "n. eventi"):
        target = indicator(formula)
        factories_values.actual_value(
            target, period, dict.fromkeys("ab"[: target.operands.count()], 99), state=State.DRAFT
        )
    measured = load_indicators(period.plan, period)
    with django_assert_num_queries(6):  # savepoint and its release, period, values, update, history
        found = submit_values(measured, period, default_method(), user=owner, now=LATER)
    assert len(found.submitted) == 3


def test_a_file_is_kept_with_its_hash_under_a_name_nobody_chose(period: ReportingPeriod, owner: User) -> None:
    file = checked_file("verbale.pdf", files.PDF)
    evidence = attach_evidence(indicator(), period, file, user=owner, now=NOW)
    assert (evidence.name, evidence.content_type, evidence.size) == (
        "verbale.pdf",
        "application/pdf",
        len(files.PDF),
    )
    assert "verbale" not in str(evidence.file.name)
    assert evidence.file.read() == files.PDF
    assert evidence.history.get().history_user == owner
    value = evidence.actual_value
    assert (value.version, value.state, value.cases.count()) == (0, State.DRAFT, 1)


def test_a_file_attached_first_is_no_conflict_for_who_enters_numbers(
    period: ReportingPeriod, owner: User, planning_officer: User
) -> None:
    attach_evidence(indicator(), period, checked_file("a.pdf", files.PDF), user=planning_officer, now=NOW)
    assert enter(period, owner, indicator(), entered(a=412, b=490)).evidence.count() == 1


def test_the_same_file_twice_is_kept_once(period: ReportingPeriod, owner: User) -> None:
    for name in ("a.pdf", "b.pdf"):
        attach_evidence(indicator(), period, checked_file(name, files.PDF), user=owner, now=NOW)
    assert Evidence.objects.get().name == "a.pdf"


def test_there_is_an_end_to_the_files_of_a_value(period: ReportingPeriod, owner: User) -> None:
    for number in range(MAX_FILES):
        attach_evidence(indicator(), period, checked_file("a.txt", b"%d" % number), user=owner, now=NOW)
    with pytest.raises(EvidenceRefused) as caught:
        attach_evidence(indicator(), period, checked_file("a.txt", b"more"), user=owner, now=NOW)
    assert caught.value.refusal is Refusal.TOO_MANY


def test_a_removed_file_is_gone_and_its_name_stays_in_the_history(
    period: ReportingPeriod, owner: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    evidence = attach_evidence(indicator(), period, checked_file("a.pdf", files.PDF), user=owner, now=NOW)
    name, storage = str(evidence.file.name), evidence.file.storage
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
        remove_evidence(evidence, user=owner, now=LATER)
        assert storage.exists(name)  # until it is certain that the row is gone
    assert not storage.exists(name)
    assert Evidence.history.get(history_type="-").name == "a.pdf"
    remove_evidence(evidence, user=owner, now=LATER)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.VALIDATED])
def test_the_evidence_of_what_was_submitted_stays(period: ReportingPeriod, owner: User, state: str) -> None:
    evidence = attach_evidence(indicator(), period, checked_file("a.pdf", files.PDF), user=owner, now=NOW)
    ActualValue.objects.update(state=state)
    with pytest.raises(ValueFixed):
        remove_evidence(evidence, user=owner, now=LATER)
    with pytest.raises(ValueFixed):
        attach_evidence(indicator(), period, checked_file("b.png", files.PNG), user=owner, now=LATER)
    assert Evidence.objects.count() == 1


def test_a_closed_period_takes_no_evidence(period: ReportingPeriod, owner: User) -> None:
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)
    with pytest.raises(PeriodNotOpen):
        attach_evidence(indicator(), period, checked_file("a.pdf", files.PDF), user=owner, now=NOW)
    assert not ActualValue.objects.exists()
