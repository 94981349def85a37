"""The printer: what it refuses to read, and what its files conform to."""

from __future__ import annotations

import hashlib
import io
import re
import socket
import subprocess
import sys
import threading
import unicodedata
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING

import pikepdf
import pypdf
import pytest
import weasyprint
from weasyprint.urls import URLFetchingError

from reports import xmp
from reports.render import Attachment, MemoryFetcher, PrintJob, Resource, render_pdf
from tests.reports.verapdf import PDF_A_3A, PDF_UA_1

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.reports.verapdf import VeraPDF

CREATED = datetime(2018, 1, 31, 9, 30, tzinfo=UTC)
STYLE = 'html { font-family: "Plan Text", "Plan Signs" }'
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = """<!doctype html><html lang="it"><head><title>Piano</title>{head}</head>
<body><h1>Piano</h1><p>Almeno ≥ 3, al più ≤ 5 gg, 70.000,00 €</p>{body}</body></html>"""
SVG = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{}</svg>"
DOT = "data:image/svg+xml," + SVG.format("<rect width='9' height='9'/>")


def job(
    *, head: str = "", body: str = "", style: str = STYLE, attachments: tuple[Attachment, ...] = ()
) -> PrintJob:
    return PrintJob(PAGE.format(head=head, body=body), style, CREATED, attachments)


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """A server that keeps what it is asked for; yields its address and the list."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _address = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(4096) or b"connected")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/secret", asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The address of a file of the server that no document may show."""
    path = tmp_path / "secret.svg"
    path.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><text y='20'>SECRET</text></svg>", encoding="utf-8"
    )
    return path.as_uri()


def ways_to_ask_for(url: str) -> dict[str, PrintJob]:
    nested = SVG.format(f"<image xlink:href='{url}' width='9' height='9'/><use href='{url}#a'/>")
    return {
        "img": job(body=f'<img alt="x" src="{url}">'),
        "srcset": job(body=f'<img alt="x" srcset="{url} 2x">'),
        "object": job(body=f'<object data="{url}">x</object>'),
        "embed": job(body=f'<embed src="{url}">'),
        "iframe": job(body=f'<iframe src="{url}"></iframe>'),
        "stylesheet link": job(head=f'<link rel="stylesheet" href="{url}">'),
        "attachment link": job(head=f'<link rel="attachment" href="{url}">'),
        "attachment anchor": job(body=f'<a rel="attachment" href="{url}">x</a>'),
        "base": job(head=f'<base href="{url}">', body='<img alt="x" src="other.svg">'),
        "import": job(head=f'<style>@import url("{url}");</style>'),
        "font-face": job(
            head=f'<style>@font-face {{ font-family: x; src: url("{url}") }} p {{ font-family: x }}</style>'
        ),
        "background": job(body=f"<p style=\"background: url('{url}')\">x</p>"),
        "content": job(head=f'<style>p::before {{ content: url("{url}") }}</style>'),
        "list marker": job(body=f"<ul style=\"list-style-image: url('{url}')\"><li>x</li></ul>"),
        "inside a picture": job(body=nested),
        "inside a data picture": job(
            body='<img alt="x" src="data:image/svg+xml,'
            + nested.replace('"', "%22").replace("#", "%23")
            + '">'
        ),
        "our own stylesheet": job(style=f'@import url("{url}"); {STYLE}'),
    }


WAYS = sorted(ways_to_ask_for("x"))


@pytest.mark.parametrize("way", WAYS)
def test_no_document_can_make_the_printer_open_a_connection(
    way: str, listener: tuple[str, list[bytes]]
) -> None:
    url, asked = listener
    pdf = render_pdf(ways_to_ask_for(url)[way])
    assert asked == []
    assert "Piano" in text_of(pdf)


@pytest.mark.parametrize("way", WAYS)
def test_no_document_can_make_the_printer_show_a_file(way: str, secret: str) -> None:
    pdf = render_pdf(ways_to_ask_for(secret)[way])
    content = b"".join(
        obj.read_bytes() for obj in pikepdf.open(io.BytesIO(pdf)).objects if isinstance(obj, pikepdf.Stream)
    )
    assert b"SECRET" not in content
    assert "SECRET" not in text_of(pdf)


def test_a_colour_profile_of_a_file_ends_the_printing(secret: str) -> None:
    """The library does not go on without one; what matters is that it is not read."""
    with pytest.raises(URLFetchingError, match="not handed"):
        render_pdf(job(head=f'<style>@color-profile --x {{ src: url("{secret}") }}</style>'))


def test_the_ways_above_do_reach_a_file_with_the_library_s_own_fetcher(secret: str) -> None:
    """Without this the tests above could pass because they ask in no way that works."""
    pdf = weasyprint.HTML(string=ways_to_ask_for(secret)["img"].html).write_pdf()
    assert "SECRET" in text_of(pdf)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "FILE:///etc/hostname",
        "/etc/hostname",
        "http://127.0.0.1/",
        "ftp://127.0.0.1/x",
        "",
        "data:no comma",
    ],
)
def test_the_fetcher_refuses_what_it_was_not_handed(url: str) -> None:
    with pytest.raises(ValueError, match="not handed"):
        MemoryFetcher({}).fetch(url)


def test_the_fetcher_gives_what_it_was_handed() -> None:
    fetcher = MemoryFetcher({"perfplan:logo": Resource("image/png", b"picture")})
    assert fetcher.fetch("perfplan:logo").read() == b"picture"
    assert fetcher.fetch("data:text/plain;base64,UGlhbm8=").read() == b"Piano"
    assert fetcher.fetch("data:text/css,a%20b").content_type == "text/css"


FILES = (
    Attachment("plan.json", "application/json", b'{"a":1}', "The plan as data"),
    Attachment("plan.xlsx", XLSX, b"a spreadsheet", "The plan as a spreadsheet", "Alternative"),
)


def the_job() -> PrintJob:
    body = f'<p><img alt="un punto" src="{DOT}"> <a href="https://example.org/">link</a></p>'
    return job(body=body, attachments=FILES)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return render_pdf(the_job())


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", [PDF_UA_1, PDF_A_3A])
def test_a_printed_file_conforms_to_both_standards(
    flavour: str, printed: bytes, tmp_path: Path, verapdf: VeraPDF
) -> None:
    path = tmp_path / "printed.pdf"
    path.write_bytes(printed)
    verdict = verapdf.judge(path, flavour)
    assert verdict.failed == ()
    assert verdict.checks > 100


@pytest.mark.verapdf
@pytest.mark.parametrize(("variant", "refused_by"), [("pdf/a-3a", PDF_UA_1), ("pdf/ua-1", PDF_A_3A)])
def test_the_validator_refuses_a_file_that_claims_only_the_other_standard(
    variant: str, refused_by: str, tmp_path: Path, verapdf: VeraPDF
) -> None:
    path = tmp_path / "half.pdf"
    weasyprint.HTML(string=PAGE.format(head="", body="")).write_pdf(path, pdf_variant=variant)
    assert verapdf.judge(path, refused_by).failed


@pytest.mark.verapdf
def test_the_validator_refuses_the_second_claim_without_its_description(
    tmp_path: Path, verapdf: VeraPDF, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xmp, "_describe_pdfua_schema", lambda _parent: None)
    path = tmp_path / "undescribed.pdf"
    path.write_bytes(render_pdf(job()))
    assert any("6.6.2.3" in failure for failure in verapdf.judge(path, PDF_A_3A).failed)


def test_the_same_job_gives_the_same_bytes_in_another_process(printed: bytes) -> None:
    program = (
        "import hashlib, tests.reports.test_render as here;"
        "print(hashlib.sha256(here.render_pdf(here.the_job())).hexdigest())"
    )
    command = [sys.executable, "-c", program]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    assert there == hashlib.sha256(printed).hexdigest()


def test_every_font_is_inside_and_none_is_the_machine_s(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        fonts = {
            str(font.BaseFont): "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            for font in pdf.pages[0].Resources.Font.as_dict().values()
        }
    assert fonts
    assert all(fonts.values())
    assert {re.sub(r"^/\w{6}\+(Plan-\w+).*", r"\1", name) for name in fonts} == {"Plan-Text", "Plan-Signs"}


@pytest.mark.parametrize("sign", list("≥≤€’“”«»–—…àèéìòùÀÈÉÌÒÙ·•×²°§→☐✓≠ß"))
def test_the_signs_of_the_field_are_drawn(sign: str) -> None:
    assert sign in text_of(render_pdf(job(body=f"<p>{sign}</p>")))


@pytest.mark.parametrize(
    ("sign", "shown"), [("漢", "[U+6F22]"), ("\x07", "[U+0007]"), ("\U0001f9ff", "[U+1F9FF]")]
)
def test_a_character_without_a_glyph_is_printed_as_its_code_point(sign: str, shown: str) -> None:
    text = text_of(render_pdf(job(body=f"<p>a{sign}b</p>")))
    assert shown in text.replace("\n", "")


@pytest.mark.parametrize("ending", list("\u2028\u2029\x85\x0b\x0c"))
def test_a_line_end_of_another_program_is_a_line_end(ending: str) -> None:
    body = f'<p style="white-space: pre-wrap">prima{ending}dopo</p>'
    assert "prima\ndopo" in text_of(render_pdf(job(body=body)))


def unusual_characters() -> str:
    """Up to 40 characters of every category of Unicode, all of the invisible and the format ones."""
    found: dict[str, list[str]] = {}
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        category = unicodedata.category(character)
        if category in {"Cc", "Cf", "Zl", "Zp", "Zs"} or len(found.get(category, ())) < 40:
            found.setdefault(category, []).append(character)
    return "".join(character for characters in found.values() for character in characters)


def test_no_character_whatever_is_left_without_a_glyph(caplog: pytest.LogCaptureFixture) -> None:
    body = "".join(
        f"<p>a{escape(each)}b</p><h2>≥{escape(each)}<i>{escape(each)}</i></h2>"
        for each in unusual_characters()
    )
    render_pdf(job(body=body))
    assert [record.getMessage() for record in caplog.records if "notdef" in record.getMessage()] == []


@pytest.mark.verapdf
@pytest.mark.parametrize("flavour", [PDF_UA_1, PDF_A_3A])
def test_a_file_with_characters_of_every_kind_conforms(
    flavour: str, tmp_path: Path, verapdf: VeraPDF
) -> None:
    path = tmp_path / "unusual.pdf"
    path.write_bytes(render_pdf(job(body=f"<p>{escape(unusual_characters())}</p>")))
    assert verapdf.judge(path, flavour).failed == ()


def test_the_attached_files_are_inside_with_name_type_and_relationship(printed: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(printed))
    found = {
        name: (
            spec.get_file().mime_type,
            spec.get_file().read_bytes(),
            str(spec.obj.AFRelationship),
            spec.description,
        )
        for name, spec in pdf.attachments.items()
    }
    assert found == {
        "plan.json": ("application/json", b'{"a":1}', "/Data", "The plan as data"),
        "plan.xlsx": (XLSX, b"a spreadsheet", "/Alternative", "The plan as a spreadsheet"),
    }


def test_title_language_and_date_of_the_html_are_the_file_s(printed: bytes) -> None:
    pdf = pikepdf.open(io.BytesIO(printed))
    assert str(pdf.Root.Lang) == "it"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title) == "Piano"
    assert str(pdf.docinfo.CreationDate) == "D:20180131093000+00'00"


def test_a_date_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_pdf(PrintJob("<p>x", "", CREATED.replace(tzinfo=None)))
