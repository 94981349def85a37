"""Tables pasted from Word, Excel and web pages."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from targets.domain.table.layout import read_layout
from targets.files.errors import SourceError
from targets.files.html_table import read_html
from targets.files.reading import read_text

SEED = Path(__file__).parents[2] / "fixtures" / "piano-performance-2018-2020.txt"
LINES = [line.split("\t") for line in SEED.read_text(encoding="utf-8").split("\n")]

WORD = """Version:0.9
StartHTML:0000000105
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td {color: red}</style></head>
<body><!--StartFragment-->
<p class=MsoNormal><b>linea strategica Qualità&nbsp;</b><o:p></o:p></p>
<table border=1><tr><td><p class=MsoNormal><b>TIPO</b></p></td><td><p>OBIETTIVO/TARGET</p></td>
<td>FORMULA</td><td>VALORE OBIETTIVO</td><td>AREA</td></tr>
<tr><td rowspan=2>1 OBIETTIVO
 STRATEGICO</td><td rowspan=2>Avviare<br>lo sportello<script>alert(1)</script></td>
<td>n. imprese &lt; 3</td><td>&gt; 50</td>
<td rowspan=2>AREA<span style='mso-spacerun:yes'>&nbsp; </span>UNO</td></tr>
<tr><td>n. progetti</td><td>&#8805; 3</td></tr></table>
<p>soddisfazione dell'utenza</p>
<table><tr><td>SODDISFAZIONE DELL'UTENZA</td><td>Livello medio</td><td>SI/NO</td><td>≥ 7</td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_table_pasted_from_word_is_read_as_it_is_seen() -> None:
    assert [row for row in read_text(WORD).rows if any(row)] == [
        ("linea strategica Qualità",),
        ("TIPO", "OBIETTIVO/TARGET", "FORMULA", "VALORE OBIETTIVO", "AREA"),
        ("1 OBIETTIVO STRATEGICO", "Avviare\nlo sportello", "n. imprese < 3", "> 50", "AREA  UNO"),
        ("1 OBIETTIVO STRATEGICO", "Avviare\nlo sportello", "n. progetti", "≥ 3", "AREA  UNO"),
        ("soddisfazione dell'utenza",),
        ("SODDISFAZIONE DELL'UTENZA", "Livello medio", "SI/NO", "≥ 7"),
    ]


def test_a_table_pasted_from_word_is_a_plan() -> None:
    table = read_layout(read_text(WORD).rows)
    first, second = table.rows()
    assert [(m.formula, m.target) for m in first.measures] == [
        ("n. imprese < 3", "> 50"),
        ("n. progetti", "≥ 3"),
    ]
    assert (second.text, second.target) == ("Livello medio", "≥ 7")
    assert not table.has_errors


def test_the_seed_as_html_is_the_same_plan_as_the_seed_in_text() -> None:
    def escaped(cell: str) -> str:
        return cell.replace("&", "&amp;").replace("<", "&lt;").replace("  ", "&nbsp; ")

    rows = "".join(f"<tr>{''.join(f'<td>{escaped(c)}</td>' for c in line)}</tr>" for line in LINES)
    assert read_layout(read_text(f"<table>{rows}</table>").rows) == read_layout(LINES)


def test_a_nested_table_follows_its_row_one_cell_in() -> None:
    html = (
        "<table><tr><td>1</td><td>uno</td></tr><tr><td colspan=2>"
        "<table><tr><td>1.1</td><td>due</td></tr></table></td></tr><tr><td>2</td><td>tre</td></tr></table>"
    )
    assert read_html(html) == (("1", "uno"), (), ("", "1.1", "due"), ("2", "tre"))


def test_a_cell_across_columns_leaves_the_others_empty() -> None:
    html = (
        "<table><tr><td colspan=2>a</td><td>b</td></tr>"
        "<tr><td rowspan=2>c</td><td>d</td></tr><tr><td>e</td></tr></table>"
    )
    assert read_html(html) == (("a", "", "b"), ("c", "d"), ("c", "e"))


def test_html_without_closing_tags_is_read() -> None:
    assert read_html("<table><tr><td>a<td>b<tr><td>c<td>d") == (("a", "b"), ("c", "d"))


@pytest.mark.parametrize(
    "html",
    [
        "<table><td>" * 20,
        "<table>" + "<tr>" * 20_000 + "<td>x",
        "<table>" + "<td>x" * 200,
        "<table><td rowspan=99999 colspan=99999>x" * 200,
        "<table><td>" + "<!--" * 100_000,
        "<table><td>" + "<a " * 100_000,
        "<table><td>" + "&#0;" * 100_000,
        "<table><td>" + "<![" * 100_000,
        "<table><td>" + "</" * 100_000,
        "<table><td>" + "<?" * 100_000,
    ],
)
def test_hostile_html_is_read_or_refused_at_once(html: str) -> None:
    start = time.monotonic()
    with suppress(SourceError):
        read_text(html)
    assert time.monotonic() - start < 5


def test_what_word_puts_on_the_clipboard_is_read_as_word_shows_it() -> None:
    """Merged heading rows and areas, marks of lists and of spelling; blanks are as many as Word shows."""
    copied = (Path(__file__).parent / "word_clipboard.html").read_text(encoding="utf-8")
    table = read_layout(read_text(copied).rows, year=2018)
    assert not table.has_errors
    assert table.title == "PIANO PERFORMANCE 2018 - 2020 - PROGRAMMAZIONE 2018"
    assert [(row.code, row.text, row.formula, row.target, row.area) for row in table.rows()] == [
        ("1", "Crescere insieme alle imprese", "n. imprese coinvolte", "> 50", "AREA DELLE IMPRESE"),
        ("1.1", "Aprire  lo sportello unico", "SI/NO", "fatto", "AREA DELLE IMPRESE"),
        ("1.2", "Ridurre i tempi di pagamento", "giorni medi", "≤ 30", "AREA SERVIZI"),
        (
            "2",
            "Innovare i servizi: qualità",
            "Procedimenti avviati/procedimenti fattibili*100",
            "80%\n-   entro l’anno",
            "AREA SERVIZI",
        ),
        (
            "2.1",
            "Avviare il bando per le fiere",
            "% di completamento",
            "100% entro 30/6/2018",
            "AREA SERVIZI",
        ),
    ]
