"""The method of a plan in the data entry: started from the commonest rules, never stored in contradiction."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import translation

from objectives.models import Act
from targets.models import ActualValue, EvaluationMethod, Indicator, MethodBand
from targets.results import default_method, method_of
from targets.services.measures import refresh_plan
from targets.services.methods import make_method
from tests import factories, factories_values
from tests.admin.pages import errors_on, page_of, save, untouched, url

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User
    from objectives.models import Plan


@pytest.fixture
def plan(db: None) -> Plan:
    return factories.small_plan()


@pytest.fixture
def stored(plan: Plan) -> EvaluationMethod:
    return make_method(plan)


@pytest.fixture(autouse=True)
def _english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def bands() -> list[tuple[Decimal, bool, str]]:
    return list(MethodBand.objects.values_list("lower", "includes_lower", "word"))


def test_a_new_method_has_the_commonest_rules_and_its_maker_in_the_history(
    plan: Plan, planning_officer: User
) -> None:
    made = make_method(plan, planning_officer)
    plan.refresh_from_db()
    assert method_of(plan) == default_method()
    assert made.history.get().history_user == planning_officer
    assert {band.history_user for band in MethodBand.history.all()} == {planning_officer}


def test_a_second_one_is_not_made(plan: Plan, stored: EvaluationMethod) -> None:
    MethodBand.objects.filter(name="reached").delete()
    assert make_method(plan) == stored
    assert MethodBand.objects.count() == 3


def test_the_words_of_the_bands_are_in_the_language_of_the_body(plan: Plan, settings: Any) -> None:
    settings.LANGUAGE_CODE = "it"
    with translation.override("en"):
        make_method(plan)
        words = list(MethodBand.objects.values_list("word", flat=True))
    with translation.override("it"):
        assert words == [band.word for band in default_method().bands]


def test_beside_the_words_of_another_language_the_bands_have_english_ones(plan: Plan, settings: Any) -> None:
    settings.LANGUAGE_CODE = "it"
    make_method(plan)
    words = dict(MethodBand.objects.values_list("word", "word_en"))
    assert list(words.values()) == ["not reached", "partly reached", "largely reached", "reached"]
    assert not set(words) & set(words.values())


def test_a_body_whose_language_is_english_has_one_word_for_each_band(stored: EvaluationMethod) -> None:
    assert set(MethodBand.objects.values_list("word_en", flat=True)) == {""}


def test_the_english_word_is_typed_beside_the_word(stored: EvaluationMethod, office: Client) -> None:
    assert save(office, page_of(stored), bands__0__word="scarso", bands__0__word_en="poor").status_code == 302
    band = stored.bands.get(name="not_reached")
    assert (band.word, band.word_en) == ("scarso", "poor")
    assert "poor" in office.get(url(EvaluationMethod, "changelist")).content.decode()


def test_the_office_starts_a_method_from_its_plan(plan: Plan, office: Client) -> None:
    address = url(EvaluationMethod, "of_plan", plan.pk)
    assert address in office.get(page_of(plan)).content.decode()
    shown = office.get(address)
    assert "commonest rules" in shown.content.decode()
    assert not EvaluationMethod.objects.exists()  # looking makes nothing
    made = office.post(address)
    stored = EvaluationMethod.objects.get()
    assert made.headers["Location"] == office.get(address).headers["Location"] == page_of(stored)


def test_who_may_only_look_starts_none_and_changes_none(plan: Plan, onlooker: Client) -> None:
    address = url(EvaluationMethod, "of_plan", plan.pk)
    assert b"<form method" not in onlooker.get(address).content.split(b"content-main")[1]
    assert onlooker.post(address).status_code == 403
    assert onlooker.post(page_of(make_method(plan)), {"cap": "120"}).status_code == 403


def test_a_method_stays_open_once_its_plan_is_approved(
    plan: Plan, stored: EvaluationMethod, office: Client
) -> None:
    act = Act.objects.create(number="12", date="2018-01-30")
    type(plan).objects.update(state="approved", approval_act=act)
    response = save(office, page_of(stored), lower="one_minus_excess", cap="120")
    assert response.status_code == 302
    stored.refresh_from_db()
    assert (stored.lower, stored.cap) == ("one_minus_excess", Decimal(120))


def test_a_page_that_is_only_sent_again_changes_nothing(stored: EvaluationMethod, office: Client) -> None:
    before = bands()
    assert save(office, page_of(stored)).status_code == 302
    assert (bands(), stored.history.count()) == (before, 1)


def test_an_empty_cap_is_no_cap(stored: EvaluationMethod, office: Client) -> None:
    assert save(office, page_of(stored), cap="").status_code == 302
    stored.refresh_from_db()
    assert stored.cap is None


def test_edges_are_typed_as_people_write_numbers(stored: EvaluationMethod, office: Client) -> None:
    assert (
        save(office, page_of(stored), bands__1__lower="70,5", bands__1__includes_lower=None).status_code
        == 302
    )
    assert bands()[1] == (Decimal("70.5"), False, "partly reached")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"cap": "99"}, "With a cap under 100 no target could be reached in full."),
        ({"floor": "101"}, "The floor is from 0 to 100."),
        ({"decimals": "7"}, "The decimals are from 0 to 6."),
        ({"points_per_day": "-1"}, "Points are taken off"),
        ({"bands__0__lower": "10"}, "Nothing says which band the lowest achievements lie in"),
        ({"bands__0__includes_lower": None}, "Nothing says which band the lowest achievements lie in"),
        ({"bands__0__DELETE": "on"}, "Nothing says which band the lowest achievements lie in"),
        ({"bands__3__lower": "101"}, "The band begins above the cap"),
        ({"bands__3__lower": "90"}, "Another band begins at the same edge."),
        ({"bands__3__word": "partly reached"}, "Another band has this code or, in one of the languages"),
        ({"bands__3__word_en": "partly reached"}, "Another band has this code or, in one of the languages"),
        ({"bands__3__word": ""}, "This field is required."),
        ({"bands__3__lower": "molto"}, "Enter a number."),
    ],
)
def test_a_method_that_contradicts_itself_is_not_stored_and_says_why(
    changes: dict[str, str], message: str, stored: EvaluationMethod, office: Client
) -> None:
    before = bands()
    assert message in errors_on(save(office, page_of(stored), **changes))
    assert bands() == before
    assert stored.history.count() == 1


def test_bands_may_change_places(stored: EvaluationMethod, office: Client) -> None:
    swapped = {"bands__1__lower": "90", "bands__2__lower": "70"}
    assert save(office, page_of(stored), **swapped).status_code == 302
    words = [word for _lower, _included, word in bands()]
    assert words == ["not reached", "largely reached", "partly reached", "reached"]


def test_a_lower_cap_and_the_bands_are_judged_together(stored: EvaluationMethod, office: Client) -> None:
    """Each is right by itself: a band from 110, a cap of 100."""
    raised = save(office, page_of(stored), cap="120", bands__3__lower="110")
    assert raised.status_code == 302
    assert "The band begins above the cap" in errors_on(save(office, page_of(stored), cap="100"))
    stored.refresh_from_db()
    assert stored.cap == 120


def test_a_method_is_not_left_without_any_band(stored: EvaluationMethod, office: Client) -> None:
    without = {f"bands__{place}__DELETE": "on" for place in range(4)}
    response = save(office, page_of(stored), **without)
    assert "A method keeps at least one band" in response.content.decode()
    assert len(bands()) == 4


def test_a_body_that_uses_no_bands_keeps_one_for_everything(stored: EvaluationMethod, office: Client) -> None:
    others = {f"bands__{place}__DELETE": "on" for place in (1, 2, 3)}
    assert save(office, page_of(stored), bands__0__word="measured", **others).status_code == 302
    assert bands() == [(Decimal(0), True, "measured")]


def test_every_rule_of_the_page_stands_with_its_example(stored: EvaluationMethod, office: Client) -> None:
    page = office.get(page_of(stored)).content.decode()
    for said in ("6 days against a target of 5", "target / actual (83.3 %)", "(SMVP)"):
        assert said in page
    assert untouched(office, page_of(stored))["lower"] == "target_over_actual"


@pytest.fixture
def submitted(plan: Plan, stored: EvaluationMethod) -> ActualValue:
    """A value that is counted by the stored method."""
    refresh_plan(plan, user=None)
    target = Indicator.objects.of_plan(plan)[0]
    return factories_values.actual_value(target, factories_values.period(plan))


@pytest.mark.parametrize("changes", [{"cap": "120"}, {"bands__1__lower": "60"}])
def test_under_submitted_values_a_change_takes_a_reason_that_stays(
    changes: dict[str, str], submitted: ActualValue, stored: EvaluationMethod, office: Client
) -> None:
    before = bands()
    assert "say above why it changes" in errors_on(save(office, page_of(stored), **changes))
    assert bands() == before
    assert stored.history.count() == 1
    why = "Aggiornato il sistema di misurazione"
    assert save(office, page_of(stored), reason=why, **changes).status_code == 302
    records = [*stored.history.all(), *MethodBand.history.all()]
    assert {each.history_change_reason for each in records if each.history_change_reason} == {why}


def test_what_is_only_sent_again_takes_none(
    submitted: ActualValue, stored: EvaluationMethod, office: Client
) -> None:
    assert save(office, page_of(stored)).status_code == 302
    assert 'name="reason"' in office.get(page_of(stored)).text


def test_a_reason_is_asked_for_only_where_values_are_counted(
    stored: EvaluationMethod, office: Client
) -> None:
    assert 'name="reason"' not in office.get(page_of(stored)).text
    assert save(office, page_of(stored), cap="120").status_code == 302
