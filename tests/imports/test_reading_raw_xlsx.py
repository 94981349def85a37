"""Workbooks as Excel itself writes them: shared texts, dates, formulas over several cells."""

from __future__ import annotations

import pytest

from targets.files import xlsx_sheet
from targets.files.errors import DamagedFileError, TooManyRowsError
from targets.files.grid import GridProblemCode
from targets.files.reading import read_source
from tests.imports.workbooks import archive

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXTS = (
    "<sst><si><t>Avviare l'80%</t></si>"
    '<si><r><t xml:space="preserve">due </t></r><r><rPr><b/></rPr><t>parti</t></r><rPh><t>x</t></rPh></si>'
    "<si><t>a_x000D_b_x005F_x000D_c</t></si></sst>"
)
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="no"/></cellXfs>'
    "</styleSheet>"
)


def book(rows: str, *, after: str = "", texts: str = TEXTS, properties: str = "") -> bytes:
    """A workbook whose one sheet has these rows, written with the prefixes some programs use."""
    parts = {
        "_rels/.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<x:workbook xmlns:x="m" xmlns:r="{RELATIONS}">{properties}<x:sheets>'
        '<x:sheet name="Piano" sheetId="1" r:id="s1"/><x:sheet name="Grafico" sheetId="2" r:id="s2"/>'
        "</x:sheets></x:workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="s1" Type="{RELATIONS}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="s2" Type="{RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml"/>'
        f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="f" Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<x:worksheet xmlns:x="m"><x:sheetData>{rows}</x:sheetData>{after}'
        "</x:worksheet>",
        "xl/sharedStrings.xml": texts,
        "xl/styles.xml": STYLES,
    }
    return archive({name: content.encode() for name, content in parts.items()})


def test_shared_texts_are_read_whole_and_without_their_pronunciation() -> None:
    cells = "".join(f'<c r="{place}2" t="s"><v>{text}</v></c>' for text, place in enumerate("ACD"))
    rows = f'<row r="2">{cells}</row>'
    assert read_source(book(rows)).rows == ((), ("Avviare l'80%", "", "due parti", "a\rb_x000D_c"))


def test_cells_and_rows_without_a_place_follow_those_before() -> None:
    rows = '<row><c t="s"><v>0</v></c><c><v>5</v></c></row><row><c><v>6</v></c></row>'
    assert read_source(book(rows)).rows == (("Avviare l'80%", "5"), ("6",))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ('<c r="A1" s="1"><v>0.805</v></c>', "80,5%"),
        ('<c r="A1" s="2"><v>43465</v></c>', "31/12/2018"),
        ('<c r="A1" s="2"><v>0.5</v></c>', "12:00"),
        ('<c r="A1" s="3"><v>7</v></c>', "7"),
        ('<c r="A1" s="99"><v>7</v></c>', "7"),
        ('<c r="A1" t="d"><v>2018-12-31</v></c>', "31/12/2018"),
        ('<c r="A1" t="d"><v>2018-12-31T08:30:00</v></c>', "31/12/2018 08:30"),
        ('<c r="A1" t="d"><v>domani</v></c>', "domani"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSO"),
        ('<c r="A1" t="inlineStr"><is><t>sì</t><rPh><t>x</t></rPh></is></c>', "sì"),
    ],
)
def test_every_type_of_cell_is_read_as_it_is_shown(cell: str, shown: str) -> None:
    assert read_source(book(f'<row r="1">{cell}</row>')).rows == ((shown,),)


def test_a_text_that_is_not_there_is_an_empty_cell() -> None:
    rows = '<row><c t="s"><v>99</v></c><c t="s"><v>x</v></c><c><v>1</v></c></row>'
    assert read_source(book(rows)).rows == (("", "", "1"),)


def test_dates_from_1904_are_read() -> None:
    rows = '<row><c s="2"><v>42003</v></c></row>'
    properties = '<x:workbookPr date1904="1"/>'
    assert read_source(book(rows, properties=properties)).rows == (("31/12/2018",),)


def test_a_formula_shared_with_another_cell_is_listed_too() -> None:
    rows = '<row><c><f t="shared" si="0"/><v>3</v></c><c t="str"><f>A1&amp;"x"</f><v>3x</v></c></row>'
    grid = read_source(book(rows))
    assert grid.rows == (("3", "3x"),)
    assert [(p.code, p.detail) for p in grid.problems] == [
        (GridProblemCode.FORMULA_CELL, "A1: = → 3"),
        (GridProblemCode.FORMULA_CELL, 'B1: =A1&"x" → 3x'),
    ]


def test_a_merge_of_an_empty_or_nameless_range_is_passed_over() -> None:
    after = '<mergeCells><mergeCell ref="A5:A9"/><mergeCell ref="x"/><mergeCell/></mergeCells>'
    assert read_source(book("<row><c><v>1</v></c></row>", after=after)).rows == (("1",),)


def test_thousands_of_merges_are_refused() -> None:
    with pytest.raises(TooManyRowsError):
        read_source(book("<row><c><v>1</v></c></row>", after='<mergeCell ref="A1:A2"/>' * 5_001))


def test_more_cells_or_texts_than_a_plan_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_sheet, "MAX_CELLS", 3)
    with pytest.raises(TooManyRowsError):
        read_source(book("<row>" + "<c><v>1</v></c>" * 4 + "</row>"))
    with pytest.raises(TooManyRowsError):
        read_source(book("<row/>", texts=f"<sst>{'<si/>' * 100_001}</sst>"))


def test_a_file_whose_parts_do_not_hang_together_is_damaged() -> None:
    empty = "<Relationships/>"
    with pytest.raises(DamagedFileError):
        read_source(archive({"_rels/.rels": empty.encode(), "xl/workbook.xml": b"<workbook/>"}))
