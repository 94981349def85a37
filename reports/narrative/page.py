"""The page on which the planning office writes the texts of a report, a form for each chapter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.markdown import narrative_html
from reports.models import Narrative

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from targets.models import ReportingPeriod

LONGEST_TEXT = 50_000


class ChapterForm(forms.Form):
    """The text of one chapter, and the version that it was written upon."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST_TEXT,
        strip=True,
        widget=forms.Textarea({"rows": 8}),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """One chapter of the page."""

    chapter: Narrative.Chapter
    form: ChapterForm
    preview: SafeString
    """What is stored, as the report prints it; empty = nothing."""
    conflict: SafeString | None = None
    """What somebody else has stored meanwhile; None = nobody has."""


def chapter_entries(
    period: ReportingPeriod, sent: Mapping[Narrative.Chapter, ChapterEntry] | None = None
) -> tuple[ChapterEntry, ...]:
    """Return an entry for every chapter; ``sent`` ones stand in the place of what is stored. One query."""
    stored = {each.chapter: each for each in Narrative.objects.filter(period=period)}
    sent = sent or {}
    return tuple(
        sent.get(chapter) or stored_entry(chapter, stored.get(chapter.value)) for chapter in Narrative.Chapter
    )


def stored_entry(chapter: Narrative.Chapter, stored: Narrative | None) -> ChapterEntry:
    """Return a chapter as it is stored."""
    text, version = (stored.text, stored.version) if stored else ("", 0)
    return ChapterEntry(
        chapter, chapter_form(chapter, {"text": text, "version": version}), narrative_html(text)
    )


def chapter_form(
    chapter: Narrative.Chapter,
    initial: Mapping[str, object] | None = None,
    data: Mapping[str, str] | None = None,
) -> ChapterForm:
    """Return the form of a chapter: what is stored, or what was sent."""
    return ChapterForm(data, initial=dict(initial or {}), auto_id=f"{chapter.value}-%s", label_suffix="")


def conflicting_entry(chapter: Narrative.Chapter, typed: str, stored: Narrative) -> ChapterEntry:
    """Return a chapter that two people wrote at once: what was typed stays, what is stored stands beside it.

    Saving again is then done knowingly: the form holds the version that is shown.
    """
    form = chapter_form(chapter, {"text": typed, "version": stored.version})
    return ChapterEntry(chapter, form, narrative_html(stored.text), conflict=narrative_html(stored.text))
