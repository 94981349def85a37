"""What the benchmark measures with, not how long it takes: times are never tested."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from reports.benchmark import COPIES, SEED, many_copies
from targets.domain.table.layout import read_layout


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
