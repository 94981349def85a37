"""What submitted values are compared with changes with a reason only, and not under a closed period."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from objectives.models import Act, Plan, StrategicObjective
from targets.models import ActualValue, Condition, Indicator, Measure, ReportingPeriod, ReviewDecision
from targets.results import results_of
from targets.selectors import measures_for_reading
from targets.services.reading import confirm_reading, read_measures
from targets.services.yardsticks import JudgedOtherwiseError, Refusal, judged_alike
from tests import factories, factories_values
from tests.admin.pages import errors_on, page_of, save, url

if TYPE_CHECKING:
    from django.test import Client

    from accounts.models import User

WHY = "L'atto dice 70, non 80."
REASON = {"reason_of_correction": WHY}
NOW = datetime.datetime(2019, 2, 1, tzinfo=datetime.UTC)


@pytest.fixture
def plan(db: None) -> Plan:
    """Approved; its first row ``Procedimenti avviati/procedimenti fattibili*100``, ``80%``."""
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    plan.approval_act = Act.objects.create(number="1", date="2018-01-31")
    plan.state = Plan.State.APPROVED
    plan.save()
    return plan


@pytest.fixture
def office(office: Client) -> Client:
    """The planning office at its desk, reading English."""
    office.cookies["django_language"] = "en"
    return office


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return StrategicObjective.objects.get().measures.get()


@pytest.fixture
def indicator(measure: Measure) -> Indicator:
    return measure.indicators.get()


@pytest.fixture
def condition(measure: Measure) -> Condition:
    return Condition.objects.get(target_value__measure=measure)


@pytest.fixture
def value(indicator: Indicator, plan: Plan) -> ActualValue:
    """72 of 100, validated: 90 % of the target."""
    return factories_values.actual_value(
        indicator, factories_values.period(plan), {"a": 72, "b": 100}, state="validated"
    )


def achievement(indicator: Indicator) -> Decimal | None:
    """The figure of the report."""
    period = factories_values.reloaded(ReportingPeriod.objects.get())
    (found,) = (each for each in results_of(period).indicators() if each.measured.indicator == indicator)
    return found.result.shown


def close_period() -> None:
    ReportingPeriod.objects.update(state=ReportingPeriod.State.CLOSED)


def draft_again() -> None:
    Plan.objects.update(state=Plan.State.DRAFT)


def test_a_number_that_values_are_compared_with_does_not_change_without_a_reason(
    condition: Condition, indicator: Indicator, value: ActualValue, office: Client
) -> None:
    response = save(office, page_of(condition), value="70")
    assert "say why" in errors_on(response)
    assert "31 December 2018" in errors_on(response)
    assert 'value="70"' in response.text, "what was typed is still there"
    assert "confirmed" not in "".join(str(message) for message in response.context["messages"])
    condition.refresh_from_db()
    assert (condition.value, condition.confirmed_at) == (Decimal(80), None)
    assert achievement(indicator) == Decimal(90)


def test_with_a_reason_it_changes_and_the_validated_value_is_to_be_validated_again(
    condition: Condition, indicator: Indicator, value: ActualValue, office: Client, planning_officer: User
) -> None:
    assert achievement(indicator) == Decimal(90)
    assert save(office, page_of(condition), value="70", **REASON).status_code == 302
    assert achievement(indicator) == Decimal(100)
    value.refresh_from_db()
    assert (value.state, value.version) == (ActualValue.State.SUBMITTED, 1)
    decision = ReviewDecision.objects.get()
    assert (decision.outcome, decision.reason, decision.decided_by) == ("reopened", WHY, planning_officer)
    assert value.history.first().history_change_reason == WHY
    assert WHY in set(condition.history.values_list("history_change_reason", flat=True))


def test_a_submitted_value_stays_so_and_whoever_looked_at_its_old_figure_is_told(
    condition: Condition, value: ActualValue, office: Client
) -> None:
    ActualValue.objects.update(state="submitted")
    assert save(office, page_of(condition), value="70", **REASON).status_code == 302
    value.refresh_from_db()
    assert (value.state, value.version) == ("submitted", 1)
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"operator": "<="},
        {"unit": "giorni"},
        {"deadline": "2018-06-30"},
        {"basis": "variation"},
        {"reference_year": "2015"},
        {"indicator": ""},
        {"operator": "between", "upper": "90"},
    ],
)
def test_every_part_of_a_condition_needs_the_reason(
    change: dict[str, str], condition: Condition, value: ActualValue, office: Client
) -> None:
    assert "say why" in errors_on(save(office, page_of(condition), **change))
    assert save(office, page_of(condition), **change, **REASON).status_code == 302
    value.refresh_from_db()
    assert value.state == "submitted"


@pytest.mark.parametrize(
    "change",
    [
        {"expression": "b / a * 100"},
        {"kind": "percentage"},
        {"unit": "imprese"},
        {"baseline": "10"},
        {"weight": "3"},
        {"operands__0__label": "Procedimenti chiusi"},
    ],
)
def test_every_part_of_an_indicator_needs_the_reason(
    change: dict[str, str], indicator: Indicator, value: ActualValue, office: Client
) -> None:
    assert "say why" in errors_on(save(office, page_of(indicator), **change))
    assert save(office, page_of(indicator), **change, **REASON).status_code == 302
    value.refresh_from_db()
    assert value.state == "submitted"


def test_what_is_no_part_of_the_comparison_needs_none(
    indicator: Indicator, value: ActualValue, office: Client
) -> None:
    assert save(office, page_of(indicator), source="Infocamere", label="Avviati").status_code == 302
    value.refresh_from_db()
    assert value.state == "validated"


def test_under_a_closed_period_it_stays_whatever_the_reason(
    condition: Condition, indicator: Indicator, value: ActualValue, office: Client
) -> None:
    close_period()
    response = save(office, page_of(condition), value="70", **REASON)
    assert "closed period (31 December 2018)" in errors_on(response)
    assert "open the period again first" in errors_on(response)
    assert achievement(indicator) == Decimal(90)
    value.refresh_from_db()
    assert value.state == "validated"


@pytest.mark.parametrize("is_closed", [False, True])
def test_a_reading_that_is_merely_confirmed_needs_no_reason(
    is_closed: bool,
    condition: Condition,
    value: ActualValue,
    office: Client,
) -> None:
    if is_closed:
        close_period()
    assert save(office, page_of(condition), _confirm="1").status_code == 302
    condition.refresh_from_db()
    value.refresh_from_db()
    assert condition.confirmed_at is not None
    assert value.state == "validated"


def test_settling_what_was_unclear_needs_no_reason_and_makes_the_figure(
    condition: Condition, indicator: Indicator, value: ActualValue, office: Client
) -> None:
    Condition.objects.filter(pk=condition.pk).update(operator="", value=None, status="unclear")
    assert achievement(indicator) is None
    assert save(office, page_of(condition), operator=">=", value="80").status_code == 302
    assert achievement(indicator) == Decimal(90)
    value.refresh_from_db()
    assert value.state == "validated"


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_value_that_does_not_count_blocks_nothing(
    state: str, condition: Condition, value: ActualValue, office: Client
) -> None:
    ActualValue.objects.update(state=state)
    page = office.get(page_of(condition)).text
    assert "reason_of_correction" not in page
    assert save(office, page_of(condition), value="70").status_code == 302
    assert office.post(url(Condition, "delete", condition.pk), {"post": "yes"}).status_code == 302
    assert not Condition.objects.filter(pk=condition.pk).exists()


def test_the_page_says_that_values_hang_on_it_and_asks_for_the_reason(
    condition: Condition, value: ActualValue, office: Client
) -> None:
    page = office.get(page_of(condition)).text
    assert "Submitted values hang on this" in page
    assert 'name="reason_of_correction"' in page
    close_period()
    page = office.get(page_of(condition)).text
    assert "Values of a closed period (31 December 2018)" in page
    assert 'name="reason_of_correction"' not in page


def test_a_condition_that_values_are_compared_with_is_not_deleted(
    condition: Condition, value: ActualValue, office: Client
) -> None:
    address = url(Condition, "delete", condition.pk)
    assert "Correct the reading instead" in office.get(address).text
    assert office.post(address, {"post": "yes"}).status_code == 200
    assert Condition.objects.filter(pk=condition.pk).exists()


def test_nor_are_several_at_once(condition: Condition, value: ActualValue, office: Client) -> None:
    others = Condition.objects.exclude(pk=condition.pk)
    count = Condition.objects.count()
    chosen = [condition.pk, *others.values_list("pk", flat=True)]
    delete = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    response = office.post(url(Condition, "changelist"), delete)
    assert "Correct the reading instead" in response.text
    assert Condition.objects.count() == count
    delete["_selected_action"] = chosen[1:]
    assert office.post(url(Condition, "changelist"), delete).status_code == 302
    assert list(Condition.objects.values_list("pk", flat=True)) == [condition.pk]


def test_nor_on_the_page_of_its_target_value(
    condition: Condition, indicator: Indicator, value: ActualValue, office: Client
) -> None:
    page = page_of(condition.target_value)
    response = save(office, page, conditions__0__DELETE="on", **REASON)
    assert "cannot be deleted" in errors_on(response)
    assert achievement(indicator) == Decimal(90)


def test_nor_is_a_target_value(
    condition: Condition, measure: Measure, value: ActualValue, office: Client
) -> None:
    draft_again()
    target = condition.target_value
    chosen = {"action": "delete_selected", "_selected_action": [target.pk], "post": "yes"}
    assert "Correct the reading" in office.post(url(type(target), "changelist"), chosen).text
    assert office.post(url(type(target), "delete", target.pk), {"post": "yes"}).status_code == 200
    response = save(office, page_of(measure), target_values__0__DELETE="on", **REASON)
    assert "cannot be deleted" in errors_on(response)
    assert type(target).objects.filter(pk=target.pk).exists()


def test_a_further_condition_needs_the_reason(
    condition: Condition, value: ActualValue, office: Client
) -> None:
    added = {
        "conditions__TOTAL_FORMS": "2",
        "conditions__1__operator": "<=",
        "conditions__1__value": "95",
        "conditions__1__unit": "%",
        "conditions__1__basis": "absolute",
        "conditions__1__position": "1",
        "conditions__1__indicator": str(condition.indicator_id),
        "conditions__1__target_value": str(condition.target_value_id),
    }
    page = page_of(condition.target_value)
    assert "say why" in errors_on(save(office, page, **added))
    assert save(office, page, **added, **REASON).status_code == 302
    assert Condition.objects.filter(target_value=condition.target_value).count() == 2


@pytest.mark.parametrize("where", ["target_value", "measure", "row"])
def test_another_text_of_the_target_obeys_the_same_rule(
    where: str,
    measure: Measure,
    condition: Condition,
    indicator: Indicator,
    value: ActualValue,
    office: Client,
) -> None:
    draft_again()
    page, field = {
        "target_value": (page_of(condition.target_value), "text"),
        "measure": (page_of(measure), "target_values__0__text"),
        "row": (page_of(measure.row), "measures__0__target_text"),
    }[where]
    assert "say why" in errors_on(save(office, page, **{field: "90%"}))
    assert "cannot be deleted" in errors_on(save(office, page, **{field: ""}, **REASON))
    assert achievement(indicator) == Decimal(90)
    assert save(office, page, **{field: "90%"}, **REASON).status_code == 302
    assert achievement(indicator) == Decimal(80)
    value.refresh_from_db()
    assert value.state == "submitted"
    assert save(office, page, **{field: "almeno il 90%"}).status_code == 302, "read the same"
    close_period()
    assert "closed period" in errors_on(save(office, page, **{field: "80%"}, **REASON))


def test_a_newer_reader_leaves_what_values_are_compared_with(
    plan: Plan, condition: Condition, value: ActualValue
) -> None:
    Condition.objects.filter(pk=condition.pk).update(value=75)
    read_measures(measures_for_reading(plan), plan, user=None)
    condition.refresh_from_db()
    assert condition.value == 75
    ActualValue.objects.update(state="draft")
    read_measures(measures_for_reading(plan), plan, user=None)
    condition.refresh_from_db()
    assert condition.value == 80


def test_an_unclear_condition_that_a_person_told_is_read_and_one_without_a_number_is_not(
    measure: Measure, condition: Condition, planning_officer: User
) -> None:
    Condition.objects.filter(pk=condition.pk).update(status="unclear", operator="", value=None)
    confirm_reading(measure, user=planning_officer, now=NOW)
    condition.refresh_from_db()
    assert condition.status == "unclear"
    Condition.objects.filter(pk=condition.pk).update(operator=">=", value=5)
    confirm_reading(measure, user=planning_officer, now=NOW)
    condition.refresh_from_db()
    assert condition.status == "read"


def test_a_table_of_indicators_does_not_move_a_weight_under_values(
    indicator: Indicator, value: ActualValue, office: Client
) -> None:
    book, sheet = Workbook(write_only=True), io.BytesIO()
    page = book.create_sheet()
    for line in (["id", "weight", "source"], [indicator.pk, 3, "Infocamere"]):
        page.append(line)
    book.save(sheet)
    sheet.seek(0)
    sheet.name = "indicators.xlsx"
    response = office.post(url(Indicator, "import"), {"import_file": sheet, "format": "0"})
    assert "on the page of the indicator, with a reason" in response.text
    indicator.refresh_from_db()
    assert indicator.weight is None


def test_whoever_does_not_review_values_does_not_move_what_they_are_compared_with(
    plan: Plan, condition: Condition, value: ActualValue, director: User
) -> None:
    for person in (director, None):
        with (
            pytest.raises(JudgedOtherwiseError) as refused,
            judged_alike(plan, Measure.objects.all(), user=person, now=NOW, reason=WHY),
        ):
            Condition.objects.filter(pk=condition.pk).update(value=70)
        assert refused.value.refusal is Refusal.NOT_THE_OFFICE
        condition.refresh_from_db()
        assert condition.value == 80
