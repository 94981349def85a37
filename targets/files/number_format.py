"""A number of a sheet as the sheet shows it: 0.8 formatted as "0%" is "80%".

Italian: the document is. Only what plans use is drawn (per cent, thousands, currencies, dates);
any other format shows the plain number.
"""

from __future__ import annotations

import re
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from perfplan.lib.numbers import format_decimal

if TYPE_CHECKING:
    from datetime import date

GENERAL = "General"
_SIGNIFICANT = 15
"""Digits that a sheet keeps and shows; those after are noise of binary fractions."""
_MOST_DIGITS = 30
_TOKENS = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|\\(.)|_(.)|\*(.)|([#0?.,]+)|(.)', re.DOTALL)
_LAST_DAY = 2_958_465
"""31 December 9999."""


def builtin_format(number: int) -> str:
    """Return the format that every workbook knows under this number."""
    return str(BUILTIN_FORMATS.get(number, GENERAL))


def shown_number(value: str, format_code: str, *, is_1904: bool = False) -> str:
    """Write the number of a cell as its format shows it; text that is no number comes back as it is."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        return value
    if format_code in {GENERAL, "@"}:
        return _plain(number)
    if is_date_format(format_code):
        return _date(number, value, is_1904=is_1904)
    return _formatted(number, format_code)


def shown_date(moment: date | time) -> str:
    """Write a date as the plans do (31/12/2018); the time of day only where it is not midnight."""
    if isinstance(moment, time):
        return moment.strftime("%H:%M")
    day = moment.strftime("%d/%m/%Y")
    has_time = isinstance(moment, datetime) and moment.time() != time()
    return f"{day} {moment.strftime('%H:%M')}" if has_time else day


def _date(number: Decimal, value: str, *, is_1904: bool) -> str:
    if not 0 <= number <= _LAST_DAY:
        return value
    moment = from_excel(float(number), MAC_EPOCH if is_1904 else WINDOWS_EPOCH)
    return value if moment is None else shown_date(moment)


def _plain(number: Decimal) -> str:
    return format_decimal(_without_noise(number), "it").replace(".", "")


def _without_noise(number: Decimal) -> Decimal:
    return number if not number else round(number, _SIGNIFICANT - 1 - number.adjusted())


def _formatted(number: Decimal, format_code: str) -> str:
    before, pattern, after = _parts(format_code.split(";", maxsplit=1)[0])
    if not pattern or any(letter in before + after for letter in "Ee/"):
        return _plain(number)
    if "%" in before + after:
        number *= 100
    decimals = len(pattern.split(".", maxsplit=1)[1]) if "." in pattern else 0
    text = format_decimal(_without_noise(number), "it", decimals=decimals)
    if "," not in pattern:
        text = text.replace(".", "")
    return f"{before}{text}{after}".strip()


def _parts(section: str) -> tuple[str, str, str]:
    """Part a format into the words before, the pattern of the digits and the words after."""
    before, pattern, after = "", "", ""
    for match in _TOKENS.finditer(section):
        quoted, currency, escaped, _width, _fill, digits, other = match.groups()
        if digits is not None:
            pattern += digits
            continue
        words = next((text for text in (quoted, currency, escaped, other) if text is not None), "")
        if pattern:
            after += words
        else:
            before += words
    return before, pattern, after
