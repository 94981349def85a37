"""What the benchmark measures with, not how long it takes: times are never tested."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from reports.benchmark import plan as benchmark
from reports.benchmark.plan import COPIES, SEED, many_copies
from targets.domain.table.layout import read_layout

if TYPE_CHECKING:
    from pathlib import Path


MEASURED = {
    "page of the plan": 13,
    "data of the document": 7,
    "my area, 31 indicators": 11,
    "dashboard": 14,
    "page of the report": 15,
    "data of the report": 13,
}
"""The queries of each; saving a value has its own, which the store decides."""


def test_the_large_plan_has_ten_times_the_rows_and_can_be_imported() -> None:
    text = many_copies(SEED.read_text(encoding="utf-8"), COPIES)
    table = read_layout([line.split("\t") for line in text.split("\n")], year=2018)
    assert len(list(table.rows())) == 1030
    assert len({section.name for section in table.sections}) == 200
    assert not table.has_errors


def test_less_than_one_run_is_wrong_use() -> None:
    with pytest.raises(CommandError) as error:
        call_command("bench", "--runs", "0")
    assert error.value.returncode == 2


@pytest.mark.django_db
def test_the_measures_run_and_name_what_they_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark, "BROWSERS", ())
    out = io.StringIO()
    benchmark.measure(tmp_path, 1, OutputWrapper(out), sizes=(1,), with_report_pdf=False)
    lines = out.getvalue().splitlines()
    for what, queries in MEASURED.items():
        (line,) = (line for line in lines if what in line)
        assert line.endswith(f"{queries} queries"), line
    for words in ("103 rows", "import", "bare WeasyPrint", "there is none on this machine", "saving"):
        assert any(words in line for line in lines), words
