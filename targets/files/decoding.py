"""From bytes to text: the encodings in which offices save text, and nothing else."""

from __future__ import annotations

import codecs
import re

from perfplan.lib.text import NO_TEXT
from targets.files.errors import EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks at the start of a file; UTF-32's begins with UTF-16's, so it comes first."""

GARBLED = re.compile("(?:Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â‰[¤¥]|â‚¬|\ufffd)")
"""What UTF-8 looks like when it was opened as Windows-1252 and saved: "COMPETITIVITÃ€"."""

_AROUND = 30


def decode(data: bytes) -> str:
    """Decode UTF-8 (with or without mark), UTF-16/32 with mark, or else Windows-1252.

    Raises ``EncodingError`` for bytes that are none of these, with the line where it shows.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return checked(_decode(data[len(mark) :], encoding))
    try:
        return checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return checked(_decode(data, "cp1252"))


def checked(text: str) -> str:
    """Return ``text``, or raise ``EncodingError`` where it holds a character that no text has.

    In a file it means a binary one, or a wrong encoding.
    """
    found = NO_TEXT.search(text)
    if found:
        raise EncodingError(line=text.count("\n", 0, found.start()) + 1)
    return text


def find_garbled(text: str) -> str | None:
    """Return the first word that was saved in one encoding and opened in another, or None."""
    found = GARBLED.search(text)
    if found is None:
        return None
    before = text[max(0, found.start() - _AROUND) : found.end()].rsplit(maxsplit=1)[-1]
    after = re.match(r"\S*", text[found.end() : found.end() + _AROUND])
    return before + (after[0] if after else "")


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(line=data.count(b"\n", 0, error.start) + 1) from None
