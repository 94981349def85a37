"""The word of a band in the reader's language: the one place that chooses it, for every output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import get_language

if TYPE_CHECKING:
    from targets.domain.counting.proof import Step


class Worded(Protocol):
    """A band, wherever it comes from: stored, counted with, or in a document."""

    @property
    def word(self) -> str: ...

    @property
    def word_en(self) -> str: ...


def band_word(band: Worded) -> str:
    """Return the body's word, or its English one on an English page where the body has given it."""
    return _chosen(band.word, band.word_en)


def band_word_of_step(step: Step) -> str:
    """Return the same of a band that a proof names."""
    return _chosen(step.words["word"], step.words.get("word_en", ""))


def _chosen(word: str, english: str) -> str:
    return english if english and (get_language() or "").startswith("en") else word
