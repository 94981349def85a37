"""What may be evidence is told by the content of a file, whatever it is called."""

from __future__ import annotations

import pytest

from targets.evidence_files import (
    LONGEST_NAME,
    MAX_BYTES,
    EvidenceRefused,
    Kind,
    Refusal,
    checked_file,
    clean_name,
)
from tests.entry import files

GOOD = {
    Kind.PDF: files.PDF,
    Kind.DOCX: files.office("word/document.xml"),
    Kind.XLSX: files.office("xl/workbook.xml"),
    Kind.PPTX: files.office("ppt/presentation.xml"),
    Kind.ODT: files.open_document("text"),
    Kind.ODS: files.open_document("spreadsheet"),
    Kind.ODP: files.open_document("presentation"),
    Kind.PNG: files.PNG,
    Kind.JPEG: files.JPEG,
    Kind.WEBP: files.WEBP,
    Kind.TEXT: "Presenti: 52 imprese, perché sì.\r\n".encode(),
}

BOMB = files.office("word/document.xml", **{"word/media/a.bin": b"\0" * (120 * 1024 * 1024)})
"""120 MB of zeros in about 120 kB."""

HOSTILE = {
    "nothing": (b"", Refusal.EMPTY),
    "too much": (b"%PDF-1.7" + b" " * MAX_BYTES, Refusal.TOO_LARGE),
    "a page": (b"<!doctype html><script>alert(1)</script>", Refusal.WRONG_KIND),
    "a page after blanks": (b"\n\n  <HTML><body onload=x>", Refusal.WRONG_KIND),
    "a picture that runs": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', Refusal.WRONG_KIND),
    "text with a page in it": (b"hello <script src=//evil>", Refusal.WRONG_KIND),
    "a program": (b"MZ\x90\x00\x03", Refusal.WRONG_KIND),
    "a script": (b"#!/bin/sh\nrm -rf /\n", Refusal.WRONG_KIND),
    "a mail": (b"From: a@example.org\nTo: b@example.org\n\nx", Refusal.WRONG_KIND),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, Refusal.WRONG_KIND),
    "any archive": (files.packed({"a.txt": "x"}), Refusal.WRONG_KIND),
    "an archive that only says so": (files.packed({"word/document.xml": "x"}), Refusal.WRONG_KIND),
    "macros": (files.office("word/document.xml", **{"word/vbaProject.bin": b"x"}), Refusal.UNSAFE),
    "a bomb": (BOMB, Refusal.UNSAFE),
    "an archive cut short": (files.office("word/document.xml")[:-30], Refusal.DAMAGED),
    "a PDF cut short": (files.PDF[:20], Refusal.DAMAGED),
    "a PDF that holds nothing": (b"%PDF-1.7\ntrailer<<>>\n%%EOF\n", Refusal.DAMAGED),
    "a PDF without a page": (files.pdf(pages=0), Refusal.DAMAGED),
    "a PDF with a script": (files.pdf(script=True), Refusal.UNSAFE),
    "a PDF with a password": (files.pdf(password="x"), Refusal.LOCKED),
    "a page that is a PDF, too": (b"<html><script>1</script>" + files.PDF, Refusal.WRONG_KIND),
    "a picture cut short": (files.PNG_CUT, Refusal.DAMAGED),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_is_known_by_its_content_whatever_it_is_called(kind: Kind) -> None:
    file = checked_file("misterioso.exe", GOOD[kind])
    assert file.kind is kind
    assert file.name == f"misterioso.exe.{kind.value}"
    assert len(file.sha256) == 64


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_evidence_is_refused_with_the_reason(what: str) -> None:
    content, refusal = HOSTILE[what]
    with pytest.raises(EvidenceRefused) as caught:
        checked_file("verbale.pdf", content)
    assert caught.value.refusal is refusal
    assert caught.value.name == "verbale.pdf"


def test_a_spreadsheet_of_an_italian_office_is_text_in_its_old_encoding() -> None:
    file = checked_file("dati.csv", "città;più\r\n1;2\r\n".encode("cp1252"))
    assert (file.kind, file.name, file.content_type) == (Kind.CSV, "dati.csv", "text/csv")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Utenti\\io\\verbale.pdf", "verbale.pdf"),
        ('ver"ba\r\nle.pdf', "ver_ba le.pdf"),
        ("fdp\u202etxt.exe", "fdp txt.exe"),
        ("...", "file"),
        ("", "file"),
        ("a" * 300 + ".pdf", "a" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_for_people_to_read_and_nothing_else(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_a_name_never_outgrows_its_field() -> None:
    assert len(checked_file("a" * 300, files.PDF).name) <= LONGEST_NAME
