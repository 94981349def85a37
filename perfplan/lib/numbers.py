"""Numbers as Italian offices write them: read, rounded and shown in one place each."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext

_LONGEST_NUMBER = 30
"""Characters; no figure of a plan comes near it, and it bounds the work on hostile text."""

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)

_ITALIAN = re.compile(
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})+|\d+)(?:,(?P<part>\d+))?"
)
_SPACED = re.compile(r"(?P<whole>\d{1,3}(?:'\d{3})+|\d{1,3}(?: \d{3})+)\.(?P<part>\d+)")
"""With a mark between thousands that is neither point nor comma, the point can only be the decimal one."""

_ENGLISH = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})*(?=\.)|\d{1,3}(?:,\d{3}){2,}|\d+)(?:\.(?P<part>\d+))?")

_DECIMAL_MARK = {"it": ",", "en": "."}
_GROUP_MARK = {"it": ".", "en": ","}

_PADDED = re.compile(r"0\d+[.,' ]\d.*")
"""Zeros in front and a mark behind: ``00.500`` is five hundred filled up, or one half; nobody can tell."""


def parse_decimal(text: str) -> Decimal | None:
    """Read a number without sign or unit; None where the text is no number.

    A number is Italian unless its shape says otherwise (domain.md): ``70.000,00`` is seventy
    thousand, ``1.500`` fifteen hundred, ``2,5`` two and a half. ``12.5`` and ``1,500.00`` can
    only be the English way; so can ``0.500``, for no thousands begin with a zero. ``,5`` and ``.5``
    are one half. Zeros in front are nothing (``007``), but before a mark they make it no number.
    """
    text = text.strip().replace("\u00a0", " ").replace("\u2019", "'")
    if not text.isascii() or len(text) > _LONGEST_NUMBER or _PADDED.fullmatch(text):
        return None
    if re.fullmatch(r"[.,]\d+", text):
        text = f"0{text}"
    is_small = re.match(r"0[.' ]\d", text) is not None
    match = (None if is_small else _ITALIAN.fullmatch(text) or _SPACED.fullmatch(text)) or _ENGLISH.fullmatch(
        text
    )
    if match is None:
        return None
    whole = re.sub(r"\D", "", match["whole"])
    return Decimal(f"{whole}.{match['part']}" if match["part"] else whole)


def is_ambiguous(text: str) -> bool:
    """Say whether a careful reader would ask how many this is: ``1,500`` and ``1.5``.

    The first is fifteen hundred to an English reader, the second may be a date or a chapter.
    """
    return re.fullmatch(r"\d{1,3},\d{3}|\d+\.\d{1,2}|0\.\d+", text.strip()) is not None


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """Round to so many decimals, halves away from zero: the rounding of every shown figure."""
    with localcontext(_EXACT):
        return value.quantize(Decimal(1).scaleb(-decimals))


def canonical_decimal(value: Decimal) -> str:
    """Write a number for machines: plain, a point, no exponent, no trailing zeros (``15000000``)."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "0" if plain in ("-0", "") else plain


def format_decimal(value: Decimal, language: str, decimals: int | None = None) -> str:
    """Write a number for people: ``it`` gives ``1.234,5``, any other language ``1,234.5``.

    ``decimals`` rounds and pads to so many; None shows the digits there are and no more.
    """
    code = language.split("-", maxsplit=1)[0]
    shown = canonical_decimal(value) if decimals is None else format(round_half_up(value, decimals), "f")
    negative = shown.startswith("-") and any(digit in "123456789" for digit in shown)
    whole, _, part = shown.lstrip("-").partition(".")
    grouped = f"{int(whole):,}".replace(",", _GROUP_MARK.get(code, ","))
    text = grouped + (_DECIMAL_MARK.get(code, ".") + part if part else "")
    return f"-{text}" if negative else text
