"""Where the printed plan breaks: no heading stands alone on its page."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from reports.documents.plan import Cells
from reports.plan.printing import plan_pdf
from targets.domain.table.plan_table import RowKind
from tests.reports.verapdf import PDF_A_3A, PDF_UA_1

if TYPE_CHECKING:
    from pathlib import Path

    from reports.documents.plan import PlanDocument
    from tests.reports.verapdf import VeraPDF

CREATED = datetime(2018, 1, 31, tzinfo=UTC)


def pages_of(document: PlanDocument) -> list[str]:
    pdf = plan_pdf(document, language="it", created=CREATED)
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("count", [1, 14, 24])
def test_the_first_section_begins_under_the_heading_of_its_part_however_long_it_is(
    count: int, seed_document: PlanDocument
) -> None:
    section = seed_document.lines[0]
    strategic = section.rows[0]
    row = replace(strategic, kind=RowKind.OPERATIONAL_OBJECTIVE, text="Un obiettivo operativo come tanti")
    rows = (
        replace(strategic, text="Il primo obiettivo"),
        *(replace(row, code=f"1.{n}") for n in range(count)),
    )
    document = replace(seed_document, lines_heading="Linee tutte", sections=(replace(section, rows=rows),))
    (under_the_heading,) = (page for page in pages_of(document)[3:] if page.startswith("Lineetutte"))
    assert "Ilprimoobiettivo" in under_the_heading


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize(
    "tall",
    [
        {"text": "Testo lungo " * 400},
        {"area": "Area lunga " * 150},
        {"cells": (Cells("formula " * 300, "80%"),)},
        {"cells": (Cells("n.", "a\n" * 60),)},
    ],
)
def test_a_row_longer_than_a_page_begins_under_the_heading_of_its_section(
    tall: dict[str, Any], place: int, seed_document: PlanDocument
) -> None:
    sections = [replace(section, rows=section.rows[:2]) for section in seed_document.lines[:2]]
    first, *others = sections[place].rows
    sections[place] = replace(sections[place], title="Titolo cercato", rows=(replace(first, **tall), *others))
    pages = pages_of(replace(seed_document, sections=tuple(sections)))
    (under_the_heading,) = (page for page in pages[3:] if "Titolocercato" in page)
    assert "".join(tall.get("text", first.text).split())[:10] in under_the_heading


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", [PDF_UA_1, PDF_A_3A])
def test_a_row_that_breaks_over_pages_still_conforms(
    flavour: str, seed_document: PlanDocument, tmp_path: Path, verapdf: VeraPDF
) -> None:
    section = seed_document.lines[0]
    tall = replace(section.rows[0], text="Testo lungo " * 900)
    document = replace(seed_document, sections=(replace(section, rows=(tall, *section.rows[1:])),))
    path = tmp_path / "tall.pdf"
    path.write_bytes(plan_pdf(document, language="it", created=CREATED))
    assert verapdf.judge(path, flavour).failed == ()
