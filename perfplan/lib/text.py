"""Comparing texts that people wrote: the comparison is loose, the texts stay as they are."""

from __future__ import annotations

import re
import unicodedata

_BLANKS = re.compile(r"\s+")


def fold_blanks(text: str) -> str:
    """Return ``text`` with every run of blanks as one space and none at the ends."""
    return _BLANKS.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return the key by which two spellings of one name are equal: case, accents and blanks do not count.

    ``REGISTRO IMPRESE e REGOLAZIONE`` and ``Registro Imprese E  Regolazione`` have the same key.
    """
    if text.isascii():
        return fold_blanks(text).casefold()
    decomposed = unicodedata.normalize("NFKD", fold_blanks(text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
