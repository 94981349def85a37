"""Single tables in and out of a spreadsheet."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from objectives.models import Act, Area, Plan
from objectives.resources import DateWidget, DecimalWidget
from objectives.sheets import MAX_BYTES, Sheet, SheetError
from targets.models import Indicator
from targets.selectors import measures_for_reading
from targets.services.reading import read_measures
from tests import factories
from tests.admin.pages import url

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.test import Client

    from accounts.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(*rows: Sequence[Any], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    output = BytesIO()
    book.save(output)
    return output.getvalue()


def look(client: Client, model: type[Any], data: bytes, name: str = "tabella.xlsx") -> Any:
    """Upload a file and return the page that shows what it would change."""
    client.cookies["django_language"] = "en"
    file = SimpleUploadedFile(name, data, XLSX)
    return client.post(url(model, "import"), {"import_file": file, "format": "0", "resource": ""})


def confirm(client: Client, model: type[Any], shown: Any) -> Any:
    assert "confirm_form" in shown.context, shown.context.get("problems") or shown.context["form"].errors
    return client.post(url(model, "process_import"), shown.context["confirm_form"].initial)


def export(client: Client, model: type[Any]) -> Any:
    client.cookies["django_language"] = "en"
    response = client.get(url(model, "export"))
    assert response.status_code == 200
    return openpyxl.load_workbook(BytesIO(response.content)).active


@pytest.fixture
def plan(db: None) -> Plan:
    plan = factories.small_plan()
    read_measures(measures_for_reading(plan), plan, user=None)
    return plan


def test_areas_are_added_and_changed_and_the_person_stands_in_their_history(
    db: None, office: Client, planning_officer: User
) -> None:
    factories.area("Registro Imprese")
    data = workbook(["Name", "Code", "Position"], ["Registro Imprese", 7, 1], ["Competitività", "B", 2])
    shown = look(office, Area, data)
    assert Area.objects.count() == 1, "looking saves nothing"
    assert confirm(office, Area, shown).status_code == 302
    assert Area.objects.get(name="Registro Imprese").code == "7"
    added = Area.objects.get(name="Competitività")
    assert added.history.get().history_user == planning_officer


def test_an_act_is_read_by_the_words_of_its_choices(db: None, office: Client) -> None:
    names = ["Type", "Organ", "Number", "Date", "Subject"]
    row = ["resolution (DELIBERA)", "Board (Giunta)", 122, "9/11/2017", "Variazione"]
    confirm(office, Act, look(office, Act, workbook(names, row)))
    act = Act.objects.get()
    assert (act.type, act.organ, act.number) == ("resolution", "board", "122")
    assert act.date == datetime.date(2017, 11, 9)


def test_a_word_that_is_no_choice_is_refused(db: None, office: Client) -> None:
    shown = look(office, Act, workbook(["Type", "Organ", "Number", "Date"], ["legge", "", 1, "9/11/2017"]))
    assert "«legge» is not one of" in str(shown.context["problems"])


def test_one_bad_row_saves_nothing_and_the_page_names_row_and_column(plan: Plan, office: Client) -> None:
    first, second, *_others = Indicator.objects.order_by("pk")
    rows: list[list[Any]] = [
        ["ID", "Baseline", "Weight"],
        [first.pk, "10", "1"],
        [],
        [second.pk, "tanto", "-3"],
    ]
    shown = look(office, Indicator, workbook(*rows))
    problems = " / ".join(" ".join(problem) for problem in shown.context["problems"])
    assert "Row 4: baseline «tanto» is not a number." in problems
    assert "Row 4: weight" in problems
    assert "confirm_form" not in shown.context
    first.refresh_from_db()
    assert first.baseline is None


def test_a_rule_of_the_database_speaks_to_people(plan: Plan, office: Client) -> None:
    key = Indicator.objects.order_by("pk").values_list("pk", flat=True)[0]
    shown = look(office, Indicator, workbook(["ID", "Year of the baseline"], [key, 2017]))
    problems = " ".join(" ".join(problem) for problem in shown.context["problems"])
    assert "A year of the baseline needs a baseline." in problems


def test_nothing_is_saved_where_the_data_changed_between_preview_and_confirmation(
    plan: Plan, office: Client
) -> None:
    first, second, *_others = Indicator.objects.order_by("pk")
    shown = look(office, Indicator, workbook(["ID", "Baseline"], [first.pk, 1], [second.pk, 2]))
    second.delete()
    confirm(office, Indicator, shown)
    first.refresh_from_db()
    assert first.baseline is None


def test_what_goes_out_comes_back_without_a_change(plan: Plan, office: Client) -> None:
    indicator = Indicator.objects.order_by("pk")[0]
    indicator.baseline, indicator.baseline_year = Decimal("1234.5"), 2017
    indicator.direction, indicator.area = "at_most", Area.objects.get()
    indicator.source = "=1+1"
    indicator.save()
    before = Indicator.history.count()
    data = office.get(url(Indicator, "export")).content
    shown = look(office, Indicator, data)
    assert {kind for _label, kind, _values in shown.context["rows"]} == {"skip"}
    confirm(office, Indicator, shown)
    assert Indicator.history.count() == before


@pytest.mark.parametrize("text", ["=70%", "=- 20% rispetto", "- n. seller", "+5", "@qui", "=1+1"])
def test_a_text_that_looks_like_a_formula_goes_out_as_that_text(db: None, office: Client, text: str) -> None:
    factories.area(text)
    cell = export(office, Area)["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_numbers_and_dates_go_out_as_such(db: None, office: Client) -> None:
    Act.objects.create(number="1", date="2018-01-31")
    sheet = export(office, Act)
    headers = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, headers.index("date") + 1).value == datetime.datetime(2018, 1, 31)  # noqa: DTZ001
    assert "number" in headers


def test_an_indicator_is_not_made_by_a_table(plan: Plan, office: Client) -> None:
    shown = look(office, Indicator, workbook(["ID", "Baseline"], [9999, 1]))
    assert "There is no indicator with this number." in str(shown.context["problems"])
    shown = look(office, Indicator, workbook(["Baseline"], [1]))
    assert "is missing" in str(shown.context["problems"])


def test_a_column_nobody_knows_is_refused(db: None, office: Client) -> None:
    shown = look(office, Area, workbook(["Name", "Colore"], ["A", "blu"]))
    assert "Colore" in str(shown.context["problems"])


def test_an_area_that_nobody_knows_is_refused(plan: Plan, office: Client) -> None:
    key = Indicator.objects.order_by("pk").values_list("pk", flat=True)[0]
    shown = look(office, Indicator, workbook(["ID", "Area"], [key, "Ignota"]))
    assert "No area is called «Ignota»." in str(shown.context["problems"])


@pytest.mark.parametrize("model", [Area, Act, Indicator])
def test_who_may_only_look_exports_and_does_not_import(
    model: type[Any], plan: Plan, onlooker: Client, outsider: Client
) -> None:
    assert onlooker.get(url(model, "export")).status_code == 200
    assert onlooker.get(url(model, "import")).status_code == 403
    assert look(onlooker, model, workbook(["Name"], ["X"])).status_code == 403
    assert onlooker.post(url(model, "process_import"), {}).status_code == 403
    assert b"/import/" not in onlooker.get(url(model, "changelist")).content
    assert outsider.get(url(model, "export")).status_code in (302, 403)


def bomb() -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 60_000_000)
    return output.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"nome;codice\nA;1\n", "no Excel workbook"),
        (b"PK\x03\x04 not a zip at all", "no Excel workbook"),
        (workbook(), "empty"),
        (workbook(["Name"], ["=A1"]), "Cell A2 holds a formula"),
        (
            workbook(["Name", "Position"], ["A", 0.85], formats={"B2": "0%"}),
            "Cell B2 is formatted as a percentage",
        ),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
    ],
    ids=["empty", "csv", "broken", "no-rows", "formula", "percentage", "large"],
)
def test_a_file_that_cannot_be_read_says_why(db: None, office: Client, data: bytes, why: str) -> None:
    page = look(office, Area, data)
    assert why in page.content.decode()
    assert not Area.objects.exists()


def test_a_file_far_larger_inside_than_outside_is_not_opened() -> None:
    with translation.override("en"), pytest.raises(SheetError, match="inside"):
        Sheet().create_dataset(bomb())


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (None, None),
        ("", None),
        ("  ", None),
        (0, Decimal(0)),
        ("0", Decimal(0)),
        (0.1, Decimal("0.1")),
        ("1.234,56", Decimal("1234.56")),
        ("70.000,00", Decimal(70000)),
        ("-20", Decimal(-20)),
        ("− 20", Decimal(-20)),
    ],
)
def test_a_number_is_read_as_people_write_it_and_nothing_is_not_zero(
    cell: Any, number: Decimal | None
) -> None:
    assert DecimalWidget().clean(cell) == number


@pytest.mark.parametrize("cell", ["85%", "N/A", "-", "circa 3", True, "1,2,3"])
def test_what_is_no_number_is_refused(cell: Any) -> None:
    with pytest.raises(ValueError, match="«"):
        DecimalWidget().clean(cell)


@pytest.mark.parametrize("cell", ["31/12/2018", "31.12.2018", "2018-12-31", datetime.datetime(2018, 12, 31)])  # noqa: DTZ001
def test_a_date_is_read_in_each_of_its_forms(cell: Any) -> None:
    assert DateWidget().clean(cell) == datetime.date(2018, 12, 31)


def test_a_date_the_american_way_is_not_guessed() -> None:
    with translation.override("en"), pytest.raises(ValueError, match="not a date"):
        DateWidget().clean("12/31/2018")
