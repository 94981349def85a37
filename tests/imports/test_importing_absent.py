"""A column that a file does not have is no column of empty cells; what an import empties it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from targets.imports.page import build_import_page
from targets.models import Measure
from targets.services.importing import ImportRefusedError, preview_import
from targets.services.importing.outcome import Action
from targets.services.importing.source import read_plan
from tests.domain.table.test_headings import TARGETS
from tests.imports.plans import HEADER, YEARS, imported, small_grid, stored
from tests.imports.test_import_commands import run, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from targets.domain.table.plan_table import PlanTable
    from targets.imports.shown import ImportPage

pytestmark = pytest.mark.django_db
COLUMNS = {"formula": 2, "target": 3, "area": 4}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def headed(heading: str) -> list[list[str]]:
    """The small plan with another heading of its target values."""
    return [[*HEADER[:3], heading, HEADER[4]] if line == HEADER else line for line in small_grid()]


def without(*names: str) -> list[list[str]]:
    """The small plan in a file that lacks columns."""
    lost = {COLUMNS[name] for name in names}
    return [[cell for i, cell in enumerate(line) if i not in lost] for line in small_grid()]


def emptied(name: str) -> list[list[str]]:
    """The small plan with the heading and no text in one column."""
    column = COLUMNS[name]
    return [
        ["" if i == column and line != HEADER else cell for i, cell in enumerate(line)]
        for line in small_grid()
    ]


def table_of(grid: list[list[str]]) -> PlanTable:
    content = "\n".join("\t".join(line) for line in grid)
    return read_plan(content.encode(), "p.txt", year=2018)


def page_of(grid: list[list[str]]) -> ImportPage:
    table = table_of(grid)
    outcome = preview_import(table, YEARS, user=None)
    return build_import_page(table, YEARS, outcome, only_doubtful=False)


@pytest.mark.parametrize("heading", TARGETS)
def test_the_same_table_under_another_heading_changes_nothing(heading: str) -> None:
    plan = imported(small_grid()).plan
    before = stored(plan)
    outcome = imported(headed(heading.replace("2025", "2018").replace("2027", "2018")))
    assert outcome.count(Action.UNCHANGED) == 6
    assert stored(plan) == before


@pytest.mark.parametrize(
    "names", [("target",), ("formula",), ("area",), ("formula", "area"), ("formula", "target", "area")]
)
def test_a_column_that_the_file_lacks_leaves_the_stored_cells(names: tuple[str, ...]) -> None:
    plan = imported(small_grid()).plan
    before = stored(plan)
    outcome = imported(without(*names))
    assert stored(plan) == before
    assert outcome.count(Action.UNCHANGED) == 6
    assert not any(row.emptied for row in outcome.rows)
    assert outcome.absent_measures == ()


def test_the_preview_says_which_columns_the_file_lacks_and_shows_what_stays() -> None:
    imported(small_grid())
    page = page_of(without("target", "area"))
    assert "The file has no column for: target value, area. These cells stay as they are." in page.notes
    rows = [row for section in page.sections for row in section.rows]
    assert [row.measures[0].target for row in rows] == ["> 50", "fatto", "≥ 3", "100%", "100%", "≤ 30"]
    assert page.emptied == ""


def test_a_column_that_only_one_section_lacks_is_said_so() -> None:
    imported(small_grid())
    grid = [*small_grid()[:-2], HEADER[:3], small_grid()[-1][:3]]
    (note,) = page_of(grid).notes
    assert note.startswith("Some rows of the file have no column for: target value, area")


def test_further_formulas_of_a_row_stay_where_the_file_has_no_formulas() -> None:
    grid = small_grid()
    plan = imported([*grid, ["", "", "fatture pagate", "90%", ""]]).plan
    before = stored(plan)
    assert Measure.objects.of_plan(plan).count() == 7
    for names in (("formula", "target"), ("formula",)):
        imported(without(*names), remove_absent=True)
        assert stored(plan) == before


@pytest.mark.parametrize(
    ("name", "shown"), list(zip(COLUMNS, ("formula", "target value", "area"), strict=True))
)
def test_cells_that_an_import_empties_are_counted_and_marked(name: str, shown: str) -> None:
    imported(small_grid())
    page = page_of(emptied(name))
    rows = [row for section in page.sections for row in section.rows]
    assert page.emptied == "6 rows have cells with text that the import empties."
    assert all(row.emptied.endswith(f"the import empties: {shown}.") for row in rows)
    assert all(row.is_doubtful for row in rows)


def test_the_command_tells_what_it_empties(tmp_path: Path) -> None:
    run("import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018)
    file = write(tmp_path / "q.txt", emptied("target"))
    status, out, _err = run("import_plan", file, "--year", 2018, "--dry-run")
    assert status == 0
    assert "6 rows have cells with text that the import empties." in out
    assert "the import empties: target value." in out


def test_a_table_whose_target_heading_nobody_understands_is_refused(tmp_path: Path) -> None:
    plan = imported(small_grid()).plan
    before = stored(plan)
    with pytest.raises(ImportRefusedError):
        imported(headed("Cifra magica"))
    file = write(tmp_path / "p.txt", headed("Cifra magica"))
    status, _out, err = run("import_plan", file, "--year", 2018)
    assert status == 1
    assert "“Cifra magica”" in err
    assert "“Valore obiettivo”" in err
    assert stored(plan) == before


def test_a_column_that_is_not_understood_is_named() -> None:
    grid = [[*line, "Colore"] if line == HEADER else line for line in small_grid()]
    assert page_of(grid).notes == ("Line 4: The column “Colore” was not understood: it is not imported.",)


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_an_exported_table_without_its_targets_or_with_another_heading_keeps_them(
    tmp_path: Path, kind: str
) -> None:
    plan = imported(small_grid()).plan
    file = tmp_path / f"p.{kind}"
    run("export_plan", "--year", 2018, "--format", kind, "--output", file)
    before = stored(plan)
    text = file.read_text(encoding="utf-8-sig")
    for heading in ("Valore 2018", "Colore"):
        other = text.replace("VALORE OBIETTIVO 2018", heading).replace('"target": ', '"colore": ')
        assert other != text
        (tmp_path / f"q.{kind}").write_text(other, encoding="utf-8")
        status, _out, _err = run("import_plan", tmp_path / f"q.{kind}", "--year", 2018)
        assert status == (1 if (kind, heading) == ("csv", "Colore") else 0)
        assert stored(plan) == before


@pytest.mark.parametrize(
    ("command", "path", "reason"),
    [
        ("import_plan", "niente.txt", "there is no such file or folder"),
        ("import_plan", ".", "it is a folder"),
        ("import_plan", "p.txt/q.txt", "a part of the path is no folder"),
        ("import_plan", "n" * 300, "the name is too long"),
        ("export_plan", ".", "it is a folder"),
        ("render", "niente/p.html", "there is no such file or folder"),
    ],
)
def test_why_a_file_cannot_be_opened_is_said_in_the_readers_language(
    tmp_path: Path, command: str, path: str, reason: str
) -> None:
    write(tmp_path / "p.txt", small_grid())
    imported(small_grid())
    arguments = {
        "import_plan": ("import_plan", tmp_path / path, "--year", 2018),
        "export_plan": ("export_plan", "--year", 2018, "--format", "csv", "--output", tmp_path / path),
        "render": ("render", "plan", "--year", 2018, "--format", "html", "--output", tmp_path / path),
    }[command]
    status, _out, err = run(*arguments)
    assert status == 2
    assert err.endswith(f": {reason}.")
