"""Texts that people wrote: compared loosely, and freed of what no document can carry."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")
_LINE_ENDS = re.compile("[\v\f\x1c-\x1e]")
"""What word processors write for a line end within a paragraph, and old files between records."""
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text has: nobody sees them, and no XML, sheet or PDF may hold them."""

_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""Marks without width, pasted along from web pages, and those that turn the direction of writing: the
ones make a number none and an empty reason one, the others print a sentence backwards. The joiners
U+200C and U+200D stay: scripts need them."""


def fold_blanks(text: str) -> str:
    """Return ``text`` with every run of blanks as one space and none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def printable(text: str) -> str:
    """Return ``text`` without the characters that no text has, and without marks that nobody sees.

    A line end of a word processor becomes one; a letter of Windows-1252 that was pasted as a control
    character ("l\x92ente") becomes what it was; anything else a space. Other texts stay as they are.
    """
    if text.isprintable():
        return text
    return NO_TEXT.sub(_meant, _LINE_ENDS.sub("\n", _UNSEEN.sub("", text)))


def _meant(found: re.Match[str]) -> str:
    code = ord(found[0])
    if not 0x80 <= code <= 0x9F:
        return " "
    return bytes([code]).decode("cp1252", errors="replace").replace("\ufffd", " ")


def fold(text: str) -> str:
    """Return the key by which two spellings of one name are equal: case, accents and blanks do not count.

    ``REGISTRO IMPRESE e REGOLAZIONE`` and ``Registro Imprese E  Regolazione`` have the same key.
    """
    if text.isascii():
        return fold_blanks(text).casefold()
    decomposed = unicodedata.normalize("NFKD", fold_blanks(text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
