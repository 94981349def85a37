"""Files that are none, that lie about themselves, or that were made to do harm."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from targets.files import package
from targets.files.errors import (
    DamagedFileError,
    EmptySourceError,
    EncodingError,
    SourceError,
    TooLargeError,
    TooManyRowsError,
    UnsafeArchiveError,
    WrongKindError,
)
from targets.files.grid import MAX_BYTES
from targets.files.plan_json import read_json
from targets.files.reading import read_source, read_text
from tests.imports.workbooks import archive, with_part, workbook

SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook([["a", "b", "c"], ["d", "e", "f"]])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0JFIF", "image"),
        (b"GIF89a", "image"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "old_office"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"MZ\x90\x00\x03", "binary"),
        (b"<?xml version='1.0'?><a/>", "xml"),
        (archive({"word/document.xml": b"<w/>", "[Content_Types].xml": b""}), "word"),
        (archive({"ppt/presentation.xml": b"<p/>"}), "powerpoint"),
        (archive({"xl/workbook.bin": b"x"}), "binary_excel"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "open_document"),
        (archive({"piano.txt": b"testo"}), "archive"),
    ],
)
def test_a_wrong_kind_of_file_is_named_whatever_it_is_called(data: bytes, kind: str) -> None:
    with pytest.raises(WrongKindError) as caught:
        read_source(data, "piano.xlsx")
    assert caught.value.params == {"kind": kind}


def test_a_text_that_begins_like_a_program_is_a_text() -> None:
    assert read_source(b"MZ uno\tdue\n").rows[0] == ("MZ uno", "due")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\x00" * 100])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(EmptySourceError):
        read_source(data)


def test_a_large_file_is_refused_unread() -> None:
    with pytest.raises(TooLargeError) as caught:
        read_source(b"a\t" * (MAX_BYTES // 2 + 1))
    assert caught.value.params == {"limit_mb": 10}


def test_a_part_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    bomb = with_part(GOOD, SHEET, b"<worksheet>" + b" " * (20 * 1024 * 1024) + b"</worksheet>")
    assert len(bomb) < 100_000
    with pytest.raises(UnsafeArchiveError) as caught:
        read_source(bomb)
    assert caught.value.params == {"reason": "size"}


def test_many_parts_that_are_large_together_are_stopped_while_unpacking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 2_000)
    with pytest.raises(UnsafeArchiveError):
        read_source(
            with_part(
                GOOD,
                SHEET,
                lambda xml: xml + b"<!--" + (bytes(range(256)) * 4).hex().encode() + b"-->",
            )
        )


def test_an_archive_that_lies_about_the_size_of_a_part_is_refused() -> None:
    big = with_part(GOOD, SHEET, lambda xml: xml.replace(b"</sheetData>", b" " * 3_000_000 + b"</sheetData>"))
    entry = next(e for e in zipfile.ZipFile(io.BytesIO(big)).infolist() if e.filename == SHEET)
    lie = big.replace(entry.file_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert lie != big
    with pytest.raises((DamagedFileError, UnsafeArchiveError)):
        read_source(lie)


def test_an_archive_of_thousands_of_parts_is_refused() -> None:
    with pytest.raises(UnsafeArchiveError) as caught:
        read_source(archive({f"xl/{n}": b"" for n in range(2_001)}))
    assert caught.value.params == {"reason": "entries"}


@pytest.mark.parametrize(
    "doctype",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">',
    ],
)
def test_a_document_type_is_refused(doctype: bytes) -> None:
    evil = with_part(GOOD, SHEET, doctype + b"<worksheet/>")
    with pytest.raises(UnsafeArchiveError) as caught:
        read_source(evil)
    assert caught.value.params == {"reason": "doctype"}


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("content", [b"", b"no xml", b"<a><b></a>", b"\x00\x01"])
def test_a_broken_part_is_damage(part: str, content: bytes) -> None:
    with pytest.raises((DamagedFileError, EmptySourceError)):
        read_source(with_part(GOOD, part, content))


def test_a_control_character_spelled_out_in_a_sheet_is_refused() -> None:
    cell = b'<c r="A1" t="str"><v>a_x0000_b</v></c>'
    sheet = b"<worksheet><sheetData><row>" + cell + b"</row></sheetData></worksheet>"
    with pytest.raises(EncodingError) as caught:
        read_source(with_part(GOOD, SHEET, sheet))
    assert caught.value.params == {"line": 1}


def test_a_workbook_cut_anywhere_is_refused_with_a_reason() -> None:
    for length in range(4, len(GOOD) - 1, 97):
        with pytest.raises(SourceError):
            read_source(GOOD[:length])


def test_a_workbook_with_bytes_changed_is_read_or_refused() -> None:
    chance = random.Random(2018)  # noqa: S311 - the same every time is what a test wants
    for _ in range(300):
        data = bytearray(GOOD)
        for _ in range(3):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        with suppress(SourceError):
            read_source(bytes(data))


def test_random_bytes_are_refused_or_read_as_text() -> None:
    chance = random.Random(2018)  # noqa: S311 - the same every time is what a test wants
    for size in (1, 10, 100, 1_000, 10_000):
        with suppress(SourceError):
            read_source(chance.randbytes(size))


def test_text_and_json_have_the_same_limits_as_files() -> None:
    with pytest.raises(TooLargeError):
        read_text("x" * (MAX_BYTES + 1))
    with pytest.raises(TooLargeError):
        read_json(b"{" * (MAX_BYTES + 1))
    many = b'{"format": "perfplan.plan", "version": 1, "rows": [' + b"{}," * 10_000 + b"{}]}"
    with pytest.raises(TooManyRowsError):
        read_json(many)


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"[" * 100_000,
        b"{}",
        b'{"format": "perfplan.plan", "version": 2, "rows": []}',
        b'{"format": "perfplan.plan", "version": 1, "rows": {}}',
        b'{"format": "perfplan.plan", "version": 1, "rows": [1]}',
        b'{"format": "perfplan.plan", "version": 1, "title": 5, "rows": []}',
        b'{"format": "perfplan.plan", "version": 1, "rows": [{"code": null}]}',
        b'{"format": "perfplan.plan", "version": 1, "title": "\\u0000", "rows": []}',
        b'{"format": "perfplan.plan", "version": 1, "title": "\\ud800", "rows": []}',
    ],
)
def test_json_that_is_no_plan_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_json(data)
