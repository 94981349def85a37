"""The demonstration plan as a document, and the validator of PDF files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reports.documents.plan import Cells, PlanDocument, PlanRow, PlanSection
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import LastColumn
from tests.reports.verapdf import VeraPDF, missing_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPDF]:
    """A running validator. Without its packages the test fails: it must not pass unjudged."""
    missing = missing_packages()
    if missing:
        pytest.fail(f"PDF files cannot be judged without {' and '.join(missing)}: apt-get install them.")
    validator = VeraPDF()
    yield validator
    validator.close()


@pytest.fixture(scope="session")
def seed_document() -> PlanDocument:
    """The demonstration plan, straight from its file."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    table = read_layout([line.split("\t") for line in lines], year=2018)
    sections = tuple(
        PlanSection(
            kind=section.kind,
            heading=section.heading,
            title=section.name,
            has_notes=section.last_column is LastColumn.NOTE,
            rows=tuple(
                PlanRow(
                    kind=row.kind,
                    code=row.code,
                    kind_text=row.kind_text,
                    text=row.text,
                    change_note=row.change_note,
                    cells=(Cells(row.formula, row.target),),
                    area=row.area,
                    note=row.note,
                )
                for row in section.rows
            ),
        )
        for section in table.sections
    )
    return PlanDocument(
        organization="Camera di Commercio Riviere di Liguria",
        title=table.title,
        year=2018,
        first_year=2018,
        last_year=2020,
        lines_heading=table.heading,
        sections=sections,
    )
