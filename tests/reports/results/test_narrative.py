"""The formatting of the texts: a small subset, and never HTML of a person."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.markdown import narrative_html

OWN_TAGS = re.compile(
    r"</?(?:p|strong|em|ul|ol|li|br)>|<ol start=\"\d+\">|<a href=\"https://[^\"<>]*\">|</a>"
)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("**forte** e *piano*", "<p><strong>forte</strong> e <em>piano</em></p>\n"),
        ("uno\ndue\n\ntre", "<p>uno<br>\ndue</p>\n<p>tre</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("[sito](https://a.it/?x=1&y=2)", '<p><a href="https://a.it/?x=1&amp;y=2">sito</a></p>\n'),
    ],
)
def test_the_subset(typed: str, printed: str) -> None:
    assert narrative_html(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "# titolo",
        "> citazione",
        "`codice`",
        "http://a.it",
        "---",
    ],
)
def test_everything_else_is_printed_as_it_was_typed(typed: str) -> None:
    escaped = typed.replace("<", "&lt;").replace(">", "&gt;")
    assert narrative_html(typed) == f"<p>{escaped}</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "http://a.it",
        "data:text/html,x",
        "//a.it",
        "file:///etc/passwd",
        "JaVaScRiPt:alert(1)",
    ],
)
def test_a_link_leads_to_https_only(address: str) -> None:
    assert "<a" not in narrative_html(f"[x]({address})")


@given(st.text(alphabet=st.sampled_from("<>&\"'*_[]()!-1. \n\\`#|:/https"), max_size=60))
def test_whatever_is_typed_only_our_own_tags_come_out(typed: str) -> None:
    assert not re.search(r"[<>]", OWN_TAGS.sub("", narrative_html(typed)))
