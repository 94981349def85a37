"""Decisions on reported values: of whom, on what, once, and never on what has changed unseen."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from targets.models import ActualValue, ReviewDecision
from targets.results import results_of
from targets.review.forms import OverrideForm
from targets.review.wording import refusal_message
from targets.services.reviewing import (
    ConflictError,
    Refusal,
    ReviewRefusedError,
    Seen,
    clear_override,
    reopen,
    return_value,
    set_override,
    validate,
)
from targets.wording.proof import proof_lines
from tests import factories, factories_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from targets.models import ReportingPeriod
    from tests.review.conftest import Office

NOW = datetime.datetime(2019, 2, 1, 10, 0, tzinfo=datetime.UTC)
TODAY = NOW.date()


def seen(value: ActualValue) -> Seen:
    return Seen(value.pk, value.version)


def test_a_submitted_value_is_validated_with_a_decision_and_a_history(office: Office) -> None:
    (value,) = validate([seen(office.submitted)], user=office.officer, now=NOW)
    assert value.state == ActualValue.State.VALIDATED
    assert value.version == office.submitted.version + 1
    decision = ReviewDecision.objects.get()
    assert (decision.outcome, decision.decided_by, decision.decided_at) == ("validated", office.officer, NOW)
    entry = value.history.get(history_date=NOW)
    assert (entry.history_user, entry.history_change_reason) == (office.officer, "validated")
    assert (entry.state, entry.version) == (value.state, value.version)


def test_a_draft_is_not_validated_and_neither_is_what_was_chosen_with_it(office: Office) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        validate([seen(office.submitted), seen(office.draft)], user=office.officer, now=NOW)
    assert caught.value.refusal is Refusal.NOT_SUBMITTED
    office.submitted.refresh_from_db()
    assert office.submitted.state == ActualValue.State.SUBMITTED
    assert not ReviewDecision.objects.exists()


def test_a_value_that_changed_since_the_reviewer_looked_is_named_and_not_validated(office: Office) -> None:
    as_seen = seen(office.submitted)
    ActualValue.objects.filter(pk=as_seen.pk).update(version=as_seen.version + 1)
    with pytest.raises(ConflictError) as caught:
        validate([as_seen], user=office.officer, now=NOW)
    assert caught.value.keys == (as_seen.pk,)
    assert not ReviewDecision.objects.exists()


def test_a_value_that_is_gone_is_a_conflict(office: Office) -> None:
    with pytest.raises(ConflictError):
        validate([Seen(0, 0)], user=office.officer, now=NOW)


def test_of_two_reviewers_the_second_is_told_that_the_value_went_another_way(office: Office) -> None:
    as_seen = seen(office.submitted)
    return_value(as_seen, "Manca il verbale", user=office.officer, now=NOW)
    with pytest.raises(ConflictError):
        validate([as_seen], user=office.colleague, now=NOW)
    with pytest.raises(ConflictError):
        return_value(as_seen, "Un altro motivo", user=office.colleague, now=NOW)
    assert ReviewDecision.objects.get().reason == "Manca il verbale"


def test_two_clicks_decide_once(office: Office) -> None:
    as_seen = seen(office.submitted)
    for _click in range(2):
        (value,) = validate([as_seen], user=office.officer, now=NOW)
    validated = seen(value)
    for _click in range(2):
        value = reopen(validated, "Letto male", user=office.officer, now=NOW)
    submitted = seen(value)
    for _click in range(2):
        value = return_value(submitted, "Da correggere", user=office.officer, now=NOW)
    assert [each.outcome for each in ReviewDecision.objects.all()] == ["validated", "reopened", "returned"]
    assert value.version == as_seen.version + 3


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize("decide", [return_value, reopen])
def test_nothing_is_returned_or_taken_back_without_a_reason(
    decide: Callable[..., ActualValue], reason: str, office: Office
) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        decide(seen(office.submitted), reason, user=office.officer, now=NOW)
    assert caught.value.refusal is Refusal.REASON_MISSING


def test_a_validated_value_can_be_returned_and_a_draft_cannot(office: Office) -> None:
    (value,) = validate([office.submitted], user=office.officer, now=NOW)
    returned = return_value(value, "Da rivedere", user=office.officer, now=NOW)
    assert returned.state == ActualValue.State.RETURNED
    with pytest.raises(ReviewRefusedError) as caught:
        return_value(office.draft, "Da rivedere", user=office.officer, now=NOW)
    assert caught.value.refusal is Refusal.NOT_SUBMITTED


def test_nothing_is_returned_to_an_area_that_could_not_change_it(office: Office) -> None:
    office.period.state = "closed"
    office.period.save()
    with pytest.raises(ReviewRefusedError) as caught:
        return_value(office.submitted, "Da rivedere", user=office.officer, now=NOW)
    assert caught.value.refusal is Refusal.PERIOD_NOT_OPEN


def test_only_a_validation_can_be_taken_back(office: Office) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        reopen(office.submitted, "Errore", user=office.officer, now=NOW)
    assert caught.value.refusal is Refusal.NOT_VALIDATED


def test_an_achievement_set_by_hand_stands_beside_the_computed_one(office: Office) -> None:
    set_override(office.submitted, Decimal("95.5"), "Dati tardivi", user=office.officer, today=TODAY)
    (result,) = [
        each.result
        for each in results_of(office.period).indicators()
        if each.measured.indicator.pk == office.submitted.indicator_id
    ]
    assert result.shown == Decimal("87.50")
    assert result.override is not None
    assert result.override.achievement == Decimal("95.5")
    assert (result.override.author, result.override.on) == (str(office.officer), TODAY)


def test_zero_can_be_set_by_hand(office: Office) -> None:
    value = set_override(office.submitted, Decimal(0), "Mai fatto", user=office.officer, today=TODAY)
    assert value.override == 0


@pytest.mark.parametrize("percent", ["-0.01", "100000", "NaN", "Infinity"])
def test_an_impossible_achievement_is_refused(percent: str, office: Office) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        set_override(office.submitted, Decimal(percent), "Motivo", user=office.officer, today=TODAY)
    assert caught.value.refusal is Refusal.PERCENT_OUT_OF_RANGE


def test_no_achievement_is_set_by_hand_of_a_value_that_is_not_reported(office: Office) -> None:
    """Not reported is not zero; nor is it what somebody says it is."""
    value = return_value(office.submitted, "Da rivedere", user=office.officer, now=NOW)
    with pytest.raises(ReviewRefusedError) as caught:
        set_override(value, Decimal(40), "Stima", user=office.officer, today=TODAY)
    assert caught.value.refusal is Refusal.NOT_REPORTED


def test_a_value_that_is_returned_takes_its_achievement_set_by_hand_out_of_the_count(office: Office) -> None:
    factories_values.method(office.period.plan, override="override_counts")
    value = set_override(office.submitted, Decimal(40), "Stima", user=office.officer, today=TODAY)
    return_value(value, "Da rivedere", user=office.officer, now=NOW)
    (result,) = [
        each.result
        for each in results_of(office.period).indicators()
        if each.measured.indicator.pk == value.indicator_id
    ]
    assert (result.counted, result.state.value) == (None, "not_reported")
    with translation.override("en"):
        assert "does not count" in "; ".join(proof_lines(result.proof))


def test_no_achievement_leaves_the_bounds_of_the_method(office: Office) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        set_override(office.submitted, Decimal("100.01"), "Motivo", user=office.officer, today=TODAY)
    assert caught.value.refusal is Refusal.PERCENT_BEYOND_METHOD
    factories_values.method(office.period.plan, cap=None)
    office.submitted.refresh_from_db()
    value = set_override(office.submitted, Decimal("100.01"), "Motivo", user=office.officer, today=TODAY)
    assert value.override == Decimal("100.01")


def test_an_achievement_finer_than_is_kept_is_refused_and_not_rounded_in_silence(office: Office) -> None:
    with pytest.raises(ReviewRefusedError) as caught:
        set_override(office.submitted, Decimal("87.12345"), "Motivo", user=office.officer, today=TODAY)
    assert caught.value.refusal is Refusal.PERCENT_TOO_FINE
    kept = set_override(office.submitted, Decimal("87.123400"), "Motivo", user=office.officer, today=TODAY)
    kept.refresh_from_db()
    assert kept.override == Decimal("87.1234")


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_its_words(refusal: Refusal) -> None:
    assert refusal_message(refusal)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [("87,12345", Refusal.PERCENT_TOO_FINE), ("100000", Refusal.PERCENT_OUT_OF_RANGE)],
)
def test_the_form_refuses_in_the_words_of_the_service(typed: str, refusal: Refusal) -> None:
    form = OverrideForm({"version": "0", "percent": typed, "reason": "Motivo"})
    assert form.errors["percent"] == [refusal_message(refusal)]


def test_what_was_set_by_hand_is_taken_away_with_a_reason(office: Office) -> None:
    value = set_override(office.submitted, Decimal(90), "Dati tardivi", user=office.officer, today=TODAY)
    with pytest.raises(ReviewRefusedError):
        clear_override(value, " ", user=office.officer)
    value = clear_override(value, "I dati sono arrivati", user=office.officer)
    value.refresh_from_db()
    assert (value.override, value.override_by, value.override_on) == (None, None, None)
    reasons = value.history.values_list("history_change_reason", flat=True)[:2]
    assert list(reasons) == ["I dati sono arrivati", "Dati tardivi"]


def test_nobody_decides_on_values_without_the_permission_to_review(office: Office) -> None:
    value, person = office.submitted, office.manager
    for attempt in (
        lambda: validate([value], user=person, now=NOW),
        lambda: return_value(value, "Motivo", user=person, now=NOW),
        lambda: reopen(value, "Motivo", user=person, now=NOW),
        lambda: set_override(value, Decimal(1), "Motivo", user=person, today=TODAY),
        lambda: clear_override(value, "Motivo", user=person),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def many(period: ReportingPeriod, count: int) -> list[ActualValue]:
    section = period.plan.sections.get()
    made = []
    for number in range(count):
        row = factories.target(section, f"x{number}")
        indicator = factories.measure(row, "SI/NO", "SI").indicators.create(kind="yes_no")
        made.append(factories_values.actual_value(indicator, period, done=True))
    return made


def test_validating_many_values_takes_as_many_queries_as_validating_one(office: Office) -> None:
    assert office.officer.has_perm("targets.review_actualvalue")  # looked up once for a person
    found = []
    for values in ([office.submitted], many(office.period, 12)):
        with CaptureQueriesContext(connection) as queries:
            validate(values, user=office.officer, now=NOW)
        found.append(len(queries))
    assert found[0] == found[1]
