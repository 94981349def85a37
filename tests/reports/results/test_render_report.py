"""``manage.py render report``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from django.core.management import CommandError, ManagementUtility, call_command
from django.utils import translation

from tests import factories, factories_values

if TYPE_CHECKING:
    from pathlib import Path

    from objectives.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    factories.organization()
    return factories.small_plan()


def render(output: Path, *options: str) -> None:
    call_command("render", "report", "--output", str(output), *options, stdout=io.StringIO())


def test_the_year_end_report_is_printed_unless_another_period_is_asked_for(
    plan: Plan, tmp_path: Path
) -> None:
    factories_values.mid_year(plan)
    factories_values.period(plan)
    common = ("--year", "2018", "--format", "html", "--language", "en")
    render(tmp_path / "end.html", *common)
    assert "<h1>Performance report 2018</h1>" in (tmp_path / "end.html").read_text(encoding="utf-8")
    render(tmp_path / "mid.html", *common, "--period", "2018-06-30")
    assert "<h1>Monitoring as of 30 June 2018</h1>" in (tmp_path / "mid.html").read_text(encoding="utf-8")


def test_the_pdf_is_in_the_language_asked_for(plan: Plan, tmp_path: Path) -> None:
    factories_values.period(plan)
    output = tmp_path / "report.pdf"
    render(output, "--year", "2018", "--format", "pdf", "--language", "en")
    reader = pypdf.PdfReader(output)
    assert "Performance report 2018" in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]  # a dictionary


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--year", "2031"], "2031"),
        (["--year", "2018"], "2018"),
        (["--year", "2018", "--period", "2018-03-31"], "2018"),
    ],
)
def test_without_a_period_there_is_no_report_and_no_file(
    plan: Plan, tmp_path: Path, options: list[str], words: str
) -> None:
    if "--period" in options:
        factories_values.period(plan)
    with pytest.raises(CommandError, match=words) as error:
        render(tmp_path / "x.pdf", *options, "--format", "pdf")
    assert error.value.returncode == 1
    assert not (tmp_path / "x.pdf").exists()


def test_a_day_that_is_no_period_names_the_periods_that_there_are(plan: Plan, tmp_path: Path) -> None:
    factories_values.mid_year(plan)
    factories_values.period(plan)
    with translation.override("it"), pytest.raises(CommandError, match=r"30/06/2018, 31/12/2018\.$"):
        render(tmp_path / "x.pdf", "--year", "2018", "--format", "pdf", "--period", "2018-03-31")


def test_a_day_that_is_no_date_is_wrong_use_said_in_plain_words(
    plan: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--year", "2018", "--format", "pdf", "--output", str(tmp_path / "x.pdf")]
    with pytest.raises(SystemExit) as end:
        ManagementUtility(["manage.py", "render", "report", *arguments, "--period", "30/6/2018"]).execute()
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert "30/6/2018" in said
    assert "2018-06-30" in said.partition("error:")[2]
    assert "fromisoformat" not in said


def test_a_plan_has_no_period(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as error:
        call_command(
            "render",
            "plan",
            *("--year", "2018", "--format", "html", "--period", "2018-06-30"),
            *("--output", str(tmp_path / "plan.html")),
        )
    assert error.value.returncode == 2
    assert not (tmp_path / "plan.html").exists()


def test_a_file_that_cannot_be_written_is_wrong_use(plan: Plan, tmp_path: Path) -> None:
    factories_values.period(plan)
    with pytest.raises(CommandError) as error:
        render(tmp_path / "no-such-folder" / "x.html", "--year", "2018", "--format", "html")
    assert error.value.returncode == 2
    assert "no-such-folder" in str(error.value)
