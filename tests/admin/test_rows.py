"""Writing the rows of a plan."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from objectives.models import (
    Act,
    Area,
    OperationalObjective,
    Organization,
    Plan,
    StrategicLine,
    StrategicObjective,
)
from targets.models import Condition, Doubt, Indicator, Measure, Section, Target, TargetValue
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import page_of, save, untouched, url

if TYPE_CHECKING:
    from django.test import Client

LINE_ENDS = " - due parole \r\n\ttra spazi\n \xa0"


@pytest.fixture
def plan(db: None) -> Plan:
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


@pytest.fixture
def objective(plan: Plan) -> StrategicObjective:
    return StrategicObjective.objects.get()


def approve(plan: Plan) -> None:
    plan.approval_act = Act.objects.create(number="1", date="2018-01-31")
    plan.state = Plan.State.APPROVED
    plan.save()


def test_saving_an_untouched_page_changes_nothing(objective: StrategicObjective, office: Client) -> None:
    kept = {"text": LINE_ENDS, "change_note": " nota\r", "kind_text": " OS\n2017 ", "area_text": " area  x "}
    StrategicObjective.objects.filter(pk=objective.pk).update(**kept)
    Measure.objects.filter(strategic_objective=objective).update(formula_text=LINE_ENDS)
    TargetValue.objects.filter(measure__strategic_objective=objective).update(text=LINE_ENDS)
    cells = (StrategicObjective, Measure, TargetValue)
    before = [model.history.count() for model in cells]
    assert save(office, page_of(objective)).status_code == 302
    objective.refresh_from_db()
    assert {name: getattr(objective, name) for name in kept} == kept
    measure = objective.measures.get()
    assert measure.formula_text == LINE_ENDS
    assert measure.target_values.get().text == LINE_ENDS
    assert [model.history.count() for model in cells] == before


@pytest.mark.parametrize(
    "model",
    [
        *(Organization, Area, Act, Plan, StrategicLine, StrategicObjective, OperationalObjective),
        *(Section, Target, Measure, TargetValue, Indicator),
    ],
    ids=lambda model: model.__name__,
)
def test_a_page_that_is_sent_again_as_it_was_is_no_entry_of_the_history(
    model: Any, plan: Plan, office: Client
) -> None:
    factories.organization()
    Act.objects.create(number="1", date="2018-01-31")
    histories = [m for m in apps.get_models() if m.__name__.startswith("Historical")]
    before = {history: history._default_manager.count() for history in histories}
    assert save(office, page_of(model.objects.first())).status_code == 302
    assert {history: history._default_manager.count() for history in histories} == before


def test_blanks_that_a_person_types_are_kept(objective: StrategicObjective, office: Client) -> None:
    save(office, page_of(objective), text="  due \r\n", measures__0__target_text=" ≥ 3 ")
    objective.refresh_from_db()
    assert objective.text == "  due \n"
    assert objective.measures.get().target_values.get().text == " ≥ 3 "


def test_formula_and_target_are_written_and_read_on_the_page_of_the_row(
    objective: StrategicObjective, office: Client
) -> None:
    save(office, page_of(objective), measures__0__formula_text="n. imprese", measures__0__target_text="> 50")
    indicator = Indicator.objects.of(objective).get()
    condition = Condition.objects.get(target_value__measure__strategic_objective=objective)
    assert indicator.kind == Indicator.Kind.COUNT
    assert (condition.operator, condition.value, condition.status) == (">", Decimal(50), "read")


def test_the_page_says_how_the_cells_are_read(objective: StrategicObjective, office: Client) -> None:
    office.cookies["django_language"] = "en"
    text = office.get(page_of(objective)).content.decode()
    assert "at least 80\xa0%" in text
    assert "assumed" in text
    assert "procedimenti fattibili" in text


def test_a_target_value_of_another_year_stays(objective: StrategicObjective, office: Client) -> None:
    other = TargetValue.objects.create(measure=objective.measures.get(), year=2019, text="90%")
    save(office, page_of(objective), measures__0__target_text="85%")
    assert TargetValue.objects.get(pk=other.pk).text == "90%"
    assert TargetValue.objects.get(measure=objective.measures.get(), year=2018).text == "85%"


def test_a_row_without_a_formula_raises_its_doubts(plan: Plan, office: Client) -> None:
    address = url(StrategicObjective, "add")
    data = untouched(office, address) | {"line": plan.lines.get().pk, "code": "9", "text": "Nuovo"}
    assert office.post(address, data).status_code == 302
    row = StrategicObjective.objects.get(code="9")
    codes = set(Doubt.objects.filter(measure__strategic_objective=row).values_list("code", flat=True))
    assert {"missing_formula", "missing_target", "missing_area"} <= codes


def test_a_new_row_is_read_with_the_year_of_its_plan(plan: Plan, office: Client) -> None:
    address = url(Target, "add")
    data = untouched(office, address) | {
        "section": plan.sections.get().pk,
        "text": "Nuovo",
        "measures-0-formula_text": "SI/NO",
        "measures-0-target_text": "entro il 30/6",
    }
    assert office.post(address, data).status_code == 302
    value = TargetValue.objects.get(text="entro il 30/6")
    assert value.year == 2018
    assert value.conditions.get().deadline == datetime.date(2018, 6, 30)


def test_a_row_added_in_its_parents_table_is_read_and_goes_to_the_end(
    objective: StrategicObjective, office: Client
) -> None:
    prefix = "operational_objectives"
    save(
        office,
        page_of(objective),
        **{f"{prefix}__TOTAL_FORMS": "3"},
        **{f"{prefix}__1__text": "Secondo", f"{prefix}__1__position": "", f"{prefix}__1__code": "1.2"},
        **{f"{prefix}__2__text": "Terzo", f"{prefix}__2__position": "", f"{prefix}__2__code": "1.3"},
    )
    rows = list(objective.operational_objectives.order_by("position"))
    assert [row.code for row in rows] == ["1.1", "1.2", "1.3"]
    assert [row.position for row in rows] == [1, 2, 3]
    assert all(row.measures.count() == 1 for row in rows)


def test_an_area_chosen_in_the_table_settles_the_missing_one(plan: Plan, office: Client) -> None:
    row = OperationalObjective.objects.get()
    row.area = None
    row.save()
    read_measures(measures_for_reading(plan), plan, user=None)
    assert Doubt.objects.filter(measure__operational_objective=row, code="missing_area").exists()
    area = factories.area("Nuova")
    save(office, page_of(row.strategic_objective), operational_objectives__0__area=str(area.pk))
    assert not Doubt.objects.filter(measure__operational_objective=row, code="missing_area").exists()


def test_a_section_whose_last_column_is_a_note_asks_for_no_area(plan: Plan, office: Client) -> None:
    target = Target.objects.get()
    target.area = None
    target.save()
    save(office, page_of(target))
    assert Doubt.objects.filter(measure__target=target, code="missing_area").exists()
    save(office, page_of(Section.objects.get()), has_notes="on")
    assert not Doubt.objects.filter(measure__target=target, code="missing_area").exists()


def test_a_row_moves_up_and_down_in_its_parent(plan: Plan, office: Client) -> None:
    parent = StrategicObjective.objects.get()
    rows = [OperationalObjective.objects.get()]
    rows += [factories.operational_objective(parent, code=f"1.{n}") for n in (2, 3)]
    address = url(OperationalObjective, "changelist")
    office.post(address, {"action": "move_up", "_selected_action": [rows[2].pk]})
    order = list(parent.operational_objectives.order_by("position").values_list("code", flat=True))
    assert order == ["1.1", "1.3", "1.2"]
    office.post(address, {"action": "move_down", "_selected_action": [rows[0].pk, rows[2].pk]})
    order = list(parent.operational_objectives.order_by("position").values_list("code", flat=True))
    assert order == ["1.2", "1.1", "1.3"]
    assert OperationalObjective.history.filter(history_type="~").exists()


def test_a_page_leads_up_and_along(plan: Plan, office: Client) -> None:
    parent = StrategicObjective.objects.get()
    first = OperationalObjective.objects.get()
    second = factories.operational_objective(parent, code="1.2")
    text = office.get(page_of(second)).content.decode()
    for above in (plan, plan.lines.get(), parent, first):
        assert page_of(above) in text


@pytest.mark.parametrize("model", [StrategicLine, StrategicObjective, OperationalObjective, Section, Target])
def test_an_approved_plan_is_only_to_be_read_and_says_why(
    model: type[StrategicLine], plan: Plan, office: Client
) -> None:
    approve(plan)
    office.cookies["django_language"] = "en"
    row = model.objects.get()
    page = office.get(page_of(row))
    assert "This plan is approved" in page.content.decode()
    assert b'name="_save"' not in page.content
    assert office.post(page_of(row), {"text": "x"}).status_code == 403
    assert office.post(url(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    office.post(url(model, "changelist"), chosen)
    office.post(url(model, "changelist"), {"action": "move_up", "_selected_action": [row.pk]})
    assert model.objects.filter(pk=row.pk).exists()


def test_nothing_is_added_to_an_approved_plan(plan: Plan, office: Client) -> None:
    approve(plan)
    office.cookies["django_language"] = "en"
    address = url(StrategicObjective, "add")
    data = untouched(office, address) | {"line": plan.lines.get().pk, "text": "Nuovo"}
    response = office.post(address, data)
    assert "This plan is approved" in response.content.decode()
    assert StrategicObjective.objects.count() == 1


def test_no_row_is_taken_into_an_approved_plan(plan: Plan, office: Client) -> None:
    approve(plan)
    draft = factories.plan(2019)
    moving = factories.strategic_objective(factories.line(draft))
    save(office, page_of(moving), line=str(plan.lines.get().pk))
    moving.refresh_from_db()
    assert moving.line.plan == draft


def test_the_plan_is_approved_by_its_act_only(plan: Plan, office: Client) -> None:
    office.cookies["django_language"] = "en"
    response = save(office, page_of(plan), state="approved")
    assert "An approved plan needs the act that approved it." in response.content.decode()
    act = Act.objects.create(number="1", date="2018-01-31")
    assert save(office, page_of(plan), state="approved", approval_act=str(act.pk)).status_code == 302
    assert b'name="_save"' not in office.get(page_of(plan)).content


def test_the_year_of_a_filled_plan_is_fixed(plan: Plan, office: Client) -> None:
    save(office, page_of(plan), year="2020")
    plan.refresh_from_db()
    assert plan.year == 2018


def test_the_whole_tree_is_deleted_with_its_counts_shown_first(plan: Plan, office: Client) -> None:
    page = office.get(url(Plan, "delete", plan.pk)).content.decode()
    assert "Avviare l&#x27;80% dei procedimenti" in page
    assert office.post(url(Plan, "delete", plan.pk), {"post": "yes"}).status_code == 302
    assert not Measure.objects.exists()


def test_an_area_in_use_is_not_deleted_and_the_rows_are_named(plan: Plan, office: Client) -> None:
    area = Area.objects.get()
    page = office.get(url(Area, "delete", area.pk)).content.decode()
    assert "Avviare l&#x27;80% dei procedimenti" in page
    office.post(url(Area, "delete", area.pk), {"post": "yes"})
    assert Area.objects.filter(pk=area.pk).exists()


def test_search_finds_the_words_of_formula_and_target(plan: Plan, office: Client) -> None:
    for words in ("fattibili", "80%", "1", "Registro Imprese", "2018"):
        page = office.get(url(StrategicObjective, "changelist"), {"q": words}).content.decode()
        assert "Avviare l" in page, words
    nothing = office.get(url(StrategicObjective, "changelist"), {"q": "introvabile"}).content.decode()
    assert "Avviare l" not in nothing
