"""The printed plan: every cell in it to the character, and fit to be published and preserved."""

from __future__ import annotations

import base64
import hashlib
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pikepdf
import pypdf
import pytest

from reports.documents.plan import ActKind, Cells, FormalAct, RowChange
from reports.plan.files import plan_attachments
from reports.plan.printing import plan_html, plan_pdf
from targets.domain.table.layout import read_layout
from targets.domain.table.plan_table import Change
from targets.files.plan_json import read_json
from targets.files.reading import read_source
from tests.reports.verapdf import PDF_A_3A, PDF_UA_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reports.documents.plan import PlanDocument
    from tests.reports.verapdf import VeraPDF

CREATED = datetime(2018, 1, 31, tzinfo=UTC)


class Page(HTMLParser):
    """What a browser would see of the tables: the text of each cell, and how often each tag opens."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self._inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "td" or (tag == "th" and ("scope", "row") in attrs):
            self._inside = True
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module", params=["it", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def html(seed_document: PlanDocument, language: str) -> str:
    return plan_html(seed_document, language=language)


@pytest.fixture(scope="module")
def pdf(seed_document: PlanDocument, language: str) -> bytes:
    return plan_pdf(seed_document, language=language, created=CREATED)


def cells_as_written(document: PlanDocument) -> Iterator[str]:
    for section in document.sections:
        for row in section.rows:
            yield f"{row.code} {row.kind_text}" if row.code else row.kind_text
            yield from (row.text + row.change_note, row.cells[0].formula, row.cells[0].target)
            yield row.note if section.has_notes else row.area


def test_every_cell_of_the_103_rows_stands_in_the_html_to_the_character(
    seed_document: PlanDocument, html: str
) -> None:
    written = list(cells_as_written(seed_document))
    assert len(written) == 103 * 5
    assert Page(html).cells == written


def test_every_cell_stands_in_the_pdf_in_the_order_of_the_document(
    seed_document: PlanDocument, pdf: bytes
) -> None:
    """Character for character but for blanks: on paper, a line break takes the place of a blank."""
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    printed = "".join("".join(text.split()) for text in pages)
    position = 0
    for cell in cells_as_written(seed_document):
        wanted = "".join(cell.split())
        found = printed.find(wanted, position)
        assert found >= 0, f"{cell!r} is missing or out of order"
        position = found + len(wanted)


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", [PDF_UA_1, PDF_A_3A])
def test_the_plan_may_be_published_and_preserved(
    flavour: str, pdf: bytes, tmp_path: Path, verapdf: VeraPDF
) -> None:
    """Among the rules: every picture has an alternative, every character a glyph, all is tagged."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf)
    verdict = verapdf.judge(path, flavour)
    assert verdict.failed == ()
    assert verdict.checks > 100_000


def test_the_html_has_one_main_heading_and_headers_with_scope(html: str) -> None:
    page = Page(html)
    assert len(page.all("h1")) == 1
    assert len(page.all("table")) == len(page.all("caption")) == 20
    assert {header.get("scope") for header in page.all("th")} == {"row", "col"}
    assert all(picture.get("alt") for picture in page.all("img"))


def structure(pdf: bytes) -> list[str]:
    """The kinds of all tagged elements, in document order."""
    kinds: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Array):
            for child in element:
                walk(child)
        elif isinstance(element, pikepdf.Dictionary):
            if "/S" in element:
                kinds.append(str(element.S))
            if "/K" in element:
                walk(element.K)

    with pikepdf.open(io.BytesIO(pdf)) as file:
        walk(file.Root.StructTreeRoot.K)
    return kinds


def test_the_pdf_is_tagged_with_one_main_heading_and_its_tables(pdf: bytes) -> None:
    kinds = structure(pdf)
    assert kinds.count("/H1") == 1
    assert kinds.count("/H3") == 15
    assert kinds.count("/Caption") == 20
    assert kinds.count("/Figure") >= 3
    assert kinds.count("/TD") == 103 * 4


def test_pages_are_landscape_a4_numbered_and_few(pdf: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(842, 595)}
    assert 20 <= len(pages) <= 28
    assert pages[6].extract_text().rstrip().endswith(f" {len(pages)}")


def test_a_table_that_goes_on_overleaf_repeats_its_headers(pdf: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    with_activities = [text for text in pages if "TARGET SU ATTIVITA'" in text]
    assert len(with_activities) > 1
    assert all("2018" in text and "Formula" in text for text in with_activities)


def test_the_contents_lead_to_every_section_and_name_its_page(pdf: bytes, html: str) -> None:
    anchors = {section["id"] for section in Page(html).all("section")}
    links = {str(link["href"])[1:] for link in Page(html).all("a")}
    assert links == anchors
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert len(reader.pages[1]["/Annots"]) >= len(links)  # type: ignore[arg-type]  # an array
    numbers = [line.split()[-1] for line in reader.pages[1].extract_text().splitlines() if ". ." in line]
    assert [number for number in numbers if number.isdigit()] == sorted(numbers, key=int)


def test_the_bookmarks_are_the_headings(pdf: bytes) -> None:
    outline = pypdf.PdfReader(io.BytesIO(pdf)).outline
    assert sum(isinstance(entry, list) for entry in outline) == 1
    assert sum(len(entry) for entry in outline if isinstance(entry, list)) == 15


def test_the_plan_s_data_is_inside_as_json_and_xlsx_that_can_be_imported_back(
    pdf: bytes, seed_document: PlanDocument
) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        inside = {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
    assert set(inside) == {"piano-performance-2018.json", "piano-performance-2018.xlsx"}
    data = read_json(inside["piano-performance-2018.json"])
    sheet = read_layout(read_source(inside["piano-performance-2018.xlsx"], "plan.xlsx").rows, year=2018)
    expected = [(row.code, row.text + row.change_note, row.cells[0]) for row in seed_document.rows()]
    for table in (data, sheet):
        assert [(row.code, row.title, Cells(row.formula, row.target)) for row in table.rows()] == expected


def test_the_cover_shows_the_fingerprint_of_the_data_inside(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        data = file.attachments["piano-performance-2018.json"].get_file().read_bytes()
    cover = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert hashlib.sha256(data).hexdigest() in cover


def test_a_cell_that_no_sheet_can_hold_costs_the_spreadsheet_and_not_the_print(
    seed_document: PlanDocument,
) -> None:
    attached = plan_attachments(with_first_row(seed_document, text="x" * 40_000))
    assert [file.name for file in attached] == ["piano-performance-2018.json"]


def test_equal_plans_have_the_same_fingerprint_and_one_changed_blank_another(
    seed_document: PlanDocument,
) -> None:
    same = replace(seed_document)
    other = replace(seed_document, title=seed_document.title + " ")
    assert same.digest == seed_document.digest != other.digest


def with_first_row(document: PlanDocument, **fields: Any) -> PlanDocument:
    section = document.sections[0]
    rows = (replace(section.rows[0], **fields), *section.rows[1:])
    return replace(document, sections=(replace(section, rows=rows),))


ACT = FormalAct(ActKind.RESOLUTION, "122", date(2017, 11, 9))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            RowChange(Change.REPLACED, "5", ACT),
            "Strategic Objective 5 bis replaced 5 (resolution no. 122 of 9/11/2017)",
        ),
        (
            RowChange(Change.CHANGED, "", ACT),
            "Strategic Objective 5 bis was changed by resolution no. 122 of 9/11/2017",
        ),
        (
            RowChange(Change.ADDED, "", ACT),
            "Strategic Objective 5 bis was added by resolution no. 122 of 9/11/2017",
        ),
        (RowChange(Change.REPLACED, "5", None), "Strategic Objective 5 bis replaced 5"),
    ],
)
def test_a_change_known_only_by_its_fields_prints_as_a_sentence(
    change: RowChange, sentence: str, seed_document: PlanDocument
) -> None:
    html = plan_html(with_first_row(seed_document, code="5 bis", change=change), language="en")
    assert f"<em>{sentence}</em>" in html


def test_a_change_note_prints_as_written_and_not_twice(seed_document: PlanDocument) -> None:
    note = "  L'Obiettivo Strategico 5 bis ha sostituito il 5 (delibera n. 122 del 9/11/2017)"
    change = RowChange(Change.REPLACED, "5", ACT)
    html = plan_html(with_first_row(seed_document, change=change, change_note=note), language="en")
    assert f"<em>{note.replace(chr(39), '&#x27;')}</em>" in html
    assert "replaced 5" not in html


def test_a_row_with_two_formulas_prints_each_beside_its_target(seed_document: PlanDocument) -> None:
    two = (Cells("n. imprese", "> 50"), Cells("n. eventi", "≥ 2"))
    page = Page(plan_html(with_first_row(seed_document, cells=two), language="it"))
    assert page.cells[2:6] == ["n. imprese", "> 50", page.cells[4], "n. eventi"]
    assert [cell.get("rowspan") for cell in page.all("td")[:4]] == ["2", None, None, "2"]


def test_an_approved_plan_names_its_act_and_a_draft_says_so(seed_document: PlanDocument) -> None:
    draft = plan_html(seed_document, language="en")
    approved = plan_html(replace(seed_document, approval=ACT), language="en")
    assert "Draft: not yet approved" in draft
    assert "Approved by resolution no. 122 of 9/11/2017" in approved


def test_a_plan_without_lines_or_sections_still_prints(seed_document: PlanDocument) -> None:
    empty = replace(seed_document, sections=())
    assert len(pypdf.PdfReader(io.BytesIO(plan_pdf(empty, language="it", created=CREATED))).pages) >= 2


HOSTILE = (
    "<b>&amp;\x0b\x07\u202e</td><img src=file:///etc/passwd> "
    "漢字 \U0001f9ff שלום مرحبا e\u0301 soft\u00adhyphen "
    "\u200d\ufeff {{ 7 }} %s " + "senzaspazi" * 50
)


@pytest.fixture(scope="module")
def hostile_pdf(seed_document: PlanDocument) -> bytes:
    row = replace(
        seed_document.sections[0].rows[0],
        code=HOSTILE[:20],
        text=HOSTILE,
        area=HOSTILE,
        cells=(Cells(HOSTILE, HOSTILE),),
    )
    section = replace(seed_document.sections[0], title=HOSTILE, rows=(row,))
    document = replace(seed_document, title=HOSTILE, organization=HOSTILE, sections=(section,))
    return plan_pdf(document, language="it", created=CREATED)


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", [PDF_UA_1, PDF_A_3A])
def test_whatever_people_type_still_conforms(
    flavour: str, hostile_pdf: bytes, tmp_path: Path, verapdf: VeraPDF
) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(hostile_pdf)
    assert verapdf.judge(path, flavour).failed == ()


def test_whatever_people_type_is_printed_and_never_run(hostile_pdf: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(hostile_pdf)).pages
    printed = "".join("".join(page.extract_text().split()) for page in pages)
    assert "[U+6F22][U+5B57]" in printed
    assert "<imgsrc=file:///etc/passwd>" in printed


def test_the_tree_is_drawn_also_with_characters_that_no_picture_can_hold(seed_document: PlanDocument) -> None:
    html = plan_html(with_first_row(seed_document, text="a\x07b\x0b漢"), language="it")
    first = next(picture for picture in Page(html).all("img"))
    drawn = base64.b64decode(str(first["src"]).partition(",")[2]).decode()
    ElementTree.fromstring(drawn)  # noqa: S314 - drawn by us
    assert "a[U+0007]b" in drawn
    assert "[U+6F22]" in drawn
