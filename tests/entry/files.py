"""Small files of every kind that may be evidence, and some that only say so."""

from __future__ import annotations

import io
import zipfile

import pikepdf

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 20 + b"\xff\xd9"
WEBP = b"RIFF" + (16).to_bytes(4, "little") + b"WEBPVP8 " + b"\0" * 8
PNG_CUT = PNG[:-12]


def pdf(*, pages: int = 1, script: bool = False, password: str = "") -> bytes:
    """A PDF of empty pages; with ``script`` one that starts a program when it is opened."""
    made = pikepdf.new()
    for _page in range(pages):
        made.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="program.exe")
        made.Root.OpenAction = made.make_indirect(action)
    buffer = io.BytesIO()
    made.save(buffer, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return buffer.getvalue()


PDF = pdf()


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return buffer.getvalue()


def office(part: str, **more: str | bytes) -> bytes:
    """A file of Word, Excel or PowerPoint by its main part: ``word/document.xml``."""
    return packed({"[Content_Types].xml": "<Types/>", part: "<x/>", **more})


def open_document(kind: str) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"})
