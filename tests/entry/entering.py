"""Short ways to what the tests of the entry look at."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from targets.entered import Entered, EnteredCase
from targets.models import ActualValue, Indicator

NOW = datetime.datetime(2019, 1, 15, 10, 30, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(hours=1)


def indicator(formula: str = "Procedimenti", **condition: Any) -> Indicator:
    """Return the indicator whose formula begins so."""
    return Indicator.objects.select_related("measure").get(
        measure__formula_text__startswith=formula, **condition
    )


def case(
    *, done: bool | None = None, done_on: datetime.date | None = None, **numbers: int | str
) -> EnteredCase:
    return EnteredCase(
        numbers={key: Decimal(number) for key, number in numbers.items()}, done=done, done_on=done_on
    )


def entered(**numbers: int | str) -> Entered:
    """Numbers by the key of the operand, of the indicator as a whole."""
    return Entered(whole=EnteredCase(numbers={key: Decimal(number) for key, number in numbers.items()}))


def numbers_of(value: ActualValue) -> dict[str, Decimal]:
    """Return the stored numbers of the whole by the key of the operand."""
    whole = value.cases.get(condition=None)
    return dict(whole.values.values_list("operand__key", "value"))
