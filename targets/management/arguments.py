"""Arguments that several commands take."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date

from django.utils.translation import gettext as _


def day(text: str) -> date:
    """Return the day that is written as ``2018-06-30``; raises ``ArgumentTypeError`` in plain words."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        words = _("“%(text)s” is not a day: write year, month and day, for example 2018-06-30.")
        raise ArgumentTypeError(words % {"text": text}) from error
