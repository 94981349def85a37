"""The small subset of Markdown in which the texts of a report are written, made into safe HTML.

Paragraphs, line breaks, **bold**, *italic*, lists, and links to ``https`` addresses. Everything
else, raw HTML above all, is printed as it was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES = ("list", "emphasis", "link", "escape", "newline")


class _Subset(MarkdownIt):
    """The parser with nothing but the rules of the subset."""

    def __init__(self, rules: Sequence[str] = _RULES) -> None:
        super().__init__("zero", {"html": False, "linkify": False, "typographer": False, "breaks": True})
        self.enable(list(rules))

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        """Let through what leads to a page of the web and cannot be listened to on the way."""
        return url.lower().startswith("https://")


_PARSER = _Subset()


def narrative_html(text: str) -> SafeString:
    """Return ``text`` as HTML; total, whatever was typed. Every character of a person is escaped."""
    rendered: str = _PARSER.render(text)
    return mark_safe(rendered)  # noqa: S308 - the parser escapes all text, and knows no raw HTML
