"""Texts freed of what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfplan.lib.text import printable
from targets.files.decoding import checked


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Perché no? 80 %", "Perché no? 80 %"),
        ("due\r\nrighe\te un tabulatore", "due\r\nrighe\te un tabulatore"),
        ("dell\x92ente \x93oggi\x94", "dell’ente “oggi”"),
        ("a capo\vdi Word\fe pagina", "a capo\ndi Word\ne pagina"),
        ("un\x81 \ufffe\x00segno", "un    segno"),
        ("\udc92", " "),
        ("1\u200b2\ufeff", "12"),
        ("\u200b", ""),
        ("\u202eal contrario\u202c e \u2066isolato\u2069", "al contrario e isolato"),
        ("un\u200dione", "un\u200dione"),
    ],
)
def test_what_nobody_sees_becomes_what_it_stands_for(written: str, kept: str) -> None:
    assert printable(written) == kept


@given(st.text(st.characters()))
def test_every_file_can_hold_what_is_printable(text: str) -> None:
    kept = printable(text)
    assert checked(kept) == kept
    assert printable(kept) == kept
