"""Export, then import: the same plan, into the same database and into a new one."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from objectives.models import Area, OperationalObjective, Plan, StrategicObjective
from targets.domain.table.problems import Column, ProblemCode
from targets.files.errors import JsonValueError
from targets.imports.page import build_import_page
from targets.models import Indicator, Section, Target, TargetValue
from targets.selectors import measures_for_reading
from targets.services.exporting import Format, export_plan, plan_table
from targets.services.importing import import_plan
from targets.services.importing.outcome import Action
from targets.services.importing.source import read_plan
from targets.services.reading import read_measures
from tests import factories
from tests.imports.plans import YEARS, imported, small_grid

pytestmark = pytest.mark.django_db


def cells(plan: Plan) -> object:
    """What the document of a plan says, cell by cell."""
    table = plan_table(plan)
    return replace(table, sections=tuple(replace(section, line_no=0) for section in table.sections))


@pytest.mark.parametrize("kind", Format)
def test_rows_that_people_made_survive_a_round_trip(kind: Format, db: None) -> None:
    plan = factories.plan(lines_heading="=1+1")
    area = factories.area("Area scelta")
    line = factories.line(plan, name="soddisfazione dell'utenza", heading="")
    factories.line(plan, name="Vuota", heading="asse")
    first = factories.strategic_objective(line, kind_text="", code="", area=area, weight=Decimal("12.5"))
    factories.measure(first, "-a/b", "=70%")
    factories.measure(first, "@x", None)
    factories.operational_objective(first, text="Totale", note="+10%", code="A/7")
    factories.target(
        factories.section(plan, "Varie", kind=Section.Kind.OTHER, has_notes=True), kind_text="Indice"
    )
    before, content = cells(plan), export_plan(plan, kind)
    outcome = import_plan(read_plan(content, "", year=2018), YEARS, user=None)
    assert (cells(plan), outcome.absent, outcome.absent_parts) == (before, (), ())
    assert StrategicObjective.objects.get().area == area
    plan.delete()
    made = import_plan(read_plan(content, "", year=2018), YEARS, user=None).plan
    assert cells(made) == before


def plan_with_data_beside_the_document() -> Plan:
    """Line codes, targets of other years, indicators with baseline, source, weight, area and code."""
    plan = factories.plan()
    office = factories.area("Ragioneria")
    line = factories.line(plan, code="A.1")
    factories.line(plan, name="Vuota", code="A.2")
    first = factories.strategic_objective(line, kind_text="OBIETTIVO", area=factories.area())
    both = factories.measure(first, "% di completamento % utilizzo budget di spesa", "80%")
    TargetValue.objects.create(measure=both, year=2019, text="85% entro il 30/6/2019")
    TargetValue.objects.create(measure=both, year=2017, text="=70%")
    further = factories.measure(first, "n. imprese", "> 50")
    TargetValue.objects.create(measure=further, year=2020, text="> 60")
    for position, measure in enumerate((both, further), start=1):
        measure.position = position
        measure.save()
    read_measures(measures_for_reading(plan), plan, user=None)
    one, two = Indicator.objects.filter(measure=both).order_by("position")
    two.baseline, two.baseline_year, two.weight = Decimal("-12.5"), 2015, Decimal("0.25")
    two.area, two.source = office, "Bilancio; =1+1"
    one.external_code = "KPI 7"
    three = Indicator.objects.get(measure=further)
    three.baseline, three.source = Decimal(0), "Registro 2"
    for indicator in (one, two, three):
        indicator.save()
    return plan


def told(plan: Plan) -> list[tuple[object, ...]]:
    indicators = Indicator.objects.of_plan(plan).order_by("measure__position", "position")
    return [
        (i.baseline, i.baseline_year, i.source, i.weight, str(i.area), i.external_code) for i in indicators
    ]


@pytest.mark.parametrize("kind", Format)
def test_what_stands_beside_the_document_survives_a_round_trip(kind: Format, db: None) -> None:
    plan = plan_with_data_beside_the_document()
    before, data, content = cells(plan), told(plan), export_plan(plan, kind)
    outcome = import_plan(read_plan(content, "", year=2018), YEARS, user=None)
    assert outcome.count(Action.UNCHANGED) == len(outcome.rows)
    assert (cells(plan), told(plan)) == (before, data)
    plan.delete()
    Area.objects.all().delete()
    made = import_plan(read_plan(content, "", year=2018), YEARS, user=None).plan
    assert (cells(made), told(made)) == (before, data)
    assert [line.code for line in made.lines.all()] == ["A.1", "A.2"]
    assert export_plan(made, kind) == content


@pytest.mark.parametrize("kind", Format)
def test_the_plan_of_the_year_after_takes_the_targets_of_its_year(kind: Format, db: None) -> None:
    content = export_plan(plan_with_data_beside_the_document(), kind)
    rows = [row for row in read_plan(content, "", year=2019).rows() if row.code]
    assert [(cells.target, cells.other_targets) for cells in rows[0].measures] == [
        ("85% entro il 30/6/2019", ((2017, "=70%"), (2018, "80%"))),
        ("", ((2018, "> 50"), (2020, "> 60"))),
    ]


def test_data_of_an_indicator_that_changed_are_shown_as_a_change_of_the_row(db: None) -> None:
    plan = plan_with_data_beside_the_document()
    text = export_plan(plan, Format.JSON).decode().replace('"Registro 2"', '"Registro 3"')
    outcome = import_plan(read_plan(text.encode(), "", year=2018), YEARS, user=None)
    assert [(row.action, row.changed) for row in outcome.rows] == [(Action.UPDATED, (Column.INDICATOR,))]
    assert Indicator.objects.filter(source="Registro 3").count() == 1


def test_data_that_have_no_place_are_left_out_and_said(db: None) -> None:
    plan = plan_with_data_beside_the_document()
    content = json.loads(export_plan(plan, Format.JSON))
    content["rows"][0]["indicators"] = [{}, {"baseline": "circa 10", "weight": "-1"}, {"source": "Terza"}]
    content["rows"][1]["indicators"] = [{"baseline_year": "2015"}]
    table = read_plan(json.dumps(content).encode(), "", year=2018)
    (outcome,) = import_plan(table, YEARS, user=None).rows
    assert outcome.has_left_out
    assert [p.detail for p in outcome.row.problems if p.code is ProblemCode.EXTRA_CELL] == [
        "VALORE DI PARTENZA 2: circa 10",
        "PESO INDICATORE 2: -1",
        "ANNO DI PARTENZA: 2015",
    ]
    page = build_import_page(table, YEARS, import_plan(table, YEARS, user=None), only_doubtful=True)
    assert any("more indicators" in d or "più indicatori" in d for d in page.sections[0].rows[0].doubts)


def test_a_plan_without_such_data_has_no_columns_for_them(db: None) -> None:
    imported(small_grid())
    sheet = export_plan(Plan.objects.get(), Format.CSV).decode("utf-8-sig")
    assert sheet.splitlines()[2].count(";") == 10


@pytest.mark.parametrize(
    "part",
    [
        *({"targets": [1]}, {"targets": {"domani": "x"}}, {"targets": {"2019": 5}}),
        *({"indicators": {}}, {"indicators": [1]}, {"indicators": [{"source": 1}]}, {"section": 5}),
    ],
    ids=str,
)
def test_an_export_that_was_tampered_with_is_refused_by_the_name_of_the_part(
    part: dict[str, object], db: None
) -> None:
    content = json.loads(export_plan(plan_with_data_beside_the_document(), Format.JSON))
    content["rows"][0] |= part
    with pytest.raises(JsonValueError):
        read_plan(json.dumps(content).encode(), "", year=2018)


def test_a_plan_that_was_sorted_in_the_sheet_is_only_moved(db: None) -> None:
    imported(small_grid())
    grid = small_grid()
    grid[7], grid[8] = grid[8], grid[7]
    outcome = imported(grid)
    assert outcome.count(Action.UPDATED) == 2
    assert Target.objects.count() == 1
    assert [row.position for row in OperationalObjective.objects.filter(code="").order_by("text")] == [1, 2]
