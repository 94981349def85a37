"""``manage.py render``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pypdf
import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from objectives.models import Plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    factories.organization()
    return factories.small_plan()


def render(output: Path, *options: str) -> str:
    stdout = io.StringIO()
    call_command("render", "plan", "--output", str(output), *options, stdout=stdout)
    return stdout.getvalue()


def test_the_pdf_is_written_in_the_language_asked_for(plan: Plan, tmp_path: Path) -> None:
    output = tmp_path / "plan.pdf"
    assert str(output) in render(output, "--year", "2018", "--format", "pdf", "--language", "en")
    reader = pypdf.PdfReader(output)
    assert "Draft" in reader.pages[0].extract_text()
    assert reader.trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]  # a dictionary


def test_the_html_file_stands_alone(plan: Plan, tmp_path: Path) -> None:
    output = tmp_path / "plan.html"
    render(output, "--year", "2018", "--format", "html")
    page = output.read_text(encoding="utf-8")
    assert '<html lang="it">' in page
    assert "<style>" in page
    assert "Procedimenti avviati/procedimenti fattibili*100" in page
    assert 'rel="stylesheet"' not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_year_without_a_plan_is_an_error_that_names_it(plan: Plan, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="2031") as error:
        render(tmp_path / "x.pdf", "--year", "2031", "--format", "pdf")
    assert error.value.returncode == 1
    assert not (tmp_path / "x.pdf").exists()


def test_a_file_that_cannot_be_written_is_an_error_that_says_why(plan: Plan, tmp_path: Path) -> None:
    missing = pytest.raises(CommandError, match="il file o la cartella non esiste")
    with translation.override("it"), missing as error:
        render(tmp_path / "no" / "x.html", "--year", "2018", "--format", "html")
    assert error.value.returncode == 2


@pytest.mark.parametrize("options", [["--format", "pdf"], ["--year", "2018", "--format", "doc"], []])
def test_wrong_use_is_refused(options: list[str], tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        render(tmp_path / "x", *options)
