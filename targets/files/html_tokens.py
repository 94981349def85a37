"""HTML taken apart into tags and text, in time that grows with its length and no faster.

The standard library's parser takes a minute for 100 kB of ``<!--<!--<!--…``; what people paste
comes from anywhere, so the little that a table needs is read here. Every step looks only up to
the next ``<`` and no further than a tag is long.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_TAG = 4_096
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]{0,40})(?P<attrs>(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?)\s*/?>"
)
_ATTR = re.compile(r"\s([A-Za-z][\w:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


class Token(NamedTuple):
    """A start tag, an end tag, or text."""

    kind: str
    """``start``, ``end`` or ``text``."""
    value: str
    """The tag's name in lower case, or the text with its character references read."""
    attrs: str = ""

    def attribute(self, name: str) -> str:
        """Return an attribute of a start tag; "" where it has none."""
        for found in _ATTR.finditer(self.attrs):
            if found[1].lower() == name:
                return found[2] or found[3] or found[4] or ""
        return ""


def html_tokens(html: str) -> Iterator[Token]:
    """Give the tags and texts of ``html`` in order; comments, declarations and instructions are left out."""
    place = 0
    while (start := html.find("<", place)) >= 0:
        if start > place:
            yield Token("text", unescape(html[place:start]))
        place = _after_comment(html, start)
        if place < 0:
            return
        if place > start:
            continue
        tag = _TAG.match(html, start, start + _LONGEST_TAG)
        if tag:
            yield Token("end" if tag["end"] else "start", tag["name"].lower(), tag["attrs"])
            place = tag.end()
        else:
            yield Token("text", "<")
            place = start + 1
    if place < len(html):
        yield Token("text", unescape(html[place:]))


def _after_comment(html: str, start: int) -> int:
    """Return where a comment or declaration ends; ``start`` if none begins there, -1 if it never ends."""
    if html.startswith("<!--", start):
        end = html.find("-->", start + 4)
        return end + 3 if end >= 0 else -1
    if html.startswith(("<!", "<?"), start):
        end = html.find(">", start, start + _LONGEST_TAG)
        return end + 1 if end >= 0 else start
    return start
