"""Cells of other bodies, with readings expected by someone who did not see the program.

Columns of the corpus: what must be read, with ``|`` between admissible values, ``&&`` between
conditions and ``||`` between whole readings; ``any`` among the doubts asks for at least one.
A cell left blank is not judged. ``never_read`` only forbids the status "read", ``none`` asks for
no condition at all. A corrected expectation says why in its remark.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from perfplan.lib.numbers import canonical_decimal
from targets.domain.reading.row import read_row

if TYPE_CHECKING:
    from targets.domain.reading import Condition, RowReading

CORPUS = Path(__file__).with_name("corpus_other_bodies.tsv")


def rows() -> list[dict[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def unescaped(cell: str) -> str:
    return cell.replace("\\n", "\n").replace("\\t", "\t")


def fields(condition: Condition) -> dict[str, str]:
    numbers = {"value": condition.value, "upper": condition.upper}
    found = {name: canonical_decimal(number) for name, number in numbers.items() if number is not None}
    words: dict[str, object] = {
        "op": condition.operator,
        "unit": condition.unit,
        "deadline": condition.deadline,
    }
    words |= {"ref": condition.reference_year, "basis": condition.basis, "status": condition.status}
    return found | {name: str(word) for name, word in words.items() if word is not None}


def fits(condition: Condition, expected: str) -> bool:
    found = fields(condition)
    for part in re.split(r" (?=[a-z]+=)", expected):
        name, _, values = part.partition("=")
        if found.get(name, "null") not in values.split("|"):
            return False
    return True


def satisfies(reading: RowReading, expected: str) -> bool:
    conditions = reading.target.conditions
    for alternative in expected.split("||"):
        wanted = alternative.strip()
        if wanted == "none" and not conditions:
            return True
        if wanted == "never_read" and all(condition.status != "read" for condition in conditions):
            return True
        each = [part.strip() for part in wanted.split("&&")]
        if len(each) == len(conditions) and all(map(fits, conditions, each)) and "=" in wanted:
            return True
    return False


def differences(row: dict[str, str]) -> list[str]:
    """Say what of one row is not read as expected."""
    reading = read_row(
        unescaped(row["formula"]),
        unescaped(row["target"]),
        unescaped(row["title"]),
        int(row["year"]) if row["year"] else None,
    )
    found = []
    if row["exp_formula_kind"] and reading.formula.kind.value not in row["exp_formula_kind"].split("|"):
        found.append(f"formula: {reading.formula.kind.value}")
    if row["exp_indicators"] and str(len(reading.formula.indicators)) not in row["exp_indicators"].split("|"):
        found.append(f"indicators: {len(reading.formula.indicators)}")
    operands = str(len(reading.formula.indicators[0].operands))
    if row["exp_operands"] and operands not in row["exp_operands"].split("|"):
        found.append(f"operands: {operands}")
    if row["exp_conditions"] and not satisfies(reading, row["exp_conditions"]):
        found.append(f"conditions: {[fields(condition) for condition in reading.target.conditions]}")
    codes = {doubt.code for doubt in reading.doubts}
    if row["exp_doubts"] == "any" and not codes:
        found.append("no doubt")
    return found


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['formula'][:30]} | {row['target'][:40]}")
def test_a_cell_of_another_body_reads_as_a_person_reads_it(row: dict[str, str]) -> None:
    assert differences(row) == []


def test_the_corpus_is_there_in_full() -> None:
    assert len(rows()) >= 440
