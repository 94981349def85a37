"""``import_plan`` and ``export_plan``: what they say, what they change, with which status they end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command, load_command_class
from django.core.management.base import CommandError
from django.utils import timezone, translation
from django.utils.functional import Promise

from objectives.models import Plan, StrategicObjective
from targets.imports.wording import CONFIRMATION_LOST
from targets.models import Measure
from targets.services.reading import confirm_reading
from tests.imports.plans import SEED, small_grid
from tests.imports.workbooks import archive

if TYPE_CHECKING:
    from pathlib import Path

    from accounts.models import User

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> tuple[int, str, str]:
    """Return exit status, output and errors of a command."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(*map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


def write(path: Path, grid: list[list[str]]) -> Path:
    path.write_text("\n".join("\t".join(line) for line in grid), encoding="utf-8")
    return path


def test_the_seed_is_imported_and_its_doubts_are_listed() -> None:
    status, out, err = run("import_plan", SEED, "--year", 2018)
    assert (status, err) == (0, "")
    plan = Plan.objects.get()
    assert (plan.first_year, plan.last_year) == (2018, 2020)
    assert "103" in out.splitlines()[-1]
    for line in (18, 58, 76, 87, 96, 101, 154):
        assert any(f" {line} " in text or f" {line}:" in text for text in out.splitlines()), line


def test_the_seed_passes_the_commands_unchanged(tmp_path: Path) -> None:
    run("import_plan", SEED, "--year", 2018)
    for kind in ("xlsx", "csv", "json"):
        file = tmp_path / f"piano.{kind}"
        assert run("export_plan", "--year", 2018, "--format", kind, "--output", file)[0] == 0
        Plan.objects.all().delete()
        assert run("import_plan", file, "--year", 2018)[0] == 0
        again = tmp_path / f"ancora.{kind}"
        run("export_plan", "--year", 2018, "--format", kind, "--output", again)
        assert again.read_bytes() == file.read_bytes()


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    status, out, _err = run(
        "import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018, "--dry-run"
    )
    assert status == 0
    assert "6" in out
    assert not Plan.objects.exists()


def test_the_years_of_the_options_win(tmp_path: Path) -> None:
    file = write(tmp_path / "p.txt", small_grid())
    run("import_plan", file, "--year", 2018, "--first-year", 2017, "--last-year", 2019)
    assert Plan.objects.filter(year=2018, first_year=2017, last_year=2019).exists()


def test_a_table_with_errors_ends_with_one_and_names_the_line(tmp_path: Path) -> None:
    grid = [*small_grid(), ["", "", "cella sperduta", "", ""]]
    status, _out, err = run("import_plan", write(tmp_path / "p.txt", grid), "--year", 2018)
    assert status == 1
    assert "13" in err
    assert "cella sperduta" in err
    assert not Plan.objects.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x81\x81", archive({"word/document.xml": b""})])
def test_a_file_that_cannot_be_read_ends_with_one(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "piano.xlsx"
    file.write_bytes(content)
    status, _out, err = run("import_plan", file, "--year", 2018)
    assert status == 1
    assert "piano.xlsx" in err


def test_a_file_of_fifty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "piano.csv"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    status, _out, err = run("import_plan", file, "--year", 2018)
    assert (status, "10" in err) == (1, True)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run("import_plan", tmp_path / "niente.xlsx", "--year", 2018)[0] == 2
    assert run("import_plan", tmp_path, "--year", 2018)[0] == 2


def test_rows_that_are_missing_in_the_file_are_named_and_only_deleted_on_demand(tmp_path: Path) -> None:
    run("import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018)
    grid = small_grid()
    del grid[4:6]
    file = write(tmp_path / "q.txt", grid)
    assert "Crescere" in run("import_plan", file, "--year", 2018)[1]
    assert StrategicObjective.objects.count() == 2
    assert "Crescere" in run("import_plan", file, "--year", 2018, "--remove-absent")[1]
    assert StrategicObjective.objects.count() == 1


def test_a_plan_that_is_not_there_cannot_be_exported(tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    assert run("export_plan", "--year", 2018, "--format", "csv", "--output", file)[0] == 1
    assert not file.exists()


def test_a_place_that_cannot_be_written_to_is_wrong_use(tmp_path: Path) -> None:
    run("import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018)
    status = run("export_plan", "--year", 2018, "--format", "csv", "--output", tmp_path / "no" / "p.csv")[0]
    assert status == 2


def test_a_device_without_an_end_is_refused() -> None:
    assert run("import_plan", "/dev/zero", "--year", 2018)[0] == 1
    assert not Plan.objects.exists()


@pytest.mark.parametrize("command", ["import_plan", "export_plan"])
def test_the_help_speaks_the_language_of_the_site(command: str) -> None:
    for language in ("it", "en"):
        with translation.override(language):
            loaded = load_command_class("targets", command)
            words = str(loaded.help)
            told = " ".join(loaded.create_parser("manage.py", command).format_help().split())
            assert isinstance(loaded.help, Promise)
            assert words in told


def test_the_document_and_the_export_end_alike_where_they_cannot_write(tmp_path: Path) -> None:
    run("import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018)
    output = tmp_path / "no" / "p"
    assert run("export_plan", "--year", 2018, "--format", "csv", "--output", output)[0] == 2
    assert run("render", "plan", "--year", 2018, "--format", "html", "--output", output)[0] == 2


def test_a_confirmed_reading_that_is_lost_is_said(tmp_path: Path, planning_officer: User) -> None:
    run("import_plan", write(tmp_path / "p.txt", small_grid()), "--year", 2018)
    for measure in Measure.objects.all():
        confirm_reading(measure, user=planning_officer, now=timezone.now())
    grid = small_grid()
    grid[4][2] = "n. imprese nuove"
    _status, out, _err = run("import_plan", write(tmp_path / "q.txt", grid), "--year", 2018, "--dry-run")
    assert sum(str(CONFIRMATION_LOST) in line for line in out.splitlines()) == 1


@pytest.mark.parametrize("year", ["99999", "-1", "MMXVIII", "1899", "20²8"])
def test_a_year_that_no_plan_can_have_is_wrong_use(year: str) -> None:
    with pytest.raises(CommandError, match=r"1900|expected one argument"):
        call_command("import_plan", str(SEED), "--year", year)
