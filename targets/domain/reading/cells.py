"""A cell before it is read: spellings of blanks, quotes and signs made one; length bounded.

Only the reading sees the folded text; what the office wrote is stored and printed as it is.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from targets.domain.reading import lexicon

LONGEST_CELL = 1000
"""Characters read of a formula or a target; a longer cell is unclear (the seed's longest has 166)."""
LONGEST_TITLE = 4000
"""Characters of a title searched for dates."""
MOST_CONDITIONS = 16
"""Conditions or indicators in one cell; beyond it no plan row is meant but a pasted table."""

_ONE_SPELLING = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
            " ",
        ),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None),
        # marks of the direction of writing
        **dict.fromkeys("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", None),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u0060\u00b4", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u2a7e\u2267\u2a88", "≥"),
        **dict.fromkeys("\u2a7d\u2266\u2a87", "≤"),
        **dict.fromkeys("\u2022\u25aa\u25cf\u25e6\u2023\u25a0\u25ba\u27a2\uf0b7\uf0a7\u2713\u2714", "•"),
        **dict.fromkeys("\uff1e\u203a", ">"),
        **dict.fromkeys("\uff1c\u2039", "<"),
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "\uff0e": ".",
        "\uff0c": ",",
        "\uff05": "%",
        "\uff1d": "=",
        "\u2044": "/",
        "\u2215": "/",
        "\u2116": "n.",
    }
)
_TAGS = re.compile(
    r"</?(?:b|i|u|p|em|strong|span|div|sup|sub|font|script|style|td|tr|li|ul)(?:\s[^<>]{0,100})?/?>",
    re.IGNORECASE,
)
_UNDERLINED = re.compile(r"<u>\s*([<>])\s*</u>", re.IGNORECASE)
UNDERLINED_SIGNS = {">": "\ue000", "<": "\ue001"}
"""A sign underlined by hand for ≥ or ≤, each kept as one character of its own: it is never sure."""
_BREAKS = re.compile(r"<br\s*/?>|\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", re.IGNORECASE)
_MORE = re.compile(r"(?<!\w)(pi)(?:u'|ú|u(?= (?:di|del|dell')(?!\w)))", re.IGNORECASE)
"""``più`` with an apostrophe for its accent, with the other accent or with none."""
_UNDERSCORES = re.compile(r"(?<=[\d%])_+|_+(?=\d)")
_RANK = re.compile(r"(?<=\d) ?[°ºª^](?= (?:post[oi]|posizion[ei]))", re.IGNORECASE)
"""The mark of an ordinal that is a value to reach: "≤ 15° posto"."""
_FOOTNOTE = re.compile(r"(?<!(?<!\d)10)(?<=[\d%])[¹²³⁴-⁹]+(?![\w/])")
"""A raised figure that points to a note: "≥ 30¹"; behind a 10 it may be a power."""
_GLUED_BY = re.compile(r"(?<!\w)(entro)(?=(?:il|la) ?\d)(il|la)", re.IGNORECASE)
_MINUS_BEHIND_MONEY = re.compile(r"((?:^|[≥≤<>=]) ?)(€|euro) ?- ?(?=\d)", re.IGNORECASE)
"""``≥ € -100.000``: the minus stands between the currency and its number."""
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SIGNS = (
    (re.compile(r">\s?/?\s?=|=\s?/?\s?>|≥\s?/?\s?="), "≥"),
    (re.compile(r"<\s?/?\s?=|=\s?/?\s?<|≤\s?/?\s?="), "≤"),
    (re.compile(r"(?<=[\w%) ])-+>|(?:^|(?<=\n))-+>(?= ?[^\W\d_])|[\u21d2\u2794\u279c\u27a1\u27f6]"), "→"),
)

_EMPTY = lexicon.pattern("cells", "empty")
_NONE = lexicon.pattern("cells", "none")
_BROKEN = lexicon.pattern("cells", "broken")
_TEXT_MARK = re.compile(r"'(?=[\W\d]|$)|'(?!.*\w'(?!\w))", re.DOTALL)
"""A leading apostrophe before a figure or a sign, or one that no other closes."""
_HANGING = re.compile(
    rf"(?:(?:(?<=[ '\n])|^(?=\w\w)){lexicon.any_of(lexicon.words('cells', 'hanging'))}"
    r"|(?<!%),|[(/:&]|(?<![\d%\w])(?<!\d )\+|(?<![.,])-|(?<!\d)(?<!(?<!\w)s[iì])')$"
)
_LONGEST_HANGING = max(map(len, lexicon.words("cells", "hanging")))
_BULLET = re.compile(r"^\s*(?:[•*·]|-(?!\s?\d)|-\s(?=\d+\s+[^\W\d_]))\s*")


def fold(text: str, longest: int = LONGEST_CELL) -> str:
    """Fold a cell to one spelling of blanks, quotes, dashes and signs; line breaks stay.

    Only the first ``longest`` characters are looked at.
    """
    return _folded(text.strip()[:longest], longest)


@lru_cache(maxsize=64)
def _folded(text: str, longest: int) -> str:
    """Fold a text once, however often its row asks for it."""
    text = unicodedata.normalize("NFC", text).translate(_ONE_SPELLING)
    text = html.unescape(text)[:longest]
    text = _UNDERLINED.sub(lambda match: UNDERLINED_SIGNS[match[1]], text)
    text = _TAGS.sub("", _BREAKS.sub("\n", text))
    text = re.sub(r"(?<=\d) ?°/[o0]", "%", text)
    text = _UNDERSCORES.sub(" ", text)
    text = _MORE.sub(r"\1ù", text)
    text = _CONTROLS.sub("", text)
    text = _FOOTNOTE.sub("", _RANK.sub("", text))
    text = _GLUED_BY.sub(r"\1 \2 ", text)
    for spellings, sign in _SIGNS:
        text = spellings.sub(sign, text)
    text = _MINUS_BEHIND_MONEY.sub(r"\1-\2 ", text)
    text = re.sub(r" +", " ", text)
    text = re.sub(r" ?\n[ \n]*", "\n", text).strip()
    return _without_text_mark(text)


def _without_text_mark(text: str) -> str:
    """Take off the apostrophe that a spreadsheet puts before text, and quotes around the whole cell."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" and text.count(text[0]) == 2:
        return text[1:-1].strip()
    return text[1:].lstrip() if _TEXT_MARK.match(text) else text


def is_too_long(text: str) -> bool:
    """Say whether a cell as written is longer than what is read of it."""
    return len(text.strip()) > LONGEST_CELL


def says_nothing(folded: str) -> bool:
    """Say whether a cell is blank or only says that there is nothing yet (``n.d.``, ``-``, ``nessuno``)."""
    plain = lower(folded)
    bare = plain.strip(" .")
    return not plain or any(_EMPTY.fullmatch(each) is not None for each in (plain, bare)) or says_none(folded)


def says_none(folded: str) -> bool:
    """Say whether a cell only says ``nessuno``: of what is counted, that is zero."""
    return _NONE.fullmatch(lower(folded).strip(" .")) is not None


def is_broken(folded: str) -> bool:
    """Say whether a cell holds nothing but the error of a spreadsheet (``#DIV/0!``)."""
    return _BROKEN.fullmatch(lower(folded)) is not None


def looks_cut_short(text: str) -> bool:
    """Say whether a text ends in the middle of a sentence: "… in delega o", a hanging comma."""
    folded = fold(text, LONGEST_TITLE)
    if says_nothing(folded):
        return False
    is_name = re.search(r"(?<![\w'])[A-Z]$", folded) is not None
    hangs = _HANGING.search(lower(folded), max(0, len(folded) - _LONGEST_HANGING)) is not None
    return (hangs and not is_name) or folded.count("(") > folded.count(")")


def lower(text: str) -> str:
    """Put a text in lower case, places in it staying the same (the one letter that would grow is left)."""
    return text.lower() if "İ" not in text else "İ".join(part.lower() for part in text.split("İ"))


def without_bullet(line: str) -> str:
    """Take the bullet off a line; a minus before a number stays."""
    return _BULLET.sub("", line).strip()


def one_line(text: str) -> str:
    """Fold all blanks to one, for labels."""
    return " ".join(text.split())


def bracket_pairs(text: str) -> dict[int, int]:
    """Map every opening bracket to the one that closes it; one left open is not in it."""
    pairs, opened = {}, []
    for place, letter in enumerate(text):
        if letter in "([{":
            opened.append(place)
        elif letter in ")]}" and opened:
            pairs[opened.pop()] = place
    return pairs
